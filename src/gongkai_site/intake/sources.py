"""The document as we read it, kept as data: what the verifying page rebuilds and marks. Never the original's markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.document import Block, Grid, GridCell, Line
from gongkai.reading import ExtraFigure, Reading, Unplaced

_MOST_CHARACTERS = 400_000
"""Text kept for one report; of a longer one the tables that were read stay, and prose from the front on."""
_MOST_UNPLACED = 500
PAGED = frozenset({"pdf", "image"})
"""Kinds whose pages are shown as pictures."""


def sources_of(kind: str, reading: Reading) -> dict[str, Any]:
    """Return what the verifying page needs: the kind of file, its lines and tables, figures left and beyond."""
    wanted = {place.table for place in reading.report.provenance.values() if place.table}
    wanted |= {each.table for each in reading.unplaced if each.table}
    wanted |= {each.table for each in reading.extra_figures if each.table}
    return {
        "kind": kind,
        "blocks": list(_kept(reading.blocks, wanted)),
        "unplaced": [each._asdict() for each in reading.unplaced[:_MOST_UNPLACED]],
        "extra": [each._asdict() for each in reading.extra_figures[:_MOST_UNPLACED]],
    }


def stored_blocks(sources: Mapping[str, Any]) -> tuple[Block, ...]:
    """Return the lines and tables that were kept."""
    return tuple(_line(each) if "line" in each else _grid(each) for each in sources.get("blocks", ()))


def stored_unplaced(sources: Mapping[str, Any]) -> tuple[Unplaced, ...]:
    """Return the figures that no cell took; none where the document was read before they were kept."""
    return tuple(Unplaced(**each) for each in sources.get("unplaced", ()))


def stored_extra(sources: Mapping[str, Any]) -> tuple[ExtraFigure, ...]:
    """Return the figures beyond the form; none where the document was read before they were kept."""
    return tuple(ExtraFigure(**each) for each in sources.get("extra", ()))


def _line(kept: Mapping[str, Any]) -> Line:
    return Line(kept["text"], kept["line"], kept.get("page"), kept.get("heading") or 0)


def _grid(kept: Mapping[str, Any]) -> Grid:
    rows = tuple(tuple(GridCell(*cell) for cell in row) for row in kept["rows"])
    width = max((cell.column + cell.column_span - 1 for row in rows for cell in row), default=0)
    return Grid(kept["table"], rows, width, kept.get("page"))


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
