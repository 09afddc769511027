"""Reconsideration and lawsuits: by when the agency answers, by when the applicant goes on, what must be done anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from gongkai.law.clock.answer import Alarm, Due, WithoutEffect
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.deadlines import deadline
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import Limit, limit
from gongkai.law.clock.settings import Value
from gongkai.law.clock.words import is_final, is_ruling, orders_redo

DISPUTES = (
    *("reconsideration_notice", "procedure_changed", "reconsideration_answered", "reconsideration_decided"),
    *("statement_of_claim", "defence_filed", "judgment"),
)
_LATE = {"reconsideration_answer": "no-answer-in-time", "defence": "defence-late", "redo": "redo-late"}


class Disputes:
    """Takes the events of disputes one by one; what it holds at the end is what is due in them."""

    def __init__(self, rules: Mapping[str, Value], calendar: Calendar, *, explain: bool) -> None:
        self.rules, self.calendar, self.explain = rules, calendar, explain
        self.answer: Due | None = None
        """The agency's answer in the reconsideration."""
        self.defence: Due | None = None
        self.redo: Due | None = None
        self.rights: dict[str, Due] = {}
        """What the applicant, or the reconsideration body, may or must do next."""
        self.alarms: list[Alarm] = []
        self.without_effect: list[WithoutEffect] = []
        self.opened: dt.date | None = None
        self.answered: dt.date | None = None
        self.concluded: dt.date | None = None
        self._notice: Event | None = None
        self._kind = "simplified"
        self._extension = 0
        self._done_on: dict[str, dt.date] = {}

    @property
    def is_reconsidered(self) -> bool:
        """Whether a reconsideration is open."""
        return self._notice is not None and self.concluded is None

    def take(self, event: Event) -> None:
        """Take the next event."""
        _TAKEN[event.kind](self, event)

    def dues(self) -> list[Due]:
        """Return the agency's own duties, the latest first."""
        return [each for each in (self.redo, self.defence, self.answer) if each]

    def standing_alarms(self) -> list[Alarm]:
        """Return what to look at because a duty still stands, or was done late."""
        return [
            Alarm(each.on + ONE_DAY, _LATE[each.what])
            for each in self.dues()
            if each.on and (each.state == "running" or self._done_on[each.what] > each.on)
        ]

    def _ignore(self, event: Event, why: str) -> None:
        self.without_effect.append(WithoutEffect(event.id, why))
        self.alarms.append(Alarm(event.on, "unknown-order", event.id))

    def _done(self, due: Due, event: Event) -> Due:
        self._done_on[due.what] = event.on
        return replace(due, state="done")

    def _noticed(self, event: Event) -> None:
        if self._notice and self.concluded is None:
            self._ignore(event, "received-already")
            return
        self._notice, self.opened, self._extension = event, event.on, 0
        self.answered = self.concluded = None
        self.answer = self._procedure(event["procedure"] or "absent", event.on)

    def _procedure(self, procedure: str, since: dt.date, *, changed: bool = False) -> Due:
        kind = "simplified" if procedure == "absent" else procedure
        period = limit(f"reconsideration_answer.{kind}", since)
        if procedure == "absent":
            period = replace(
                period,
                number=int(self.rules["reconsideration.absent_days"]),
                basis=("reconsideration-simplified", *period.basis),
            )
        if changed:
            period = replace(period, basis=("reconsideration-change", *period.basis))
        self._kind = kind
        self._body_decides()
        return self._due("reconsideration_answer", period, since)

    def _body_decides(self) -> None:
        """By when the body decides, and the applicant may sue where it does not."""
        if self._notice is None:
            return
        accepted = self._notice["accepted"] or self._notice.on
        period = limit(f"reconsideration_decision.{self._kind}", accepted)
        if self._kind == "ordinary":
            period = replace(period, number=period.number + self._extension)
        last = period.last_day(accepted, self.calendar)
        self._right("reconsideration_decision", period, accepted)
        self._right("applicant_lawsuit", limit("applicant_lawsuit.reconsideration_silent", last), last)

    def extended(self, event: Event) -> None:
        """Take the body's notice that it decides later; only in the ordinary procedure (《行政复议法》第六十二条)."""
        room = limit("reconsideration_decision.extension", event.on).number - self._extension
        last = self.rights["reconsideration_decision"].on
        if self._kind != "ordinary" or room <= 0 or (last and event.on > last):
            self._ignore(event, "no-extension")
            return
        if event["days"] > room:
            self.alarms.append(Alarm(event.on, "extension-too-long", event.id))
        self._extension += min(event["days"], room)
        self._body_decides()

    def _changed(self, event: Event) -> None:
        if self._notice is None or self.answer is None or self.concluded:
            self._ignore(event, "ended-already" if self._notice else "no-dispute")
            return
        state = self.answer.state
        since = self._notice.on if self.rules["reconsideration.after_change"] == "copy" else event.on
        self.answer = replace(self._procedure(event["procedure"], since, changed=True), state=state)

    def _answered(self, event: Event) -> None:
        if self.answer is None or self.answer.state == "done":
            self._ignore(event, "answered-already" if self.answer else "no-dispute")
            return
        self.answer = self._done(self.answer, event)
        self.answered = event.on

    def _decided(self, event: Event) -> None:
        if self.concluded:
            self._ignore(event, "ended-already")
            return
        if self._notice is None:
            # The copy was never entered; the decision binds all the same.
            self.alarms.append(Alarm(event.on, "unknown-order", event.id))
        self.opened = self.opened or event.on
        self.concluded = event.on
        self.rights.pop("reconsideration_decision", None)
        self._right("applicant_lawsuit", limit("applicant_lawsuit.reconsidered", event.on), event.on)
        self._order(event)

    def _claim(self, event: Event) -> None:
        if self.defence and self.defence.state == "running":
            self._ignore(event, "received-already")
            return
        self.opened, self.answered, self.concluded = event.on, None, None
        for right in ("applicant_lawsuit", "applicant_appeal"):
            self.rights.pop(right, None)
        self.defence = self._due("defence", limit("defence", event.on), event.on)

    def _defended(self, event: Event) -> None:
        if self.defence is None or self.defence.state == "done":
            self._ignore(event, "answered-already" if self.defence else "no-dispute")
            return
        self.defence = self._done(self.defence, event)
        self.answered = event.on

    def _judged(self, event: Event) -> None:
        self.opened = self.opened or event.on
        self.concluded = event.on
        self.rights.pop("applicant_lawsuit", None)
        if is_final(event["instance"]):
            self.rights.pop("applicant_appeal", None)
        else:
            kind = "ruling" if is_ruling(event["result"]) else "judgment"
            self._right("applicant_appeal", limit(f"applicant_appeal.{kind}", event.on), event.on)
        self._order(event)

    def _order(self, event: Event) -> None:
        """What a decision or judgment orders to be done anew."""
        if event["redo_until"]:
            self.redo = Due("redo", event["redo_until"], basis=("redo-in-time",))
        elif orders_redo(event["result"]):
            self.redo = self._due("redo", limit("redo", event.on), event.on)

    def redone(self, event: Event) -> None:
        """Take the new decision of the agency."""
        if self.redo is not None:
            self.redo = self._done(self.redo, event)

    def _due(self, what: str, period: Limit, since: dt.date) -> Due:
        return deadline(what, period, since, self.calendar, explain=self.explain)

    def _right(self, what: str, period: Limit, since: dt.date) -> None:
        self.rights[what] = self._due(what, period, since)


_TAKEN: Mapping[str, Callable[[Disputes, Event], None]] = {
    "reconsideration_notice": Disputes._noticed,
    "procedure_changed": Disputes._changed,
    "reconsideration_answered": Disputes._answered,
    "reconsideration_decided": Disputes._decided,
    "statement_of_claim": Disputes._claim,
    "defence_filed": Disputes._defended,
    "judgment": Disputes._judged,
}


def disputes(
    events: Sequence[Event], rules: Mapping[str, Value], calendar: Calendar, *, explain: bool = True
) -> tuple[Disputes, list[Event]]:
    """Take the events of disputes in order; returned beside is what is left for the request itself.

    A decision after an order to decide anew obeys that order, and is none of the request any more.
    """
    found, others = Disputes(rules, calendar, explain=explain), []
    for each in events:
        if each.kind in DISPUTES:
            found.take(each)
        elif each.kind == "extended" and found.is_reconsidered:
            found.extended(each)
        elif each.kind == "decided" and found.redo and found.redo.state == "running":
            found.redone(each)
        else:
            others.append(each)
    return found, others
