"""How the figures of a block's rows come into its columns: what each row says, what the printed head says, the sums."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.heads import Head, Heading, head_as_printed, heads_of
from gongkai.reading.labels import columns_beyond
from gongkai.reading.printed import Atom, PrintedRow, is_blank, number_of
from gongkai.reading.sums import Sums, broken_in_row
from gongkai.reading.values import UNREADABLE
from gongkai.reading.ways import (
    Options,
    Places,
    gaps_as_blanks,
    merged_blanks,
    options,
    parted_options,
    ragged_grids,
    usual_columns,
    without_filling,
)
from gongkai.settings import Settings


class Solved(NamedTuple):
    """Per row its values and the ways they may stand in the columns, and what stands in columns beyond the form."""

    values: dict[str, tuple[Atom, ...]]
    ways: dict[str, Options]
    head: Head | None = None
    """The printed columns where they are not the form's own."""
    beyond: dict[str, dict[Heading, Atom]] = {}
    """By row the figures of the columns that the form does not have."""
    disordered: bool = False
    """Whether the head names columns in another order than the figures were taken in."""


def solve_block(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    block: Block,
    sums: Sums,
    gap: int,
    settings: Settings,
) -> Solved:
    """Say how each row of a block may stand in its columns; another order or number only where the head names it."""
    width = len(block.columns)
    mine = {row.key: assigned.rows[row.key] for row in block.rows if row.key in assigned.rows}
    absent = settings.absent_columns if width >= settings.wide_table else 0
    heads = heads_of(rows, assigned, form, table, block, absent, settings)
    usual = usual_columns(mine.values(), width) if any(len(row.values) != width for row in mine.values()) else {}
    for head in heads:
        if head.is_forms_own(block) and head.places is not None:
            usual = {**usual, head.grid: head.places} if head.grid is not None else usual
    ragged = ragged_grids(mine.values(), settings.ragged_rows)
    own = _as_the_form(rows, _unfilled(mine, width, ragged), block, gap, usual, settings.row_ways)
    headed = (each for each in heads if not each.is_forms_own(block))
    others = (
        _as_headed(_unfilled(mine, len(each.columns), ragged), block, gap, each, settings.row_ways) for each in headed
    )
    stated = [each for each in others if each is not None]
    for each in stated:
        if _believed(each, own, sums, settings.sums_borne_out):
            return each
    if any(head.is_forms_own(block) and not head.completed for head in heads):
        return own
    unnamed = width - settings.head_columns
    fewer = () if heads else heads_of(rows, assigned, form, table, block, unnamed, settings)
    printed = () if heads or fewer else head_as_printed(rows, assigned, form, table, block, settings)
    contradicted = _disordered(fewer, block) or _disordered(map(_without_total, (*heads, *printed)), block)
    if contradicted or (not heads and _names_disordered(rows, mine, table.key, block, settings)):
        return _doubted(own)._replace(disordered=True)
    return _total_first(own, block, sums, settings.telling_sums)


def _unfilled(mine: Mapping[str, PrintedRow], width: int, ragged: Collection[int | None]) -> dict[str, PrintedRow]:
    return {key: without_filling(row, width, ragged) for key, row in mine.items()}


def _as_the_form(
    rows: Sequence[PrintedRow],
    mine: Mapping[str, PrintedRow],
    block: Block,
    gap: int,
    usual: Mapping[int, tuple[int, ...]],
    most: int,
) -> Solved:
    values: dict[str, tuple[Atom, ...]] = {}
    ways: dict[str, Options] = {}
    beyond: dict[str, dict[Heading, Atom]] = {}
    columns = [column.key for column in block.columns]
    for key, row in mine.items():
        named = by_own_names(row, columns)
        if named is not None:
            values[key], ways[key] = row.values, named
            if (head := own_head(row, columns)) is not None and not all(each.key for each in head.columns):
                beyond[key] = beyond_form(row.values, tuple(range(len(row.values))), head)
        elif _cut_off(row, rows[-1], mine, block):
            values[key], ways[key] = row.values, Options((_from_the_left(len(row.values), len(block.columns)),), False)
        else:
            values[key], ways[key] = _row_ways(
                row, len(block.columns), gap, usual.get(row.grid) if row.grid is not None else None, most
            )
    return Solved(values, ways, None, beyond)


