"""A document and its figures set out for the verifying page: the form's tables, and the document's own beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gongkai.checking.naming import table_name
from gongkai.forms import get_form
from gongkai_site.intake.cells import CellState
from gongkai_site.intake.sources import PAGED

_BEFORE = 8
"""Lines shown before a figure that stands on a line of its own: a row has seven figures and a label."""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell with what its input shows: what a person typed and could not be taken, else what counts."""

    state: CellState
    name: str
    """Table, row and column in Chinese."""
    typed: str
    ticked: bool
    note: str = ""
    error: str = ""
    context: str = ""
    """The row of the document it stands in."""


@dataclass(frozen=True, slots=True)
class FormTable:
    """One block of rows of the statutory form."""

    caption: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Field, ...]], ...]


def form_tables(form_id: str, fields: Mapping[str, Field]) -> list[FormTable]:
    """Return the form's tables in its own order, filled with the fields."""
    form = get_form(form_id)
    tables = []
    for table in form.tables:
        for block in table.blocks:
            cells = {row.key: form.row_cells(table.key, row.key) for row in block.rows}
            tables.append(
                FormTable(
                    table_name(form, table.key).zh,
                    block.heading or "",
                    tuple(_column(column.group, column.label) for column in block.columns),
                    tuple(
                        ("—".join((*row.path, row.label)), tuple(fields[cell.key] for cell in cells[row.key]))
                        for row in block.rows
                    ),
                )
            )
    return tables


def _column(group: str | None, label: str) -> str:
    return f"{group}—{label}" if group else label


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell of a table of the document."""

    text: str
    anchor: str
    row_span: int
    column_span: int
    mark: str
    """``read`` where a figure of the form was read there, ``doubt`` where the reader was not sure."""


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """A line (``text``) or a table (``rows``) of the document."""

    text: str = ""
    anchor: str = ""
    mark: str = ""
    is_heading: bool = False
    number: int = 0
    rows: tuple[tuple[SourceCell, ...], ...] = ()


@dataclass
class SourcePage:
    """What stands on one page; a document without pages is one of number ``None``."""

    number: int | None
    is_picture: bool
    blocks: list[SourceBlock] = field(default_factory=list)


def source_pages(sources: Mapping[str, Any], states: Mapping[str, CellState]) -> list[SourcePage]:
    """Return the document as we read it, page by page, with the places that figures were read from."""
    marks = {state.anchor: "doubt" if state.is_doubted else "read" for state in states.values() if state.anchor}
    paged = sources.get("kind") in PAGED
    pages: list[SourcePage] = []
    for block in sources.get("blocks", ()):
        number = block.get("page") if paged else None
        if paged and number is None:
            number = pages[-1].number if pages else 1
        if not pages or pages[-1].number != number:
            pages.append(SourcePage(number, paged))
        pages[-1].blocks.append(_block(block, marks, first=_first(pages, block)))
    return pages


def _first(pages: Sequence[SourcePage], block: Mapping[str, Any]) -> bool:
    """Whether this is the first piece of its line: a line unfolded into several keeps one anchor."""
    anchor = f"l{block.get('line')}"
    return all(each.anchor != anchor for each in pages[-1].blocks[-1:])


def _block(block: Mapping[str, Any], marks: Mapping[str, str], *, first: bool) -> SourceBlock:
    if "line" in block:
        anchor = f"l{block['line']}"
        return SourceBlock(
            block["text"], anchor if first else "", marks.get(anchor, ""), is_heading=bool(block.get("heading"))
        )
    number = block["table"]
    return SourceBlock(
        number=number,
        rows=tuple(
            tuple(
                SourceCell(text, anchor := f"t{number}-r{row}-c{column}", rows, columns, marks.get(anchor, ""))
                for text, row, column, rows, columns in line
            )
            for line in block["rows"]
        ),
    )


def row_texts(sources: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """The text of every row of the document's tables by table and row; the last few figures suffice to find it."""
    return {
        (block["table"], cells[0][1]): " ｜ ".join(cell[0] or "（空）" for cell in cells)
        for block in sources.get("blocks", ())
        if "table" in block
        for cells in block["rows"]
        if cells
    }


def line_texts(sources: Mapping[str, Any]) -> dict[int, str]:
    """A few lines up to each line of the document, joined: what stands before a figure names it."""
    lines = [(block["line"], block["text"]) for block in sources.get("blocks", ()) if "line" in block]
    return {
        number: " ｜ ".join(text for _, text in lines[max(0, place - _BEFORE) : place + 1])
        for place, (number, _) in enumerate(lines)
    }
