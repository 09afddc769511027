"""The printed tables: one layout value, derived from the form's data, that every writer prints.

No writer knows a label or a span; a table that a form describes can be printed in every format.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal, NamedTuple

from gongkai.forms import Block, Column, Row, Table
from gongkai.report import Number, Report
from gongkai.writing.lines import Line, PrintedBlock, blocks_of

Scope = Literal["col", "colgroup", "row", "rowgroup"]


class LaidCell(NamedTuple):
    """One printed cell; rows and columns count from 0, spans are at least 1."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    scope: Scope | None = None
    """What a header cell heads; ``None`` for figures and for the corner."""
    block: int = 0
    key: str | None = None
    """The form's cell, for figures that the form asks for."""
    value: Number | None = None
    figure: bool = False


@dataclass(frozen=True)
class Layout:
    """A printed table. ``rows[i]`` holds the cells that start in row ``i``, from left to right."""

    key: str
    rows: tuple[tuple[LaidCell, ...], ...]
    width: int
    heads: tuple[tuple[int, int], ...]
    """Header rows as (first row, how many), one pair for each block."""

    @property
    def cells(self) -> Iterator[LaidCell]:
        """Every cell, row by row."""
        return (cell for row in self.rows for cell in row)

    @property
    def repeated(self) -> int:
        """How many rows at the top head the whole table; 0 where its blocks have headers of their own."""
        return self.heads[0][1] if len(self.heads) == 1 else 0

    def headers_of(self, figure: LaidCell) -> tuple[LaidCell, ...]:
        """Return the header cells of a figure: those of its columns and those of its rows, outermost first."""
        return tuple(
            cell
            for cell in self.cells
            if cell.scope
            and cell.block == figure.block
            and (_covers(cell, figure) if cell.scope.startswith("col") else _beside(cell, figure))
        )


def number_text(value: Number | None) -> str:
    """Return a figure as it is printed: exact, no separators; nothing for ``None``."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def lay_out(report: Report, table: Table) -> Layout:
    """Lay out one table of the report's form with the report's figures, those beyond the form in their places."""
    blocks = blocks_of(report, table)
    if table.layout == "side-by-side":
        cells, heads = _side_by_side(*blocks[0])
    else:
        cells, heads = _stacked(blocks)
    height = 1 + max(cell.row for cell in cells)
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = tuple(tuple(cell for cell in ordered if cell.row == number) for number in range(height))
    return Layout(table.key, rows, max(cell.column + cell.column_span for cell in cells), heads)


def _covers(header: LaidCell, figure: LaidCell) -> bool:
    return (
        header.row < figure.row
        and header.column < figure.column + figure.column_span
        and figure.column < header.column + header.column_span
    )


def _beside(header: LaidCell, figure: LaidCell) -> bool:
    return header.column < figure.column and header.row <= figure.row < header.row + header.row_span


def _stacked(blocks: Sequence[PrintedBlock]) -> tuple[list[LaidCell], tuple[tuple[int, int], ...]]:
    """Print blocks under each other, rows under columns; the last column of a narrow block takes what is left."""
    labels = 1 + max(len(line.row.path) for _, lines in blocks for line in lines)
    width = labels + max(len(block.columns) for block, _ in blocks)
    cells: list[LaidCell] = []
    heads = []
    top = 0
    for number, (block, group) in enumerate(blocks):
        head = list(_column_heads(block, number, top, labels, width))
        start, top = top, max(cell.row + cell.row_span for cell in head)
        heads.append((start, top - start))
        cells += head
        cells += _row_labels([line.row for line in group], number, top, labels)
        for offset, line in enumerate(group):
            for place, column in enumerate(block.columns):
                at = labels + place
                span = width - at if column is block.columns[-1] else 1
                cells.append(_figure(line, column, top + offset, at, span, number))
        top += len(group)
    return cells, tuple(heads)


def _column_heads(block: Block, number: int, top: int, labels: int, width: int) -> Iterator[LaidCell]:
    """Yield the header of a block: its heading row, the corner, the cell above all columns, groups, columns."""
    if block.heading:
        yield LaidCell(block.heading, top, 0, 1, width, "colgroup", number)
        top += 1
    spanned = 1 if block.spanning else 0
    grouped = 1 if any(column.group for column in block.columns) else 0
    yield LaidCell(block.corner or "", top, 0, spanned + grouped + 1, labels, None, number)
    if block.spanning:
        yield LaidCell(block.spanning, top, labels, 1, width - labels, "colgroup", number)
        top += 1
    at = labels
    for group, members in groupby(block.columns, key=lambda column: column.group):
        columns = list(members)
        if group:
            yield LaidCell(group, top, at, 1, len(columns), "colgroup", number)
        for column in columns:
            span = width - at if column is block.columns[-1] else 1
            row_span = 1 if group else 1 + grouped
            yield LaidCell(column.printed or column.label, top + (1 if group else 0), at, row_span, span, "col", number)
            at += 1


def _row_labels(rows: Sequence[Row], number: int, top: int, labels: int) -> Iterator[LaidCell]:
    """Yield the labels left of the figures; a label above several rows spans them."""
    for depth in range(labels - 1):
        at = top
        for path, members in groupby(rows, key=lambda row, depth=depth: row.path[: depth + 1]):  # type: ignore[misc]
            height = len(list(members))
            if len(path) > depth:
                yield LaidCell(path[depth], at, depth, height, 1, "rowgroup" if height > 1 else "row", number)
            at += height
    for offset, row in enumerate(rows):
        yield LaidCell(row.label, top + offset, len(row.path), 1, labels - len(row.path), "row", number)


def _side_by_side(block: Block, lines: Sequence[Line]) -> tuple[list[LaidCell], tuple[tuple[int, int], ...]]:
    """Print the rows beside each other: their labels as groups of columns above one line of figures."""
    depth = 1 + max(len(line.row.path) for line in lines)
    each = len(block.columns)
    cells: list[LaidCell] = []
    for level in range(depth - 1):
        at = 0
        for path, members in groupby(lines, key=lambda line, level=level: line.row.path[: level + 1]):  # type: ignore[misc]
            width = each * len(list(members))
            if len(path) > level:
                cells.append(LaidCell(path[level], level, at, 1, width, "colgroup"))
            at += width
    for number, line in enumerate(lines):
        level = len(line.row.path)
        cells.append(LaidCell(line.row.label, level, number * each, 1, each, "colgroup"))
        for place, column in enumerate(block.columns):
            at = number * each + place
            cells.append(LaidCell(column.printed or column.label, level + 1, at, depth - level, 1, "col"))
            cells.append(_figure(line, column, depth + 1, at, 1, 0))
    return cells, ((0, depth + 1),)


def _figure(line: Line, column: Column, row: int, at: int, span: int, block: int) -> LaidCell:
    value = line.values.get(column.key)
    return LaidCell(number_text(value), row, at, 1, span, None, block, line.keys.get(column.key), value, figure=True)
