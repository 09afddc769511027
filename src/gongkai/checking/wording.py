"""The wording lists of ``data/wording.toml``, ready to search with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData
from gongkai.law import citation


@dataclass(frozen=True, slots=True)
class Duty:
    """Something a report must state, and the words that state it."""

    name: str
    english: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """All wording lists, each as one pattern that finds any of its words."""

    assessment: tuple[Duty, ...]
    own_office: re.Pattern[str]
    one_of_many: re.Pattern[str]
    card: re.Pattern[str]
    public_account: re.Pattern[str]
    identity: re.Pattern[str]
    contact: re.Pattern[str]
    person: re.Pattern[str]
    processing_fee: re.Pattern[str]
    other_fee: re.Pattern[str]
    leftover_verbs: re.Pattern[str]
    other_year: re.Pattern[str]
    planned: re.Pattern[str]
    history: re.Pattern[str]
    generic_names: tuple[str, ...]
    overseers: re.Pattern[str]
    together: re.Pattern[str]
    common_in_names: frozenset[str]
    tasks: frozenset[str]
    aspects: tuple[Duty, ...]
    problems: tuple[Duty, ...]
    no_problem: re.Pattern[str]
    no_improvement: re.Pattern[str]
    own_headings: Mapping[str, re.Pattern[str]]
    named_anywhere: Mapping[str, re.Pattern[str]]
    placeholder: re.Pattern[str]
    placeholder_hint: re.Pattern[str]
    """Found wherever ``placeholder`` is, and quicker."""
    number_lacking: re.Pattern[str]
    number_lacking_hint: re.Pattern[str]
    """Found wherever ``number_lacking`` is, and quicker."""


@dataclass(frozen=True)
class Misprint:
    """A wrong writing of one of the law's terms, the right one, and the provision or document that has it."""

    wrong: str
    right: str
    source: str

    @cached_property
    def letters(self) -> frozenset[str]:
        """Those that the right writing lacks: a text without one of them has no such misprint."""
        return frozenset(self.wrong) - frozenset(self.right)


@cache
def wording() -> Wording:
    """Load the lists. Raises :class:`InvalidData` where the data file is damaged."""
    try:
        data = tomllib.loads(files("gongkai.checking").joinpath("data", "wording.toml").read_text("utf-8"))
        privacy, fees, leftovers = data["privacy"], data["fees"], data["leftovers"]
        return Wording(
            _duties(data["assessment"]),
            own_office=_any(data["office"]["own"]),
            one_of_many=_any(data["office"]["one_of_many"]),
            card=_any(privacy["card"]),
            public_account=_any(privacy["public_account"]),
            identity=_any(privacy["identity"]),
            contact=_any(privacy["contact"]),
            person=_any(privacy["person"]),
            processing_fee=re.compile("|".join(fees["processing"])),
            other_fee=_any(fees["other"]),
            leftover_verbs=_any(leftovers["verbs"]),
            other_year=re.compile("|".join(leftovers["other_year"])),
            planned=_any(leftovers["planned"]),
            history=_any(leftovers["history"]),
            generic_names=tuple(leftovers["generic"]),
            overseers=_any(leftovers["overseers"]),
            together=_any(leftovers["together"]),
            common_in_names=frozenset(leftovers["common"]),
            tasks=frozenset(leftovers["tasks"]),
            aspects=_duties(data["aspects"]),
            problems=_duties(data["problems"]),
            no_problem=re.compile("|".join(data["no_problem"]["patterns"])),
            no_improvement=re.compile("|".join(data["no_improvement"]["patterns"])),
            named_anywhere={each["name"]: re.compile("|".join(each["named"])) for each in data["aspects"]},
            own_headings={each["name"]: re.compile("|".join(each["heading"])) for each in data["aspects"]},
            placeholder=re.compile("|".join(data["placeholders"]["patterns"])),
            placeholder_hint=re.compile(data["placeholders"]["hint"]),
            number_lacking_hint=re.compile(data["placeholders"]["number_hint"]),
            number_lacking=re.compile("|".join(data["placeholders"]["number"])),
        )
    except (OSError, KeyError, TypeError, ValueError, re.error) as error:
        raise InvalidData(f"The wording lists are damaged: {error!r}.") from error


@cache
def misprints() -> tuple[Misprint, ...]:
    """Load the list of misprints. Raises :class:`InvalidData` where it is damaged or a source is not to be cited."""
    try:
        data = tomllib.loads(files("gongkai.checking").joinpath("data", "misprints.toml").read_text("utf-8"))
        return tuple(
            Misprint(wrong, each["right"], str(citation(each["source"])))
            for each in data["terms"]
            for wrong in each["wrong"]
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The list of misprints is damaged: {error!r}.") from error


@cache
def misprinted_letters() -> re.Pattern[str]:
    """Return what finds each of the misprints' own letters. Raises :class:`InvalidData` as :func:`misprints`."""
    return re.compile("[" + re.escape("".join(sorted(set().union(*(each.letters for each in misprints()))))) + "]")


def _duties(rows: Iterable[Mapping[str, Any]]) -> tuple[Duty, ...]:
    return tuple(Duty(each["name"], each["english"], _any(each["words"])) for each in rows)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words))
