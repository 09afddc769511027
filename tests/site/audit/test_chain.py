import json

import pytest
from django.db import DatabaseError, connection, transaction

from gongkai_site.action import acting, claim
from gongkai_site.audit.chain import event_hash
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.sealing import chained
from gongkai_site.errors import EditedMeanwhile, EventMissing, NotAllowed, ReasonRequired
from gongkai_site.requests.models import Applicant, Request
from tests.site.build import actor, agency


def rename(who, town, name, reason="", **more):
    with acting(who, "section.add", right="agency.edit", on=town, reason=reason, **more) as act:
        act.changed(town.sections.create(name=name))


def test_a_change_and_its_event_are_written_together():
    town = agency()
    who = actor(town, "agency-admin")
    rename(who, town, "办公室", reason="新设")
    event = Event.objects.get()
    assert (event.number, event.actor, event.agency_id, event.action) == (1, who.name, town.pk, "section.add")
    assert json.loads(event.after)["name"] == "办公室"
    assert event.reason == "新设"


def test_events_follow_each_other_without_a_gap_and_hash_the_one_before():
    town = agency()
    who = actor(town, "agency-admin")
    for name in "甲乙丙":
        rename(who, town, name)
    previous = "0" * 64
    for number, event in enumerate(Event.objects.all(), start=1):
        assert (event.number, event.previous) == (number, previous)
        assert event.hash == event_hash(previous, event)
        previous = event.hash
    assert Head.objects.get().hash == previous


def test_text_moved_between_two_fields_changes_the_hash():
    assert chained("", ("ab", "c")) != chained("", ("a", "bc"))


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda town: rename(actor(town), town, "x"), NotAllowed),
        (lambda town: rename(actor(town, "agency-admin"), town, "x", reason_required=True), ReasonRequired),
        (lambda town: silent(actor(town, "agency-admin"), town), EventMissing),
    ],
    ids=["not-allowed", "no-reason", "no-event"],
)
def test_nothing_remains_of_an_action_that_is_refused(make, error):
    town = agency()
    with pytest.raises(error):
        make(town)
    assert not town.sections.exists()
    assert not Event.objects.exists()


def silent(who, town):
    with acting(who, "section.add", right="agency.edit", on=town):
        town.sections.create(name="无记录")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET actor = 'x'",
        "DELETE FROM audit_event",
        "UPDATE audit_sealed SET reason = 'x'",
        "DELETE FROM audit_sealed",
    ],
)
def test_the_database_refuses_to_change_an_event(statement):
    town = agency()
    who = actor(town, "agency-admin")
    rename(who, town, "办公室")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    event = Event.objects.get()
    assert (event.actor, event.reason) == (who.name, "")


def test_personal_data_never_enters_the_log():
    town = agency()
    who = actor(town)
    with acting(who, "request.register", right="record.edit", on=town) as act:
        request = Request.objects.create(
            agency=town, number="1", received_on="2026-01-05", applicant_kind="natural_person", subject="预算"
        )
        act.changed(Applicant.objects.create(request=request, name="张三", contact="13800000000"))
    event = Event.objects.get()
    assert "张三" not in event.after and "13800000000" not in event.after
    assert event.agency_id == town.pk


def test_who_saves_second_is_told_and_changes_nothing():
    town = agency()
    claim(town, 1)
    with pytest.raises(EditedMeanwhile):
        claim(type(town).objects.get(), 1)
    assert type(town).objects.get().revision == 2
