"""The figures of an area: the chosen versions summed by the library, read from their cells alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Any

from gongkai.consolidation import Consolidated, Contribution, Member, consolidate
from gongkai.forms import Form, form_for_year, form_ids, get_form
from gongkai.report import Number, Provenance, Report, whole_or_decimal
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, State, Version
from gongkai_site.annual.newest import newest_version
from gongkai_site.filings.consolidation.choose import Part, choose
from gongkai_site.filings.consolidation.kept import kept_parts
from gongkai_site.filings.digest import apart, extra_of, provenance_of
from gongkai_site.filings.models import Consolidation, Filing
from gongkai_site.read_once import read_once


@dataclass(frozen=True)
class Area:
    """A superior's consolidated figures on a year, and everything that stands behind them."""

    superior: Agency
    year: int
    parts: tuple[Part, ...]
    sums: Consolidated

    @cached_property
    def by_agency(self) -> Mapping[str, Part]:
        """The parts by what the library's members carry."""
        return {str(part.agency_id): part for part in self.parts}

    def part_of(self, member: Member) -> Part:
        """The part that a member of the sums is."""
        return self.by_agency[member.key]

    def opened(self, key: str) -> list[tuple[Part, Contribution]]:
        """Open one sum on its agencies. Raises ``UnknownCell``."""
        return [(self.part_of(each.member), each) for each in self.sums.contributions(key)]

    @property
    def missing(self) -> list[str]:
        """What is not in the sums though it should be, each named with the reason."""
        named = [each.message.rstrip("。") for each in self.sums.missing]
        return named + [f"{part.name}：{part.note}" for part in self.parts if part.note and not part.deducted]


def shown_area(report: AnnualReport) -> Area:
    """Return what stands behind the figures that the report shows: of a locked one what was summed when it was locked.

    A version that came as a document kept no members; then, as for a draft, it is what there is now.
    """
    version = newest_version(report) if report.state == State.LOCKED else None
    parts = kept_parts(version) if version is not None else []
    return _summed(report.agency, report.year, parts) if parts else area_of(report)


@read_once
def area_of(report: AnnualReport) -> Area:
    """Return the figures of an area's report as they stand now, by the choice made for it."""
    chosen = Consolidation.objects.filter(report=report).values_list("include_filed", flat=True).first()
    return area(report.agency, report.year, include_filed=bool(chosen))


def area(superior: Agency, year: int, *, include_filed: bool = False) -> Area:
    """Consolidate a superior's own report and those below it on a year. Raises ``UnknownForm``."""
    return _chosen(superior, year, include_filed)


@read_once
def _chosen(superior: Agency, year: int, include_filed: bool) -> Area:
    return _summed(superior, year, choose(superior, year, include_filed=include_filed))


def _summed(superior: Agency, year: int, parts: Sequence[Part]) -> Area:
    form = form_for_year(year)
    members = list(_members(superior, year, form, parts))
    sums = consolidate(members, agency=superior.name, year=year, form=form.id)
    return Area(superior, year, tuple(parts), sums)


def _members(superior: Agency, year: int, form: Form, parts: Sequence[Part]) -> Iterator[Member]:
    """The library's members in the parts' order. Only cells are read: whole reports would take ten times as long."""
    take = _Taker(form, year)
    filed = {part.filing_id for part in parts if part.counts and part.filing_id}
    rows = Filing.objects.filter(superior=superior, year=year, copy=False).order_by()
    reports = {
        pk: take.report(cells, kept)
        for pk, kept, cells in rows.values_list("pk", "apart", "version__cells").iterator(chunk_size=500)
        if pk in filed
    }
    deducted = Version.objects.filter(pk__in={pk for part in parts for pk in part.deducted.values()})
    twice = dict(deducted.values_list("pk", "cells"))
    for part in parts:
        report = None
        if part.filing_id in reports:
            report = reports[part.filing_id]
        elif part.counts and part.version_id is not None:
            own = Version.objects.only("cells", "content").get(pk=part.version_id)
            report = take.report(own.cells, apart(own.content))
        if report is not None and part.deducted:
            report = take.without(report, [twice[pk] for pk in part.deducted.values()])
        yield Member(part.name, part.place, report, part.role, part.reason, part.counted_in, str(part.agency_id))


class _Taker:
    """Makes light reports from stored cells; what all of them share is made once."""

    def __init__(self, form: Form, year: int) -> None:
        self._form, self._year = form, year
        self._keys = form.keys
        self._values = itemgetter(*self._keys)
        self._amounts = tuple(cell.key for cell in form.cells if cell.is_amount)
        self._read = {key: Provenance("read") for key in self._keys}

    def report(self, cells: Mapping[str, Any], kept: Mapping[str, Any]) -> Report:
        """A report of these cells; one on another form says so, for it cannot be summed."""
        try:
            values = self._values(cells)
        except KeyError:
            values = ()
        if not values or len(cells) != len(self._keys):
            return self._other(cells)
        own = dict(zip(self._keys, values, strict=True))
        for key in self._amounts:
            own[key] = whole_or_decimal(own[key])
        if float in set(map(type, own.values())):  # a fraction where the form asks for a count
            own = {key: whole_or_decimal(value) for key, value in own.items()}
        return self._made(self._form.id, own, provenance_of(own, kept, self._read), kept)

    def without(self, report: Report, others: Sequence[Mapping[str, Any]]) -> Report:
        """Take other reports' numbers off again, cell by cell; a cell without a number stays without one."""
        cells = dict(report.cells)
        for other in others:
            for key, value in other.items():
                known, number = cells.get(key), whole_or_decimal(value)
                if known is not None and number is not None:
                    cells[key] = known - number
        return self._made(report.form, cells, report.provenance, {})

    def _other(self, cells: Mapping[str, Any]) -> Report:
        other = next((form for form in form_ids() if set(get_form(form).keys) == set(cells)), "")
        return self._made(other, {}, {}, {})

    def _made(self, form: str, cells: Mapping[str, Number | None], provenance: Any, kept: Mapping[str, Any]) -> Report:
        extra = extra_of(kept) if kept else ()
        return Report("", form, None, self._year, None, cells, provenance, extra=extra)
