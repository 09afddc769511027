"""What to do next about handing up: for the agency, and for the superior that collects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.filings.overview import SOON, Standing, overview, totals
from gongkai_site.filings.waiting import to_hand_up
from gongkai_site.filings.years import usual_year
from gongkai_site.office import Step
from gongkai_site.office.waiting import dated, steps_of_turns, turns
from gongkai_site.policy import Actor, may
from gongkai_site.policy.holders import Holders


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """For the workbench, beside what waits: whom the superior reminds, and that it can consolidate."""
    if not may(actor, "filing.manage", agency) or not Agency.objects.filter(superior=agency).exists():
        return []
    year = usual_year(agency, today)
    return superior_steps(actor, agency, year, overview(agency, year, today), today, decide=False)


def own_steps(actor: Actor, agency: Agency, year: int, today: dt.date) -> list[Step]:
    """For the agency that owes a report: hand it up, or begin to correct what came back; whom others wait for."""
    dates = {agency.pk: due(agency, year).date}
    things = [dated(each, dates, today) for each in to_hand_up([agency.pk], year)]
    return steps_of_turns(turns(actor, things, Holders([agency.pk], today)))


def superior_steps(
    actor: Actor,
    agency: Agency,
    year: int,
    standings: Sequence[Standing],
    today: dt.date,
    *,
    decide: bool = True,
) -> list[Step]:
    """For the superior: decide, remind, consolidate. The workbench says by itself what is to be decided."""
    here = reverse("filings:overview", args=[agency.pk, year])
    if not standings:
        text = _("没有向本单位报送的下级；请在单位资料中设定它们的政府信息公开上级")
        return [Step(text, reverse("agencies:list"))]
    if not may(actor, "filing.manage", agency):
        return []
    counts, found = totals(standings), []
    if counts["filed"] and decide:
        text = _("{year}年度：审核{count}份已报送的报告").format(year=year, count=counts["filed"])
        found.append(Step(text, f"{here}?stand=filed"))
    owing = [each for each in standings if not each.is_open and not each.copy]
    if owing:
        dates = [each.due for each in owing if each.due is not None]
        why = _when(min(dates), today) if dates else _("没有定期限：请在单位资料中设定报送期限")
        text = _("{year}年度：{count}个单位未报送，催报").format(year=year, count=len(owing))
        found.append(Step(text, f"{here}?stand={owing[0].stand}", why, bool(dates) and min(dates) - today <= SOON))
    if not found and not counts["filed"]:
        found.append(_to_consolidate(agency, year))
    return found


def _to_consolidate(agency: Agency, year: int) -> Step:
    there = reverse("filings:consolidation", args=[agency.pk, year])
    report = AnnualReport.objects.filter(agency=agency, year=year, scope=Scope.AREA).first()
    if report is None:
        return Step(_("{year}年度：下级都已接收，开始汇总").format(year=year), there)
    return Step(_("{year}年度：查看汇总报告").format(year=year), there, report.get_state_display())


def _when(date: dt.date, today: dt.date) -> str:
    left = (date - today).days
    if left > 0:
        return _("期限{date}，还有{days}天").format(date=date, days=left)
    return _("期限就是今天") if left == 0 else _("期限{date}，已逾期{days}天").format(date=date, days=-left)
