"""Decide how every agency on the roster stands (报送情况). Pure: no file is touched."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from gongkai.checking import Finding
from gongkai.errors import UsageError
from gongkai.january.matching import Matcher
from gongkai.january.model import Collected, Filing, Office, Unreadable
from gongkai.january.roster import RosterEntry
from gongkai.reading import Unread
from gongkai.report import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

Check = Callable[[Report, RosterEntry], Sequence[Finding]]


def collect(
    roster: Sequence[RosterEntry],
    came_in: Iterable[Report | Unread],
    *,
    year: int | None,
    check: Check,
    settings: Settings = DEFAULT_SETTINGS,
) -> Collected:
    """Match everything that came in to the roster and decide every office's status.

    ``year`` is the reporting year; without it the year of most reports is taken. ``check`` is called once for
    every report that counts. Raises :class:`UsageError` where the year cannot be told.
    """
    matcher = Matcher(roster)
    filings: list[Filing] = []
    unread: list[Unreadable] = []
    for each in came_in:
        if isinstance(each, Unread):
            unread.append(Unreadable(each, matcher.match_unread(each.source)))
        else:
            filings.append(Filing(each, matcher.match(each)))
    wanted = year if year is not None else common_year([filing.report for filing in filings])
    offices = tuple(_office(entry, filings, unread, wanted, check, settings) for entry in roster)
    return Collected(
        year=wanted,
        offices=offices,
        doubtful=tuple(filing for filing in filings if filing.match.doubtful),
        strangers=tuple(filing for filing in filings if filing.match.entry is None and not filing.match.candidates),
        unread=tuple(unread),
        filings=tuple(filings),
    )


def common_year(reports: Sequence[Report]) -> int:
    """The reporting year of most reports. Raises :class:`UsageError` where there is none or a tie."""
    counted = Counter(report.year for report in reports if report.year is not None).most_common(2)
    if not counted or (len(counted) == 2 and counted[0][1] == counted[1][1]):
        raise UsageError("不能从来件判断是哪一年度的报告。", advice="请指定年度（--year）。")
    return counted[0][0]


def _office(
    entry: RosterEntry,
    filings: Sequence[Filing],
    unread: Sequence[Unreadable],
    year: int,
    check: Check,
    settings: Settings,
) -> Office:
    own = [filing for filing in filings if filing.match.entry is entry]
    of_year = [filing for filing in own if filing.report.year == year]
    undated = [filing for filing in own if filing.report.year is None]
    sources = tuple(filing.source for filing in own)
    if of_year and not undated:
        distinct = _distinct([filing.report for filing in of_year], settings.same_prose)
        if len(distinct) > 1:
            reason = f"{len(distinct)}份报告内容不同，请确认以哪一份为准"
            return Office(entry, "several", sources=sources, reason=reason)
        return _filed(entry, of_year, sources, check)
    if undated:
        return Office(entry, "doubtful", sources=sources, reason="报告没有写明年度")
    maybe = [filing for filing in filings if filing.match.entry is None and entry in filing.match.candidates]
    if maybe:
        reason = "；".join(dict.fromkeys(filing.match.reason for filing in maybe))
        return Office(entry, "doubtful", sources=tuple(filing.source for filing in maybe), reason=reason)
    failed = [each for each in unread if each.match.entry is entry]
    if failed:
        reason = "；".join(f"{each.source}：{each.unread.error}" for each in failed)
        return Office(entry, "unreadable", sources=tuple(each.source for each in failed), reason=reason)
    if own:
        years = "、".join(sorted({str(filing.report.year) for filing in own}))
        return Office(entry, "wrong-year", sources=sources, reason=f"来件是{years}年度的报告，应报{year}年度")
    return Office(entry, "missing")


def _filed(entry: RosterEntry, filings: Sequence[Filing], sources: tuple[str, ...], check: Check) -> Office:
    """One report, perhaps in several formats: the one the reader doubts least stands for all."""
    best = min(filings, key=lambda filing: (len(filing.report.warnings), filing.source))
    found = check(best.report, entry)
    findings = tuple(each for each in found if each.severity != "not run")
    wrong = any(each.severity == "error" for each in findings)
    office = Office(
        entry,
        "wrong" if wrong else "filed",
        report=best.report,
        sources=(best.source, *(source for source in sources if source != best.source)),
        basis=best.match.basis,
        findings=findings,
        not_run=tuple(each for each in found if each.severity == "not run"),
        reason="；".join(each.message for each in best.report.warnings[:1]) if best.report.warnings else "",
    )
    return _judge_date(office)


def _judge_date(office: Office) -> Office:
    """Judge 按期 or 迟报 by the best date known; a file's own time stamp is no evidence and is not used.

    A report signed or published after the day due is late. One signed before it may still have come in late, which
    the basis says.
    """
    report, entry = office.report, office.entry
    dates: list[tuple[dt.date | None, str]] = [(entry.filed, "名单所载报送日期")]
    if report is not None:
        dates += [(report.signed, "落款日期"), (report.published, "公开日期")]
    day, basis = next(((day, basis) for day, basis in dates if day is not None), (None, ""))
    late = None if day is None or entry.due is None else day > entry.due
    return replace(office, late=late, filed_on=day, date_basis=basis)


def _distinct(reports: Sequence[Report], same_prose: float) -> list[Report]:
    """Leave out reports that say the same in another format: equal figures, and prose alike but for extraction."""
    distinct: list[Report] = []
    for report in reports:
        if not any(_same(report, other, same_prose) for other in distinct):
            distinct.append(report)
    return distinct


def _same(one: Report, other: Report, same_prose: float) -> bool:
    if one.form != other.form or one.cells != other.cells or _extra(one) != _extra(other):
        return False
    return fuzz.ratio(_prose(one), _prose(other)) >= same_prose


def _extra(report: Report) -> list[tuple[str, str, dict[str, object]]]:
    return [(row.section, "".join(row.row.split()), dict(row.values)) for row in report.extra]


def _prose(report: Report) -> str:
    return "".join("".join(report.sections.values()).split())
