from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.checking.families.privacy import mask, personal_numbers
from gongkai.screening.finding.digits import is_identity, passes_luhn
from tests.checking.build import found, right_report, with_prose

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(birthday: str = "19870412", serial: str = "123") -> str:
    body = f"320813{birthday}{serial}"
    return body + "10X98765432"[sum(int(sign) * weight for sign, weight in zip(body, WEIGHTS, strict=True)) % 11]


def card(length: int = 19) -> str:
    body = ("622202" + "1234567890123456")[: length - 1]
    return next(body + str(last) for last in range(10) if passes_luhn(body + str(last)))


ID, CARD = identity(), card()


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        (f"申请人王某某（身份证号{ID}）对答复满意。", "身份证号码", mask(ID)),
        (f"王某某{ID}", "身份证号码", mask(ID)),
        (f"王某某 {ID[:6]} {ID[6:14]} {ID[14:]}", "身份证号码", mask(ID)),
        ("身份证号320813870412123。", "身份证号码", "320**********23"),
        (f"补助已汇入其银行卡{CARD}。", "银行卡号", mask(CARD)),
        (f"工商银行{card(16)}", "银行卡号", mask(card(16))),
        (f"卡号：{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "银行卡号", mask(CARD)),
        ("申请人李某，联系电话13812345678，对答复表示满意。", "个人手机号码", "138******78"),
        ("请拨打李某的手机 138-1234-5678。", "个人手机号码", "138******78"),
        ("李某：+86 138 1234 5678。", "个人手机号码", "138******78"),
        ("李某１３８１２３４５６７８。", "个人手机号码", "138******78"),
    ],
)
def test_a_persons_number_in_a_section_is_an_error_and_is_not_repeated(text, kind, masked):
    (finding,) = found(with_prose(right_report(), problems=text), "privacy.personal-data")
    assert finding.severity == "error" and kind in finding.message and finding.found == masked
    assert "第五部分" in finding.message and "第十五条" in finding.basis
    assert "".join(filter(str.isdigit, text))[-8:] not in finding.message + finding.message_en


@pytest.mark.parametrize(
    "text",
    [
        "如对本报告有疑问，请与政务公开办联系，联系电话：13812345678。",
        "监督电话13812345678、12345。",
        "邮编：223100，电话：0517-87290606。",
        "全年公开信息2428条，解读13812条。",
        "详见http://www.luqiao.gov.cn/col/col1229339305/13812345678.html。",
        "附件：13812345678_0001.docx",
        f"统一社会信用代码{identity('19871340')}",
        f"文号{ID[:-1]}{'1' if ID[-1] != '1' else '2'}",
        f"收费专户：某县财政局，账号{CARD}。",
        f"编号{CARD}",
        "编号320813870412123。",
        "12813812345678901",
        "",
    ],
)
def test_an_offices_own_number_or_any_other_is_none(text):
    assert found(with_prose(right_report(), problems=text), "privacy") == []


def test_the_offices_mobile_before_section_one_and_after_six_is_its_contact():
    text = "请与某镇政府办公室联系（电话：13812345678）。"
    assert found(right_report(preamble=text, closing=text), "privacy") == []


@pytest.mark.parametrize("field", ["preamble", "closing"])
def test_a_persons_number_is_found_there_all_the_same(field):
    text = f"申请人李某的电话为13812345678，身份证{ID}。"
    assert [each.found for each in found(right_report(**{field: text}), "privacy")] == [mask("13812345678"), mask(ID)]


def test_several_numbers_are_several_findings():
    text = f"张某{identity(serial='124')}、王某{ID}，电话13812345678/13912345679"
    assert len(found(with_prose(right_report(), overview=text), "privacy")) == 4


@pytest.mark.parametrize(
    ("number", "right"),
    [
        (ID, True),
        (identity(serial="001").lower(), True),
        (identity("19870230"), False),
        (identity("30870412"), False),
        (identity("18700412"), False),
        (ID[:-1] + ("0" if ID[-1] != "0" else "1"), False),
        (ID[:-1], False),
        ("3208131987041212X" + "3", False),
        ("", False),
    ],
)
def test_an_identity_number_has_a_birthday_and_a_check_sign(number, right):
    assert is_identity(number, dt.date(2025, 12, 31)) is right


@pytest.mark.parametrize(("year", "count"), [(2023, 0), (2024, 1), (None, 1)])
def test_who_was_born_after_the_year_a_report_is_published_in_is_not_named_in_it(year, count):
    number = identity("20250101")
    report = with_prose(right_report(year=year), problems=f"第三人{number}。")
    assert len(found(report, "privacy.personal-data")) == count


@given(st.integers(0, 10**15))
def test_exactly_one_last_digit_passes_the_check_of_a_card(body):
    assert sum(passes_luhn(f"{body}{last}") for last in range(10)) == 1


@pytest.mark.parametrize(
    "number", ["5555555555554444", "4111111111111111", "378282246310005", "6011111111111117", "79927398713"]
)
def test_the_check_digits_of_known_cards_pass(number):
    assert passes_luhn(number) and not passes_luhn(number[:-1] + str((int(number[-1]) + 5) % 10))


@given(st.integers(0, 10**6))
def test_every_valid_identity_number_is_found_wherever_it_stands(seed):
    rng = random.Random(seed)
    day = f"{rng.randint(1940, 2010)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}"
    number = identity(day, f"{rng.randint(0, 999):03}")
    (each,) = personal_numbers(f"件数{rng.randint(0, 99)}，{number}。")
    assert each.masked == mask(number) and number not in repr(each)


def test_a_long_run_of_signs_takes_no_time():
    assert list(personal_numbers("1" * 200_000)) == []
    assert list(personal_numbers("a/1" * 100_000)) == []
