"""A period day by day: whether each day counts, why, and by what provision."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from gongkai.law.clock.answer import Step
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.periods import same_day
from gongkai.law.clock.words import cited, word


def step(
    day: dt.date, kind: str, calendar: Calendar, why: str, basis: Sequence[str], *, counts: int | None = None
) -> Step:
    """Return one day; of a year that is not announced it says so."""
    announced = calendar.is_announced(day)
    doubt = "" if announced else word("unannounced", year=day.year)
    return Step(day, counts, why + doubt, cited(basis), kind, announced)


def worked(day: dt.date, number: int, calendar: Calendar, basis: Sequence[str], *, kind: str = "counted") -> Step:
    """Return a working day that counts."""
    made_up = word("made-up") if calendar.is_made_up(day) else ""
    return step(day, kind, calendar, word(kind, number=number) + made_up, basis, counts=number)


def day_off(day: dt.date, calendar: Calendar) -> Step:
    """Return a day that is not worked."""
    festival = calendar.festival(day)
    why = word("festival", festival=festival) if festival else word("weekend")
    return step(day, "festival" if festival else "weekend", calendar, why, ("working-days",))


def steps_of_working_days(first: dt.date, last: dt.date, calendar: Calendar, basis: Sequence[str]) -> tuple[Step, ...]:
    """Return the days of a period of working days from the first that counts."""
    steps: list[Step] = []
    number = 0
    for day in days_between(first, last):
        if calendar.is_working(day):
            number += 1
            steps.append(worked(day, number, calendar, basis))
        else:
            steps.append(day_off(day, calendar))
    return tuple(steps)


def steps_of_days(
    since: dt.date, number: int, last: dt.date, calendar: Calendar, basis: Sequence[str]
) -> tuple[Step, ...]:
    """Return the days of a period of calendar days; those after the ``number``-th moved its end."""
    counted = [
        Step(since + count * ONE_DAY, count, word("day", number=count), cited(basis), "counted")
        for count in range(1, number + 1)
    ]
    return (*counted, *_moved(since + (number + 1) * ONE_DAY, last, calendar))


def steps_of_months(
    since: dt.date, number: int, last: dt.date, calendar: Calendar, basis: Sequence[str]
) -> tuple[Step, ...]:
    """Return the day on which a period of months ends, and those after it that moved its end."""
    day = same_day(since, number)
    ends = step(day, "counted", calendar, word("months", since=since, number=number), basis)
    return (ends, *_moved(day + ONE_DAY, last, calendar))


def days_between(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the days from the first to the last, both counted; none where the last comes before."""
    while first <= last:
        yield first
        first += ONE_DAY


def _moved(first: dt.date, last: dt.date, calendar: Calendar) -> Iterator[Step]:
    for day in days_between(first, last):
        yield step(day, "moved", calendar, word("moved"), ("period-last-day",))
