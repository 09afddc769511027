import pytest
from django.db import connection

from gongkai_site.audit.chain import append
from gongkai_site.audit.migration_triggers import EVENTS, TEXTS
from gongkai_site.audit.models import Event, Head
from gongkai_site.audit.verify import verify

TRIGGERS = {
    "sqlite": [f"DROP TRIGGER audit_{name}" for name in (
        "event_no_update", "event_no_delete", "sealed_no_update", "sealed_no_delete",
    )],
    "postgresql": [f"ALTER TABLE audit_{name} DISABLE TRIGGER USER" for name in ("event", "sealed")],
}  # fmt: skip
AGAIN = {
    "sqlite": [*EVENTS["sqlite"], *TEXTS["sqlite"]],
    "postgresql": [f"ALTER TABLE audit_{name} ENABLE TRIGGER USER" for name in ("event", "sealed")],
}


def write(count: int) -> None:
    for number in range(1, count + 1):
        append(
            actor_id=None, actor="系统", agency_id=7, action="note.add", object_type="x.note", object_id=number,
            title=f"第{number}条", before=None, after={"text": f"内容{number}"}, reason="",
        )  # fmt: skip


def tamper(*statements: str) -> None:
    """Do what only somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        for each in (*TRIGGERS[connection.vendor], *statements, *AGAIN[connection.vendor]):
            cursor.execute(each)


def rewrite(keep: int) -> None:
    """What somebody does who owns the database, the folder and this very code: the chain from ``keep`` on anew."""
    tamper(
        f"DELETE FROM audit_event WHERE number > {keep}", f"DELETE FROM audit_sealed WHERE event_id > {keep}",
    )  # fmt: skip
    last = Event.objects.get(number=keep).hash if keep else "0" * 64
    Head.objects.update(number=keep, hash=last)


def test_an_untouched_log_proves_itself():
    write(12)
    found = verify()
    assert found.is_sound
    assert (found.count, found.number, found.hash) == (12, 12, Head.objects.get().hash)


def test_an_empty_log_is_sound():
    assert verify().is_sound


@pytest.mark.parametrize("column", ["at", "actor", "action", "object_id", "plain_after", "digest"])
def test_one_altered_character_is_found_at_its_event(column):
    write(5)
    tamper(f"UPDATE audit_event SET {column} = substr({column}, 1, 31) || 'x' WHERE number = 3")
    assert [each.number for each in verify().breaks] == [3]


@pytest.mark.parametrize("column", ["salt", "title", "before", "after", "reason"])
def test_one_altered_character_of_the_sealed_text_is_found_too(column):
    write(5)
    tamper(f"UPDATE audit_sealed SET {column} = substr({column}, 1, 31) || 'x' WHERE event_id = 3")
    assert [each.number for each in verify().breaks] == [3]


def test_text_that_is_gone_without_anonymising_is_found():
    write(5)
    tamper("DELETE FROM audit_sealed WHERE event_id = 3")
    assert [each.number for each in verify().breaks] == [3]


def test_a_removed_event_is_found():
    write(5)
    tamper("DELETE FROM audit_event WHERE number = 3", "DELETE FROM audit_sealed WHERE event_id = 3")
    assert [(each.number, "缺少" in each.what) for each in verify().breaks] == [(3, True)]


def test_text_of_an_event_that_is_not_there_is_found():
    write(3)
    rewrite(2)
    append_text(3)
    assert [(each.number, "没有事件" in each.what) for each in verify().breaks] == [(3, True)]


def append_text(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_sealed (event_id, salt, title, before, after, reason)"
            f" VALUES ({number}, '', 'x', '', '', '')"
        )


def test_events_cut_off_the_end_are_found():
    write(5)
    tamper("DELETE FROM audit_event WHERE number > 3", "DELETE FROM audit_sealed WHERE event_id > 3")
    assert [each.number for each in verify().breaks] == [4]


def test_an_event_slipped_in_is_found():
    write(5)
    tamper(
        "INSERT INTO audit_event (number, at, actor, action, object_type, object_id, plain_before, plain_after, digest,"
        " carried, previous, hash) SELECT 6, at, actor, action, object_type, object_id, plain_before, plain_after,"
        " digest, carried, previous, hash FROM audit_event WHERE number = 5"
    )
    assert [each.number for each in verify().breaks] == [6, 6, 6, 7]


def test_a_chain_rewritten_as_a_whole_is_caught_by_a_hash_kept_elsewhere():
    write(3)
    noted = {2: Event.objects.get(number=2).hash}
    assert verify(noted).is_sound
    rewrite(0)
    write(3)
    assert verify(noted).is_sound is False
    assert verify().is_sound


def test_a_noted_event_that_is_not_there_is_said():
    write(2)
    assert [each.number for each in verify({9: "0" * 64}).breaks] == [9]
