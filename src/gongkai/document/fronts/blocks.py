"""Collect the blocks of a document in reading order, numbered and within bounds."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document import budget
from gongkai.document.characters import strip_rubbish
from gongkai.document.model import Block, Grid, GridCell, Line, Picture
from gongkai.errors import OversizedDocument
from gongkai.settings import Settings

_ADVICE = "请只保留报告内容后再报。"


class BlockList:
    """Grows by :meth:`line`, :meth:`grid` and :meth:`picture`; ``blocks`` is the result.

    Raises :class:`OversizedDocument` beyond ``max_text`` characters or ``max_cells`` cells, spans expanded.
    """

    def __init__(self, settings: Settings) -> None:
        self.blocks: list[Block] = []
        self.settings = settings
        self._lines = self._grids = self._characters = self._cells = 0

    def line(self, text: str, heading: int = 0) -> None:
        """Add one line, or several where ``text`` has line breaks."""
        for part in text.split("\n"):
            self._lines += 1
            budget.reached(self._lines, "行", 1)
            self._count(len(part) + 1, 0)
            self.blocks.append(Line(strip_rubbish(part).strip(), self._lines, None, heading))

    def grid(self, rows: Sequence[Sequence[GridCell]]) -> None:
        """Add a table; the width is that of its widest row, spans expanded."""
        self._grids += 1
        width = max((cell.column + cell.column_span - 1 for row in rows for cell in row), default=0)
        self._count(sum(len(cell.text) for row in rows for cell in row), width * len(rows))
        self.blocks.append(Grid(self._grids, tuple(tuple(row) for row in rows), width))

    def picture(self, alternative: str) -> None:
        """Add a picture with its alternative text, which may be empty."""
        self.blocks.append(Picture(alternative))

    def take(self, blocks: Sequence[Block]) -> None:
        """Add blocks another front made, numbered on from here."""
        for block in blocks:
            if isinstance(block, Line):
                self.line(block.text, block.heading)
            elif isinstance(block, Grid):
                self.grid(block.rows)
            else:
                self.blocks.append(block)

    def _count(self, characters: int, cells: int) -> None:
        self._characters += characters
        self._cells += cells
        budget.spend(cells)
        if self._characters > self.settings.max_text or self._cells > self.settings.max_cells:
            raise OversizedDocument("文件中的文字或表格单元格过多，超出上限。", advice=_ADVICE)
