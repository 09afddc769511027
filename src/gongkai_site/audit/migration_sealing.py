"""The log of an earlier release carried over: text that stood in clear is sealed, and stands under a digest.

Each event keeps its hash, so that the chain and every anchor of those days prove what they proved. Beside it stands a
second one, over how the event stands now, each over the one before; their end stands in an event that tells of all
this and is itself part of the chain. What was wrong with the log is said in that event and found again afterwards.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from gongkai_site.audit.chain import new_salt
from gongkai_site.audit.former import former_hash, former_rows
from gongkai_site.audit.models import CARRIED_OVER
from gongkai_site.audit.sealing import as_text, chained, joined, split

_AT_ONCE, _MOST = 2_000, 100
_FIRST = "0" * 64
_SEALED = ("event_id", "salt", "title", "before", "after", "reason")
_PLAIN = ("plain_before", "plain_after", "digest", "carried")


@dataclass(slots=True)
class _Walk:
    """How far the log was carried, and what it was like."""

    number: int = 0
    hash: str = _FIRST
    carried: str = _FIRST
    wrong: list[int] = field(default_factory=list)

    def take(self, row: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """Prove one event; return the row of its text, and what takes that text's place in the event itself."""
        values, previous, kept = row[:-2], row[-2], row[-1]
        number, *_, object_type, _object_id, title, before, after, reason = values
        sound = number == self.number + 1 and previous == self.hash and former_hash(previous, values) == kept
        if not sound and len(self.wrong) < _MOST:
            self.wrong.append(number)
        (plain_before, before), (plain_after, after) = (_split(object_type, each) for each in (before, after))
        salt = new_salt()
        digest = chained(salt, (title, before, after, reason))
        self.number, self.hash = number, kept
        self.carried = chained(self.carried, (*values[:8], plain_before, plain_after, digest, kept))
        return (
            (number, salt, title, before, after, reason),
            (plain_before, plain_after, digest, self.carried, number),
        )


def carry_over(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Carry every event over, and write the event that tells of it. Nothing is to be done where there is none."""
    walk, rows = _Walk(), former_rows()
    while some := [walk.take(row) for row in islice(rows, _AT_ONCE)]:
        _insert("audit_sealed", _SEALED, [sealed for sealed, _plain in some])
        with connection.cursor() as cursor:
            columns = ", ".join(f"{name} = %s" for name in _PLAIN)
            cursor.executemany(f"UPDATE audit_event SET {columns} WHERE number = %s", [plain for _, plain in some])
    if walk.number:
        _tell(walk)


def _split(object_type: str, text: str) -> tuple[str, str]:
    """Split what was one text; where the parts would not give the very same text again, all of it is sealed."""
    values = json.loads(text) if text else None
    parts = split(object_type, values) if isinstance(values, dict) else ("", text)
    return parts if joined(*parts) == text else ("", text)


def _tell(walk: _Walk) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, hash FROM audit_head WHERE id = 1")
        ended, last = cursor.fetchone()
        if (ended, last) != (walk.number, walk.hash):
            walk.wrong.append(max(ended, walk.number) + 1)
        number, salt, title = max(ended, walk.number) + 1, new_salt(), "原有日志的文字改为密封存放"
        said = as_text({"until": walk.number, "hash": walk.hash, "carried": walk.carried, "wrong": walk.wrong})
        at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
        digest = chained(salt, (title, "", "", ""))
        values = (number, at, None, "系统", None, CARRIED_OVER, "audit.head", "1", "", said, digest)
        own = chained(last, values)
        names = (
            "number", "at", "actor_id", "actor", "agency_id", "action", "object_type", "object_id", "plain_before",
            "plain_after", "digest", "carried", "previous", "hash", "title", "before", "after", "reason",
        )  # fmt: skip
        _insert("audit_event", names, [(*values, "", last, own, "", "", "", "")])
        _insert("audit_sealed", _SEALED, [(number, salt, title, "", "", "")])
        cursor.execute("UPDATE audit_head SET number = %s, hash = %s WHERE id = 1", (number, own))


def _insert(table: str, names: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", list(rows))
