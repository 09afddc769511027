"""What the demonstration is made of, read from ``data/*.toml``: agencies, people, and what a year is about."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

YEAR = 2025
"""The year that is generated; the reports on the year before are last year's."""


REACHED = ("begun", "draft", "submitted", "reviewed", "signed", "locked", "published", "filed", "accepted", "returned")
"""How far this year's report can be, in the order of the steps; ``none``: not begun."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Normative documents: the stock at the year's beginning, and what the year made and repealed."""

    stock: int = 0
    made: int = 0
    repealed: int = 0


@dataclass(frozen=True, slots=True)
class Merged:
    """Into which agency, when, by what document."""

    into: str
    on: dt.date
    basis: str


@dataclass(frozen=True, slots=True)
class AgencyPlan:
    """One agency and the size of its year. ``quiet`` ones only stand in the tree."""

    key: str
    name: str
    short_name: str
    kind: str
    level: str
    place: str
    superior: str = ""
    local_government: str = ""
    division_code: str = ""
    vertical: bool = False
    quiet: bool = False
    governs: bool = False
    """A people's government: its report also tells assessment, public appraisal and accountability (art. 50 (4))."""
    sections: tuple[str, ...] = ()
    villages: tuple[str, ...] = ()
    report: str = ""
    """The file of its published report on the year before."""
    lacks_last_year: bool = False
    carried: Mapping[str, int] = field(default_factory=dict)
    documents: Documents = Documents()
    decisions: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    fees: Mapping[str, float] = field(default_factory=dict)
    requests: int = 0
    disputes: int = 0
    publications: int = 0
    merged: Merged | None = None
    reached: str = "draft"
    """How far its report on the year is: one of :data:`REACHED`, or ``none``."""


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role in an agency, by the agency's key."""

    agency: str
    role: str


@dataclass(frozen=True, slots=True)
class PersonPlan:
    """One sign-in."""

    username: str
    name: str
    roles: tuple[RolePlan, ...] = ()
    system: bool = False


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", name).read_text("utf-8"))


@lru_cache(maxsize=1)
def agency_plans() -> tuple[AgencyPlan, ...]:
    """The agencies, each after its superior."""
    return tuple(_agency(row) for row in _data("agencies.toml")["agency"])


def _agency(row: dict[str, Any]) -> AgencyPlan:
    row["documents"] = Documents(**row.get("documents", {}))
    row["merged"] = Merged(**row["merged"]) if "merged" in row else None
    for name in ("sections", "villages"):
        row[name] = tuple(row.get(name, ()))
    return AgencyPlan(**row)


@lru_cache(maxsize=1)
def person_plans() -> tuple[PersonPlan, ...]:
    """The people, one of them per role."""
    return tuple(
        PersonPlan(
            row["username"],
            row["name"],
            tuple(RolePlan(**each) for each in row.get("roles", ())),
            row.get("system", False),
        )
        for row in _data("people.toml")["person"]
    )


def particulars(plan: AgencyPlan, number: int) -> dict[str, str]:
    """What art. 12 wants to know of an office, its address and telephone made from its number."""
    templates: dict[str, str] = _data("agencies.toml")["particulars"]
    told = {"short": plan.short_name, "place": plan.place, "key": plan.key, "number": number}
    return {name: text.format(**told) for name, text in templates.items()}


def password() -> str:
    """The one password of all sign-ins of the demonstration."""
    return str(_data("people.toml")["password"])


def other_names() -> list[str]:
    """Names of those who keep the registers of offices that have no sign-in in the list."""
    return list(_data("people.toml")["others"])


@lru_cache(maxsize=1)
def matters() -> Mapping[str, Any]:
    """What requests, documents and publications are about."""
    return _data("matters.toml")


@lru_cache(maxsize=1)
def prose() -> Mapping[str, Any]:
    """The prose of the invented reports on the year before."""
    return _data("prose.toml")


def answers() -> list[tuple[str, str]]:
    """What the invented offices answer where a draft asks: words of the question, and the answer."""
    return [(each["asked"], each["text"]) for each in prose()["answers"]]


def report_file(name: str) -> bytes:
    """A published report of one of the real offices."""
    return files(__package__).joinpath("data", "reports", name).read_bytes()
