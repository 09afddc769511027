"""Periods as the law counts them: working days less what is left out, calendar days, months."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.law.clock.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Pause:
    """Working days that are left out, by their indices in the calendar; both ends are among them."""

    first: int
    last: int | None
    """``None``: it has no end yet."""


def united(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the pauses in order, those that overlap or touch made one; what follows an open one is part of it."""
    found: list[Pause] = []
    for each in sorted(pauses, key=lambda pause: pause.first):
        if each.last is not None and each.last < each.first:
            continue
        before = found[-1] if found else None
        if before is None or (before.last is not None and each.first > before.last + 1):
            found.append(each)
        elif before.last is not None and (each.last is None or each.last > before.last):
            found[-1] = Pause(before.first, each.last)
    return found


def last_counted(start: int, number: int, pauses: Sequence[Pause]) -> int | None:
    """Return the index at which ``number`` working days have been counted from ``start`` on.

    ``pauses`` are united. ``None`` where one without an end comes first.
    """
    end = start + number - 1
    for each in pauses:
        if each.last is not None and each.last < start:
            continue
        if each.first > end:
            break
        if each.last is None:
            return None
        end += each.last - max(each.first, start) + 1
    return end


def is_left_out(index: int, pauses: Iterable[Pause]) -> bool:
    """Whether a working day is left out."""
    return any(each.first <= index and (each.last is None or index <= each.last) for each in pauses)


def calendar_days(day: dt.date, number: int, calendar: Calendar) -> dt.date:
    """Return the last of ``number`` days after the day; where it is a day off, the first working day after it."""
    return calendar.on_or_after(day + dt.timedelta(days=number))


def months(day: dt.date, number: int, calendar: Calendar) -> dt.date:
    """Return the last day of a period of months, which bears the number of the day it runs from.

    A month that has no such day ends it with its last day; a day off moves it to the first working day after it.
    """
    return calendar.on_or_after(same_day(day, number))


def same_day(day: dt.date, number: int) -> dt.date:
    """Return the same day of the month ``number`` months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
