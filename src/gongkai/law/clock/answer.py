"""What the clock answers, and its JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from gongkai.law.clock.words import alarm_basis, reason

State = Literal["running", "waiting", "stopped", "done"]


@dataclass(frozen=True, slots=True)
class Step:
    """One calendar day of a period: whether it counts, why, and by what provision."""

    day: dt.date
    counts: int | None
    """The running number of the day in its period; ``None`` where it is left out."""
    why: str
    basis: str
    kind: str
    """``counted``, ``extended``, ``weekend``, ``festival``, ``consulted``, ``delayed``, ``moved``: how it is drawn."""
    certain: bool = True
    """Whether the year's notice is known."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        return {"day": self.day.isoformat(), "counts": self.counts, "why": self.why, "basis": self.basis}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due, of whom, and by when."""

    what: str
    on: dt.date | None
    """``None`` while nobody can say: what stops the clock has no end yet."""
    state: State = "running"
    waiting_for: str = ""
    """``applicant``, ``third_party``, ``co_maker``, ``agency`` or ``body``: whose turn it is while waiting."""
    provisional: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    begins: dt.date | None = None
    """The first day that counts, where days are counted."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        data: dict[str, Any] = {"what": self.what, "on": _iso(self.on), "state": self.state}
        if self.waiting_for:
            data["for"] = self.waiting_for
        return {**data, "provisional": list(self.provisional), "steps": [each.to_json() for each in self.steps]}

    def to_short_json(self) -> dict[str, Any]:
        """Return what ``also_due`` says of it."""
        data: dict[str, Any] = {"what": self.what, "on": _iso(self.on)}
        return {**data, "provisional": list(self.provisional)} if self.provisional else data


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that somebody should look at, on or from a day."""

    on: dt.date
    code: str
    event: int | None = None
    """The event that it is about, where there is one."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        return {"on": self.on.isoformat(), "code": self.code, "basis": alarm_basis(self.code)}


@dataclass(frozen=True, slots=True)
class WithoutEffect:
    """An event that happened and moved nothing, and why."""

    id: int
    code: str

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        return {"id": self.id, "why": reason(self.code)}


@dataclass(frozen=True, slots=True)
class Offered:
    """A conclusion that the law offers from a day on; a person confirms it."""

    on: dt.date
    row: str


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """Everything that the clock says of a case; it follows from events, calendar and settings alone."""

    received: dt.date | None = None
    received_state: Literal["certain", "provisional"] | None = None
    period_begins: dt.date | None = None
    due: Due | None = None
    also_due: tuple[Due, ...] = ()
    concluded: dt.date | Offered | None = None
    answered_on: dt.date | None = None
    alarms: tuple[Alarm, ...] = ()
    without_effect: tuple[WithoutEffect, ...] = ()
    cancelled: tuple[int, ...] = ()
    """Events that were taken back."""
    received_basis: tuple[str, ...] = ()
    """The provisions behind the day of receipt."""

    def to_json(self) -> dict[str, Any]:
        """Return the contract's object."""
        concluded: Any = (
            {"offered": self.concluded.on.isoformat(), "row": self.concluded.row}
            if isinstance(self.concluded, Offered)
            else _iso(self.concluded)
        )
        return {
            "received": _iso(self.received),
            "received_state": self.received_state,
            "period_begins": _iso(self.period_begins),
            "due": self.due.to_json() if self.due else None,
            "also_due": [each.to_short_json() for each in self.also_due],
            "concluded": concluded,
            "answered_on": _iso(self.answered_on),
            "alarms": [each.to_json() for each in self.alarms],
            "without_effect": [each.to_json() for each in self.without_effect],
        }


def in_order(alarms: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """Return alarms by day, each once."""
    return tuple(sorted(dict.fromkeys(alarms), key=lambda each: (each.on, each.code, each.event or 0)))


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
