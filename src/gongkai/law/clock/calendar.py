"""Working days: weekdays without the days off of the year's notice, with its make-up workdays (调休).

A year whose notice is not known goes by its weekdays and is not *announced*: every date that rests on it may move.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from gongkai.errors import InvalidData

ONE_DAY = dt.timedelta(days=1)
_WEEK, _WORKING = 7, 5


@dataclass(frozen=True, slots=True)
class Notice:
    """What the notice of one year says: the days off by festival, and the days of rest that are worked."""

    year: int
    off: Mapping[dt.date, str]
    work: frozenset[dt.date]


class Calendar:
    """Answers which days are worked, and counts them: the only thing that is kept between two cases."""

    __slots__ = ("_at", "_delta", "_off", "_special", "_work", "notices")

    def __init__(self, notices: Iterable[Notice]) -> None:
        self.notices: Mapping[int, Notice] = {each.year: each for each in sorted(notices, key=lambda each: each.year)}
        self._off: dict[dt.date, str] = {}
        self._work: set[dt.date] = set()
        for notice in self.notices.values():
            # A notice may move days of the December before it: what it says of them is the later word.
            for day in (*notice.off, *notice.work):
                self._off.pop(day, None)
                self._work.discard(day)
            self._off.update(notice.off)
            self._work.update(notice.work)
        changes = [(day, -1) for day in self._off if day.weekday() < _WORKING]
        changes += [(day, 1) for day in self._work if day.weekday() >= _WORKING]
        changes.sort()
        self._special = [day.toordinal() for day, _ in changes]
        self._delta = [0, *accumulate(change for _, change in changes)]
        self._at = [_weekdays(day) + moved for day, moved in zip(self._special, self._delta[1:], strict=True)]

    @classmethod
    def known(cls) -> Calendar:
        """Return the calendar of every year whose notice is among our data."""
        return _known()

    def with_notice(self, notice: Notice) -> Calendar:
        """Return the calendar with one notice more; it takes the place of the one of the same year."""
        return Calendar({**self.notices, notice.year: notice}.values())

    def without(self, year: int) -> Calendar:
        """Return the calendar as it was before the notice of ``year`` was known."""
        return Calendar(each for each in self.notices.values() if each.year != year)

    def is_announced(self, day: dt.date) -> bool:
        """Whether the notice of the day's year is known."""
        return day.year in self.notices

    def are_announced(self, first: dt.date, last: dt.date) -> bool:
        """Whether the notice of every year between two days is known."""
        return all(year in self.notices for year in range(first.year, last.year + 1))

    def is_working(self, day: dt.date) -> bool:
        """Whether the day is worked."""
        return day in self._work or (day.weekday() < _WORKING and day not in self._off)

    def festival(self, day: dt.date) -> str:
        """Return the festival for which the day is off, or ``""``."""
        return self._off.get(day, "")

    def is_made_up(self, day: dt.date) -> bool:
        """Whether the day is a day of rest that is worked (调休上班)."""
        return day in self._work

    def index(self, day: dt.date) -> int:
        """Return how many working days there are up to and including the day: working days are counted by it."""
        ordinal = day.toordinal()
        return _weekdays(ordinal) + self._delta[bisect_right(self._special, ordinal)]

    def day(self, index: int) -> dt.date:
        """Return the working day that has this index."""
        place = bisect_left(self._at, index)
        found = _weekday(index - self._delta[place])
        if place < len(self._special):
            found = min(found, self._special[place])
        return dt.date.fromordinal(found)

    def after(self, day: dt.date, number: int) -> dt.date:
        """Return the working day that comes as the ``number``-th after the day, which itself is not counted."""
        return self.day(self.index(day) + number)

    def on_or_after(self, day: dt.date) -> dt.date:
        """Return the day itself where it is worked, else the next that is."""
        return day if self.is_working(day) else self.after(day, 1)


def _weekdays(ordinal: int) -> int:
    """How many weekdays there are from the first day of all, a Monday, up to and including this one."""
    weeks, rest = divmod(ordinal, _WEEK)
    return weeks * _WORKING + min(rest, _WORKING)


def _weekday(number: int) -> int:
    """The ordinal of the ``number``-th weekday."""
    weeks, rest = divmod(number - 1, _WORKING)
    return weeks * _WEEK + rest + 1


@cache
def _known() -> Calendar:
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "calendar.toml").read_text("utf-8"))
        return Calendar(_notice(int(year), each) for year, each in data.items())
    except (OSError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InvalidData(f"The data file of the working calendar is damaged: {error!r}.") from error


def _notice(year: int, data: Mapping[str, Mapping[str, list[str]] | list[str]]) -> Notice:
    off = data["off"]
    if not isinstance(off, Mapping):
        raise TypeError(off)
    return Notice(
        year,
        {day: festival for festival, runs in off.items() for run in runs for day in days_of(run)},
        frozenset(map(dt.date.fromisoformat, data["work"])),
    )


def days_of(run: str) -> Iterable[dt.date]:
    """Yield the days of ``2027-10-01/2027-10-07``, or the one day; raises :class:`ValueError` for anything else."""
    first, _, last = run.partition("/")
    day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    if end < day:
        raise ValueError(run)
    while day <= end:
        yield day
        day += ONE_DAY
