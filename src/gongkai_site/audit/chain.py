"""Hashing and appending: every event's hash covers its fields and the hash of the event before."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.dispatch import Signal

from gongkai_site.audit.models import Event, Head

FIELDS = ("number", "at", "actor_id", "actor", "agency_id", "action", "object_type", "object_id", "title",
          "before", "after", "reason")  # fmt: skip
"""What is hashed, in this order, after the previous hash."""
_AT_ONCE = 500
appended = Signal()
"""Sent with the ``events`` appended, in their transaction: many at once are no saves of single models."""


def event_hash(previous: str, values: tuple[object, ...]) -> str:
    """Return the SHA-256 (hex) over ``previous`` and the values of :data:`FIELDS`, each with its length before it."""
    parts = [previous]
    for value in values:
        text = "" if value is None else str(value)
        parts.append(f"{len(text)}:{text}")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def as_text(values: Mapping[str, Any] | None) -> str:
    """Return the JSON text that is kept and hashed; ``""`` for nothing."""
    if not values:
        return ""
    return json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True)


def snapshot(thing: models.Model) -> dict[str, Any]:
    """Return the column values of a model instance for an event.

    Columns named in the model's ``audit_hidden`` (personal data) are only said to be there, never copied.
    """
    hidden = getattr(thing, "audit_hidden", ())
    values = {}
    for field in thing._meta.concrete_fields:
        value = field.value_from_object(thing)
        if field.name in hidden:
            value = "（有，不记录）" if value else ""
        elif isinstance(field, models.FileField):
            value = value.name
        values[field.name] = value
    return values


@dataclass(frozen=True, slots=True)
class Told:
    """What an event tells, before it has its place in the chain."""

    actor_id: int | None
    actor: str
    agency_id: int | None
    action: str
    object_type: str
    object_id: object
    title: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str


def append(**told: Any) -> Event:
    """Append one event, of the members of :class:`Told`, inside the caller's transaction and return it."""
    (event,) = append_all([Told(**told)])
    return event


def append_all(told: Iterable[Told]) -> list[Event]:
    """Append events in their order inside the caller's transaction and return them."""
    head = Head.objects.select_for_update().get(pk=1)
    at = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    events = []
    for each in told:
        event = Event(
            number=head.number + 1,
            at=at,
            actor_id=each.actor_id,
            actor=each.actor[:120],
            agency_id=each.agency_id,
            action=each.action,
            object_type=each.object_type,
            object_id=str(each.object_id),
            title=each.title[:200],
            before=as_text(each.before),
            after=as_text(each.after),
            reason=each.reason,
            previous=head.hash,
        )
        event.hash = event_hash(head.hash, tuple(getattr(event, name) for name in FIELDS))
        head.number, head.hash = event.number, event.hash
        events.append(event)
    Event.objects.bulk_create(events, batch_size=_AT_ONCE)
    head.save(update_fields=("number", "hash"))
    appended.send(Event, events=events)
    return events
