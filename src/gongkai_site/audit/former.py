"""The log as releases before sealed text kept it: its text stood, and was hashed, in the event itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from gongkai_site.audit.sealing import chained

FIELDS = (
    "number", "at", "actor_id", "actor", "agency_id", "action", "object_type", "object_id",
    "title", "before", "after", "reason",
)  # fmt: skip
"""What was hashed, in this order, after the previous hash."""
_CHUNK = 2_000


def is_former() -> bool:
    """Whether the database still holds the log in that form: it was not upgraded yet."""
    with connection.cursor() as cursor:
        columns = {each.name for each in connection.introspection.get_table_description(cursor, "audit_event")}
    return "digest" not in columns


def former_hash(previous: str, values: tuple[Any, ...]) -> str:
    """Return what the hash of an event with these values of :data:`FIELDS` was made of."""
    return chained(previous, values)


def former_rows() -> Iterator[tuple[Any, ...]]:
    """Yield the values of :data:`FIELDS`, the hash before, and the own hash, of every event in its order."""
    columns = ", ".join((*FIELDS, "previous", "hash"))
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {columns} FROM audit_event WHERE number > %s ORDER BY number LIMIT {_CHUNK}", (last,)
            )
            rows = cursor.fetchall()
        if not rows:
            return
        yield from rows
        last = rows[-1][0]
