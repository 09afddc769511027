"""Names of agencies brought to one form, and how far a name that a report uses agrees with an entry of the roster."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from gongkai.january.roster import RosterEntry
from gongkai.law.divisions import locate

_QUOTES = re.compile(r"[《》〈〉“”\"'‘’]")
_IN_BRACKETS = re.compile(r"\(.*?\)$")


class Agreement(IntEnum):
    """How far a name agrees with an entry, least first."""

    NONE = 0
    BARE = 1
    """The name without any place."""
    PARTLY_PLACED = 2
    """With a place above the entry's own (重庆市 for 重庆市九龙坡区)."""
    PLACED = 3
    """With the entry's own place."""


@lru_cache(maxsize=1)
def names_data() -> Mapping[str, Any]:
    """How names are shortened, as our data file lists it."""
    return tomllib.loads(files("gongkai.january").joinpath("data", "names.toml").read_text("utf-8"))


@lru_cache(maxsize=65536)
def full_form(name: str) -> str:
    """Bring a name to its long form: 白市驿镇 to 白市驿镇人民政府, 发改委 spelt out, no spaces and quotes."""
    text = "".join(unicodedata.normalize("NFKC", name).split())
    if text.endswith(")"):
        text = _IN_BRACKETS.sub("", text)
    text = _QUOTES.sub("", text)
    line = next((line for line in names_data()["lines"] if text.startswith(line) and text != line), "")
    text = text.removeprefix(line)
    text = re.sub(r"(?<!人民)政府(?=$|办公[室厅]$|办$)", "人民政府", text)
    for short, full in names_data()["endings"]:
        if text.endswith(short) and not text.endswith(full) and len(text) > len(short):
            text = text.removesuffix(short) + full
            break
    return _spell_out(text)


def _spell_out(text: str) -> str:
    for end in names_data()["field_ends"]:
        if not text.endswith(end):
            continue
        stem = text.removesuffix(end)
        for short, full in names_data()["fields"]:
            if stem.endswith(short) and not stem.endswith(full):
                return f"{stem.removesuffix(short)}{full}{end}"
    return text


@lru_cache(maxsize=8192)
def levels_of(place: str) -> tuple[str, ...]:
    """Split a place into its levels, highest first: 重庆市九龙坡区 → 重庆市, 九龙坡区; a zone is a level too."""
    text = "".join(unicodedata.normalize("NFKC", place).split())
    found = locate(text)
    levels = (found.province, found.prefecture, found.unknown_city, found.county, found.rest)
    return tuple(level for level in levels if level)


@lru_cache(maxsize=8192)
def place_of_superior(superior: str) -> tuple[str, ...]:
    """The place a superior's name states, down to its zone (重庆高新技术产业开发区 for its 管理委员会)."""
    text = full_form(superior)
    found = locate(text)
    levels = [level for level in (found.province, found.prefecture, found.unknown_city, found.county) if level]
    zone = max((found.rest.find(end) + len(end) for end in names_data()["zones"] if end in found.rest), default=0)
    return tuple((*levels, found.rest[:zone]) if zone else levels)


Levels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryNames:
    """What an entry may be called: each of its names without the place, with the places that name may stand with."""

    entry: RosterEntry
    forms: tuple[tuple[str, tuple[Levels, ...]], ...]
    """Pairs of a bare name and the levels of its places (the roster's, the superior's), each highest first."""

    @property
    def lowest(self) -> frozenset[str]:
        """The levels that say where this entry is."""
        return frozenset(levels[-1] for _, places in self.forms for levels in places)

    @property
    def levels(self) -> frozenset[str]:
        """All levels of its places."""
        return frozenset(level for _, places in self.forms for levels in places for level in levels)

    def agreement(self, name: str) -> Agreement:
        """How far a name in full form is this entry's."""
        return max((_agreement(name, bare, places) for bare, places in self.forms), default=Agreement.NONE)

    def is_namesake(self, name: str) -> bool:
        """Whether a name in full form is this entry's with the divisions of some other place in front."""
        return any(
            name.endswith(bare) and bare not in names_data()["generic"] and not locate(name.removesuffix(bare)).rest
            for bare, _ in self.forms
        )


def entry_names(entry: RosterEntry) -> EntryNames:
    """Work out what an entry may be called."""
    given = (levels_of(entry.place), place_of_superior(entry.superior))
    places = tuple(dict.fromkeys(levels for levels in given if levels))
    names = (full_form(name) for name in (entry.name, *entry.aliases))
    return EntryNames(entry, tuple(dict.fromkeys(_form(name, places) for name in names)))


def _form(name: str, places: tuple[Levels, ...]) -> tuple[str, tuple[Levels, ...]]:
    """Take the place off a name. A division the name itself goes on with (红河县人民政府 of a city) is a level too."""
    rest = _without_place(name, places)
    found = locate(rest)
    own = tuple(level for level in (found.province, found.prefecture, found.unknown_city, found.county) if level)
    if not own or not found.rest:
        return rest, places
    return found.rest, tuple((*levels, *own) for levels in places) or (own,)


def _agreement(name: str, bare: str, places: Sequence[Levels]) -> Agreement:
    if not name.endswith(bare):
        return Agreement.NONE
    front = name[: len(name) - len(bare)]
    if front and places:
        return max(_front_agreement(front, levels) for levels in places)
    if bare in names_data()["generic"]:
        return Agreement.NONE
    # An entry without any place: divisions in front of its name neither prove nor contradict.
    return Agreement.BARE if not front or not locate(front).rest else Agreement.NONE


def _without_place(name: str, places: Sequence[Sequence[str]]) -> str:
    """Take the levels off the front of a name, each written in full or short."""
    for levels in places:
        rest = name
        for level in levels:
            for written in _writings(level):
                shorter = rest.removeprefix(written)
                if shorter != rest and shorter and _may_follow(shorter, written == level):
                    rest = shorter
                    break
        if rest != name:
            return rest
    return name


def _writings(level: str) -> tuple[str, ...]:
    """A level in full and, where two characters remain, without its ending: 九龙坡区, 九龙坡."""
    short = re.sub(r"(?:省|市|州|盟|县|区|旗)$", "", level)
    return (level, short) if len(short) >= 2 and short != level else (level,)


def _may_follow(rest: str, in_full: bool) -> bool:
    return in_full or not rest.startswith(tuple(names_data()["not_after_short"]))


def _front_agreement(front: str, levels: Sequence[str]) -> Agreement:
    """Whether what stands in front of the bare name is the entry's place, whole, in part, or with more above it."""
    for start, level in enumerate(levels):
        above, found, _ = front.partition(level)
        # Levels above the roster's highest (重庆市 before 九龙坡区) neither prove nor contradict.
        rest = front[len(above) :] if found and start == 0 else front
        if (ends := _consume(rest, levels[start:])) is not None:
            return Agreement.PLACED if ends else Agreement.PARTLY_PLACED
    return Agreement.NONE


def _consume(front: str, levels: Sequence[str]) -> bool | None:
    """Read ``front`` as levels in order, some left out: whether the lowest was there, ``None`` if more stands there."""
    lowest = False
    for index, level in enumerate(levels):
        for written in _writings(level):
            if front.startswith(written):
                front = front.removeprefix(written)
                lowest = index == len(levels) - 1
                break
    return None if front else lowest
