"""The clock of one request: receipt, course, service and conclusion put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.law.clock import consultations
from gongkai.law.clock.answer import Alarm, ClockAnswer, Due, Offered, State, WithoutEffect, in_order
from gongkai.law.clock.answer_steps import steps_of_answer
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.consultations import REPLIED
from gongkai.law.clock.course import Course, Waiting
from gongkai.law.clock.deadlines import deadline
from gongkai.law.clock.events import Event
from gongkai.law.clock.limits import is_at_hand, limit
from gongkai.law.clock.receipt import ENDS, RECEIPTS, Receipt, receipt
from gongkai.law.clock.rights import rights_after
from gongkai.law.clock.rows import ABANDONED, row_of
from gongkai.law.clock.service import SERVICE, Service, service
from gongkai.law.clock.settings import Value
from gongkai.law.clock.steps import steps_of_working_days


def answer_request(
    events: Sequence[Event], rules: Mapping[str, Value], calendar: Calendar, *, explain: bool = True
) -> ClockAnswer:
    """ClockAnswer for the events of a request, which are in order."""
    received = receipt(events, rules, calendar)
    sent = service(events, rules)
    if received.day is None:
        return _without_receipt(events, received, sent, rules, calendar, explain=explain)
    course = _course(events, received, received.day, rules, calendar)
    due = _due(course, received, calendar, explain=explain)
    ended = course.ended.on if course.ended else None
    alarms = [
        *received.alarms,
        *sent.alarms,
        *course.alarms,
        *(course.standing_alarms() if not received.is_stopped else ()),
        *consultations.alarms(course.consulted, rules, calendar, ended),
        *_late_answer(course, due, sent),
        *_given_up_early(course),
        *_of_calendar(course, due, calendar),
    ]
    return ClockAnswer(
        received.day,
        "certain" if received.is_certain else "provisional",
        None if received.is_stopped else course.begins,
        due,
        (
            *_also_due(course, received, due, calendar, explain=explain),
            *rights_after(course.ended, sent, calendar, explain=explain),
        ),
        _concluded(course.ended, course.waiting, sent, rules),
        sent.answered_on,
        in_order(alarms),
        (
            *received.without_effect,
            *sent.without_effect,
            *course.without_effect,
            *consultations.late_replies(course.consulted),
        ),
        received_basis=received.basis,
    )


def _without_receipt(
    events: Sequence[Event],
    received: Receipt,
    sent: Service,
    rules: Mapping[str, Value],
    calendar: Calendar,
    *,
    explain: bool,
) -> ClockAnswer:
    """A case in which nothing has come: what was decided is a fact, everything else moves nothing."""
    ended = next((each for each in events if each.kind in ENDS), None)
    others = [each for each in events if each.kind not in (*RECEIPTS, *SERVICE) and each is not ended]
    return ClockAnswer(
        also_due=tuple(rights_after(ended, sent, calendar, explain=explain)),
        concluded=_concluded(ended, None, sent, rules),
        answered_on=sent.answered_on,
        alarms=in_order(
            (*received.alarms, *sent.alarms, *(Alarm(each.on, "unknown-order", each.id) for each in others))
        ),
        without_effect=(
            *received.without_effect,
            *sent.without_effect,
            *(WithoutEffect(each.id, "nothing-arrived") for each in others),
        ),
    )


def _course(
    events: Sequence[Event], received: Receipt, base: dt.date, rules: Mapping[str, Value], calendar: Calendar
) -> Course:
    course = Course(base, rules, calendar)
    asked, stray = consultations.consultations(events, rules, calendar)
    by_id = {each.asked.id: each for each in asked}
    came = False
    for each in events:
        came = came or each is received.came
        if not came and each.kind not in (*RECEIPTS, *SERVICE, *REPLIED, *ENDS):
            course.ignore(each, "before-receipt", "unknown-order")
        elif each.kind not in (*RECEIPTS, *SERVICE):
            course.take(each, by_id.get(each.id))
    for each in stray:
        course.ignore(each, "not-asked", "unknown-order")
    for each in course.after_the_period():
        course.ignore(each, "period-over", "unknown-order")
    return course


def _due(course: Course, received: Receipt, calendar: Calendar, *, explain: bool) -> Due:
    """What is due next, or was when the request ended."""
    done = course.ended is not None
    unconfirmed = _unconfirmed(received)
    if received.is_stopped:
        state: State = "done" if done else "stopped"
        return Due("answer", None, state, provisional=unconfirmed, basis=("receipt-letter-207",))
    waiting = course.waiting
    if waiting:
        return _waited_for(waiting, calendar, done=done, explain=explain)
    ends = course.ends
    holding = next((each for each in course.consulted if each.until() is None), None) if ends is None else None
    proven = all(each.is_proven or each.party == "agency" for each in course.consulted)
    begins = calendar.day(course.start)
    due = Due(
        "answer",
        ends,
        "done" if done else "waiting" if ends is None else "running",
        "" if done or holding is None else holding.party,
        _provisional(unconfirmed, begins, None if course.delayed else ends, calendar, proven=proven),
        limit("answer", course.base).basis,
    )
    return replace(due, steps=steps_of_answer(course)) if explain else due


def _waited_for(waiting: Waiting, calendar: Calendar, *, done: bool, explain: bool) -> Due:
    """What the applicant owes: by the day that the notice set, or within the time for payment."""
    state: State = "done" if done else "waiting"
    who = "" if done else "applicant"
    if waiting.what == "supply":
        return Due("supply", waiting.until, state, who, basis=("correction-notice",))
    period = limit("payment", waiting.since)
    if waiting.until is None:
        return Due("payment", None, state, who, ("service-not-proven",), period.basis)
    due = deadline("payment", period, waiting.since, calendar, explain=explain)
    return replace(due, state=state, waiting_for=who)


def _provisional(
    already: tuple[str, ...], first: dt.date, last: dt.date | None, calendar: Calendar, *, proven: bool
) -> tuple[str, ...]:
    """Why a date may still move."""
    incomplete = last is not None and not calendar.are_announced(first, last)
    return (
        *already,
        *(("calendar-incomplete",) if incomplete else ()),
        *(() if proven else ("service-not-proven",)),
    )


def _also_due(course: Course, received: Receipt, due: Due, calendar: Calendar, *, explain: bool) -> list[Due]:
    """What else is due of a request that is open."""
    found: list[Due] = []
    if course.ended or received.is_stopped:
        return found
    first, last = calendar.day(course.start), course.last_day_of_notice
    if course.notices == 0 and course.base == course.received and course.latest <= last:
        basis = limit("correction_notice", last).basis
        why = _provisional(_unconfirmed(received), course.received, last, calendar, proven=True)
        steps = steps_of_working_days(first, last, calendar, basis) if explain else ()
        found.append(Due("correction_notice", last, provisional=why, basis=basis, steps=steps, begins=first))
    found += consultations.due(course.consulted, course.rules, calendar, explain=explain)
    if due.what == "answer" and due.on:
        silence = limit("applicant_lawsuit.silence", due.on)
        unsure = tuple(each for each in due.provisional if each != "calendar-incomplete")
        found.append(deadline("applicant_lawsuit", silence, due.on, calendar, explain=explain, unsure=unsure))
    return found


def _unconfirmed(received: Receipt) -> tuple[str, ...]:
    return () if received.is_certain else ("unconfirmed",)


def _concluded(
    ended: Event | None, waiting: Waiting | None, sent: Service, rules: Mapping[str, Value]
) -> dt.date | Offered | None:
    """The day by which the result is counted."""
    offered = Offered(waiting.until + ONE_DAY, ABANDONED[waiting.what]) if waiting and waiting.until else None
    if ended is None:
        return offered
    if ended.kind == "decided":
        if offered and row_of(ended["row"]) == offered.row and ended.on >= offered.on:
            return offered.on
        if rules["counting.conclusion"] == "served":
            return sent.answered_on
    return ended.on


def _late_answer(course: Course, due: Due, sent: Service) -> list[Alarm]:
    if course.ended is None or course.ended.kind != "decided" or due.what != "answer" or due.on is None:
        return []
    answered = sent.answered_on or course.ended.on
    return [Alarm(answered, "answered-late")] if answered > due.on else []


def _given_up_early(course: Course) -> list[Alarm]:
    """Taken for given up while the applicant still had time."""
    waiting, ended = course.waiting, course.ended
    if waiting is None or ended is None or row_of(ended["row"]) != ABANDONED[waiting.what]:
        return []
    is_early = waiting.until is None or ended.on <= waiting.until
    return [Alarm(ended.on, "unknown-order", ended.id)] if is_early else []


def _of_calendar(course: Course, due: Due, calendar: Calendar) -> list[Alarm]:
    """What the dates rest on: a year without its notice, a day before the text that we have."""
    found = []
    if "calendar-incomplete" in due.provisional and due.on:
        first = next(year for year in range(course.base.year, due.on.year + 1) if year not in calendar.notices)
        found.append(Alarm(max(course.base, dt.date(first, 1, 1)), "calendar-incomplete"))
    if not is_at_hand("answer", course.received):
        found.append(Alarm(course.received, "law-not-at-hand"))
    return found
