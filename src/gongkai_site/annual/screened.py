"""A report's text as screening sees it: every hit with its place, and the waiver by which it may stand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai import Report
from gongkai.screening import (
    Content,
    Hit,
    HitKind,
    Passage,
    Place,
    Screen,
    certainty_in_words,
    default_rules,
    hit_kind,
)
from gongkai_site.annual.models import AnnualReport, Waiver
from gongkai_site.annual.prose import TEXT_KEYS, placeholders

_LEFTOVER = "template-leftover"
_HEADS = ("title", "addressee")


@dataclass(frozen=True, slots=True)
class TextHit:
    """One hit in the text of a report."""

    key: str
    """``title``, ``addressee`` or the text's key."""
    place: str
    """Where it stands, in words."""
    hit: Hit
    fingerprint: str
    waiver: Waiver | None = None

    @property
    def kind(self) -> HitKind:
        """What it is, its basis, and what to do."""
        return hit_kind(self.hit.kind)

    @property
    def certainty(self) -> str:
        """How sure it is, in words."""
        return certainty_in_words(self.hit.certainty)

    @property
    def words(self) -> str:
        """Where and what."""
        return f"{self.place}：{self.kind.title}“{self.hit.shown}”"

    @property
    def blocks(self) -> bool:
        """Whether the report cannot go on while it stands."""
        return self.waiver is None or not self.waiver.is_granted


@dataclass(frozen=True, slots=True)
class Screened:
    """What a report says, as screening takes it, and all that was found."""

    content: Content
    hits: tuple[TextHit, ...]

    screen: Screen

    @property
    def blocking(self) -> tuple[TextHit, ...]:
        """Those neither mended nor waived."""
        return tuple(each for each in self.hits if each.blocks)


def screened(report: AnnualReport, content: Report, day: dt.date) -> Screened:
    """Screen a report's text as it would go out. What is not personal is told once for each paragraph."""
    passages = list(_passages(content))
    screen = Screen(default_rules(), day)
    looked = Content(tuple(passage for _, _, passage in passages))
    where = {passage.place: (key, words, passage) for key, words, passage in passages}
    waivers = {each.fingerprint: each for each in _standing(report)}
    return Screened(looked, tuple(_hits(screen.hits(looked), where, waivers)), screen)


def _standing(report: AnnualReport) -> Iterable[Waiver]:
    return report.waivers.filter(withdrawn=False).select_related("by", "asked_by")


def _hits(
    hits: Iterable[Hit], where: Mapping[Place, tuple[str, str, Passage]], waivers: Mapping[str, Waiver]
) -> Iterator[TextHit]:
    for each in hits:
        key, words, passage = where[each.place]
        if each.kind == _LEFTOVER and placeholders(passage.text):
            continue  # our own drafts' questions are asked by themselves
        told = "\n".join((each.kind, key, str(each.start), passage.text))
        fingerprint = hashlib.sha256(told.encode()).hexdigest()
        yield TextHit(key, words, each, fingerprint, waivers.get(fingerprint))


def _passages(content: Report) -> Iterator[tuple[str, str, Passage]]:
    """Yield the paragraphs of a report, each with its key, its place in words, and as a passage."""
    texts = {"title": content.title or "", "addressee": content.addressee or "", "preamble": content.preamble}
    texts |= {**content.sections, "closing": content.closing}
    number = 0
    for key in (*_HEADS, *TEXT_KEYS):
        for at, text in enumerate((each for each in texts.get(key, "").split("\n") if each.strip()), 1):
            number += 1
            named = _named(content, key)
            words = named if key in _HEADS else f"{named}第{at}段"
            yield key, words, Passage(text, Place(paragraph=number))


def _named(content: Report, key: str) -> str:
    headings = {each.key: f"第{each.number}部分“{each.heading}”" for each in content.statutory_form.sections}
    if key in headings:
        return headings[key]
    return {"title": "标题", "addressee": "主送", "preamble": "开头", "closing": "结尾"}[key]
