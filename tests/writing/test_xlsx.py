"""The Excel file: figures as numbers, text as text, the form's merged cells, in reading order on one sheet."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.report import Report
from gongkai.writing import render_report
from tests.writing.strategies import HOSTILE, example, without


def sheet(report: Report, version: str = "web") -> Worksheet:
    workbook = openpyxl.load_workbook(io.BytesIO(render_report(report, "xlsx", version)))
    (only,) = workbook.worksheets
    return only


def values(worksheet: Worksheet) -> list[object]:
    return [cell.value for row in worksheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_figures_are_numbers_in_the_order_of_the_form(form_id: str) -> None:
    report = example(form_id)
    found = [value for value in values(sheet(report)) if isinstance(value, int)]
    assert found == list(report.cells.values())


def test_decimals_are_exact_and_blanks_empty() -> None:
    report = example().with_cells({"proactive.fees.amount": Decimal("0.1"), "proactive.licences.decisions": None})
    data = render_report(report, "xlsx")
    worksheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    found = values(worksheet)
    assert 0.1 in found
    assert 1006 not in found
    assert len([value for value in found if isinstance(value, int | float)]) == 199


@pytest.mark.parametrize(
    ("label", "columns", "rows"),
    [
        ("第二十条第（一）项", 15, 1),
        ("法人或其他组织", 5, 1),
        ("（三）不予公开", 2, 8),
        ("三、本年度办理结果", 1, 22),
        ("申请人情况", 7, 1),
        ("行政复议", 5, 1),
        ("行政诉讼", 10, 1),
    ],
)
def test_cells_are_merged_as_in_the_form(label: str, columns: int, rows: int) -> None:
    worksheet = sheet(example())
    (place,) = [cell.coordinate for row in worksheet.iter_rows() for cell in row if cell.value == label]
    (area,) = [area for area in worksheet.merged_cells.ranges if place in area]
    assert (area.size["columns"], area.size["rows"]) == (columns, rows)


def test_text_that_looks_like_a_formula_or_an_error_stays_text() -> None:
    report = example()
    report = replace(report, sections={**report.sections, "overview": "\n".join((*HOSTILE, "#N/A", "=1+1"))})
    cells = [cell for row in sheet(report).iter_rows() for cell in row if cell.value in ("#N/A", "=1+1", HOSTILE[2])]
    assert [cell.value for cell in cells] == [HOSTILE[2], "#N/A", "=1+1"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_paragraph_longer_than_excel_holds_goes_on_in_the_next_row() -> None:
    long = "公开工作稳步推进，" * 8000
    report = example()
    report = replace(report, sections={**report.sections, "overview": long})
    pieces = [value for value in values(sheet(report)) if isinstance(value, str) and "稳步推进" in value]
    assert "".join(pieces) == long
    assert max(map(len, pieces)) <= 32767


def test_title_prose_and_tables_stand_in_reading_order() -> None:
    found = values(sheet(example(), "handed-up"))
    marks = [
        example().title,
        "区政府：",
        example().preamble,
        "一、总体情况",
        "二、主动公开政府信息情况",
        "信息内容",
        1000,
    ]
    places = [found.index(mark) for mark in [*marks, "六、其他需要报告的事项", "国梁镇人民政府", "2025年1月6日"]]
    assert places == sorted(places)


def test_a_missing_table_is_left_out() -> None:
    assert "行政复议" not in values(sheet(without(example(), "disputes.")))


def test_it_prints_one_a4_page_wide() -> None:
    worksheet = sheet(example())
    assert str(worksheet.page_setup.paperSize) == "9"
    assert (worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight) == (1, 0)
    assert worksheet.sheet_properties.pageSetUpPr is not None
    assert worksheet.sheet_properties.pageSetUpPr.fitToPage
