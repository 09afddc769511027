"""The tariffs of the information processing fee: what the n-th item or page costs, by days."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Literal

from gongkai.errors import InvalidData
from gongkai.law.dated import Dated
from gongkai.law.statutes import Citation, citation

By = Literal["item", "page"]


@dataclass(frozen=True, slots=True)
class Tier:
    """Units that cost the same each, both ends counted; ``last`` is none for the tier without end."""

    first: int
    last: int | None
    yuan: int


@dataclass(frozen=True, slots=True)
class Step:
    """From the ``first`` unit on each costs ``yuan``; with ``every``, each further so many cost ``rise`` more."""

    first: int
    yuan: int
    every: int = 0
    rise: int = 0


@dataclass(frozen=True, slots=True)
class Tariff:
    """One way of charging, progressive by excess (超额累进)."""

    by: By
    unit: str
    steps: tuple[Step, ...]
    basis: tuple[Citation, ...]
    not_counted: frozenset[str]
    """What is no unit of it: ``read_on_the_spot``, ``published``."""
    notice: str
    """What the notice of the fee must say and what follows from it."""

    def tiers(self) -> Iterator[Tier]:
        """Yield the tiers from the first unit on; without end where the last step goes on rising."""
        for step, following in pairwise(self.steps):
            yield Tier(step.first, following.first - 1, step.yuan)
        last = self.steps[-1]
        if not last.every:
            yield Tier(last.first, None, last.yuan)
            return
        first, yuan = last.first, last.yuan
        while True:
            yield Tier(first, first + last.every - 1, yuan)
            first, yuan = first + last.every, yuan + last.rise


@cache
def _tariffs() -> Mapping[str, Dated[Tariff]]:
    try:
        return parse_tariffs(
            tomllib.loads(files("gongkai.law.fees").joinpath("data", "tariffs.toml").read_text("utf-8"))
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of fees is damaged: {error!r}.") from error


def parse_tariffs(data: Mapping[str, Any]) -> Mapping[str, Dated[Tariff]]:
    """Read the data file. Raises :class:`InvalidData` where steps do not follow one another from the first unit on."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for each in data["tariffs"]:
        rows.setdefault(each["by"], []).append(each)
    return {by: Dated.parse(f"fee by {by}", versions, _tariff) for by, versions in rows.items()}


def _tariff(row: Mapping[str, Any]) -> Tariff:
    steps = tuple(Step(**each) for each in row["steps"])
    _insist_on_order(row["by"], steps)
    basis, not_counted = tuple(map(citation, row["basis"])), frozenset(row.get("not_counted", ()))
    return Tariff(row["by"], row["unit"], steps, basis, not_counted, row["notice"])


def _insist_on_order(by: str, steps: Sequence[Step]) -> None:
    if not steps or steps[0].first != 1:
        raise InvalidData(f"The fee by {by} must begin with the first unit.")
    for step, following in pairwise(steps):
        if following.first <= step.first or step.every:
            raise InvalidData(
                f"The fee by {by}: the step at {step.first} must end before the one at {following.first}."
            )


def tariff_on(by: By, on: dt.date) -> Tariff | None:
    """Return the tariff in force on a day; none before 2021-01-01, when no fee could be charged."""
    return _tariffs()[by].on(on)
