"""The grounds on which something is withheld, as the law has them on a day, and the words for decisions."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData, InvalidMarks
from gongkai.law.statutes import Citation, in_force, provisions
from gongkai.redaction.model import Decision


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground, with the provisions that held on the day asked for."""

    key: str
    title: str
    english: str
    short: str
    """What is printed in a box where the whole does not fit."""
    basis: tuple[Citation, ...]
    """Law, article, paragraph, its own words, and the days on which it is in force."""

    @property
    def label(self) -> str:
        """What is printed in a box where there is room: the ground and the first provision."""
        return f"{self.title}（{self.basis[0]}）"


@dataclass(frozen=True, slots=True)
class _Kept:
    rows: Mapping[str, Mapping[str, Any]]
    hits: Mapping[str, str]
    decisions: Mapping[str, Mapping[str, str]]


@cache
def _kept() -> _Kept:
    try:
        data = tomllib.loads(files("gongkai.redaction").joinpath("data", "grounds.toml").read_text("utf-8"))
        for row in data["grounds"].values():
            provisions(row["basis"])
        unknown = set(data["hits"].values()) - set(data["grounds"])
        if unknown:
            raise KeyError(*unknown)
        return _Kept(data["grounds"], data["hits"], {each: data["decisions"][each] for each in Decision})
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of grounds is damaged: {error!r}.") from error


def grounds_on(day: dt.date) -> tuple[Ground, ...]:
    """Return the grounds that the law has on a day, in the order of its articles."""
    found = ((key, row, in_force(row["basis"], day)) for key, row in _kept().rows.items())
    return tuple(Ground(key, row["title"], row["english"], row["short"], basis) for key, row, basis in found if basis)


def ground_on(key: str, day: dt.date) -> Ground:
    """Return one ground; raises :class:`InvalidMarks` for one that there is not, or was not on that day."""
    for each in grounds_on(day):
        if each.key == key:
            return each
    known = "、".join(each.key for each in grounds_on(day)) or "没有"
    raise InvalidMarks(f"{day}没有“{key}”这项依据。", advice=f"当日可以用的依据：{known}。")


def ground_of_hit(kind: str) -> str | None:
    """Return the ground on which a kind of hit of screening is marked, ``None`` where it is not marked."""
    return _kept().hits.get(kind)


def decision_in_words(decision: Decision, language: str = "zh") -> str:
    """Return what becomes of a page, in ``zh`` or ``en``."""
    return _kept().decisions[decision]["english" if language == "en" else "title"]
