"""Filing for an office that sent its report on paper or as a file (代为报送)."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from gongkai_site.agencies.counted import owing_any
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Version
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.filings.actions import file_on_paper
from gongkai_site.filings.pages.own import ready_versions
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, actor, for_agency, found, page


@for_agency("filing.manage")
def paper_page(request: HttpRequest, agency: Agency, year: int, of: int) -> HttpResponse:
    """Choose the version that was taken in, say when it came, and file it."""
    office = found(owing_any(agency, insist_year(year)), of)
    ready = ready_versions(office, year, agency)
    error = None
    if request.method == "POST":
        try:
            return _filed(request, agency, office, year)
        except SiteError as refused:
            error = refused
    take_in = Step(
        _("把收到的报告（扫描件须先录成Word或Excel）放进“来文识读”，核对后接收"),
        reverse("intake:list", args=[agency.pk]),
        _("以本年度为应收年度上传的，接收后自动报送"),
    )
    return page(
        request,
        "filings/paper.html",
        {"year": year, "office": office, "copy": office.superior_id != agency.pk, "ready": ready, "error": error,
         "typed": request.POST, "today": timezone.localdate()},
        title=_("为{office}代为报送").format(office=office),
        agency=agency,
        steps=[Step(_("选择版本，填写收到日期"), "#filed_on")] if ready else [take_in],
        status=error.status if error else 200,
    )  # fmt: skip


def _filed(request: HttpRequest, agency: Agency, office: Agency, year: int) -> HttpResponse:
    sent = request.POST.get("version", "")
    versions = Version.objects.filter(report__agency=office, report__year=year).select_related("report__agency")
    version = found(versions, int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
    filing = file_on_paper(
        actor(request),
        version,
        to=agency,
        filed_on=_day(request.POST.get("filed_on", "")),
        note=request.POST.get("note", ""),
    )
    messages.success(request, _("已代为报送。"))
    return redirect("filings:filing", filing.pk)


def _day(text: str) -> dt.date:
    try:
        day = parse_date(text.strip())
    except ValueError:
        day = None
    if day is None:
        raise InvalidInput("请填写收到日期，如 2026-01-15。")
    return day
