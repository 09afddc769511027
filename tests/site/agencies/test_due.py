import datetime as dt

import pytest

from gongkai_site.agencies.due import due, dues
from gongkai_site.agencies.models import Kind, Level, Ruling
from tests.site.build import agency, county, due_by

D = dt.date


@pytest.mark.parametrize(
    ("kind", "level", "date", "article"),
    [
        (Kind.DEPARTMENT, Level.COUNTY, D(2026, 1, 31), "第四十九条第一款"),
        (Kind.DEPARTMENT, Level.PROVINCE, D(2026, 1, 31), "第四十九条第一款"),
        (Kind.DEPARTMENT, Level.NATION, D(2026, 1, 31), "第四十九条第一款"),
        (Kind.DEPARTMENT, Level.TOWNSHIP, None, ""),
        (Kind.GOVERNMENT, Level.COUNTY, D(2026, 3, 31), "第四十九条第二款"),
        (Kind.GOVERNMENT, Level.PREFECTURE, D(2026, 3, 31), "第四十九条第二款"),
        (Kind.OFFICE, Level.COUNTY, D(2026, 3, 31), "第四十九条第二款"),
        (Kind.TOWNSHIP, Level.TOWNSHIP, None, ""),
        (Kind.SUBDISTRICT, Level.TOWNSHIP, None, ""),
        (Kind.BRANCH, Level.COUNTY, None, ""),
        (Kind.COMMITTEE, Level.COUNTY, None, ""),
        (Kind.ORGANISATION, Level.COUNTY, None, ""),
    ],
)
def test_without_a_notice_the_statute_alone_sets_the_date(kind, level, date, article):
    made = agency(kind=kind, level=level)
    found = due(made, 2025)
    assert found.date == date
    assert found.basis.endswith(article) and article in found.explanation
    assert ("请上级设定" in found.explanation) is (date is None)


def test_before_the_ordinance_of_2019_its_dates_bind_nobody():
    assert due(agency(kind=Kind.DEPARTMENT), 2017).date is None


def notice(superior, day, **more):
    return due_by(superior, day, f"通知{day:%m%d}", **more)


@pytest.mark.parametrize(
    ("kind", "day", "date", "words"),
    [
        (Kind.TOWNSHIP, D(2026, 1, 10), D(2026, 1, 10), "对全部下级的通知（通知0110）"),
        (Kind.DEPARTMENT, D(2026, 1, 10), D(2026, 1, 10), "通知的日期早于《条例》的日期"),
        (Kind.DEPARTMENT, D(2026, 2, 15), D(2026, 1, 31), "通知不能推迟法律规定的日期"),
        (Kind.DEPARTMENT, D(2026, 1, 31), D(2026, 1, 31), "同一天"),
        (Kind.TOWNSHIP, D(2026, 2, 15), D(2026, 2, 15), "2026年2月15日"),
    ],
)
def test_an_earlier_notice_binds_and_a_later_one_cannot_put_off_the_statute(kind, day, date, words):
    government, _ = county(0)
    made = agency("被通知的单位", government, kind)
    notice(government, day)
    found = due(made, 2025)
    assert found.date == date
    assert words in found.explanation


def test_the_most_specific_notice_wins_even_where_it_is_later():
    government, (first, second) = county(2)
    bureau = agency("安平县档案馆", government, Kind.ORGANISATION)
    notice(government, D(2026, 1, 20), agency=first)
    notice(government, D(2026, 1, 15), kind=Kind.TOWNSHIP)
    notice(government, D(2026, 1, 5))
    found = dues((first, second, bureau), 2025)
    assert [found[each.pk].date.day for each in (first, second, bureau)] == [20, 15, 5]
    assert "专对本单位" in found[first.pk].explanation
    assert "对乡镇人民政府的通知" in found[second.pk].explanation


