"""Administrative divisions down to county level, and the division a name begins with."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from operator import itemgetter

from gongkai.errors import InvalidData

_COUNTY = re.compile(r"[一-龥]{1,12}?(?:自治县|自治旗|县|旗|区)(?!域|划|级)")
# Zones (开发区) and the like end as a county's name may, and are none.
_NO_COUNTY = re.compile(
    r"(?:发|新|园|景|胜|范|验|税|假|作|游|理|护|贸|易|聚|能|港|片|社|校|辖|小)区$|^(?:主|老|中心)?城区$"
)
_CITY = re.compile(r"[一-龥]{1,5}?[^城都集]市(?!场|政|容|民|直)")
_SHORT_PREFECTURE = re.compile(r"([一-龥]{2,4})州(?!市|区|县)")


@dataclass(frozen=True, slots=True)
class Place:
    """The divisions at the head of a name, each as written or ``""``; ``rest`` is what follows them."""

    province: str = ""
    prefecture: str = ""
    county: str = ""
    rest: str = ""
    unknown_city: str = ""
    """A leading ``…市`` that no list knows: prefecture or county, it cannot be told."""
    listed: bool = False
    """Whether the county stands in the list (else it was told by its ending alone)."""

    @property
    def level(self) -> str:
        """``province``, ``prefecture``, ``county``, ``city`` (either of the two) or ``unknown``: the lowest named."""
        if self.unknown_city:
            return "county" if self.county else "city"
        if self.county:
            return "county"
        if self.prefecture:
            return "prefecture"
        return "province" if self.province else "unknown"


@dataclass(frozen=True, slots=True)
class _Divisions:
    provinces: Mapping[str, Mapping[str, tuple[str, ...]]]
    prefectures: Mapping[str, str]
    counties: Counter[str]
    by_start: Mapping[str, tuple[str, ...]]
    """Counties by their first character: names are looked up by the thousand."""


@cache
def _divisions() -> _Divisions:
    try:
        data = tomllib.loads(files("gongkai.law").joinpath("data", "divisions.toml").read_text("utf-8"))
        provinces = {
            province: {city: tuple(counties.split()) for city, counties in cities.items()}
            for province, cities in data.items()
        }
    except (OSError, AttributeError, ValueError) as error:
        raise InvalidData(f"The data file of divisions is damaged: {error!r}.") from error
    counties = Counter(county for cities in provinces.values() for each in cities.values() for county in each)
    return _Divisions(
        provinces,
        {city: province for province, cities in provinces.items() for city in cities if city},
        counties,
        {first: tuple(group) for first, group in groupby(sorted(counties), key=itemgetter(0))},
    )


def is_unique_county(name: str) -> bool:
    """Whether no two counties of the list bear this name (there are four 鼓楼区); an unlisted name counts as unique."""
    return _divisions().counties[name] <= 1


def locate(name: str) -> Place:
    """Split the divisions off the head of an agency's name; what no list or ending tells stays in ``rest``."""
    known = _divisions()
    province = next((each for each in known.provinces if name.startswith(each)), "")
    rest = name[len(province) :]
    prefecture = _prefecture(rest, province, known)
    rest = rest[len(prefecture) :]
    unknown_city = ""
    county, listed = _county(rest, province, prefecture, known)
    if not county and not prefecture and (city := _CITY.match(rest)):
        unknown_city = city.group()
        rest = rest[len(unknown_city) :]
        county, listed = _county(rest, "", "", known)
    # A city inside a city is one of county level (县级市).
    if not county and (prefecture or unknown_city) and (city := _CITY.match(rest)):
        county = city.group()
    return Place(province, prefecture, county, rest[len(county) :], unknown_city, listed)


def _prefecture(text: str, province: str, known: _Divisions) -> str:
    names = known.provinces[province] if province else known.prefectures
    found = max((each for each in names if each and text.startswith(each)), key=len, default="")
    if found or not (short := _SHORT_PREFECTURE.match(text)):
        return found
    autonomous = any(each.endswith("自治州") and each.startswith(short.group(1)) for each in names)
    return short.group() if autonomous else ""


def _county(text: str, province: str, prefecture: str, known: _Divisions) -> tuple[str, bool]:
    if prefecture in known.prefectures:
        names: tuple[str, ...] = known.provinces[known.prefectures[prefecture]][prefecture]
    elif province and not prefecture:
        names = tuple(county for counties in known.provinces[province].values() for county in counties)
    else:
        names = known.by_start.get(text[:1], ())
    found = max((each for each in names if text.startswith(each)), key=len, default="")
    if found:
        return found, True
    ending = _COUNTY.match(text)
    return (ending.group(), False) if ending and not _NO_COUNTY.search(ending.group()) else ("", False)
