"""What waits with handing up: to be handed up, decided by the superior, opened for correction after a return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.law import year_end
from gongkai_site.agencies.counted import standing
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Origin, Scope, State, Version
from gongkai_site.annual.newest import newest_alone
from gongkai_site.filings.models import Filing
from gongkai_site.office.waiting import Waiting
from gongkai_site.people.models import Role
from gongkai_site.read_once import read_once


@read_once
def waiting(agencies: tuple[int, ...] | None, today: dt.date) -> list[Waiting]:
    """Everything that waits in these agencies."""
    return [*_to_decide(agencies), *to_hand_up(agencies, today.year - 1)]


def undecided(agencies: Collection[int] | None = None) -> list[Filing]:
    """The filings that a superior among these must decide, one for each agency and year.

    Of an agency that handed up its own report and that of its area the area's, which counts. Everything that says how
    many wait (the overview, the steps, the menu, the mail) asks here.
    """
    filings = Filing.objects.filter(state=Filing.State.FILED).select_related("agency")
    if agencies is not None:
        filings = filings.filter(superior__in=agencies)
    return list(that_count(filings.defer("apart")).values())


def that_count(filings: Iterable[Filing]) -> dict[tuple[int, int, int], Filing]:
    """By superior, agency and year the filing that counts: open before returned, the area's before its own."""
    found: dict[tuple[int, int, int], Filing] = {}
    for each in sorted(filings, key=lambda each: (each.is_open, each.scope == Scope.AREA, each.pk)):
        found[each.superior_id, each.agency_id, each.year] = each
    return found


def _to_decide(agencies: Collection[int] | None) -> list[Waiting]:
    return [
        Waiting(
            kind="filing.decide", thing=f"filings.filing {each.pk}", agency=each.superior_id, right="filing.manage",
            entry="filings", text=_("审核{agency}{year}年度报告").format(agency=each.agency, year=each.year),
            url=reverse("filings:overview", args=[each.superior_id, each.year]) + "?stand=filed",
            together=_("{year}年度：审核{{count}}份已报送的报告").format(year=each.year), since=each.at,
            waits=_("等{who}审核"), title=_("{agency}{year}年度报告").format(agency=each.agency, year=each.year),
        )
        for each in undecided(agencies)
    ]  # fmt: skip


def to_hand_up(agencies: Collection[int] | None, year: int) -> list[Waiting]:
    """Locked reports on a year that are not handed up, and those that came back."""
    locked = _locked(agencies, year)
    filings = Filing.objects.filter(year=year, agency__in={each.agency for each in locked}, copy=False)
    newest: dict[int, Filing] = {}
    for filing in filings.select_related("version").defer("apart", *_HEAVY).order_by("pk"):
        newest[filing.agency_id] = filing
    found = (_handing_up(each, newest.get(each.agency), year) for each in locked)
    return [each for each in found if each is not None]


_HEAVY = ("version__content", "version__cells", "version__findings", "version__fragment")


@dataclass(frozen=True, slots=True)
class _Locked:
    """The newest version of what an agency owes its superior: of an area its report for the whole, else its own."""

    agency: int
    report: AnnualReport
    version: Version


def _locked(agencies: Collection[int] | None, year: int) -> list[_Locked]:
    versions = newest_alone(
        Version.objects.filter(
            report__year=year,
            report__agency__superior__isnull=False,
            report__agency__in=Agency.objects.filter(standing(year_end(year))),
        )
    )
    if agencies is not None:
        versions = versions.filter(report__agency__in=agencies)
    light = versions.select_related("report").defer("content", "cells", "findings", "fragment")
    found: dict[int, _Locked] = {}
    for version in light.order_by("report__scope"):
        report = version.report
        # The area's report goes up; sorted by scope it comes first.
        found.setdefault(report.agency_id, _Locked(report.agency_id, report, version))
    return list(found.values())


def _handing_up(each: _Locked, filing: Filing | None, year: int) -> Waiting | None:
    """The next thing with one locked report; nothing while the superior has it, or while it is being corrected."""
    if each.report.state != State.LOCKED or (filing is not None and filing.is_open):
        return None
    returned = filing is not None and filing.state == Filing.State.RETURNED
    if filing is not None and returned and filing.version.report_id == each.report.pk:
        if filing.version.number >= each.version.number:
            return _correcting(each, filing)
        text = _("{year}年度报告已改正，重新报送").format(year=year)
    else:
        text = _("报送{year}年度报告").format(year=year)
    return Waiting(
        kind="filing.hand-up", thing=f"annual.annualreport {each.report.pk}", agency=each.agency,
        right="report.hand_up", entry="annual", text=text,
        url=reverse("filings:own", args=[each.agency, year]) + "#ready",
        since=each.version.locked_at, due_year=year, urgent=returned, roles=(Role.CLERK, Role.REVIEWER, Role.LEADER),
    )  # fmt: skip


def _correcting(each: _Locked, filing: Filing) -> Waiting:
    """A report that came back: who may begin the correction, and where; of a document, who may bring another."""
    by_document = each.version.origin == Origin.DOCUMENT
    sign = reverse("annual:signoff", args=[each.agency, filing.year, each.report.scope]) + "#do-correct"
    return Waiting(
        kind="filing.returned", thing=f"filings.filing {filing.pk}", agency=each.agency,
        right="intake.edit" if by_document else "report.correct", entry="annual",
        text=_("上传更正后的文件") if by_document else _("开始更正"),
        url=reverse("intake:upload", args=[each.agency]) if by_document else sign,
        waits=_("等{who}上传更正后的文件") if by_document else _("等{who}开始更正"), otherwise=_("审核人或分管领导"),
        read=reverse("filings:slip", args=[filing.pk]), seen="filing.own",
        title=_("{year}年度报告被退回").format(year=filing.year), why=filing.slip,
        # The slip went out as a letter: nobody is told twice.
        since=filing.decided_at, due_year=filing.year, urgent=True, told=False,
        roles=() if by_document else (Role.REVIEWER, Role.LEADER),
    )  # fmt: skip
