"""A period day by day: whether each day counts, why, and by what provision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from gongkai.law.clock.answer import Step
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.consultations import Consultation
from gongkai.law.clock.course import Course
from gongkai.law.clock.limits import limit
from gongkai.law.clock.periods import is_left_out
from gongkai.law.clock.words import cited, word


def steps_of_answer(course: Course) -> tuple[Step, ...]:
    """Return the days of the period for the answer, up to its end or to where nobody can say how it goes on."""
    first = course.calendar.day(course.start)
    return tuple(_answer(course, first, course.ends or _open_from(course)))


def _open_from(course: Course) -> dt.date:
    """The last working day before the consultation that has no end."""
    first = next(each.first for each in course.pauses if each.last is None)
    return course.calendar.day(first - 1)


def _answer(course: Course, first: dt.date, last: dt.date) -> Iterator[Step]:
    calendar, number = course.calendar, 0
    basis = limit("answer", course.base).basis
    for day in _days(first, last):
        if not calendar.is_working(day):
            yield _off(day, calendar)
        elif is_left_out(calendar.index(day), course.pauses):
            yield _consulted(day, course)
        elif number == course.number + course.extension:
            yield Step(
                day, None, word("delayed", until=last), cited(("reasonable-delay",)), "delayed", _sure(day, calendar)
            )
        else:
            number += 1
            extended = number > course.number
            yield _worked(day, number, calendar, ("extension",) if extended else basis, extended=extended)


def steps_of_working_days(since: dt.date, last: dt.date, calendar: Calendar, basis: Sequence[str]) -> tuple[Step, ...]:
    """Return the days of a period of working days from the first that counts after ``since``."""
    steps: list[Step] = []
    number = 0
    for day in _days(calendar.after(since, 1), last):
        if calendar.is_working(day):
            number += 1
            steps.append(_worked(day, number, calendar, basis))
        else:
            steps.append(_off(day, calendar))
    return tuple(steps)


def steps_of_days(
    since: dt.date, number: int, last: dt.date, calendar: Calendar, basis: Sequence[str]
) -> tuple[Step, ...]:
    """Return the days of a period of calendar days; those after the ``number``-th moved its end."""
    found = []
    for count, day in enumerate(_days(since + ONE_DAY, last), 1):
        if count <= number:
            found.append(Step(day, count, word("day", number=count), cited(basis), "counted"))
        else:
            found.append(Step(day, None, word("moved"), cited(("period-last-day",)), "moved", _sure(day, calendar)))
    return tuple(found)


def _worked(day: dt.date, number: int, calendar: Calendar, basis: Sequence[str], *, extended: bool = False) -> Step:
    why = word("extended" if extended else "counted", number=number)
    if calendar.is_made_up(day):
        why += word("made-up")
    return Step(
        day,
        number,
        why + _doubt(day, calendar),
        cited(basis),
        "extended" if extended else "counted",
        _sure(day, calendar),
    )


def _off(day: dt.date, calendar: Calendar) -> Step:
    festival = calendar.festival(day)
    why = word("festival", festival=festival) if festival else word("weekend")
    kind = "festival" if festival else "weekend"
    return Step(day, None, why + _doubt(day, calendar), cited(("working-days",)), kind, _sure(day, calendar))


def _consulted(day: dt.date, course: Course) -> Step:
    asked = [each for each in course.consulted if _covers(each, day, course)]
    who = "、".join(each.asked["who"] or word(f"party-{each.party}") for each in asked)
    article = {"third_party": "third-party-reply", "co_maker": "co-maker-reply"}
    basis = ("consultation-time", *dict.fromkeys(article[each.party] for each in asked if each.party in article))
    return Step(
        day,
        None,
        word("consulted", who=who) + _doubt(day, course.calendar),
        cited(basis),
        "consulted",
        _sure(day, course.calendar),
    )


def _covers(consultation: Consultation, day: dt.date, course: Course) -> bool:
    pause = consultation.pause(course.rules, course.calendar)
    return pause is not None and is_left_out(course.calendar.index(day), (pause,))


def _doubt(day: dt.date, calendar: Calendar) -> str:
    return "" if calendar.is_announced(day) else word("unannounced", year=day.year)


def _sure(day: dt.date, calendar: Calendar) -> bool:
    return calendar.is_announced(day)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += ONE_DAY
