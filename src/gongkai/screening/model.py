"""What screening finds: hits, each with its kind, how certain it is, and its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Certainty(StrEnum):
    """How sure a hit is: ``certain`` has a check sign or words that leave no doubt, ``possible`` asks for a look."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Place(NamedTuple):
    """Where something stands in a file; whatever does not apply is empty. All numbers count from 1."""

    part: str = "body"
    """A key of ``parts`` in ``data/kinds.toml``: body, header, note, comment, properties, …"""
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    cell: str | None = None
    """The address in a workbook, such as ``B7``."""
    member: str | None = None
    """The file inside a package (``word/comments.xml``), where the part alone does not say it."""
    box: tuple[float, float, float, float] | None = None
    """Left, top, right, bottom in hundredths of the page's width and height."""


class Passage(NamedTuple):
    """A piece of text and its place; ``header`` is the heading of its column, where it stands in a table."""

    text: str
    place: Place
    hidden: str | None = None
    """The kind of hiding (a key of the catalogue, such as ``hidden-sheet``) where a reader does not see the text."""
    header: str = ""


class Listing(NamedTuple):
    """A table as rows of passages, its heading among them."""

    rows: tuple[tuple[Passage, ...], ...]


class Trace(NamedTuple):
    """Something a file carries that is no text of its own: a cropped picture, a thumbnail, an earlier version."""

    kind: str
    place: Place
    text: str
    """What it says, not yet masked."""


class Content(NamedTuple):
    """All that a file holds, seen and unseen."""

    passages: tuple[Passage, ...] = ()
    listings: tuple[Listing, ...] = ()
    traces: tuple[Trace, ...] = ()
    unread: tuple[str, ...] = ()
    """What could not be looked at, in words; never passed over in silence."""


class Hit(NamedTuple):
    """One thing that must not go out, or that a person has to look at. It never holds the number itself."""

    kind: str
    """A key of the catalogue; permanent."""
    certainty: Certainty
    place: Place
    shown: str
    """What was found, masked where it is personal."""
    start: int = 0
    end: int = 0
    """Where it stands in the text of its passage, in characters; 0 and 0 where it is no piece of a text."""
    hidden: str | None = None
    """The kind of hiding of the passage it stands in."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What screening one file gave: its hits in the file's order, and what could not be looked at."""

    source: str
    hits: tuple[Hit, ...]
    unread: tuple[str, ...] = ()
