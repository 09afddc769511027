"""The header of an office's own table: where it stands, how many rows it has, and which column is which field."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai_site.records.registry import Register
from gongkai_site.sheets.tables import Table
from gongkai_site.sheets.words import plain, tidy, without_brackets

ColumnMap = dict[str, "int | str"]
"""Field name → column (from 0), or ``=`` and the value that holds for every row."""

_LOOKED_AT = 40
_HIGHEST = 3
_WIDEST = 200


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``top`` to before ``bottom`` (from 0); ``parts[c]`` are the different texts over column ``c``, downwards."""

    top: int
    bottom: int
    parts: tuple[tuple[str, ...], ...]

    def title(self, column: int) -> str:
        """What stands over a column."""
        return " ".join(self.parts[column]) if column < len(self.parts) else ""

    @property
    def fingerprint(self) -> str:
        """By which an office's layout is known again."""
        return hashlib.sha256("\n".join("\t".join(each) for each in self.parts).encode()).hexdigest()


def header_at(table: Table, top: int, height: int) -> Header:
    """Return the header in these rows; cells merged across give their text to every column under them."""
    bottom = min(top + max(height, 1), len(table.rows))
    width = min(max((len(row) for row in table.rows[top:bottom]), default=0), _WIDEST)
    grid = [[tidy(cell) if cell is not None else "" for cell in row[:width]] for row in table.rows[top:bottom]]
    for row in grid:
        row.extend([""] * (width - len(row)))
    for first, left, last, right in table.merges:
        if top <= first < bottom and left < width and left != right:
            for row_number in range(first, min(last, bottom - 1) + 1):
                for column in range(left, min(right, width - 1) + 1):
                    grid[row_number - top][column] = grid[first - top][left]
    parts = tuple(tuple(dict.fromkeys(row[column] for row in grid if row[column])) for column in range(width))
    return Header(top, bottom, parts)


def find_header(register: Register, table: Table) -> Header | None:
    """Return the header that names most of the register's fields, the lowest of equal ones; None below two fields."""
    best: tuple[int, int, Header] | None = None
    for top in range(min(_LOOKED_AT, len(table.rows))):
        for height in range(1, _HIGHEST + 1):
            header = header_at(table, top, height)
            found = len(guess(register, header))
            if best is None or (found, -height) > best[:2]:
                best = (found, -height, header)
    return best[2] if best is not None and best[0] >= 2 else None


def likelier(register: Register, table: Table, others: Iterable[Register]) -> Register | None:
    """Return the register whose fields the table names clearly more of than this one's: the wrong one was opened."""

    def named(each: Register) -> int:
        header = find_header(each, table)
        return len(guess(each, header)) if header else 0

    best = max(others, key=named)
    return best if named(best) >= max(3, named(register) + 2) else None


def guess(register: Register, header: Header) -> ColumnMap:
    """Return which column is which field, by what offices call them; no column twice, no field twice."""
    names = {label: each.name for each in register.by_name.values() for label in each.labels}
    mapping: ColumnMap = {}
    taken: set[int] = set()
    for attempt in range(3):
        for column, parts in enumerate(header.parts):
            candidates = list(_candidates(parts))
            name = names.get(candidates[attempt]) if attempt < len(candidates) else None
            if name is not None and name not in mapping and column not in taken:
                mapping[name] = column
                taken.add(column)
    return mapping


def _candidates(parts: tuple[str, ...]) -> Iterator[str]:
    """What a column may be called: all it says, without brackets, and the lowest line alone."""
    if parts:
        yield plain("".join(parts))
        yield without_brackets("".join(parts))
        yield without_brackets(parts[-1])


def found_again(header: Header, mapping: ColumnMap, table: Table) -> tuple[Header, ColumnMap] | None:
    """Return the same header where it stands in another sheet, in whatever order, and the mapping of its columns."""
    wanted = {name: _same(header, where) for name, where in mapping.items() if isinstance(where, int)}
    fixed = {name: where for name, where in mapping.items() if not isinstance(where, int)}
    if not wanted or not all(wanted.values()):
        return None
    height = header.bottom - header.top
    for top in range(min(_LOOKED_AT, len(table.rows))):
        other = header_at(table, top, height)
        columns = {_same(other, column): column for column in reversed(range(len(other.parts)))}
        if all(title in columns for title in wanted.values()):
            return other, {**fixed, **{name: columns[title] for name, title in wanted.items()}}
    return None


def _same(header: Header, column: int) -> str:
    """By what a column is known in another sheet: its words, whatever unit stands in brackets behind them."""
    return without_brackets("".join(header.parts[column])) if column < len(header.parts) else ""


def fits(register: Register, header: Header, mapping: Mapping[str, object]) -> bool:
    """Whether a remembered mapping can be used with this header: known fields, columns that exist."""
    return all(
        name in register.by_name and (isinstance(where, str) or (isinstance(where, int) and where < len(header.parts)))
        for name, where in mapping.items()
    )
