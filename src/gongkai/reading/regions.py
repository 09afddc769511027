"""Where the sections with tables stand: a table belongs into its own, and every figure printed there must be found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.document.model import Block, Line
from gongkai.reading.outline import Outline
from gongkai.reading.printed import Atom, PrintedRow

TABLED = ("proactive", "requests", "disputes")
"""The sections with a table."""


class Region(NamedTuple):
    """A stretch of blocks, from (block, grid row) to the one before ``end``."""

    begin: tuple[int, int]
    end: tuple[int, int]

    def holds(self, block: int, row: int | None) -> bool:
        """Whether a block's row (``None`` for a line) stands in the region."""
        return self.begin <= (block, row or 0) < self.end

    def holds_row(self, row: PrintedRow) -> bool:
        """Whether a printed row stands in the region."""
        return self.begin <= (row.block, row.row or 0) < self.end

    def rows_in(self, rows: Sequence[PrintedRow]) -> list[PrintedRow]:
        """Return those of the rows that stand in the region."""
        begin, end = self
        return [row for row in rows if begin <= (row.block, row.row or 0) < end]

    def holds_atom(self, atom: Atom) -> bool:
        """Whether an atom stands in the region."""
        turned = atom.cell is not None and atom.cell.turned
        return self.holds(atom.block, atom.cell.column if turned and atom.cell is not None else atom.row)


def filled(regions: Mapping[str, Region], blocks: Sequence[Block]) -> dict[str, Region]:
    """Return the sections that say anything: a workbook's headings may stand on another sheet."""
    return {key: region for key, region in regions.items() if not _is_bare(region, blocks)}


def _is_bare(region: Region, blocks: Sequence[Block]) -> bool:
    """Whether nothing stands between a heading that is a line and the next."""
    (first, row), (last, past) = region
    inside = blocks[first : last + bool(past)]
    lines = [block for block in inside if not isinstance(block, Line) or block.text.strip() or "\t\t" in block.text]
    return not row and len(lines) <= 1 and all(isinstance(block, Line) for block in lines)


def regions_of(outline: Outline) -> Mapping[str, Region]:
    """Return the regions of the sections with tables whose headings were printed."""
    found: dict[str, Region] = {}
    for key in TABLED:
        span = outline.section(key)
        if span is not None:
            begin, end = span
            found[key] = Region((begin.block, begin.row), (end.block, end.row))
    return found
