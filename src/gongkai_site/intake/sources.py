"""The document as we read it, kept as data: what the verifying page rebuilds and marks. Never the original's markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gongkai.document.model import Block, Document, Grid, Line
from gongkai.reading.several import reports_in
from gongkai.reading.unfold import unfold
from gongkai.report import Report

_MOST_CHARACTERS = 400_000
"""Text kept for one report; of a longer one the tables that were read stay, and prose from the front on."""
PAGED = frozenset({"pdf", "image"})
"""Kinds whose pages are shown as pictures."""


def blocks_of(document: Document, parts: int) -> list[Sequence[Block]]:
    """Return the blocks of each report in a document, as the library cut them."""
    blocks = unfold(document.blocks)
    return [blocks] if parts == 1 else [part.blocks for part in reports_in(blocks)]


def sources_of(document: Document, blocks: Sequence[Block], report: Report | None) -> dict[str, Any]:
    """Return what the verifying page needs: the kind of file and its lines and tables in reading order."""
    wanted = {place.table for place in report.provenance.values() if place.table} if report else set()
    return {"kind": document.kind, "blocks": list(_kept(blocks, wanted))}


def _kept(blocks: Iterable[Block], wanted: set[int]) -> Iterator[dict[str, Any]]:
    left = _MOST_CHARACTERS
    for block in blocks:
        if isinstance(block, Line):
            left -= len(block.text)
            if left >= 0:
                yield {"line": block.number, "page": block.page, "text": block.text, "heading": block.heading}
        elif isinstance(block, Grid):
            left -= sum(len(cell.text) for row in block.rows for cell in row)
            if left >= 0 or block.number in wanted:
                yield {"table": block.number, "page": block.page, "rows": _rows(block)}


def _rows(grid: Grid) -> list[list[list[Any]]]:
    """Each cell as text, row, column, row span, column span."""
    return [[[cell.text, cell.row, cell.column, cell.row_span, cell.column_span] for cell in row] for row in grid.rows]


def storable(data: Any) -> Any:
    """Return JSON data without characters that a database does not take (zero bytes, half characters)."""
    if isinstance(data, str):
        return data.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(data, dict):
        return {storable(key): storable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [storable(each) for each in data]
    return data
