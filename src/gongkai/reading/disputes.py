"""The table whose rows stand side by side: 15 figures in one line, often with half their header missing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from gongkai.forms import Table
from gongkai.reading.glue import parted
from gongkai.reading.named_columns import by_own_names
from gongkai.reading.placement import (
    Options,
    Placed,
    Sums,
    broken_in_row,
    gaps_as_blanks,
    is_blank,
    merged_blanks,
    number_of,
    options,
    solve,
)
from gongkai.reading.printed import Atom, PrintedRow, with_values
from gongkai.reading.regions import Region

_MOST_WAYS = 7_000
_LOST = "单元格缺失，按合计关系推定所在列"
_UNKNOWN = "印有数字，但无法确定各在哪一列"
_RUN_TOGETHER = "数字之间没有间隔，按合计关系推定"


class Found(NamedTuple):
    """The table's figures by row key, and the stretch of printed rows that held them."""

    placed: dict[str, Placed]
    span: tuple[int, int]


def read_side_by_side(
    rows: Sequence[PrintedRow], region: Region | None, form: str, table: Table, sums: Sums, gap: int
) -> Found:
    """Find the figures of a side-by-side table, in its own section first, else anywhere."""
    elsewhere = region is None
    if region is not None:
        inside = [index for index, row in enumerate(rows) if region.holds_row(row)]
        # In a workbook the headings may stand on one sheet and each table on its own.
        elsewhere = not any(rows[index].values for index in inside)
        if inside:
            begin, end = inside[0], inside[-1] + 1
            found = _read(rows[:end], begin, form, table, sums, gap)
            if found.placed:
                return found
    return _read(rows, 0, form, table, sums, gap, named_only=not elsewhere)


def _read(
    rows: Sequence[PrintedRow], start: int, form: str, table: Table, sums: Sums, gap: int, *, named_only: bool = False
) -> Found:
    keys = [row.key for block in table.blocks for row in block.rows]
    width = len(sums.columns)
    stacked = _stacked(rows, start, form, table, width, gap)
    if stacked is not None:
        used, span = stacked
        values = {key: merged_blanks(row.values, width) for key, row in used.items()}
        order = _printed_order(rows[start : span[1]], table, sums)
        ways = {
            key: by_own_names(row, sums.columns) or _ordered(values[key], width, order) for key, row in used.items()
        }
        return Found(solve(values, ways, sums), span)
    undivided = Found({}, (0, 0))
    for begin in _anchors(rows, start, form, table, named_only=named_only):
        values_of_run, span = _run(rows, begin, form, table, len(keys) * width, width, gap)
        if values_of_run:
            order = _printed_order(rows[begin : span[1]], table, sums)
            placed = _divide(_in_form_order(values_of_run, width, order), keys, width, sums)
            if any(atom is not None for row in placed.values() for atom in row.atoms):
                return Found(placed, span)
            undivided = undivided if undivided.placed else Found(placed, span)
    return undivided


def _printed_order(rows: Sequence[PrintedRow], table: Table, sums: Sums) -> tuple[int, ...]:
    """Return for each column its place in a printed group: in the form's order unless a head tells another.

    The head is believed where it names each column of one group once before any is named again (总计 first).
    """
    seen: list[str] = []
    for row in rows:
        for atom in row.labels:
            named = [t.key for t in atom.targets if t.kind == "column" and t.table == table.key]
            if named and named[0] in seen:
                break
            seen += named[:1]
        if len(seen) == len(sums.columns):
            return tuple(seen.index(column) for column in sums.columns)
    return tuple(range(len(sums.columns)))


def _in_form_order(values: list[Atom], width: int, order: tuple[int, ...]) -> list[Atom]:
    if order == tuple(range(width)) or len(values) % width:
        return values
    return [values[begin + place] for begin in range(0, len(values), width) for place in order]


def _ordered(values: Sequence[Atom], width: int, order: tuple[int, ...]) -> Options:
    way = options(values, width, None)
    if not way.certain or order == tuple(range(width)):
        return way
    return Options(tuple(tuple(places[place] for place in order) for places in way.ways), True)


def _labelled(row: PrintedRow, form: str, table: Table) -> list[str]:
    return [
        target.key
        for atom in row.labels
        for target in atom.targets
        if target.form == form and target.table == table.key and target.kind in ("row", "group")
    ]


