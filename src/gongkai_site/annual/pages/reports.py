"""The report that an address names, once the policy allows it."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_date

from gongkai_site.annual.models import AnnualReport
from gongkai_site.annual.scopes import write_right
from gongkai_site.errors import InvalidInput, NotAllowed
from gongkai_site.office import actor
from gongkai_site.policy import Actor, may, require


def report_for(request: HttpRequest, right: str, agency_id: int, year: int, scope: str) -> AnnualReport:
    """Return the report of an agency, year and scope that the actor holds ``right`` on; 404 or ``NotAllowed`` else."""
    report = (
        AnnualReport.objects.select_related("agency__superior", "reviewed_by", "submitted_by", "written_alone_by")
        .filter(agency__pk=agency_id, year=year, scope=scope)  # the id itself: one too large is found nowhere
        .first()
    )
    if report is None:
        raise Http404("没有这份年度报告。")
    require(actor(request), right, report)
    return report


def draft_for(request: HttpRequest, agency_id: int, year: int, scope: str) -> AnnualReport:
    """Return the report to those who may see it while it is written; those above see its locked versions only."""
    report = report_for(request, "report.view", agency_id, year, scope)
    if not sees_draft(actor(request), report):
        raise NotAllowed(
            "这份报告正在本单位编写或办理签发，您只能查看已报送或已公开的版本。", advice="请打开报告的“版本”页面。"
        )
    return report


def sees_draft(who: Actor, report: AnnualReport) -> bool:
    """Whether the actor may see the report as it stands before it is locked."""
    return may(who, "report.records", report) or may(who, write_right(report), report)


def place(report: AnnualReport) -> list[object]:
    """The parts of every address of a report."""
    return [report.agency_id, report.year, report.scope]


def number_sent(request: HttpRequest, name: str) -> int:
    """Return a whole number that a form of ours carried along. Raises :class:`InvalidInput`."""
    try:
        return int(request.POST.get(name, ""))
    except ValueError:
        raise InvalidInput("页面内容不完整。", advice="请刷新页面后重试。") from None


def day_sent(request: HttpRequest, name: str, label: str) -> dt.date:
    """Return the day typed in a field. Raises :class:`InvalidInput` naming the field."""
    try:
        day = parse_date(request.POST.get(name, "").strip())
    except ValueError:
        day = None
    if day is None:
        raise InvalidInput(f"请填写{label}，如 2026-01-15。")
    return day
