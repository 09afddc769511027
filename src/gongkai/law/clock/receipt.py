"""When a request was received (《条例》第三十一条), and by when both sides must have confirmed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.clock.answer import Alarm, WithoutEffect
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import limit
from gongkai.law.clock.settings import Value

ENDS = ("decided", "withdrawn")
RECEIPTS = ("received", "arrived", "confirmed", "unreachable")
LETTERS = ("correction_asked", "extended", "reasons_asked", "delayed", "fee_notice")
"""What the office writes to the applicant about the paper: the first such letter confirms it at the latest.

The decision is none of them: an office that never confirmed would by it never be late."""
_ELECTRONIC = ("web", "email", "fax")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day of receipt, as far as it is known."""

    day: dt.date | None
    """The day in law, else the day of arrival by which the clock runs provisionally; ``None``: nothing has come."""
    came: Event | None = None
    """The event by which the request came; what was entered before it comes before it."""
    basis: tuple[str, ...] = ()
    """The provisions by which the day is what it is."""
    is_certain: bool = False
    is_stopped: bool = False
    """Whether only a recorded unsuccessful attempt to confirm holds the clock."""
    alarms: tuple[Alarm, ...] = ()
    without_effect: tuple[WithoutEffect, ...] = ()


class _Receiving:
    """Takes the events that bear on receipt one by one."""

    def __init__(self, rules: Mapping[str, Value]) -> None:
        self.rules = rules
        self.arrived: Event | None = None
        self.attempt: Event | None = None
        self.certain: dt.date | None = None
        self.ended = False
        self.came: Event | None = None
        self.paper: Event | None = None
        """By which the request is received: the last of the papers that count."""
        self.alarms: list[Alarm] = []
        self.without_effect: list[WithoutEffect] = []

    def take(self, event: Event) -> None:
        if event.kind in ("received", "arrived"):
            self._paper(event)
        elif event.kind in ("confirmed", "unreachable") and (self.certain or self.arrived is None):
            self._ignore(event, "confirmed-already" if self.certain else "nothing-arrived")
        elif event.kind in ENDS or self.ended:
            self.ended = True
            if event.kind in RECEIPTS:
                self._ignore(event, "after-end")
        elif event.kind == "unreachable":
            self._attempt(event)
        elif self.arrived and (event.kind == "confirmed" or event.kind in LETTERS):
            self.certain = self.certain or event.on

    def _paper(self, event: Event) -> None:
        if self.certain or (self.came and (self.ended or event.kind == "arrived")):
            self._ignore(event, "received-already")
            return
        self.came, self.paper = self.came or event, event
        if event.kind == "received" or _is_receipt(event, self.rules):
            self.certain = event.on
        else:
            self.arrived = event

    def _attempt(self, event: Event) -> None:
        if self.rules["receipt.unreachable_stops"]:
            self.attempt = self.attempt or event
        else:
            self.alarms.append(Alarm(event.on, "unreachable", event.id))
            self.without_effect.append(WithoutEffect(event.id, "attempt-by-setting"))

    def _ignore(self, event: Event, why: str) -> None:
        self.without_effect.append(WithoutEffect(event.id, why))
        self.alarms.append(Alarm(event.on, "unknown-order", event.id))


def receipt(events: Sequence[Event], rules: Mapping[str, Value], calendar: Calendar) -> Receipt:
    """Tell the day of receipt from the events in order."""
    taken = _Receiving(rules)
    for each in events:
        taken.take(each)
    arrived, attempt, certain = taken.arrived, taken.attempt, taken.certain
    if arrived is None:
        return Receipt(
            certain,
            taken.came,
            _basis(taken.paper, rules),
            certain is not None,
            alarms=tuple(taken.alarms),
            without_effect=tuple(taken.without_effect),
        )
    kind = "confirmation.electronic" if arrived["how"] in _ELECTRONIC else "confirmation.mail"
    confirm_by = limit(kind, arrived.on).last_day(arrived.on, calendar)
    settled = min(filter(None, (certain, attempt.on if attempt else None)), default=None)
    alarms = list(taken.alarms)
    if settled is None or settled > confirm_by:
        alarms.append(Alarm(confirm_by, "unconfirmed", arrived.id))
    if attempt and certain is None:
        alarms.append(Alarm(attempt.on, "unreachable", attempt.id))
    return Receipt(
        certain or arrived.on,
        arrived,
        _basis(taken.paper, rules),
        certain is not None,
        certain is None and attempt is not None,
        tuple(alarms),
        tuple(taken.without_effect),
    )


def _basis(came: Event | None, rules: Mapping[str, Value]) -> tuple[str, ...]:
    if came is None:
        return ()
    how = came["how"]
    if how == "misdirected_mail":
        return _BASIS["signed_mail"] if _is_receipt(came, rules) else ("receipt-letter-207",)
    return _BASIS[how] + (("receipt-channels-19",) if how in _ELECTRONIC and _is_receipt(came, rules) else ())


_BASIS = {
    "counter": ("receipt-counter",),
    "signed_mail": ("receipt-signed-mail",),
    "ordinary_mail": ("receipt-ordinary-mail",),
    **dict.fromkeys(_ELECTRONIC, ("receipt-electronic",)),
}


def _is_receipt(arrival: Event, rules: Mapping[str, Value]) -> bool:
    """Whether the paper's arrival is its receipt already."""
    if arrival["how"] == "misdirected_mail":
        return rules["receipt.misdirected_mail"] == "signed"
    return arrival["how"] in _ELECTRONIC and bool(rules["receipt.automatic_counts"])
