"""The word lists of ``data``, ready to search with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InvalidData


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Words beside a number that say what it is."""

    identity: re.Pattern[str]
    card: re.Pattern[str]
    public_account: re.Pattern[str]
    passport: re.Pattern[str]
    credit_code: re.Pattern[str]
    thing: re.Pattern[str]
    mobile: re.Pattern[str]
    contact: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Words beside an address, a date or a name that say what it is."""

    address: re.Pattern[str]
    address_headings: re.Pattern[str]
    birth: re.Pattern[str]
    name_headings: re.Pattern[str]
    minor_headings: re.Pattern[str]
    age_headings: re.Pattern[str]
    organisation: re.Pattern[str]
    organisation_before: re.Pattern[str]
    lead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Markings:
    """Patterns of secrecy and internal markings, for a line without its spaces."""

    certain: re.Pattern[str]
    internal: re.Pattern[str]
    levels: frozenset[str]
    internal_lines: frozenset[str]


@dataclass(frozen=True, slots=True)
class Links:
    """Which addresses cannot work for a reader, and which lead abroad."""

    dead: re.Pattern[str]
    foreign: frozenset[str]
    foreign_domains: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """All lists."""

    numbers: NumberWords
    persons: PersonWords
    markings: Markings
    leftovers: re.Pattern[str]
    links: Links
    not_persons: frozenset[str]
    pdf_technical: frozenset[str]
    family_names: frozenset[str]
    not_names: frozenset[str]
    provinces: frozenset[str]
    plates: str


@cache
def words() -> Words:
    """Return the lists. Raises :class:`InvalidData` where a data file is damaged."""
    try:
        data, names, districts = _load("words.toml"), _load("names.toml"), _load("districts.toml")
        markings, links = data["markings"], data["links"]
        return Words(
            NumberWords(**{key: any_of(each) for key, each in data["numbers"].items()}),
            PersonWords(**{key: any_of(each) for key, each in data["persons"].items()}),
            Markings(
                re.compile("|".join(markings["certain"])),
                re.compile("|".join(markings["internal"])),
                frozenset(markings["levels"]),
                frozenset(markings["internal_lines"]),
            ),
            re.compile("|".join(data["leftovers"]["patterns"])),
            Links(
                re.compile("|".join(links["dead"])), frozenset(links["foreign"]), frozenset(links["foreign_domains"])
            ),
            frozenset(data["properties"]["not_persons"]),
            frozenset(data["pdf"]["technical"]),
            frozenset((*names["single"], *names["double"])),
            frozenset(names["not_names"]),
            frozenset(districts["provinces"]),
            districts["plates"],
        )
    except (OSError, KeyError, TypeError, ValueError, re.error) as error:
        raise InvalidData(f"The word lists of screening are damaged: {error!r}.") from error


def any_of(listed: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the plain words, the longest first."""
    return re.compile("|".join(re.escape(each) for each in sorted(listed, key=len, reverse=True)))


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("gongkai.screening").joinpath("data", name).read_text("utf-8"))
