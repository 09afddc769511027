"""The statutory clock once more, slow and plain: a case is walked day by day on a calendar of its own.

It shares neither calendar nor rules with ``gongkai``; whatever it knows of the law stands here, once more, with the
article. Numbers of days are written out where they are used: this is the second opinion, not a place to set anything.
"""

from __future__ import annotations

import calendar
import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DAY = dt.timedelta(days=1)
SETTINGS = {
    "counting.receipt_day_counts": False,
    "counting.conclusion": "decided",
    "receipt.misdirected_mail": "signed",
    "receipt.unreachable_stops": True,
    "receipt.automatic_counts": False,
    "extension.once": True,
    "extension.before_end": True,
    "extension.max_days": 20,
    "consultation.from": "dispatch",
    "consultation.reply_days": 15,
    "reasons.delay_replaces": True,
    "service.electronic": "arrival",
}
# The applicant learns from these that the office has the paper (条例 31: "双方确认").
LETTERS = ("confirmed", "correction_asked", "extended", "reasons_asked", "delayed", "fee_notice")
FAR = 1500
Event = Mapping[str, Any]


@cache
def _notices() -> Mapping[str, Mapping[str, frozenset[dt.date]]]:
    data = tomllib.loads(Path(__file__).with_name("slow_calendar.toml").read_text("utf-8"))
    return {year: {kind: frozenset(days) for kind, days in notice.items()} for year, notice in data.items()}


def works(day: dt.date) -> bool:
    """Whether the day is worked: by its year's notice, else by the day of the week."""
    notice = _notices().get(str(day.year), {})
    if day in notice.get("work", ()):
        return True
    return day.weekday() < 5 and day not in notice.get("off", ())


def working_day_after(day: dt.date, number: int) -> dt.date:
    """The ``number``-th working day after ``day``."""
    while number:
        day += DAY
        number -= works(day)
    return day


def calendar_days_after(day: dt.date, number: int) -> dt.date:
    """The ``number``-th day after ``day``, or the next working day if that is off (行诉解释 48; 行政复议法 88)."""
    return _not_off(day + number * DAY)


