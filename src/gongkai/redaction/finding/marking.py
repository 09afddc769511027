"""Marks for all places of words, patterns and hits at once."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.errors import OversizedDocument, UsageError
from gongkai.redaction.finding import hits, patterns, words
from gongkai.redaction.finding.laid import Laid, boxes, readings, tight
from gongkai.redaction.grounds import ground_of_hit, ground_on
from gongkai.redaction.model import Box, Decision, Mark, Marks, PageDecision
from gongkai.redaction.opening.pages import PageWords
from gongkai.redaction.pages import Pages
from gongkai.screening import Screen
from gongkai.settings import Settings

_FINE = 1_000
"""Steps of a hundredth of the page in which boxes are written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be marked wherever it stands; ``ground`` is the ground of all, hits of screening have their own."""

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    screen: Screen | None = None
    ground: str = "privacy"


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, as marks, and what could not be looked at."""

    marks: tuple[Mark, ...]
    unread: tuple[tuple[int, str], ...] = ()
    """Pages that may hold more than was searched, and why."""
    recognised: tuple[int, ...] = ()
    """Pages whose words were read from their pictures: recognition may have missed some."""
    unplaced: tuple[str, ...] = ()
    """What is in the file but has no place on a page, by its kind; and what of the file screening could not read."""


def marks_for(pages: Pages, wanted: Wanted, *, recognise: bool = True) -> Findings:
    """Return marks for every place of words, patterns and hits; raises :class:`UsageError` for what is none."""
    plain = [words.plain_word(each) for each in wanted.words]
    if not all(plain):
        raise UsageError("要查的词是空的。")
    every = [pages.words(number, recognise=recognise) for number in range(1, pages.count + 1)]
    laid = [each for of_page in every for each in readings(of_page, pages.settings)]
    found: list[Mark] = []
    for word in plain:
        found += _word(word, laid, wanted.ground, "word", pages.settings)
    for pattern in wanted.patterns:
        found += _pattern(pattern, laid, wanted.ground, pages.settings)
    unplaced: list[str] = []
    if wanted.screen is not None:
        found += _hits(laid, wanted.screen, pages.settings)
        said, problem = hits.in_file(pages.data, wanted.screen)
        for each in said:
            if hits.is_common(each.word):
                unplaced.append(each.kind)  # a child's age: the same figure stands in many other places
                continue
            places = _word(each.word, laid, ground_of_hit(each.kind) or wanted.ground, "screening", pages.settings)
            found += places
            if not places:
                unplaced.append(each.kind)
        unplaced += [problem] if problem else []
    if len(found) > pages.settings.redaction_marks:
        raise OversizedDocument(f"标记超过上限 {pages.settings.redaction_marks} 处。", advice="请拆分文件。")
    unread = tuple((each.page, each.unread) for each in every if each.unread)
    recognised = tuple(each.page for each in every if each.looked)
    return Findings(without_inner(found), unread, recognised, tuple(dict.fromkeys(unplaced)))


def _word(word: str, laid: Iterable[Laid], ground: str, by: str, settings: Settings) -> list[Mark]:
    found = []
    for each in map(tight, laid):
        for start, end in words.places(word, each):
            found += _marks(each, start, end, ground, by, settings)
    return found


def _pattern(pattern: str, laid: Sequence[Laid], ground: str, settings: Settings) -> list[Mark]:
    both = [*laid, *map(tight, laid)]
    places = patterns.places(pattern, [each.text for each in both], settings)
    return [
        mark
        for each, spans in zip(both, places, strict=True)
        for start, end in spans
        for mark in _marks(each, start, end, ground, "pattern", settings)
    ]


def _hits(laid: Iterable[Laid], screen: Screen, settings: Settings) -> list[Mark]:
    found: list[Mark] = []
    for each in laid:
        for start, end, kind in hits.on_lines(each, screen):
            found += _marks(each, start, end, ground_of_hit(kind) or "", "screening", settings)
    return found


def _marks(laid: Laid, start: int, end: int, ground: str, by: str, settings: Settings) -> list[Mark]:
    places = boxes(laid, start, end, settings)
    return [Mark(laid.page, outward(each), ground, by) for each in places]


def outward(box: Box) -> Box:
    """Return a box in thousandths, as marks are written, and never smaller than it was."""
    left, top = (min(math.floor(side * _FINE), _FINE * 100 - 1) / _FINE for side in box[:2])
    right, bottom = (max(math.ceil(side * _FINE), 1) / _FINE for side in box[2:])
    return Box(left, top, right, bottom)


def without_inner(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Return marks in the order of the pages, without those that lie inside another."""
    kept: list[Mark] = []
    for each in sorted(
        dict.fromkeys(marks), key=lambda mark: (mark.page, mark.box.top, mark.box.left, -mark.box.right)
    ):
        nearby = [other for other in kept[-64:] if other.page == each.page]
        if not any(_within(each.box, other.box) for other in nearby):
            kept = [other for other in kept if other.page != each.page or not _within(other.box, each.box)]
            kept.append(each)
    return tuple(kept)


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def begin(pages: Pages, day: dt.date, findings: Findings | None = None, *, release_rest: bool = False) -> Marks:
    """Return the marks of a file to begin with; the pages that were searched and hold nothing go out if so asked.

    A page that may hold more than was searched, or whose words were read from its picture, is never released so: a
    person has to look at it.
    """
    marks = findings.marks if findings else ()
    for key in {each.ground for each in marks}:
        ground_on(key, day)
    taken = {each.page for each in marks}
    if findings is not None:
        taken |= {page for page, _ in findings.unread} | set(findings.recognised)
    decisions = tuple(
        PageDecision(page, Decision.RELEASE) for page in range(1, pages.count + 1) if release_rest and page not in taken
    )
    looks = pages.looks() if pages.converted else ()
    return Marks(pages.source, pages.count, day, marks, decisions, looks)


def page_text(words: PageWords) -> str:
    """Return all that a page says, without spaces, to tell pages that say the same."""
    return "".join("".join(each.text.split()) for each in (*words.signs, *words.recognised))
