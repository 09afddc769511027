"""HTML tables: placed as browsers place them, and judged: data becomes a grid, layout dissolves into its content.

Placement follows the HTML standard's table model ("forming a table"), with rowspans cut at the end of their row group
as browsers draw them, and spans bounded by the settings.
"""

from __future__ import annotations

from operator import itemgetter
from typing import NamedTuple

from gongkai.document.characters import is_figure
from gongkai.document.fronts.html.pieces import Box, Leaf, Ornament, Piece, TablePiece, cell_text, texts
from gongkai.document.model import GridCell
from gongkai.errors import HostileDocument
from gongkai.settings import Settings


class RawCell(NamedTuple):
    """A cell before placement: ``pieces`` where it holds more than one plain text, else ``text`` is all it holds."""

    text: str
    pieces: list[Piece]
    row_span: int
    """0 means down to the end of the row group, as in the markup."""
    column_span: int

    def held(self) -> list[Piece]:
        """Return what the cell holds as pieces."""
        return self.pieces or [Leaf(self.text)]

    def printed(self) -> str:
        """Return what the cell holds as one text."""
        return cell_text(self.pieces) if self.pieces else self.text


class RawTable:
    """The rows of one table by row group, in source order."""

    __slots__ = ("bodies", "captions", "foot", "head")

    def __init__(self) -> None:
        self.captions: list[Piece] = []
        self.head: list[list[RawCell]] | None = None
        self.bodies: list[list[list[RawCell]]] = []
        self.foot: list[list[RawCell]] | None = None

    def open_group(self, tag: str) -> list[list[RawCell]]:
        """Start a row group; only the first thead and tfoot are printed first and last, as in browsers."""
        group: list[list[RawCell]] = []
        if tag == "thead" and self.head is None:
            self.head = group
        elif tag == "tfoot" and self.foot is None:
            self.foot = group
        else:
            self.bodies.append(group)
        return group

    def groups(self) -> list[list[list[RawCell]]]:
        """Return the row groups in printed order."""
        return [*([self.head] if self.head else []), *self.bodies, *([self.foot] if self.foot else [])]


class PlacedRow(NamedTuple):
    """A row of cells beside their places; a placed cell that holds pieces gets its text once the table is data."""

    raw: list[RawCell]
    cells: list[GridCell]
    pieced: bool
    """Some cell holds pieces."""


class CellBudget:
    """Counts the cells of one document, spans expanded, against the settings."""

    __slots__ = ("_left", "_max_span")

    def __init__(self, settings: Settings) -> None:
        self._left = settings.max_cells
        self._max_span = settings.max_span

    def spend(self, area: int) -> None:
        """Take ``area`` cells from the budget or raise :class:`HostileDocument`."""
        self._left -= area
        if self._left < 0:
            raise HostileDocument(
                "网页表格的单元格过多，或者合并的行列数异常，未予读取。", advice="请只保留报告正文后再报。"
            )

    def cut(self, span: int) -> int:
        """Return ``span`` cut to the largest one believed."""
        return min(span, self._max_span)


_TEXT = itemgetter(0)
_PIECES = itemgetter(1)


def place(table: RawTable, budget: CellBudget) -> list[PlacedRow]:
    """Return the table's rows with every cell placed; rows and columns count from 1."""
    rows: list[PlacedRow] = []
    new = tuple.__new__  # a quarter of the time that the named constructor with its defaults takes
    for group in table.groups():
        busy: list[int] = []  # busy[c]: the first row in which column c + 1 is free again
        last = len(rows) + len(group)
        for raw in group:
            row = len(rows) + 1
            cells: list[GridCell] = []
            add = cells.append
            column = 0
            taken = {at for at, free in enumerate(busy) if free > row}
            for text, _, high, wide in raw:
                while column in taken:
                    column += 1
                if high == 1 and wide == 1:
                    column += 1
                    add(new(GridCell, (text, row, column, 1, 1, None, 1.0, False, False, None)))
                    continue
                wide = budget.cut(wide)
                high = min(budget.cut(high) or last, last - row + 1)
                budget.spend(wide * high)
                add(new(GridCell, (text, row, column + 1, high, wide, None, 1.0, False, False, None)))
                if high > 1:
                    busy.extend([0] * (column + wide - len(busy)))
                    for covered in range(column, column + wide):
                        busy[covered] = max(busy[covered], row + high)
                column += wide
            rows.append(PlacedRow(raw, cells, any(map(_PIECES, raw))))
    return rows


