"""A register's blank workbook: header, unit, what may be written in each column, and Excel's own checks of it."""

from __future__ import annotations

import datetime as dt
import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai_site.agencies.models import Agency, Section
from gongkai_site.records.registry import Register, RegisterField

_HEAD = 3
_ROWS = 2_000
_WIDTHS = {"date": 13, "count": 10, "money": 15, "text": 36, "url": 30}
_FORMATS = {"date": "yyyy-mm-dd", "count": "0", "money": "0.00"}
_KINDS = {
    "date": "日期，如2025-03-05",
    "count": "整数；没有的填0",
    "money": "金额，以元为单位，最多两位小数",
    "choice": "从列表中选",
    "section": "本单位登记的科室名称",
    "request": "依申请公开台账中的登记编号",
    "url": "以http://或https://开头的网址",
    "number": "文号或编号，按原样填写（本列已设为文本，不会丢数字）",
}
_NOTES = "填表说明"
_FIRST_CHOICE = 6
_EARLIEST, _LATEST = dt.date(1949, 10, 1), dt.date(2100, 12, 31)


def blank_workbook(register: Register, agency: Agency, *, applicants: bool) -> bytes:
    """Return the workbook; filled in, it imports as it is. ``applicants`` adds the columns of who asked."""
    fields = [*register.fields, *(register.applicant_fields if applicants else ())]
    book = Workbook()
    sheet, notes = book.active, book.create_sheet(_NOTES)
    if not isinstance(sheet, Worksheet):  # pragma: no cover - a new workbook has one
        raise TypeError(sheet)
    sheet.title = register.title[:31]
    sheet["A1"], sheet["A2"] = f"{register.title}台账", f"填报单位：{agency}"
    sheet["A1"].font = Font(bold=True, size=14)
    if any(each.kind == "money" for each in fields):
        sheet["C2"] = "金额单位：元"
    _explain(notes, fields, agency)
    for column, each in enumerate(fields, 1):
        _column(sheet, column, each, _choices(each, agency))
    sheet.freeze_panes = f"B{_HEAD + 1}"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _choices(each: RegisterField, agency: Agency) -> list[str]:
    if each.kind == "section":
        return list(Section.objects.filter(agency=agency, closed=False).values_list("name", flat=True))
    return [label for _value, label in each.choices]


def _explain(notes: Worksheet, fields: list[RegisterField], agency: Agency) -> None:
    """One row for each column: whether it must be filled in, how, and what may be chosen."""
    notes.append(["说明栏目", "是否必填", "怎样填写", "补充", "可选内容"])
    for each in fields:
        choices = _choices(each, agency)
        how = _KINDS.get(each.kind, f"文字，最多{each.max_length}个字" if each.max_length else "文字")
        notes.append([each.heading, "必填" if each.required else "可不填", how, each.help, "", *choices])
    for letter, width in zip("ABCD", (22, 10, 40, 50), strict=True):
        notes.column_dimensions[letter].width = width
    for cell in notes[1]:
        cell.font = Font(bold=True)


def _column(sheet: Worksheet, column: int, each: RegisterField, choices: list[str]) -> None:
    letter = get_column_letter(column)
    head = sheet.cell(_HEAD, column, each.heading)
    head.font, head.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[letter].width = _WIDTHS.get(each.kind, 20)
    rows = f"{letter}{_HEAD + 1}:{letter}{_HEAD + _ROWS}"
    for (cell,) in sheet[rows]:
        # As text, so that neither zeros before a number nor the sixteenth digit are lost.
        cell.number_format = _FORMATS.get(each.kind, "@")
    check = _check(each, column, choices)
    if check is not None:
        check.errorTitle, check.error = each.label[:31], f"{_KINDS.get(each.kind, '')}。"[:250]
        check.showErrorMessage = True
        check.add(rows)
        sheet.add_data_validation(check)


def _check(each: RegisterField, column: int, choices: list[str]) -> DataValidation | None:
    if choices:
        # The list stands in the notes: written out it may not be longer than 255 signs.
        last = get_column_letter(_FIRST_CHOICE + len(choices) - 1)
        row = column + 1
        listed = f"'{_NOTES}'!${get_column_letter(_FIRST_CHOICE)}${row}:${last}${row}"
        return DataValidation(type="list", formula1=listed, allow_blank=True)
    match each.kind:
        case "date":
            return DataValidation(
                type="date", operator="between", formula1=_serial(_EARLIEST), formula2=_serial(_LATEST)
            )
        case "count":
            return DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
        case "money":
            return DataValidation(
                type="decimal", operator="between", formula1="-1000000000000", formula2="1000000000000"
            )
    return None


def _serial(day: dt.date) -> str:
    return str((day - dt.date(1899, 12, 30)).days)
