"""Beginning the report of a year."""

from __future__ import annotations

from django.utils import timezone

from gongkai.law import year_end
from gongkai_site.action import acting
from gongkai_site.agencies.models import Agency
from gongkai_site.agencies.superiors import owed_to
from gongkai_site.annual.compile import require_counted
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.annual.scopes import writing_right
from gongkai_site.errors import InvalidInput, WrongState
from gongkai_site.policy import Actor


def begin_report(actor: Actor, agency: Agency, year: int, scope: str = Scope.OWN) -> AnnualReport:
    """Begin the agency's report on a year, addressed to its superior for disclosure, and return it.

    Raises :class:`WrongState` where there is one already, or where the agency owes none because another one counts its
    figures; :class:`UncountedYear` and :class:`InvalidInput` for a year that cannot be compiled.
    """
    if scope not in Scope.values:
        raise InvalidInput("请选择报告的范围。")
    with acting(actor, "report.begin", right=writing_right(scope), on=agency) as act:
        _require_owed(agency, year)
        if AnnualReport.objects.filter(agency=agency, year=year, scope=scope).exists():
            raise WrongState(f"{year}年度的这份报告已经开始编制。", advice="请在年度报告列表中打开它。")
        superior = owed_to(agency, year)
        addressee = superior.name if superior else ""
        report = AnnualReport.objects.create(agency=agency, year=year, scope=scope, addressee=addressee)
        act.changed(report)
    return report


def _require_owed(agency: Agency, year: int) -> None:
    require_counted(year)
    this_year = timezone.localdate().year
    if year > this_year:
        raise InvalidInput(f"{year}年还没有到来，不能编制它的报告。", advice=f"可以编制{this_year}年度及以前的报告。")
    if agency.established_on and agency.established_on > year_end(year):
        raise WrongState(f"{agency}在{year}年还没有设立，没有这一年度的报告。")
    if agency.abolished_on and agency.abolished_on <= year_end(year):
        raise WrongState(
            f"{agency}已于{agency.abolished_on:%Y-%m-%d}撤销，不再单独报告{year}年度。",
            advice=f"它的数字计入承继机关{agency.successor}的报告。" if agency.successor else "它没有承继机关。",
        )
