"""What every rule of one check shares: the report and what is worked out from it once, when first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.checking.area import AreaSums
from gongkai.checking.likely import Likely, likely_cell
from gongkai.checking.messages import phrase
from gongkai.checking.naming import Name, section_name
from gongkai.checking.peers import Peers
from gongkai.checking.previous import Match, PreviousReports
from gongkai.checking.rule import unable
from gongkai.checking.stated import unspaced
from gongkai.checking.sums import Broken, broken_sums, values_of
from gongkai.forms import Form
from gongkai.law import Agency, classify
from gongkai.reading.characters import simplified
from gongkai.report import Number, Report
from gongkai.settings import Settings

if TYPE_CHECKING:
    from gongkai.reading.facts import Parts


@dataclass(frozen=True)
class Context:
    """One report, what it is compared with, and the settings. Nothing in it is ever changed."""

    report: Report
    previous: PreviousReports | None
    peers: Peers | None
    due: dt.date | None
    settings: Settings
    area: AreaSums | None = None
    """What the agencies of the area that reports handed in, summed."""

    @cached_property
    def form(self) -> Form:
        """The form the report is filled in on."""
        return self.report.statutory_form

    @property
    def cells(self) -> Mapping[str, Number | None]:
        """The report's cells."""
        return self.report.cells

    @cached_property
    def values(self) -> Mapping[str, Number | None]:
        """The report's figures with those of rows beyond the form, by the keys that sums use."""
        return values_of(self.report)

    @cached_property
    def doubted(self) -> frozenset[str]:
        """Cells the reader was not sure of: ``repaired``, or named in a warning."""
        repaired = (key for key, place in self.report.provenance.items() if place.how == "repaired")
        return frozenset((*repaired, *(key for each in self.report.warnings for key in each.cells)))

    @cached_property
    def broken(self) -> tuple[Broken, ...]:
        """Every sum relation of the form that does not hold."""
        return broken_sums(self.report)

    @cached_property
    def likely(self) -> Mapping[str, Likely]:
        """By table: the one cell whose change would make every broken sum of that table hold."""
        tables = {each.relation.table for each in self.broken}
        found = {table: likely_cell(self.report, self.broken, table) for table in tables}
        return {table: each for table, each in found.items() if each is not None}

    @cached_property
    def agency(self) -> Agency | None:
        """What kind of agency reports, as its name tells."""
        return classify(self.report.agency) if self.report.agency else None

    @cached_property
    def match(self) -> Match:
        """The same agency's report of the year before, or the reason why there is none."""
        if self.previous is None:
            return Match(None, unable("no-previous"))
        return self.previous.match(self.report)

    @cached_property
    def sections(self) -> Mapping[str, str]:
        """The six sections' prose without spaces, paragraphs kept: PDFs and web pages put spaces anywhere."""
        return {key: unspaced(text) for key, text in self.report.sections.items()}

    @cached_property
    def told(self) -> Mapping[str, str]:
        """The same in simplified characters, in which words are looked for."""
        return {key: simplified(text) for key, text in self.sections.items()}

    @cached_property
    def texts(self) -> tuple[tuple[Name, str], ...]:
        """Every part that is prose as printed, with the name under which an officer finds it.

        Title, preamble, sections, closing and signature.
        """
        report = self.report
        return (
            (phrase("title"), report.title or ""),
            (phrase("preamble"), report.preamble),
            *((section_name(self.form, key), text) for key, text in report.sections.items()),
            (phrase("closing"), report.closing),
            (phrase("signature"), report.signature or ""),
        )

    @cached_property
    def parts(self) -> Mapping[str, tuple[Parts, ...]]:
        """By section: what its prose states as wholes with parts."""
        from gongkai.reading.facts import parts_of

        return {key: parts_of(text, key, self.settings) for key, text in self.report.sections.items()}

    @cached_property
    def prose(self) -> str:
        """All six sections' prose in simplified characters without spaces, in order, a line apart."""
        return "\n".join(text for text in self.told.values() if text)
