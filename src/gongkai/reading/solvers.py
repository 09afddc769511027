"""How the figures of a block's rows come into its columns: what each row says, what the printed head says, the sums."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.columns import headed_columns, header_order
from gongkai.reading.named_columns import by_header, by_own_names
from gongkai.reading.placement import (
    Options,
    Places,
    Sums,
    broken_in_row,
    gaps_as_blanks,
    merged_blanks,
    number_of,
    options,
    parted_options,
    usual_columns,
)
from gongkai.reading.printed import Atom, PrintedRow


class Solved(NamedTuple):
    """Per row its values and the ways they may stand in the columns, and labels of columns beyond the form."""

    values: dict[str, tuple[Atom, ...]]
    ways: dict[str, Options]
    beyond: tuple[str, ...] = ()


def solve_block(
    rows: Sequence[PrintedRow], assigned: Assigned, form: str, table: Table, block: Block, sums: Sums, gap: int
) -> Solved:
    """Say how each row of a block may stand in its columns; another order or number only where the head names it."""
    width = len(block.columns)
    mine = {row.key: assigned.rows[row.key] for row in block.rows if row.key in assigned.rows}
    irregular = any(len(row.values) != width for row in mine.values())
    usual = usual_columns(mine.values(), width) if irregular else {}
    if irregular and not usual:
        usual = headed_columns(rows, assigned, form, table, block)
    values: dict[str, tuple[Atom, ...]] = {}
    ways: dict[str, Options] = {}
    for key, row in mine.items():
        if _cut_off(row, rows, mine, block):
            values[key], ways[key] = row.values, Options((_from_the_left(len(row.values), width),), False)
            continue
        values[key], ways[key] = _row_ways(row, block, gap, usual.get(row.grid) if row.grid is not None else None)
    if irregular or satisfied(values, ways, sums) < len(mine):
        named = by_header(rows, assigned, form, table, block, values, sums)
        if named.ways and _tells_more(named.ways, ways, values, sums):
            return Solved(values, ways | named.ways, named.beyond)
    return Solved(values, ways | _in_stated_order(rows, assigned, form, table, block, values, ways, sums))


def _cut_off(row: PrintedRow, rows: Sequence[PrintedRow], mine: Mapping[str, PrintedRow], block: Block) -> bool:
    """Whether a text ends within this row, as an archive's beginning of a page does: the rows above are whole."""
    width = len(block.columns)
    last = rows[-1]
    return (
        (row.block, row.row, row.labels) == (last.block, last.row, last.labels)
        and 0 < len(row.values) < width
        and len(mine) < len(block.rows)
        and sum(len(each.values) != width for each in mine.values()) == 1
    )


def _from_the_left(count: int, width: int) -> Places:
    return tuple(index if index < count else None for index in range(width))


def _row_ways(
    row: PrintedRow, block: Block, gap: int, usual: tuple[int, ...] | None
) -> tuple[tuple[Atom, ...], Options]:
    """Take a row's figures as its own words name them, parted where they are glued, or as they stand."""
    width = len(block.columns)
    named = by_own_names(row, [column.key for column in block.columns])
    if named is not None:
        return row.values, named
    glued = parted_options(row.values, width)
    if glued is not None:
        return glued
    values = merged_blanks(gaps_as_blanks(row, width, gap), width)
    return values, options(values, width, usual)


def _in_stated_order(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    block: Block,
    values: Mapping[str, Sequence[Atom]],
    ways: Mapping[str, Options],
    sums: Sums,
) -> dict[str, Options]:
    """Return the ways in the order that the head states, where the sums do not speak against it."""
    order = header_order(rows, assigned, form, table, block)
    if order is None:
        return {}
    stated = {
        key: Options(tuple(tuple(way[place] for place in order) for way in ways[key].ways), True)
        for key in ways
        if ways[key].certain
    }
    as_printed = {key: ways[key] for key in stated}
    return stated if satisfied(values, stated, sums) >= satisfied(values, as_printed, sums) else {}


def _tells_more(
    named: Mapping[str, Options], ways: Mapping[str, Options], values: Mapping[str, Sequence[Atom]], sums: Sums
) -> bool:
    """Whether the columns a header names are to be believed rather than the form's own.

    A row of one figure and an equal total fits either way; only rows that do not, tell. Another order than the form's
    needs more of them; a column less or more need not have any where the figures fit no other way for certain.
    """
    told = _telling(values, named, sums)
    known = _telling(values, {key: way for key, way in ways.items() if way.certain}, sums)
    in_order = all(
        places == sorted(places)
        for way in named.values()
        if way.ways
        for places in [[place for place in way.ways[0] if place is not None]]
        if way.certain
    )
    return told > known + (0 if in_order else 1) or (
        told == known and in_order and not all(way.certain for way in ways.values())
    )


def _telling(values: Mapping[str, Sequence[Atom]], ways: Mapping[str, Options], sums: Sums) -> int:
    """Count the rows with figures whose own sum is there and holds."""
    return sum(
        satisfied({key: values[key]}, {key: way}, sums)
        for key, way in ways.items()
        if way.ways and any(number_of(atom) for atom in values[key])
    )


def satisfied(values: Mapping[str, Sequence[Atom]], ways: Mapping[str, Options], sums: Sums) -> int:
    """Count the rows whose own sum is there to be checked and holds."""
    count = 0
    for key, way in ways.items():
        if not way.ways:
            continue
        numbers = [None if place is None else number_of(values[key][place]) for place in way.ways[0]]
        if len(numbers) == len(sums.columns) and not broken_in_row(numbers, sums):
            count += all(numbers[total] is not None for total in sums.totals)
    return count
