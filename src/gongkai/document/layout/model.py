"""What stands on a page: characters, ruling lines, pictures; and what is made of them: printed lines and tables."""

from __future__ import annotations

from typing import NamedTuple


class Glyph(NamedTuple):
    """A printed character, or a run of characters recognised as one."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    confidence: float = 1.0


class Rule(NamedTuple):
    """A straight ruling line along an axis, or a rectangle thin enough to be one."""

    x0: float
    y0: float
    x1: float
    y1: float


class Figure(NamedTuple):
    """A picture on a page of text."""

    x0: float
    y0: float
    x1: float
    y1: float


class Page(NamedTuple):
    """One page as a front saw it."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...] = ()
    figures: tuple[Figure, ...] = ()


class Edge(NamedTuple):
    """A ruling line reduced to its position across its direction and its extent along it."""

    position: float
    start: float
    end: float


class Space(NamedTuple):
    """The room of one cell: first lattice row and column (from 0), spans, and whether its top and bottom are ruled."""

    row: int
    column: int
    row_span: int
    column_span: int
    top_ruled: bool = True
    bottom_ruled: bool = True


class Lattice(NamedTuple):
    """A ruled table before its text: positions of its columns' and rows' edges, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spaces: tuple[Space, ...]

    def box(self, space: Space) -> tuple[float, float, float, float]:
        """Return ``(x0, y0, x1, y1)`` of a cell."""
        return (
            self.xs[space.column],
            self.ys[space.row],
            self.xs[space.column + space.column_span],
            self.ys[space.row + space.row_span],
        )


class TextLine(NamedTuple):
    """One printed line outside tables."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float
    """Width of a full-width character of this line."""
    page: int
    glyphs: tuple[Glyph, ...] = ()


class TableCell(NamedTuple):
    """A cell with its text, on one page or joined over two."""

    space: Space
    text: str
    page: int
    confidence: float = 1.0
    full: bool = False
    """True where the last line of the text reaches the right side of the cell: it may go on on the next page."""


class Table(NamedTuple):
    """A table with its text; ``xs`` are its column edges, by which the parts of a table over pages are recognised."""

    xs: tuple[float, ...]
    y0: float
    y1: float
    height: int
    """Rows."""
    cells: tuple[TableCell, ...]
    page: int
    last_page: int
    certain: bool = True


class Placed(NamedTuple):
    """A picture in its place among lines and tables."""

    figure: Figure
    page: int


Item = TextLine | Table | Placed
