"""What a walk over the page makes before lines and grids are settled: leaves, boxes of leaves, grids, pictures."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.document.characters import PICTURED, join_lines, one_line
from gongkai.document.model import GridCell, Picture


class Leaf(NamedTuple):
    """The text of one block element, or of one stretch between breaks; ``""`` for an empty element."""

    text: str
    heading: int = 0


class Preformatted(NamedTuple):
    """Text whose line breaks and tabs count, as it stands in a ``pre``."""

    lines: list[str]


class Box(NamedTuple):
    """A block element that holds two or more pieces."""

    pieces: list[Piece]
    broken: bool = False
    """The pieces are one text parted by breaks, not elements of their own."""


class TablePiece(NamedTuple):
    """A table judged to hold data: cells placed as browsers place them."""

    rows: tuple[tuple[GridCell, ...], ...]

    def width(self) -> int:
        """Return the columns after spans are expanded; the last cell of a row stands rightmost in it."""
        return max(row[-1].column + row[-1].column_span for row in self.rows if row) - 1


class Ornament(NamedTuple):
    """A small picture in a table cell: nothing by itself, but a cell that holds nothing else is not blank."""


Piece = Ornament | Leaf | Preformatted | Box | TablePiece | Picture


def texts(pieces: list[Piece]) -> list[str]:
    """Return the texts in ``pieces`` in reading order, however deep they stand."""
    found: list[str] = []
    waiting: list[Piece] = pieces[::-1]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Leaf):
            found.append(piece.text)
        elif isinstance(piece, Preformatted):
            found.extend(one_line(line) for line in piece.lines)
        elif isinstance(piece, Box):
            waiting.extend(reversed(piece.pieces))
        elif isinstance(piece, TablePiece):
            found.extend(cell.text for row in piece.rows for cell in row)
    return found


def _flat(pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` with boxes opened."""
    found: list[Piece] = []
    waiting = pieces[::-1]
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, Box):
            waiting.extend(reversed(piece.pieces))
        else:
            found.append(piece)
    return found


def cell_text(pieces: list[Piece]) -> str:
    """Return ``pieces`` as the text of one cell; a cell that shows nothing but a picture is not blank."""
    if len(pieces) == 1 and isinstance(pieces[0], Leaf):
        return pieces[0].text
    if not pieces:
        return ""
    text = join_lines(texts(pieces))
    if not text:
        return PICTURED if any(isinstance(piece, Picture | Ornament) for piece in _flat(pieces)) else ""
    return text
