import datetime as dt
import pkgutil

from django.urls import reverse

import gongkai_site
from gongkai_site.agencies.models import Agency
from gongkai_site.home.parts import PARTS
from gongkai_site.home.workbench import desks
from gongkai_site.people.models import Membership, Role
from gongkai_site.policy import Actor, first_agency
from tests.site.build import actor, agency, county, person, signed_in


def home(user):
    return signed_in(user).get(reverse("workbench")).content.decode()


def test_the_first_page_says_what_to_do_next_in_each_of_ones_agencies():
    one, two = agency("安平镇人民政府"), agency("长乐镇人民政府")
    user = person(one, Role.ADMIN)
    Membership.objects.create(user=user, agency=two, role=Role.CLERK, since=dt.date(2026, 1, 1))
    shown = desks(Actor.person(user))
    assert [(desk.agency, desk.roles) for desk in shown] == [(one, ("单位管理员",)), (two, ("经办人",))]
    assert "指定审核人" in [step.text for step in shown[0].steps]
    page = home(user)
    assert "指定审核人" in page and "长乐镇人民政府" in page


def test_urgent_steps_come_first():
    town = agency()
    for desk in desks(actor(town, Role.ADMIN)):
        urgency = [step.urgent for step in desk.steps]
        assert urgency == sorted(urgency, reverse=True)


def test_who_has_no_role_is_told_whom_to_ask():
    assert "系统管理员" in home(person(is_system_admin=True))


def test_a_system_administrator_of_an_empty_site_is_led_to_the_first_agency():
    user = person(is_system_admin=True)
    page = home(user)
    assert page.count(reverse("agencies:list")) > 1  # the menu and the step
    listed = signed_in(user).get(reverse("agencies:list")).content.decode()
    assert reverse("agencies:add-top") in listed and reverse("agencies:import") in listed
    assert signed_in(user).get(reverse("agencies:import")).status_code == 200


def test_a_system_administrator_is_led_to_the_people_once_there_are_agencies():
    town = agency()
    user = person(is_system_admin=True)
    assert reverse("people:list", args=[town.pk]) in home(user)
    opened = signed_in(user).get(reverse("agencies:open", args=[town.pk])).content.decode()
    assert reverse("people:list", args=[town.pk]) in opened


def test_menus_lead_to_ones_own_agency_and_hide_what_is_not_allowed():
    town = agency()
    admin, clerk = home(person(town, Role.ADMIN)), home(person(town, Role.CLERK))
    people = reverse("people:list", args=[town.pk])
    assert people in admin and people not in clerk


def test_a_menu_entry_opens_the_topmost_agency_for_the_system_administrator():
    government, _ = county()
    assert first_agency(actor(is_system_admin=True), "people.view") == government
    assert first_agency(actor(agency()), "people.view") is None


def test_every_app_with_steps_is_asked():
    modules = {each.name for each in pkgutil.walk_packages(gongkai_site.__path__, "gongkai_site.")}
    with_steps = {each for each in modules if each.count(".") == 2 and each.endswith(".steps")}
    assert {part.steps.__module__ for part in PARTS if part.steps} == with_steps


def test_the_first_page_takes_few_queries(django_assert_max_num_queries):
    government, _ = county(townships=40)
    client = signed_in(person(government, Role.SUPERVISOR))
    assert Agency.objects.count() == 41
    with django_assert_max_num_queries(120):
        client.get(reverse("workbench"))


def test_the_frame_bears_our_name_and_the_persons():
    user = person(agency())
    page = home(user)
    assert "工作台 · 公开 gongkai</title>" in page.replace("\n", "")
    assert str(user) in page
