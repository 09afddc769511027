"""By when an annual report must stand before the public (《条例》第四十九条)."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData
from gongkai.law.agencies import Agency, Kind, Level
from gongkai.law.dated import Dated
from gongkai.law.statutes import Citation, citation


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of publication and the provision that sets it."""

    date: dt.date
    citation: Citation


@dataclass(frozen=True, slots=True)
class _DayOfYear:
    month: int
    day: int
    citation: Citation


@cache
def _deadlines() -> Mapping[tuple[str, str], Dated[_DayOfYear]]:
    """The yearly date by kind and level of agency."""
    try:
        data = tomllib.loads(files("gongkai.law").joinpath("data", "deadlines.toml").read_text("utf-8"))
        rows: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
        for each in data["deadlines"]:
            for level in each["levels"]:
                rows.setdefault((each["kind"], level), []).append(each)
        return {
            key: Dated.parse(f"deadline of {' '.join(key)}", versions, _day_of_year) for key, versions in rows.items()
        }
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of deadlines is damaged: {error!r}.") from error


def _day_of_year(row: Mapping[str, Any]) -> _DayOfYear:
    return _DayOfYear(row["month"], row["day"], citation(row["citation"]))


def statutory_deadline(agency: Agency, year: int) -> Deadline | None:
    """Return the deadline of the report on ``year``, or ``None`` where the statute names none for this agency.

    Townships, 街道办事处, 管委会 and authorised organisations follow their superior's notice instead.
    """
    return deadline_of(agency.kind, agency.level, year)


def deadline_of(kind: Kind, level: Level, year: int) -> Deadline | None:
    """Return the deadline of an agency whose kind and level are known from elsewhere than its name."""
    versions = _deadlines().get((kind, level))
    # The duty to report on a year arises when it has ended: the law of the next day tells by when.
    found = versions.on(dt.date(year + 1, 1, 1)) if versions and year < dt.MAXYEAR else None
    return Deadline(dt.date(year + 1, found.month, found.day), found.citation) if found else None
