"""The catalogue of kinds: what each is called, why it must not go out, and what to do about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from gongkai.errors import InvalidData
from gongkai.law.statutes import citation
from gongkai.screening.model import Certainty, Place


@dataclass(frozen=True, slots=True)
class HitKind:
    """One kind of hit."""

    id: str
    """Permanent."""
    title: str
    english: str
    basis: tuple[str, ...]
    """Provisions, in words."""
    advice: str
    hiding: bool
    """Whether it is a way in which a file holds what its reader does not see."""


@dataclass(frozen=True, slots=True)
class _Catalogue:
    kinds: Mapping[str, HitKind]
    certainties: Mapping[str, str]
    parts: Mapping[str, str]


@cache
def _catalogue() -> _Catalogue:
    try:
        data = tomllib.loads(files("gongkai.screening").joinpath("data", "kinds.toml").read_text("utf-8"))
        kinds = {
            key: HitKind(
                key,
                each["title"],
                each["english"],
                tuple(str(citation(name)) for name in each["basis"]),
                each["advice"],
                each.get("hiding", False),
            )
            for key, each in data["kinds"].items()
        }
        return _Catalogue(kinds, data["certainties"], data["parts"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of kinds of hits is damaged: {error!r}.") from error


def hit_kinds() -> tuple[HitKind, ...]:
    """Return all kinds in the catalogue's order."""
    return tuple(_catalogue().kinds.values())


def hit_kind(key: str) -> HitKind:
    """Return a kind by its id; raises :class:`InvalidData` for one that is not in the catalogue."""
    try:
        return _catalogue().kinds[key]
    except KeyError as error:
        raise InvalidData(f"There is no kind of hit '{key}'.") from error


def certainty_in_words(certainty: Certainty) -> str:
    """Return how certain a hit is, in Chinese."""
    return _catalogue().certainties[certainty]


def place_in_words(place: Place) -> str:
    """Return a place as an officer would say it: 第3页、工作表“名单”B7."""
    said: list[str] = []
    if place.page is not None:
        said.append(f"第{place.page}页")
    if place.sheet is not None:
        said.append(f"工作表“{place.sheet}”{place.cell or ''}")
    if place.part != "body":
        said.append(_catalogue().parts[place.part])
    if place.table is not None:
        row = "" if place.row is None else f"第{place.row}行"
        column = "" if place.column is None else f"第{place.column}列"
        said.append(f"第{place.table}个表格{row}{column}")
    if place.paragraph is not None:
        said.append(f"第{place.paragraph}段")
    if place.member is not None:
        said.append(place.member)
    return "，".join(said) or _catalogue().parts[place.part]
