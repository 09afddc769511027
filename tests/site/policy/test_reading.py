"""Roles are read once for a page and again for every action; nothing that was read outlives its request."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai_site.action import acting
from gongkai_site.agencies.actions import add_section
from gongkai_site.errors import NotAllowed
from gongkai_site.people.models import Role, User
from gongkai_site.policy import PUBLIC, Actor, first_agency, may
from gongkai_site.records.actions import add_record
from tests.site.build import agency, county, person, signed_in
from tests.site.stories.test_neighbour import Township, addresses, township

__all__ = ["township"]


ROLES = '"people_membership"."user_id" = '
TOPMOST = 'FROM "agencies_agency" ORDER BY "agencies_agency"."path" ASC LIMIT 1'


def asked(user: User):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_request_has_one_actor_who_reads_his_roles_once():
    town = agency()
    request = asked(person(town))
    with CaptureQueriesContext(connection) as queries:
        for right in ("record.view", "record.edit", "people.edit", "report.view"):
            may(Actor.of(request), right, town)
        assert first_agency(Actor.of(request), "record.view") == town
    assert len(queries) == 1


def test_whoever_signs_in_within_a_request_is_its_actor_from_then_on():
    request = asked(person(agency()))
    first = Actor.of(request)
    request.user = person(agency())
    assert Actor.of(request).user_id == request.user.pk != first.user_id


def test_another_request_of_the_same_person_reads_anew():
    town = agency()
    user = person(town)
    assert may(Actor.of(asked(user)), "record.edit", town)
    user.memberships.all().delete()
    assert not may(Actor.of(asked(user)), "record.edit", town)


def ended(user: User) -> None:
    user.memberships.update(until=timezone.localdate() - dt.timedelta(days=1))


def shut(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def dismissed(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_system_admin=False)


@pytest.mark.parametrize(
    ("what", "role", "administrates"),
    [(ended, Role.ADMIN, False), (shut, Role.ADMIN, False), (shut, None, True), (dismissed, None, True)],
)
def test_an_action_is_refused_to_whoever_lost_the_right_since_the_page_was_read(what, role, administrates):
    town = agency()
    who = Actor.person(person(town if role else None, role, is_system_admin=administrates))
    assert may(who, "agency.edit", town)
    what(who.user)
    with pytest.raises(NotAllowed):
        add_section(who, town, "办公室")


def test_a_shut_account_changes_not_even_its_own_password():
    user = person(agency())
    who = Actor.person(user)
    shut(user)
    with pytest.raises(NotAllowed), acting(who, "person.own-password", right="people.own-account", on=user):
        raise AssertionError("the action began")


def test_a_role_given_meanwhile_counts_in_the_next_action():
    town = agency()
    who = Actor.person(person())
    assert not may(who, "record.edit", town)
    who.user.memberships.create(agency=town, role=Role.CLERK, since=dt.date(2020, 1, 1))
    values = {"received_on": "2025-01-01", "number": "1", "subject": "x", "applicant_kind": "natural_person"}
    assert add_record(who, town, "requests", values).pk


def test_the_public_reads_nothing():
    town = agency()
    with CaptureQueriesContext(connection) as queries:
        assert may(PUBLIC, "agency.particulars", town) and not may(PUBLIC, "record.view", town)
    assert len(queries) == 0


def test_the_public_and_the_machine_act_today_however_long_the_process_runs():
    assert PUBLIC.day is None and PUBLIC.on == timezone.localdate()


def test_an_administrators_menu_asks_for_the_topmost_agency_once():
    government, _ = county()
    request = asked(person(is_system_admin=True))
    with CaptureQueriesContext(connection) as queries:
        for right in ("agency.view", "people.view", "audit.view"):
            assert first_agency(Actor.of(request), right) == government
        assert first_agency(Actor.of(request), "record.view") is None
    assert len(queries) == 2, "the roles, the topmost agency"


@pytest.mark.parametrize("who", ["clerk", "agency-admin", "supervisor above", "system"])
def test_no_page_of_the_back_office_asks_twice_for_what_the_policy_reads(township: Township, who: str) -> None:
    where = township.agency.superior if who.endswith("above") else township.agency
    user = person(is_system_admin=True) if who == "system" else person(where, who.removesuffix(" above"))
    client = signed_in(user)
    twice, opened = {}, 0
    for address in addresses():
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address.filled(township.values))
        opened += answer.status_code == 200
        again = {sql: n for sql, n in Counter(each["sql"] for each in queries).items() if n > 1 and read(sql)}
        if again:
            twice[address.name] = again
    assert opened > 5
    assert twice == {}


def read(sql: str) -> bool:
    """Whether a query is the policy's: somebody's roles, or the agency above all others."""
    return ROLES in sql or sql.endswith(TOPMOST)
