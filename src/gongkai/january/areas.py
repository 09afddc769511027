"""Areas (本地区): whose report is an area's own, by the roster, and how it stands against its agencies' reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.checking import AreaSums, check, superiors_last
from gongkai.consolidation import Member, area_sums, consolidate
from gongkai.january.model import STATUS_NAMES, Collected, Office
from gongkai.january.names import Agreement, entry_names, full_form
from gongkai.law import classify
from gongkai.settings import DEFAULT_SETTINGS, Settings

AREA_RULES = "consolidation"
"""The rules that need all offices of an area, and so wait until every one of them has been decided."""
_OVER_AREAS = ("government", "committee")
"""Kinds of agencies that report for an area."""


def members(offices: Sequence[Office]) -> list[Member]:
    """Return the offices as members of a consolidation, each with why it has no report."""
    return [Member(each.entry.name, each.entry.place, each.report, each.entry.role, _why_not(each)) for each in offices]


def _why_not(office: Office) -> str:
    if office.report is not None or office.entry.role == "copy":
        return ""
    return STATUS_NAMES[office.status] + (f"（{office.reason}）" if office.reason else "")


def with_areas(collected: Collected, settings: Settings = DEFAULT_SETTINGS) -> Collected:
    """Return the run with every area's own report held against the reports of those below it.

    The superior named on the roster says who is below whom; a superior that is not on the roster has no report here.
    """
    below = offices_below(collected.offices)
    return replace(
        collected,
        offices=tuple(
            each
            if each.report is None
            else _checked(each, _sums(each, below.get(each.key, []), collected.year, settings), settings)
            for each in collected.offices
        ),
    )


def offices_below(offices: Sequence[Office]) -> Mapping[str, list[Office]]:
    """Return the offices directly below each office that stands over an area, by its key.

    A superior is an office of the roster only where its name agrees with place and with one office alone.
    """
    over = [each for each in offices if classify(full_form(each.entry.label)).kind in _OVER_AREAS]
    names = [(each, entry_names(each.entry)) for each in over]
    found: dict[str, list[Office]] = {}
    for office in offices:
        superior = full_form(office.entry.superior)
        named = [each for each, known in names if superior and known.agreement(superior) == Agreement.PLACED]
        if len(named) == 1 and named[0] is not office:
            found.setdefault(named[0].key, []).append(office)
    return found


def _sums(area: Office, below: Sequence[Office], year: int, settings: Settings) -> AreaSums | None:
    if not below or area.report is None:
        return None
    form = area.report.form
    return area_sums(consolidate(members(below), agency=area.entry.label, year=year, form=form, settings=settings))


def _checked(office: Office, sums: AreaSums | None, settings: Settings) -> Office:
    if office.report is None:
        return office
    found = check(office.report, rules=AREA_RULES, area=sums, settings=settings)
    return replace(
        office,
        findings=superiors_last((*office.findings, *(each for each in found if each.severity != "not run"))),
        not_run=superiors_last((*office.not_run, *(each for each in found if each.severity == "not run"))),
    )