def months_after(day: dt.date, number: int) -> dt.date:
    """The same day ``number`` months on, the last of the month if it has no such day, and not a day off."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return _not_off(dt.date(year, month + 1, min(day.day, last)))


def _not_off(day: dt.date) -> dt.date:
    while not works(day):
        day += DAY
    return day


def answer(case: Mapping[str, Any]) -> dict[str, Any]:
    """What the clock must answer, in the words of the contract."""
    settings = {**SETTINGS, **case.get("settings", {})}
    events = in_order(case["events"])
    kind = case["case"]["kind"]
    if kind == "request":
        return _Request(settings).walk(events)
    return _reconsideration(events) if kind == "reconsideration" else _lawsuit(events)


def in_order(events: list[Event]) -> list[Event]:
    """The events that stand, by day, and within a day as they were entered."""
    numbered = list(enumerate(events))
    numbered.sort(key=lambda each: (each[1]["on"], each[1].get("entered", dt.datetime.min), each[0]))
    ordered = [event for _, event in numbered]
    taken_back: set[int] = set()
    for event in reversed(ordered):
        if event["event"] == "cancelled" and event["id"] not in taken_back:
            taken_back.add(event["cancels"])
    return [event for event in ordered if event["event"] != "cancelled" and event["id"] not in taken_back]


@dataclass
class _Consultation:
    kind: str
    who: str
    sent: dt.date
    served: dt.date | None
    limit: dt.date | None
    replied: dt.date | None = None

    def leaves_out(self, day: dt.date, since: str) -> bool:
        """Whether the working day belongs to the time that the consultation needed (条例 33 ¶3)."""
        start = self.sent if since == "dispatch" else self.served
        if start is None or day <= start:
            return False
        return not any(end is not None and day > end for end in (self.replied, self.limit))


@dataclass
class _Period:
    """A period for the answer: day 0, whether day 0 itself may count, how many days."""

    zero: dt.date
    zero_counts: bool
    days: int = 20
    extensions: int = 0
    delay: dt.date | None = None


@dataclass
class _Request:
    settings: Mapping[str, Any]
    arrived: Event | None = None
    received: dt.date | None = None
    sure: bool = False
    stopped: bool = False
    period: _Period | None = None
    corrected: bool = False
    supply: dt.date | None = None
    payment: Event | None = None
    consultations: list[_Consultation] = field(default_factory=list)
    concluded: Event | None = None
    sent: list[Event] = field(default_factory=list)

    def walk(self, events: list[Event]) -> dict[str, Any]:
        day = events[0]["on"] if events else dt.date(2023, 1, 1)
        last = events[-1]["on"] if events else day
        while day <= last:
            for event in events:
                if event["on"] == day:
                    self.happens(event, day)
            day += DAY
        answered = self.answered_on()
        due = self.due()
        return {
            "received": self.received,
            "period_begins": self.day_one(),
            "due": due,
            "also_due": list(self.applicant(due, answered)),
            "concluded": self.conclusion(answered),
            "answered_on": answered,
        }

    # What an event does.

    def happens(self, event: Event, day: dt.date) -> None:
        name = event["event"]
        if name in ("dispatched", "handed_over", "served"):
            self.sent.append(event)
        elif name in ("received", "arrived"):
            self.comes(event, day)
        elif name.endswith("_replied"):
            self.replied(event, day)
        if self.concluded or self.received is None:
            if name in ("decided", "withdrawn") and not self.concluded:
                self.concluded = event
            return
        if name in LETTERS and not self.sure:
            self.confirm(day)
        does = getattr(self, f"on_{name}", None)
        if does is not None:
            does(event, day)

    def comes(self, event: Event, day: dt.date) -> None:
        """条例 31. What came first is the request."""
        if self.received is not None:
            if event["event"] == "received" and not self.sure and not self.concluded:
                self.confirm(day)
            return
        how = event["how"]
        self.arrived, self.received = event, day
        self.sure = (
            event["event"] == "received"
            or (how == "misdirected_mail" and self.settings["receipt.misdirected_mail"] == "signed")
            or (how in ("web", "email", "fax") and self.settings["receipt.automatic_counts"])
        )
        self.begin(day)

    def begin(self, day: dt.date, *, zero_counts: bool | None = None) -> None:
        counts = self.settings["counting.receipt_day_counts"] if zero_counts is None else zero_counts
        self.period = _Period(day, counts)

    def confirm(self, day: dt.date) -> None:
        self.received, self.sure, self.stopped = day, True, False
        self.begin(day)

    def on_unreachable(self, event: Event, day: dt.date) -> None:
        """〔2015〕207号: registered, and the clock starts when contact is restored."""
        if not self.sure and self.settings["receipt.unreachable_stops"]:
            self.stopped = True

    def on_correction_asked(self, event: Event, day: dt.date) -> None:
        """条例 30: once, within 7 working days of receipt."""
        assert self.received is not None
        counts = self.settings["counting.receipt_day_counts"] and works(self.received)
        if not self.corrected and day <= working_day_after(self.received, 6 if counts else 7):
            self.corrected, self.supply = True, event["until"]

    def on_correction_received(self, event: Event, day: dt.date) -> None:
        if self.supply is not None and (day <= self.supply or event.get("accepted_late")):
            self.supply = None
            self.begin(day)

    def on_extended(self, event: Event, day: dt.date) -> None:
        """条例 33 ¶2."""
        if self.waits() or self.stopped or self.period is None:
            return
        if self.settings["extension.once"] and self.period.extensions:
            return
        if self.settings["extension.before_end"] and self.over_before(day):
            return
        room = self.settings["extension.max_days"] - self.period.extensions
        granted = min(event["days"], room)
        self.period.extensions += granted
        self.period.days += granted

    def on_delayed(self, event: Event, day: dt.date) -> None:
        """条例 35."""
        if self.settings["reasons.delay_replaces"] and self.period and not self.waits() and not self.over_before(day):
            self.period.delay = event["until"]

    def on_fee_notice(self, event: Event, day: dt.date) -> None:
        """国办函〔2020〕109号: within the handling time limit."""
        if not self.waits() and not self.over_before(day):
            self.payment = event

    def on_fee_paid(self, event: Event, day: dt.date) -> None:
        if self.payment is not None:
            last = self.last_payment()
            if last is None or day <= last:
                self.payment = None
                self.begin(day, zero_counts=False)

    def on_third_party_asked(self, event: Event, day: dt.date) -> None:
        """条例 32, 34: 15 working days from the consulted one's receipt; another agency has no limit."""
        served = event.get("served")
        limited = served is not None and event["event"] != "agency_asked"
        limit = working_day_after(served, self.settings["consultation.reply_days"]) if limited else None
        self.consultations.append(_Consultation(event["event"][:-6], event["who"], day, served, limit))

    on_co_maker_asked = on_agency_asked = on_third_party_asked

    def replied(self, event: Event, day: dt.date) -> None:
        for each in self.consultations:
            if (each.kind, each.who, each.replied) == (event["event"][:-8], event["who"], None):
                each.replied = day

    def on_decided(self, event: Event, day: dt.date) -> None:
        self.concluded = event

    on_withdrawn = on_decided

    # What follows from what has happened.

    def waits(self) -> bool:
        return self.supply is not None or self.payment is not None

    def last_payment(self) -> dt.date | None:
        served = self.payment.get("served") if self.payment else None
        return working_day_after(served, 20) if served else None

    def counted(self, period: _Period) -> Iterator[tuple[dt.date, int]]:
        """Each day of the period with the number of days counted up to it."""
        day, number = period.zero if period.zero_counts else period.zero + DAY, 0
        for _ in range(FAR):
            since = self.settings["consultation.from"]
            if works(day) and not any(each.leaves_out(day, since) for each in self.consultations):
                number += 1
            yield day, number
            day += DAY

    def last_day(self) -> dt.date | None:
        if self.period is None:
            return None
        if self.period.delay is not None:
            return self.period.delay
        return next((day for day, number in self.counted(self.period) if number == self.period.days), None)

    def over_before(self, day: dt.date) -> bool:
        last = self.last_day()
        return last is not None and last < day

    def day_one(self) -> dt.date | None:
        if self.period is None or self.stopped or self.waits():
            return None
        return _not_off(self.period.zero if self.period.zero_counts else self.period.zero + DAY)

    def due(self) -> dict[str, Any] | None:
        if self.received is None:
            return None
        if self.supply is not None:
            due = {"what": "supply", "on": self.supply, "state": "waiting"}
        elif self.payment is not None:
            due = {"what": "payment", "on": self.last_payment(), "state": "waiting"}
        elif self.stopped:
            due = {"what": "answer", "on": None, "state": "stopped"}
        else:
            last = self.last_day()
            due = {"what": "answer", "on": last, "state": "running" if last else "waiting"}
        return due | {"state": "done"} if self.concluded else due

    def answered_on(self) -> dt.date | None:
        """〔2016〕235号."""
        by_arrival = self.settings["service.electronic"] == "arrival"
        for event in self.answers():
            if event["event"] != "dispatched" or event["how"] != "electronic" or not by_arrival:
                return event["on"]
        return None

    def answers(self) -> list[Event]:
        """What was sent before the decision was not the answer."""
        if self.concluded is None or self.concluded["event"] == "withdrawn":
            return []
        return [event for event in self.sent if event["on"] >= self.concluded["on"]]

    def conclusion(self, answered: dt.date | None) -> object:
        last = self.supply if self.supply is not None else self.last_payment()
        offered = last + DAY if last is not None else None
        if self.concluded is None:
            return {"offered": offered} if offered else None
        if self.concluded["event"] == "withdrawn":
            return self.concluded["on"]
        row = "（六）1" if self.supply is not None else "（六）2"
        if offered and self.concluded["row"] == row and self.concluded["on"] >= offered:
            return offered
        return answered if self.settings["counting.conclusion"] == "served" else self.concluded["on"]

    def applicant(self, due: Mapping[str, Any] | None, answered: dt.date | None) -> Iterator[dict[str, Any]]:
        """行政复议法 20, 23; 行诉法 46; 行诉解释 66."""
        reached = min((each["on"] for each in self.answers() if each["event"] != "dispatched"), default=answered)
        if self.concluded and reached and self.concluded["event"] == "decided":
            yield {"what": "applicant_reconsideration", "on": calendar_days_after(reached, 60)}
            if self.concluded["row"][:3] not in ("（二）", "（三）"):
                yield {"what": "applicant_lawsuit", "on": months_after(reached, 6)}
        elif due and due["state"] == "running" and due["on"]:
            yield {"what": "applicant_lawsuit", "on": months_after(due["on"], 6)}


