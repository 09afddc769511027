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
from gongkai_site.annual.models import Scope, State
from gongkai_site.annual.overrides import confirm_zero, withdraw_zero
from gongkai_site.annual.pages.compile.cell import opens_cells
from gongkai_site.annual.pages.compile.form import form_tables
from gongkai_site.annual.pages.compile.found import NOT_RUN, counted, found_on_page
from gongkai_site.annual.pages.reports import place, report_for, sees_draft
from gongkai_site.annual.prose.lookup import cell_label
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.steps_compile import changes_address, figure_steps
from gongkai_site.annual.steps_sign import steps_of
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
    opens = opens_cells(who, report)
    drafts = sees_draft(who, report)
    if not (drafts or (scope == Scope.AREA and opens)) or not serves(year):
        return HttpResponseRedirect(reverse("annual:versions", args=place(report)))
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
        "opens": opens,
        "sees_draft": drafts,
        "writable": report.state == State.DRAFT and may(who, write_right(report), report),
    }
    return page(
        request,
        "annual/report.html",
        context,
        title=_("{year}年度报告：数据").format(year=year),
        agency=report.agency,
        steps=[*figure_steps(who, report, now, errors), *steps_of(who, report)],
    )


@require_POST
def zero(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """Confirm that the year has no record of the kinds ticked, all or none of them, or take one back."""
    report = report_for(request, "report.view", agency_id, year, scope)
    kinds = request.POST.getlist("kind") or [""]
    if request.POST.get("withdraw"):
        withdraw_zero(actor(request), report, kinds[0])
        messages.success(request, _("已撤回确认。"))
    else:
        with transaction.atomic():
            for kind in kinds:
                confirm_zero(actor(request), report, kind)
        messages.success(request, _("已确认为0。"))
    return HttpResponseRedirect(reverse("annual:report", args=place(report)) + "#zeros")


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
