"""Worked cases around the turn of a year: the three dates of each, and the rows of the form that they feed."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData
from gongkai.law.clock.answer import ClockAnswer
from gongkai.law.clock.case import Case, history, parse_case
from gongkai.law.clock.rows import WITHDRAWN, cells_fed


@dataclass(frozen=True, slots=True)
class YearEndCase:
    """One case with what was worked for it."""

    title: str
    case: Case
    received: dt.date
    period_begins: dt.date | None
    concluded: dt.date | None
    cells: Mapping[int, tuple[str, ...]]
    """Rows of the form by reporting year."""


@cache
def year_end_cases() -> tuple[YearEndCase, ...]:
    """Return the cases, as they stand in the data file."""
    try:
        data = tomllib.loads(files("gongkai.law.clock").joinpath("data", "year-end.toml").read_text("utf-8"))
        return tuple(map(_parse, data["cases"]))
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of year-end cases is damaged: {error!r}.") from error


def cells_of(case: Case, answer: ClockAnswer) -> dict[int, tuple[str, ...]]:
    """Return the rows of the form in which a request is counted, by reporting year; nothing before it is received."""
    if answer.received is None:
        return {}
    ended = next((each for each in history(case).events if each.kind in ("decided", "withdrawn")), None)
    row = None if ended is None else WITHDRAWN if ended.kind == "withdrawn" else ended["row"]
    concluded = answer.concluded if isinstance(answer.concluded, dt.date) else None
    return cells_fed(answer.received, concluded, row)


def _parse(row: Mapping[str, Any]) -> YearEndCase:
    given = {"case": {"kind": "request"}, "settings": row.get("settings", {}), "events": row["events"]}
    return YearEndCase(
        row["title"],
        parse_case(given),
        row["received"],
        row.get("period_begins"),
        row.get("concluded"),
        {int(year): tuple(cells) for year, cells in row["cells"].items()},
    )
