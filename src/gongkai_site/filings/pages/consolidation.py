"""The consolidated report's making: who is in, who is missing and why, what does not add up, what changed since."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.january import render_total_workbook
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Scope, State, Version
from gongkai_site.annual.newest import newest_version
from gongkai_site.errors import InvalidInput, NotAllowed, SiteError
from gongkai_site.filings.actions import choose_members
from gongkai_site.filings.consolidation.area import Area, area, shown_area
from gongkai_site.filings.consolidation.changes import Changed, changed_since
from gongkai_site.filings.models import Consolidation
from gongkai_site.filings.years import insist_year
from gongkai_site.office import Step, actor, for_agency, page
from gongkai_site.policy import may
from gongkai_site.sheets.writing import XLSX

_PER_PAGE = 50


@for_agency("filing.view")
def consolidation_page(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """Everything behind the sums; POST begins the report or chooses what counts."""
    insist_year(year)
    _insist_seen(request, agency, year)
    error = None
    if request.method == "POST":
        try:
            return _changed(request, agency, year)
        except SiteError as refused:
            error = refused
    report = AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.AREA).select_related("agency").first()
    chosen = Consolidation.objects.filter(report=report).first() if report else None
    found = area(agency, year, include_filed=bool(chosen and chosen.include_filed))
    version = newest_version(report) if report else None
    changed = changed_since(version) if version else []
    writes = may(actor(request), "consolidation.write", agency)
    return page(
        request,
        "filings/consolidation.html",
        {
            "year": year,
            "report": report,
            "version": version,
            "changed": changed,
            "chosen": chosen,
            "found": found,
            "counted": sum(part.counts for part in found.parts),
            "missing": found.missing,
            "shown": Paginator(found.parts, _PER_PAGE).get_page(request.GET.get("page")),
            "differences": found.sums.differences,
            "gaps": sum(map(len, found.sums.gaps.values())),
            "chooses": writes and report is not None and report.state == State.DRAFT,
            "begins": writes and report is None,
            "error": error,
        },
        title=_("{year}年度汇总").format(year=year),
        agency=agency,
        steps=_steps(report, version, changed, found, writes),
        status=error.status if error else 200,
    )


@for_agency("filing.view")
def papers(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    """The working papers: the tables, every cell of every agency, what is lacking and what does not add up.

    Of a locked report they are those of what was locked.
    """
    insist_year(year)
    _insist_seen(request, agency, year)
    report = AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.AREA).select_related("agency").first()
    found = shown_area(report) if report is not None else area(agency, year)
    return HttpResponse(
        render_total_workbook(found.sums),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{year}-consolidation.xlsx"'},
    )


def _insist_seen(request: HttpRequest, agency: Agency, year: int) -> None:
    """Refuse those above until the report was handed up or published: the sums hold what is only locked so far."""
    who = actor(request)
    if may(who, "consolidation.write", agency):
        return
    report = AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.AREA).select_related("agency").first()
    if report is None or not may(who, "report.view", report):
        raise NotAllowed(f"{agency}的汇总报告还没有报送或公开，您只能查看报送情况。", advice="报送之后即可查看。")


def _changed(request: HttpRequest, agency: Agency, year: int) -> HttpResponse:
    from gongkai_site.annual.actions.begin import begin_report

    report = AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.AREA).first()
    if request.POST.get("do") == "begin":
        begin_report(actor(request), agency, year, Scope.AREA)
        messages.success(request, _("已开始编制汇总报告。"))
    else:
        revision = request.POST.get("revision", "")
        if report is None or not revision.isdecimal() or len(revision) > 9:
            raise InvalidInput("页面内容不完整。", advice="请刷新页面后重试。")
        choose_members(
            actor(request), report, include_filed=bool(request.POST.get("include_filed")), revision=int(revision)
        )
        messages.success(request, _("已按新的口径汇总。"))
    return redirect("filings:consolidation", agency.pk, year)


def _steps(
    report: AnnualReport | None, version: Version | None, changed: list[Changed], found: Area, writes: bool
) -> list[Step]:
    here = [found.superior.pk, found.year]
    steps = []
    if changed:
        text = _("锁定后下级有{count}处变动：确需改动的，更正汇总报告").format(count=len(changed))
        steps.append(Step(text, "#changed", urgent=True))
    if found.missing:
        text = _("{count}个单位的数字没有计入：催报、接收，或在报告中说明").format(count=len(found.missing))
        steps.append(Step(text, "#missing"))
    if found.sums.differences:
        steps.append(
            Step(
                _("有{count}处合计与各项不符：退回有关单位改正").format(count=len(found.sums.differences)),
                "#differences",
            )
        )
    if report is None:
        return [*steps, Step(_("开始编制汇总报告"), "#begin")] if writes else steps
    place = [*here, Scope.AREA]
    if report.state == State.LOCKED and version is not None:
        return [*steps, Step(_("公开、报送汇总报告"), reverse("annual:versions", args=place))]
    return [*steps, Step(_("查看汇总数据"), reverse("annual:report", args=place)),
            Step(_("编写正文"), reverse("annual:write", args=place))]  # fmt: skip
