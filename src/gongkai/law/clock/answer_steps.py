"""The period for the answer day by day: what its consultations left out, what an extension added."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gongkai.law.clock.answer import Step
from gongkai.law.clock.consultations import REPLY_BASIS, Consultation
from gongkai.law.clock.course import Course
from gongkai.law.clock.limits import limit
from gongkai.law.clock.periods import is_left_out
from gongkai.law.clock.steps import day_off, days_between, step, worked
from gongkai.law.clock.words import word


def steps_of_answer(course: Course) -> tuple[Step, ...]:
    """Return the days of the period for the answer, up to its end or to where nobody can say how it goes on."""
    return tuple(_days(course, course.calendar.day(course.start), course.ends or _known_until(course)))


def _known_until(course: Course) -> dt.date:
    """The last working day before the consultation that has no end."""
    first = next(each.first for each in course.pauses if each.last is None)
    return course.calendar.day(first - 1)


def _days(course: Course, first: dt.date, last: dt.date) -> Iterator[Step]:
    calendar, number = course.calendar, 0
    basis = limit("answer", course.base).basis
    for day in days_between(first, last):
        if not calendar.is_working(day):
            yield day_off(day, calendar)
        elif is_left_out(calendar.index(day), course.pauses):
            yield _consulted(day, course)
        elif number == course.number + course.extension:
            yield step(day, "delayed", calendar, word("delayed", until=last), ("reasonable-delay",))
        else:
            number += 1
            if number > course.number:
                yield worked(day, number, calendar, ("extension",), kind="extended")
            else:
                yield worked(day, number, calendar, basis)


def _consulted(day: dt.date, course: Course) -> Step:
    asked = [each for each in course.consulted if _covers(each, day, course)]
    who = "、".join(dict.fromkeys(each.asked["who"] or word(f"party-{each.party}") for each in asked))
    basis = dict.fromkeys(REPLY_BASIS[each.party] for each in asked if each.party in REPLY_BASIS)
    return step(day, "consulted", course.calendar, word("consulted", who=who), ("consultation-time", *basis))


def _covers(consultation: Consultation, day: dt.date, course: Course) -> bool:
    pause = consultation.pause(course.rules, course.calendar)
    return pause is not None and is_left_out(course.calendar.index(day), (pause,))
