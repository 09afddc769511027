"""A block pasted into a register: it goes the way of an uploaded file, with the same preview, all or nothing."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from gongkai_site.errors import InvalidInput
from gongkai_site.records.headers import find_header
from gongkai_site.records.registry import Register
from gongkai_site.sheets.pasted import NAME, pasted_table
from gongkai_site.sheets.reading import text as shown


def pasted_file(register: Register, text: str) -> tuple[str, bytes]:
    """Return the block as a workbook with a header; one pasted without has the register's columns in their order.

    Every cell is text as it was pasted. Raises :class:`InvalidInput`.
    """
    table = pasted_table(text)
    rows = [[shown(cell) for cell in row] for row in table.rows]
    if find_header(register, table) is None:
        # Pasted without a header, amounts are in the unit that the page states for their column.
        labels = [each.heading for each in register.by_name.values()]
        widest = max(map(len, rows))
        if widest > len(labels):
            raise InvalidInput(
                f"粘贴的内容没有表头，又有{widest}列，这本台账只有{len(labels)}栏。",
                advice="请连同表头一起复制，再粘贴。",
            )
        rows.insert(0, labels[:widest])
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NAME)
    for row in rows:
        sheet.append([_as_text(sheet, each) for each in row])
    made = io.BytesIO()
    book.save(made)
    return f"{NAME}.xlsx", made.getvalue()


def _as_text(sheet: Any, text: str) -> Any:
    """A cell that holds text as text, also one that looks like a formula or holds signs that Excel cannot."""
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text) or None)
    if text:
        cell.data_type = "s"
    return cell
