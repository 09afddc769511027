"""Divide the fifteen figures of the table whose rows stand side by side among its rows, by number and by sums."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

from gongkai.reading.glue import parted
from gongkai.reading.placement import Placed
from gongkai.reading.printed import Atom, is_blank, number_of
from gongkai.reading.sums import Sums, broken_in_row
from gongkai.report.model import Number

_LOST = "单元格缺失，按合计关系推定所在列"
_UNKNOWN = "印有数字，但无法确定各在哪一列"
_RUN_TOGETHER = "数字之间没有间隔，按合计关系推定"


def divide(values: list[Atom], keys: Sequence[str], width: int, sums: Sums, most: int) -> dict[str, Placed]:
    """Divide the figures of the run among the rows, in one of at ``most`` so many ways."""
    wanted = len(keys) * width
    if len(values) == 1 and len(values[0].text) >= wanted:
        return _parted(values[0], keys, width, sums, most)
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
        return divide(windows[0], keys, width, sums, most) if len(windows) == 1 else _nothing(keys, width)
    if positions and len(positions) == len(values) == len(set(positions)) and max(positions) == wanted:
        # The row reaches the table's last column: the grid itself says which cells are absent.
        by_column = {atom.cell.column: atom for atom in values if atom.cell is not None}
        slots = [by_column.get(column) for column in range(1, wanted + 1)]
        return _sliced(slots, keys, width, [_LOST if slot is not None else "" for slot in slots])
    return _by_sums(values, keys, width, sums, most)


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
    """Whether text without columns breaks sums as it stands, and fewer with the total first or by columns."""
    columns = {atom.cell.column for atom in values if atom.cell is not None}
    if len(columns) > 1:
        return False
    numbers = [number_of(atom) for atom in values]
    groups = [numbers[at * width : (at + 1) * width] for at in range(count)]
    total_first = [[*group[1:], group[0]] for group in groups]
    by_columns = [numbers[at::count] for at in range(count)]
    as_it_stands, *others = (sum(_breaks(group, sums) for group in way) for way in (groups, total_first, by_columns))
    return min(others) < as_it_stands


def _parted(run: Atom, keys: Sequence[str], width: int, sums: Sums, most: int) -> dict[str, Placed]:
    """Part figures that run into each other, where the sums leave one way."""
    wanted = len(keys) * width
    ways = [
        way
        for way in parted([run._replace(glued=True)], wanted, most)
        if not any(
            broken_in_row([number_of(atom) for atom in way[begin : begin + width]], sums)
            for begin in range(0, wanted, width)
        )
    ]
    if len(ways) != 1:
        return _nothing(keys, width)
    sure = len(run.text) == wanted
    return _sliced(ways[0], keys, width, ["" if sure else _RUN_TOGETHER] * wanted)


def _by_sums(values: Sequence[Atom], keys: Sequence[str], width: int, sums: Sums, most: int) -> dict[str, Placed]:
    wanted = len(keys) * width
    if comb(wanted, len(values)) > most:
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
