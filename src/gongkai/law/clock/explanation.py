"""A case explained: each deadline with its days, why a thing has not come yet, and what would change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.errors import InvalidCase
from gongkai.law.clock.answer import ClockAnswer, Due, Offered
from gongkai.law.clock.calendar import ONE_DAY
from gongkai.law.clock.case import Case, history
from gongkai.law.clock.clock import Clock
from gongkai.law.clock.events import Event
from gongkai.law.clock.words import cited, party, sentence, what


@dataclass(frozen=True, slots=True)
class Change:
    """An event that has not happened, and the date that would follow from it."""

    event: str
    on: dt.date
    """The day on which it is supposed to happen."""
    due: dt.date | None
    """What would then be due when; ``None`` where no date would follow yet."""
    text: str

    def to_json(self) -> dict[str, Any]:
        """Return the change as JSON."""
        due = self.due.isoformat() if self.due else None
        return {"event": self.event, "on": self.on.isoformat(), "due": due, "text": self.text}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that can be said of a case."""

    case: Case
    answer: ClockAnswer
    not_yet: tuple[str, ...]
    would_change: tuple[Change, ...]

    @property
    def deadlines(self) -> tuple[Due, ...]:
        """What is due, the first by itself and the others."""
        return (*([self.answer.due] if self.answer.due else []), *self.answer.also_due)

    def to_json(self) -> dict[str, Any]:
        """Return the contract's answer, with every deadline's days and the two questions under ``explanation``."""
        return {
            **self.answer.to_json(),
            "explanation": {
                "received_basis": cited(self.answer.received_basis),
                "cancelled": list(self.answer.cancelled),
                "deadlines": [{**each.to_json(), "basis": cited(each.basis)} for each in self.deadlines],
                "not_yet": list(self.not_yet),
                "would_change": [each.to_json() for each in self.would_change],
            },
        }


def explain_case(case: Case, clock: Clock) -> Explanation:
    """Explain a case. Raises ``InvalidCase`` as the clock does."""
    answer = clock.answer(case)
    changes = tuple(_changes(case, answer, clock)) if case.kind == "request" else tuple(_of_disputes(case, clock))
    return Explanation(case, answer, tuple(_not_yet(answer)), changes)


def _not_yet(answer: ClockAnswer) -> Iterator[str]:
    """Why the period has not begun, the answer is not due, the case is not concluded."""
    if answer.received is None:
        yield sentence("nothing-came")
    elif answer.received_state == "provisional":
        yield sentence("unconfirmed", day=answer.received)
    if answer.due:
        yield from _not_due(answer.due)
        yield from _not_concluded(answer, answer.due)


def _not_due(due: Due) -> Iterator[str]:
    if due.state == "stopped":
        yield sentence("stopped")
    elif due.state == "waiting" and due.waiting_for == "applicant":
        yield sentence(f"waiting-{due.what}" if due.on else "waiting-unproven", day=due.on)
    elif due.state == "waiting":
        yield sentence("waiting-consulted", who=party(due.waiting_for))
    elif due.state == "running" and due.on:
        yield sentence("running", day=due.on, what=what(due.what))
        if left_out := sum(each.kind == "consulted" for each in due.steps):
            yield sentence("left-out", number=left_out)


def _not_concluded(answer: ClockAnswer, due: Due) -> Iterator[str]:
    if isinstance(answer.concluded, Offered):
        yield sentence("offered", day=answer.concluded.on, row=answer.concluded.row)
    elif answer.concluded is None:
        yield sentence("not-served" if due.state == "done" and due.what == "answer" else "not-decided")


def _changes(case: Case, answer: ClockAnswer, clock: Clock) -> Iterator[Change]:
    """What may still happen to a request, each tried on the clock itself."""
    due, last = answer.due, _last_day(case)
    if due is None or due.state == "done" or last is None:
        return
    rules = clock.rules(case, history(case).events)
    if answer.received_state == "provisional":
        yield from _tried(case, clock, "confirmed", last)
    if due.what == "supply" and due.on:
        yield from _tried(case, clock, "correction_received", max(due.on, last), accepted_late="（假定有正当理由）")
    if due.what == "payment":
        yield from _tried(case, clock, "fee_paid", max(due.on or last, last))
    for each in _asked(case, answer):
        who = {"who": each["who"]} if each["who"] else {}
        on = max(each.on + ONE_DAY, last)
        yield from _tried(case, clock, each.kind.replace("_asked", "_replied"), on, **who)
    if due.what == "answer" and due.on and due.state == "running":
        if int(rules["extension.max_days"]):
            yield from _tried(case, clock, "extended", max(due.on, last), days=int(rules["extension.max_days"]))
        notice = next((each for each in answer.also_due if each.what == "correction_notice"), None)
        if notice and notice.on and notice.on >= last:
            yield from _tried(case, clock, "correction_asked", notice.on, until=notice.on + 15 * ONE_DAY)
    if "calendar-incomplete" in due.provisional and due.on:
        yield Change("calendar", due.on, None, sentence("would-calendar"))


def _of_disputes(case: Case, clock: Clock) -> Iterator[Change]:
    """What may still happen in a dispute."""
    due, last = clock.answer(case, explain=False).due, _last_day(case)
    if due and due.what == "reconsideration_answer" and due.state == "running" and last:
        yield from _tried(case, clock, "procedure_changed", last, procedure="ordinary")


def _tried(case: Case, clock: Clock, kind: str, on: dt.date, **fields: object) -> Iterator[Change]:
    """One event more, where it would move what is due."""
    try:
        supposed = case.with_event(kind, on, **fields)
    except InvalidCase:
        return
    before, after = (clock.answer(each, explain=False) for each in (case, supposed))
    if after.due is None or before.due is None or after.without_effect != before.without_effect:
        return
    if (after.due.what, after.due.on) != (before.due.what, before.due.on):
        text = sentence(f"would-{kind}", on=on, due=after.due.on or sentence("open"), **fields)
        yield Change(kind, on, after.due.on, text)


def _asked(case: Case, answer: ClockAnswer) -> list[Event]:
    """Opinions that have been asked for and not given."""
    ignored = {each.id for each in answer.without_effect}
    standing = [each for each in history(case).events if each.id not in ignored]
    open_ones: list[Event] = []
    for each in standing:
        if each.kind.endswith("_asked") and each.kind not in ("correction_asked", "reasons_asked"):
            open_ones.append(each)
        elif each.kind.endswith("_replied"):
            kind = each.kind.replace("_replied", "_asked")
            found = next((one for one in open_ones if one.kind == kind and each["who"] in (None, one["who"])), None)
            if found:
                open_ones.remove(found)
    return open_ones


def _last_day(case: Case) -> dt.date | None:
    """The last day of which something is known: what is supposed comes no earlier."""
    return max((each.on for each in history(case).events), default=None)
