"""Writing the register as Excel. Every cell is text, also one that looks like a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai_site.agencies.exchange.columns import COLUMNS, printed
from gongkai_site.agencies.models import Agency, Kind, Level

_LIKE_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_CHOICES = {
    "kind": tuple(str(label) for label in Kind.labels),
    "level": tuple(str(label) for label in Level.labels),
    "vertical": ("是", "否"),
}


def workbook(agencies: Iterable[Agency]) -> bytes:
    """Return the agencies as an Excel file that imports again without a change; none of them give the empty form."""
    book = Workbook()
    sheet = book.active
    if not isinstance(sheet, Worksheet):  # pragma: no cover - a new workbook has one
        raise TypeError(sheet)
    sheet.title = "单位"
    sheet.append([each.title for each in COLUMNS])
    for number, agency in enumerate(agencies, 2):
        row = printed(agency)
        for column, each in enumerate(COLUMNS, 1):
            _put(sheet.cell(number, column), row[each.key])
    _finish(sheet)
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


def _finish(sheet: Worksheet) -> None:
    sheet.freeze_panes = "B2"
    last = max(sheet.max_row, 2) + 500
    for number, each in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = each.width
        sheet.column_dimensions[letter].number_format = "@"
        sheet.cell(1, number).font = Font(bold=True)
        if choices := _CHOICES.get(each.key):
            listed = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
            listed.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(listed)
