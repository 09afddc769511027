"""Which rows under a header hold records, and which are totals, units, remarks, repeated headers or blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai_site.records.headers import ColumnMap, Header
from gongkai_site.records.units import is_unit
from gongkai_site.sheets.aside import is_total, said_aside
from gongkai_site.sheets.tables import LeftOut, Table
from gongkai_site.sheets.words import plain, tidy

_SPANS = 3
"""Columns over which the one text of a row must be merged to be no record."""


@dataclass
class SortedRows:
    """The rows under a header by what they are, as places in the table from 0."""

    records: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Units and remarks."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Every row that holds something and is no record, with why."""
    blank: int = 0


def sorted_rows(table: Table, header: Header, mapping: ColumnMap) -> SortedRows:
    """Sort the rows under the header."""
    columns = [where for where in mapping.values() if isinstance(where, int)]
    heads = {_plain(table.rows[at]) for at in range(header.top, header.bottom)}
    spanning = {top for top, left, _, right in table.merges if right - left + 1 >= _SPANS}
    found = SortedRows()
    for at in range(header.bottom, len(table.rows)):
        row = table.rows[at]
        texts = [text for cell in row if cell is not None and (text := tidy(cell))]
        if not texts:
            found.blank += 1
        elif is_total(texts):
            found.totals.append(at)
            found.left_out.append(_told(table, at, "合计行", texts))
        elif said_aside(texts) is not None or (len(texts) == 1 and at in spanning):
            found.lines.append(at)
            found.left_out.append(_told(table, at, "说明", texts))
        elif _plain(row) in heads:
            found.left_out.append(_told(table, at, "重复的表头", texts))
        elif all(map(is_unit, texts)):
            found.lines.append(at)
            found.left_out.append(_told(table, at, "单位", texts))
        elif all(blank(row, column) or (at, column) in table.filled for column in columns):
            own = [
                tidy(cell)
                for column, cell in enumerate(row)
                if not blank(row, column) and (at, column) not in table.filled
            ]
            # Rows numbered beforehand and never written in are blank.
            if all(text.isdecimal() for text in own):
                found.blank += 1
            else:
                found.left_out.append(_told(table, at, "要导入的各列都空着", own))
        else:
            found.records.append(at)
    return found


def blank(row: Sequence[Any], column: int) -> bool:
    """Whether nothing is written in a column of a row."""
    return column >= len(row) or row[column] is None or not tidy(row[column])


def _plain(row: Sequence[Any]) -> tuple[str, ...]:
    words = [plain(cell) if cell is not None else "" for cell in row]
    while words and not words[-1]:
        words.pop()
    return tuple(words)


def _told(table: Table, at: int, what: str, texts: Sequence[str]) -> LeftOut:
    return LeftOut(table.printed(str(at + 1)), f"{what}：{' '.join(texts)[:80]}")
