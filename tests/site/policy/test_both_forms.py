"""Every right is asked both ways, of every actor and every kind of object: one by one, and as the filter of a query."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai_site.annual.models import AnnualReport, Version
from gongkai_site.policy import Actor, agencies_where, may, rights, visible
from gongkai_site.policy.conditions import CONDITIONS
from gongkai_site.requests.models import Applicant, Request
from tests.site.annual import build as annual
from tests.site.build import actor, agency, county
from tests.site.policy.world import stored, world

NOT_IN_THE_WORLD = {
    "audit.event",
    "audit.sealed",
    "drafts.draft",
    "home.mailwish",
    "home.notice",
    "home.told",
    "look.look",
}
"""What only actions write (the log's pages filter it by agency themselves), what is a person's own, and the site's one
look: none of them is ever asked of an agency."""


def unlike() -> list[str]:
    """One right of each kind of row: rows that say the same are the same question."""
    return list({replace(row, name=""): name for name, row in rights().items()}.values())


def test_both_forms_say_the_same_of_every_right_actor_and_object():
    people = world().actors()
    things = stored()
    empty = {model._meta.label_lower for model, objects in things.items() if not objects}
    assert empty == NOT_IN_THE_WORLD
    differing = []
    for name, who in people.items():
        for right in unlike():
            for model, objects in things.items():
                one_by_one = {each.pk for each in objects if may(who, right, each)}
                listed = visible(who, right, model._default_manager.order_by())
                as_query = [] if listed.query.is_empty() else list(listed.values_list("pk", flat=True))
                if sorted(as_query) != sorted(one_by_one):
                    differing.append((name, right, model._meta.label, one_by_one ^ set(as_query)))
    assert differing == []


def test_every_condition_is_met_by_some_of_its_objects_and_not_by_others():
    """Without which that both forms agree would prove little."""
    people = world().actors().values()
    things = stored()
    for name, condition in CONDITIONS.items():
        for label in condition.of:
            [objects] = [found for model, found in things.items() if model._meta.label_lower == label]
            said = {condition.holds(who, who.memberships(), each) for who in people for each in objects}
            assert said == {True, False}, (name, label)


def test_a_condition_is_met_by_nothing_that_it_does_not_declare():
    made, things = world(), stored()
    who = made.actors()["own-clerk"]
    for name, condition in CONDITIONS.items():
        for model, objects in things.items():
            if model._meta.label_lower not in condition.of:
                assert not any(condition.holds(who, who.memberships(), each) for each in objects), name
                filtered = model._default_manager.filter(condition.filter(who, who.memberships(), model))
                assert not filtered.exists(), (name, model)


def test_the_agencies_where_a_right_is_held_are_those_on_which_it_is_held():
    made = world()
    for name, who in made.actors().items():
        for right, row in rights().items():
            if not (row.rule or row.rule_below or row.rule_others):
                where = {each.pk for each in made.places.values() if may(who, right, each)}
                known = set(agencies_where(who, right).values_list("pk", flat=True))
                if who.kind != "system":
                    assert known & {each.pk for each in made.places.values()} == where, (name, right)


@pytest.mark.parametrize("right", ["applicant.view", "report.view", "record.view", "published.view"])
def test_a_list_is_one_query_however_long_it_is(right):
    _, (town, _) = county()
    section = town.sections.create(name="办公室")
    for number in range(30):
        annual.request(town, "2025-01-03", section=section if number % 2 else None)
        annual.version(annual.report(town, 2000 + number))
    who = actor(town, section=section)
    for model in (Request, AnnualReport, Version):
        who.memberships()
        with CaptureQueriesContext(connection) as queries:
            list(visible(who, right, model.objects.all()))
        assert len(queries) <= 1


def test_a_worklist_of_one_section_holds_its_own_requests_and_those_of_none():
    town = agency()
    own, other = town.sections.create(name="办公室"), town.sections.create(name="财政所")
    made = {each: annual.request(town, "2025-01-03", section=each) for each in (own, other, None)}
    for each in made.values():
        Applicant.objects.create(request=each, name="张三")
    clerk = actor(town, section=own)
    assert set(visible(clerk, "applicant.view", Request.objects.all())) == {made[own], made[None]}
    assert {each.request for each in visible(clerk, "applicant.view", Applicant.objects.all())} == {
        made[own], made[None]
    }  # fmt: skip
    assert visible(Actor.person(clerk.user), "applicant.view", Request.objects.filter(section=other)).count() == 0
