"""Own level and below, each once: what counts, what is missing, and that every sum opens on its agencies."""

import datetime as dt
from decimal import Decimal

import pytest

from gongkai_site.agencies.models import Kind, Level
from gongkai_site.annual.models import Origin, Scope
from gongkai_site.filings.consolidation.area import area
from gongkai_site.filings.consolidation.changes import changed_since
from gongkai_site.filings.consolidation.source import AreaSource
from gongkai_site.filings.models import Consolidated, Filing
from tests.site.build import agency, county
from tests.site.filings.build import FEES, RECEIVED, YEAR, content, filed, version

State = Filing.State


def consolidated(government, **cells):
    """Lock the government's consolidated report as its figures stand now."""
    found = area(government, YEAR)
    report = content(government, **cells).with_cells(
        {
            key: value
            for key, value in found.sums.report.cells.items()
            if key not in {k.replace("__", ".") for k in cells}
        }
    )
    made = version(government, scope=Scope.AREA, origin=Origin.CONSOLIDATED, report=report)
    AreaSource().locked(made)
    return made


def received(government, **more):
    return area(government, YEAR, **more).sums.report.cells[RECEIVED]


def test_own_level_and_below_are_summed_once_each():
    government, (one, two) = county()
    version(government, requests__received__total=5, proactive__fees__amount=Decimal("0.15"))
    filed(version(one, requests__received__total=2, proactive__fees__amount=Decimal("0.1")))
    filed(version(two, requests__received__total=4))
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 11
    assert found.sums.report.cells[FEES] == Decimal("0.25")
    assert found.missing == []
    opened = [(part.name, each.value) for part, each in found.opened(RECEIVED)]
    assert opened == [(government.name, 5), (one.name, 2), (two.name, 4)]


@pytest.mark.parametrize(
    ("state", "include", "total", "reason"),
    [
        (None, False, 5, "尚未报送"),
        (State.FILED, False, 5, "已报送，尚未接收"),
        (State.FILED, True, 7, None),
        (State.RETURNED, True, 5, "已退回，尚未重新报送"),
        (State.ACCEPTED, False, 7, None),
    ],
)
def test_what_is_not_accepted_counts_only_where_chosen_and_is_named_otherwise(state, include, total, reason):
    government, (one,) = county(1)
    version(government, requests__received__total=5)
    if state is not None:
        filed(version(one, requests__received__total=2), state)
    found = area(government, YEAR, include_filed=include)
    assert found.sums.report.cells[RECEIVED] == total
    assert found.missing == ([] if reason is None else [f"{one.name}：{reason}"])


def test_the_missing_report_of_the_own_level_is_named():
    government, (one,) = county(1)
    filed(version(one, requests__received__total=2))
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 2
    assert found.missing == [f"{government.name}：本机关2024年度的报告尚未锁定"]


def test_a_cell_without_a_number_stays_without_one():
    government, (one, two) = county()
    version(government, requests__received__total=None)
    filed(version(one, requests__received__total=None))
    filed(version(two, requests__received__total=0))
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 0
    assert [gap.member.name for gap in found.sums.gaps[RECEIVED]] == [government.name, one.name]
    Filing.objects.filter(agency=two).update(state=State.RETURNED)
    assert area(government, YEAR).sums.report.cells[RECEIVED] is None


def test_a_doubted_or_lacking_cell_and_a_row_beyond_the_form_are_known_without_opening_the_report():
    government, (one, two) = county()
    version(government)
    doubted = content(one).with_cells({RECEIVED: 3}, how="repaired")
    lacking = content(two).to_json()
    lacking["cells"][RECEIVED] = None
    lacking["provenance"][RECEIVED]["how"] = "missing"
    lacking["extra"] = [{"section": "requests", "row": "（六）其他处理", "values": {"total": 1}}]
    filed(version(one, report=doubted))
    filed(version(two, report=doubted.from_json(lacking)))
    sums = area(government, YEAR).sums
    assert [each.name for each in sums.doubted[RECEIVED]] == [one.name]
    assert [gap.how for gap in sums.gaps[RECEIVED]] == ["missing"]
    assert [row.values for row in sums.report.extra] == [{"total": 1}]


