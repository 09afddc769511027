"""What offices write becomes values: dates, amounts, counts, choices, numbers; or a message that says what is wrong."""

import datetime as dt
from decimal import Decimal

import pytest

from gongkai_site.records.money import in_yuan, wan_yuan, yuan
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.values import Unreadable, parse

DAY = REGISTERS["requests"].by_name["received_on"]
MONEY = REGISTERS["fees"].by_name["amount"]
COUNT = REGISTERS["decision-counts"].by_name["count"]
OUTCOME = REGISTERS["requests"].by_name["outcome"]
NUMBER = REGISTERS["documents"].by_name["number"]


@pytest.mark.parametrize(
    "written",
    ["2025-03-05", "2025年3月5日", "2025.3.5", "20250305", 20250305, 45721, "45721", "２０２５年３月５日",
     " 2025/3/5 ", "2025-03-05 00:00:00", "2025-03-05T10:20:30", dt.datetime(2025, 3, 5, 9), dt.date(2025, 3, 5)],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(written: object) -> None:
    assert parse(DAY, written) == dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("written", "told"),
    [("25.3.5", "两位"), ("25年3月5日", "两位"), ("2025年3月", "没有写到日"), ("2025-02-30", "不是日期"),
     ("三月五日", "不是日期"), ("3月5日", "不是日期"), (7, "不是日期"), ("1900-01-01", "不合情理"), (True, "不是日期")],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_why(written: object, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        parse(DAY, written)


@pytest.mark.parametrize("written", [None, "", "  ", "/", "—", "办理中", "无"])
def test_nothing_written_is_no_day(written: object) -> None:
    assert parse(DAY, written) is None


@pytest.mark.parametrize(
    ("written", "unit", "fen"),
    [("120.50", "元", 12050), ("１２０．５", "元", 12050), ("￥1,200.50元", "元", 120050), (0.1 + 0.2, "元", 30),
     (0, "元", 0), ("0", "元", 0), ("-35", "元", -3500), ("（35.00）", "元", -3500), ("1.2", "万元", 1200000),
     ("3万元", "元", 3000000), ("5元", "万元", 500), (1204.0, "元", 120400)],
)  # fmt: skip
def test_an_amount_becomes_fen_exactly(written: object, unit: str, fen: int) -> None:
    assert parse(MONEY, written, unit=unit) == fen


@pytest.mark.parametrize(
    ("written", "told"), [("1.234", "不足一分"), ("十元", "不是金额"), ("NaN", "不是金额"), ("1e30", "科学记数法"),
                          ("1E+1000000", "过大"),
                          (dt.date(2025, 1, 1), "应填金额"), ("12..5", "不是金额")],
)  # fmt: skip
def test_what_is_no_amount_is_refused(written: object, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        parse(MONEY, written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), ("１２件", 12), ("1,200", 1200), (12.0, 12), ("0", 0), ("12.0", 12), ("/", None)],
)
def test_a_count_is_read(written: object, number: int | None) -> None:
    assert parse(COUNT, written) == number


@pytest.mark.parametrize(
    ("written", "told"), [("-1", "小于零"), ("1.5", "不是整数"), ("约12", "不是整数"), ("99999999999", "过大")]
)
def test_what_is_no_count_is_refused(written: object, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        parse(COUNT, written)


@pytest.mark.parametrize(
    ("written", "value"),
    [("予以公开", "granted"), ("区分处理", "partly_granted"), ("信息不存在", "unavailable.not_held"),
     ("属于国家秘密", "refused.state_secret"), ("不予公开（属于国家秘密）", "refused.state_secret"), ("在办", None),
     ("撤回申请", "other.other"), ("refused.third_party", "refused.third_party")],
)  # fmt: skip
def test_an_outcome_is_known_by_the_words_of_offices(written: str, value: str | None) -> None:
    assert parse(OUTCOME, written) == value


@pytest.mark.parametrize(
    ("written", "told"),
    [("不予公开", "分不清是哪一种，请写明：不予公开：属于国家秘密、"), ("无法提供", "请写明：无法提供：本机关不掌握"),
     ("信访办", "不在可选范围内，请写：予以公开、部分公开、.*等21种")],
)  # fmt: skip
def test_an_outcome_that_leaves_open_which_row_is_refused_with_the_rows(written: str, told: str) -> None:
    with pytest.raises(Unreadable, match=told):
        parse(OUTCOME, written)


@pytest.mark.parametrize(
    "written", ["安政发[2025]1号", "安政发（2025）１号", "安政发【2025】 1号", "安政发〔2025〕1号"]
)
def test_a_document_number_has_one_spelling(written: str) -> None:
    assert parse(NUMBER, written) == "安政发〔2025〕1号"


def test_a_case_number_keeps_the_brackets_of_courts() -> None:
    assert parse(REGISTERS["disputes"].by_name["number"], "(2025)苏08行初1号") == "（2025）苏08行初1号"


def test_a_number_cell_in_a_text_column_is_written_without_point() -> None:
    assert parse(REGISTERS["requests"].by_name["subject"], 2025.0) == "2025"


def test_text_longer_than_the_column_is_refused_and_not_cut() -> None:
    with pytest.raises(Unreadable, match="共501个字，最多500个字"):
        parse(REGISTERS["requests"].by_name["subject"], "字" * 501)


@pytest.mark.parametrize("written", ["javascript:alert(1)", "ftp://a.cn/x", "www"])
def test_only_web_addresses_are_addresses(written: str) -> None:
    with pytest.raises(Unreadable, match="不是网址"):
        parse(REGISTERS["documents"].by_name["url"], written)


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "0.00"), (4_999, "0.00"), (5_000, "0.01"), (1_005_000, "1.01"), (-5_000, "-0.01"), (12_000, "0.01")],
)
def test_wan_yuan_is_rounded_half_up(fen: int, shown: str) -> None:
    assert str(wan_yuan(fen)) == shown


def test_a_form_that_asks_for_yuan_gets_every_fen() -> None:
    assert in_yuan(123_456_789) == Decimal("1234567.89")


def test_yuan_is_exact() -> None:
    assert [yuan(fen) for fen in (0, 5, -105, 12_345_678_901)] == ["0.00", "0.05", "-1.05", "123456789.01"]


@pytest.mark.parametrize("written", ["9" * 5_000, "9" * 21])
def test_a_count_of_thousands_of_figures_is_refused_in_words(written: str) -> None:
    with pytest.raises(Unreadable, match="过大"):
        parse(COUNT, written)


@pytest.mark.parametrize("written", ["10000000000000000万元", "100000000000001", "9" * 5_000])
def test_an_amount_that_no_database_can_add_up_is_refused_in_words(written: str) -> None:
    with pytest.raises(Unreadable, match="过大"):
        parse(MONEY, written)
