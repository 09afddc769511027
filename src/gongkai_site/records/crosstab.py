"""Months × matters: a sheet with a month over each column (or before each row) becomes one row for each figure."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.document import Cell
from gongkai_site.records.registry import Register
from gongkai_site.sheets.aside import is_total, said_aside
from gongkai_site.sheets.tables import LeftOut, Table
from gongkai_site.sheets.words import tidy

_MONTH = re.compile(r"(?:((?:19|20)\d\d)年)?(\d{1,2})月(?:份)?")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_LOOKED_AT = 40
_LEAST = 3
"""Months that make a sheet one of months."""


class _Month(NamedTuple):
    year: int | None
    month: int


def unfolded(register: Register, table: Table) -> Table:
    """Return the table with one row for each figure, where it is one of months and the register takes such; else it.

    Every cell keeps the address that it has in the file.
    """
    if not register.crosstab:
        return table
    for turned in (False, True):
        rows = _turned(table.rows) if turned else table.rows
        for top, row in enumerate(rows[:_LOOKED_AT]):
            months = {column: month for column, cell in enumerate(row) if (month := _month(cell)) is not None}
            if len(set(months.values())) >= _LEAST:
                return _unfold(register, table, rows, top, months, turned=turned)
    return table


def _unfold(
    register: Register, table: Table, rows: list[list[Cell]], top: int, months: dict[int, _Month], *, turned: bool
) -> Table:
    said = [text for row in (table.rows[: _LOOKED_AT if turned else top]) for text in _texts(row)]
    year = next((int(match[1]) for text in [*said, table.name] if (match := _YEAR.search(_flat(text)))), None)
    labelled = _label_column(rows, top, min(months))
    names = [register.crosstab[each] for each in ("label", "value", "from", "to") if each in register.crosstab]
    heads: list[Cell] = [register.by_name[each].label for each in names]
    over = [] if turned else [list(row) for row in table.rows[:top]]
    made = Table(table.name, [*over, heads], [], set(), list(table.left_out), table.in_book)
    if turned:
        made.rows[:0] = [[text] for text in said if _YEAR.search(_flat(text)) or "单位" in text]
    zeros = 0
    for at, column, label, cell in _figures(rows, top, months, labelled, made, turned=turned):
        if tidy(cell) in ("0", "0.0") and not register.crosstab.get("zeros"):
            zeros += 1
            continue
        first, last = _days(months[column], year)
        days: list[Cell] = [first, last] if "from" in register.crosstab else [last]
        row = len(made.rows)
        made.rows.append([label, cell, *days])
        place, names_at, over_it = (at, column), (at, labelled), (top, column)
        origins = (names_at, place, *([over_it] * len(days)))
        made.origin |= {(row, each): (y, x) if not turned else (x, y) for each, (y, x) in enumerate(origins)}
    if zeros:
        made.left_out.append(LeftOut(f"“{table.name}”", f"{zeros}格为0，不登记"))
    return made


def _figures(
    rows: list[list[Cell]], top: int, months: dict[int, _Month], labelled: int, made: Table, *, turned: bool
) -> Iterator[tuple[int, int, Cell, Cell]]:
    """The figures with their matter; totals and remarks are named instead."""
    for at in range(top + 1, len(rows)):
        row = rows[at]
        label = row[labelled] if labelled < len(row) else None
        if label is None or not tidy(label):
            continue
        if is_total([tidy(label)]) or said_aside([tidy(label)]) is not None:
            where = f"“{made.name}”第{at + 1}{'列' if turned else '行'}"
            made.left_out.append(LeftOut(where, f"合计或说明：{tidy(label)}"))
            continue
        for column in months:
            cell = row[column] if column < len(row) else None
            if cell is not None and tidy(cell):
                yield at, column, label, cell


def _label_column(rows: list[list[Cell]], top: int, first_month: int) -> int:
    """The column before the months that names the matters: the nearest with words in it."""
    for column in reversed(range(first_month)):
        cells = (row[column] for row in rows[top + 1 :] if column < len(row))
        if any(cell is not None and tidy(cell) and not tidy(cell).replace(".", "").isdecimal() for cell in cells):
            return column
    return 0


def _month(cell: Cell) -> _Month | None:
    match = _MONTH.fullmatch(_flat(cell)) if isinstance(cell, str) else None
    if match is None or not 1 <= int(match[2]) <= 12:
        return None
    return _Month(int(match[1]) if match[1] else None, int(match[2]))


def _days(month: _Month, year: int | None) -> tuple[str, str]:
    """First and last day; without a year what says so, so that it is asked for."""
    if (known := month.year or year) is None:
        return f"{month.month}月", f"{month.month}月"
    last = calendar.monthrange(known, month.month)[1]
    return f"{known}-{month.month:02}-01", f"{known}-{month.month:02}-{last}"


def _turned(rows: list[list[Cell]]) -> list[list[Cell]]:
    width = max(map(len, rows), default=0)
    return [[row[column] if column < len(row) else None for row in rows] for column in range(width)]


def _texts(row: list[Cell]) -> list[str]:
    return [text for cell in row if cell is not None and (text := tidy(cell))]


def _flat(cell: Cell) -> str:
    return "".join(unicodedata.normalize("NFKC", str(cell)).split())
