"""Decide which Word tables hold data and which only place text on the page, and lay both out as blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gongkai.document.characters import PICTURED, join_lines, one_line
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.docx_items import Cell, Chunk, Image, Item, Paragraph, Table
from gongkai.document.model import Block, GridCell
from gongkai.settings import Settings


def lay_out(items: Sequence[Item], into: BlockList, chunk: Callable[[str], Sequence[Block]]) -> None:
    """Add ``items`` to ``into``; ``chunk`` reads an embedded document by its relationship id."""
    for item in items:
        if isinstance(item, Paragraph):
            into.line(item.text, item.heading)
        elif isinstance(item, Image):
            into.picture(item.alternative)
        elif isinstance(item, Chunk):
            into.take(chunk(item.relation))
        elif is_layout(item, into.settings):
            for cell in _cells(item):
                lay_out(cell.items, into, chunk)
        else:
            into.grid([[_grid_cell(cell, row) for cell in cells] for row, cells in enumerate(item.rows, 1)])
            for cell in _cells(item):
                lay_out(
                    [each for each in cell.items if not isinstance(each, Paragraph) and not _is_text(each)], into, chunk
                )


def is_layout(table: Table, settings: Settings) -> bool:
    """True if the table only places text: one cell, framed prose, or mostly a holder of other tables."""
    cells = list(_cells(table))
    if len(cells) <= 1:
        return True
    nested = sum(
        len(list(_cells(item)))
        for cell in cells
        for item in cell.items
        if isinstance(item, Table) and not _is_text(item)
    )
    if nested:
        own = sum(1 for cell in cells if any(isinstance(each, Paragraph) and each.text.strip() for each in cell.items))
        return nested >= own
    if all(len(row) == 1 for row in table.rows):
        return any(_is_framed_prose(cell, settings.framed_prose) for cell in cells)
    return False


def _is_framed_prose(cell: Cell, least: float) -> bool:
    texts = [each.text for each in cell.items if isinstance(each, Paragraph) and each.text.strip()]
    return len(texts) > 1 or any(len(text) >= least for text in texts)


def _is_text(item: Item) -> bool:
    """Tell whether a table in a cell only frames the cell's one text."""
    return isinstance(item, Table) and sum(bool(_text(cell)) for cell in _cells(item)) < 2


def _text(cell: Cell) -> str:
    """Return what a cell shows as one text, that of tables in it where it has none of its own."""
    parts = [each.text for each in cell.items if isinstance(each, Paragraph)]
    if len(parts) == 1 and "\n" not in parts[0]:
        text = one_line(parts[0])  # as in nearly all cells
    else:
        text = join_lines([one_line(line) for part in parts for line in part.split("\n")])
    if not text:
        text = join_lines([_text(each) for item in cell.items if isinstance(item, Table) for each in _cells(item)])
    if not text and any(isinstance(each, Image) for each in cell.items):
        text = PICTURED
    return text


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.rows:
        yield from row


def _grid_cell(cell: Cell, row: int) -> GridCell:
    return GridCell(_text(cell), row, cell.column, cell.row_span, cell.column_span)
