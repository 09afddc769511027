"""What to do next about handing up: for the agency, and for the superior that collects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.law import year_end
from gongkai_site.agencies.counted import standing
from gongkai_site.agencies.due import due
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Scope, Version
from gongkai_site.filings.models import Filing
from gongkai_site.filings.overview import Standing, overview, totals
from gongkai_site.filings.years import usual_year
from gongkai_site.office import Step
from gongkai_site.policy import Actor, may


def steps(actor: Actor, agency: Agency, today: dt.date) -> list[Step]:
    """For the workbench: of the year that is being collected."""
    found = own_steps(actor, agency, today.year - 1, today)
    if may(actor, "filing.manage", agency) and Agency.objects.filter(superior=agency).exists():
        year = usual_year(agency, today)
        found += superior_steps(actor, agency, year, overview(agency, year, today), today)
    return found


def own_steps(actor: Actor, agency: Agency, year: int, today: dt.date) -> list[Step]:
    """For the agency that owes a report: hand up by the date, or correct what came back."""
    if agency.superior_id is None or not may(actor, "report.hand_up", agency):
        return []
    if not Agency.objects.filter(standing(year_end(year)), pk=agency.pk).exists():
        return []
    filings = Filing.objects.filter(agency=agency, superior=agency.superior_id, year=year).order_by("-pk")
    newest = filings.defer("apart").first()
    here = reverse("filings:own", args=[agency.pk, year])
    if newest is not None and newest.is_open:
        return []
    if newest is not None and newest.state == Filing.State.RETURNED:
        if is_corrected(newest):
            return [Step(_("{year}年度报告已改正，重新报送").format(year=year), f"{here}#ready", urgent=True)]
        text = _("{year}年度报告被退回：按退改通知改正，锁定新版本后重新报送").format(year=year)
        return [Step(text, here, newest.slip, urgent=True)]
    date = due(agency, year).date
    return [_to_hand_up(agency, year, here, date, today)]


def is_corrected(filing: Filing) -> bool:
    """Whether a newer version than the one filed has been locked."""
    return Version.objects.filter(report__versions=filing.version_id, number__gt=filing.version.number).exists()


def _to_hand_up(agency: Agency, year: int, here: str, date: dt.date | None, today: dt.date) -> Step:
    why = _("上级尚未定期限") if date is None else _when(date, today)
    urgent = date is not None and (date - today).days <= 7
    if Version.objects.filter(report__agency=agency, report__year=year).exists():
        return Step(_("报送{year}年度报告").format(year=year), here, why, urgent)
    text = _("完成{year}年度报告并锁定，然后报送").format(year=year)
    return Step(text, reverse("annual:list", args=[agency.pk]), why, urgent)


def superior_steps(
    actor: Actor, agency: Agency, year: int, standings: Sequence[Standing], today: dt.date
) -> list[Step]:
    """For the superior: decide, remind, consolidate."""
    here = reverse("filings:overview", args=[agency.pk, year])
    if not standings:
        return [Step(_("没有向本单位报送的下级；请在单位资料中设定它们的政府信息公开上级"))]
    if not may(actor, "filing.manage", agency):
        return []
    counts, found = totals(standings), []
    if counts["filed"]:
        text = _("{year}年度：审核{count}份已报送的报告").format(year=year, count=counts["filed"])
        found.append(Step(text, f"{here}?stand=filed"))
    owing = [each for each in standings if not each.is_open and not each.copy]
    if owing:
        dates = [each.due for each in owing if each.due is not None]
        why = _when(min(dates), today) if dates else _("没有定期限：请在单位资料中设定报送期限")
        text = _("{year}年度：{count}个单位未报送，催报").format(year=year, count=len(owing))
        found.append(Step(text, f"{here}?stand={owing[0].stand}", why, bool(dates) and (min(dates) - today).days <= 7))
    if not found:
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
