"""The table whose rows stand side by side: 15 figures in one line, often with half their header missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from gongkai.report.model import Number

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
        named_rows = {name for name in _labelled(row, form, table) if name in known}
        names = [name for name in _labelled(row, form, table) if name in known and name not in used]
        if names and (len(named_rows) == 1 or row.numbers):
            used[names[-1]] = row
            first, last = first if len(used) > 1 else index, index + 1
    if len(used) < 2 or _heads_figures(used, rows[last : last + 2]):
        return None
    return used, (first, last)


def _heads_figures(used: Mapping[str, PrintedRow], below: Sequence[PrintedRow]) -> bool:
    """Whether the rows found are empty and only head the figures that stand below without a label."""
    return not any(row.numbers for row in used.values()) and any(row.numbers and not row.labels for row in below)


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
        row = _without_filling(row, table)
        apart = not row.labels or row.grid is None
        if row.numbers or (row.values and apart and len(row.values) % width == 0):
            values += _under(headed, merged_blanks(gaps_as_blanks(row, wanted, gap), wanted), width)
            headed = 0
            if len(values) >= wanted:
                break
    return values, (begin, end)


def _without_filling(row: PrintedRow, table: Table) -> PrintedRow:
    """Leave out the empty cells behind a column's head on its own line: they fill the head's row up."""
    head = row.labels[-1] if row.labels else None
    named = {target.kind for target in head.targets if target.table == table.key} if head else set()
    if head is None or head.line is None or "column" not in named or "row" in named:
        return row
    begin = next(
        (at for at, atom in enumerate(row.values) if not is_blank(atom) or atom.line != head.line), len(row.values)
    )
    return with_values(row, row.values[begin:])


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
        windows = _windows(values, wanted, width, sums)
        return _divide(windows[0], keys, width, sums) if len(windows) == 1 else _nothing(keys, width)
    if positions and len(positions) == len(values) == len(set(positions)) and max(positions) == wanted:
        # The row reaches the table's last column: the grid itself says which cells are absent.
        by_column = {atom.cell.column: atom for atom in values if atom.cell is not None}
        slots = [by_column.get(column) for column in range(1, wanted + 1)]
        return _sliced(slots, keys, width, [_LOST if slot is not None else "" for slot in slots])
    return _by_sums(values, keys, width, sums)


def _windows(values: list[Atom], wanted: int, width: int, sums: Sums) -> list[list[Atom]]:
    """Return the stretches that hold all figures and whose groups add up: empty cells stand before or behind."""
    windows = []
    for begin in range(len(values) - wanted + 1):
        outside = (*values[:begin], *values[begin + wanted :])
        window = values[begin : begin + wanted]
        numbers = [number_of(atom) for atom in window]
        groups = [numbers[at : at + width] for at in range(0, wanted, width)]
        if all(map(is_blank, outside)) and not any(_breaks(group, sums) for group in groups):
            windows.append(window)
    return windows if any(map(is_blank, values[:1])) else windows[:1]


def _breaks(group: Sequence[Number | None], sums: Sums) -> bool:
    """Whether a group's figures do not add up to its total, or have none."""
    return broken_in_row(group, sums) > 0 or (group[-1] is None and any(group))


def _fits_otherwise(values: Sequence[Atom], count: int, width: int, sums: Sums) -> bool:
    """Whether text without columns breaks the sums as it stands, and would not with the total first or by columns."""
    if any(atom.cell is not None for atom in values):
        return False
    numbers = [number_of(atom) for atom in values]
    groups = [numbers[at * width : (at + 1) * width] for at in range(count)]
    total_first = [[*group[1:], group[0]] for group in groups]
    by_columns = [numbers[at::count] for at in range(count)]
    as_it_stands, *others = (
        not any(_breaks(group, sums) for group in way) for way in (groups, total_first, by_columns)
    )
    return not as_it_stands and any(others)


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
    fits = _fits([number_of(atom) for atom in values], len(keys), width, sums)
    if not fits:
        return _nothing(keys, width)
    by_fit = [{slot: place for place, slot in enumerate(chosen)} for chosen in fits]
    atoms: list[Atom | None] = []
    doubts: list[str] = []
    for slot in range(wanted):
        candidates = {fit.get(slot) for fit in by_fit}
        place = candidates.pop()
        atoms.append(None if candidates or place is None else values[place])
        doubts.append(_UNKNOWN if candidates else "" if place is None else _LOST)
    return _sliced(atoms, keys, width, doubts)


def _fits(numbers: Sequence[Number | None], rows: int, width: int, sums: Sums) -> list[tuple[int, ...]]:
    """Return every choice of places, in order, by which each row has its total, the last, and its sum holds."""
    begun: dict[int, list[tuple[int, ...]]] = {0: [()]}
    """By how many of the figures the rows so far have taken: the places these may have."""
    for row in range(rows):
        following: dict[int, list[tuple[int, ...]]] = {}
        for taken, ways in begun.items():
            for count in range(1, min(width, len(numbers) - taken) + 1):
                for before in combinations(range(width - 1), count - 1):
                    columns = (*before, width - 1)
                    figures = dict(zip(columns, numbers[taken : taken + count], strict=True))
                    if figures[width - 1] is None or broken_in_row([figures.get(at) for at in range(width)], sums):
                        continue
                    places = tuple(row * width + column for column in columns)
                    following.setdefault(taken + count, []).extend(way + places for way in ways)
        begun = following
    return begun.get(len(numbers), [])


def _sliced(atoms: Sequence[Atom | None], keys: Sequence[str], width: int, doubts: Sequence[str]) -> dict[str, Placed]:
    return {
        key: Placed(tuple(atoms[i * width : (i + 1) * width]), tuple(doubts[i * width : (i + 1) * width]))
        for i, key in enumerate(keys)
    }


def _nothing(keys: Sequence[str], width: int) -> dict[str, Placed]:
    return {key: Placed((None,) * width, (_UNKNOWN,) * width) for key in keys}
