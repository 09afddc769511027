"""A document and its figures set out for the verifying page: the form's tables, and the document's own beside them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.checking import cell_name, table_name
from gongkai.forms import get_form
from gongkai.markup import Child, element
from gongkai.report import Report
from gongkai.viewing import (
    ExtraValue,
    Frame,
    Mark,
    Original,
    Spot,
    document_markup,
    extra_marks,
    extra_rows,
    unplaced_marks,
    where,
)
from gongkai_site.intake.cells import CellState, spoken
from gongkai_site.intake.limits import LIMITS
from gongkai_site.intake.models import IncomingDocument, Standing
from gongkai_site.intake.sources import PAGED, stored_blocks, stored_extra, stored_unplaced

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
    anchor: str = ""
    """Where it stands on the page that shows the document; empty for what is not there."""


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


def original_of(document: IncomingDocument, states: Mapping[str, CellState], *, edits: bool) -> Original:
    """Return the document as we read it, with the places that figures were read from and the values that count now."""
    sources, form = document.sources, (document.content or {})["form"]
    marks = [_mark(state, spot, form, edits) for state in states.values() if (spot := Spot.of(state.place))]

    def page_head(number: int) -> Child:
        return element(
            "img",
            src=reverse("intake:picture", args=[document.agency_id, document.pk, number]),
            alt=_("原件第{n}页的图像").format(n=number),
            loading="lazy",
        ), element("p", _("下面是从这一页识读出的文字和表格："), class_="text-body-secondary")

    frame = Frame(level=3, paged=sources.get("kind") in PAGED, page_head=page_head, language=spoken().language[:2])
    left = [replace(mark, href="") for mark in unplaced_marks(stored_unplaced(sources), "", spoken())]
    beyond = extra_marks(stored_extra(sources), get_form(form), "", spoken())
    return document_markup(stored_blocks(sources), [*marks, *left, *beyond], frame, LIMITS)


class Left(NamedTuple):
    """A figure of the document that no cell took."""

    text: str
    where: str
    anchor: str


def left_figures(document: IncomingDocument, shown: Collection[str]) -> list[Left]:
    """Return the figures that no cell took; ``shown`` are the anchors of the document beside them."""
    return [
        Left(each.text, where(each, spoken()), anchor if (anchor := f"unplaced-{number}") in shown else "")
        for number, each in enumerate(stored_unplaced(document.sources), 1)
    ]


class Beyond(NamedTuple):
    """A figure beyond the form: its column, the figure, its own anchor, and that of its place beside."""

    heading: str
    value: str
    own: str
    place: str


def beyond_the_form(document: IncomingDocument, shown: Collection[str]) -> list[tuple[str, list[Beyond]]]:
    """Return the rows that the document prints beyond its form; ``shown`` as for figures left."""
    report = Report.from_json(document.content or {})
    found = extra_rows(report.extra, stored_extra(document.sources), report.statutory_form)
    return [(extra.row, [_beyond(each, shown) for each in values]) for extra, values in found]


def _beyond(each: ExtraValue, shown: Collection[str]) -> Beyond:
    _, said = spoken().standing(each.value, "blank")
    place = f"extra-{each.number}"
    return Beyond(each.heading, said, f"beyond-{each.number}" if each.number else "", place if place in shown else "")


def _mark(state: CellState, spot: Spot, form: str, edits: bool) -> Mark:
    blank = state.figure.standing == Standing.BLANK
    undecided = state.is_undecided or state.read_changed
    return Mark(
        anchor=f"at-{state.key}",
        spot=spot,
        sort="doubt" if undecided else "blank" if blank else "read",
        text=state.place.text or "",
        name=spoken().of(cell_name(get_form(form), state.key)),
        said=spoken()(
            "said", value=str(state.figure), how=_("核定") if state.verdict else state.how, place=state.where
        ),
        href=f"#{'v' if edits else 'c'}-{state.key}",
        label=_("存疑") if undecided else _("更正") if state.is_corrected else "",
        reasons=state.doubts if undecided else (),
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
