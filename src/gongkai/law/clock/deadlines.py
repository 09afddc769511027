"""One deadline from one period of the law, with its days."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from gongkai.law.clock.answer import Due
from gongkai.law.clock.calendar import ONE_DAY, Calendar
from gongkai.law.clock.limits import Limit
from gongkai.law.clock.steps import steps_of_days, steps_of_months, steps_of_working_days


def deadline(
    what: str, period: Limit, since: dt.date, calendar: Calendar, *, explain: bool, unsure: tuple[str, ...] = ()
) -> Due:
    """Return what is due at the end of a period that runs from ``since``, a day that is not counted itself.

    Working days depend on every year they pass; calendar days and months only on the year of their last day.
    """
    last, working = period.last_day(since, calendar), period.unit == "working"
    announced = calendar.are_announced(since if working else last, last)
    due = Due(
        what,
        last,
        provisional=(() if announced else ("calendar-incomplete",)) + unsure,
        basis=period.basis,
        begins=calendar.after(since, 1) if working else since + ONE_DAY,
    )
    if not explain:
        return due
    if working:
        steps = steps_of_working_days(calendar.after(since, 1), last, calendar, period.basis)
    elif period.unit == "days":
        steps = steps_of_days(since, period.number, last, calendar, period.basis)
    else:
        steps = steps_of_months(since, period.number, last, calendar, period.basis)
    return replace(due, steps=steps)
