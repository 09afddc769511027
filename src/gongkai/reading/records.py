"""Grids that print one figure a row (序号, 表, 指标, 分组, 数值): which of their columns of numbers hold no figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from gongkai.document.model import Grid
from gongkai.reading.labels import normal
from gongkai.reading.values import figure

_FEWEST_ROWS = 3
_NEARLY_ALL = 0.75


@lru_cache(maxsize=1)
def _value_heads() -> tuple[str, ...]:
    data = tomllib.loads(files("gongkai.reading").joinpath("data", "records.toml").read_text("utf-8"))
    return tuple(map(normal, data["values"]))


def beside_the_values(grid: Grid) -> frozenset[int]:
    """Return the columns that number the rows, or hold other numbers where the head names the figures' column."""
    columns = _number_columns(grid)
    counting = {column for column, numbers in columns.items() if _counts(numbers)}
    others = set(columns) - counting
    if not others:
        return frozenset()
    heads = {normal(cell.text): cell.column for row in grid.rows[:1] for cell in row}
    named = next((heads[head] for head in _value_heads() if heads.get(head) in others), None)
    return frozenset(counting if named is None or grid.width - len(columns) < 2 else set(columns) - {named})


def _number_columns(grid: Grid) -> Mapping[int, Sequence[int]]:
    """Return the columns in which, below the head, nearly all texts are figures, with their whole numbers."""
    texts: dict[int, int] = {}
    found: dict[int, list[int]] = {}
    for row in grid.rows[1:]:
        for cell in row:
            read = figure(cell.text)
            texts[cell.column] = texts.get(cell.column, 0) + 1
            if read is not None:
                found.setdefault(cell.column, []).append(read.number if isinstance(read.number, int) else -1)
    return {column: numbers for column, numbers in found.items() if len(numbers) >= _NEARLY_ALL * texts[column]}


def _counts(numbers: Sequence[int]) -> bool:
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) >= _FEWEST_ROWS and steps >= _NEARLY_ALL * (len(numbers) - 1)
