"""The values of a January run: what came in, whose it is, and how each agency on the roster stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from gongkai.checking import Finding
from gongkai.january.matching import Match
from gongkai.january.roster import RosterEntry
from gongkai.reading import Unread
from gongkai.report import Report

Status = Literal["filed", "wrong", "missing", "unreadable", "wrong-year", "several", "doubtful"]
STATUS_NAMES: Mapping[Status, str] = {
    "filed": "已报",
    "wrong": "有错",
    "missing": "未报",
    "unreadable": "无法读取",
    "wrong-year": "年度不符",
    "several": "多份待确认",
    "doubtful": "待确认",
}
USABLE: frozenset[Status] = frozenset({"filed", "wrong"})
"""The statuses whose report is checked and counted."""


@dataclass(frozen=True, slots=True)
class Filing:
    """One report that came in, and whose it is."""

    report: Report
    match: Match

    @property
    def source(self) -> str:
        """The file's name relative to the folder."""
        return self.report.source


@dataclass(frozen=True, slots=True)
class Unreadable:
    """One file that could not be read, and whose it may be."""

    unread: Unread
    match: Match

    @property
    def source(self) -> str:
        """The file's name relative to the folder."""
        return self.unread.source


@dataclass(frozen=True, slots=True)
class Office:
    """One agency of the roster and how its report stands."""

    entry: RosterEntry
    status: Status
    report: Report | None = None
    """The report that counts, for the statuses in :data:`USABLE`."""
    sources: tuple[str, ...] = ()
    """All files that belong or may belong to it."""
    basis: str = ""
    """What tied the file to it."""
    findings: tuple[Finding, ...] = ()
    """Errors, warnings and notices; what could not be checked is in ``not_run``."""
    not_run: tuple[Finding, ...] = ()
    reason: str = ""
    """Why the status is what it is, where that wants saying."""
    late: bool | None = None
    """``None`` where no date due or no date of filing is known."""
    filed_on: dt.date | None = None
    date_basis: str = ""
    """Which date ``filed_on`` is."""

    def count(self, severity: str) -> int:
        """How many findings of a severity there are."""
        return sum(each.severity == severity for each in self.findings)

    @property
    def key(self) -> str:
        """What the office is known by from run to run."""
        return self.entry.key


@dataclass(frozen=True)
class Collected:
    """The decided state of a run, before anything is written."""

    year: int
    offices: tuple[Office, ...]
    doubtful: tuple[Filing, ...]
    """Reports with candidates of whom none was chosen."""
    strangers: tuple[Filing, ...]
    """Reports of nobody on the roster."""
    unread: tuple[Unreadable, ...]
    """All files that could not be read, those tied to an office among them."""
    filings: Sequence[Filing] = field(default_factory=tuple)
    """All reports that came in, in order."""

    def counts(self) -> dict[Status, int]:
        """How many offices there are of each status."""
        return {status: sum(office.status == status for office in self.offices) for status in STATUS_NAMES}

    @property
    def late(self) -> tuple[Office, ...]:
        """The offices known to have filed after their date due."""
        return tuple(office for office in self.offices if office.late)

    def with_findings(self) -> tuple[Office, ...]:
        """The offices whose usable report has errors or warnings, or doubts of the reader: they get a slip."""
        return tuple(office for office in self.offices if office.report is not None and office.findings)
