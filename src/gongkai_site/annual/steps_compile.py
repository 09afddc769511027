"""What to do next with the figures: mend errors, confirm zeros, look at changes since the locking."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.annual.figures import Figures
from gongkai_site.annual.models import AnnualReport, Scope, State
from gongkai_site.annual.scopes import write_right
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import holders, named


def figure_steps(actor: Actor, report: AnnualReport, now: Figures, errors: int) -> list[Step]:
    """What to do next with the figures on their page."""
    if now.locked is not None and report.scope == Scope.AREA and not now.locked.members.exists():
        return []  # read from a document: no members were kept that could have changed since
    if now.locked is not None:
        return _changed(actor, report) if now.changed() else []
    if report.state != State.DRAFT or not may(actor, write_right(report), report):
        return []
    found = []
    if errors:
        found.append(Step(_("处理{n}项错误").format(n=errors), "#findings", urgent=True))
    if now.missing:
        found.append(Step(_("{n}项应当计入的还没有").format(n=len(now.missing)), "#missing", urgent=True))
    if now.absent:
        names = "、".join(str(each.title) for each in now.absent)
        found.append(Step(_("确认没有记录的事项确实为0"), "#zeros", names))
    return found


def changes_address(actor: Actor, report: AnnualReport) -> str:
    """Where what changed since the locking is listed: the registers' records, for an area the agencies below.

    Empty for those who may not open it.
    """
    if report.scope == Scope.AREA:
        if not may(actor, "filing.view", report.agency):
            return ""
        return reverse("filings:consolidation", args=[report.agency_id, report.year]) + "#changed"
    if not may(actor, "report.records", report):
        return ""
    return reverse("annual:late", args=[report.agency_id, report.year, report.scope])


def _changed(actor: Actor, report: AnnualReport) -> list[Step]:
    """Look at what changed since the locking; of an area also those are told who cannot open the list themselves."""
    there, why = changes_address(actor, report), _("报告不会自动改变")
    if report.scope == Scope.OWN:
        return [Step(_("台账在锁定后有变动，查看影响哪些数字"), there, why, urgent=True)] if there else []
    if there:
        return [Step(_("锁定后下级的报送有变动，查看是哪些单位"), there, why, urgent=True)]
    if may(actor, "report.records", report):
        who = named(holders(report.agency_id, "consolidation.write", actor.on)) or _("监督员")
        return [Step(_("等{who}查看锁定后下级报送的变动").format(who=who), "", why)]
    return []
