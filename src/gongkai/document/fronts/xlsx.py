"""Excel and WPS workbooks (.xlsx, .xlsm, .xltx, transitional and strict) as blocks."""

from __future__ import annotations

from gongkai.document.archive import Archive
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.ooxml import Package
from gongkai.document.fronts.sheet import lay_out_sheet
from gongkai.document.fronts.xlsx_drawing import lay_out_drawing
from gongkai.document.fronts.xlsx_workbook import Workbook
from gongkai.document.model import Document, Doubt
from gongkai.errors import EmptyDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

_NAMED = 20
"""How many cells a doubt names before it only counts the rest."""


def read_xlsx(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read a workbook: every visible sheet in order, hidden sheets, rows and columns left out.

    A formula is never computed: its stored value is read; without one the cell is empty and a doubt
    ``formula-without-value`` names it. Struck-out text is left out. ``meta["sheets"]`` lists the visible sheets,
    separated by ``/``. Raises :class:`UnreadableDocument` subclasses: truncated, encrypted, hostile, too large, empty.
    """
    package = Package(Archive(data, settings), settings)
    workbook = Workbook(package)
    blocks = BlockList(settings)
    names: list[str] = []
    unvalued: list[str] = []
    for listed in workbook.visible:
        sheet, cells = workbook.sheet(listed)
        unvalued.extend(f"{listed.name}!{each}" for each in cells)
        names.append(listed.name)
        lay_out_sheet(sheet, blocks)
        lay_out_drawing(package, listed.part, blocks)
    return finished(source, blocks, names, unvalued, title=package.title())


def finished(
    source: str, blocks: BlockList, names: list[str], unvalued: list[str], *, title: str | None = None
) -> Document:
    """Return the document of a workbook, or raise :class:`EmptyDocument` when no sheet shows anything."""
    if not blocks.blocks:
        raise EmptyDocument("工作簿里没有可见的内容。", advice="请检查报告是否在隐藏的工作表中。")
    doubts: tuple[Doubt, ...] = ()
    if unvalued:
        more = f" 等 {len(unvalued)} 处" if len(unvalued) > _NAMED else ""
        message = f"公式没有保存计算结果，按空白处理：{'、'.join(unvalued[:_NAMED])}{more}。"
        doubts = (Doubt("formula-without-value", message),)
    return Document(source, "xlsx", tuple(blocks.blocks), title=title, meta={"sheets": "/".join(names)}, doubts=doubts)
