"""What kind of agency a name belongs to, and at which level; ``unknown`` wherever the name does not tell."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal, cast

from gongkai.errors import InvalidData
from gongkai.law.divisions import Place, is_unique_county, locate

Kind = Literal[
    "state-council",
    "government",
    "government-office",
    "department",
    "dispatched",
    "committee",
    "vertical",
    "organisation",
    "unknown",
]
Level = Literal["national", "province", "prefecture", "city", "county", "township", "unknown"]

_TOWNSHIP_GOVERNMENT = re.compile(r"(?:镇|乡|苏木)(?:人民)?政府$")
# 城乡, 乡村, 城镇 are words, not townships.
_TOWNSHIP = re.compile(r"^(?:[一-龥]{0,7}[^城各])(?:镇|乡(?!村|建|规)|街道)(?!化)")
_STREET = ("街道办事处", "街道办", "街道")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]|\s+")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as its name tells it."""

    name: str
    kind: Kind
    level: Level
    """``city`` is a city that the list of divisions does not know: of prefecture or of county level."""
    place: Place

    @property
    def is_located(self) -> bool:
        """Whether the name itself says which agency in the whole country is meant.

        A bare 路北街道办事处 does not, nor does a 鼓楼区教育局 (four districts bear that name).
        """
        if self.level == "national":
            return True
        place = self.place
        if place.province or place.prefecture or place.unknown_city:
            return True
        return bool(place.county) and is_unique_county(place.county)


@dataclass(frozen=True, slots=True)
class _Words:
    state_council: frozenset[str]
    vertical: tuple[str, ...]
    committee_endings: tuple[str, ...]
    zones: tuple[str, ...]
    government_offices: tuple[str, ...]
    dispatched: tuple[str, ...]
    departments: tuple[str, ...]
    organisations: tuple[str, ...]


@cache
def _words() -> _Words:
    try:
        data = tomllib.loads(files("gongkai.law").joinpath("data", "agencies.toml").read_text("utf-8"))
        return _Words(
            frozenset(data["state_council"]),
            *(
                tuple(sorted(data[name], key=len, reverse=True))
                for name in _Words.__dataclass_fields__
                if name != "state_council"
            ),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise InvalidData(f"The data file of agencies is damaged: {error!r}.") from error


@lru_cache(maxsize=4096)
def classify(name: str) -> Agency:
    """Tell kind, level and place of an agency from its full name."""
    plain = _ASIDE.sub("", name).removeprefix("中华人民共和国")
    line = next((each for each in _words().state_council if plain.startswith(each) and plain != each), "")
    place = locate(plain.removeprefix(line))
    kind, level = _kind_and_level(plain, place)
    return Agency(name, kind, level, place)


def _kind_and_level(name: str, place: Place) -> tuple[Kind, Level]:
    words = _words()
    if name in words.state_council:
        return "state-council", "national"
    if any(word in name for word in words.vertical) and "地方金融" not in name:
        return "vertical", _level(place)
    if name.endswith("人民政府"):
        if _TOWNSHIP_GOVERNMENT.search(name):
            return "government", "township"
        return "government", _level(place) if place.rest == "人民政府" else "unknown"
    if ending := _ending(name, words.government_offices):
        stem = name.removesuffix(ending)
        if stem.endswith(("镇", "乡", "苏木")):
            return "government-office", "township"
        return "government-office", _level(place) if place.rest == ending else "unknown"
    return _kind_by_ending(name, place, words)


def _kind_by_ending(name: str, place: Place, words: _Words) -> tuple[Kind, Level]:
    if _ending(name, words.dispatched):
        if name.endswith(_STREET):
            return "dispatched", "township"
        return "dispatched", _level(place) if name.endswith("行政公署") else "unknown"
    zone = any(word in place.rest for word in words.zones)
    if name.endswith("管委会") or (zone and _ending(name, words.committee_endings)):
        return "committee", "unknown"
    if _ending(name, words.organisations):
        return "organisation", "unknown"
    if _ending(name, words.departments):
        if _TOWNSHIP.match(place.rest):
            return "department", "township"
        return "department", "unknown" if zone else _level(place)
    if re.search(r"[^城各](?:镇|乡|苏木)$", name):
        return "government", "township"
    return "unknown", "unknown"


def _ending(name: str, endings: tuple[str, ...]) -> str:
    return next((each for each in endings if name.endswith(each)), "")


def _level(place: Place) -> Level:
    return cast(Level, place.level)


def may_make_rules(agency: Agency) -> bool | None:
    """Whether the agency may make rules (规章); ``None`` where its name does not tell.

    State Council departments and the governments of provinces, cities divided into districts and autonomous
    prefectures may (《立法法》); Dongguan, Zhongshan and other cities without districts are treated alike. A general
    office may be reporting for its government, and the status of 地区 and 盟 is left open.
    """
    if agency.kind == "state-council":
        return True
    if agency.level == "unknown" or (agency.level == "city" and agency.kind != "department"):
        return None
    if agency.kind in ("government", "government-office") and agency.level in ("province", "prefecture"):
        if agency.kind == "government-office" or agency.place.prefecture.endswith(("地区", "盟")):
            return None
        return True
    if agency.kind in ("government", "government-office", "department"):
        return False
    return False if agency.kind == "dispatched" and agency.level == "township" else None
