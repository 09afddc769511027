"""Figures stated in prose, made comparable with the tables: which of them speak of the same thing as the table does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from gongkai.checking.wording import wording
from gongkai.law import Agency
from gongkai.report import Fact, Number, Report

_YEAR = re.compile(r"(\d{4})\s*年")
# Years beside which this year's figure stands: what it is compared with, what was carried in or is carried over.
_BESIDE = re.compile(
    r"(?:较|比|与|同|和)\s*\d{4}\s*年(?!度?(?:同期)?[的共为收到]*\d)|\d{4}\s*年度?(?=(?:未办结)?结转|遗留)|(?:结转|转入|转|延续)(?:至|到|入)?\s*\d{4}\s*年"
)
_AREA = re.compile(r"(?<!开发)(?<!园)(?<!新)[省市县区州旗盟]$")
_QUOTED = 60


def comparable_facts(report: Report, agency: Agency | None, prefix: str) -> Iterator[Fact]:
    """Yield the facts under ``prefix`` whose scope and year are those of the report's own table.

    A government at county level or above reports for all its departments: what its own office received is less than
    the table, and no contradiction. Any other agency's table is its own, and figures of the whole area are not.
    """
    whole_area = agency is not None and _reports_for_area(agency)
    known = agency is not None and agency.kind != "unknown"
    office = wording().own_office
    for fact in report.facts:
        if not fact.subject.startswith(prefix):
            continue
        if (fact.scope == "area" and not whole_area) or not speaks_of(fact.sentence, report.year):
            continue
        if (whole_area or not known) and fact.scope != "area" and office.search(fact.sentence):
            continue
        yield fact


def agree(facts: Sequence[Fact], allowed: Sequence[Number]) -> bool:
    """Whether one statement is right, or all of them together are (各渠道分别收到)."""
    return any(each.number in allowed for each in facts) or sum(each.number for each in facts) in allowed


def by_subject(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Sort facts by what they are about."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.subject, []).append(fact)
    return found


def is_area(agency: Agency) -> bool:
    """Whether an agency is the area itself: its people's government, or one named by the place alone (杭州市)."""
    if agency.kind == "government":
        return agency.level != "township"
    return agency.kind == "unknown" and not agency.place.rest and _AREA.search(agency.name) is not None


def _reports_for_area(agency: Agency) -> bool:
    if is_area(agency):
        return True
    return agency.kind in ("government", "government-office") and agency.level != "township"


def speaks_of(sentence: str, year: int | None) -> bool:
    """Whether the years a sentence names, if any, are only ``year``; otherwise its figures may be another year's."""
    named = {int(each) for each in _YEAR.findall(_BESIDE.sub("", sentence))}
    return not named or named == {year}


def unspaced(text: str) -> str:
    """Take the spaces out of a text and keep its paragraphs."""
    return "\n".join("".join(line.split()) for line in text.split("\n"))


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence, or what of its line stands near, that holds ``text[start:end]``."""
    before = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    after = min((place for mark in "。；\n" if (place := text.find(mark, end)) >= 0), default=len(text))
    return text[max(before, start - _QUOTED // 2) : min(after, end + _QUOTED // 2)]


def quoted(sentence: str) -> str:
    """Quote a sentence, shortened where it is long."""
    return f"“{shortened(sentence)}”"


def shortened(text: str) -> str:
    """Return a text without spaces, cut where it is long."""
    plain = "".join(text.split())
    return plain if len(plain) <= _QUOTED else f"{plain[:_QUOTED]}……"
