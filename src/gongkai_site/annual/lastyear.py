"""The report of the year before: its newest version, and after a merger those of all that are counted now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When

from gongkai.law import year_end
from gongkai.report import Number, Report
from gongkai_site.agencies.counted import counted_agencies, standing
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import AnnualReport, Origin, Placement, Scope, Version
from gongkai_site.read_once import read_once
from gongkai_site.records.money import FEN_PER_WAN_YUAN

_FEES = "proactive.fees.amount"
"""In 万元."""


@dataclass(frozen=True, slots=True)
class LastYear:
    """What the year before reported of the agencies counted now."""

    versions: tuple[Version, ...] = ()
    missing: tuple[str, ...] = ()
    """Agencies counted now whose report on the year before is not here."""
    report: Report | None = None
    """The figures added up, under the agency's present name; ``None`` where anything is missing."""

    @property
    def cells(self) -> Mapping[str, Number | None]:
        """Last year's value by cell; empty where it is not known."""
        return self.report.cells if self.report else {}


def version_of(agency: Agency, year: int, scope: str | None = None) -> Version | None:
    """Return the newest locked version of the agency's report on a year; one published or accepted before others.

    Without ``scope`` its own report is taken before that of its area.
    """
    return _newest((agency.pk,), year, scope).get(agency.pk)


def signed_version(agency: Agency, year: int) -> Version | None:
    """Return the newest version of the agency's own report that its own people signed or took in, if there is one."""
    versions = Version.objects.filter(report__agency=agency, report__year=year, report__scope=Scope.OWN)
    own = ~Q(origin=Origin.DOCUMENT) | ~Q(signed_by="") | ~Q(signed_scan="") | Q(documents__agency=agency)
    return versions.filter(own).order_by("-number").first()


def fees_reported(agency: Agency, year: int) -> int | None:
    """Return in fen what the agency's own report on a year says that its charges came to, ``None`` if unknown."""
    version = version_of(agency, year, Scope.OWN)
    cells = version.as_report().cells if version else {}
    value = cells.get(_FEES)
    return None if value is None else int(Decimal(value) * FEN_PER_WAN_YUAN)


@read_once
def last_year(report: AnnualReport) -> LastYear:
    """Return what the year before reported of the same agencies.

    An agency merged during the year had its own report on the year before: what it carried over is now counted here,
    so its figures are added.
    """
    year = report.year - 1
    if report.scope != Scope.OWN:
        ids, names = [report.agency_id], {report.agency_id: report.agency.name}
    else:
        counted = counted_agencies(report.agency, report.year)
        # Those that existed when the year before ended; others had been merged already, or did not exist yet.
        names = dict(Agency.objects.filter(standing(year_end(year)), pk__in=counted).values_list("pk", "name"))
        ids = [pk for pk in counted if pk in names]
    found = _newest(tuple(ids), year, report.scope)
    versions = tuple(found[pk] for pk in ids if pk in found)
    missing = tuple(names[pk] for pk in ids if pk not in found)
    if missing or not versions:
        return LastYear(versions, missing)
    return LastYear(versions, (), _added(versions, report.agency.name, year))


@read_once
def _newest(agency_ids: tuple[int, ...], year: int, scope: str | None) -> dict[int, Version]:
    """The version of each agency that counts as its report on the year."""
    versions = Version.objects.filter(report__agency__in=agency_ids, report__year=year)
    if scope is not None:
        versions = versions.filter(report__scope=scope)
    # Filings stand above this app in the layers; their table is asked through the relation.
    accepted = Version.objects.filter(pk=OuterRef("pk"), filings__state="accepted")
    settled = Q(Exists(Placement.objects.filter(version=OuterRef("pk"), withdrawn_on=None))) | Q(Exists(accepted))
    own_last = Case(When(report__scope=Scope.OWN, then=Value(1)), default=Value(0), output_field=IntegerField())
    settled_last = Case(When(settled, then=Value(1)), default=Value(0), output_field=IntegerField())
    ordered = versions.select_related("report").order_by(own_last, settled_last, "number")
    return {each.report.agency_id: each for each in ordered}


def _added(versions: tuple[Version, ...], name: str, year: int) -> Report:
    first, *others = [each.as_report() for each in versions]
    cells = dict(first.cells)
    for other in others:
        for key, value in other.cells.items():
            if key in cells and value is not None:
                before = cells[key]
                cells[key] = value if before is None else before + value
    return replace(first, agency=name, year=year, cells=cells)
