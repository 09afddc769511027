"""Every number that the prose of one report may link to, with its name, its unit and where to see what it counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.checking import short_cell_name
from gongkai.forms import Form
from gongkai.report import Number
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.factfigures import FactFigure, fact_figures
from gongkai_site.annual.models import AnnualReport, Scope


@dataclass(frozen=True, slots=True)
class Linked:
    """A number that prose can link to."""

    key: str
    label: str
    number: Number | None
    unit: str
    group: str
    """The table or the kind of fact it belongs to."""
    explanation: str = ""


class Lookup:
    """Gives a link its number: cells of the form first, then facts; knows nothing else."""

    def __init__(
        self,
        values: Mapping[str, Number | None],
        facts: Mapping[str, FactFigure],
        form: Form,
        missing: tuple[str, ...] = (),
    ) -> None:
        self._values, self._facts, self.form = values, facts, form
        self.missing = missing
        """What is not in the numbers though it should be, each named with the reason."""

    def __call__(self, key: str) -> Linked | None:
        """Return the number of this key; ``None`` for a key that does not exist."""
        if key in self._values:
            return self._cell(key)
        fact = self._facts.get(key)
        return None if fact is None else _fact(fact)

    def __iter__(self) -> Iterator[Linked]:
        """Every number, the form's cells in the form's order first."""
        yield from (self._cell(key) for key in self.form.keys if key in self._values)
        yield from (_fact(each) for each in self._facts.values())

    def _cell(self, key: str) -> Linked:
        cell = self.form.cell(key)
        section = self.form.section(self.form.table(cell.table).section)
        group = f"{section.number}、{section.heading}"
        return Linked(key, cell_label(self.form, key), self._values[key], cell.unit, group)


def cell_label(form: Form, key: str) -> str:
    """Name a cell in short, so that no other of its table has the same name."""
    cell = form.cell(key)
    above = "".join(f"“{part}”" for part in cell.row.path) if cell.table == "disputes" else ""
    return above + short_cell_name(form, key).zh


def lookup_for(report: AnnualReport, figures: Any = None) -> Lookup:
    """Return the numbers of one report. ``figures`` are those of ``annual.figures``, if the caller has them."""
    if figures is None:
        from gongkai_site.annual.figures import figures as figures_of

        figures = figures_of(report)
    facts = fact_figures(fact_agencies(report.agency, report.year, report.scope), report.year)
    return Lookup(figures.values, facts, figures.form, figures.missing)


def fact_agencies(agency: Agency, year: int, scope: str) -> list[int]:
    """Return the agencies whose facts a report tells: its own, or everybody's below it as well."""
    if scope != Scope.AREA:
        return counted_agencies(agency, year)
    return list(Agency.objects.filter(path__startswith=agency.path).values_list("pk", flat=True))


def _fact(fact: FactFigure) -> Linked:
    return Linked(fact.key, fact.label, fact.number, fact.unit, fact.group, fact.explanation)