def _stacked(
    rows: Sequence[PrintedRow], start: int, form: str, table: Table, width: int, gap: int
) -> tuple[dict[str, PrintedRow], tuple[int, int]] | None:
    """Take a print in which the groups stand below each other, each with its label and own figures."""
    known = {row.key for block in table.blocks for row in block.rows}
    used: dict[str, PrintedRow] = {}
    first, last = 0, 0
    for index in range(start, len(rows)):
        row = rows[index]
        if not row.labels:
            continue
        named = bool(row.values) and all(atom.targets for atom in row.values)
        if len(row.values) < width and not named:
            row = with_values(row, gaps_as_blanks(row, width, gap))
        if (
            not named
            and not width <= len(row.values) <= width + 2
            and (len(row.values) < width or not _ends_blank(row, width))
        ):
            continue
        names = [name for name in _labelled(row, form, table) if name in known and name not in used]
        if names:
            used[names[-1]] = row
            first, last = first if len(used) > 1 else index, index + 1
    if len(used) < 2:
        return None
    return used, (first, last)


def _ends_blank(row: PrintedRow, width: int) -> bool:
    """Whether only empty cells follow the table's own: the sheet is wider than the table."""
    return all(is_blank(atom) for atom in row.values[width:])


def _anchors(rows: Sequence[PrintedRow], start: int, form: str, table: Table, *, named_only: bool) -> list[int]:
    """Where the table may begin: at its own labels, else at a lone row with just its number of figures."""
    known = sum(len(block.rows) * len(block.columns) for block in table.blocks)
    named = [index for index in range(start, len(rows)) if _labelled(rows[index], form, table)]
    if named_only:
        return named
    lone = [index for index in range(start, len(rows)) if len(rows[index].values) == known and rows[index].numbers]
    columns = [
        index
        for index in range(start, len(rows))
        if sum(1 for a in rows[index].labels for t in a.targets if t.table == table.key and t.kind == "column") >= 4
    ]
    return [*named, *lone, *columns]


def _run(
    rows: Sequence[PrintedRow], begin: int, form: str, table: Table, wanted: int, width: int, gap: int
) -> tuple[list[Atom], tuple[int, int]]:
    """Collect the figures from the anchor on until there are enough or something else begins."""
    values: list[Atom] = []
    headed = 0
    end = begin
    if _is_turned(rows[begin:], table):
        return [], (begin, begin)
    for index in range(begin, len(rows)):
        row = rows[index]
        foreign = any(
            target.kind == "row" and target.table != table.key and target.form == form
            for atom in row.labels[-1:]
            for target in atom.targets
        ) and not any(target.table == table.key for atom in row.labels[-1:] for target in atom.targets)
        if foreign or (values and not row.labels and not row.values):
            break
        end = index + 1
        headed += _columns_named(row, table)
        apart = not row.labels or row.grid is None
        if row.numbers or (row.values and apart and len(row.values) % width == 0):
            values += _under(headed, merged_blanks(gaps_as_blanks(row, wanted, gap), wanted), width)
            headed = 0
            if len(values) >= wanted:
                break
    return values, (begin, end)


def _is_turned(rows: Sequence[PrintedRow], table: Table) -> bool:
    """Whether the columns stand down the side: the first rows with figures have one for each row of the table."""
    height = sum(len(block.rows) for block in table.blocks)
    first = [row for row in rows if row.numbers][:2]
    return (
        len(first) == 2
        and all(row.labels for row in first)
        and all(
            len(row.values) == height
            and any(target.kind == "column" and target.table == table.key for target in row.labels[-1].targets)
            for row in first
        )
    )


def _columns_named(row: PrintedRow, table: Table) -> int:
    """Return how many columns of the table a header row of a grid names."""
    if row.grid is None or row.numbers:
        return 0
    return sum(any(t.kind == "column" and t.table == table.key for t in atom.targets) for atom in row.labels)


def _under(headed: int, values: Sequence[Atom], width: int) -> Sequence[Atom]:
    """Leave out empty cells right of the columns that the header names: the grid is wider than this table."""
    if headed and headed % width == 0 and not any(atom.text for atom in values[headed:]):
        return values[:headed]
    return values


