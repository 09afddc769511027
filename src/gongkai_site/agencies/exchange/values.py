"""Cells as values of an agency; what the name itself tells fills a kind or level that was left blank."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.law import classify
from gongkai_site.agencies.exchange.columns import KINDS, LEVELS, YES_NO
from gongkai_site.agencies.models import Kind, Level
from gongkai_site.in_chinese import in_chinese
from gongkai_site.sheets.reading import day as day_of

_PLAIN = ("name", "short_name", "division_code", "place", "body", "address", "hours", "telephone", "fax", "email",
          "website", "postcode")  # fmt: skip
_KIND_TOLD = {
    "government": Kind.GOVERNMENT,
    "government-office": Kind.OFFICE,
    "department": Kind.DEPARTMENT,
    "state-council": Kind.DEPARTMENT,
    "vertical": Kind.DEPARTMENT,
    "committee": Kind.COMMITTEE,
    "organisation": Kind.ORGANISATION,
}
_LEVEL_TOLD = {
    "national": Level.NATION,
    "province": Level.PROVINCE,
    "prefecture": Level.PREFECTURE,
    "county": Level.COUNTY,
    "township": Level.TOWNSHIP,
}


def parsed(cells: Mapping[str, str], *, is_new: bool) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Return the model's values of a row, and by column what cannot be read.

    An empty kind, level, place or 垂直管理 leaves a stored agency as it is; any other empty cell empties the field.
    """
    values: dict[str, Any] = {key: cells[key] for key in _PLAIN if key in cells and (cells[key] or key != "place")}
    faults: list[tuple[str, str]] = []
    for key, words, told in (("kind", KINDS, _kind_told), ("level", LEVELS, _level_told)):
        word = cells.get(key, "")
        if word in words:
            values[key] = words[word]
        elif word:
            faults.append((key, f"没有“{word}”这一项，可选：{'、'.join(dict.fromkeys(_labels(key)))}"))
        elif is_new and (guess := told(cells.get("name", ""))):
            values[key] = guess
        elif is_new:
            faults.append((key, "没有填写，从名称中也看不出来"))
    vertical = cells.get("vertical", "")
    if vertical not in YES_NO:
        faults.append(("vertical", f"“{vertical}”应为“是”或“否”"))
    elif vertical or is_new:
        values["vertical"] = YES_NO[vertical]
    if "established_on" in cells:
        day = day_of(cells["established_on"])
        if cells["established_on"] and day is None:
            faults.append(("established_on", f"“{cells['established_on']}”不是日期，应写作2019-05-15"))
        else:
            values["established_on"] = day
    return values, faults


def _labels(key: str) -> list[str]:
    return [in_chinese(label) for label in (Kind.labels if key == "kind" else Level.labels)]


def _kind_told(name: str) -> str:
    told = classify(name)
    if told.kind == "government" and told.level == "township":
        return Kind.TOWNSHIP
    if told.kind == "dispatched":
        return Kind.SUBDISTRICT if told.level == "township" else Kind.BRANCH
    return _KIND_TOLD.get(told.kind, "")


def _level_told(name: str) -> str:
    return _LEVEL_TOLD.get(classify(name).level, "")
