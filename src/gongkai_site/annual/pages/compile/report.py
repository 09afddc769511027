"""The report's figures: the form, last year's values, what was set by hand, findings, carry-over, zeros."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.report import Number
from gongkai_site.annual.current import live_findings
from gongkai_site.annual.figures import Figures, figures
from gongkai_site.annual.models import AnnualReport, Scope, State
from gongkai_site.annual.overrides import confirm_zero, withdraw_zero
from gongkai_site.annual.pages.compile.cell import opens_cells
from gongkai_site.annual.pages.compile.form import form_tables
from gongkai_site.annual.pages.compile.found import NOT_RUN, counted, found_on_page
from gongkai_site.annual.pages.compile.zeros import asked, stated
from gongkai_site.annual.pages.reports import place, report_for, sees_draft
from gongkai_site.annual.prose.lookup import cell_label
from gongkai_site.annual.scopes import write_right, writing_right
from gongkai_site.annual.steps_compile import changes_address, figure_steps
from gongkai_site.annual.steps_sign import steps_of
from gongkai_site.errors import InvalidInput, SiteError
from gongkai_site.office import actor, page
from gongkai_site.policy import may
from gongkai_site.records.served import serves


@dataclass(frozen=True, slots=True)
class Carried:
    """One column of the carry-over: what last year carried out, and this year's carried in."""

    label: str
    before: Number | None
    now: Number | None

    @property
    def agrees(self) -> bool:
        """Whether both are the same figure."""
        return self.before == self.now


@require_GET
def report_page(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """The form as it stands now. Those above see the locked versions, of an area handed up its sums to open as well.

    Everybody sees the locked versions of years of other forms.
    """
    report = report_for(request, "report.view", agency_id, year, scope)
    who = actor(request)
    if not (sees_draft(who, report) or (scope == Scope.AREA and opens_cells(who, report))) or not serves(year):
        return HttpResponseRedirect(reverse("annual:versions", args=place(report)))
    return _shown(request, report)


def _shown(request: HttpRequest, report: AnnualReport, error: SiteError | None = None) -> HttpResponse:
    who, year = actor(request), report.year
    now = figures(report)
    findings = live_findings(report, now)
    said = [each for each in findings if each.severity != NOT_RUN]
    errors = sum(each.severity == "error" for each in said)
    context = {
        "report": report,
        "place": place(report),
        "now": now,
        "tables": form_tables(now, said, year),
        "findings": found_on_page(said, now.form),
        "counted": counted(said),
        "filled": sum(bool(each) for each in now.values.values()),
        "not_run": [each for each in findings if each.severity == NOT_RUN],
        "carried": _carried(now),
        "by_hand": [(key, cell_label(now.form, key), each) for key, each in now.overrides.items()],
        "changed": len(now.changed()),
        "changes_at": changes_address(who, report),
        "opens": opens_cells(who, report),
        "sees_draft": sees_draft(who, report),
        "writable": report.state == State.DRAFT and may(who, write_right(report), report),
        "zeros": asked(now, request.POST),
        "error": error,
    }
    return page(
        request,
        "annual/report.html",
        context,
        title=_("{year}年度报告：数据").format(year=year),
        agency=report.agency,
        steps=[*figure_steps(who, report, now, errors), *steps_of(who, report)],
        status=error.status if error else 200,
    )


@require_POST
def zero(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """Confirm that the year has no record of the kinds for which a 0 was typed, all or none of them, or take one back.

    With the last of them the figures are done: the page that follows is where the report is written.
    """
    report = report_for(request, writing_right(scope), agency_id, year, scope)
    if request.POST.get("withdraw"):
        withdraw_zero(actor(request), report, request.POST.get("kind", ""))
        messages.success(request, _("已撤回确认。"))
        return HttpResponseRedirect(reverse("annual:report", args=place(report)) + "#zeros")
    try:
        with transaction.atomic():
            for kind in stated(request.POST):
                confirm_zero(actor(request), report, kind)
    except InvalidInput as refused:
        return _shown(request, report, refused)
    now = figures(report)
    if now.absent or now.missing or any(each.severity == "error" for each in live_findings(report, now)):
        messages.success(request, _("已确认为0。"))
        return HttpResponseRedirect(reverse("annual:report", args=place(report)) + "#zeros")
    messages.success(request, _("已确认为0，数据没有待处理的问题。接着撰写正文。"))
    return HttpResponseRedirect(reverse("annual:write", args=place(report)))


def _carried(now: Figures) -> list[Carried]:
    """The carry-over by column, where last year's report is here."""
    if not now.last_year.cells:
        return []
    cells = now.form.row_cells("requests", "carried_in")
    return [
        Carried(
            cell.column.label if not cell.column.group else f"{cell.column.group}—{cell.column.label}",
            now.last_year.cells.get(f"requests.carried_out.{cell.column.key}"),
            now.values[cell.key],
        )
        for cell in cells
    ]
