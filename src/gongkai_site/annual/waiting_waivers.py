"""What waits to be let stand: hits of screening that a writer asks to keep. Asked together with the reports."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.annual.models import AnnualReport, State, Waiver
from gongkai_site.office.waiting import Waiting

_ASKED = ("asked_at", "asked_by", "asked_reason")


def asked_about(reports: QuerySet[AnnualReport]) -> QuerySet[AnnualReport]:
    """The reports, each with who asked last that something may stand, when and why."""
    waivers = Waiver.objects.filter(report=OuterRef("pk"), withdrawn=False, at=None).order_by("-asked_at", "-pk")
    return reports.annotate(**{f"waiver_{name}": Subquery(waivers.values(name)[:1]) for name in _ASKED})


def to_waive(report: Any) -> list[Waiting]:
    """That a report of :func:`asked_about` waits for somebody who may let a hit stand."""
    if report.waiver_asked_at is None or report.state not in (State.DRAFT, State.SUBMITTED):
        return []
    return [
        Waiting(
            kind="report.waive", thing=f"annual.annualreport {report.pk}", agency=report.agency_id,
            right="report.waive", entry="annual", text=_("核实筛查发现，同意保留或请编写人改正"),
            url=reverse("annual:screening", args=[report.agency_id, report.year, report.scope]),
            seen="report.records", waits=_("等{who}核实筛查发现"), otherwise=_("没有参与编写的审核人"),
            why=report.waiver_asked_reason, since=report.waiver_asked_at, due_year=report.year,
            not_for=report.waiver_asked_by,
        )
    ]  # fmt: skip
