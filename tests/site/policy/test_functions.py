"""Functions beside roles: where an agency has given one to somebody, only he and his deputies have its right."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai_site.agencies.models import Agency
from gongkai_site.people.functions import functions
from gongkai_site.people.models import Membership, Role, User
from gongkai_site.policy import Actor, agencies_where, held_through, may, rights
from tests.site.build import agency, person

TODAY = dt.date(2026, 6, 1)
BEGUN = dt.date(2020, 1, 1)


def acts(user: User, on: dt.date = TODAY) -> Actor:
    return Actor.person(user, on)


def given(user: User, function: str, since: dt.date = BEGUN, until: dt.date | None = None) -> User:
    user.memberships.get().assignments.create(function=function, since=since, until=until)
    return user


def deputy(where: Agency, of: User, role: str, until: dt.date) -> User:
    """A reviewer of the agency who stands in for a colleague."""
    user = person(where, Role.REVIEWER)
    Membership.objects.create(user=user, agency=where, role=role, since=BEGUN, until=until, deputises=of)
    return user


def test_every_function_that_a_right_asks_for_is_one_that_its_roles_can_have():
    for right in rights().values():
        for key in right.functions:
            assert functions()[key].roles & right.own, (right.name, key)


def test_a_right_goes_with_the_role_until_the_function_is_given_to_somebody():
    town, other = agency(), agency()
    one, two = person(town, Role.REVIEWER), person(town, Role.REVIEWER)
    elsewhere = person(other, Role.REVIEWER)
    assert may(acts(one), "report.review", town) and may(acts(two), "report.review", town)
    given(one, "final-review")
    assert may(acts(one), "report.review", town) and not may(acts(two), "report.review", town)
    assert may(acts(elsewhere), "report.review", other), "another agency's functions are its own matter"
    assert not may(acts(one), "report.review", other)
    assert list(agencies_where(acts(two), "report.review")) == []


@pytest.mark.parametrize(
    ("since", "until", "narrowed"),
    [
        (BEGUN, None, True),
        (TODAY, TODAY, True),
        (BEGUN, TODAY - dt.timedelta(days=1), False),
        (TODAY + dt.timedelta(days=1), None, False),
    ],
)
def test_a_function_counts_from_its_first_day_to_its_last(since, until, narrowed):
    town = agency()
    given(person(town, Role.REVIEWER), "final-review", since, until)
    assert may(acts(person(town, Role.REVIEWER)), "report.review", town) is not narrowed


def test_a_function_whose_holder_is_gone_shuts_nobody_out():
    town = agency()
    colleague = acts(person(town, Role.REVIEWER))
    holder = given(person(town, Role.REVIEWER), "final-review")
    assert not may(colleague, "report.review", town)
    User.objects.filter(pk=holder.pk).update(is_active=False)
    assert may(acts(colleague.user), "report.review", town)
    User.objects.filter(pk=holder.pk).update(is_active=True)
    holder.memberships.update(until=TODAY - dt.timedelta(days=1))
    assert may(acts(colleague.user), "report.review", town)


def test_a_function_gives_no_right_that_the_role_does_not():
    town = agency()
    clerk = given(person(town, Role.CLERK), "final-review")
    assert not may(acts(clerk), "report.review", town)
    assert may(acts(person(town, Role.REVIEWER)), "report.review", town)


def test_a_deputy_has_the_functions_of_whom_he_stands_in_for_as_long_as_he_does():
    town = agency()
    leader = given(person(town, Role.LEADER), "signing")
    other = person(town, Role.LEADER)
    standing_in = deputy(town, leader, Role.LEADER, until=TODAY)
    assert [may(acts(each), "report.sign_off", town) for each in (leader, other, standing_in)] == [True, False, True]
    assert not may(acts(standing_in, TODAY + dt.timedelta(days=1)), "report.sign_off", town)
    # His own role as a reviewer would give the right too, but not without the function: he signs for the leader.
    assert [each.deputises for each in held_through(acts(standing_in), "report.sign_off", town)] == [leader]


def test_pages_read_who_has_which_function_once():
    town = agency()
    who = acts(given(person(town, Role.REVIEWER), "signing"))
    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            assert may(who, "report.sign_off", town) and may(who, "report.review", town)
    assert len(queries) == 2, "his roles, and who has which function where he has one"
