"""Read the rows of remedies: ways by outcome and addressee, bodies by kind of agency, periods, words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from gongkai.errors import InvalidData
from gongkai.law.choices import Choices, parse_choices
from gongkai.law.dated import Dated
from gongkai.law.statutes import provisions

Keys = tuple[str, ...]
_Row = Mapping[str, Any]
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class WayRow:
    """The way against an outcome: a fixed one, or an open question that gives it."""

    subject: str
    basis: Keys
    note: str
    way: str | None
    choice: str | None
    further: str | None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """The bodies for a kind of agency; none where only the office can say."""

    bodies: Keys
    basis: Keys
    itself: bool


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """The length of a period in calendar days or in months."""

    name: str
    basis: Keys
    days: int
    months: int

    @property
    def length(self) -> str:
        """The length as a letter says it."""
        return f"{self.months}个月" if self.months else f"{self.days}日"


@dataclass(frozen=True, slots=True)
class Subject:
    """What one is not content with, and the days from which the periods run."""

    heading: str
    """What stands before the words: a letter says them, or the applicant may do so."""
    against: str
    since: str
    since_lawsuit: str
    lawsuit: str = "lawsuit"
    """The period for going to court at once."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All that the data file holds."""

    ways: Mapping[tuple[str, str], Dated[WayRow]]
    bodies: Mapping[str, Dated[BodyRow]]
    periods: Mapping[str, Dated[PeriodRow]]
    internet: Dated[Keys]
    choices: Choices
    subjects: Mapping[str, Subject]
    words: Mapping[str, str]
    missing: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    """What outcomes beside the form, kinds of agencies, addressees and ways are called."""


@cache
def rows() -> Rows:
    """Return the rows. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        return parse_rows(
            tomllib.loads(files("gongkai.law.remedies").joinpath("data", "remedies.toml").read_text("utf-8"))
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of remedies is damaged: {error!r}.") from error


def parse_rows(data: Mapping[str, Any]) -> Rows:
    """Read the data file. Raises :class:`InvalidData` where a row names what is not there."""
    choices = parse_choices(data["choices"])
    subjects = {key: Subject(**each) for key, each in data["subjects"].items()}
    for each in data["ways"]:
        given = (each.get("way") in data["way_names"], each.get("choice") in choices)
        if sum(given) != 1 or each["subject"] not in subjects:
            raise InvalidData(f"The way against {each['outcomes']} must be one that is known, or an open question.")
    ways = _by(data["ways"], lambda each: [(outcome, each["addressee"]) for outcome in each["outcomes"]])
    bodies = _by(data["bodies"], lambda each: each["kinds"])
    periods = _by(data["periods"], lambda each: [each["key"]])
    return Rows(
        {key: Dated.parse(f"way against {key}", each, _way) for key, each in ways.items()},
        {kind: Dated.parse(f"bodies of {kind}", each, _body) for kind, each in bodies.items()},
        {key: Dated.parse(f"period {key}", each, _period) for key, each in periods.items()},
        Dated.parse("internet channel", data["internet"], _basis),
        choices,
        subjects,
        data["words"],
        data["missing"],
        {key: data[key] for key in ("names", "kinds", "addressees", "way_names")},
    )


def _by(rows: Iterable[_Row], keys: Callable[[_Row], Iterable[_Key]]) -> dict[_Key, list[_Row]]:
    """Put each row under every key it has."""
    found: dict[_Key, list[_Row]] = {}
    for each in rows:
        for key in keys(each):
            found.setdefault(key, []).append(each)
    return found


def _basis(row: _Row) -> Keys:
    """Return the provisions a row names, each of which the law must have."""
    provisions(row["basis"])
    return tuple(row["basis"])


def _way(row: _Row) -> WayRow:
    return WayRow(row["subject"], _basis(row), row["note"], row.get("way"), row.get("choice"), row.get("further"))


def _body(row: _Row) -> BodyRow:
    return BodyRow(tuple(row["bodies"]), _basis(row), row.get("itself", False))


def _period(row: _Row) -> PeriodRow:
    return PeriodRow(row["name"], _basis(row), row.get("days", 0), row.get("months", 0))
