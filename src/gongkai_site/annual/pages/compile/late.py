"""The page of late changes: records changed after the newest version was locked, and the figures they change."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.checking import cell_name
from gongkai.forms import Form
from gongkai.writing import number_text
from gongkai_site.annual.late import LateChange, late_cells, late_changes, late_reorganisations, late_texts
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.annual.newest import newest_version
from gongkai_site.annual.pages.reports import place, report_for
from gongkai_site.audit.actions_named import action_name
from gongkai_site.office import Step, actor, page
from gongkai_site.policy import may
from gongkai_site.policy.holders import holders, named
from gongkai_site.records.registry import REGISTERS
from gongkai_site.records.served import form_of

_PER_PAGE = 50


@require_GET
def late(request: HttpRequest, agency_id: int, year: int, scope: str) -> HttpResponse:
    """What changed in the registers since the newest version was locked."""
    report = report_for(request, "report.records", agency_id, year, scope)
    if report.scope == Scope.AREA:
        changed = reverse("filings:consolidation", args=[agency_id, year])
        return HttpResponseRedirect(f"{changed}#changed")
    version = newest_version(report)
    if version is None:
        raise Http404("这份报告还没有锁定过。")
    version.report = report
    cells = late_cells(version)
    shown = Paginator(late_changes(version), _PER_PAGE).get_page(request.GET.get("page"))
    form = form_of(year)
    context = {
        "report": report,
        "place": place(report),
        "version": version,
        "cells": [
            (each, cell_name(form, each.key).zh, number_text(each.locked), number_text(each.now)) for each in cells
        ],
        "texts": [_part(form, key) for key in late_texts(version)],
        "reorganisations": [(each, action_name(each.action)) for each in late_reorganisations(version)],
        "shown": shown,
        "rows": [_row(form, each, report) for each in shown],
    }
    steps = []
    if cells and may(actor(request), "report.correct", report):
        steps.append(
            Step(
                _("需要更正的，填写原因后开始编制新版本"),
                reverse("annual:signoff", args=place(report)) + "#do-correct",
                _("已锁定的版本保持不变，新旧版本都可查阅"),
            )
        )
    elif cells:
        who = named(holders(report.agency_id, "report.correct", timezone.localdate())) or _("审核人或领导")
        steps.append(Step(_("等{who}决定是否更正").format(who=who)))
    return page(
        request,
        "annual/late.html",
        context,
        title=_("{year}年度报告：锁定后的台账变动").format(year=year),
        agency=report.agency,
        steps=steps,
    )


def _part(form: Form, key: str) -> str:
    return {"preamble": _("前言"), "closing": _("结尾（落款之前的说明，一般不写）")}.get(key) or _section(form, key)


def _section(form: Form, key: str) -> str:
    section = form.section(key)
    return f"{section.number}、{section.heading}"


def _row(form: Form, change: LateChange, report: AnnualReport) -> tuple[LateChange, str, str, list[tuple[str, str]]]:
    register = REGISTERS[change.register]
    own = change.record.agency_id == report.agency_id
    url = reverse("records:open", args=[change.record.agency_id, register.key, change.record.pk]) if own else ""
    cells = [(cell_name(form, key).zh, _difference(form, key, amount)) for key, amount in change.cells.items()]
    return change, register.title, url, cells


def _difference(form: Form, key: str, amount: int) -> str:
    if form.cell(key).is_amount:
        from gongkai_site.records.money import yuan

        return f"{'+' if amount > 0 else ''}{yuan(amount)}元"
    return f"{amount:+d}"
