"""Put a row's figures into its columns; where cells were lost, sums choose between the fits but never fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from gongkai.reading.printed import Atom, number_of
from gongkai.reading.sums import Sums, broken_in_columns, broken_in_row
from gongkai.reading.ways import IN_ORDER, Options, Places
from gongkai.report.model import Number
from gongkai.settings import DEFAULT_SETTINGS


class Placed(NamedTuple):
    """A row's figures by column."""

    atoms: tuple[Atom | None, ...]
    doubts: tuple[str, ...]
    """Per column why the value (or its absence) was inferred; ``""`` where it is certain."""


_INFERRED = "单元格缺失或错位，按列位与合计关系推定"
_AMBIGUOUS = "印有数字，但无法确定各在哪一列"


def solve(
    values: Mapping[str, Sequence[Atom]],
    ways: Mapping[str, Options],
    sums: Sums,
    beyond: Sequence[Sequence[Number | None]] = (),
    most: int = DEFAULT_SETTINGS.row_ways,
) -> dict[str, Placed]:
    """Place all rows of a table: certain rows as they stand, the others by the sums where these leave one way.

    More than ``most`` ways for all rows together are not tried.
    """
    width = len(sums.columns)
    sure = ("",) * width
    placed = {key: Placed(_atoms(values[key], option.ways[0]), sure) for key, option in ways.items() if option.certain}
    if len(placed) == len(ways):
        return placed
    open_rows = {key: _likely(values[key], option, sums) for key, option in ways.items() if not option.certain}
    fixed = {key: _numbers(values[key], option.ways[0]) for key, option in ways.items() if option.certain}
    keys = [key for key in open_rows if open_rows[key]]
    total = 1
    for key in keys:
        total *= len(open_rows[key])
    best: list[tuple[Places, ...]] = []
    if keys and total <= most:
        best = _best(keys, open_rows, values, fixed, beyond, sums)
    for key in open_rows:
        chosen = {combination[keys.index(key)] for combination in best} if key in keys else set()
        if not chosen and len(open_rows[key]) == 1:
            chosen = {open_rows[key][0]}
        placed[key] = _agreed(values[key], chosen, width)
    return placed


def _likely(values: Sequence[Atom], option: Options, sums: Sums) -> list[Places]:
    """Keep the ways that satisfy the row's own sum; the way by column positions wins when it does."""
    good = [way for way in option.ways if not broken_in_row(_numbers(values, way), sums)]
    stands = bool(good) and good[0] == option.ways[0] and any(atom.cell and not atom.cell.counted for atom in values)
    return good[:1] if stands and all(good[0][place] is not None for place in sums.totals) else good


def _best(
    keys: Sequence[str],
    open_rows: Mapping[str, Sequence[Places]],
    values: Mapping[str, Sequence[Atom]],
    fixed: Mapping[str, Sequence[Number | None]],
    beyond: Sequence[Sequence[Number | None]],
    sums: Sums,
) -> list[tuple[Places, ...]]:
    best: list[tuple[Places, ...]] = []
    fewest = None
    for combination in product(*(open_rows[key] for key in keys)):
        numbers = dict(fixed)
        for key, way in zip(keys, combination, strict=True):
            numbers[key] = _numbers(values[key], way)
        broken = broken_in_columns(numbers, beyond, sums)
        if fewest is None or broken < fewest:
            best, fewest = [combination], broken
        elif broken == fewest:
            best.append(combination)
    return best


def _agreed(values: Sequence[Atom], chosen: set[Places], width: int) -> Placed:
    """Keep per column what all remaining ways agree on; the rest is not known and stays empty."""
    if not chosen:
        return Placed((None,) * width, (_AMBIGUOUS,) * width)
    atoms: list[Atom | None] = []
    doubts: list[str] = []
    for column in range(width):
        candidates = {way[column] for way in chosen}
        index = next(iter(candidates))
        if len(candidates) == 1:
            atoms.append(values[index] if index is not None else None)
            doubts.append(_INFERRED if index is not None else "")
        else:
            atoms.append(None)
            doubts.append(_AMBIGUOUS)
    return Placed(tuple(atoms), tuple(doubts))


def _atoms(values: Sequence[Atom], way: Places) -> tuple[Atom | None, ...]:
    if len(values) == len(way) < len(IN_ORDER) and way is IN_ORDER[len(way)].ways[0]:
        return tuple(values)
    return tuple(None if index is None else values[index] for index in way)


def _numbers(values: Sequence[Atom], way: Places) -> list[Number | None]:
    return [None if index is None else number_of(values[index]) for index in way]
