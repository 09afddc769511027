"""What can be done against an answer, and what the letter says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from gongkai.law.choices import Chosen
from gongkai.law.statutes import Citation

Way = Literal["reconsideration-first", "either", "none"]
Addressee = Literal["applicant", "third_party"]


@dataclass(frozen=True, slots=True)
class Office:
    """What the office itself brings: its kind, and what it has set."""

    kind: str
    """``department``, ``government`` …: a kind of ``remedies.toml``."""
    bodies: tuple[str, ...] = ()
    """The full names of the bodies of reconsideration; for a 管委会 they are nowhere else."""
    channel: str = ""
    """Where an application for reconsideration can be handed in by internet."""
    own: Mapping[str, str] = field(default_factory=dict)
    """Its answers to open questions, by key."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who decides on reconsideration; where several, the applicant chooses."""

    names: tuple[str, ...]
    """None where nobody has set it."""
    basis: tuple[Citation, ...]
    itself: bool = False
    """Whether the agency decides itself; then the State Council can be asked for a ruling (第二十六条)."""


@dataclass(frozen=True, slots=True)
class Period:
    """By when one must go there."""

    key: str
    name: str
    length: str
    since: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """The remedies against one outcome for one addressee, as the law stands on a day."""

    outcome: str
    addressee: Addressee
    on: dt.date
    kind: str
    way: Way
    basis: tuple[Citation, ...]
    note: str
    bodies: Bodies
    periods: tuple[Period, ...]
    internet: tuple[Citation, ...]
    """Why the internet channel must stand in the letter; empty where it need not."""
    heading: str
    """What stands before the text."""
    text: str
    """The paragraph of the letter; empty where there is none, or where what it needs is not set."""
    missing: tuple[str, ...]
    """What nobody has set."""
    chosen: Chosen | None = None
    """The open question that gave the way, if it is one."""

    def to_json(self) -> dict[str, Any]:
        """Return everything, provisions as a lawyer writes them."""
        return {
            "outcome": self.outcome,
            "addressee": self.addressee,
            "on": self.on.isoformat(),
            "kind": self.kind,
            "way": self.way,
            "basis": [str(each) for each in self.basis],
            "note": self.note,
            "bodies": list(self.bodies.names),
            "bodies_basis": [str(each) for each in self.bodies.basis],
            "periods": [
                {
                    "what": each.key,
                    "length": each.length,
                    "since": each.since,
                    "basis": [str(cited) for cited in each.basis],
                }
                for each in self.periods
            ],
            "internet": [str(each) for each in self.internet],
            "text": self.text,
            "missing": list(self.missing),
            "chosen": self.chosen and self.chosen.to_json(),
        }
