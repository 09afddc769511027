"""What holds on a day: values that follow one another in time without gap or overlap.

Whatever the law or a notice changes from a day on (forms, deadlines, provisions, validity of rules, fees) is one
:class:`Dated`; the only question it answers is :meth:`Dated.on` a day, so that a reform cannot change an old year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Generic, TypeVar

from gongkai.errors import InvalidData

T = TypeVar("T")
U = TypeVar("U")
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period(Generic[T]):
    """A value and the days it holds, both ends counted."""

    first: dt.date | None
    """``None``: from before anything we are asked about."""
    last: dt.date | None
    """``None``: as long as nothing follows."""
    value: T

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` is one of its days."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One value for every day from the first on, up to the last if there is one."""

    periods: tuple[Period[T], ...]
    """In order of time; each begins on the day after the one before it ends."""

    @classmethod
    def of(cls, name: str, periods: Iterable[Period[T]]) -> Dated[T]:
        """Put periods in order; one without a last day ends where the next begins.

        Raises :class:`InvalidData` naming ``name`` and the days where two overlap, days between two are left out, a
        period ends before it begins, or there is none at all. Days without any value are said by a period of ``None``.
        """
        given = sorted(periods, key=lambda each: each.first or dt.date.min)
        if not given:
            raise InvalidData(f"{name}: no period is given.")
        closed = [
            Period(each.first, _end(each, following), each.value)
            for each, following in zip(given, (*given[1:], None), strict=True)
        ]
        for each in closed:
            if each.first and each.last and each.last < each.first:
                raise InvalidData(f"{name}: a period ends on {each.last}, before it begins on {each.first}.")
        for before, after in pairwise(closed):
            _insist_on_succession(name, before, after)
        return cls(tuple(closed))

    @classmethod
    def always(cls, value: T) -> Dated[T]:
        """Return what holds on every day."""
        return cls((Period(None, None, value),))

    @classmethod
    def parse(cls, name: str, rows: Iterable[Mapping[str, Any]], value: Callable[[Mapping[str, Any]], T]) -> Dated[T]:
        """Read rows of a data file: ``from`` and ``until`` are first and last day, both may be left out.

        Raises :class:`InvalidData` as :meth:`of`, or where one of them is not a date.
        """
        return cls.of(name, [Period(_day(name, each, "from"), _day(name, each, "until"), value(each)) for each in rows])

    def on(self, day: dt.date) -> T | None:
        """Return what holds on ``day``; ``None`` before the first period and after the last."""
        for each in self.periods:
            if (each.first is None or each.first <= day) and (each.last is None or day <= each.last):
                return each.value
        return None

    @property
    def newest(self) -> T:
        """What holds last, for lists that name no day."""
        return self.periods[-1].value

    def __iter__(self) -> Iterator[T]:
        return (each.value for each in self.periods)


@lru_cache(maxsize=256)
def year_end(year: int) -> dt.date:
    """Return the day of which the law is asked for what a report on ``year`` says: the last it reports on."""
    return dt.date(min(max(year, dt.MINYEAR), dt.MAXYEAR), 12, 31)


def in_years(first: int | None, last: int | None, value: T) -> Period[T]:
    """Return the period of whole years, both counted."""
    return Period(dt.date(first, 1, 1) if first else None, dt.date(last, 12, 31) if last else None, value)


def _end(period: Period[T], following: Period[T] | None) -> dt.date | None:
    if period.last is not None or following is None or following.first is None or following.first == period.first:
        return period.last
    return following.first - _ONE_DAY


def _insist_on_succession(name: str, before: Period[T], after: Period[T]) -> None:
    if before.last is None or after.first is None or before.last >= after.first:
        raise InvalidData(f"{name}: two periods hold on {after.first or before.first or 'the same days'}.")
    if after.first - before.last > _ONE_DAY:
        raise InvalidData(
            f"{name}: nothing is said of the days from {before.last + _ONE_DAY} to {after.first - _ONE_DAY}."
        )


def _day(name: str, row: Mapping[str, Any], key: str) -> dt.date | None:
    day = row.get(key)
    if day is not None and (not isinstance(day, dt.date) or isinstance(day, dt.datetime)):
        raise InvalidData(f"{name}: '{key}' must be a date such as 2028-01-01, not {day!r}.")
    return day
