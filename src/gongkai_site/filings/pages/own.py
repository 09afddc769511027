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
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.annual.models import Scope, State, Version
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import SiteError
from gongkai_site.filings.actions import hand_up, is_open_to
from gongkai_site.filings.models import Filing
from gongkai_site.filings.steps import own_steps
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, actor, for_agency, found, page
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import holders, named


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
    who = actor(request)
    newest = next((each for each in filings if not each.copy), None)
    found = own_steps(who, agency, year, timezone.localdate())
    if newest is None or newest.is_open:
        return found or _elsewhere(who, agency, newest)
    report = newest.version.report
    if report.state != State.LOCKED:
        found = steps_of(who, report)
    if newest.state == Filing.State.RETURNED and not is_corrected(newest):
        return [Step(_("阅读退改通知"), reverse("filings:slip", args=[newest.pk])), *found]
    return found


def _elsewhere(who: Actor, agency: Agency, newest: Filing | None) -> list[Step]:
    """Who must act while nothing is to be done here: the superior, or those who write the report first."""
    if newest is not None:
        if not newest.is_filed:
            return []
        said = named(holders(newest.superior_id, "filing.manage", who.on)) or str(newest.superior)
        return [Step(_("等{who}审核").format(who=said))]
    if agency.superior_id is None:
        return []
    return [Step(_("完成报告并锁定，然后报送"), reverse("annual:list", args=[agency.pk]))]


def is_corrected(filing: Filing) -> bool:
    """Whether a newer version than the one filed has been locked."""
    return Version.objects.filter(report__versions=filing.version_id, number__gt=filing.version.number).exists()


def ready_versions(agency: Agency, year: int, to: Agency | None = None) -> list[Version]:
    """The newest version of each of the agency's reports on a year that is not handed up yet.

    For a local government (``to``) that is given a copy: the own report, where it may take it and did not yet.
    """
    copy = to is not None and to != owed_to(agency, year)
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
    note, stated = request.POST.get("note", ""), "blank_is_none" in request.POST
    filing = hand_up(actor(request), version, note=note, blank_is_none=stated)
    messages.success(request, _("已报送给{superior}。").format(superior=filing.superior))
    return redirect("filings:own", agency.pk, year)
