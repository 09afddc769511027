"""Numbers of persons in a text: found however they are written, and nothing else taken for one."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.screening.finding.digits import is_identity, is_old_identity, numbers
from gongkai.screening.finding.found import About, plain
from gongkai.screening.finding.numbers import is_minor, personal_numbers
from tests.screening.build import card, full_width, identity, kinds, screened

DAY = dt.date(2026, 11, 30)
ID, CARD = identity(), card()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"王某某{ID}对答复满意", f"{ID[:6]}********{ID[-4:]}"),
        (f"（{ID}）", f"{ID[:6]}********{ID[-4:]}"),
        (f"王某某{full_width(ID)}。", f"{ID[:6]}********{ID[-4:]}"),
        (f"{ID[:6]} {ID[6:14]} {ID[14:]}", f"{ID[:6]}********{ID[-4:]}"),
        (f"{ID[:6]}-{ID[6:14]}-{ID[14:]}", f"{ID[:6]}********{ID[-4:]}"),
        (f"{ID[:6]}—{ID[6:14]}—{ID[14:]}", f"{ID[:6]}********{ID[-4:]}"),
        (" ".join(ID), f"{ID[:6]}********{ID[-4:]}"),
        (f"3 {ID}", f"{ID[:6]}********{ID[-4:]}"),
        (f"{ID[:10]}\u200b{ID[10:]}", f"{ID[:6]}********{ID[-4:]}"),
        (identity(area="330113"), "330113********" + identity(area="330113")[-4:]),
        (identity(area="330114"), "330114********" + identity(area="330114")[-4:]),
        (identity("19870412", "001").lower(), "320813********" + identity("19870412", "001")[-4:]),
        ("身份证号320813870412123", "320813******123"),
        (
            f"身份证号码：{ID[:17]}{'1' if ID[-1] != '1' else '2'}",
            f"{ID[:6]}********{ID[14:17]}{'1' if ID[-1] != '1' else '2'}",
        ),
    ],
)
def test_an_identity_number_is_found_and_never_told(text: str, shown: str) -> None:
    (hit,) = screened(text)
    assert (hit.kind, hit.shown) == ("identity-number", shown)


def test_the_number_in_a_disability_card_is_found() -> None:
    (hit,) = screened(f"残疾人证{ID}43")
    assert hit.kind == "disability-card" and ID not in hit.shown


@pytest.mark.parametrize("tail", ["83", "45", "4", "430", "03", "40"])
def test_other_digits_behind_an_identity_number_make_no_card(tail: str) -> None:
    assert "disability-card" not in kinds(f"编号{ID}{tail}")


@pytest.mark.parametrize(
    "text",
    [
        f"统一社会信用代码{identity('19871340')}",
        "913208130141234567",
        "编号320813870412123。",
        f"文号{ID[:-1]}{'1' if ID[-1] != '1' else '2'}",
        identity(area="990813"),
        identity("18700412"),
        identity("20870412"),
        f"详见http://www.luqiao.gov.cn/col/{ID}.html",
        f"附件：{ID}_0001.docx",
        "索引号：014123456/2024-00123",
        "0517-87290606",
        "12345",
        "320813********1236",
        "138****5678",
        "",
        "1" * 200_000,
        "1 2 " * 50_000,
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert screened(text or "无") == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"补助已汇入其银行卡{CARD}。", "bank-card"),
        (f"工商银行{card(16)}", "bank-card"),
        (f"卡号：{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "bank-card"),
        (f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}", "bank-card"),
        (f"一卡通账号{full_width(CARD)}", "bank-card"),
        ("申请人李某，联系电话13812345678，对答复表示满意。", "mobile-number"),
        ("手机 138-1234-5678", "mobile-number"),
        ("李某：+86 138 1234 5678。", "mobile-number"),
        ("李某：8613812345678。", "mobile-number"),
        ("李某１３８１２３４５６７８。", "mobile-number"),
        ("李某 19912345678", "mobile-number"),
        ("1 3 8 1 2 3 4 5 6 7 8", "mobile-number"),
        ("车牌号苏A12B45", "number-plate"),
        ("苏A·D12345", "number-plate"),
        ("豫N 12345", "number-plate"),
        ("护照号码：E12345678", "passport"),
        ("护照EA1234567", "passport"),
        ("往来港澳通行证C12345678", "passport"),
    ],
)
def test_a_persons_other_numbers_are_found(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        f"收费专户：某县财政局，账号{CARD}。",
        f"编号{CARD}",
        f"卡号{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}",
        "监督电话13812345678、12345。",
        "服务热线：13812345678",
        "12813812345678901",
        "12812345678",
        "E12345678",
        "苏A",
        "豫政办〔2024〕12号",
        "粤BABCDE",
        "件数138，1234，5678",
    ],
)
def test_what_belongs_to_an_office_or_to_nobody_is_left_alone(text: str) -> None:
    assert screened(text) == ()


def test_a_person_named_beside_it_makes_a_contact_number_his() -> None:
    assert kinds("监督电话13812345678（张三）") == ["mobile-number"]


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        ("20081130", DAY, False),
        ("20081201", DAY, True),
        ("20261130", DAY, True),
        ("20100101", DAY, True),
    ],
)
def test_who_is_under_eighteen_on_the_day_is_a_minor(born: str, day: dt.date, minor: bool) -> None:
    found = [each.kind for each in personal_numbers(identity(born), About(day))]
    assert found == ["identity-number", *(["minor"] if minor else [])]


@pytest.mark.parametrize(
    ("born", "day", "minor"),
    [
        (dt.date(2008, 2, 29), dt.date(2026, 2, 28), True),
        (dt.date(2008, 2, 29), dt.date(2026, 3, 1), False),
        (dt.date(2027, 1, 1), DAY, False),
    ],
)
def test_an_age_is_told_by_the_day(born: dt.date, day: dt.date, minor: bool) -> None:
    assert is_minor(born, day) is minor


@given(st.integers(0, 10**6))
def test_every_valid_number_is_found_wherever_it_stands(seed: int) -> None:
    rng = random.Random(seed)
    number = identity(
        f"{rng.randint(1940, 2005)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}", f"{rng.randint(0, 999):03}"
    )
    parted = rng.choice(["", " ", "-", "."]).join((number[:6], number[6:14], number[14:]))
    (hit,) = screened(f"件数{rng.randint(0, 99)}，{parted}。")
    assert hit.shown == f"{number[:6]}********{number[-4:]}"


@given(st.text("0123456789Xx- ./张年", max_size=80))
def test_every_sequence_of_a_run_is_whole_groups(text: str) -> None:
    for number in numbers(plain(text)):
        written = plain(text)[number.start : number.end]
        assert "".join(each for each in written if each.isalnum() or each == "×").upper() == number.digits
        assert 11 <= len(number.digits) <= 20 and sum(number.groups) == len(number.digits)


@pytest.mark.parametrize(
    ("digits", "old"),
    [
        ("320813870412123", True),
        ("320813871312123", False),
        ("990813870412123", False),
        ("32081387041212", False),
        ("32081387041212X", False),
    ],
)
def test_an_old_number_has_a_province_and_a_birthday(digits: str, old: bool) -> None:
    assert is_old_identity(digits) is old


def test_exactly_one_check_sign_fits() -> None:
    assert [sign for sign in "0123456789X" if is_identity(ID[:17] + sign)] == [ID[17]]


@pytest.mark.parametrize(
    "text", [f"var a='{identity()}';", f"http://www.a.gov.cn/x?id={identity()}", f'value="{identity()}"']
)
def test_an_identity_number_is_found_as_the_value_of_a_query_or_a_variable(text: str) -> None:
    assert kinds(text) == ["identity-number"]
