"""Every cell of a document: what was read, how, what is doubted, what a person decided, and what it comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import get_language

from gongkai.checking import cell_name, short_cell_name
from gongkai.forms import get_form
from gongkai.report import Provenance, Report, standing_of
from gongkai.viewing import Words, where, words_in
from gongkai_site.intake.models import IncomingDocument, Standing, Verdict
from gongkai_site.intake.reading import doubted_cells, is_figure


def spoken() -> Words:
    """Return the library's words in the language of the page that is made."""
    return words_in("en" if (get_language() or "").startswith("en") else "zh")


class Figure(NamedTuple):
    """What stands in a cell. Zero is a number; blank, absent, unread and unreadable are none."""

    standing: Standing
    value: Decimal | None = None

    def __str__(self) -> str:
        """As an officer writes it: the number, or 空白, 无此格, 未能读出, 无法辨认."""
        return f"{self.value.normalize():f}" if self.value is not None else str(self.standing.label)


@dataclass(frozen=True, slots=True)
class CellState:
    """One cell as the verifying page shows it."""

    key: str
    read: Figure
    place: Provenance
    doubts: tuple[str, ...] = ()
    """The reader's reasons; empty for a cell it is sure of."""
    verdict: Verdict | None = None

    @property
    def figure(self) -> Figure:
        """What counts: the verdict's, else what was read."""
        verdict = self.verdict
        return self.read if verdict is None else Figure(Standing(verdict.standing), verdict.value)

    @property
    def read_then(self) -> Figure | None:
        """What had been read when it was decided."""
        verdict = self.verdict
        return None if verdict is None else Figure(Standing(verdict.read_standing), verdict.read)

    @property
    def read_changed(self) -> bool:
        """Whether the document is read differently since the verdict."""
        return self.verdict is not None and not _same(self.read_then, self.read)

    @property
    def is_doubted(self) -> bool:
        """Whether the reader doubts it."""
        return bool(self.doubts)

    @property
    def is_undecided(self) -> bool:
        """Whether somebody must still look at it."""
        return self.is_doubted and self.verdict is None

    @property
    def is_unread(self) -> bool:
        """Whether it is we who could not read it, and nobody looked it up yet."""
        return self.figure.standing == Standing.UNREAD

    @property
    def is_corrected(self) -> bool:
        """Whether a person put something else in its place."""
        return self.verdict is not None and not _same(self.figure, self.read)

    @property
    def how(self) -> str:
        """How it was read, in the page's language."""
        return spoken().how(None if self.read.value is None else 0, self.place.how)

    @property
    def where(self) -> str:
        """Where it stands, in the page's language."""
        return where(self.place, spoken())

    def name(self, form: str, *, short: bool = False) -> str:
        """Table, row and column in Chinese."""
        return (short_cell_name if short else cell_name)(get_form(form), self.key).zh


def read_figure(report: Report, key: str) -> Figure:
    """What was read in a cell; a number that no figure can be counts as unreadable."""
    value, how = report.cells[key], report.provenance[key].how
    if value is None:
        return Figure(Standing(standing_of(None, how)))
    return Figure(Standing.NUMBER, Decimal(value)) if is_figure(value) else Figure(Standing.UNREADABLE)


def verdicts_of(document: IncomingDocument) -> dict[str, Verdict]:
    """The desk's verdicts on a document by cell, withdrawn ones left out."""
    same = Verdict.objects.filter(agency_id=document.agency_id, sha256=document.sha256, part=document.part)
    return {verdict.cell: verdict for verdict in same.filter(withdrawn=False).select_related("by")}


def cell_states(document: IncomingDocument, verdicts: Mapping[str, Verdict] | None = None) -> dict[str, CellState]:
    """Every cell of a document that was read, in the form's order."""
    report = Report.from_json(document.content or {})
    given = verdicts_of(document) if verdicts is None else verdicts
    reasons: dict[str, list[str]] = {key: [] for key in doubted_cells(report)}
    for warning in report.warnings:
        for key in warning.cells:
            if key in reasons:
                reasons[key].append(warning.message)
    return {
        key: CellState(
            key,
            read_figure(report, key),
            report.provenance[key],
            tuple(reasons[key]) or ("识读存疑",) if key in reasons else (),
            given.get(key),
        )
        for key in report.cells
    }


def _same(one: Figure | None, other: Figure | None) -> bool:
    return one is not None and other is not None and one.standing == other.standing and one.value == other.value
