"""By when an annual report must stand before the public (《条例》第四十九条)."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from gongkai.errors import InvalidData
from gongkai.law.agencies import Agency, Kind, Level
from gongkai.law.statutes import Citation, citation


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of publication and the provision that sets it."""

    date: dt.date
    citation: Citation


@dataclass(frozen=True, slots=True)
class _Row:
    kind: str
    levels: frozenset[str]
    month: int
    day: int
    since: dt.date
    citation: Citation


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    try:
        data = tomllib.loads(files("gongkai.law").joinpath("data", "deadlines.toml").read_text("utf-8"))
        return tuple(
            _Row(
                each["kind"],
                frozenset(each["levels"]),
                each["month"],
                each["day"],
                each["from"],
                citation(each["citation"]),
            )
            for each in data["deadlines"]
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of deadlines is damaged: {error!r}.") from error


def statutory_deadline(agency: Agency, year: int) -> Deadline | None:
    """Return the deadline of the report on ``year``, or ``None`` where the statute names none for this agency.

    Townships, 街道办事处, 管委会 and authorised organisations follow their superior's notice instead.
    """
    return deadline_of(agency.kind, agency.level, year)


def deadline_of(kind: Kind, level: Level, year: int) -> Deadline | None:
    """Return the deadline of an agency whose kind and level are known from elsewhere than its name."""
    for row in _rows():
        due = dt.date(year + 1, row.month, row.day)
        if row.kind == kind and level in row.levels and due >= row.since:
            return Deadline(due, row.citation)
    return None
