"""System administrators appoint, dismiss and help each other; nobody else does, and one always remains."""

import pytest
from django.urls import reverse

from gongkai_site.audit.models import Event
from gongkai_site.errors import InvalidInput, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people import actions
from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor, may
from tests.site.build import actor, agency, person, signed_in

PASSWORD = "春风又绿江南岸2026"


@pytest.fixture
def first():
    return person(is_system_admin=True)


def appoint(who, username="lisi", **more):
    values = {"name": "李四", "password": PASSWORD, "reason": "分工调整", **more}
    return actions.appoint_administrator(Actor.person(who), username=username, **values)


def test_a_new_account_becomes_one_and_its_event_holds_no_password(first):
    made = appoint(first)
    assert may(Actor.person(made), "people.system") and made.check_password(PASSWORD)
    event = Event.objects.get(action="person.appoint")
    assert event.reason == "分工调整" and PASSWORD not in event.after and made.password not in event.after


def test_somebody_with_an_account_becomes_one_and_keeps_his_roles(first):
    town = agency()
    clerk = person(town, Role.CLERK)
    old = clerk.password
    made = appoint(first, clerk.username, name="", password="")
    assert made.pk == clerk.pk and made.password == old and may(Actor.person(made), "record.edit", town)
    with pytest.raises(WrongState):
        appoint(first, clerk.username)


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"password": "123"}, InvalidInput),
        ({"name": ""}, InvalidInput),
        ({"username": "a b"}, InvalidInput),
        ({"reason": " "}, ReasonRequired),
    ],
)
def test_what_makes_no_account_is_refused(first, more, error):
    with pytest.raises(error):
        appoint(first, **more)
    assert User.objects.count() == 1


def test_only_an_administrator_appoints_and_dismisses(first):
    with pytest.raises(NotAllowed):
        appoint(person(agency(), Role.ADMIN))
    with pytest.raises(NotAllowed):
        actions.dismiss_administrator(actor(agency(), Role.SUPERVISOR), first, "不再担任")


def test_one_is_dismissed_by_another_and_never_by_himself(first):
    second = appoint(first)
    with pytest.raises(WrongState):
        actions.dismiss_administrator(Actor.person(first), first, "不再担任")
    actions.dismiss_administrator(Actor.person(second), first, "不再担任")
    first.refresh_from_db()
    assert not may(Actor.person(first), "people.system")
    with pytest.raises(WrongState):
        actions.dismiss_administrator(Actor.person(second), first, "再撤一次")


def test_the_pages_lead_from_one_administrator_to_the_next(first):
    browser = signed_in(first)
    page = browser.get(reverse("people:administrators"))
    assert reverse("people:appoint") in page.content.decode() and page.context["steps"]
    assert reverse("people:administrators") in browser.get(reverse("workbench")).content.decode()
    sent = {"username": "lisi", "name": "李四", "password": PASSWORD, "reason": "分工调整"}
    assert browser.post(reverse("people:appoint"), sent).status_code == 302
    second = User.objects.get(username="lisi")
    assert browser.get(reverse("people:administrators")).context["steps"] == []
    for what, values in (
        ("password", {"password": PASSWORD + "新", "reason": "忘记密码"}),
        ("close", {"reason": "休假"}),
        ("open", {"reason": "回来了"}),
        ("dismiss", {"reason": "不再担任"}),
    ):
        address = reverse("people:administrator", args=[second.pk, what])
        assert browser.get(address).status_code == 200
        assert browser.post(address, values).status_code == 302, what
    second.refresh_from_db()
    assert second.check_password(PASSWORD + "新") and second.is_active and not second.is_system_admin
    assert browser.get(reverse("people:administrator", args=[second.pk, "password"])).status_code == 404
    assert browser.get(reverse("people:administrator", args=[first.pk, "nothing"])).status_code == 404


def test_nobody_else_opens_them_or_sees_the_entry(first):
    browser = signed_in(person(agency(), Role.ADMIN))
    for name in ("administrators", "appoint"):
        assert browser.get(reverse(f"people:{name}")).status_code == 403
    assert browser.get(reverse("people:administrator", args=[first.pk, "password"])).status_code == 403
    assert reverse("people:administrators") not in browser.get(reverse("workbench")).content.decode()
