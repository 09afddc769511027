"""Excel 97 and WPS workbooks (.xls, .et) as blocks: values by python-calamine, looks by the file's own records."""

from __future__ import annotations

from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.cell_text import date_text, is_unknown, number_text, plain_text, shown_text
from gongkai.document.fronts.number_format import GENERAL, NumberFormat
from gongkai.document.fronts.sheet import lay_out_sheet
from gongkai.document.fronts.sheet_view import Merge, Sheet
from gongkai.document.fronts.xls_records import SheetLook
from gongkai.document.fronts.xlsx import finished
from gongkai.document.model import Document
from gongkai.document.workbook import Cell, Table, opened_xls, visible_book
from gongkai.settings import DEFAULT_SETTINGS, Settings


def read_xls(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read an Excel 97 workbook as :func:`~gongkai.document.fronts.xlsx.read_xlsx` reads a new one."""
    opened, looks = opened_xls(data, settings)
    blocks = BlockList(settings)
    sheets: list[Sheet] = []
    for table in visible_book(opened, settings).tables:
        sheets.append(_sheet(table, looks[table.place] if table.place < len(looks) else SheetLook()))
        lay_out_sheet(sheets[-1], blocks)
    hidden = [look.name for look in looks if not look.visible and look.last_row]
    return finished(source, blocks, sheets, hidden)


def _sheet(table: Table, look: SheetLook) -> Sheet:
    sheet = Sheet(table.name, hidden_rows=look.hidden_rows, hidden_columns=look.hidden_columns)
    for row, values in enumerate(table.rows, 1):
        for column, value in enumerate(values, 1):
            at = row, column
            if value in ("", None) or at in look.unseen:
                continue
            text = _text(value, look.formats.get(at, GENERAL))
            if text and (look.zeros or text != "0" or isinstance(value, str)):
                sheet.cells[at] = text
            if isinstance(value, (int, float)) and is_unknown(value, text):
                sheet.unformatted.append(at)
    sheet.merges.extend(Merge(top + 1, left + 1, bottom + 1, right + 1) for top, left, bottom, right in table.merges)
    return sheet


def _text(value: Cell, shown: NumberFormat) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float():
            return number_text(value, shown)
        case str():
            return shown_text(plain_text(value), shown)
        case _:
            return date_text(value)