def test_the_copy_of_a_vertical_department_is_not_summed():
    government, _ = county(0)
    line = agency("国家税务总局海州市税务局", kind=Kind.DEPARTMENT, level=Level.PREFECTURE)
    tax = agency("国家税务总局安平县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government)
    version(government, requests__received__total=5)
    made = version(tax, requests__received__total=90)
    filed(made)
    filed(made, superior=government, copy=True)
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 5 and found.missing == []
    assert [(part.name, part.counts) for part in found.parts] == [(government.name, True), (tax.name, False)]
    version(line, requests__received__total=1)
    assert received(line) == 91


def test_an_agency_merged_in_the_year_counts_in_its_successor_only():
    government, (one, two) = county()
    one.abolished_on, one.successor = dt.date(YEAR, 7, 1), two
    one.save()
    version(government)
    filed(version(one, requests__received__total=3))
    filed(version(two, requests__received__total=7))  # with the three of the one it took over
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 7 and found.missing == []


def test_same_named_townships_of_two_counties_both_count():
    city = agency("海州市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
    version(city)
    for place in ("甲县", "乙县"):
        filed(version(agency("城关镇人民政府", city, place=place), requests__received__total=2))
    assert received(city) == 4


def test_a_report_on_another_form_is_named_and_not_summed():
    government, (one,) = county(1)
    version(government)
    filed(version(one, report=content(one, form="2019")))
    found = area(government, YEAR)
    assert found.missing == [f"{one.name}：填报的表式与汇总表式不同"]


def test_townships_to_county_to_city_to_province_level_by_level():
    province = agency("东海省人民政府", kind=Kind.GOVERNMENT, level=Level.PROVINCE)
    city = agency("海州市人民政府", province, Kind.GOVERNMENT, level=Level.PREFECTURE)
    counties = [agency(f"{name}人民政府", city, Kind.GOVERNMENT, level=Level.COUNTY) for name in ("甲县", "乙县")]
    number = 1
    for government in counties:
        for town in (agency(superior=government), agency(superior=government)):
            filed(version(town, requests__received__total=number))
            number *= 10
        version(government, requests__received__total=number)
        number *= 10
        filed(consolidated(government))
    version(city, requests__received__total=number)
    assert received(city) == 1111111
    filed(consolidated(city))
    version(province, requests__received__total=number * 10)
    found = area(province, YEAR)
    assert found.sums.report.cells[RECEIVED] == 11111111
    assert found.missing == []


def test_a_county_that_handed_up_only_its_own_report_leaves_out_those_below_and_this_is_said():
    city = agency("海州市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
    below = agency("甲县人民政府", city, Kind.GOVERNMENT, level=Level.COUNTY)
    filed(version(agency(superior=below), requests__received__total=3))
    version(city)
    filed(version(below, requests__received__total=2))
    assert area(city, YEAR).missing == [f"{below.name}：只报送了本机关的报告，其下级1个单位的数字没有计入"]
    version(below)
    filed(consolidated(below))
    found = area(city, YEAR)
    assert found.missing == [] and len(found.sums.members) == 2, "the area's report takes the place of the own one"


@pytest.fixture
def twice():
    """A department inside the committee's consolidated report that also files with the county itself."""
    government, _ = county(0)
    committee = agency("高新区管理委员会", government, Kind.COMMITTEE)
    department = agency("高新区教育局", committee, Kind.DEPARTMENT)
    made = version(department, requests__received__total=3)
    filed(made)
    version(government, requests__received__total=100)
    version(committee, requests__received__total=10)
    filed(consolidated(committee))
    department.superior = government
    department.save()
    filed(made)
    return government, committee, department


def test_a_department_consolidated_twice_counts_once_and_this_is_said(twice):
    government, committee, department = twice
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 113
    (left,) = found.sums.left_out
    assert left.reason == "duplicate"
    assert left.message == f"{department.name}：已计入{committee.name}的报告，只计一次。"
    assert found.missing == [], "nothing is lacking because of it"


def test_what_two_consolidated_reports_both_hold_is_taken_off_once(twice):
    government, _, department = twice
    other = agency("临港区管理委员会", government, Kind.COMMITTEE)
    version(other, requests__received__total=1000)
    department.superior = other
    department.save()
    Filing.objects.filter(agency=department, superior=government).update(superior=other)
    filed(consolidated(other))
    found = area(government, YEAR)
    assert found.sums.report.cells[RECEIVED] == 1113
    (part,) = [part for part in found.parts if part.deducted]
    assert part.agency_id == other.pk and "已从这份报告的数字中扣除" in part.note


def test_locking_keeps_who_was_in_it_and_why_others_were_not():
    government, (one, two) = county()
    own, below = version(government), version(one)
    filed(below)
    made = consolidated(government)
    assert list(
        Consolidated.objects.filter(version=made).values_list("agency", "member_version", "reason_left_out")
    ) == [
        (government.pk, own.pk, ""),
        (one.pk, below.pk, ""),
        (two.pk, None, "尚未报送"),
    ]
    assert changed_since(made) == []


def test_what_changes_below_after_locking_is_listed_against_the_version():
    government, (one, two) = county()
    version(government)
    filing = filed(version(one))
    made = consolidated(government)
    filed(version(two))
    assert [(each.name, each.what) for each in changed_since(made)] == [(two.name, "锁定时没有计入，现在有第1版")]
    filing.state = State.RETURNED
    filing.save()
    assert changed_since(made)[0].what == "锁定时计入第1版，现在已退回，尚未重新报送"
    filed(version(one))
    assert changed_since(made)[0].what == "锁定时计入的是第1版，现在是第2版"


def test_three_hundred_agencies_are_summed_with_few_queries(django_assert_max_num_queries):
    government, towns = county(300)
    version(government)
    for town in towns:
        filed(version(town, requests__received__total=1))
    with django_assert_max_num_queries(14):
        assert received(government) == 300
