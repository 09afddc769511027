"""What a printed figure says."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading.values import figure, in_unit, odd_figure
from gongkai.settings import DEFAULT_SETTINGS


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("0", 0),
        ("95", 95),
        ("１２", 12),
        (" 7 ", 7),
        ("\u200b3\ufeff", 3),
        ("1,234", 1234),
        ("1，234", 1234),
        ("1 234", 1234),
        ("12,345,678", 12345678),
        ("3件", 3),
        ("3 件", 3),
        ("2项", 2),
        ("3.0", 3),
        ("3.50", Decimal("3.50")),
        ("0.00", 0),
        ("３．５", Decimal("3.5")),
        ("-3", -3),
        ("+3", 3),
        ("007", 7),
        ("零", 0),
        ("〇", 0),
        ("150万元", 150),
        ("9 5", 95),
    ],
)
def test_a_printed_number_is_read_as_that_number(printed, number):
    found = figure(printed)
    assert found.kind == "number"
    assert found.number == number
    assert not found.doubt


@pytest.mark.parametrize("printed", ["3①", "3[1]", "3〔2〕", "3*", "3※", "3件（注）", "3注1", "3（注2）", "3 ②"])
def test_a_footnote_mark_is_no_part_of_the_number(printed):
    assert figure(printed).number == 3


@pytest.mark.parametrize(
    "printed", ["", " ", "\u3000", "\xa0", "-", "—", "——", "－", "―", "/", "／", "无", "空", "N/A", "--", "…", "\u200b"]
)
def test_an_empty_cell_or_a_dash_is_blank_and_never_zero(printed):
    found = figure(printed)
    assert (found.kind, found.number) == ("blank", None)


@pytest.mark.parametrize("printed", ["l2", "I", "O5", "1,23", "12,34,5", "?", "�", "5.", ".", "0 0", "1" * 30, "一"])
def test_what_may_be_a_number_but_is_none_is_unreadable_and_never_guessed(printed):
    if printed == ".":
        assert figure(printed).kind == "blank"
        return
    found = figure(printed)
    assert (found.kind, found.number) == ("unreadable", None)


@pytest.mark.parametrize(
    "printed",
    ["自然人", "总计", "一、本年新收政府信息公开申请数量", "1.属于国家秘密", "见附件", "2024年", "①", "x" * 100],
)
def test_a_label_is_no_figure(printed):
    assert figure(printed) is None


@pytest.mark.parametrize(
    ("printed", "number"), [("3（其中1件为上年结转）", 3), ("O", 0), ("o", 0), ("1O", 10), ("2О5", 205)]
)
def test_an_unusual_print_is_read_with_a_doubt(printed, number):
    found = figure(printed)
    assert found.number == number
    assert found.doubt


@pytest.mark.parametrize(
    ("printed", "unit", "stated", "number", "doubted"),
    [
        ("3", "件", "", 3, False),
        ("3件", "件", "", 3, False),
        ("3宗", "件", "", 3, False),
        ("150万元", "万元", "", 150, False),
        ("150万", "万元", "", 150, False),
        ("35000元", "万元", "", Decimal("3.5"), True),
        ("20000元", "万元", "", 2, True),
        ("1.5亿元", "万元", "", 15000, True),
        ("2万元", "元", "", 20000, True),
        ("35000", "万元", "元", Decimal("3.5"), True),
        ("35000", "万元", "万元", 35000, False),
        ("1.2万", "件", "", 12000, True),
        ("5元", "件", "", None, True),
        ("5件", "万元", "", 5, True),
    ],
)
def test_units_are_the_forms_and_a_conversion_is_a_doubt(printed, unit, stated, number, doubted):
    found, doubt = in_unit(figure(printed), unit, stated)
    assert found == number
    assert bool(doubt) == doubted


@given(st.integers(0, 10**15))
def test_every_whole_number_survives_printing_with_and_without_separators(number):
    assert figure(str(number)).number == number
    assert figure(f"{number:,}").number == number


@given(st.decimals(0, 10**9, places=4))
def test_every_amount_survives_printing_exactly(amount):
    assert figure(format(amount, "f")).number == amount


@given(st.text(max_size=100))
def test_any_text_is_either_no_figure_or_a_figure_of_a_known_kind(text):
    found = figure(text)
    assert found is None or found.kind in ("number", "blank", "unreadable")
    if found is not None and found.kind != "number":
        assert found.number is None


@pytest.mark.parametrize(
    ("printed", "number", "unit"),
    [
        ("¥3.5", Decimal("3.5"), ""),
        ("￥1,234.50", Decimal("1234.50"), ""),
        ("人民币3万元", 3, "万元"),
        ("3.5（万元）", Decimal("3.5"), "万元"),
        ("3.5(单位：万元)", Decimal("3.5"), "万元"),
        ("三万五千元", 35_000, "元"),
        ("三", 3, ""),
        ("十二", 12, ""),
        ("二百零三件", 203, "件"),
        ("增72", 72, ""),
        ("增加72件", 72, "件"),
        ("减4", -4, ""),
        ("下降3", -3, ""),
        ("↓3", -3, ""),
        ("+3", 3, ""),
    ],
)
def test_what_the_eye_takes_for_a_number_is_one_without_a_doubt(printed, number, unit):
    found = figure(printed)
    assert (found.number, found.unit, found.doubt) == (number, unit, "")
    assert found.worded == (printed[0] in "增减下↓")


@pytest.mark.parametrize("printed", ["约120", "近30", "120余件", "12%", "#REF!", "#DIV/0!", "十二批", "3至5", "五六"])
def test_a_text_in_a_figures_place_that_is_none_is_unreadable(printed):
    assert (figure(printed) or odd_figure(printed, DEFAULT_SETTINGS)).kind == "unreadable"


@pytest.mark.parametrize(
    "printed",
    ["规章", "1.属于国家秘密", "（一）予以公开", "二、上年结转", "第二十条第（五）项", "", "三安全一稳定的信息"],
)
def test_a_label_is_no_odd_figure(printed):
    assert odd_figure(printed, DEFAULT_SETTINGS) is None
