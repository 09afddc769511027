"""The one intermediate form every format goes through: lines, grids and pictures in reading order.

A *front* (HTML, DOCX, PDF, …) makes a :class:`Document`; everything after it knows no format. Positions
count from 1. A grid cell stands at the row and column it has once spans are expanded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """One paragraph or printed line outside tables."""

    text: str
    number: int
    """Counts every line of the document from 1, grids not counted."""
    page: int | None = None
    heading: int = 0
    """Heading level where the format marks one (1-6), else 0."""


class GridCell(NamedTuple):
    """One cell as the document gives it, before any meaning."""

    text: str
    row: int
    column: int
    """Row and column after spans are expanded, from 1."""
    row_span: int = 1
    column_span: int = 1
    page: int | None = None
    confidence: float = 1.0
    """Below 1.0 only where characters were recognised from a picture."""
    turned: bool = False
    """True where rows and columns were exchanged to read the grid; the document's row is then ``column``."""
    counted: bool = False
    """True in a table that shows no empty cell: some before this one may have been dropped."""
    origin: tuple[int, int, int] | None = None
    """The document's grid, row and column where a cell was taken out of its grid and set into another."""


class Grid(NamedTuple):
    """A table. ``rows[i]`` holds the cells that start in row ``i + 1``, in source order, spans not repeated."""

    number: int
    """Counts the document's grids in reading order from 1."""
    rows: tuple[tuple[GridCell, ...], ...]
    width: int
    """Columns after spans are expanded."""
    page: int | None = None
    certain: bool = True
    """False where the front inferred the columns itself (no ruling lines, positions only)."""
    lines: tuple[Line, ...] = ()
    """The lines of text that the front took for this table, so that they can be read in another way too."""
    gathered: bool = False
    """Whether its cells were taken out of other grids, where they print a figure a row."""


class Picture(NamedTuple):
    """A picture standing in the document; a table may be hidden in it."""

    alternative: str
    page: int | None = None


Block = Line | Grid | Picture


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a front is not sure of; it becomes a warning of every report read from the document."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a front makes of one file: blocks in reading order."""

    source: str
    kind: str
    """``html``, ``text``, ``docx``, ``xlsx``, ``pdf`` or ``image``."""
    blocks: tuple[Block, ...]
    title: str | None = None
    """The format's own title (``<title>``, document properties); often wrong, never trusted alone."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Stated metadata with lower-cased names, such as ``pubdate``."""
    doubts: tuple[Doubt, ...] = ()
    recognised: bool = False
    """True where the text was recognised from pictures (OCR)."""
    spent: float = field(default=0.0, compare=False)
    """Seconds of the document's budget that opening it took; reading goes on from there."""
