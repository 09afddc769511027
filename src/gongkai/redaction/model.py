"""What is marked: boxes on pages with their grounds, and decisions for whole pages, bound to one file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Decision(StrEnum):
    """What becomes of a page."""

    RELEASE = "release"
    """It goes out whole; no box may stand on it."""
    PART = "part"
    """It goes out with its boxes blackened."""
    WITHHOLD = "withhold"
    """In its place stands a page that says so, with the ground."""
    DUPLICATE = "duplicate"
    """In its place stands a page that names the page it repeats."""
    NOT_RESPONSIVE = "not-responsive"
    """In its place stands a page that says it is no part of what was asked for."""


class Box(NamedTuple):
    """A rectangle in hundredths of the page's width and height, from its upper left corner as it is seen."""

    left: float
    top: float
    right: float
    bottom: float


class Mark(NamedTuple):
    """A box to be blackened, and why."""

    page: int
    """Counts from 1."""
    box: Box
    ground: str
    """A key of the grounds."""
    by: str = ""
    """How it came about, in a word: ``word``, ``pattern``, ``screening`` or who drew it; never what stands below."""


class PageDecision(NamedTuple):
    """What a person decided of a whole page."""

    page: int
    decision: Decision
    ground: str | None = None
    """Where the page is withheld."""
    of: int | None = None
    """The page that a duplicate repeats."""


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one file. Whoever holds them holds nothing of what the file says."""

    source: str
    """SHA-256 of the file, in hexadecimal digits."""
    pages: int
    day: dt.date
    """The day of the decision: the grounds are those of the law on that day."""
    marks: tuple[Mark, ...] = ()
    decisions: tuple[PageDecision, ...] = ()
    looks: tuple[str, ...] = ()
    """The digest of every page's picture, where another program (LibreOffice) sets the pages: they may move."""
    otherwise: Decision | None = None
    """What becomes of pages that nothing is said of: ``release``, or nothing, and then they must be decided on."""


class PagePlan(NamedTuple):
    """What is done with one page, as its marks and decisions come to."""

    page: int
    decision: Decision
    marks: tuple[Mark, ...] = ()
    ground: str | None = None
    of: int | None = None


class Duplicate(NamedTuple):
    """A page that repeats an earlier one."""

    page: int
    of: int
    alike: str
    """``picture``: it looks the same, point for point; ``text``: its words are the same, its picture is not."""


class LeftOut(NamedTuple):
    """Something the file holds that no page shows, and that therefore does not go out."""

    kind: str
    """A kind of screening's catalogue, such as ``hidden-sheet`` or ``comment``; ``not-shown`` for what is not hidden
    and on no page all the same, ``unread`` for what could not be looked at."""
    number: int
    """How many of it there are."""
    words: str
    """What it is and where, for people: 隐藏的工作表3处."""
