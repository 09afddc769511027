"""Actor × right × object where a right hangs on the object itself: written out, and asked both ways."""

import pytest
from django.db.models import Model

from gongkai_site.annual.models import AnnualReport, Version
from gongkai_site.people.models import User
from gongkai_site.policy import may, visible
from gongkai_site.requests.models import Request
from tests.site.policy.world import World, world

ROLES = ("clerk", "reviewer", "leader", "agency-admin", "supervisor")
OWN = {f"own-{role}" for role in ROLES} | {"two-sections", "admin-with-role", "clerk-of-two-agencies"} | {
    "section-clerk", "other-section-clerk", "section-clerk-and-leader", "who-marked",
}  # fmt: skip
HANDLING = {"own-clerk", "own-reviewer", "clerk-of-two-agencies", "who-marked"}
FINANCE = {"other-section-clerk", "two-sections", "section-clerk-and-leader"}

RELEASING = {"own-reviewer", "own-leader", "two-sections", "section-clerk-and-leader", "admin-with-role"}

HOLDERS = {
    ("applicant.view", "a request of no section"): HANDLING | FINANCE | {"section-clerk"},
    ("applicant.view", "a request of the office"): HANDLING | {"section-clerk"},
    ("applicant.view", "a request of finance"): HANDLING | FINANCE,
    ("applicant.edit", "a request of finance"): HANDLING | FINANCE,
    ("applicant.file", "the agency"): HANDLING,
    ("report.view", "a report being written"): OWN,
    ("report.view", "a report locked"): OWN,
    ("report.view", "a report published"): OWN | {"above-supervisor"},
    ("report.view", "a report handed up"): OWN | {"above-supervisor"},
    ("report.view", "a version published"): OWN | {"above-supervisor"},
    ("report.view", "a version put elsewhere"): OWN | {"above-supervisor"},
    ("report.view", "its correction, locked"): OWN,
    ("report.view", "a version handed up"): OWN | {"above-supervisor"},
    ("published.view", "a version published"): None,
    ("published.view", "a version put elsewhere"): set(),
    ("published.view", "its correction, locked"): set(),
    ("published.view", "a version handed up"): set(),
    ("redaction.release", "a file under review"): RELEASING,
    ("redaction.output", "a file under review"): set(),
    ("redaction.output", "a file released"): OWN - {"own-agency-admin", "own-supervisor"},
    ("people.own-account", "the clerk's account"): {"own-clerk"},
}
"""Who holds the right on the township's object; ``None``: everybody but the machine, which has no business with it."""


@pytest.fixture
def county_with_all() -> World:
    return world()


def test_a_right_that_hangs_on_the_object_is_held_by_exactly_those_written_here(county_with_all: World) -> None:
    people = county_with_all.actors()
    things = objects(county_with_all, people["own-clerk"].user)
    for (right, what), holders in HOLDERS.items():
        thing = things[what]
        found = {name for name, who in people.items() if may(who, right, thing)}
        among = type(thing)._default_manager.filter(pk=thing.pk)
        listed = {name for name, who in people.items() if visible(who, right, among).exists()}
        assert found == listed == (set(people) - {"machine"} if holders is None else holders), (right, what)


def objects(made: World, clerk: User) -> dict[str, Model]:
    """The township's objects by what they are called above."""
    town = made.places["own"]
    requests = Request.objects.filter(agency=town)
    reports = AnnualReport.objects.filter(agency=town, scope="own")
    versions = Version.objects.filter(report__in=reports)
    return {
        "the agency": town,
        "a request of no section": requests.get(section=None),
        "a request of the office": requests.get(section=made.sections["office"]),
        "a request of finance": requests.get(section=made.sections["finance"]),
        "a report being written": reports.get(year=2026),
        "a report locked": reports.get(year=2025),
        "a report published": reports.get(year=2024),
        "a report handed up": reports.get(year=2022),
        "a version published": versions.get(report__year=2024, number=1),
        "a version put elsewhere": versions.get(report__year=2023, number=1),
        "its correction, locked": versions.get(report__year=2024, number=2),
        "a version handed up": versions.get(report__year=2022),
        "a file under review": town.redactions.get(state="review"),
        "a file released": town.redactions.get(state="released"),
        "the clerk's account": clerk,
    }
