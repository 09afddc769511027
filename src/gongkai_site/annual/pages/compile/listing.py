"""The agency's reports by year, and beginning the next."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.actions.begin import begin_report
from gongkai_site.annual.models import AnnualReport, Placement, Scope, Version
from gongkai_site.annual.pages.reports import place
from gongkai_site.annual.scopes import writing_right
from gongkai_site.annual.steps_listed import steps
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import actor, for_agency, page
from gongkai_site.policy import may
from gongkai_site.records.served import first_year


@dataclass(frozen=True, slots=True)
class Listed:
    """One report on the page."""

    report: AnnualReport
    newest: Version | None
    published: Placement | None
    place: list[object]


@require_http_methods(["GET", "POST"])
@for_agency("report.view")
def listing(request: HttpRequest, agency: Agency) -> HttpResponse:
    """Every report of the agency, newest year first; POST begins one."""
    who = actor(request)
    scopes = [(each.value, each.label) for each in Scope if may(who, writing_right(each), agency)]
    error: SiteError | None = None
    if request.method == "POST":
        try:
            report = begin_report(who, agency, _year(request), request.POST.get("scope", Scope.OWN))
        except SiteError as refused:
            error = refused
        else:
            messages.success(request, _("已开始编制，下面是由台账得出的数字。"))
            return HttpResponseRedirect(reverse("annual:report", args=place(report)))
    this_year = timezone.localdate().year
    listed = _listed(agency)
    begun = {each.report.year for each in listed if each.report.scope == Scope.OWN}
    context = {
        "listed": listed,
        "years": range(this_year, first_year() - 1, -1),
        "chosen": request.POST.get("year", str(this_year if this_year - 1 in begun else this_year - 1)),
        "scopes": scopes,
        "chosen_scope": request.POST.get("scope", Scope.OWN),
        "error": error,
    }
    return page(
        request,
        "annual/list.html",
        context,
        title=_("年度报告"),
        agency=agency,
        steps=steps(who, agency, timezone.localdate()),
        status=error.status if error else 200,
    )


def _listed(agency: Agency) -> list[Listed]:
    placements = Prefetch("placements", Placement.objects.filter(withdrawn_on=None).order_by("-on", "-id"))
    versions = Version.objects.defer("content", "fragment", "cells", "findings").order_by("-number")
    reports = AnnualReport.objects.filter(agency=agency).order_by("-year", "scope")
    found = []
    for report in reports.prefetch_related(Prefetch("versions", versions.prefetch_related(placements))):
        report.agency = agency
        made = list(report.versions.all())
        placed = [each for version in made for each in version.placements.all()]
        found.append(Listed(report, made[0] if made else None, placed[0] if placed else None, place(report)))
    return found


def _year(request: HttpRequest) -> int:
    text = request.POST.get("year", "")
    if not (text.isdecimal() and len(text) == 4):
        raise InvalidInput("请选择年度。")
    return int(text)
