import datetime as dt

import pytest

from gongkai_site.annual.models import Scope
from gongkai_site.errors import NotAllowed
from gongkai_site.people.models import Membership, Role
from gongkai_site.policy import PUBLIC, SYSTEM, Actor, agencies_where, may, require, rights
from gongkai_site.requests.models import Request
from tests.site.build import actor, agency, county, person
from tests.site.filings.build import link, version


def test_a_clerk_edits_records_of_the_own_agency_and_no_other():
    government, (one, two) = county()
    clerk = actor(one)
    assert may(clerk, "record.edit", one)
    assert not may(clerk, "record.edit", two)
    assert not may(clerk, "record.edit", government)
    assert not may(clerk, "record.edit")


def test_a_supervisor_looks_after_the_agencies_below_but_not_their_records():
    government, (one, _) = county()
    far_below = agency(superior=one)
    supervisor = actor(government, Role.SUPERVISOR)
    assert may(supervisor, "people.view", far_below)
    assert not may(supervisor, "record.view", one)
    assert not may(supervisor, "people.view", agency())


def test_paths_that_begin_alike_are_not_below_each_other():
    first = agency()
    first.path = "/1/"
    first.save()
    other = agency()
    other.path = "/11/"
    other.save()
    assert not may(actor(first, Role.SUPERVISOR), "people.view", other)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (dt.date(2026, 1, 1), None, True),
        (dt.date(2026, 1, 2), None, False),
        (dt.date(2025, 1, 1), dt.date(2026, 1, 1), True),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_its_last(since, until, expected):
    town = agency()
    user = person(town, since=since, until=until)
    assert may(Actor.person(user, dt.date(2026, 1, 1)), "record.edit", town) is expected


def test_an_inactive_account_is_the_public():
    assert Actor.person(person(agency(), is_active=False)) is PUBLIC


def test_the_system_administrator_arranges_agencies_but_sees_no_records():
    town = agency()
    admin = actor(is_system_admin=True)
    assert may(admin, "agency.arrange") and may(admin, "people.edit", town)
    assert not may(admin, "record.view", town)


def test_personal_data_is_seen_by_the_section_that_handles_the_request():
    town = agency()
    handling, other = town.sections.create(name="办公室"), town.sections.create(name="财政所")
    request = Request.objects.create(
        agency=town,
        number="1",
        received_on="2026-01-05",
        applicant_kind="natural_person",
        subject="x",
        section=handling,
    )
    assert may(actor(town, section=handling), "applicant.view", request)
    assert may(actor(town), "applicant.view", request)
    assert not may(actor(town, section=other), "applicant.view", request)
    assert not may(actor(town, Role.LEADER), "applicant.view", request)


def test_a_role_that_does_not_give_the_right_opens_no_other_sections_request():
    town = agency()
    handling, other = town.sections.create(name="办公室"), town.sections.create(name="财政所")
    request = Request.objects.create(
        agency=town,
        number="1",
        received_on="2026-01-05",
        applicant_kind="natural_person",
        subject="x",
        section=handling,
    )
    user = person(town, section=other)
    Membership.objects.create(user=user, agency=town, role=Role.LEADER, since=dt.date(2020, 1, 1))
    assert not may(Actor.person(user), "applicant.view", request)


def test_a_link_holder_hands_up_for_his_agency_alone():
    _, (one, two) = county()
    made = link(one, 2024)
    holder = Actor.holder(made)
    assert holder.name == "一次性链接"
    assert may(holder, "report.hand_up", made) and may(holder, "report.hand_up", one)
    assert not may(holder, "report.hand_up", two) and not may(holder, "report.hand_up", link(one, 2024))
    assert not may(holder, "report.write", one)
    assert may(holder, "report.hand_up", version(one, 2024))
    for other in (version(one, 2023), version(one, 2024, scope=Scope.AREA), version(two, 2024)):
        assert not may(holder, "report.hand_up", other)


def test_nobody_outside_holds_any_right_but_those_named_for_outsiders():
    town = agency()
    for name, right in rights().items():
        if not right.others:
            assert not may(PUBLIC, name, town), name
            assert not may(SYSTEM, name, town), name


def test_a_list_shows_exactly_what_may_be_seen_one_by_one():
    government, (one, two) = county()
    agency(superior=one)
    for who in (
        actor(one),
        actor(government, Role.SUPERVISOR),
        actor(two, Role.ADMIN),
        PUBLIC,
        actor(is_system_admin=True),
    ):
        for right in ("agency.view", "record.view", "people.edit", "filing.view"):
            seen = set(agencies_where(who, right))
            assert seen == {each for each in type(one).objects.all() if may(who, right, each)}, (who, right)


def test_what_is_not_allowed_is_refused_with_advice():
    with pytest.raises(NotAllowed, match="没有"):
        require(PUBLIC, "record.view", agency())
