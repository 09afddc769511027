"""The empty form as an Excel file for offices that fill it in by hand: only the form's cells are open, each takes
only what may stand there, and every sum of the form is checked while it is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.forms import Form, get_form
from gongkai.report import blank_report
from gongkai.writing.grid import lay_out
from gongkai.writing.paper import settings_of_paper
from gongkai.writing.xlsx_checks import Check, checks_of, write_checks
from gongkai.writing.xlsx_sheet import BAD, GOOD, WIDTH, Sheet, font, mark, new_workbook, put_text, saved

_AGENCY, _YEAR, _STATE = (3, 6), (11, 2), (13, 3)
"""First column and width of what is filled in above the title, and of the state of the checks beside it."""
_PROSE_HEIGHT, _NOTE_HEIGHT = 180, 32  # points: sections of prose, and prose beside a table


def render_empty_form(form_id: str, *, agency: str | None = None, year: int | None = None) -> bytes:
    """Return the empty form as XLSX. Raises :class:`UnknownForm`.

    With both ``agency`` and ``year`` the title is written out; else it follows what is filled in above it.
    """
    form = get_form(form_id)
    words = settings_of_paper()["filling"]
    workbook, worksheet = new_workbook(words["form_sheet"], form.title, agency or "")
    sheet = Sheet(worksheet)
    _write_top(sheet, form, words, agency, year)
    _write_prose_box(sheet, words, _NOTE_HEIGHT)
    tables = {table.section: table for table in form.tables}
    blank = blank_report(form)
    ranges = []
    for section in form.sections:
        if section.key == "requests":
            worksheet.row_breaks.append(Break(id=sheet.row - 1))  # so that its table stands on one page
        sheet.line(f"{section.number}、{section.heading}", "heading1", size=14)
        _write_prose_box(sheet, words, _NOTE_HEIGHT if section.key in tables else _PROSE_HEIGHT)
        if section.key in tables:
            first = sheet.row
            sheet.table(lay_out(blank, tables[section.key]), to_fill=True)
            ranges.append(f"$A${first}:$O${sheet.row - 1}")
    checks = list(checks_of(form, sheet.addresses, words))
    unbalanced, unfilled = write_checks(workbook.create_sheet(words["check_sheet"]), checks, ranges, form, words)
    _write_state(sheet.worksheet, words, unbalanced, unfilled)
    _restrict(sheet, form, words)
    _mark_unbalanced(sheet.worksheet, checks)
    _finish(sheet)
    return saved(workbook)


def _write_top(sheet: Sheet, form: Form, words: dict[str, Any], agency: str | None, year: int | None) -> None:
    """Write what the office fills in about itself, above the title so that it is no part of the report's text."""
    known = agency is not None and year is not None
    for label, value, (column, width) in ((words["agency"], agency, _AGENCY), (words["year"], year, _YEAR)):
        name = sheet.merged(1, column - 2, 1, 2)
        put_text(name, label)
        sheet.frame(column - 2, 1, 2)
        place = sheet.merged(1, column, 1, width)
        sheet.frame(column, 1, width, open_to_fill=not known)
        if isinstance(value, str):
            put_text(place, value)
        else:
            place.value = value
        for each in (name, place):
            each.font = font("table", 11)
            each.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    allowed = DataValidation(
        type="whole",
        operator="between",
        formula1=str(form.first_year),
        formula2=str(form.last_year or 2100),
        allow_blank=True,
    )
    allowed.error, allowed.showErrorMessage = words["year_error"], True
    allowed.add("K1")
    sheet.worksheet.add_data_validation(allowed)
    sheet.height(26)
    sheet.line(f"{agency}{year}年{form.title}" if known else "", "title", size=18, align="center")
    if not known:
        sheet.worksheet["A2"] = f'=IF(OR($C$1="",$K$1=""),"",$C$1&$K$1&"年")&"{form.title}"'


def _write_prose_box(sheet: Sheet, words: dict[str, Any], height: float) -> None:
    """Leave a box for prose. It holds no hint, which would be taken for prose: the hint shows while it is filled."""
    place = sheet.merged(sheet.row, 1, 1, WIDTH)
    sheet.frame(1, 1, WIDTH, open_to_fill=True)
    place.font = font("body", 12)
    place.number_format = "@"
    place.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    hint = DataValidation(allow_blank=True)
    hint.prompt, hint.showInputMessage = words["prose"], True
    hint.add(place.coordinate)
    sheet.worksheet.add_data_validation(hint)
    sheet.height(height)


def _write_state(worksheet: Worksheet, words: dict[str, Any], unbalanced: str, unfilled: str) -> None:
    """Show beside the header whether all sums hold."""
    column, width = _STATE
    worksheet.merge_cells(start_row=1, start_column=column, end_row=1, end_column=column + width - 1)
    place = worksheet.cell(1, column)
    place.value = (
        f"=IF({unbalanced}>0,{_message(words['unbalanced'], unbalanced)},"
        f'IF({unfilled}>0,{_message(words["unfilled"], unfilled)},"{words["balanced"]}"))'
    )
    place.font = font("table", 11, bold=True)
    place.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    here = place.coordinate
    mark(worksheet, here, f'{here}<>"{words["balanced"]}"', BAD)
    mark(worksheet, here, f'{here}="{words["balanced"]}"', GOOD)


def _message(pattern: str, number: str) -> str:
    before, after = pattern.split("{}")
    return f'"{before}"&{number}&"{after}"'


def _restrict(sheet: Sheet, form: Form, words: dict[str, Any]) -> None:
    """Let each cell take only what may stand there: a count, a change, an amount of money."""
    groups: dict[tuple[Literal["whole", "decimal"], str, str, str], list[str]] = {}
    for cell in form.cells:
        rule: tuple[Literal["whole", "decimal"], str, str, str]
        if cell.is_amount:
            rule = ("decimal", "0", words["amount_title"], words["amount_error"].format(cell.unit))
        elif cell.column.key in words["signed"]:
            rule = ("whole", "-999999999", words["count_title"], words["change_error"])
        else:
            rule = ("whole", "0", words["count_title"], words["count_error"])
        groups.setdefault(rule, []).append(sheet.addresses[cell.key])
    for (kind, least, title, error), addresses in groups.items():
        allowed = DataValidation(type=kind, operator="greaterThanOrEqual", formula1=least, allow_blank=True)
        allowed.errorTitle, allowed.error, allowed.showErrorMessage = title, error, True
        for address in addresses:
            allowed.add(address)
        sheet.worksheet.add_data_validation(allowed)


def _mark_unbalanced(worksheet: Worksheet, checks: Iterable[Check]) -> None:
    """Turn the totals red that do not agree with their parts."""
    for check in checks:
        formula = f"ROUND({check.sum_of(check.left)}-{check.sum_of(check.right)},6)<>0"
        for address in check.left if len(check.left) < len(check.right) else (*check.left, *check.right):
            mark(worksheet, address, formula, BAD)


def _finish(sheet: Sheet) -> None:
    worksheet = sheet.worksheet
    worksheet.freeze_panes = "A3"
    worksheet.print_area = f"A1:O{sheet.row - 1}"
    worksheet.protection.sheet = True
    worksheet.protection.formatRows = False  # False allows it: boxes of prose can be made higher
