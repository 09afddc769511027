"""Killed at any statement of locking or publishing, the database holds all of the change with its event, or nothing."""

import datetime as dt

from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.publish import publish
from gongkai_site.annual.content import is_intact
from gongkai_site.annual.models import AnnualReport, Placement, State, Version
from gongkai_site.audit.models import Event
from gongkai_site.people.models import Role, User
from gongkai_site.policy import Actor
from tests.site.annual.written import locked, signed, town
from tests.site.build import actor
from tests.site.kill import Scenario, run


def _leader() -> Actor:
    return Actor.person(User.objects.filter(memberships__role=Role.LEADER).first() or User.objects.get())


def _prepare_lock() -> None:
    where = town()
    signed(where)
    actor(where, Role.LEADER)


def _lock() -> None:
    report = AnnualReport.objects.get()
    lock(_leader(), report, report.revision)


def _is_locked() -> bool:
    report, version = AnnualReport.objects.get(), Version.objects.first()
    events = set(Event.objects.values_list("action", "object_type"))
    parts = (
        report.state == State.LOCKED,
        version is not None and is_intact(version) and version.event_number > 0,
        ("report.lock", "annual.version") in events,
        ("report.lock", "annual.annualreport") in events,
    )
    assert len(set(parts)) == 1, parts
    return parts[0]


def _prepare_publish() -> None:
    locked(town())


def _publish() -> None:
    publish(_leader(), Version.objects.get(), own_pages=True, on=dt.date(2026, 1, 20))


def _is_published() -> bool:
    parts = (Placement.objects.exists(), Event.objects.filter(action="report.publish").exists())
    assert len(set(parts)) == 1, parts
    return parts[0]


LOCK = Scenario(_prepare_lock, _lock, _is_locked)
PUBLISH = Scenario(_prepare_publish, _publish, _is_published)


def test_whoever_is_killed_leaves_all_or_nothing() -> None:
    for name, left in run(__name__, "LOCK", "PUBLISH").items():
        assert left.faults == [], name
        assert left.statements >= 12 and left.deaths >= left.statements
        assert left.nothing >= 10 and left.everything >= 1
