"""What to do next with a report: written, reviewed, signed, locked, published."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.hands import must_leave_to_others, other_reviewers
from gongkai_site.annual.models import AnnualReport, State, Version
from gongkai_site.annual.scopes import write_right
from gongkai_site.office import Step
from gongkai_site.people.holders import holders, named
from gongkai_site.policy import Actor, may


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """The next step of every report of the agency that is under way, newest year first."""
    under_way = AnnualReport.objects.filter(agency=agency, year__gte=today.year - 2).select_related("agency")
    found: list[Step] = []
    for report in under_way.order_by("-year", "scope"):
        if not may(actor, "report.records", report) and not may(actor, write_right(report), report):
            continue
        found += [_named(each, report) for each in steps_of(actor, report)]
    return found


def steps_of(actor: Actor, report: AnnualReport) -> list[Step]:
    """What this actor does next with this report; what others must do first is said as well."""
    return {
        State.DRAFT: _draft,
        State.SUBMITTED: _submitted,
        State.REVIEWED: _reviewed,
        State.SIGNED_OFF: _signed,
        State.LOCKED: _locked,
    }[State(report.state)](actor, report)


def _draft(actor: Actor, report: AnnualReport) -> list[Step]:
    if not may(actor, write_right(report), report):
        return [Step(_("等{who}写完并提交审核").format(who=_who(report, write_right(report), _("经办人"))))]
    why = report.returned_reason or (report.correction_reason and _("正在更正"))
    return [
        Step(_("撰写正文"), _url("write", report), why, urgent=bool(report.returned_reason)),
        Step(_("写完后提交审核"), _url("signoff", report)),
    ]


def _submitted(actor: Actor, report: AnnualReport) -> list[Step]:
    if may(actor, "report.review", report) and not must_leave_to_others(report, actor.user_id, actor.on):
        return [Step(_("核对清单并审核"), _url("signoff", report), report.submitted_note, urgent=True)]
    others = other_reviewers(report, report.written_alone_by_id, actor.on)
    return [Step(_("等{who}审核").format(who=named(others) or _("审核人")))]


def _who(report: AnnualReport, right: str, otherwise: str) -> str:
    return named(holders(report.agency_id, right, timezone.localdate())) or otherwise


def _reviewed(actor: Actor, report: AnnualReport) -> list[Step]:
    if may(actor, "report.sign_off", report):
        return [
            *([Step(_("看过全文后签发"), _url("signoff", report))] if may(actor, "report.approve", report) else []),
            Step(_("打印审签单，送领导签字"), _url("sheet", report)),
            Step(_("签字后登记签发并上传扫描件"), _url("signoff", report)),
        ]
    return [Step(_("等{who}签发").format(who=_who(report, "report.approve", _("领导"))))]


def _signed(actor: Actor, report: AnnualReport) -> list[Step]:
    if may(actor, "report.sign_off", report):
        return [Step(_("锁定报告"), _url("signoff", report), _("锁定后生成正式文件，不能再改"), urgent=True)]
    return [Step(_("等{who}锁定").format(who=_who(report, "report.sign_off", _("审核人或领导"))))]


def _locked(actor: Actor, report: AnnualReport) -> list[Step]:
    newest: Version | None = report.versions.order_by("-number").first()
    if newest is None or newest.placements.exists() or not may(actor, "report.publish", newest):
        return []
    return [
        Step(
            _("公开报告并登记网址"), reverse("annual:publish", args=[newest.pk]), _("报告已锁定，尚未公开"), urgent=True
        )
    ]


def _url(name: str, report: AnnualReport) -> str:
    return reverse(f"annual:{name}", args=[report.agency_id, report.year, report.scope])


def _named(step: Step, report: AnnualReport) -> Step:
    """The step with the report it is about, for a page where several stand together."""
    text = _("{year}年度报告（{scope}）：{step}").format(
        year=report.year, scope=report.get_scope_display(), step=step.text
    )
    return Step(text, step.url, step.why, step.urgent)
