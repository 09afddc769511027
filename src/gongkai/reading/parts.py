"""A table printed in parts below each other, each with all rows and some of the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned, assign
from gongkai.reading.heads import Head, Heading, heads_of
from gongkai.reading.labels import Lexicon
from gongkai.reading.printed import Atom, PrintedRow, is_blank
from gongkai.reading.row_names import row_targets
from gongkai.reading.solvers import Solved, solve_block
from gongkai.reading.sums import Sums
from gongkai.reading.ways import Options, Places
from gongkai.settings import Settings


class Part(NamedTuple):
    """One of the parts: its rows, and the block with the columns that its head names."""

    assigned: Assigned
    block: Block


def parts_of(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    home: Callable[[PrintedRow], bool],
    words: Lexicon,
) -> tuple[Part, ...]:
    """Return the parts in which a table is printed, ``()`` where it is printed as one."""
    settings = words.settings
    if len(table.blocks) > 1 or len(table.blocks[0].columns) < settings.wide_table:
        return ()
    left = [(0, assigned.span[0]), (assigned.span[1], len(rows))]
    if not any(
        row.values and row_targets(row, form, table.key, words) for begin, end in left for row in rows[begin:end]
    ):
        return ()
    first = _part(rows, assigned, form, table, settings)
    if first is None:
        return ()
    parts = [first]
    while left:
        begin, end = left.pop()
        found = assign(rows[begin:end], form, table, home, words) if begin < end else None
        if found is None or not found.rows:
            continue
        found = found._replace(span=(found.span[0] + begin, found.span[1] + begin))
        part = _part(rows, found, form, table, settings)
        if part is not None and not _keys(part) & {key for each in parts for key in _keys(each)}:
            parts.append(part)
            left += [(begin, found.span[0]), (found.span[1], end)]
    missing = len(table.blocks[0].columns) - sum(len(part.block.columns) for part in parts)
    if len(parts) == 1 or missing > settings.absent_columns:
        return ()
    return tuple(sorted(parts, key=lambda part: part.assigned.span))


def _part(rows: Sequence[PrintedRow], assigned: Assigned, form: str, table: Table, settings: Settings) -> Part | None:
    """Return the rows as a part of the table where their head names some of the columns, one for each figure."""
    block = table.blocks[0]
    for head in heads_of(rows, assigned, form, table, block, len(block.columns) - 1, settings):
        named = set(head.keys)
        fitting = sum(_fits(row, head) for row in assigned.rows.values())
        if len(named) < len(block.columns) and 2 * fitting > len(assigned.rows):
            return Part(assigned, replace(block, columns=tuple(each for each in block.columns if each.key in named)))
    return None


def _fits(row: PrintedRow, head: Head) -> bool:
    """Whether a row has a figure for each column of the head, or all that it has under them."""
    if len(row.values) == len(head.columns):
        return True
    places = head.places_in(row.grid)
    under = (atom for atom in row.values if not is_blank(atom))
    return places is not None and all(atom.cell is not None and atom.cell.column in places for atom in under)


def _keys(part: Part) -> set[str]:
    return {column.key for column in part.block.columns}


def solve_parts(
    rows: Sequence[PrintedRow], parts: Sequence[Part], form: str, table: Table, gap: int, settings: Settings
) -> Solved:
    """Say how the rows of all parts stand in the columns of the whole block."""
    block = table.blocks[0]
    solved: list[tuple[Part, Solved]] = []
    for part in parts:
        alone = Sums(tuple(sorted(_keys(part))), ())
        solved.append((part, solve_block(rows, part.assigned, form, table, part.block, alone, gap, settings)))
    whole = Solved({}, {}, None, {})
    for key in dict.fromkeys(key for _, each in solved for key in each.values):
        atoms: tuple[Atom, ...] = ()
        places: list[list[dict[str, int | None]]] = []
        beyond: dict[Heading, Atom] = {}
        certain = True
        for part, each in solved:
            if key not in each.values:
                continue
            names = [column.key for column in part.block.columns]
            places.append([_shifted(names, way, len(atoms)) for way in each.ways[key].ways])
            certain = certain and each.ways[key].certain
            atoms += each.values[key]
            beyond |= each.beyond.get(key, {})
        whole.values[key] = atoms
        whole.ways[key] = Options(_combined(places, block, settings.part_ways), certain)
        whole.beyond[key] = beyond
    return whole


def _shifted(names: Sequence[str], way: Places, by: int) -> dict[str, int | None]:
    return {name: None if place is None else place + by for name, place in zip(names, way, strict=True)}


def _combined(places: Sequence[Sequence[dict[str, int | None]]], block: Block, most: int) -> tuple[Places, ...]:
    """Combine the ways of the parts; none where there would be more than ``most`` to choose from."""
    count = 1
    for ways in places:
        count *= len(ways)
    if count > most:
        return ()
    combined = ({key: place for way in chosen for key, place in way.items()} for chosen in product(*places))
    return tuple(tuple(each.get(column.key) for column in block.columns) for each in combined)


def as_one(parts: Sequence[Part]) -> Assigned:
    """Return the rows of all parts as one table: where a row stands in several, its first print."""
    rows: dict[str, PrintedRow] = {}
    doubts: dict[str, str] = {}
    for part in reversed(parts):
        rows |= part.assigned.rows
        doubts |= part.assigned.doubts
    beyond = tuple(row for part in parts for row in part.assigned.beyond)
    return Assigned(rows, doubts, beyond, (parts[0].assigned.span[0], parts[-1].assigned.span[1]))
