"""The figures of a report: from the source of its scope, with what was set by hand and last year's beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from gongkai.checking import AreaSums
from gongkai.forms import Form
from gongkai.report import Number, whole_or_decimal
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import cell_queries, compile_year
from gongkai_site.annual.compile.kinds import Kind, asked_of
from gongkai_site.annual.lastyear import LastYear, last_year
from gongkai_site.annual.models import AnnualReport, Origin, Override, Scope, State, Version
from gongkai_site.annual.newest import newest_version
from gongkai_site.errors import WrongState
from gongkai_site.records.served import form_of


@dataclass(frozen=True, slots=True)
class Sourced:
    """What a source gives: the value of every cell of the form, and what it could not count."""

    values: Mapping[str, Number | None]
    agency_ids: tuple[int, ...]
    """Whose figures these are."""
    absent: tuple[Kind, ...] = ()
    """Kinds of records of which the year has none."""
    missing: tuple[str, ...] = ()
    """What is not in the figures though it should be, each named in Chinese: an office that has not reported."""
    unfed: frozenset[str] = frozenset()
    """The cells that no register feeds: blank until somebody fills them in."""


@dataclass(frozen=True, slots=True)
class OpenedRow:
    """One line of an opened cell that is not a record: an agency and what it adds."""

    name: str
    value: Number | None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a cell of a consolidated report opens on."""

    explanation: str
    basis: str
    rows: tuple[OpenedRow, ...]


class Source(Protocol):
    """Where the figures of one scope come from; registered by the app that knows (``AppConfig.ready``)."""

    def __call__(self, report: AnnualReport) -> Sourced:
        """Return the report's figures."""

    def open(self, report: AnnualReport, key: str) -> Opened:
        """Return what one cell is made of."""

    def locked(self, version: Version) -> None:
        """Keep what a version just locked is made of, in the same transaction."""

    def sums(self, agency: Agency, year: int) -> AreaSums | None:
        """Return what a report of this scope must add up to; ``None`` where nobody reports below."""


_SOURCES: dict[str, Source] = {}


def register_source(scope: str, source: Source) -> None:
    """Say where the figures of reports of ``scope`` come from."""
    _SOURCES[scope] = source


def source_of(scope: str) -> Source:
    """Return the source of a scope's figures. Raises :class:`WrongState` where none is registered."""
    try:
        return _SOURCES[scope]
    except KeyError:
        raise WrongState("本系统没有启用这类报告的汇总。", advice="请联系系统管理员。") from None


@dataclass(frozen=True, slots=True)
class Figures:
    """A report's figures as they stand now."""

    form: Form
    """The form in force for the year: its cells are those of all the mappings."""
    values: Mapping[str, Number | None]
    """Every cell: set by hand, else as counted; of a locked report as locked."""
    counted: Mapping[str, Number | None]
    """Every cell as the source counts it now; of a report read from a document, as the document states it."""
    overrides: Mapping[str, Override]
    """Cells set by hand."""
    last_year: LastYear
    agency_ids: tuple[int, ...]
    absent: tuple[Kind, ...] = ()
    """Kinds of records of which the year has none, their zero not yet confirmed by anybody."""
    confirmed: tuple[Kind, ...] = ()
    """Kinds of records of which the year has none, as somebody confirmed."""
    missing: tuple[str, ...] = ()
    locked: Version | None = None
    """The version whose figures these are, where the report is locked."""
    unconfirmed: frozenset[str] = frozenset()
    """The cells whose zero nobody has confirmed."""
    unfed: frozenset[str] = frozenset()
    """The cells that no register feeds; blank where nobody filled them in."""

    @property
    def from_document(self) -> bool:
        """Whether they were read from a document and not counted here."""
        return self.locked is not None and self.locked.origin == Origin.DOCUMENT

    def changed(self) -> dict[str, tuple[Number | None, Number | None]]:
        """Cells of a locked report that would be counted otherwise now: locked and counted value."""
        if self.locked is None:
            return {}
        return {
            key: (value, self.counted[key])
            for key, value in self.values.items()
            if value != self.counted[key] and key not in self.overrides
        }


def figures(report: AnnualReport) -> Figures:
    """Return the report's figures, overrides applied, with what stands beside them."""
    form = form_of(report.year)
    locked = newest_version(report) if report.state == State.LOCKED else None
    if locked is not None:
        values = {key: whole_or_decimal(locked.cells.get(key)) for key in form.keys}
    if locked is not None and locked.origin == Origin.DOCUMENT:
        sourced = Sourced(values, tuple(counted_agencies(report.agency, report.year)))
    else:
        sourced = source_of(report.scope)(report)
    by_hand_now = report.overrides.filter(withdrawn=False).select_related("by")
    overrides = {each.cell: each for each in by_hand_now if each.cell in sourced.values}
    if locked is None:
        by_hand = {key: each.number for key, each in overrides.items()}
        values = {key: by_hand.get(key, sourced.values[key]) for key in form.keys}
    said = set(report.zeros.filter(withdrawn=False).values_list("kind", flat=True))
    # What is locked needs no more confirming.
    asked = [each for each in sourced.absent if locked is None and asked_of(each, report.agency.name)]
    absent = tuple(each for each in asked if each.prefix not in said)
    return Figures(
        form=form,
        values=values,
        counted=sourced.values,
        overrides=overrides,
        last_year=last_year(report),
        agency_ids=sourced.agency_ids,
        absent=absent,
        confirmed=tuple(each for each in asked if each.prefix in said),
        missing=sourced.missing,
        locked=locked,
        unconfirmed=frozenset(key for each in absent for key in each.cells_in(report.year) if key not in overrides),
        unfed=sourced.unfed,
    )


class _Registers:
    """The source of an agency's own report: its registers."""

    def __call__(self, report: AnnualReport) -> Sourced:
        compiled = compile_year(report.agency, report.year)
        unfed = frozenset(key for key, query in cell_queries(report.year).items() if not query.fed)
        return Sourced(compiled.values, compiled.agency_ids, compiled.absent, unfed=unfed)

    def open(self, report: AnnualReport, key: str) -> Opened:
        raise WrongState("本机关报告的数字直接打开所统计的记录。")

    def locked(self, version: Version) -> None:
        """The registers keep their own history: what changes later is found by the audit log."""

    def sums(self, agency: Agency, year: int) -> AreaSums | None:
        return None


register_source(Scope.OWN, _Registers())

__all__ = [
    "Figures",
    "Opened",
    "OpenedRow",
    "Source",
    "Sourced",
    "figures",
    "register_source",
    "source_of",
]
