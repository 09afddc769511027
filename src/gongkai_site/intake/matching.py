"""Whose report a document is, and of which year: decided by the report's own words, asked where they leave doubt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from gongkai.january import Match, Matcher
from gongkai.report import Report
from gongkai_site.agencies.models import Agency
from gongkai_site.intake.models import IncomingDocument
from gongkai_site.intake.roster import roster_of

Status = IncomingDocument.Status
EARLIEST = 2008
"""The 《条例》 came into force on 1 May 2008: there are no reports on earlier years."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided of one report."""

    status: Status
    message: str
    agency_id: int | None = None
    year: int | None = None
    candidates: tuple[dict[str, Any], ...] = ()


class Desk:
    """A desk's roster prepared for matching any number of reports."""

    def __init__(self, agency: Agency) -> None:
        self._matcher = Matcher(roster_of(agency))

    def match(self, report: Report, expected_agency: Agency | None, expected_year: int | None) -> Outcome:
        """Decide agency and year; what was expected is compared, it never decides."""
        match = self._matcher.match(report)
        agency_id = match.entry.row if match.entry else None
        candidates = _candidates(match, expected_agency)
        if agency_id is None:
            return Outcome(Status.DOUBTFUL, f"{match.reason}。请指定单位。", None, report.year, candidates)
        if expected_agency is not None and agency_id != expected_agency.pk:
            message = (
                f"文件由“{expected_agency}”的链接上传，文中的机关却是“{report.agency or report.title}”。请指定单位。"
            )
            return Outcome(Status.DOUBTFUL, message, None, report.year, candidates)
        return _by_year(report, agency_id, match.basis, expected_year)


def _by_year(report: Report, agency_id: int, basis: str, expected: int | None) -> Outcome:
    year = report.year
    if year is None or year < EARLIEST:
        return Outcome(Status.DOUBTFUL, "文中没有写明是哪一年度的报告。请指定年度。", agency_id, None)
    if year > timezone.localdate().year:
        return Outcome(Status.DOUBTFUL, f"文中写的是{year}年度，这一年还没有到来。请指定年度。", agency_id, None)
    if expected is not None and year != expected:
        message = (
            f"文件是{year}年度的报告，应收{expected}年度，已搁置。"
            f"传错了文件的，请不采用并重新上传；确是{year}年度报告的，请指定年度，多份可以一并指定。"
        )
        return Outcome(Status.ASIDE, message, agency_id, year)
    if expected is None and any(each.code == "year-conflict" for each in report.warnings):
        return Outcome(Status.DOUBTFUL, "标题与正文所写的年度不一致。请指定年度。", agency_id, year)
    return Outcome(Status.MATCHED, f"认定依据：{basis}。", agency_id, year)


def _candidates(match: Match, expected: Agency | None) -> tuple[dict[str, Any], ...]:
    """Those it may be, each once, whoever's link it came by first."""
    found = {entry.row: match.reason or match.basis for entry in match.candidates}
    if match.entry is not None:
        found.setdefault(match.entry.row, match.basis)
    if expected is not None:
        found = {expected.pk: "文件由其链接上传", **{key: why for key, why in found.items() if key != expected.pk}}
    return tuple({"agency": key, "why": why} for key, why in found.items())
