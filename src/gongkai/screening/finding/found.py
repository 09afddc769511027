"""What a finder gives, and what it is told about the text it looks at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import NamedTuple

from gongkai.screening.model import Certainty

REACH = 30
"""Characters before a number in which a word can say what it is."""
_SIGNS = {chr(0xFF01 + at): chr(0x21 + at) for at in range(94)}
_SIGNS |= dict.fromkeys("\u3000\u00a0\u2002\u2003\u2009\u202f\t\u200b\u200c\u200d\ufeff\u00ad\u2060", " ")
_SIGNS |= dict.fromkeys("‐‑‒–—―−﹣－", "-")
_PLAIN = str.maketrans(_SIGNS)
_SENTENCE_END = re.compile(r"[。；;\n\r]")


class Found(NamedTuple):
    """One thing found in a text, between ``start`` and ``end``."""

    kind: str
    certainty: Certainty
    start: int
    end: int
    shown: str
    """Masked where it is personal."""


class About(NamedTuple):
    """What is known about a text besides itself."""

    day: dt.date
    """The day of which ages are told."""
    header: str = ""
    """The heading of its column."""
    listed: bool = False
    """Whether it stands in a table that lists persons."""


def plain(text: str) -> str:
    """Return a text with full-width signs, spaces and dashes as ASCII; every character keeps its place."""
    return text.translate(_PLAIN)


def before(text: str, start: int, about: About, reach: int = REACH) -> str:
    """Return what stands before a place in its text, behind the heading of its column."""
    return f"{about.header} {text[max(0, start - reach) : start]}"


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place."""
    first = 0
    for match in _SENTENCE_END.finditer(text, max(0, start - 200), start):
        first = match.end()
    last = _SENTENCE_END.search(text, end, end + 200)
    return text[max(first, start - 200) : last.start() if last else end + 200]


def without_overlap(found: Iterable[Found]) -> list[Found]:
    """Return findings in order; of two of a kind that overlap the longer stays. A minor's number is both."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda each: (each.start, each.start - each.end)):
        if not any(each.kind == other.kind and each.start < other.end for other in kept[-8:]):
            kept.append(each)
    return kept
