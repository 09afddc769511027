"""The layout: every cell of the form printed once, under its own labels, without holes or overlaps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from gongkai.forms import form_ids, get_form
from gongkai.report import Extra, Report
from gongkai.writing.grid import LaidCell, Layout, lay_out, number_text
from tests.proof import examples
from tests.writing.strategies import collapsed, example, reports, without

TABLES = [(form_id, table.key) for form_id in form_ids() for table in get_form(form_id).tables]
ROW = {
    "natural_person": 1,
    "business": 2,
    "research": 3,
    "nonprofit": 4,
    "legal_service": 5,
    "other_organisation": 6,
    "total": 21,
}


def laid(report: Report, table: str) -> Layout:
    return lay_out(report, report.statutory_form.table(table))


def occupied(layout: Layout) -> list[tuple[int, int]]:
    return [
        (row, column)
        for cell in layout.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    ]


def printed(layout: Layout, *texts: str) -> list[LaidCell]:
    return [cell for cell in layout.cells if cell.text in texts]


@pytest.mark.parametrize(("form_id", "table"), TABLES)
def test_a_table_is_filled_without_holes_or_overlaps(form_id: str, table: str) -> None:
    layout = laid(example(form_id), table)
    places = occupied(layout)
    assert len(places) == len(set(places)) == layout.width * len(layout.rows)


@settings(max_examples=examples(150))
@given(report=reports())
def test_rows_beyond_the_form_leave_no_holes_either(report: Report) -> None:
    for table in report.statutory_form.tables:
        layout = lay_out(report, table)
        places = occupied(layout)
        assert len(places) == len(set(places)) == layout.width * len(layout.rows)


@pytest.mark.parametrize("form_id", form_ids())
def test_every_cell_of_the_form_is_printed_once_with_its_own_figure(form_id: str) -> None:
    report = example(form_id)
    figures = [cell for table in report.statutory_form.tables for cell in lay_out(report, table).cells if cell.figure]
    assert {cell.key: cell.text for cell in figures} == {key: str(value) for key, value in report.cells.items()}
    assert len(figures) == len(report.cells)


@pytest.mark.parametrize("form_id", form_ids())
def test_every_figure_stands_under_exactly_its_own_headers(form_id: str) -> None:
    report = example(form_id)
    for cell in report.statutory_form.cells:
        layout = laid(report, cell.table)
        figure = next(each for each in layout.cells if each.key == cell.key)
        headers = [header.text for header in layout.headers_of(figure)]
        column = [cell.block.heading, cell.block.spanning, cell.column.group, cell.column.printed]
        row = [*cell.row.path, cell.row.label]
        expected = [*row, *column] if cell.table == "disputes" else [*column, *row]
        assert sorted(headers) == sorted(filter(None, expected))


@pytest.mark.parametrize(
    ("table", "text", "row", "column", "row_span", "column_span"),
    [
        ("proactive", "第二十条第（一）项", 0, 0, 1, 4),
        ("proactive", "行政规范性文件", 3, 0, 1, 1),
        ("proactive", "本年收费金额（单位：万元）", 12, 1, 1, 3),
        ("requests", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 0, 0, 3, 3),
        ("requests", "申请人情况", 0, 3, 1, 7),
        ("requests", "自然人", 1, 3, 2, 1),
        ("requests", "法人或其他组织", 1, 4, 1, 5),
        ("requests", "总计", 1, 9, 2, 1),
        ("requests", "法律服务机构", 2, 7, 1, 1),
        ("requests", "一、本年新收政府信息公开申请数量", 3, 0, 1, 3),
        ("requests", "三、本年度办理结果", 5, 0, 22, 1),
        ("requests", "（一）予以公开", 5, 1, 1, 2),
        ("requests", "（三）不予公开", 7, 1, 8, 1),
        ("requests", "（四）无法提供", 15, 1, 3, 1),
        ("requests", "（五）不予处理", 18, 1, 5, 1),
        ("requests", "（六）其他处理", 23, 1, 3, 1),
        ("requests", "（七）总计", 26, 1, 1, 2),
        ("requests", "四、结转下年度继续办理", 27, 0, 1, 3),
        ("disputes", "行政复议", 0, 0, 1, 5),
        ("disputes", "行政诉讼", 0, 5, 1, 10),
        ("disputes", "未经复议直接起诉", 1, 5, 1, 5),
        ("disputes", "复议后起诉", 1, 10, 1, 5),
    ],
)
def test_labels_stand_where_the_form_of_2021_prints_them(
    table: str, text: str, row: int, column: int, row_span: int, column_span: int
) -> None:
    assert [cell[1:5] for cell in printed(laid(example(), table), text)] == [(row, column, row_span, column_span)]


@pytest.mark.parametrize(
    ("form_id", "table", "width", "height", "heads"),
    [
        ("2021", "proactive", 4, 14, ((0, 2), (4, 2), (7, 2), (11, 2))),
        ("2021", "requests", 10, 28, ((0, 3),)),
        ("2021", "disputes", 15, 4, ((0, 3),)),
        ("2019", "proactive", 4, 18, ((0, 2), (4, 2), (8, 2), (12, 2), (15, 2))),
        ("2019", "requests", 10, 26, ((0, 3),)),
        ("2019", "disputes", 15, 4, ((0, 3),)),
    ],
)
def test_tables_have_the_size_and_header_rows_of_the_form(
    form_id: str, table: str, width: int, height: int, heads: tuple[tuple[int, int], ...]
) -> None:
    layout = laid(example(form_id), table)
    assert (layout.width, len(layout.rows), layout.heads) == (width, height, heads)
    assert layout.repeated == (heads[0][1] if len(heads) == 1 else 0)


def test_a_collapsed_row_stands_in_place_of_its_missing_rows() -> None:
    layout = laid(collapsed(example(), ROW), "requests")
    (label,) = printed(layout, "（六）其他处理")
    assert label[1:5] == (23, 1, 1, 2)
    assert [cell.text for cell in layout.rows[23] if cell.figure] == ["1", "2", "3", "4", "5", "6", "21"]
    assert [cell.text for cell in layout.rows[24] if not cell.figure] == ["（七）总计"]
    assert not printed(layout, "3.其他")


def test_a_subtotal_beside_its_rows_stands_below_them() -> None:
    report = example(extra=(Extra("requests", "(五)不予处理", ROW),))
    layout = laid(report, "requests")
    (subtotal,) = printed(layout, "(五)不予处理")
    assert subtotal[1:5] == (23, 1, 1, 2)
    assert printed(layout, "（五）不予处理")[0].row_span == 5


def test_added_rows_stand_after_the_last_result_in_their_order() -> None:
    report = example(extra=(Extra("requests", "（七）转办", ROW), Extra("requests", "（八）退回", ROW)))
    labels = [[cell.text for cell in row if cell.scope] for row in laid(report, "requests").rows]
    assert labels[25:30] == [["3.其他"], ["（七）转办"], ["（八）退回"], ["（七）总计"], ["四、结转下年度继续办理"]]


def test_an_added_group_of_disputes_stands_beside_the_others() -> None:
    values = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 10}
    layout = laid(example(extra=(Extra("disputes", "行政赔偿", values),)), "disputes")
    assert layout.width == 20
    assert printed(layout, "行政赔偿")[0][1:5] == (0, 15, 1, 5)
    assert [cell.text for cell in layout.rows[-1]][-5:] == ["1", "2", "3", "4", "10"]


def test_an_added_row_of_section_two_goes_to_the_block_with_its_columns() -> None:
    extra = Extra("proactive", "行政征收", {"amount": Decimal("1.50")})
    layout = laid(example(extra=(extra,)), "proactive")
    assert [cell.text for cell in layout.rows[-1]] == ["行政征收", "1.50"]


def test_another_forms_columns_are_printed_as_they_stood_with_the_figures_that_both_have() -> None:
    row = Extra("proactive", "规章", {"本年新公开数量": 7, "对外公开总数（件）": 8})
    report = replace(without(example(), "proactive.regulations.", "proactive.normative_"), extra=(row,))
    report = report.with_cells({"proactive.regulations.made": 5})
    rows = laid(report, "proactive").rows
    assert [cell.text for cell in rows[1]][1:] == ["本年新制作数量", "本年新公开数量", "对外公开总数（件）"]
    assert [cell.text for cell in rows[2]][1:] == ["5", "7", "8"]


def test_columns_that_no_form_has_stand_behind_the_own_ones() -> None:
    rows = laid(example(extra=(Extra("proactive", "规章", {"备案": 1}),)), "proactive").rows
    assert [cell.text for cell in rows[1]][1:] == ["本年制发件数", "本年废止件数", "现行有效件数", "备案"]
    assert [[cell.text for cell in row][1:] for row in rows[2:4]] == [
        ["1000", "1001", "1002", "1"],
        ["1003", "1004", "1005", ""],
    ]


def test_nothing_that_is_filled_in_gives_way_to_another_forms_columns() -> None:
    rows = laid(example(extra=(Extra("proactive", "规章", {"本年新公开数量": 7}),)), "proactive").rows
    assert [cell.text for cell in rows[2]][1:] == ["1000", "1001", "1002", "7"]


def test_a_second_row_of_figures_for_one_row_stands_below_it() -> None:
    twice = tuple(Extra("proactive", "规章", {"备案": number}) for number in (1, 2))
    rows = laid(example(extra=twice), "proactive").rows
    assert [[cell.text for cell in row] for row in (rows[2], rows[4])] == [
        ["规章", "1000", "1001", "1002", "1"],
        ["规章", "", "", "", "2"],
    ]


def test_an_added_row_with_figures_that_no_column_takes_gets_one() -> None:
    rows = laid(example(extra=(Extra("proactive", "行政征收", {"weight": 1, "amount": 2}),)), "proactive").rows
    assert [cell.text for cell in rows[-3]][1:] == ["本年收费金额（单位：万元）", "weight"]
    assert [cell.text for cell in rows[-1]] == ["行政征收", "2", "1"]


def test_blank_and_missing_cells_print_empty_and_zero_prints_zero() -> None:
    report = without(example(), "requests.granted.").with_cells(
        {"requests.received.total": None, "requests.received.business": 0}
    )
    texts = {cell.key: cell.text for cell in laid(report, "requests").cells if cell.key}
    assert texts["requests.granted.total"] == ""
    assert texts["requests.received.total"] == ""
    assert texts["requests.received.business"] == "0"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (-12, "-12"),
        (1234567, "1234567"),
        (Decimal("3.50"), "3.50"),
        (Decimal("0.0001"), "0.0001"),
        (Decimal("1E-7"), "0.0000001"),
        (Decimal("1.5E+3"), "1500"),
    ],
)
def test_numbers_print_exactly_and_without_separators(value: Decimal | int | None, text: str) -> None:
    assert number_text(value) == text
