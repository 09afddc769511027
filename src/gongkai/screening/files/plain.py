"""Plain text, and tables as text (CSV)."""

from __future__ import annotations

from collections.abc import Iterator

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
    tables = 0
    if separator := separator_of(lines):
        rows = csv_rows(text, settings, separator)
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
        for first, block in blocks(lines):
            if len(block) > 1:
                tables += 1
                gathered.listings.append(listing_of(block, first, tables))
            else:
                gathered.text(block[0], Place(paragraph=first))
    return gathered.content()


def blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield a text's lines, each with its number; those that follow each other with as many tabs make a table."""
    first = 0
    while first < len(lines):
        last, tabs = first + 1, lines[first].count("\t")
        while tabs and last < len(lines) and lines[last].count("\t") == tabs:
            last += 1
        yield first + 1, lines[first:last]
        first = last


def listing_of(block: list[str], first: int, number: int) -> Listing:
    """Return lines parted by tabs as a table; ``first`` is the number of the first of them in the text."""
    return Listing(
        tuple(
            tuple(
                Passage(text, Place(row=at, column=column, table=number, paragraph=first + at - 1))
                for column, text in enumerate(line.split("\t"), 1)
            )
            for at, line in enumerate(block, 1)
        )
    )


def separator_of(lines: list[str]) -> str:
    """Return the sign of which every line has as many as the first, and at least one; empty for no table."""
    filled = [each for each in lines if each.strip()]
    if len(filled) < _FEWEST_ROWS:
        return ""
    return next(
        (
            sign
            for sign in _SEPARATORS
            if (count := filled[0].count(sign)) and all(each.count(sign) == count for each in filled[1:50])
        ),
        "",
    )
