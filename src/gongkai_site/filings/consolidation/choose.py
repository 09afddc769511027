"""Which versions a superior's consolidated report counts: its own, and one of each agency below, each once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from django.db.models import Count

from gongkai.consolidation import Role
from gongkai.law import year_end
from gongkai_site.agencies.counted import owing, owing_copies, standing
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import Scope
from gongkai_site.filings.blanks import NOTHING, UNSTATED
from gongkai_site.filings.consolidation.inside import insides
from gongkai_site.filings.models import OPEN, Filing

State = Filing.State
_AREA_FIRST = (Scope.AREA, Scope.OWN)
COPY = "垂直管理部门的副本，不计入"
"""Why the copy of a vertical department does not count."""


@dataclass(frozen=True, slots=True)
class Part:
    """One agency of a consolidated report: the version that counts, or why none does."""

    agency_id: int
    name: str
    place: str
    role: Role
    version_id: int | None = None
    filing_id: int | None = None
    scope: str = ""
    reason: str = ""
    """Why no version counts, in Chinese."""
    counted_in: str = ""
    """Whose report holds its figures already."""
    deducted: Mapping[int, int] = field(default_factory=dict)
    """Agencies inside this one's report that are counted elsewhere: the version to take off again, by agency."""
    note: str = ""
    """What should be known of a version that counts."""

    @property
    def counts(self) -> bool:
        """Whether its figures are in the sums."""
        return self.version_id is not None and not self.counted_in and self.role != "copy"


def choose(superior: Agency, year: int, *, include_filed: bool = False) -> list[Part]:
    """Return every agency of the consolidated report: the superior itself, those that owe it a report, then copies.

    Of each the report accepted (``include_filed``: or handed up): the one of its area if there is one, which holds
    everything below it, else its own. Whoever is inside another's report is not counted again.
    """
    filings = _filings(superior, year, include_filed)
    named = ("pk", "name", "place")
    parts = [_own(superior, year)]
    parts += [_below(each, filings.get(each[0], {})) for each in owing(superior, year).values_list(*named)]
    copies = owing_copies(superior, year).values_list(*named)
    parts += [Part(pk, name, place, "copy", reason=COPY) for pk, name, place in copies]
    return list(each_once(_with_notes(parts, superior, year)))


class _Filed(NamedTuple):
    """The columns of a filing that choosing needs."""

    pk: int
    agency_id: int
    version_id: int
    scope: str
    state: str
    empty: bool
    blanks: int
    blank_is_none: bool

    @property
    def lacking(self) -> str:
        """Why it does not count though it was handed up, "" where it does."""
        if self.empty:
            return NOTHING
        return UNSTATED if self.blanks and not self.blank_is_none else ""


def _filings(superior: Agency, year: int, include_filed: bool) -> dict[int, dict[str, _Filed]]:
    """By agency and scope: the open filing, else the last returned; the one that counts under ``counted``."""
    found: dict[int, dict[str, _Filed]] = {}
    rows = Filing.objects.filter(superior=superior, year=year, copy=False).order_by().values_list(*_Filed._fields)
    for row in sorted(rows, key=lambda row: (row[4] in OPEN, row[0])):
        each = _Filed(*row)
        found.setdefault(each.agency_id, {})[each.scope] = each
    usable = OPEN if include_filed else (State.ACCEPTED,)
    for scopes in found.values():
        first = next(
            (
                scopes[scope]
                for scope in _AREA_FIRST
                if scope in scopes and scopes[scope].state in usable and not scopes[scope].lacking
            ),
            None,
        )
        if first is not None:
            scopes["counted"] = first
    return found


def _own(superior: Agency, year: int) -> Part:
    agency = (superior.pk, superior.name, superior.place)
    version = version_of(superior, year, Scope.OWN)
    if version is None:
        return Part(*agency, "own", reason=f"本机关{year}年度的报告尚未锁定")
    return Part(*agency, "own", version.pk, scope=Scope.OWN)


def _below(agency: tuple[int, str, str], filings: Mapping[str, _Filed]) -> Part:
    if (filing := filings.get("counted")) is not None:
        return Part(*agency, "below", filing.version_id, filing.pk, filing.scope)
    states = {filing.state for filing in filings.values()}
    lacking = next((each.lacking for each in filings.values() if each.state in OPEN and each.lacking), "")
    if lacking:
        reason = lacking
    elif State.FILED in states:
        reason = "已报送，尚未接收"
    elif State.RETURNED in states:
        reason = "已退回，尚未重新报送"
    else:
        reason = "尚未报送"
    return Part(*agency, "below", reason=reason)


def _with_notes(parts: list[Part], superior: Agency, year: int) -> list[Part]:
    """An agency that handed up only its own report, though others owe it theirs, leaves those out."""
    below = dict(
        Agency.objects.filter(standing(year_end(year)), superior__superior=superior)
        .order_by()
        .values_list("superior")
        .annotate(Count("pk"))
    )
    return [
        replace(part, note=f"只报送了本机关的报告，其下级{below[part.agency_id]}个单位的数字没有计入")
        if part.role == "below" and part.scope == Scope.OWN and below.get(part.agency_id)
        else part
        for part in parts
    ]


def each_once(parts: list[Part]) -> Iterator[Part]:
    """Leave out whoever is inside another's report, and take off what two reports both hold."""
    inside = insides([part.version_id for part in parts if part.scope == Scope.AREA and part.version_id is not None])
    first = [part for part in parts if part.role == "own" or part.scope == Scope.AREA]
    counted_in: dict[int, str] = {}
    settled: dict[int, Part] = {}
    for part in first:
        if part.agency_id in counted_in:
            continue  # wholly inside an area counted before
        held = inside.get(part.version_id or 0, {})
        twice = {pk: version for pk, version in held.items() if pk in counted_in and pk != part.agency_id}
        for pk in (part.agency_id, *held):
            counted_in.setdefault(pk, part.name)
        settled[part.agency_id] = _without(part, twice, counted_in) if twice else part
    for part in parts:
        if part.agency_id in settled:
            yield settled[part.agency_id]
        elif part.role == "below" and part.agency_id in counted_in:
            yield replace(part, counted_in=counted_in[part.agency_id], reason="", note="")
        else:
            yield part


def _without(part: Part, twice: Mapping[int, int], counted_in: Mapping[int, str]) -> Part:
    names = Agency.objects.filter(pk__in=twice).order_by("path").values_list("pk", "name")
    said = "；".join(f"{name}已计入{counted_in[pk]}的报告" for pk, name in names)
    return replace(part, deducted=twice, note=f"{said}，已从这份报告的数字中扣除")