def _cut_off(row: PrintedRow, last: PrintedRow, mine: Mapping[str, PrintedRow], block: Block) -> bool:
    """Whether a text ends within this row, as an archive's beginning of a page does: the rows above are whole."""
    width = len(block.columns)
    return (
        0 < len(row.values) < width
        and (row.block, row.row, row.labels) == (last.block, last.row, last.labels)
        and len(mine) < len(block.rows)
        and sum(len(each.values) != width for each in mine.values()) == 1
    )


def _from_the_left(count: int, width: int) -> Places:
    return tuple(index if index < count else None for index in range(width))


def _row_ways(
    row: PrintedRow, width: int, gap: int, usual: tuple[int, ...] | None, most: int
) -> tuple[tuple[Atom, ...], Options]:
    """Take a row's figures parted where they are glued, or as they stand."""
    if len(row.values) == width:
        return row.values, options(row.values, width, usual, most)  # as nearly all rows
    glued = parted_options(row.values, width, most)
    if glued is not None:
        return glued
    values = merged_blanks(gaps_as_blanks(row, width, gap), width)
    return values, options(values, width, usual, most)


def by_own_names(row: PrintedRow, columns: Sequence[str]) -> Options | None:
    """Place each figure by the column it is printed with, as in lists (自然人：3，商业企业：0)."""
    if not row.values or not row.values[0].targets:
        return None
    places: list[int | None] = [None] * len(columns)
    for index, atom in enumerate(row.values):
        named = [target.key for target in atom.targets if target.kind == "column" and target.key in columns]
        if not named and any(target.kind == "beyond" for target in atom.targets):
            continue
        if not named or places[columns.index(named[0])] is not None:
            return None
        places[columns.index(named[0])] = index
    return Options((tuple(places),), True)


def own_head(row: PrintedRow, columns: Sequence[str]) -> Head | None:
    """Return the columns by whose names a row's figures are printed, ``None`` where one is printed without."""
    if not row.values or not all(atom.targets for atom in row.values):
        return None
    return Head(tuple(_own_heading(atom, columns) for atom in row.values))


def _own_heading(atom: Atom, columns: Sequence[str]) -> Heading:
    target = next((each for each in atom.targets if each.kind == "beyond" or each.key in columns), atom.targets[0])
    if target.kind == "beyond":
        return Heading(target.key, "", columns_beyond().get(target.key, "other"))
    return Heading(target.key, target.key)


def _as_headed(mine: Mapping[str, PrintedRow], block: Block, gap: int, head: Head, most: int) -> Solved | None:
    """Place the rows in the columns that the head names; ``None`` where most have another number of figures."""
    solved = Solved({}, {}, head, {})
    fitting = 0
    for key, row in mine.items():
        atoms, found = _row_ways(row, len(head.columns), gap, head.places_in(row.grid), most)
        fitting += found.certain and not all(map(is_blank, atoms))
        if found.certain and found.ways:
            solved.beyond[key] = beyond_form(atoms, found.ways[0], head)
        solved.values[key], solved.ways[key] = _in_form_columns(atoms, found, block, head)
    return solved if 2 * fitting > sum(not all(map(is_blank, row.values)) for row in mine.values()) else None


def beyond_form(atoms: Sequence[Atom], way: Places, head: Head) -> dict[Heading, Atom]:
    """Return what a row prints in the columns that the form does not have."""
    pairs = zip(head.columns, way, strict=True)
    return {column: atoms[place] for column, place in pairs if not column.key and place is not None}


def _in_form_columns(
    atoms: tuple[Atom, ...], found: Options, block: Block, head: Head
) -> tuple[tuple[Atom, ...], Options]:
    """Turn ways in printed columns into ways in the form's; a column of which only parts are printed is not read."""
    at = {column.key: index for index, column in enumerate(head.columns) if column.key}
    ways = [[way[at[column.key]] if column.key in at else None for column in block.columns] for way in found.ways]
    if found.certain and ways:
        for number, column in enumerate(block.columns):
            parts = [i for i, each in enumerate(head.columns) if each.part_of == column.key and column.key not in at]
            printed = [atoms[place] for index in parts if (place := found.ways[0][index]) is not None]
            if printed:
                ways[0][number] = len(atoms)
                atoms += (printed[0]._replace(text="、".join(each.text for each in printed), figure=_IN_PARTS),)
    return atoms, Options(tuple(map(tuple, ways)), found.certain)


_IN_PARTS = UNREADABLE._replace(doubt="分列刊载，未印合计")


