"""The empty roster an office fills in."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from gongkai.january.files import write_bytes
from gongkai.january.roster import roster_data

_WIDTHS = {"name": 32, "place": 20, "superior": 32, "due": 14, "role": 8, "alias": 24, "filed": 14}
_ROWS = 500
"""Rows whose 关系 offers a choice."""


def write_roster_template(path: str | PathLike[str]) -> None:
    """Write an empty roster (XLSX) with the headers that :func:`read_roster` reads. Raises ``WriteFailed``."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    from gongkai.writing.xlsx_sheet import saved

    data = roster_data()
    keys = data["template"]["columns"]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "报送名单"
    sheet.append([data["template"]["title"]])
    sheet.append([data["template"]["note"]])
    sheet.append([data["columns"][key][0] for key in keys])
    last = get_column_letter(len(keys))
    for row in (1, 2):
        sheet.merge_cells(f"A{row}:{last}{row}")
        sheet.cell(row, 1).alignment = Alignment(
            wrap_text=True, vertical="center", horizontal=("center", "left")[row - 1]
        )
    sheet.cell(1, 1).font = Font(bold=True, size=16)
    sheet.row_dimensions[2].height = 48
    for number, key in enumerate(keys, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS[key]
        sheet.cell(3, number).font = Font(bold=True)
        if key in ("due", "filed"):
            for row in range(4, _ROWS + 4):
                sheet.cell(row, number).number_format = "yyyy-mm-dd"
        if key == "role":
            choice = DataValidation(type="list", formula1='"本级,下级,抄送"', allow_blank=True)
            choice.add(f"{letter}4:{letter}{_ROWS + 3}")
            sheet.add_data_validation(choice)
    sheet.freeze_panes = "A4"
    write_bytes(Path(path), saved(book))
