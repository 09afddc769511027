"""What to do next with the figures: begin the report, confirm zeros, look at changes since the locking."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.law import year_end
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.figures import Figures
from gongkai_site.annual.models import AnnualReport, Scope, State
from gongkai_site.annual.scopes import write_right
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """Begin the report on the year before, from the first of January; say by when it is due."""
    year = today.year - 1
    if not may(actor, "report.write", agency) or not owes(agency, year):
        return []
    if AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.OWN).exists():
        return []
    return [begin_step(agency, year, today)]


def begin_step(agency: Agency, year: int, today: dt.date) -> Step:
    """The step that begins a year's report, urgent in the last month before it is due."""
    from gongkai_site.agencies.due import due

    last = due(agency, year).date
    why = _("报送期限：{day:%Y-%m-%d}").format(day=last) if last else _("上级没有规定报送期限")
    urgent = last is not None and (last - today).days <= 31
    return Step(_("编制{year}年度报告").format(year=year), reverse("annual:list", args=[agency.pk]), why, urgent)


def owes(agency: Agency, year: int) -> bool:
    """Whether the agency reports a year itself: it existed at its end."""
    end = year_end(year)
    return not (agency.abolished_on and agency.abolished_on <= end) and not (
        agency.established_on and agency.established_on > end
    )


def figure_steps(actor: Actor, report: AnnualReport, now: Figures, errors: int) -> list[Step]:
    """What to do next with the figures on their page."""
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
        return [Step(_("锁定后下级的报送有变动，请负责汇总的人员查看是哪些单位"), "", why)]
    return []
