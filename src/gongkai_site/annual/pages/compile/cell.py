"""One cell opened: what it counts in words, exactly the records it counts, and setting it by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from gongkai.errors import UnknownCell
from gongkai.writing import number_text
from gongkai_site.annual.compile.cells import CellQuery, Part, cell_query
from gongkai_site.annual.figures import Figures, figures, source_of
from gongkai_site.annual.models import AnnualReport, Scope, State
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.overrides import override_cell, withdraw_override
from gongkai_site.annual.pages.reports import place, report_for, sees_draft
from gongkai_site.annual.scopes import write_right
from gongkai_site.errors import NotAllowed, SiteError
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import Actor, may
from gongkai_site.records.registry import REGISTERS, Register

_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One record as a row: the register's own columns, and where it is opened."""

    values: tuple[str, ...]
    url: str
    agency: str
    """The agency merged into this one, where the record is that one's."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The part of the cell that is shown: a cell may count records of two registers, or at two moments."""

    register: Register
    headings: tuple[str, ...]
    page: Page[Any]
    rows: tuple[Shown, ...]


@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, agency_id: int, year: int, scope: str, key: str) -> HttpResponse:
    """The cell's page; POST sets it by hand or lets it follow the registers again."""
    report = report_for(request, "report.view", agency_id, year, scope)
    if not opens_cells(actor(request), report):
        raise NotAllowed(
            "您没有打开这份报告各格数字的权限。", advice="已报送或已公开的版本，请打开报告的“版本”页面查看。"
        )
    try:
        query = cell_query(key, year)
    except UnknownCell as unknown:
        raise Http404("年度报告表中没有这一格。") from unknown
    error: SiteError | None = None
    if request.method == "POST":
        try:
            messages.success(request, _changed(request, report, key))
            if not request.htmx:  # type: ignore[attr-defined] # of the middleware
                return HttpResponseRedirect(request.path)
        except SiteError as refused:
            error = refused
    return _shown(request, report, query, error)


def _shown(request: HttpRequest, report: AnnualReport, query: CellQuery, error: SiteError | None) -> HttpResponse:
    """The figure's own page, or what htmx puts below the form; the form is told where something was changed."""
    alone = bool(request.htmx)  # type: ignore[attr-defined] # of the middleware
    now, key = figures(report), query.key
    context = {
        "report": report,
        "place": place(report),
        "query": query,
        "sees_draft": sees_draft(actor(request), report),
        "unit": query.cell.unit,
        "value": number_text(now.values[key]),
        "counted": number_text(now.counted[key]),
        "last": number_text(now.last_year.cells.get(key)),
        "override": now.overrides.get(key),
        "writable": report.state == State.DRAFT and may(actor(request), write_right(report), report),
        "typed": {name: request.POST.get(name, "") if error else "" for name in ("value", "reason")},
        "alone": alone,
        "here": request.path,
        "error": error,
        **_made_of(request, report, query, now),
    }
    answer = page(
        request,
        "annual/cell_beside.html" if alone else "annual/cell.html",
        context,
        title=query.title,
        agency=report.agency,
        steps=_steps(report, now, key),
        status=error.status if error else 200,
    )
    patch_vary_headers(answer, ["HX-Request"])
    if request.method == "POST" and error is None:
        trigger_client_event(answer, "figures-changed")
    return answer


def opens_cells(who: Actor, report: AnnualReport) -> bool:
    """Whether the actor may open the report's cells: on its records, or the area's on the agencies summed.

    An area's sum opens for whoever may see the draft, and for whoever may view the report once what is locked was
    handed up or published; while it is being written or corrected those above open nothing.
    """
    if report.scope == Scope.OWN:
        return may(who, "report.records", report)
    if sees_draft(who, report):
        return True
    newest = newest_version(report)
    handed = report.state == State.LOCKED and newest is not None and newest.is_handed_up
    return handed and may(who, "report.view", report)


