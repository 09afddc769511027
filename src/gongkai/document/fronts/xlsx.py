"""Excel and WPS workbooks (.xlsx, .xlsm, .xltx, transitional and strict) as blocks."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document.archive import Archive
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.ooxml import Package
from gongkai.document.fronts.sheet import lay_out_sheet
from gongkai.document.fronts.sheet_doubts import doubts_of
from gongkai.document.fronts.sheet_view import Sheet
from gongkai.document.fronts.xlsx_drawing import lay_out_drawing
from gongkai.document.fronts.xlsx_workbook import Workbook
from gongkai.document.model import Document
from gongkai.errors import EmptyDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings


def read_xlsx(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read a workbook: every visible sheet in order, hidden sheets, rows and columns left out.

    What is read is what is shown: numbers as their formats print them, nothing struck out, white on white or hidden.
    A formula is never computed: its stored value is read; without one the cell is unreadable (U+FFFD), and so is one
    whose number format shows what is not known. Doubts name these cells and what is hidden. ``meta["sheets"]`` lists
    the visible sheets, separated by ``/``. Raises :class:`UnreadableDocument` subclasses: truncated, encrypted,
    hostile, too large, empty.
    """
    package = Package(Archive(data, settings), settings)
    workbook = Workbook(package, settings)
    blocks = BlockList(settings)
    sheets: list[Sheet] = []
    for listed in workbook.visible:
        sheet = workbook.sheet(listed)
        sheets.append(sheet)
        lay_out_sheet(sheet, blocks)
        lay_out_drawing(package, listed.part, blocks)
    return finished(source, blocks, sheets, [each.name for each in workbook.hidden], title=package.title())


def finished(
    source: str, blocks: BlockList, sheets: Sequence[Sheet], hidden: Sequence[str], *, title: str | None = None
) -> Document:
    """Return the document of a workbook, or raise :class:`EmptyDocument` when no sheet shows anything."""
    if not blocks.blocks:
        raise EmptyDocument("工作簿里没有可见的内容。", advice="请检查报告是否在隐藏的工作表中。")
    return Document(
        source,
        "xlsx",
        tuple(blocks.blocks),
        title=title,
        meta={"sheets": "/".join(each.name for each in sheets)},
        doubts=doubts_of(sheets, hidden, blocks.settings),
    )
