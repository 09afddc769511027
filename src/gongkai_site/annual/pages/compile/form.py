"""The statutory form as a table of a page: every figure with what stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from gongkai import Finding
from gongkai.checking import cell_name
from gongkai.report import Number, blank_report
from gongkai.writing import LaidCell, Layout, lay_out, number_text
from gongkai_site.annual.figures import Figures
from gongkai_site.annual.models import Override


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of the printed table."""

    cell: LaidCell
    name: str
    headers: str
    text: str
    title: str = ""
    last: str = ""
    override: Override | None = None
    counted: str = ""
    """What the registers give, where that is not what stands here."""
    findings: tuple[int, ...] = ()
    """Numbers of the findings that name the cell."""
    unconfirmed: bool = False
    unfed: bool = False
    """Whether it is blank because no register feeds it."""
    asks: bool = False
    """Whether it is the first of the cells whose zero is to be confirmed together: one mark is enough."""

    @property
    def key(self) -> str | None:
        """The form's cell, for figures."""
        return self.cell.key


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table of the form."""

    key: str
    caption: str
    rows: tuple[tuple[Box, ...], ...]
    head: int
    """How many rows at the top head the whole table."""


def form_tables(now: Figures, findings: list[Finding], year: int) -> list[FormTable]:
    """Lay out the form's tables with the figures and what stands beside each."""
    asked = {each.cells_in(year)[0] for each in now.absent}
    form = now.form
    named: dict[str, list[int]] = {}
    for number, finding in enumerate(findings, 1):
        for key in finding.cells:
            named.setdefault(key, []).append(number)
    report = blank_report(form, cells=now.values)
    tables = []
    for table in form.tables:
        section = form.section(table.section)
        layout = lay_out(report, table)
        rows = tuple(tuple(_box(each, layout, now, named, asked) for each in row) for row in layout.rows)
        tables.append(FormTable(table.key, f"{section.number}、{section.heading}", rows, layout.repeated))
    return tables


def _box(cell: LaidCell, layout: Layout, now: Figures, named: Mapping[str, list[int]], asked: Collection[str]) -> Box:
    name = f"{layout.key}-r{cell.row + 1}c{cell.column + 1}" if cell.scope else ""
    if cell.key is None:
        return Box(cell, name, "", cell.text)
    headers = " ".join(f"{layout.key}-r{each.row + 1}c{each.column + 1}" for each in layout.headers_of(cell))
    value, counted = now.values[cell.key], now.counted[cell.key]
    return Box(
        cell,
        name,
        headers,
        cell.text,
        cell_name(now.form, cell.key).zh,
        _shown(now.last_year.cells.get(cell.key)),
        now.overrides.get(cell.key),
        _shown(counted) if counted != value else "",
        tuple(named.get(cell.key, ())),
        cell.key in now.unconfirmed,
        value is None and cell.key in now.unfed,
        cell.key in asked and cell.key in now.unconfirmed,
    )


def _shown(value: Number | None) -> str:
    return number_text(value)
