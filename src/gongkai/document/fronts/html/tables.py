"""HTML tables: placed as browsers place them, and judged: data becomes a grid, layout dissolves into its content.

Placement follows the HTML standard's table model ("forming a table"), with rowspans cut at the end of their row group
as browsers draw them, and spans bounded by the settings.
"""

from __future__ import annotations

from typing import NamedTuple

from gongkai.document.characters import is_figure
from gongkai.document.fronts.html.pieces import Box, Leaf, Piece, TablePiece, cell_text, texts
from gongkai.document.model import GridCell
from gongkai.errors import HostileDocument
from gongkai.settings import Settings


class RawCell(NamedTuple):
    """A cell before placement; ``row_span`` 0 means down to the end of the row group, as in the markup."""

    pieces: list[Piece]
    row_span: int
    column_span: int


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


class Placed(NamedTuple):
    """A raw cell with its place."""

    raw: RawCell
    row: int
    column: int
    row_span: int
    column_span: int


class CellBudget:
    """Counts the cells of one document, spans expanded, against the settings."""

    __slots__ = ("_left", "_max_span")

    def __init__(self, settings: Settings) -> None:
        self._left = int(settings.max_cells)
        self._max_span = int(settings.max_span)

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


def place(table: RawTable, budget: CellBudget) -> list[list[Placed]]:
    """Return the table's rows with every cell placed; rows and columns count from 1."""
    rows: list[list[Placed]] = []
    for group in table.groups():
        busy: list[int] = []  # busy[c]: the first row in which column c + 1 is free again
        last = len(rows) + len(group)
        for cells in group:
            row = len(rows) + 1
            column = 0
            placed: list[Placed] = []
            for raw in cells:
                while column < len(busy) and busy[column] > row:
                    column += 1
                wide = budget.cut(raw.column_span)
                high = last - row + 1 if raw.row_span == 0 else min(budget.cut(raw.row_span), last - row + 1)
                budget.spend(wide * high)
                end = column + wide
                if end > len(busy):
                    busy.extend([0] * (end - len(busy)))
                if high > 1:
                    for covered in range(column, end):
                        busy[covered] = max(busy[covered], row + high)
                placed.append(Placed(raw, row, column + 1, high, wide))
                column = end
            rows.append(placed)
    return rows


def settle(table: RawTable, budget: CellBudget, settings: Settings) -> list[Piece]:
    """Judge ``table`` and return what stands in its place: a grid, or the content of a layout table in order.

    Rows that hold nothing but one long text split a table, so that a whole report typed into one table keeps its
    prose as lines and its figures as grids.
    """
    rows = place(table, budget)
    pieces: list[Piece] = list(table.captions)
    segment: list[list[Placed]] = []
    for row in rows:
        if _is_prose(row, settings):
            pieces.extend(_settle_segment(segment, settings))
            segment = []
            pieces.extend(_content([row]))
        else:
            segment.append(row)
    pieces.extend(_settle_segment(segment, settings))
    return pieces


def _is_prose(row: list[Placed], settings: Settings) -> bool:
    """Tell whether a row is one text cell too long to be a label, or one that frames grids or headings."""
    filled = [cell for cell in row if cell.raw.pieces and (len(cell.raw.pieces) > 1 or cell_text(cell.raw.pieces))]
    if len(filled) != 1:
        return False
    pieces = filled[0].raw.pieces
    if len(pieces) == 1 and isinstance(pieces[0], Leaf):
        return len(pieces[0].text) > settings.cell_prose or pieces[0].heading > 0
    found = texts(pieces)
    return _holds_grid(pieces) or len(found) > settings.cell_lines or sum(map(len, found)) > settings.cell_prose


def _settle_segment(rows: list[list[Placed]], settings: Settings) -> list[Piece]:
    """Return a run of rows as one grid, or dissolved."""
    cells = sum(map(len, rows))
    if cells == 0:
        return []
    width = max(cell.column + cell.column_span - 1 for row in rows for cell in row)
    if max(map(len, rows)) == 1 and all(cell.column == 1 for row in rows for cell in row):
        return _content(rows)
    if _suspicious(rows, settings) and not _figures_rule(rows, settings.own_figures):
        return _content(rows)
    first = next(row[0].row for row in rows if row) - next(at for at, row in enumerate(rows) if row)
    bottom = first + len(rows)
    grid = tuple(
        tuple(
            GridCell(cell_text(raw.pieces), at - first + 1, column, min(high, bottom - at), wide)
            for raw, at, column, high, wide in row
        )
        for row in rows
    )
    return [TablePiece(grid, width)]


def _suspicious(rows: list[list[Placed]], settings: Settings) -> bool:
    """Tell whether any cell holds what a cell of figures never holds: a grid, or long prose."""
    for row in rows:
        for cell in row:
            pieces = cell.raw.pieces
            if len(pieces) == 1:
                piece = pieces[0]
                if isinstance(piece, TablePiece) or (isinstance(piece, Leaf) and len(piece.text) > settings.long_cell):
                    return True
                if not isinstance(piece, Box):
                    continue
            if pieces and (_holds_grid(pieces) or _is_long(texts(pieces), settings)):
                return True
    return False


def _is_long(found: list[str], settings: Settings) -> bool:
    return len(found) > settings.cell_lines or sum(map(len, found)) > settings.long_cell


def _figures_rule(rows: list[list[Placed]], least: float) -> bool:
    """Tell whether the outer table carries the figures itself, so that a grid inside a cell is mere decoration."""
    outer = inner = 0
    for row in rows:
        for cell in row:
            pieces = cell.raw.pieces
            if _holds_grid(pieces):
                inner += sum(map(is_figure, texts(pieces)))
            else:
                outer += is_figure(cell_text(pieces))
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


def _content(rows: list[list[Placed]]) -> list[Piece]:
    """Return what the cells hold, in reading order."""
    pieces: list[Piece] = []
    for row in rows:
        for cell in row:
            pieces.extend(cell.raw.pieces or [Leaf("")])
    return pieces
