import pytest
from django.db import connection

from gongkai_site.audit.chain import append
from gongkai_site.audit.migration_triggers import _SQLITE
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.verify import verify

TRIGGERS = {
    "sqlite": ["DROP TRIGGER audit_event_no_update", "DROP TRIGGER audit_event_no_delete"],
    "postgresql": ["ALTER TABLE audit_event DISABLE TRIGGER USER"],
}
AGAIN = {"sqlite": _SQLITE, "postgresql": ["ALTER TABLE audit_event ENABLE TRIGGER USER"]}


def write(count: int) -> None:
    for number in range(1, count + 1):
        append(
            actor_id=None, actor="系统", agency_id=7, action="note.add", object_type="x.note", object_id=number,
            title=f"第{number}条", before=None, after={"text": f"内容{number}"}, reason="",
        )  # fmt: skip


def tamper(statement: str) -> None:
    """Do what only somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        for each in TRIGGERS[connection.vendor]:
            cursor.execute(each)
        cursor.execute(statement)
        for each in AGAIN[connection.vendor]:
            cursor.execute(each)


def test_an_untouched_log_proves_itself():
    write(12)
    found = verify()
    assert found.is_sound
    assert (found.count, found.number, found.hash) == (12, 12, Head.objects.get().hash)


def test_an_empty_log_is_sound():
    assert verify().is_sound


@pytest.mark.parametrize("column", ["at", "actor", "action", "object_id", "title", "after", "reason"])
def test_one_altered_character_is_found_at_its_event(column):
    write(5)
    tamper(f"UPDATE audit_event SET {column} = substr({column}, 1, 31) || 'x' WHERE number = 3")
    assert [each.number for each in verify().breaks] == [3]


def test_a_removed_event_is_found():
    write(5)
    tamper("DELETE FROM audit_event WHERE number = 3")
    assert [(each.number, "缺少" in each.what) for each in verify().breaks] == [(3, True)]


def test_events_cut_off_the_end_are_found():
    write(5)
    tamper("DELETE FROM audit_event WHERE number > 3")
    assert [each.number for each in verify().breaks] == [4]


def test_an_event_slipped_in_is_found():
    write(5)
    tamper(
        "INSERT INTO audit_event (number, at, actor, action, object_type, object_id, title, before, after, reason,"
        " previous, hash) SELECT 6, at, actor, action, object_type, object_id, title, before, after, reason, previous,"
        " hash FROM audit_event WHERE number = 5"
    )
    assert [each.number for each in verify().breaks] == [6, 6, 7]


def test_a_chain_rewritten_as_a_whole_is_caught_by_a_hash_kept_elsewhere():
    write(3)
    noted = {2: Event.objects.get(number=2).hash}
    assert verify(noted).is_sound
    tamper("DELETE FROM audit_event")
    Head.objects.update(number=0, hash="0" * 64)
    write(3)
    assert verify(noted).is_sound is False
    assert verify().is_sound


def test_a_noted_event_that_is_not_there_is_said():
    write(2)
    assert [each.number for each in verify({9: "0" * 64}).breaks] == [9]
