"""Grids that hold the right columns of the grid before them: a wide block of a table, cut over sheets or pages."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document.model import Block, Grid, GridCell, Line
from gongkai.reading.labels import Kind, Lexicon, names_any
from gongkai.reading.values import figure, odd_figure

_COLUMN: frozenset[Kind] = frozenset(["column"])
_ROW: frozenset[Kind] = frozenset(["row"])


def rejoined_columns(blocks: Sequence[Block], words: Lexicon) -> Sequence[Block]:
    """Return the blocks with such a grid's cells right of the grid before it, whose rows they belong to; else as is."""
    if sum(isinstance(block, Grid) for block in blocks) < 2:
        return blocks
    joined: list[Block] | None = None
    left: int | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and not block.text.strip():
            continue
        if not isinstance(block, Grid):
            left = None
            continue
        before = None if left is None else (joined or blocks)[left]
        if left is not None and isinstance(before, Grid) and _goes_on(before, block, words):
            joined = list(blocks) if joined is None else joined
            joined[left], joined[index] = _beside(before, block), block._replace(rows=(), gathered=True)
        else:
            left = index
    return blocks if joined is None else joined


def _goes_on(left: Grid, right: Grid, words: Lexicon) -> bool:
    """Whether a grid has columns of its own but no labels, for as many rows as the one before it names."""
    if len(left.rows) != len(right.rows) or len(right.rows) < 2 or not (left.rows[0] and right.rows[0]):
        return False
    heads = [words.find(cell.text) for cell in right.rows[0]]
    if not all(names_any(found, _COLUMN) and not names_any(found, _ROW) for found in heads):
        return False
    here = {cell.text for cell in left.rows[0]}
    if any(cell.text in here for cell in right.rows[0]):
        return False
    below = [cell.text for row in right.rows[1:] for cell in row]
    figures = all(figure(text) is not None or odd_figure(text, words.settings) is not None for text in below)
    return figures and all(row and names_any(words.find(row[0].text), _ROW) for row in left.rows[1:])


def _beside(left: Grid, right: Grid) -> Grid:
    rows = tuple(
        (*row, *(_moved(cell, right, left.width) for cell in more))
        for row, more in zip(left.rows, right.rows, strict=True)
    )
    return left._replace(rows=rows, width=left.width + right.width, gathered=True)


def _moved(cell: GridCell, grid: Grid, by: int) -> GridCell:
    origin = cell.origin or (grid.number, cell.row, cell.column)
    return cell._replace(column=cell.column + by, origin=origin)
