"""The agency's own page: what it owes to whom and by when, handing up, and what the superior said."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Scope, State, Version
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import SiteError
from gongkai_site.filings.actions import hand_up, is_open_to
from gongkai_site.filings.models import Filing
from gongkai_site.filings.steps import is_corrected, own_steps
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, actor, for_agency, found, page
from gongkai_site.policy import may


@for_agency("filing.own")
def own_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """The agency's filings of a year; POST hands a version up."""
    insist_year(year)
    error = None
    if request.method == "POST":
        try:
            return _handed_up(request, agency, year)
        except SiteError as refused:
            error = refused
    filings = Filing.objects.filter(agency=agency, year=year).select_related("superior", "version__report__agency")
    return page(
        request,
        "filings/own.html",
        {
            "year": year,
            "due": due(agency, year),
            "filings": filings,
            "ready": ready_versions(agency, year),
            "hands_up": may(actor(request), "report.hand_up", agency),
            "error": error,
        },
        title=_("{year}年度报告的报送").format(year=year),
        agency=agency,
        steps=_steps(request, agency, year, list(filings)),
        status=error.status if error else 200,
    )


def _steps(request: HttpRequest, agency: Agency, year: int, filings: list[Filing]) -> list[Step]:
    """What to do next; where the report came back, how it is opened again and by whom."""
    found = own_steps(actor(request), agency, year, timezone.localdate())
    newest = next((each for each in filings if not each.copy), None)
    if not found or newest is None or newest.state != Filing.State.RETURNED or is_corrected(newest):
        return found or [_waiting(filings)]
    slip = Step(_("阅读退改通知"), reverse("filings:slip", args=[newest.pk]))
    report = newest.version.report
    if report.state != State.LOCKED:
        return [slip, *steps_of(actor(request), report)]
    sign = reverse("annual:signoff", args=[agency.pk, year, report.scope])
    if may(actor(request), "report.correct", report):
        return [slip, Step(_("改好台账，在“审核签发”页面开始更正"), sign)]
    return [slip, Step(_("改好台账，请审核人或分管领导在“审核签发”页面开始更正"), sign)]


def _waiting(filings: list[Filing]) -> Step:
    """What to tell those who have nothing to do here."""
    newest = next((each for each in filings if not each.copy), None)
    if newest is None or not newest.is_open:
        return Step(_("由本单位的经办人、审核人或分管领导报送"))
    if newest.state == Filing.State.FILED:
        return Step(_("已报送，请等待上级审核"), reverse("filings:filing", args=[newest.pk]))
    return Step(_("上级已接收，不需要再做什么"), reverse("filings:filing", args=[newest.pk]))


def ready_versions(agency: Agency, year: int, to: Agency | None = None) -> list[Version]:
    """The newest version of each of the agency's reports on a year that is not handed up yet.

    For a local government (``to``) that is given a copy: the own report, where it may take it and did not yet.
    """
    copy = to is not None and to.pk != agency.superior_id
    newest: dict[int, Version] = {}
    versions = Version.objects.filter(report__agency=agency, report__year=year).select_related("report__agency")
    for version in versions.order_by("number").defer("content", "cells", "fragment", "findings"):
        newest[version.report_id] = version
    filings = Filing.objects.filter(agency=agency, year=year, version__in=newest.values())
    if copy:
        filings = filings.filter(superior=to)
    handed = set(filings.values_list("version_id", flat=True))
    ready = [version for version in newest.values() if version.pk not in handed]
    if to is None or not copy:
        return ready
    return [each for each in ready if each.report.scope == Scope.OWN and is_open_to(each, to)]


def _handed_up(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    sent = request.POST.get("version", "")
    versions = Version.objects.filter(report__agency=agency, report__year=year).select_related("report__agency")
    version = found(versions, int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
    filing = hand_up(actor(request), version)
    messages.success(request, _("已报送给{superior}。").format(superior=filing.superior))
    return redirect("filings:own", agency.pk, year)