def _believed(stated: Solved, own: Solved, sums: Sums, borne_out: float) -> bool:
    """Whether the sums allow the columns that the head states: no fewer totals hold than in the form's.

    Where the head lacks columns, most must hold (the share ``borne_out``); the rest may be the report's own errors.
    """
    checked, held = _sums_held(stated, sums)
    complete = stated.head is not None and stated.head.named >= set(sums.columns)
    known = _sums_held(own, sums)[1]
    if stated.head is not None and stated.head.total_moved and sums.totals:
        # A row of one figure and an equal total fits either way.
        return held > known
    return (complete or held >= borne_out * checked) and held >= known


def _disordered(heads: Iterable[Head], block: Block) -> bool:
    """Whether what was understood of the head contradicts the form's order, in whichever way it is understood."""
    form = [column.key for column in block.columns]
    orders = [head.keys for head in heads]
    return bool(orders) and all(keys != sorted(keys, key=form.index) for keys in orders)


def _names_disordered(
    rows: Sequence[PrintedRow], mine: Mapping[str, PrintedRow], table: str, block: Block, settings: Settings
) -> bool:
    """Whether a line among the table's rows, or near above, names its columns in another order than the form's.

    So much may be left of a head of which other lines were not understood.
    """
    places = [at for at, row in enumerate(rows) if any(row is each for each in mine.values())]
    if not places:
        return False
    form = [column.key for column in block.columns if column.key != _TOTAL]
    for row in rows[max(0, places[0] - settings.head_rows) : places[-1]]:
        named = [_column_of(atom, table, form) for atom in row.labels] if len(row.labels) > 1 else []
        keys = [key for key in named if key]
        once = len(set(keys)) == len(keys) >= settings.head_columns
        if once and not row.numbers and keys != sorted(keys, key=form.index):
            return True
    return False


def _column_of(atom: Atom, table: str, form: Sequence[str]) -> str:
    return next((t.key for t in atom.targets if (t.kind, t.table) == ("column", table) and t.key in form), "")


def _without_total(head: Head) -> Head:
    """Leave the total's place to the sums: of the other columns' order they say nothing."""
    return head._replace(columns=tuple(column for column in head.columns if column.key != _TOTAL))


def _doubted(solved: Solved) -> Solved:
    """Take nothing for certain: the columns are inferred."""
    return solved._replace(ways={key: way._replace(certain=False) for key, way in solved.ways.items()})


def _total_first(own: Solved, block: Block, sums: Sums, enough: int) -> Solved:
    """Take the total from the first column where the sums say so and no head was read: inferred, thus in doubt."""
    keys = [column.key for column in block.columns]
    if _TOTAL not in keys or any(len(way.ways) != 1 or None in way.ways[0] for way in own.ways.values()):
        return own
    at = keys.index(_TOTAL)
    order = [0 if place == at else place + (place < at) for place in range(len(keys))]
    moved = {
        key: Options((tuple(way.ways[0][place] for place in order),), way.certain) for key, way in own.ways.items()
    }
    other = Solved(own.values, moved, None, own.beyond)
    here, there = _rows_held(own, sums), _rows_held(other, sums)
    # A row of one figure and an equal total fits either way.
    telling, against = len(there - here), len(here - there)
    if telling >= enough and telling > 2 * against:
        return _doubted(other)
    return _doubted(own) if telling > against else own


_TOTAL = "total"


def _sums_held(solved: Solved, sums: Sums) -> tuple[int, int]:
    """Count the rows with figures, certain in their columns, whose own total is there; and those where it holds."""
    checked = _checked(solved, sums)
    return len(checked), sum(checked.values())


def _rows_held(solved: Solved, sums: Sums) -> set[str]:
    """Return the rows whose own total is there and holds."""
    return {key for key, held in _checked(solved, sums).items() if held}


def _checked(solved: Solved, sums: Sums) -> dict[str, bool]:
    """Say of each row with figures, certain in their columns, and with its own total whether that holds."""
    checked: dict[str, bool] = {}
    for key, way in solved.ways.items():
        if not way.certain or not way.ways or not sums.totals:
            continue
        numbers = [None if place is None else number_of(solved.values[key][place]) for place in way.ways[0]]
        if any(numbers) and all(numbers[total] is not None for total in sums.totals):
            checked[key] = not broken_in_row(numbers, sums)
    return checked
