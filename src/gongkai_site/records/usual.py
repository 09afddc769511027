"""Amounts and counts far from the usual are asked about: nothing else sees a wrong unit, or a figure too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from statistics import median
from typing import Any

from gongkai_site.agencies.models import Agency
from gongkai_site.records.listing import in_year
from gongkai_site.records.money import yuan
from gongkai_site.records.plugs import LAST_YEAR, Problem
from gongkai_site.records.registry import Register, RegisterField

LARGE_FEN = 10**14
"""A trillion yuan: more than any office charges."""
TIMES = 1_000
"""How many times the usual, or what part of it, is asked about: a wrong unit is off by ten thousand."""
_LEAST = 5
"""Figures of which there can be a usual one."""
_LOOKED_AT = 2_000
_FEW = 3
"""Rows below which a sum may be small without being wrong."""


def figured(register: Register) -> list[RegisterField]:
    """Return the fields that hold amounts or counts."""
    return [each for each in register.fields if each.kind in {"money", "count"}]


def unusual(
    agency: Agency, register: Register, values: Mapping[str, Any], store: MutableMapping[str, Any]
) -> Iterator[Problem]:
    """Yield what of one record is asked about; ``store`` keeps what the register held."""
    for each in figured(register):
        value = values.get(each.column)
        if not isinstance(value, int):
            continue
        if each.kind == "money" and abs(value) >= LARGE_FEN:
            yield Problem(each.name, f"{each.label}{_shown(each, value)}达到一万亿元，请核对。", doubt=True, asked=True)
            continue
        key = f"usual:{each.column}"
        if key not in store:
            store[key] = usual_of(_standing(agency, register, each))
        if (told := beyond(each, value, store[key])) is not None:
            yield Problem(each.name, told, doubt=True, asked=True)


def usual_of(figures: Iterable[int]) -> float | None:
    """Return the middle one of the figures other than zero, ``None`` of too few."""
    found = [abs(each) for each in figures if each]
    return median(found) if len(found) >= _LEAST else None


def beyond(each: RegisterField, value: int, usual: float | None) -> str | None:
    """Return what is asked of a figure a thousand times the usual one, else ``None``."""
    if usual is None or abs(value) < usual * TIMES:
        return None
    return f"{each.label}{_shown(each, value)}，是本单位通常（{_shown(each, round(usual))}）的{TIMES}倍以上，请核对。"


def sums_asked(agency: Agency, register: Register, rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what is asked of the sum of a year that is a thousand times last year's, or a thousandth of it."""
    first = register.model.date_fields[0]
    by_year: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        if row.get(first) is not None:
            by_year.setdefault(row[first].year, []).append(row)
    for each in figured(register):
        for year, found in sorted(by_year.items()):
            now = sum(row.get(each.column) or 0 for row in found)
            before = _last_year(agency, register, each, year)
            if not before or not now or now < 0:
                continue
            if now >= before * TIMES or (len(found) >= _FEW and now * TIMES <= before):
                told = f"{year}年{each.label}合计{_shown(each, now)}，上年为{_shown(each, before)}"
                yield f"{told}，相差{TIMES}倍以上，请核对单位和数字。"


def _last_year(agency: Agency, register: Register, each: RegisterField, year: int) -> int | None:
    """What the year before came to: as it was reported, else as the register has it."""
    if each.kind == "money" and (known := LAST_YEAR.get(register.key)) is not None:
        reported = known(agency, year - 1)
        if reported:
            return reported
    standing = register.model._default_manager.filter(agency=agency, voided=False).filter(in_year(register, year - 1))
    return sum(standing.order_by().values_list(each.column, flat=True).iterator(chunk_size=_LOOKED_AT)) or None


def _standing(agency: Agency, register: Register, each: RegisterField) -> Iterable[int]:
    newest = register.model._default_manager.filter(agency=agency, voided=False).order_by("-pk")
    return newest.values_list(each.column, flat=True)[:_LOOKED_AT]


def _shown(each: RegisterField, value: int) -> str:
    return f"{yuan(value)}元" if each.kind == "money" else f"{value}"
