"""The course of a request: which period runs, what it waits for, what leaves it as it is (《条例》 30–35, 42)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.law.clock.answer import Alarm, WithoutEffect
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.consultations import Consultation
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import limit
from gongkai.law.clock.periods import Pause, last_counted, united
from gongkai.law.clock.settings import Value


@dataclass(frozen=True, slots=True)
class Waiting:
    """The office waits for the applicant; no answer is due."""

    what: str
    """``supply`` or ``payment``."""
    since: dt.date
    """The day from which the applicant's own time runs."""
    until: dt.date | None
    """``None`` while the applicant's receipt of the notice is not proven."""


class Course:
    """Takes the events of a request one by one; what it holds at the end is where the request stands."""

    def __init__(self, base: dt.date, rules: Mapping[str, Value], calendar: Calendar) -> None:
        self.calendar, self.rules, self.base = calendar, rules, base
        self.received = self.latest = base
        self.start = self._start(base, counts_itself=bool(rules["counting.receipt_day_counts"]))
        self.number = limit("answer", base).number
        self.extension = 0
        self.delayed: dt.date | None = None
        self._supply: Waiting | None = None
        self._payment: Waiting | None = None
        self.ended: Event | None = None
        """The decision or the withdrawal."""
        self.consulted: list[Consultation] = []
        self.pauses: Sequence[Pause] = ()
        self.notices = 0
        self.alarms: list[Alarm] = []
        self.without_effect: list[WithoutEffect] = []
        self._extensions = 0
        self._paid_for = False
        self._reasons: set[str] = set()
        self._last_notice = limit("correction_notice", base).number

    @property
    def waiting(self) -> Waiting | None:
        """What the office waits for: what was asked for first, then the payment."""
        return self._supply or self._payment

    @property
    def begins(self) -> dt.date | None:
        """The first working day of the period; ``None`` while no answer is due."""
        return None if self.waiting else self.calendar.day(self.start)

    @property
    def ends(self) -> dt.date | None:
        """The last day of the period that runs or last ran; ``None`` while a consultation has no end."""
        if self.delayed:
            return self.delayed
        index = last_counted(self.start, self.number + self.extension, self.pauses)
        return None if index is None else self.calendar.day(index)

    @property
    def last_day_of_notice(self) -> dt.date:
        """The last day on which the applicant can be asked to correct the request."""
        start = self._start(self.received, counts_itself=bool(self.rules["counting.receipt_day_counts"]))
        return self.calendar.day(start + self._last_notice - 1)

    def counted(self, number: int) -> dt.date | None:
        """Return the day on which so many days of the period have been counted."""
        index = last_counted(self.start, number, self.pauses)
        return None if index is None else self.calendar.day(index)

    def take(self, event: Event, consultation: Consultation | None = None) -> None:
        """Take the next event."""
        self.latest = event.on
        if consultation is not None:
            self._consult(event, consultation)
        elif event.kind in ("decided", "withdrawn"):
            self._end(event)
        elif event.kind in _TAKEN:
            if self.ended:
                self.ignore(event, "after-end", "unknown-order")
            else:
                _TAKEN[event.kind](self, event)

    def ignore(self, event: Event, why: str, alarm: str = "") -> None:
        """Enter an event without effect."""
        self.without_effect.append(WithoutEffect(event.id, why))
        if alarm:
            self.alarms.append(Alarm(event.on, alarm, event.id))

    def _start(self, day: dt.date, *, counts_itself: bool) -> int:
        index = self.calendar.index(day)
        return index if counts_itself and self.calendar.is_working(day) else index + 1

    def _anew(self, day: dt.date, *, counts_itself: bool) -> None:
        self.base, self.delayed = day, None
        self.start = self._start(day, counts_itself=counts_itself)
        self.extension = self._extensions = 0

    def _has_passed(self, day: dt.date) -> bool:
        ends = self.ends
        return ends is not None and day > ends

    def _consult(self, event: Event, consultation: Consultation) -> None:
        if self.ended:
            self.ignore(event, "after-end", "unknown-order")
        else:
            self.consulted.append(consultation)
            if pause := consultation.pause(self.rules, self.calendar):
                self.pauses = united((*self.pauses, pause))

    def _end(self, event: Event) -> None:
        if self.ended:
            self.ignore(event, "ended-already", "unknown-order")
            return
        if event.on < self.received:
            self.alarms.append(Alarm(event.on, "answered-before-received", event.id))
        self.ended = event

    def _correction_asked(self, event: Event) -> None:
        self.notices += 1
        if self.notices > 1:
            self.ignore(event, "second-notice", "second-correction-notice")
        elif event.on > self.last_day_of_notice:
            self.ignore(event, "late-notice", "late-correction-notice")
        elif event["until"] is None:
            self.ignore(event, "no-until", "unknown-order")
        else:
            self._supply = Waiting("supply", event.on, event["until"])

    def _correction_received(self, event: Event) -> None:
        if self._supply is None:
            self.ignore(event, "not-asked", "unknown-order")
        elif self._supply.until and event.on > self._supply.until and not event["accepted_late"]:
            self.ignore(event, "late-supply", "supply-late")
        else:
            self._supply = None
            self._anew(event.on, counts_itself=bool(self.rules["counting.receipt_day_counts"]))

    def _extended(self, event: Event) -> None:
        room = int(self.rules["extension.max_days"]) - self.extension
        if self.waiting:
            self.ignore(event, "waiting", "unknown-order")
        elif self.delayed:
            self.ignore(event, "delayed", "unknown-order")
        elif self._extensions and self.rules["extension.once"]:
            self.ignore(event, "second-extension", "second-extension")
        elif self.rules["extension.before_end"] and self._has_passed(event.on):
            self.ignore(event, "late-extension", "late-extension")
        else:
            if event["days"] > room:
                self.alarms.append(Alarm(event.on, "extension-too-long", event.id))
            if room <= 0:
                self.without_effect.append(WithoutEffect(event.id, "no-room"))
            self.extension += min(event["days"], room)
            self._extensions += 1

    def _reasons_event(self, event: Event) -> None:
        self._reasons.add(event.kind)

    def _delayed(self, event: Event) -> None:
        ends = self.ends
        if not self.rules["reasons.delay_replaces"]:
            self.ignore(event, "delay-by-setting")
        elif self.waiting:
            self.ignore(event, "waiting", "unknown-order")
        elif event["until"] is None:
            self.ignore(event, "no-until", "unknown-order")
        elif self._has_passed(event.on):
            self.ignore(event, "late-delay", "late-extension")
        elif ends is not None and event["until"] <= ends:
            self.ignore(event, "no-delay", "unknown-order")
        else:
            if self._reasons != {"reasons_asked", "reasons_received"}:
                self.alarms.append(Alarm(event.on, "unknown-order", event.id))
            self.delayed = event["until"]

    def _fee_notice(self, event: Event) -> None:
        if self._paid_for:
            self.ignore(event, "second-fee-notice", "unknown-order")
        elif self.waiting:
            self.ignore(event, "waiting", "unknown-order")
        elif self._has_passed(event.on):
            self.ignore(event, "late-fee-notice", "late-fee-notice")
        else:
            self._paid_for = True
            served = event["served"]
            until = limit("payment", served).last_day(served, self.calendar) if served else None
            self._payment = Waiting("payment", served or event.on, until)

    def _fee_paid(self, event: Event) -> None:
        if self._payment is None:
            self.ignore(event, "not-asked", "unknown-order")
        elif self._payment.until and event.on > self._payment.until:
            self.ignore(event, "late-payment", "payment-missed")
        else:
            self._payment = None
            self._anew(event.on, counts_itself=False)

    def after_the_period(self) -> list[Event]:
        """Return the opinions that were asked for when the period was over: their time is left out of nothing."""
        over = [] if self.waiting else [each.asked for each in self.consulted if self._has_passed(each.asked.on)]
        self.consulted = [each for each in self.consulted if each.asked not in over]
        return over

    def standing_alarms(self) -> list[Alarm]:
        """Return what to look at because the request still stands as it does."""
        if self.ended:
            return []
        if self.waiting:
            missed = "supply-missed" if self.waiting.what == "supply" else "payment-missed"
            if self.waiting.until:
                return [Alarm(self.waiting.until + ONE_DAY, missed)]
            return [Alarm(self.waiting.since, "service-not-proven")]
        ends = self.ends
        overdue = [Alarm(ends + ONE_DAY, "overdue")] if ends else []
        own = [
            Alarm(day, f"own-{name}")
            for name in ("draft", "review", "signature", "escalation")
            if (day := self.counted(int(self.rules[f"own.{name}_days"]))) and (ends is None or day <= ends)
        ]
        return overdue + own


_TAKEN: Mapping[str, Callable[[Course, Event], None]] = {
    "correction_asked": Course._correction_asked,
    "correction_received": Course._correction_received,
    "extended": Course._extended,
    "reasons_asked": Course._reasons_event,
    "reasons_received": Course._reasons_event,
    "delayed": Course._delayed,
    "fee_notice": Course._fee_notice,
    "fee_paid": Course._fee_paid,
}
