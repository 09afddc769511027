"""Workbooks for tests: sheets of rows, some hidden; the same rows as Excel 97, CSV of either encoding, pasted text."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from gongkai.document.ole import single_stream

Rows = Sequence[Sequence[object]]


def book(sheets: Mapping[str, Rows]) -> Workbook:
    """Return a workbook of these sheets."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


def saved(made: Any) -> bytes:
    """Return a workbook's bytes."""
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def separated(rows: Rows, mark: str = ",", codec: str = "utf-8") -> bytes:
    """Return the rows as a text with separators."""
    kept = io.StringIO()
    csv.writer(kept, delimiter=mark).writerows([["" if cell is None else cell for cell in row] for row in rows])
    return kept.getvalue().encode(codec)


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def excel97(rows: Rows, name: str = "Sheet1") -> bytes:
    """Return the rows as one sheet of an Excel 97 workbook, written record by record ([MS-XLS])."""
    begin = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    page = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    page += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            at = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, (int, float)):
                page += _record(0x203, at + struct.pack("<d", cell))
            else:
                text = str(cell)
                page += _record(0x204, at + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))
    page += _record(0x0A, b"")
    called = name.encode("utf-16-le")
    bound = len(begin) + 4 + 8 + len(called) + 4
    sheet = _record(0x85, struct.pack("<IBBBB", bound, 0, 0, len(name), 1) + called)
    return single_stream("Workbook", begin + sheet + _record(0x0A, b"") + page)


FORMATS: Mapping[str, Callable[[Rows], bytes]] = {
    "xlsx": lambda rows: saved(book({"Sheet1": rows})),
    "xls": excel97,
    "gb18030": lambda rows: separated(rows, codec="gb18030"),
    "utf-8-sig": lambda rows: separated(rows, codec="utf-8-sig"),
    "tabs": lambda rows: separated(rows, "\t"),
}
"""The same rows in every kind of file that an office uploads."""
