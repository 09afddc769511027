"""Content being gathered from a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from gongkai.document import budget
from gongkai.document.model import Document, Grid, GridCell, Line, Picture
from gongkai.screening.model import Content, Listing, Passage, Place, Trace

_SHOWN = 40
Inner = Callable[[bytes, str], Content]
"""How a file inside a file is looked into."""


@dataclass
class Gathered:
    """Passages, tables and traces in the order in which a file gives them."""

    passages: list[Passage] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    traces: list[Trace] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def text(self, text: str, place: Place, hidden: str | None = None) -> None:
        """Add a passage, if it says anything."""
        budget.spend()
        if text and not text.isspace():
            self.passages.append(Passage(text, place, hidden))

    def trace(self, kind: str, place: Place, text: str) -> None:
        """Add something the file carries."""
        self.traces.append(Trace(kind, place, " ".join(text.split())))

    def add(self, other: Content, place: Place, hidden: str | None) -> None:
        """Add what an embedded file holds, as standing where the file is embedded; ``hidden`` unless it is seen."""
        self.passages += [each._replace(place=_inside(each.place, place), hidden=hidden) for each in other.passages]
        self.listings += [
            Listing(
                tuple(
                    tuple(cell._replace(place=_inside(cell.place, place), hidden=hidden) for cell in row)
                    for row in each.rows
                )
            )
            for each in other.listings
        ]
        self.traces += [each._replace(place=_inside(each.place, place)) for each in other.traces]
        self.unread += [f"{place.member or ''}：{each}" for each in other.unread]

    def content(self) -> Content:
        """Return what was gathered."""
        return Content(tuple(self.passages), tuple(self.listings), tuple(self.traces), tuple(self.unread))


def _inside(place: Place, outer: Place) -> Place:
    member = "!/".join(each for each in (outer.member, place.member) if each) or None
    return place._replace(part=outer.part, page=place.page if outer.page is None else outer.page, member=member)


def shortened(text: str) -> str:
    """Return as much of a comment or a hidden text as a hit shows."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def shown_in(gathered: Gathered) -> str:
    """Return all that was gathered so far without its spaces, to tell what a reader sees from what he does not."""
    texts = [each.text for each in gathered.passages]
    texts += [cell.text for listing in gathered.listings for row in listing.rows for cell in row]
    return without_spaces("\n".join(texts))


def without_spaces(text: str) -> str:
    """Return a text without its spaces."""
    return "".join(text.split())


def from_document(document: Document, gathered: Gathered) -> None:
    """Add the lines and tables that the reader sees in a document, and what it says it could not see."""
    for block in document.blocks:
        match block:
            case Grid():
                gathered.listings.append(Listing(tuple(_row(row, block) for row in block.rows)))
            case Line():
                gathered.text(block.text, Place(page=block.page, paragraph=block.number))
            case Picture():
                gathered.text(block.alternative, Place(part="picture", page=block.page))
    gathered.unread += [each.message for each in document.doubts if each.code == "pages-unread"]


def _row(row: tuple[GridCell, ...], grid: Grid) -> tuple[Passage, ...]:
    return tuple(
        Passage(cell.text, Place(page=cell.page or grid.page, table=grid.number, row=cell.row, column=cell.column))
        for cell in row
    )


def written(value: object) -> str:
    """Return a typed value of a cell as it would be written."""
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value)
