"""Events of earlier releases, whose text stood in them in clear, as they stand and are proved after it was sealed."""

from __future__ import annotations

from typing import Any

import pytest

from gongkai_site.audit.former import former_hash
from gongkai_site.audit.migration_sealing import _Walk
from gongkai_site.audit.models import CARRIED_OVER
from gongkai_site.audit.proving import Kept, Proof
from gongkai_site.audit.sealing import as_text, chained

FIRST = "0" * 64
REQUEST = '{"note": "张三来电", "outcome": "granted", "received_on": "2025-01-05"}'
Former = tuple[Any, ...]


def former(count: int) -> list[Former]:
    """A chain as it was written before."""
    rows, previous = [], FIRST
    for number in range(1, count + 1):
        values = (
            number, "2025-01-05T01:02:03.000004+00:00", 7, "李四", 3, "record.correct", "requests.request", "9",
            f"{number} 张三的申请", "", REQUEST, "补录",
        )  # fmt: skip
        own = former_hash(previous, values)
        rows.append((*values, previous, own))
        previous = own
    return rows


def carried(rows: list[Former]) -> list[Kept]:
    """The same as it stands afterwards, with the event that tells of it."""
    walk, events = _Walk(), []
    for row in rows:
        (_, *sealed), (*plain, _) = walk.take(row)
        events.append(Kept(*row[:8], *plain, *row[-2:], *sealed))
    said = as_text({"until": walk.number, "hash": walk.hash, "carried": walk.carried, "wrong": walk.wrong})
    values = (walk.number + 1, "", None, "系统", None, CARRIED_OVER, "audit.head", "1", "", said)
    return [*events, closing(values, walk.hash)]


def closing(values: Former, previous: str) -> Kept:
    digest = chained("", ("", "", "", ""))
    own = chained(previous, (*values, digest))
    return Kept(*values, digest, "", previous, own, "", "", "", "", "")  # type: ignore[arg-type] # by position


def broken(events: list[Kept]) -> list[int]:
    found: list[int] = []
    proof = Proof(lambda number, what: found.append(number))
    for each in events:
        proof.take(each)
    proof.end()
    return found


def test_carried_over_it_keeps_its_hashes_and_proves_itself() -> None:
    rows = former(4)
    events = carried(rows)
    assert [each.hash for each in events[:-1]] == [row[-1] for row in rows]
    assert broken(events) == []


def test_no_text_stands_in_the_event_any_more() -> None:
    event, _ = carried(former(1))
    assert event.plain_after == '{"outcome": "granted", "received_on": "2025-01-05"}'
    assert (event.title, event.after, event.reason) == ("1 张三的申请", '{"note": "张三来电"}', "补录")
    assert "张三" not in "".join(str(each) for each in event[:14])


@pytest.mark.parametrize("column", [name for name in Kept._fields if name not in ("number", "previous")])
def test_one_altered_sign_of_a_carried_event_is_found(column: str) -> None:
    events = carried(former(3))
    value = getattr(events[1], column)
    events[1] = events[1]._replace(**{column: 99 if isinstance(value, int) else f"{value}1"})
    assert 2 in broken(events)


def test_the_second_hash_covers_the_one_before_it() -> None:
    rows = former(3)
    events = carried(rows)
    alone = _Walk(number=1, hash=rows[0][-1])
    alone.take(rows[1])
    assert alone.carried != events[1].carried


def test_text_and_second_hashes_made_anew_do_not_end_as_the_event_says() -> None:
    rows = former(3)
    forged = carried([rows[0], (*rows[1][:11], "伪造的原因", *rows[1][12:]), rows[2]])
    # The text of the forged event is taken away, so that its first hash cannot be computed.
    forged[1] = forged[1]._replace(salt=None)
    assert broken([*forged[:-1], carried(rows)[-1]]) == [4, 2]


@pytest.mark.parametrize("left_out", ["the end", "nothing"])
def test_events_in_the_former_form_are_only_those_that_were_carried_over(left_out: str) -> None:
    events = carried(former(3))
    if left_out == "the end":
        assert broken(events[:-1]) == [3]
    else:
        assert broken([*events, events[0]._replace(number=5)]) == [5]


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"until": 3}', "no JSON"])
def test_an_end_that_says_nothing_of_use_is_found(said: str) -> None:
    events = carried(former(3))
    assert broken([*events[:-1], closing((*events[-1][:9], said), events[-2].hash)]) == [4]
    assert broken([*events, closing((5, *events[-1][1:10]), events[-1].hash)]) == [5]


def test_columns_that_are_no_json_any_more_are_found_and_stop_nothing() -> None:
    rows = former(2)
    events = carried(rows)
    forged = events[0]._replace(plain_after="no JSON")
    forged = forged._replace(carried=chained(FIRST, (*forged[:11], forged.hash)))
    assert broken([forged, *events[1:]]) == [1, 2]


@pytest.mark.parametrize(
    "text", ['{"b": 1,  "a": "x"}', "[1, 2]", "null", '{"outcome": "x", "note": 1e5}', '{"outcome": "x", "note": 1}']
)
def test_text_that_would_not_come_out_the_same_is_sealed_whole(text: str) -> None:
    values = (1, "", None, "系统", None, "x.y", "requests.request", "9", "", text, text, "")
    event, _ = carried([(*values, FIRST, former_hash(FIRST, values))])
    assert broken([event, _]) == []


def test_what_was_wrong_is_said_and_found_again() -> None:
    rows = former(4)
    rows[2] = (*rows[2][:3], "伪造者", *rows[2][4:])
    events = carried(rows)
    assert '"wrong": [3]' in events[-1].plain_after
    assert broken(events) == [3]
