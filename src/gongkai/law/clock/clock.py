"""The clock: a pure function of a case's events, a working calendar and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from gongkai.law.clock.answer import Alarm, ClockAnswer, Due, in_order
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.case import Case, history
from gongkai.law.clock.disputes import Disputes, disputes
from gongkai.law.clock.events import Event
from gongkai.law.clock.request import answer_request
from gongkai.law.clock.settings import ClockSettings, Value


@dataclass(frozen=True, slots=True)
class Clock:
    """What a deadline depends on besides the case: the calendar that is known, and an office's settings."""

    calendar: Calendar = field(default_factory=Calendar.known)
    settings: ClockSettings = field(default_factory=ClockSettings)

    def answer(self, case: Case, *, explain: bool = True) -> ClockAnswer:
        """ClockAnswer for a case; without ``explain`` the days of its periods are left out, nothing else.

        Raises ``InvalidCase`` where events contradict each other as data.
        """
        kept = history(case)
        rules = self.rules(case, kept.events)
        found, others = disputes(kept.events, rules, self.calendar, explain=explain)
        answer = answer_request(others, rules, self.calendar, explain=explain)
        late = [
            Alarm(each.entered.date(), "late-entry", each.id)
            for each in kept.events
            if each.entered and each.entered.date() > each.on
        ]
        answer = _of_dispute(answer, found) if case.kind != "request" else _with_disputes(answer, found)
        return replace(
            answer,
            alarms=in_order((*answer.alarms, *found.alarms, *found.standing_alarms(), *late)),
            without_effect=(*answer.without_effect, *found.without_effect),
            cancelled=tuple(kept.cancelled),
        )

    def rules(self, case: Case, events: tuple[Event, ...]) -> Mapping[str, Value]:
        """Return the settings as they hold on the case's first day, with what the office and the case depart in."""
        settings = self.settings.with_(case.settings)
        return settings.on(events[0].on) if events else {}


def _with_disputes(answer: ClockAnswer, found: Disputes) -> ClockAnswer:
    """A request with what its disputes ask for: an order to do it anew is what is due now."""
    own, others = (found.redo, [found.defence, found.answer]) if found.redo else (answer.due, found.dues())
    return replace(answer, due=own, also_due=(*_beside(answer, found), *_open(others), *found.rights.values()))


def _of_dispute(answer: ClockAnswer, found: Disputes) -> ClockAnswer:
    """A dispute by itself: received is the copy, answered is our answer, concluded its result."""
    dues = found.dues()
    own = dues[0] if dues else None
    return ClockAnswer(
        found.opened or answer.received,
        "certain" if found.opened else answer.received_state,
        own.begins if own else None,
        own,
        (*_beside(answer, found), *_open(dues[1:]), *found.rights.values()),
        found.concluded,
        found.answered,
        answer.alarms,
        answer.without_effect,
    )


def _beside(answer: ClockAnswer, found: Disputes) -> tuple[Due, ...]:
    """What else is due of the request; once a dispute is there, the applicant's time to begin one is over."""
    return answer.also_due if found.opened is None else ()


def _open(dues: list[Due | None] | list[Due]) -> list[Due]:
    return [each for each in dues if each and each.state != "done"]
