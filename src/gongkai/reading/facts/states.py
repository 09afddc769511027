"""What one sentence states: the subject of each quantity, and what is stated not to have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongkai.reading.facts.disputes import disputes_in
from gongkai.reading.facts.fees import fees_in
from gongkai.reading.facts.proactive import proactive_in
from gongkai.reading.facts.published import published_in
from gongkai.reading.facts.requests import requests_in
from gongkai.reading.facts.scope import scope_of
from gongkai.reading.facts.sentences import Sentence, quantities_of, sentences_of
from gongkai.reading.facts.stated import Stated, is_of_year
from gongkai.reading.facts.wording import wording
from gongkai.report.model import Fact
from gongkai.settings import DEFAULT_SETTINGS, Settings


def facts_of(
    sections: Mapping[str, str], agency: str | None, year: int | None, settings: Settings = DEFAULT_SETTINGS
) -> tuple[Fact, ...]:
    """Return the figures stated in the sections' prose, in reading order.

    Figures of other years, comparisons, plans and approximate counts of requests are no facts. ``agency``
    and ``year`` are the report's; they tell its own figures from those of its area and of other years.
    """
    return facts_in(sentences_of(sections, settings), agency, year, settings)


def facts_in(
    sentences: Iterable[Sentence], agency: str | None, year: int | None, settings: Settings = DEFAULT_SETTINGS
) -> tuple[Fact, ...]:
    """Return the figures that sentences state, in their order; what one states does not hang on the others."""
    found: dict[tuple[str, object, str, str], Fact] = {}
    for sentence in sentences:
        for stated in _stated_in(sentence, agency, year, settings):
            scope = scope_of(stated, sentence, agency, year, settings.area_within)
            fact = Fact(stated.subject, stated.number, stated.unit, scope, sentence.printed, sentence.section)
            found.setdefault((fact.subject, fact.number, scope, fact.sentence), fact)
    return tuple(found.values())


def _stated_in(sentence: Sentence, agency: str | None, year: int | None, settings: Settings) -> Iterator[Stated]:
    words = wording(year)
    quantities = [
        each if is_of_year(each, words, year) else each._replace(current=False)
        for each in (quantities_of(sentence.text) if sentence.counted else ())
    ]
    yield from published_in(sentence, quantities, words, settings)
    yield from requests_in(sentence, quantities, words, year)
    yield from disputes_in(sentence, quantities, words, year)
    yield from fees_in(sentence, quantities, words, year)
    yield from proactive_in(sentence, quantities, words, agency, year)
