"""The empty form: what may be filled in, what is checked, and that it reads as a report once filled."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook

from gongkai.errors import EmptyForm
from gongkai.forms import get_form
from gongkai.reading import read
from gongkai.writing.xlsx_form import render_empty_form

AGENCY = "重庆市大足区国梁镇人民政府"


def form(form_id: str = "2021", **known: object) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(render_empty_form(form_id, **known)))  # type: ignore[arg-type]  # keywords


def figures(workbook: Workbook) -> list[Cell]:
    """The open cells below the title that are not boxes of prose, in the form's order."""
    return [
        cell
        for row in workbook["年度报告"].iter_rows(min_row=3)
        for cell in row
        if not isinstance(cell, MergedCell) and not cell.protection.locked and cell.number_format != "@"
    ]


def filled(path: Path, form_id: str = "2021", **known: object) -> Workbook:
    """Fill the form in as an office would, with zeros everywhere."""
    workbook = form(form_id, **known)
    sheet = workbook["年度报告"]
    if not known:
        sheet["C1"], sheet["K1"] = AGENCY, 2024
    for cell in figures(workbook):
        cell.value = 0
    workbook.save(path)
    return workbook


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_exactly_the_cells_of_the_form_are_open_and_all_else_is_locked(form_id: str) -> None:
    workbook = form(form_id)
    assert len(figures(workbook)) == len(get_form(form_id).cells)
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in workbook.worksheets)
    labels = [cell for row in workbook["年度报告"].iter_rows(min_row=3) for cell in row if cell.value is not None]
    assert labels
    assert all(cell.protection.locked for cell in labels)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_counts_are_whole_amounts_may_have_decimals_and_only_changes_may_be_negative(form_id: str) -> None:
    workbook = form(form_id)
    rules = {}
    for rule in workbook["年度报告"].data_validations.dataValidation:
        for cell in figures(workbook):
            if cell.coordinate in rule.cells:
                assert rule.operator == "greaterThanOrEqual"
                rules[cell.coordinate] = (rule.type, float(rule.formula1) < 0)
                assert rule.error
    expected = [
        ("decimal" if cell.is_amount else "whole", cell.column.label == "本年增/减") for cell in get_form(form_id).cells
    ]
    assert [rules[cell.coordinate] for cell in figures(workbook)] == expected


def test_the_header_stays_in_view_and_the_form_prints_on_a4() -> None:
    sheet = form()["年度报告"]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_area.startswith("'年度报告'!$A$1:$O$")
    assert str(sheet.page_setup.paperSize) == "9"


def test_with_agency_and_year_known_the_title_is_written_out() -> None:
    sheet = form("2019", agency="某市教育局", year=2020)["年度报告"]
    assert sheet["A2"].value == "某市教育局2020年政府信息公开工作年度报告"
    assert (sheet["C1"].value, sheet["K1"].value) == ("某市教育局", 2020)
    assert sheet["C1"].protection.locked


def test_every_relation_of_the_form_is_checked_once() -> None:
    statutory = get_form("2021")
    rows = sum(len(block.rows) for block in statutory.table("requests").blocks)
    checks = [row for row in form()["校验"].iter_rows(min_row=5, values_only=True) if row[0]]
    assert len(checks) == 7 + 7 + rows + 3
    assert ("（七）总计 ＝ （一）予以公开 …… 3.其他 各项之和", "自然人") in {row[:2] for row in checks}


def test_the_empty_form_is_known_as_empty() -> None:
    with pytest.raises(EmptyForm):
        read(render_empty_form("2021"), name="form.xlsx")


def test_a_filled_form_reads_as_a_report_though_no_formula_has_been_computed(tmp_path: Path) -> None:
    workbook = filled(tmp_path / "filled.xlsx", agency=AGENCY, year=2024)
    workbook["年度报告"]["A5"] = "全年工作平稳有序。\n收到申请3件。"
    for number, cell in enumerate(figures(workbook), 1000):
        cell.value = number
    workbook.save(tmp_path / "filled.xlsx")
    report = read(tmp_path / "filled.xlsx")
    assert (report.form, report.agency, report.year) == ("2021", AGENCY, 2024)
    assert list(report.cells.values()) == list(range(1000, 1200))
    assert report.extra == ()
    assert report.sections["overview"] == "全年工作平稳有序。\n收到申请3件。"
    assert "".join(report.sections.values()) == report.sections["overview"]


def computed(path: Path) -> Workbook:
    """Let LibreOffice compute the formulas, as the office's own program does."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run([*command, path.parent / "computed", path], check=True, capture_output=True, timeout=600)
    return openpyxl.load_workbook(path.parent / "computed" / path.name, data_only=True)


def test_the_checks_find_what_does_not_add_up(tmp_path: Path) -> None:
    path = tmp_path / "filled.xlsx"
    workbook = filled(path)
    keys = [cell.key for cell in get_form("2021").cells]
    places = dict(zip(keys, figures(workbook), strict=True))
    places["requests.received.natural_person"].value = 3
    places["requests.received.total"].value = 3
    places["requests.granted.total"].value = None
    workbook.save(path)
    done = computed(path)
    assert done["年度报告"]["M1"].value == "校验：有2处不平"
    assert done["年度报告"]["A2"].value == f"{AGENCY}2024年政府信息公开工作年度报告"
    failing = [(row[1], row[4]) for row in done["校验"].iter_rows(min_row=5, values_only=True) if row[4] != "✓"]
    assert failing == [("自然人", "差 3"), ("总计", "差 3")]
    assert done["校验"]["B2"].value == 1
    report = read(tmp_path / "computed" / "filled.xlsx")
    assert report.title == f"{AGENCY}2024年政府信息公开工作年度报告"
    assert report.value("requests.received.total") == 3
    assert report.value("requests.granted.total") is None
    assert report.preamble == ""
    assert report.closing == ""
