"""The statutory form as a table of a page: every figure with what stands beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

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
    change: str = ""
    """How much more or less than last year, with its sign."""
    zero: bool = False
    """Whether it is a zero, or blank: it stays quiet, so that the others are seen."""
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

    @property
    def spans(self) -> SafeString:
        """The attributes of a cell that takes more than one row or column."""
        spans = (("rowspan", self.cell.row_span), ("colspan", self.cell.column_span))
        return format_html_join("", ' {}="{}"', [each for each in spans if each[1] > 1])

    @property
    def marks(self) -> str:
        """The classes of what is to be seen at a cell: each has a shape of its own, and words beside it."""
        said = (
            ("found", self.findings),
            ("by-hand", self.override),
            ("unconfirmed", self.unconfirmed),
            ("zero", self.zero),
        )
        return " ".join(name for name, there in said if there)


@dataclass(frozen=True, slots=True)
class FormTable:
    """One table of the form."""

    key: str
    caption: str
    rows: tuple[tuple[Box, ...], ...]
    head: int
    """How many rows at the top head the whole table."""

    @property
    def head_rows(self) -> tuple[tuple[Box, ...], ...]:
        """The rows that a page of paper repeats."""
        return self.rows[: self.head]

    @property
    def body_rows(self) -> tuple[tuple[Box, ...], ...]:
        """The other rows."""
        return self.rows[self.head :]


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
    value, counted, last = now.values[cell.key], now.counted[cell.key], now.last_year.cells.get(cell.key)
    return Box(
        cell,
        name,
        headers,
        cell.text,
        title=cell_name(now.form, cell.key).zh,
        # Of a zero that was one last year there is nothing to tell.
        last=_shown(last) if value or last else "",
        change=change(value, last),
        zero=not value,
        override=now.overrides.get(cell.key),
        counted=_shown(counted) if counted != value else "",
        findings=tuple(named.get(cell.key, ())),
        unconfirmed=cell.key in now.unconfirmed,
        unfed=value is None and cell.key in now.unfed,
        asks=cell.key in asked and cell.key in now.unconfirmed,
    )


def change(value: Number | None, last: Number | None) -> str:
    """Write what changed since last year with its sign; nothing where both are the same or one is not known."""
    if value is None or last is None or value == last:
        return ""
    more = value - last
    return f"+{number_text(more)}" if more > 0 else f"\N{MINUS SIGN}{number_text(-more)}"


def _shown(value: Number | None) -> str:
    return number_text(value)