def settle(table: RawTable, budget: CellBudget, settings: Settings) -> list[Piece]:
    """Judge ``table`` and return what stands in its place: a grid, or the content of a layout table in order.

    Rows that hold nothing but one long text split a table, so that a whole report typed into one table keeps its
    prose as lines and its figures as grids.
    """
    rows = place(table, budget)
    pieces: list[Piece] = list(table.captions)
    start = 0
    for at, row in enumerate(rows):
        if _is_prose(row.raw, settings):
            pieces += _settle_segment(rows, start, at, settings)
            pieces += _content([row])
            start = at + 1
    pieces += _settle_segment(rows, start, len(rows), settings)
    return pieces


def _is_prose(row: list[RawCell], settings: Settings) -> bool:
    """Tell whether a row is one text cell too long to be a label, or one that frames grids or headings."""
    filled: RawCell | None = None
    for cell in row:
        if cell.text or cell.pieces:
            if filled is not None:
                return False
            filled = cell
    if filled is None:
        return False
    if not filled.pieces:
        return len(filled.text) > settings.cell_prose
    found = texts(filled.pieces)
    return (
        len(found) > settings.cell_lines
        or sum(map(len, found)) > settings.cell_prose
        or _holds_grid(filled.pieces)
        or any(isinstance(piece, Leaf) and piece.heading for piece in filled.pieces)
    )


def _settle_segment(rows: list[PlacedRow], start: int, end: int, settings: Settings) -> list[Piece]:
    """Return the rows from ``start`` to ``end`` as one grid, or dissolved."""
    segment = rows[start:end]
    if not any(row.cells for row in segment):
        return []
    if all(len(row.cells) < 2 and all(cell.column == 1 for cell in row.cells) for row in segment):
        return _content(segment)
    if any(_suspicious(row, settings) for row in segment) and not _figures_rule(segment, settings.own_figures):
        return _content(segment)
    grid: list[tuple[GridCell, ...]] = []
    for row in segment:
        cells = row.cells
        if row.pieced:
            cells = [placed._replace(text=cell.printed()) for placed, cell in zip(cells, row.raw, strict=True)]
        if len(segment) < len(rows):
            cells = [
                cell._replace(row=cell.row - start, row_span=min(cell.row_span, end - cell.row + 1)) for cell in cells
            ]
        grid.append(tuple(cells))
    return [TablePiece(tuple(grid))]


def _suspicious(row: PlacedRow, settings: Settings) -> bool:
    """Tell whether any cell of a row holds what a cell of figures never holds: a grid, or long prose."""
    long_cell = settings.long_cell
    if not row.pieced:
        return max(map(len, map(_TEXT, row.raw)), default=0) > long_cell
    for text, pieces, _, _ in row.raw:
        if not pieces:
            if len(text) > long_cell:
                return True
            continue
        found = texts(pieces)
        if len(found) > settings.cell_lines or sum(map(len, found)) > long_cell:
            return True
        if _holds_grid(pieces):
            return True
    return False


def _figures_rule(rows: list[PlacedRow], least: float) -> bool:
    """Tell whether the outer table carries the figures itself, so that a grid inside a cell is mere decoration."""
    outer = inner = 0
    for cell in (cell for row in rows for cell in row.raw):
        if _holds_grid(cell.pieces):
            inner += sum(map(is_figure, texts(cell.pieces)))
        else:
            outer += is_figure(cell.printed())
    return outer >= least and outer > inner


def _holds_grid(pieces: list[Piece]) -> bool:
    """Tell whether a data table stands among ``pieces``, at any depth of boxes."""
    waiting = list(pieces)
    while waiting:
        piece = waiting.pop()
        if isinstance(piece, TablePiece):
            return True
        if isinstance(piece, Box):
            waiting.extend(piece.pieces)
    return False


def _content(rows: list[PlacedRow]) -> list[Piece]:
    """Return what the cells hold, in reading order."""
    return [piece for row in rows for cell in row.raw for piece in cell.held() if not isinstance(piece, Ornament)]
