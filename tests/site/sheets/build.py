"""Workbooks for tests: sheets of rows, some hidden; the same rows as Excel 97, CSV of either encoding, pasted text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

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