def _steps(report: AnnualReport, now: Figures, key: str) -> list[Step]:
    back = reverse("annual:report", args=place(report))
    if report.state != State.DRAFT:
        return [Step(_("返回报告表"), f"{back}#{key}", _("报告已不在起草状态，这里只能查看"))]
    found = []
    if key in now.unconfirmed:
        found.append(Step(_("确认没有记录的事项确实为0"), f"{back}#zeros", _("这一格按0计算，是因为本年没有任何记录")))
    if key in now.overrides and now.overrides[key].value == now.counted[key]:
        found.append(Step(_("台账与手工调整的数已经一致，可以撤回手工调整"), "#cell-by-hand-title"))
    wrong = _("发现记录有误的，请打开那条记录更正；没有问题的，返回报告表")
    return [*found, Step(wrong if report.scope == Scope.OWN else _("核对各单位的数字，返回报告表"), f"{back}#{key}")]


def _changed(request: HttpRequest, report: AnnualReport, key: str) -> str:
    """Set the figure by hand or let it follow the registers again, and return what to tell."""
    reason = request.POST.get("reason", "")
    if request.POST.get("withdraw"):
        withdraw_override(actor(request), report, key, reason)
        return _("已撤回手工调整，这一格重新按台账计算。")
    override_cell(actor(request), report, key, request.POST.get("value", ""), reason)
    return _("已手工调整这一格。合计不会自动改变，请查看校验结果。")


def _made_of(request: HttpRequest, report: AnnualReport, query: CellQuery, now: Figures) -> dict[str, object]:
    if now.from_document:
        return {"explanation": query.explanation, "basis": query.basis, "from_document": True}
    if report.scope == Scope.OWN:
        return _records(request, report, query, now)
    return _opened(actor(request), report, query.key)


def _opened(who: Actor, report: AnnualReport, key: str) -> dict[str, object]:
    opened = source_of(report.scope).open(report, key)
    leads = _leads(who, report)
    rows = [(each, number_text(each.value), each.url if leads(each.url) else "") for each in opened.rows]
    return {"opened": rows, "explanation": opened.explanation, "basis": opened.basis}


def _leads(who: Actor, report: AnnualReport) -> Callable[[str], bool]:
    """Say of a row's address whether it opens for this reader: the own report's, or a filing handed up to the agency.

    Those who write and sign the area's report need not be those who receive what is handed up.
    """
    own = AnnualReport.objects.filter(agency=report.agency_id, year=report.year, scope=Scope.OWN).first()
    own_url = reverse("annual:report", args=[report.agency_id, report.year, Scope.OWN])
    sees_own = own is not None and may(who, "report.view", own)
    sees_filings = may(who, "filing.view", report.agency)
    return lambda url: sees_own if url == own_url else sees_filings


def _records(request: HttpRequest, report: AnnualReport, query: CellQuery, now: Figures) -> dict[str, object]:
    if not query.fed:
        return {"explanation": query.explanation, "basis": query.basis, "unfed": True}
    number = request.GET.get("part", "")
    at = int(number) if number.isdecimal() and len(number) < 4 and int(number) < len(query.parts) else 0
    ids = now.agency_ids
    totals = [part.total(ids, report.year) for part in query.parts] if len(query.parts) > 1 else []
    return {
        "explanation": query.explanation,
        "basis": query.basis,
        "parts": [(place, _part_title(part), totals[place], place == at) for place, part in enumerate(query.parts)]
        if totals
        else [],
        "chosen": _chosen(request, report, query.parts[at], now),
    }


def _part_title(part: Part) -> str:
    register = REGISTERS[part.register.key].title
    named = {"concluded": _("本年审结"), "pending": _("尚未审结")}.get(part.moment)
    return f"{register}（{named}）" if named else register


def _chosen(request: HttpRequest, report: AnnualReport, part: Part, now: Figures) -> Chosen:
    register = REGISTERS[part.register.key]
    columns = [each for each in register.listed if not each.personal]
    related = [each.column for each in columns if each.kind in ("request", "section")]
    records = part.records(now.agency_ids, report.year).select_related("agency", *related)
    shown = Paginator(records, _PER_PAGE).get_page(request.GET.get("page"))
    return Chosen(
        register,
        tuple(each.heading for each in columns),
        shown,
        tuple(_rows(shown, register, columns, report)),
    )


def _rows(shown: Page[Any], register: Register, columns: list[Any], report: AnnualReport) -> Iterator[Shown]:
    for record in shown:
        own = record.agency_id == report.agency_id
        yield Shown(
            tuple(each.of(record) for each in columns),
            reverse("records:open", args=[record.agency_id, register.key, record.pk]) if own else "",
            "" if own else record.agency.name,
        )
