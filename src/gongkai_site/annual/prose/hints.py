"""What a writer should look at again: numbers typed by hand that a cell or fact holds, and last year's sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from gongkai.comparing import sentences
from gongkai.reading import facts_of
from gongkai.report import SECTION_KEYS
from gongkai_site.annual.prose.links import links, printed
from gongkai_site.annual.prose.lookup import Linked, Lookup

_FEWEST = 3
"""Sentences from which on repeating half of them is worth a word."""
_SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed by hand where a linked one could stand."""

    section: str
    sentence: str
    number: str
    linked: Linked
    equal: bool
    """Whether it is what the cell or fact holds now; if not, one of them is wrong."""


def typed_numbers(texts: Mapping[str, str], lookup: Lookup, agency: str, year: int) -> Iterator[Typed]:
    """Yield the typed numbers of the six sections whose meaning is that of a cell or fact."""
    bare = {key: _without_links(texts.get(key, "")) for key in SECTION_KEYS}
    for fact in facts_of(bare, agency, year):
        number = printed(fact.number)
        linked = _linked(fact.subject, lookup)
        # 未收到 states a zero without a figure; there is nothing to link.
        if linked is None or linked.number is None or number not in fact.sentence:
            continue
        yield Typed(fact.section, fact.sentence, number, linked, linked.number == fact.number)


def repeated_sentences(text: str, last: str) -> list[str]:
    """Return the sentences that stood in last year's text word for word, if they are half of the text or more."""
    before = {"".join(each.split()) for each in sentences(last)}
    now = [each for each in sentences(text) if len(each) >= _SHORTEST]
    same = [each for each in now if "".join(each.split()) in before]
    return same if len(now) >= _FEWEST and 2 * len(same) >= len(now) else []


def _without_links(text: str) -> str:
    """Put a word in the place of every link that no reader takes for a number."""
    parts, end = [], 0
    for link in links(text):
        parts += [text[end : link.start], "若干"]
        end = link.end
    return "".join([*parts, text[end:]])


def _linked(subject: str, lookup: Lookup) -> Linked | None:
    """The number that the subject of a stated figure stands for."""
    named = _subjects().get(subject)
    return lookup(named) if named else lookup(f"{subject}.total") or lookup(subject)


@lru_cache(maxsize=1)
def _subjects() -> Mapping[str, str]:
    data = tomllib.loads(files("gongkai_site.annual").joinpath("data", "subjects.toml").read_text("utf-8"))
    subjects: Mapping[str, str] = data["subjects"]
    return subjects
