"""Writing a list as Excel. Every cell is text, also one that looks like a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai_site.sheets.reading import Layout

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def workbook(layout: Layout, title: str, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the rows as an Excel file that reads back as they are; none of them give the empty form."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # pragma: no cover - a new workbook has one
        raise TypeError(sheet)
    sheet.title = title
    sheet.append([each.title for each in layout.columns])
    for number, row in enumerate(rows, 2):
        for column, each in enumerate(layout.columns, 1):
            _put(sheet.cell(number, column), row[each.key])
    _finish(layout, sheet)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _put(cell: object, text: str) -> None:
    """Put text as text. The mark kept with the cell stops Excel from making a formula of it when it is edited."""
    if not text or not isinstance(cell, Cell):
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_LIKE_FORMULAS):
        cell.quotePrefix = True


def _finish(layout: Layout, sheet: Worksheet) -> None:
    sheet.freeze_panes = "B2"
    last = max(sheet.max_row, 2) + 500
    for number, each in enumerate(layout.columns, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = each.width
        sheet.column_dimensions[letter].number_format = "@"
        sheet.cell(1, number).font = Font(bold=True)
        if each.choices:
            listed = DataValidation(type="list", formula1=f'"{",".join(each.choices)}"', allow_blank=True)
            listed.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(listed)
