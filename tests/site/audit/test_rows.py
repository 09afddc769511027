"""Things stand as the log says they were last made; what is done to them behind its back is found."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Version
from gongkai_site.audit.chain import append, snapshot
from gongkai_site.audit.guards import lacking_guards
from gongkai_site.audit.models import Event
from gongkai_site.audit.verify import verify
from gongkai_site.people.models import Membership, Role
from tests.site.annual.written import locked, town
from tests.site.audit.test_verify import AGAIN, TRIGGERS
from tests.site.build import agency, person


def log(thing: object, **more: object) -> None:
    append(
        actor_id=None, actor="系统", agency_id=None, action="x.y", object_type=thing._meta.label_lower,  # type: ignore[attr-defined] # a model
        object_id=thing.pk, title="x", before=None, reason="", **{"after": snapshot(thing), **more},  # type: ignore[attr-defined, arg-type] # as above
    )  # fmt: skip


def told() -> list[tuple[int, str]]:
    return [(each.number, each.what) for each in verify(rows=True).breaks]


def test_what_was_done_by_actions_alone_stands_as_the_log_says() -> None:
    locked(town())
    assert Event.objects.count() > 3
    assert verify(rows=True).is_sound


@pytest.mark.parametrize(
    ("column", "value"),
    [("cells", "'{}'"), ("sha256", "'0'"), ("content", "'{}'"), ("reason", "'x'"), ("fragment", "'x'")],
)
def test_a_locked_version_that_was_changed_is_found(column: str, value: str) -> None:
    version = locked(town())
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE annual_version SET {column} = {value} WHERE id = {version.pk}")
    found = told()
    assert {Event.objects.get(number=number).object_type for number, _ in found} == {"annual.version"}
    assert all("绕过系统改动" in what for _, what in found)
    assert verify().is_sound, "the chain alone does not tell"


def test_a_locked_version_that_is_gone_is_found() -> None:
    version = locked(town())
    Version.objects.filter(pk=version.pk)._raw_delete("default")
    assert any("不在数据库中" in what for _, what in told())


def test_a_later_event_says_how_it_is_now() -> None:
    where = agency()
    log(where)
    Agency.objects.filter(pk=where.pk).update(name="另一个镇")
    assert len(told()) == 1
    where.refresh_from_db()
    log(where)
    assert told() == []


def test_a_later_event_that_tells_of_some_columns_leaves_the_others_as_said_before() -> None:
    where = agency()
    log(where)
    log(where, after={"name": where.name, "no column": 1})
    Agency.objects.filter(pk=where.pk).update(place="别处")
    assert [number for number, _ in told()] == [2]


def test_what_was_ended_by_an_event_need_not_be_there() -> None:
    where = agency()
    log(where)
    log(where, after=None)
    Agency.objects.filter(pk=where.pk).delete()
    assert told() == []


def test_things_of_kinds_that_are_no_more_are_left_alone() -> None:
    for object_type in ("x.note", "nonsense"):
        append(actor_id=None, actor="系统", agency_id=None, action="x.y", object_type=object_type, object_id=1,
               title="", before=None, after={"a": 1}, reason="")  # fmt: skip
    assert told() == []


def test_many_things_are_each_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai_site.audit.rows._AT_ONCE", 2)
    places = [agency() for _ in range(5)]
    for each in places:
        log(each)
    Agency.objects.filter(pk__in=[each.pk for each in places]).update(place="别处")
    assert [number for number, _ in told()] == [1, 2, 3, 4, 5]


def test_a_role_given_behind_the_logs_back_is_not_a_row_it_knows_but_one_prolonged_is() -> None:
    role = Membership.objects.get(user=person(agency(), Role.CLERK))
    log(role)
    Membership.objects.filter(pk=role.pk).update(role=Role.LEADER)
    assert len(told()) == 1


@pytest.mark.parametrize("place", [0, 1])
def test_a_guard_that_is_missing_or_switched_off_is_said(place: int) -> None:
    assert lacking_guards() == ()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(TRIGGERS["sqlite"][place])
        else:
            name = ("audit_event_no_change", "audit_event_no_truncate")[place]
            cursor.execute(f"ALTER TABLE audit_event DISABLE TRIGGER {name}")
    (only,) = verify().breaks
    assert (only.number, "缺失或停用" in only.what) == (0, True)
    with connection.cursor() as cursor:
        cursor.execute(AGAIN["sqlite"][place] if connection.vendor == "sqlite" else AGAIN["postgresql"][0])
    assert verify().is_sound


def test_a_guard_that_guards_nothing_is_none() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(TRIGGERS["sqlite"][0])
            cursor.execute("CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event BEGIN SELECT 1; END")
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION audit_event_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RETURN NEW; END $$"
            )
    assert not verify().is_sound
