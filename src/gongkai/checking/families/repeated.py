"""Prose copied from last year or from another agency (内容雷同)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from gongkai.checking.context import Context
from gongkai.checking.messages import joined, phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.peers import Alike, Peers
from gongkai.checking.repetition import Fingerprints, fingerprints
from gongkai.checking.rule import Draft, Outcome, rule, say, unable
from gongkai.report import Report


@rule(
    "text.repeated",
    "内容不与上年或其他机关雷同",
    "prose is not last year's or another agency's",
    "notice",
    "no-identical-texts",
)
def repeated(context: Context) -> Iterator[Outcome]:
    """Sections one and five are not last year's or another agency's with names, years and figures changed."""
    report = context.report
    last = context.match.report
    if last is None and context.peers is None:
        yield context.match.reason
        return
    mine = fingerprints(report, context.settings.repeated_length)
    found: list[Draft] = []
    if last is not None:
        found += _like(context, mine, Peers((last,), settings=context.settings), last)
    if context.peers is not None:
        found += _like(context, mine, context.peers, None)
    yield from found
    if last is None and not found:
        why = context.match.reason
        yield unable("repeated-of-last-year", reason=Name(why.zh, why.en))


def _like(context: Context, mine: Fingerprints, peers: Peers, last: Report | None) -> Iterator[Draft]:
    for key, text in mine.texts.items():
        alike = peers.like(key, text, context.settings.repeated_share)
        if last is None:
            alike = tuple(each for each in alike if each.others(mine))
        if not alike:
            continue
        section, share = section_name(context.form, key), alike[0].share
        whose = _whose(alike, mine) if last is None else phrase("own-last-report", year=str(last.year))
        said = f"{share:.0%}"
        yield say("text.repeated", found=round(share, 2), section=section, whose=whose, share=said)


def _whose(alike: Sequence[Alike], mine: Fingerprints) -> Name:
    """Name the reports matched, the first three of them by name."""
    count = sum(each.others(mine) for each in alike)
    others = chain.from_iterable(each.named(mine) for each in alike)
    names = [each.agency or each.source for each in islice(others, 3)]
    reports = joined(phrase("report-of", agency=each) for each in names)
    if count > len(names):
        return phrase("and-more", reports=reports, count=count)
    return reports
