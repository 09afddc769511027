"""What waits with the annual report: to be begun, written, reviewed, signed, locked, published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.law import year_end
from gongkai_site.agencies.counted import standing
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Placement, Scope, State, Version
from gongkai_site.annual.newest import newest_alone
from gongkai_site.annual.scopes import write_right
from gongkai_site.annual.waiting_waivers import asked_about, to_waive
from gongkai_site.office.waiting import Waiting
from gongkai_site.people.models import Role
from gongkai_site.read_once import read_once

_YEARS = 2
"""Reports of how many years back are still asked about."""


@read_once
def waiting(agencies: tuple[int, ...] | None, today: dt.date) -> list[Waiting]:
    """Everything that waits in these agencies."""
    return [*_to_begin(agencies, today), *_under_way(agencies, today), *_to_publish(agencies, today)]


def waiting_of(report: AnnualReport) -> list[Waiting]:
    """What one report under way waits for; of a locked one nothing."""
    made = _STATES.get(State(report.state))
    return made(_Made(report)) if made else []


def _to_begin(agencies: Collection[int] | None, today: dt.date) -> list[Waiting]:
    """The report on the year before, from the first of January, in agencies that owe one."""
    year = today.year - 1
    begun = AnnualReport.objects.filter(year=year, scope=Scope.OWN).values("agency")
    # One at the top of a line that nobody works in owes a report as well, but nobody is there to wait for.
    owing = Agency.objects.filter(standing(year_end(year)), abolished_on=None).exclude(pk__in=begun)
    if agencies is not None:
        owing = owing.filter(pk__in=agencies)
    return [
        Waiting(
            kind="report.begin", thing=f"agencies.agency {pk} {year}", agency=pk, right="report.write", entry="annual",
            text=_("编制{year}年度报告").format(year=year), url=reverse("annual:list", args=[pk]) + "#begin",
            posts=(("year", str(year)), ("scope", Scope.OWN.value)), due_year=year, roles=(Role.CLERK,),
        )
        for pk in owing.values_list("pk", flat=True)
    ]  # fmt: skip


def _under_way(agencies: Collection[int] | None, today: dt.date) -> list[Waiting]:
    reports = AnnualReport.objects.filter(year__gte=today.year - _YEARS).exclude(state=State.LOCKED)
    if agencies is not None:
        reports = reports.filter(agency__in=agencies)
    found = []
    for report in asked_about(reports).order_by("-year", "scope", "agency"):
        found += [_named(each, report) for each in (*waiting_of(report), *to_waive(report))]
    return found


def _to_publish(agencies: Collection[int] | None, today: dt.date) -> list[Waiting]:
    locked = Version.objects.filter(report__state=State.LOCKED, report__year__gte=today.year - _YEARS)
    versions = newest_alone(locked).exclude(pk__in=Placement.objects.filter(withdrawn_on=None).values("version"))
    if agencies is not None:
        versions = versions.filter(report__agency__in=agencies)
    rows = versions.order_by("-report__year", "report__scope", "pk").values_list(
        "pk", "report__agency", "report__year", "report__scope", "locked_at", named=True
    )
    return [_publishing(row.pk, row.report__agency, row.report__year, row.report__scope, row.locked_at) for row in rows]


def publishing_of(version: Version) -> Waiting:
    """That a locked version waits to be published."""
    report = version.report
    return _publishing(version.pk, report.agency_id, report.year, report.scope, version.locked_at)


def _publishing(pk: int, agency: int, year: int, scope: str, since: dt.datetime) -> Waiting:
    return Waiting(
        kind="version.publish", thing=f"annual.version {pk}", agency=agency, right="report.publish", entry="annual",
        text=_("公开报告并登记网址"), url=reverse("annual:publish", args=[pk]), title=_title(year, scope),
        why=_("报告已锁定，尚未公开"), since=since, urgent=True, roles=(Role.CLERK, Role.REVIEWER, Role.LEADER),
    )  # fmt: skip


def _title(year: int, scope: str) -> str:
    return _("{year}年度报告（{scope}）").format(year=year, scope=Scope(scope).label)


def _named(each: Waiting, report: AnnualReport) -> Waiting:
    return replace(each, title=_title(report.year, report.scope))


@dataclass(frozen=True, slots=True)
class _Made:
    """Makes the things that one report waits for."""

    report: AnnualReport

    def thing(self, kind: str, right: str, text: str, page: str, **more: object) -> Waiting:
        report = self.report
        url, _hash, place = page.partition("#")
        address = reverse(f"annual:{url}", args=[report.agency_id, report.year, report.scope])
        values = {
            "kind": kind, "thing": f"annual.annualreport {report.pk}", "agency": report.agency_id, "right": right,
            "entry": "annual", "text": text, "url": f"{address}#{place}" if place else address,
            "seen": "report.records", "since": report.state_since or report.created_at,
            "due_year": report.year, **more,
        }  # fmt: skip
        return Waiting(**values)  # type: ignore[arg-type] # the names above are its own


def _draft(made: _Made) -> list[Waiting]:
    report = made.report
    why = report.returned_reason or (report.correction_reason and _("正在更正"))
    return [
        made.thing(
            "report.draft", write_right(report), _("撰写正文"), "write",
            waits=_("等{who}写完并提交审核"), otherwise=_("经办人"), why=why, urgent=bool(report.returned_reason),
            roles=(Role.SUPERVISOR,) if report.scope == Scope.AREA else (Role.CLERK,),
        )
    ]  # fmt: skip


def _submitted(made: _Made) -> list[Waiting]:
    report = made.report
    return [
        made.thing(
            "report.submitted", "report.review", _("核对清单并审核"), "signoff#do-review",
            waits=_("等{who}审核"), otherwise=_("审核人"), why=report.submitted_note, urgent=True,
            not_for=report.written_alone_by_id,
        )
    ]  # fmt: skip


def _reviewed(made: _Made) -> list[Waiting]:
    return [
        made.thing(
            "report.approve", "report.approve", _("看过全文后签发"), "signoff#do-approve",
            waits=_("等{who}签发"), otherwise=_("领导在审签单上"), urgent=True,
        ),
        made.thing(
            "report.paper", "report.sign_off", _("领导在审签单上签字的，登记签发并上传扫描件"), "signoff#do-sign",
            roles=(Role.REVIEWER,),
        ),
    ]  # fmt: skip


def _signed(made: _Made) -> list[Waiting]:
    return [
        made.thing(
            "report.lock", "report.sign_off", _("锁定报告"), "signoff#do-lock",
            waits=_("等{who}锁定"), otherwise=_("审核人或领导"), why=_("锁定后生成正式文件，不能再改"), urgent=True,
        )
    ]  # fmt: skip


_STATES: dict[State, Callable[[_Made], list[Waiting]]] = {
    State.DRAFT: _draft,
    State.SUBMITTED: _submitted,
    State.REVIEWED: _reviewed,
    State.SIGNED_OFF: _signed,
}
