"""Hashing and appending: every event's hash covers its fields and the hash of the event before."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.dispatch import Signal

from gongkai_site.audit.models import Event, Head, Sealed
from gongkai_site.audit.sealing import chained, split

FIELDS = ("number", "at", "actor_id", "actor", "agency_id", "action", "object_type", "object_id",
          "plain_before", "plain_after", "digest")  # fmt: skip
"""What is hashed, in this order, after the previous hash."""
SEALED = ("title", "before", "after", "reason")
"""What the digest is made of, in this order, after the salt."""
_AT_ONCE = 500
appended = Signal()
"""Sent with the ``events`` appended, in their transaction: many at once are no saves of single models."""


def event_hash(previous: str, event: Event) -> str:
    """Return what ``hash`` must be of an event that follows the one with the hash ``previous``."""
    return chained(previous, tuple(getattr(event, name) for name in FIELDS))


def snapshot(thing: models.Model) -> dict[str, Any]:
    """Return the column values of a model instance for an event.

    Columns named in the model's ``audit_hidden`` (personal data) are only said to be there, never copied.
    """
    hidden = getattr(thing, "audit_hidden", ())
    values = {}
    for field in thing._meta.concrete_fields:
        value = field.value_from_object(thing)
        if field.name in hidden:
            value = said_to_be_there(value)
        elif isinstance(field, models.FileField):
            value = value.name
        values[field.name] = value
    return values


def said_to_be_there(value: object) -> str:
    """What is written of a column that is never copied."""
    return "（有，不记录）" if value else ""


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
        event = _event(head.number + 1, at, each)
        event.previous, event.hash = head.hash, event_hash(head.hash, event)
        head.number, head.hash = event.number, event.hash
        events.append(event)
    Event.objects.bulk_create(events, batch_size=_AT_ONCE)
    Sealed.objects.bulk_create([event.sealed for event in events], batch_size=_AT_ONCE)
    head.save(update_fields=("number", "hash"))
    appended.send(Event, events=events)
    return events


def _event(number: int, at: str, told: Told) -> Event:
    (plain_before, before), (plain_after, after) = (split(told.object_type, each) for each in (told.before, told.after))
    event = Event(
        number=number,
        at=at,
        actor_id=told.actor_id,
        actor=told.actor[:120],
        agency_id=told.agency_id,
        action=told.action,
        object_type=told.object_type,
        object_id=str(told.object_id),
        plain_before=plain_before,
        plain_after=plain_after,
    )
    sealed = Sealed(
        event=event, salt=new_salt(), title=told.title[:200], before=before, after=after, reason=told.reason
    )
    event.digest = chained(sealed.salt, (sealed.title, before, after, told.reason))
    return event


def new_salt() -> str:
    """128 bits that nobody can guess, as hex."""
    return secrets.token_hex(16)
