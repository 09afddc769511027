import datetime as dt

import pytest

from gongkai_site.agencies.models import Agency, Kind, Section
from gongkai_site.agencies.steps import coming, steps
from gongkai_site.people.models import Role
from tests.site.agencies.build import supervisor
from tests.site.build import actor, agency, county, due_by

AUTUMN = dt.date(2026, 11, 24)
FULL = {"body": "办公室", "address": "路1号", "hours": "9-17", "telephone": "1", "fax": "2", "website": "https://a.cn"}


def told(who, thing, today=AUTUMN):
    return [f"{each.text} {each.why}".strip() for each in steps(who, thing, today)]


def test_missing_particulars_are_named_to_the_one_who_fills_them_in():
    township = agency(telephone="1", email="a@a.cn")
    admin = actor(township, Role.ADMIN)
    assert told(admin, township)[0].startswith("补全单位概况：政府信息公开工作机构、办公地址、办公时间、传真号码 ")
    Agency.objects.filter(pk=township.pk).update(email="")
    township.refresh_from_db()
    assert "互联网联系方式（网址或电子邮箱）" in told(admin, township)[0]
    assert told(actor(township), township) == []


def test_nothing_is_left_to_do_once_all_is_filled_in():
    township = agency(**FULL)
    Section.objects.create(agency=township, name="办公室")
    assert told(actor(township, Role.ADMIN), township) == []
    Section.objects.update(closed=True)
    assert told(actor(township, Role.ADMIN), township) == ["登记负责的科室"]


@pytest.mark.parametrize(
    ("today", "year"),
    [((2026, 9, 30), None), ((2026, 10, 1), 2026), ((2026, 12, 31), 2026), ((2027, 1, 31), 2026), ((2027, 2, 1), None)],
)
def test_from_october_to_january_the_coming_years_dates_are_asked_for(today, year):
    assert coming(dt.date(*today)) == year


def test_the_supervisor_is_told_how_many_below_have_no_date_and_when_it_presses():
    government, (first, _) = county(2)
    agency("安平县财政局", government, Kind.DEPARTMENT)
    who = supervisor(government)
    assert "设定2026年度报告的报送期限 还有2个下级没有期限" in told(who, government)
    due_by(government, dt.date(2027, 1, 9), agency=first)
    assert "设定2026年度报告的报送期限 还有1个下级没有期限" in told(who, government)
    pressing = {each.urgent for each in steps(who, government, dt.date(2026, 12, 1)) if "期限" in each.text}
    assert pressing == {True}
    due_by(government, dt.date(2027, 1, 9))
    assert not [line for line in told(who, government) if "期限" in line]


def test_an_agency_that_is_no_more_has_nothing_to_do():
    gone = agency(abolished_on=dt.date(2025, 7, 1))
    assert told(actor(gone, Role.ADMIN), gone) == []
