"""Grids that print one figure a row (序号, 表, 指标, 分组, 数值): which column holds it, which number the rows."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.model import Grid
from gongkai.reading.labels import normal
from gongkai.reading.values import figure

_FEWEST_ROWS = 3
_NEARLY_ALL = 0.75
_FEWEST_LABELS = 2
"""Columns of labels that a record must have beside its figure."""


class Columns(NamedTuple):
    """What the columns of a grid hold."""

    beside: frozenset[int] = frozenset()
    """Columns of numbers that are no figures of the table."""
    values: int | None = None
    """The column of the figures, where the grid prints one a row."""


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("gongkai.reading").joinpath("data", "records.toml").read_text("utf-8"))
    return {name: tuple(map(normal, heads)) for name, heads in data.items()}


def columns_of(grid: Grid) -> Columns:
    """Say which columns number the rows and, where the grid prints a record a row, which one holds its figure."""
    numeric = _number_columns(grid)
    heads = {normal(cell.text): cell.column for row in grid.rows[:1] for cell in row}
    counting = {heads[head] for head in _heads()["numbers"] if head in heads}
    counting |= {
        column for column, numbers in numeric.items() if _counts(numbers) and (column == 1 or len(numeric) > 1)
    }
    if grid.width - len(set(numeric) | counting) < _FEWEST_LABELS:
        return Columns(frozenset(counting))
    others = set(numeric) - counting
    named = next((heads[head] for head in _heads()["values"] if head in heads), None)
    if named is not None:
        return Columns(frozenset(counting | (others - {named})), named)
    return Columns(frozenset(counting), others.pop() if counting and len(others) == 1 else None)


def _number_columns(grid: Grid) -> Mapping[int, Sequence[int]]:
    """Return the columns in which, below the head, nearly all texts are figures, with their whole numbers."""
    texts: Counter[int] = Counter()
    found: dict[int, list[int]] = {}
    for row in grid.rows[1:]:
        for cell in row:
            read = figure(cell.text)
            texts[cell.column] += 1
            if read is not None:
                found.setdefault(cell.column, []).append(read.number if isinstance(read.number, int) else -1)
    return {column: numbers for column, numbers in found.items() if len(numbers) >= _NEARLY_ALL * texts[column]}


def _counts(numbers: Sequence[int]) -> bool:
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST_ROWS and steps >= _NEARLY_ALL * (len(numbers) - 1)
