"""Building the whole demonstration in an empty site, every step by the action that people use."""

from __future__ import annotations

from collections.abc import Callable

from gongkai_site.demonstration.county import County, found_county, merge_offices
from gongkai_site.demonstration.plan import YEAR
from gongkai_site.demonstration.registering import enter_year
from gongkai_site.demonstration.reporting import last_years_reports
from gongkai_site.demonstration.this_year import this_years_reports

Say = Callable[[str], object]


def build(*, small: bool = False, finished: bool = False, say: Say = lambda text: None) -> County:
    """Build the county and return it.

    ``small`` enters a fifth of the records, balanced all the same; ``finished`` brings every report to its end.
    """
    county = found_county()
    say(f"单位 {len(county.agencies)} 个、人员 {len(county.people)} 名已建立。")
    versions = last_years_reports(county)
    say(f"上一年度报告 {len(versions)} 份已入库，其中识读公开文件 {_real(county)} 份。")
    records = enter_year(county, small=small)
    say(f"台账记录 {records} 条已登记。")
    merge_offices(county)
    reports = this_years_reports(county, finished=finished)
    say(f"{YEAR} 年度报告 {len(reports)} 份已开始编制，进度各不相同。")
    return county


def _real(county: County) -> int:
    return sum(bool(plan.report) for plan in county.plans())
