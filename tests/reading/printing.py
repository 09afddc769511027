"""Make the blocks of printed tables for the reading tests: official layout, then damaged by hand."""

from __future__ import annotations

from gongkai.document.model import Grid, GridCell, Line
from gongkai.forms import get_form
from tests.corpus.layout import Printed, PrintedTable, print_tables

REQUESTS_2021 = {
    "requests.received.natural_person": 12,
    "requests.received.business": 3,
    "requests.received.total": 15,
    "requests.carried_in.natural_person": 2,
    "requests.carried_in.total": 2,
    "requests.granted.natural_person": 7,
    "requests.granted.business": 1,
    "requests.granted.total": 8,
    "requests.partly_granted.natural_person": 2,
    "requests.partly_granted.total": 2,
    "requests.refused.third_party.business": 1,
    "requests.refused.third_party.total": 1,
    "requests.unavailable.not_held.natural_person": 3,
    "requests.unavailable.not_held.total": 3,
    "requests.other.other.natural_person": 1,
    "requests.other.other.total": 1,
    "requests.concluded.natural_person": 13,
    "requests.concluded.business": 2,
    "requests.concluded.total": 15,
    "requests.carried_out.natural_person": 1,
    "requests.carried_out.business": 1,
    "requests.carried_out.total": 2,
}
DISPUTES = {
    "disputes.reconsideration.upheld": 1,
    "disputes.reconsideration.pending": 2,
    "disputes.reconsideration.total": 3,
    "disputes.litigation_direct.corrected": 4,
    "disputes.litigation_direct.total": 4,
    "disputes.litigation_after_reconsideration.other": 5,
    "disputes.litigation_after_reconsideration.total": 5,
}
PROACTIVE_2021 = {
    "proactive.normative_documents.made": 3,
    "proactive.normative_documents.repealed": 1,
    "proactive.normative_documents.in_force": 8,
    "proactive.licences.decisions": 9487,
    "proactive.penalties.decisions": 2776,
    "proactive.compulsion.decisions": 84,
    "proactive.fees.amount": 7545,
}
FIGURES_2021 = {**PROACTIVE_2021, **REQUESTS_2021, **DISPUTES}


def truth(form="2021", figures=FIGURES_2021):
    """Every cell's value: the given ones, 0 elsewhere."""
    known = {cell.key: 0 for cell in get_form(form).cells}
    return {key: figures.get(key, 0) for key in known}


def printed(form="2021", figures=FIGURES_2021):
    """The official tables by key."""
    return print_tables(get_form(form), truth(form, figures))


def grid(table: PrintedTable, number: int = 1, *, page: int | None = None) -> Grid:
    """Expand a printed table as a front does."""
    rows: list[list[GridCell]] = [[] for _ in table.rows]
    for (row, column), cell in sorted(table.placed().items()):
        rows[row].append(GridCell(cell.text, row + 1, column + 1, cell.row_span, cell.column_span, page))
    return Grid(number, tuple(map(tuple, rows)), table.width, page)


def plain_grid(rows: list[list[str]], number: int = 1) -> Grid:
    """Make a grid without spans."""
    cells = tuple(tuple(GridCell(text, r, c) for c, text in enumerate(row, 1)) for r, row in enumerate(rows, 1))
    return Grid(number, cells, max(map(len, rows)))


def row_of(table: PrintedTable, key: str) -> list[Printed]:
    """The printed row that holds the cells of one form row, such as ``requests.received``."""
    return next(row for row in table.rows if any(cell.key and cell.key.startswith(key + ".") for cell in row))


def lines(texts) -> list[Line]:
    """Make numbered lines."""
    return [Line(text, number) for number, text in enumerate(texts, 1)]


def cell_per_line(*tables: PrintedTable, separator: str | None = None) -> list[str]:
    """Flatten tables to one cell per line."""
    texts: list[str] = []
    for table in tables:
        for row in table.rows:
            for cell in row:
                texts.append(cell.text)
                if separator is not None:
                    texts.append(separator)
    return texts


def row_per_line(*tables: PrintedTable, by: str = " ") -> list[str]:
    """Flatten tables to one row per line."""
    return [by.join(cell.text for cell in row) for table in tables for row in table.rows]