def _first(events: list[Event], name: str) -> Event | None:
    return next((event for event in events if event["event"] == name), None)


def _reconsideration(events: list[Event]) -> dict[str, Any]:
    """行政复议法 48, 54, 55; 行诉法 45."""
    due = None
    if notice := _first(events, "reconsideration_notice"):
        procedure = notice.get("procedure")
        for event in events[events.index(notice) :]:
            if event["event"] == "procedure_changed":
                procedure = event["procedure"]
        done = _first(events[events.index(notice) :], "reconsideration_answered") is not None
        on = working_day_after(notice["on"], 10 if procedure == "ordinary" else 5)
        due = {"what": "reconsideration_answer", "on": on, "state": "done" if done else "running"}
    also = []
    if decided := _first(events, "reconsideration_decided"):
        also.append({"what": "applicant_lawsuit", "on": calendar_days_after(decided["on"], 15)})
        also.extend(_redo(decided))
    return {"due": due, "also_due": also}


def _lawsuit(events: list[Event]) -> dict[str, Any]:
    """行诉法 67, 85."""
    due = None
    if claim := _first(events, "statement_of_claim"):
        done = _first(events[events.index(claim) :], "defence_filed") is not None
        on = calendar_days_after(claim["on"], 15)
        due = {"what": "defence", "on": on, "state": "done" if done else "running"}
    also = []
    if judgment := _first(events, "judgment"):
        days = 10 if judgment.get("result") == "ruling" else 15
        also.append({"what": "applicant_appeal", "on": calendar_days_after(judgment["on"], days)})
        also.extend(_redo(judgment))
    return {"due": due, "also_due": also}


def _redo(event: Event) -> Iterator[dict[str, Any]]:
    """行政复议法 64; 行诉法 70: the limit set, else that of 条例 33."""
    if "redo_until" in event:
        yield {"what": "redo", "on": event["redo_until"]}
    elif event.get("result") == "redo":
        yield {"what": "redo", "on": working_day_after(event["on"], 20)}
