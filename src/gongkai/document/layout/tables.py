"""A lattice and the characters of its page → a table: every cell with its text, the empty ones among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import inf

from gongkai.document.layout.lines import cell_text
from gongkai.document.layout.model import Glyph, Lattice, Space, Table, TableCell
from gongkai.settings import Settings

_DIGITS = frozenset("0123456789０１２３４５６７８９.,，")


def fill_lattice(lattice: Lattice, glyphs: Iterable[Glyph], page: int, settings: Settings) -> tuple[Table, list[Glyph]]:
    """Return the table and the characters that stand in none of its cells. A character belongs where its middle is."""
    found, rest = _sorted_into(lattice, glyphs, settings)
    cells = []
    for space, inside in zip(lattice.spaces, found, strict=True):
        if inside:
            right = lattice.xs[space.column + space.column_span]
            text, full = cell_text(inside, right, settings)
            cells.append(TableCell(space, text, page, min([g.confidence for g in inside]), full))
        else:
            cells.append(TableCell(space, "", page))
    table = Table(lattice.xs, lattice.ys[0], lattice.ys[-1], len(lattice.ys) - 1, tuple(cells), page, page)
    return table, rest


def _sorted_into(
    lattice: Lattice, glyphs: Iterable[Glyph], settings: Settings
) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Return the characters of each space of the lattice, and those of none; the digits of a figure stay together."""
    at: list[list[Glyph]] = [[] for _ in lattice.spaces]
    rest: list[Glyph] = []
    held = _Held(lattice, _owners(lattice.spaces, at), rest)
    figure: list[Glyph] = []
    near, level = settings.whole_figure, settings.whole_level
    for glyph in glyphs:
        is_digit = glyph.text in _DIGITS
        if figure:
            if is_digit and _goes_on(figure[-1], glyph, near, level):
                figure.append(glyph)
                continue
            held.of(figure[0], figure[-1]).extend(figure)
        figure = [glyph] if is_digit else []
        if not is_digit:
            held.of(glyph, glyph).append(glyph)
    if figure:
        held.of(figure[0], figure[-1]).extend(figure)
    return at, rest


class _Held:
    """The characters of each room of a lattice; those that follow each other mostly stand in the same."""

    def __init__(self, lattice: Lattice, owner: Mapping[tuple[int, int], list[Glyph]], rest: list[Glyph]) -> None:
        self.xs, self.ys, self.owner, self.rest = lattice.xs, lattice.ys, owner, rest
        self.left = self.right = self.top = self.bottom = 0.0
        self.last = rest

    def of(self, first: Glyph, last: Glyph) -> list[Glyph]:
        """Return the characters of the room in which the middle of some stands, those of none where it has no room."""
        x, y = (first.x0 + last.x1) / 2, (first.y0 + first.y1) / 2
        if self.left <= x < self.right and self.top <= y < self.bottom:
            return self.last
        xs, ys = self.xs, self.ys
        column, row = bisect_right(xs, x), bisect_right(ys, y)
        self.left, self.right = xs[column - 1] if column else -inf, xs[column] if column < len(xs) else inf
        self.top, self.bottom = ys[row - 1] if row else -inf, ys[row] if row < len(ys) else inf
        self.last = self.owner.get((row - 1, column - 1), self.rest)
        return self.last


def _goes_on(before: Glyph, glyph: Glyph, near: float, level: float) -> bool:
    """Whether a digit belongs to the one before: a figure too long for its cell is not cut by the ruling.

    Digits of one figure follow each other without any gap; figures of neighbouring cells never do so to the point.
    """
    return abs(glyph.x0 - before.x1) < near * (glyph.y1 - glyph.y0) and abs(glyph.y1 - before.y1) < level


def _owners(spaces: Sequence[Space], held: Sequence[list[Glyph]]) -> dict[tuple[int, int], list[Glyph]]:
    return {
        (row, column): inside
        for space, inside in zip(spaces, held, strict=True)
        for row in range(space.row, space.row + space.row_span)
        for column in range(space.column, space.column + space.column_span)
    }


def without_slivers(lattice: Lattice, table: Table, settings: Settings) -> Table:
    """Return the table without rows and columns too narrow for any figure and without text.

    They come from doubled lines, and from gaps between cells that have a frame each.
    """
    thin_columns = _thin(lattice.xs, settings.sliver)
    thin_rows = _thin(lattice.ys, settings.sliver)
    for cell in table.cells:
        if cell.text:
            thin_columns -= {cell.space.column} if cell.space.column_span == 1 else set()
            thin_rows -= {cell.space.row} if cell.space.row_span == 1 else set()
    if not thin_columns and not thin_rows:
        return table
    cells = []
    for cell in table.cells:
        column, column_span = _squeezed(cell.space.column, cell.space.column_span, thin_columns)
        row, row_span = _squeezed(cell.space.row, cell.space.row_span, thin_rows)
        if column_span and row_span:
            space = cell.space._replace(row=row, column=column, row_span=row_span, column_span=column_span)
            cells.append(cell._replace(space=space))
    xs = tuple(x for i, x in enumerate(table.xs) if i - 1 not in thin_columns)
    return table._replace(xs=xs, height=table.height - len(thin_rows), cells=tuple(cells))


def _thin(edges: Sequence[float], least: float) -> set[int]:
    return {i for i in range(len(edges) - 1) if edges[i + 1] - edges[i] < least}


def _squeezed(start: int, span: int, dropped: set[int]) -> tuple[int, int]:
    kept_before = start - sum(1 for i in dropped if i < start)
    return kept_before, span - sum(1 for i in dropped if start <= i < start + span)
