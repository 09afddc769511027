import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai_site.agencies.due import dues, reporting_year
from gongkai_site.agencies.models import Agency, Kind, Ruling
from gongkai_site.audit.models import Event
from gongkai_site.people.models import Role, User
from gongkai_site.people.moving_in import lacking, looked_after, undated
from tests.site.build import actor, agency, county, due_by, person, signed_in

TODAY = dt.date.today()
ADDRESS = reverse("people:moving-in")


@pytest.fixture
def land():
    government, towns = county(2)
    return government, towns


def told(who):
    return {each.key: [item.text for item in each.items] for each in lacking(who, TODAY, looked_after(who))}


def test_an_agency_without_superior_is_asked_about_but_the_county_itself_is_not(land):
    stray = agency("外来镇人民政府")
    found = told(actor(is_system_admin=True))
    assert found["tree"] == [str(stray)]
    Agency.objects.filter(pk=stray.pk).update(superior=land[0], path=f"{land[0].path}{stray.pk}/")
    assert "tree" not in told(actor(is_system_admin=True))


def test_namesakes_are_asked_for_their_place_until_each_has_one(land):
    government, _ = land
    one, two = agency("城关镇人民政府", government, place="东"), agency("城关镇人民政府", government)
    who = actor(government, Role.SUPERVISOR)
    assert told(who)["names"] == ["城关镇人民政府：请填写所在地"]
    Agency.objects.filter(pk=two.pk).update(place="西")
    assert "names" not in told(who)
    assert one.pk != two.pk


def test_each_missing_role_is_named_until_somebody_holds_it(land):
    government, (one, two) = land
    who = actor(government, Role.SUPERVISOR)
    for role in (Role.CLERK, Role.REVIEWER, Role.LEADER):
        person(two, role)
    person(one, Role.CLERK, until=dt.date(2024, 1, 1))
    assert told(who)["roles"] == [f"{one}：没有经办人、审核人、分管领导"]
    person(one, Role.CLERK)
    assert told(who)["roles"] == [f"{one}：没有审核人、分管领导"]


def test_a_superior_without_a_supervisor_is_told(land):
    government, _ = land
    assert told(actor(is_system_admin=True))["supervisors"] == [str(government)]
    assert "supervisors" not in told(actor(government, Role.SUPERVISOR))


def test_who_has_a_first_password_still_is_listed_and_links_to_where_it_is_reset(land):
    government, (one, _) = land
    user = person(one)
    who = actor(government, Role.SUPERVISOR)
    assert "first" not in told(who)
    User.objects.filter(pk=user.pk).update(must_renew=True)
    group = next(each for each in lacking(who, TODAY, looked_after(who)) if each.key == "first")
    assert [each.url for each in group.items] == [reverse("people:person", args=[one.pk, user.pk])]


class TestDates:
    def test_one_press_dates_all_that_have_none_and_the_item_goes(self, land):
        government, towns = land
        agency("县教育局", government, Kind.DEPARTMENT)
        browser = signed_in(person(government, Role.SUPERVISOR))
        page = browser.get(ADDRESS)
        ((row, form),) = page.context["rows"]
        assert (row.count, form["value"].value()) == (2, "01-31")
        prefix = str(government.pk)
        sent = {f"{prefix}-value": "01-25", f"{prefix}-source": "县办〔2026〕1号", f"{prefix}-reason": "统一期限"}
        address = reverse("people:accept-date", args=[government.pk])
        for name in ("source", "reason"):
            assert browser.post(address, {**sent, f"{prefix}-{name}": ""}).status_code == 400
        assert browser.post(address, {**sent, f"{prefix}-value": "32-01"}).status_code == 400
        assert not Ruling.objects.exists()
        assert browser.post(address, sent).status_code == 302
        year = reporting_year(TODAY)
        assert {each.date for each in dues(towns, year).values()} == {dt.date(year + 1, 1, 25)}
        assert browser.get(ADDRESS).context["rows"] == []
        assert Event.objects.get(action="ruling.set").reason == "统一期限"

    def test_the_day_of_the_last_notice_is_what_is_offered(self, land):
        government, _ = land
        due_by(government, dt.date(reporting_year(TODAY) - 3, 1, 18))
        rows = signed_in(person(government, Role.SUPERVISOR)).get(ADDRESS).context["rows"]
        assert [form["value"].value() for _, form in rows] == ["01-18"]

    def test_a_date_is_laid_down_only_by_who_may(self, land):
        government, (one, _) = land
        below = agency("村级单位", one)
        who = actor(government, Role.SUPERVISOR)
        assert [(each.superior, each.mine) for each in undated(who, TODAY, looked_after(who))] == [
            (government, True),
            (one, False),
        ]
        browser = signed_in(who.user)
        assert browser.post(reverse("people:accept-date", args=[one.pk]), {}).status_code == 403
        assert below.superior == one


def test_the_page_is_for_supervisors_and_system_administrators_and_its_queries_do_not_grow(land):
    government, (one, _) = land
    assert signed_in(person(one, Role.CLERK)).get(ADDRESS).status_code == 403
    browser = signed_in(person(government, Role.SUPERVISOR))
    assert signed_in(person(is_system_admin=True)).get(ADDRESS).status_code == 200

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert browser.get(ADDRESS).status_code == 200
        return len(found)

    asked()
    few = asked()
    for number in range(40):
        person(agency(f"第{number}村镇人民政府", government), Role.CLERK)
    assert asked() <= few <= 16


def test_when_nothing_is_lacking_the_page_says_so():
    government, _ = county(0)
    assert "都办好了" in signed_in(person(government, Role.SUPERVISOR)).get(ADDRESS).content.decode()


def test_fifty_of_a_kind_are_shown_and_the_others_counted(land):
    for number in range(51):
        agency(f"外来{number}镇人民政府")
    page = signed_in(person(is_system_admin=True)).get(ADDRESS)
    shown = {group.key: (len(items), more) for group, items, more in page.context["groups"]}
    assert shown["tree"] == (50, 1) and "另有1项" in page.content.decode()
