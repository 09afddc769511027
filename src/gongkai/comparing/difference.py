"""What differs between two reports: figures, carried-over requests, rows beyond the form, prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from gongkai.comparing.prose import ProseChange, compare_prose
from gongkai.forms import Cell, Form
from gongkai.report import How, Number, Report
from gongkai.report.json import plain_number
from gongkai.settings import DEFAULT_SETTINGS, Settings


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell whose value is another; ``None`` on a side where no number stands."""

    key: str
    section: str
    row: str
    column: str
    unit: str
    before: Number | None
    after: Number | None
    before_how: How
    after_how: How

    @property
    def delta(self) -> Number | None:
        """``after - before``, or ``None`` where a side has no number."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of what was before, to one decimal; ``None`` from nothing or from zero."""
        if not self.before or self.delta is None:
            return None
        share = Decimal(self.delta) / abs(Decimal(self.before)) * 100
        return share.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def direction(self) -> str:
        """``up``, ``down``, ``appeared`` (no number before), ``vanished`` (none after), ``unknown`` (one not read)."""
        if self.delta is None:
            if "unread" in (self.before_how, self.after_how):
                return "unknown"
            return "appeared" if self.before is None else "vanished"
        return "up" if self.delta > 0 else "down"

    def to_json(self) -> dict[str, Any]:
        """Return the change as plain data."""
        return {
            "cell": self.key,
            "section": self.section,
            "row": self.row,
            "column": self.column,
            "unit": self.unit,
            "before": plain_number(self.before),
            "after": plain_number(self.after),
            "before_how": self.before_how,
            "after_how": self.after_how,
            "direction": self.direction,
            "delta": plain_number(self.delta),
            "percent": plain_number(self.percent),
        }


@dataclass(frozen=True, slots=True)
class CarriedMismatch:
    """A column in which the later report's 上年结转 is not the earlier report's 结转下年度."""

    column: str
    carried_out: Number
    carried_in: Number
    cells: tuple[str, str]


@dataclass(frozen=True, slots=True)
class ExtraChange:
    """A figure in a row beyond the form that is another, or stands on one side only."""

    section: str
    row: str
    column: str
    before: Number | None
    after: Number | None


@dataclass(frozen=True)
class Difference:
    """All that differs between report ``a`` and report ``b``, from ``a`` to ``b``."""

    a: Report
    b: Report
    cells: tuple[CellChange, ...]
    only_a: tuple[str, ...]
    """Cells that only ``a``'s form has; empty where both stand on the same form."""
    only_b: tuple[str, ...]
    carried: tuple[CarriedMismatch, ...]
    extra: tuple[ExtraChange, ...]
    prose: tuple[ProseChange, ...]

    @property
    def same_agency(self) -> bool:
        """True for two reports of one agency; one may state its place where the other does not."""
        return _same_agency(self.a, self.b)

    @property
    def empty(self) -> bool:
        """True where nothing differs."""
        return not (self.cells or self.only_a or self.only_b or self.carried or self.extra or self.prose)

    @property
    def names(self) -> tuple[str, str]:
        """What to call the two reports: the year where only it differs, else agency and year, else the source."""
        a, b = (self._name(report) for report in (self.a, self.b))
        return (f"{a}（甲）", f"{b}（乙）") if a == b else (a, b)

    def _name(self, report: Report) -> str:
        year = f"{report.year}年" if report.year is not None else ""
        if self.same_agency and year:
            return year
        return f"{report.agency or ''}{year}" or report.source or "未具名报告"

    def to_json(self) -> dict[str, Any]:
        """Return the difference as plain data."""
        from gongkai.comparing.render_json import render_json

        return render_json(self)

    def to_text(self, *, language: str = "zh", width: int = 120) -> str:
        """Return a readable text with tables aligned for wide characters; ``language`` is ``zh`` or ``en``."""
        from gongkai.comparing.render_text import render_text

        return render_text(self, language=language, width=width)

    def to_html(self) -> str:
        """Return a self-contained page with a chart of the requests by outcome."""
        from gongkai.comparing.render_html import render_html

        return render_html(self)


def diff(a: Report, b: Report, *, settings: Settings = DEFAULT_SETTINGS) -> Difference:
    """Compare two years of one agency, or two agencies. On different forms the common cells are compared."""
    form = a.statutory_form
    return Difference(
        a=a,
        b=b,
        cells=tuple(_changes(form, a, b)),
        only_a=tuple(key for key in a.cells if key not in b.cells),
        only_b=tuple(key for key in b.cells if key not in a.cells),
        carried=_carried(a, b),
        extra=tuple(_extra(a, b)),
        prose=compare_prose(a, b, settings),
    )


def _same_agency(a: Report, b: Report) -> bool:
    if not a.agency or not b.agency:
        return False
    return a.agency.endswith(b.agency) or b.agency.endswith(a.agency)


def _changes(form: Form, a: Report, b: Report) -> list[CellChange]:
    return [
        _change(form, cell, a, b)
        for cell in form.cells
        if cell.key in b.cells and a.cells[cell.key] != b.cells[cell.key]
    ]


def _change(form: Form, cell: Cell, a: Report, b: Report) -> CellChange:
    return CellChange(
        key=cell.key,
        section=form.section(form.table(cell.table).section).heading,
        row=cell.row_path,
        column=cell.column_path,
        unit=cell.unit,
        before=a.cells[cell.key],
        after=b.cells[cell.key],
        before_how=a.provenance[cell.key].how,
        after_how=b.provenance[cell.key].how,
    )


def _carried(a: Report, b: Report) -> tuple[CarriedMismatch, ...]:
    """Hold the later year's requests carried in against the earlier year's carried out, in whatever order given."""
    if not _same_agency(a, b) or a.year is None or b.year is None or abs(a.year - b.year) != 1:
        return ()
    earlier, later = (a, b) if a.year < b.year else (b, a)
    found = []
    for block in earlier.statutory_form.table("requests").blocks:
        for column in block.columns:
            keys = (f"requests.carried_out.{column.key}", f"requests.carried_in.{column.key}")
            out, into = earlier.cells.get(keys[0]), later.cells.get(keys[1])
            if out is not None and into is not None and out != into:
                label = "/".join(filter(None, (column.group, column.label)))
                found.append(CarriedMismatch(label, out, into, keys))
    return tuple(found)


def _extra(a: Report, b: Report) -> list[ExtraChange]:
    def laid_out(report: Report) -> Mapping[tuple[str, str, str], Number | None]:
        return {
            (row.section, "".join(row.row.split()), column): value
            for row in report.extra
            for column, value in row.values.items()
        }

    before, after = laid_out(a), laid_out(b)
    return [
        ExtraChange(*where, before.get(where), after.get(where))
        for where in dict.fromkeys((*before, *after))
        if before.get(where) != after.get(where)
    ]
