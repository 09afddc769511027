"""The report that a document comes to: what was read, with the verdicts in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from gongkai.report import Doubtful, How, Number, Report
from gongkai_site.intake.cells import CellState, Figure
from gongkai_site.intake.models import IncomingDocument, Standing

_HOW: Mapping[Standing, How] = {
    Standing.NUMBER: "read",
    Standing.BLANK: "blank",
    Standing.MISSING: "missing",
    Standing.UNREADABLE: "repaired",
}
_UNREADABLE = "核对人认为原文无法辨认"


def verified_report(document: IncomingDocument, states: Mapping[str, CellState]) -> Report:
    """Return the report with the verdicts in it.

    Every cell keeps where it stood and what was printed there. A decided cell is doubted no more, but for those that a
    person could not read either. Agency and year are those it was matched to, where the document names none.
    """
    report = Report.from_json(document.content or {})
    decided = {key: state for key, state in states.items() if state.verdict is not None}
    figures = {key: state.figure for key, state in decided.items()}
    agency = report.agency or (document.of_agency.name if document.of_agency else None)
    return replace(
        report,
        agency=agency,
        year=document.of_year or report.year,
        cells={**report.cells, **{key: number_of(figure) for key, figure in figures.items()}},
        provenance={
            **report.provenance,
            **{key: report.provenance[key]._replace(how=_HOW[figure.standing]) for key, figure in figures.items()},
        },
        warnings=_left(report, figures),
    )


def number_of(figure: Figure) -> Number | None:
    """A figure as the report keeps it: whole ones as integers."""
    value = figure.value
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else Decimal(f"{value.normalize():f}")


def _left(report: Report, figures: Mapping[str, Figure]) -> tuple[Doubtful, ...]:
    """The warnings without the cells that were decided; one that named only such is settled."""
    left = []
    for warning in report.warnings:
        cells = tuple(key for key in warning.cells if key not in figures)
        if cells or not warning.cells:
            left.append(replace(warning, cells=cells))
    unreadable = tuple(key for key, figure in figures.items() if figure.standing == Standing.UNREADABLE)
    return (*left, Doubtful("value-unreadable", _UNREADABLE, unreadable)) if unreadable else tuple(left)