@pytest.mark.parametrize(
    ("day", "more"),
    [
        (D(2026, 1, 15), {"voided": True}),
        (D(2025, 1, 15), {}),
        (D(2027, 1, 15), {}),
        (D(2026, 1, 15), {"since": D(2026, 1, 1)}),
        (D(2026, 1, 15), {"kind": Kind.SUBDISTRICT}),
    ],
)
def test_rulings_withdrawn_on_other_years_not_yet_in_force_or_for_others_do_not_bind(day, more):
    government, (township, _) = county(2)
    notice(government, day, **more)
    assert due(township, 2025).date is None


def test_a_day_of_every_year_holds_until_the_next_ruling_or_the_end_of_it():
    government, (township, _) = county(2)
    for since, value in ((2023, "01-20"), (2025, "01-15"), (2026, "")):
        Ruling.objects.create(superior=government, key="report.due", value=value, since=D(since, 12, 31), source="通知")
    dates = [due(township, year).date for year in (2022, 2023, 2024, 2025, 2026, 2030)]
    assert dates == [None, D(2024, 1, 20), D(2025, 1, 20), D(2026, 1, 15), None, None]


def test_a_day_of_one_year_for_one_agency_leaves_the_day_of_all_standing_in_other_years():
    government, (township, _) = county(2)
    Ruling.objects.create(superior=government, key="report.due", value="01-20", since=D(2020, 1, 1), source="通知")
    notice(government, D(2025, 1, 25), agency=township)
    assert [due(township, year).date for year in (2024, 2025)] == [D(2025, 1, 25), D(2026, 1, 20)]


def test_a_ruling_binds_all_levels_below_unless_a_superior_further_down_has_its_own():
    city = agency("安平市人民政府", kind=Kind.GOVERNMENT, level=Level.PREFECTURE)
    first, second = (agency(f"{name}县人民政府", city, Kind.GOVERNMENT) for name in "甲乙")
    towns = [agency(superior=each) for each in (first, second)]
    notice(city, D(2026, 1, 20))
    notice(second, D(2026, 1, 25))
    assert [due(each, 2025).date for each in towns] == [D(2026, 1, 20), D(2026, 1, 25)]
    assert due(first, 2025).date == D(2026, 1, 20) and due(city, 2025).date == D(2026, 3, 31)


def test_a_township_of_a_zone_follows_the_zones_notice_not_its_countys():
    government, _ = county(0)
    zone = agency("高新区管理委员会", government, Kind.COMMITTEE)
    township = agency("石桥镇人民政府", zone, local_government=government)
    notice(government, D(2026, 1, 10), kind=Kind.TOWNSHIP)
    notice(zone, D(2026, 1, 20))
    assert due(township, 2025).date == D(2026, 1, 20)


def test_a_vertical_department_follows_its_line_and_not_the_date_of_departments():
    government, _ = county(0)
    line = agency("江苏省税务局", kind=Kind.DEPARTMENT, level=Level.PROVINCE)
    taxes = agency("安平县税务局", line, Kind.DEPARTMENT, vertical=True, local_government=government)
    notice(government, D(2026, 1, 10))
    assert due(taxes, 2025).date is None
    notice(line, D(2026, 2, 20))
    found = due(taxes, 2025)
    assert (found.date, found.basis) == (D(2026, 2, 20), "通知0220")
    assert "第三条第四款" in found.explanation


def test_an_agency_merged_in_july_or_not_yet_founded_owes_nothing():
    government, (township, other) = county(2)
    notice(government, D(2026, 1, 10))
    township.abolished_on = D(2025, 7, 1)
    other.established_on = D(2026, 1, 1)
    assert due(township, 2025).date is None and "承继机关" in due(township, 2025).explanation
    assert due(other, 2025).date is None and "设立" in due(other, 2025).explanation


def test_explanations_of_three_thousand_agencies_cost_one_query(django_assert_num_queries):
    government, townships = county(3)
    notice(government, D(2026, 1, 10))
    for each in townships:
        each.superior  # noqa: B018 # fetched before
    with django_assert_num_queries(1):
        found = dues(townships * 1000, 2025)
    assert {each.date for each in found.values()} == {D(2026, 1, 10)}