def _divide(values: list[Atom], keys: Sequence[str], width: int, sums: Sums) -> dict[str, Placed]:
    """Divide the figures of the run among the rows."""
    wanted = len(keys) * width
    if len(values) == 1 and len(values[0].text) >= wanted:
        return _parted(values[0], keys, width, sums)
    figures = [atom for atom in values if not is_blank(atom)]
    positions = [atom.cell.column for atom in values if atom.cell is not None]
    if len(values) > wanted and len(figures) == wanted:
        values = figures
    if len(values) == wanted and _fits_otherwise(values, len(keys), width, sums):
        return _nothing(keys, width)
    if len(values) == wanted:
        return {key: Placed(tuple(values[i * width : (i + 1) * width]), ("",) * width) for i, key in enumerate(keys)}
    if len(values) > wanted:
        if all(is_blank(atom) for atom in values[wanted:]):
            return _divide(values[:wanted], keys, width, sums)
        return _nothing(keys, width)
    if positions and len(positions) == len(values) == len(set(positions)) and max(positions) == wanted:
        # The row reaches the table's last column: the grid itself says which cells are absent.
        by_column = {atom.cell.column: atom for atom in values if atom.cell is not None}
        slots = [by_column.get(column) for column in range(1, wanted + 1)]
        return _sliced(slots, keys, width, [_LOST if slot is not None else "" for slot in slots])
    return _by_sums(values, keys, width, sums)


def _fits_otherwise(values: Sequence[Atom], count: int, width: int, sums: Sums) -> bool:
    """Whether text without columns breaks the sums as it stands, and would not with the total first or by columns."""
    if any(atom.cell is not None for atom in values):
        return False
    groups = [values[at * width : (at + 1) * width] for at in range(count)]
    total_first = [[*group[1:], group[0]] for group in groups]
    by_columns = [values[at::count] for at in range(count)]
    return not _held(groups, sums) and (_held(total_first, sums) or _held(by_columns, sums))


def _held(groups: Sequence[Sequence[Atom]], sums: Sums) -> bool:
    """Whether each group with figures has its total, and it holds."""
    numbers = [[number_of(atom) for atom in group] for group in groups]
    return not any(any(group) and (group[-1] is None or broken_in_row(group, sums)) for group in numbers)


def _parted(run: Atom, keys: Sequence[str], width: int, sums: Sums) -> dict[str, Placed]:
    """Part figures that run into each other, where the sums leave one way."""
    wanted = len(keys) * width
    ways = [
        way
        for way in parted([run._replace(glued=True)], wanted, _MOST_WAYS)
        if not any(
            broken_in_row([number_of(atom) for atom in way[begin : begin + width]], sums)
            for begin in range(0, wanted, width)
        )
    ]
    if len(ways) != 1:
        return _nothing(keys, width)
    sure = len(run.text) == wanted
    return _sliced(ways[0], keys, width, ["" if sure else _RUN_TOGETHER] * wanted)


def _by_sums(values: Sequence[Atom], keys: Sequence[str], width: int, sums: Sums) -> dict[str, Placed]:
    wanted = len(keys) * width
    if comb(wanted, len(values)) > _MOST_WAYS:
        return _nothing(keys, width)
    numbers = [number_of(atom) for atom in values]
    fits: list[tuple[int, ...]] = []
    for chosen in combinations(range(wanted), len(values)):
        slots = dict(zip(chosen, numbers, strict=True))
        parts = [[slots.get(group * width + column) for column in range(width)] for group in range(len(keys))]
        totals_there = all(part[-1] is not None for part in parts)
        if totals_there and not any(broken_in_row(part, sums) for part in parts):
            fits.append(chosen)
    if not fits:
        return _nothing(keys, width)
    by_fit = [dict(zip(chosen, values, strict=True)) for chosen in fits]
    atoms: list[Atom | None] = []
    doubts: list[str] = []
    for slot in range(wanted):
        candidates = {fit.get(slot) for fit in by_fit}
        if len(candidates) == 1:
            atom = candidates.pop()
            atoms.append(atom)
            doubts.append(_LOST if atom is not None else "")
        else:
            atoms.append(None)
            doubts.append(_UNKNOWN)
    return _sliced(atoms, keys, width, doubts)


def _sliced(atoms: Sequence[Atom | None], keys: Sequence[str], width: int, doubts: Sequence[str]) -> dict[str, Placed]:
    return {
        key: Placed(tuple(atoms[i * width : (i + 1) * width]), tuple(doubts[i * width : (i + 1) * width]))
        for i, key in enumerate(keys)
    }


def _nothing(keys: Sequence[str], width: int) -> dict[str, Placed]:
    return {key: Placed((None,) * width, (_UNKNOWN,) * width) for key in keys}
