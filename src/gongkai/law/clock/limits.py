"""The periods that the law sets, as dated rows."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from gongkai.errors import InvalidData
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.periods import calendar_days, months
from gongkai.law.dated import Dated

Unit = Literal["working", "days", "months"]


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days or months, and the provisions that say so."""

    key: str
    number: int
    unit: Unit
    basis: tuple[str, ...]

    def last_day(self, day: dt.date, calendar: Calendar) -> dt.date:
        """Return the last day of the period; the day from which it runs is not counted."""
        if self.unit == "working":
            return calendar.after(day, self.number) if self.number else day
        if self.unit == "days":
            return calendar_days(day, self.number, calendar)
        return months(day, self.number, calendar)


def limit(key: str, day: dt.date) -> Limit:
    """Return the limit as it holds on a day; before the first row that we have, as that row says.

    Raises :class:`InvalidData` for a key that the data do not have.
    """
    versions = _limits().get(key)
    if versions is None:
        raise InvalidData(f"The law data has no limit '{key}'.")
    return versions.on(day) or versions.periods[0].value


def all_limits() -> Iterator[tuple[dt.date | None, Limit]]:
    """Yield every limit with the first day on which it holds."""
    for versions in _limits().values():
        for each in versions.periods:
            yield each.first, each.value


def is_at_hand(key: str, day: dt.date) -> bool:
    """Whether the text that sets a limit on this day is among our sources."""
    return _limits()[key].on(day) is not None


@cache
def _limits() -> Mapping[str, Dated[Limit]]:
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "limits.toml").read_text("utf-8"))
        rows: dict[str, list[Mapping[str, Any]]] = {}
        for each in data["limits"]:
            rows.setdefault(each["key"], []).append(each)
        return {key: Dated.parse(f"limit {key}", versions, _parse) for key, versions in rows.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of the clock's limits is damaged: {error!r}.") from error


def _parse(row: Mapping[str, Any]) -> Limit:
    if row["unit"] not in ("working", "days", "months"):
        raise ValueError(row["unit"])
    return Limit(row["key"], row["number"], row["unit"], tuple(row["basis"]))
