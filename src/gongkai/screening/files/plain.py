"""Plain text, and tables as text (CSV)."""

from __future__ import annotations

from gongkai.document.addresses import column_letters
from gongkai.document.encoding import decode
from gongkai.document.workbook import csv_rows
from gongkai.screening.files.gathering import Gathered, written
from gongkai.screening.model import Content, Listing, Passage, Place
from gongkai.settings import Settings

_SEPARATORS = (",", "\t", ";", "，", "|")
_FEWEST_ROWS = 2


def read_text(data: bytes, settings: Settings) -> Content:
    """Return the lines of a text, or the cells of a table as text."""
    text = decode(data, None, settings).removeprefix("\ufeff")
    gathered = Gathered()
    lines = text.splitlines()
    if is_table(lines):
        rows = csv_rows(text, settings)
        gathered.listings.append(
            Listing(
                tuple(
                    tuple(
                        Passage(
                            written(value), Place(row=at, column=number, table=1, cell=f"{column_letters(number)}{at}")
                        )
                        for number, value in enumerate(row, 1)
                    )
                    for at, row in enumerate(rows, 1)
                )
            )
        )
    else:
        for number, line in enumerate(lines, 1):
            gathered.text(line, Place(paragraph=number))
    return gathered.content()


def is_table(lines: list[str]) -> bool:
    """Whether every line has as many separators as the first, and at least one."""
    filled = [each for each in lines if each.strip()]
    if len(filled) < _FEWEST_ROWS:
        return False
    return any(
        (count := filled[0].count(sign)) and all(each.count(sign) == count for each in filled[1:50])
        for sign in _SEPARATORS
    )
