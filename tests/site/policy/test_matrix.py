"""Who holds which right on a township's things: written out, so that a change of the table of rights is seen."""

import pytest

from gongkai_site.people.models import Role
from gongkai_site.policy import PUBLIC, SYSTEM, Actor, may, rights
from tests.site.build import actor, agency, county
from tests.site.filings.build import link

ACTORS = [
    "own-clerk",
    "own-reviewer",
    "own-leader",
    "own-admin",
    "own-supervisor",
    "above-clerk",
    "above-reviewer",
    "above-leader",
    "above-admin",
    "above-supervisor",
    "neighbour-clerk",
    "neighbour-admin",
    "neighbour-supervisor",
    "below-supervisor",
    "system-admin",
    "no-role",
    "public",
    "link",
    "other-link",
    "machine",
]


@pytest.fixture(scope="module")
def matrix() -> dict[str, set[str]]:
    """Read the table below: right → the actors who hold it."""
    return {line.split(":")[0].strip(): set(line.split(":")[1].split()) for line in MATRIX.strip().splitlines()}


def cast():
    government, (town, neighbour) = county()
    below = agency(superior=town)
    roles = {"clerk": Role.CLERK, "reviewer": Role.REVIEWER, "leader": Role.LEADER, "admin": Role.ADMIN}
    roles["supervisor"] = Role.SUPERVISOR
    places = {"own": town, "above": government, "neighbour": neighbour, "below": below}
    people = {
        f"{place}-{role}": actor(where, name)
        for place, where in places.items()
        for role, name in roles.items()
        if f"{place}-{role}" in ACTORS
    }
    people |= {"system-admin": actor(is_system_admin=True), "no-role": actor(), "public": PUBLIC, "machine": SYSTEM}
    people |= {"link": Actor.holder(link(town)), "other-link": Actor.holder(link(neighbour))}
    return town, people


def test_every_right_is_held_by_exactly_those_written_here(matrix):
    town, people = cast()
    assert set(people) == set(ACTORS)
    held = {name: {who for who in ACTORS if may(people[who], name, town)} for name in rights()}
    assert held == matrix


def test_nobody_but_the_administrator_and_the_machine_holds_a_right_on_nothing(matrix):
    _, people = cast()
    for name, right in rights().items():
        holders = {who for who in ACTORS if may(people[who], name)}
        allowed = {"system-admin"} if right.system else set()
        allowed |= {"machine"} if "machine" in right.others else set()
        allowed |= set(ACTORS) if "public" in right.others and not right.rule_others else set()
        assert holders <= allowed, name


MATRIX = """
agency.view: own-clerk own-reviewer own-leader own-admin own-supervisor above-clerk above-reviewer above-leader above-admin above-supervisor system-admin
agency.particulars: own-clerk own-reviewer own-leader own-admin own-supervisor above-clerk above-reviewer above-leader above-admin above-supervisor neighbour-clerk neighbour-admin neighbour-supervisor below-supervisor system-admin no-role public link other-link
agency.edit: own-admin above-supervisor system-admin
agency.add: own-supervisor above-supervisor system-admin
agency.arrange: above-supervisor system-admin
ruling.edit: own-supervisor system-admin
people.view: own-admin own-supervisor above-supervisor system-admin
people.edit: own-admin above-supervisor system-admin
people.system: system-admin
people.own-account:
people.first-administrator: machine
audit.anchor: machine
site.restore: machine
site.backup: machine
audit.clean-out: machine
audit.view: own-reviewer own-leader own-admin above-supervisor system-admin
record.view: own-clerk own-reviewer own-leader own-admin
record.edit: own-clerk own-reviewer
record.anonymise: own-reviewer machine
record.export: own-clerk own-reviewer own-leader
applicant.view:
applicant.edit:
applicant.file: own-clerk own-reviewer
report.view: own-clerk own-reviewer own-leader own-admin own-supervisor
report.records: own-clerk own-reviewer own-leader own-admin
report.write: own-clerk own-reviewer
report.review: own-reviewer
report.return: own-reviewer own-leader
report.approve: own-leader
waiting.tell: machine
report.sign_off: own-reviewer own-leader
report.publish: own-clerk own-reviewer own-leader
report.correct: own-reviewer own-leader
report.withdraw: own-reviewer own-leader
report.hand_up: own-clerk own-reviewer own-leader link
published.list:
published.view:
filing.view: own-supervisor above-supervisor
filing.manage: own-supervisor machine
filing.own: own-clerk own-reviewer own-leader own-admin own-supervisor above-supervisor
consolidation.write: own-supervisor
intake.view: own-clerk own-reviewer own-supervisor above-supervisor
intake.edit: own-clerk own-reviewer own-supervisor
intake.file:
screening.view: own-clerk own-reviewer own-leader own-supervisor
screening.decide: own-reviewer own-leader own-supervisor
screening.stop: machine
report.waive: own-reviewer own-leader own-supervisor
intake.read: machine
redaction.view: own-clerk own-reviewer own-leader
redaction.edit: own-clerk own-reviewer
redaction.release:
redaction.return: own-clerk own-reviewer own-leader
redaction.output:
redaction.work: machine
"""  # noqa: E501 - one right a line
