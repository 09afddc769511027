"""Small tables to look at with other settings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.document.model import Block, Grid
from gongkai.forms import Row, get_form
from gongkai.reading.assignment import assign
from gongkai.reading.labels import lexicon
from gongkai.reading.printed import PrintedRow
from gongkai.reading.printing import as_given, printed_rows
from gongkai.reading.tables import read_tables
from gongkai.settings import Settings
from tests.reading.printing import FIGURES_2021, lines, plain_grid, truth

FORM = get_form("2021")
TRUTH = truth(figures={**FIGURES_2021, "requests.carried_in.other_organisation": 2, "requests.carried_in.total": 4})
Rows = list[list[str]]


def table(key: str = "requests", order: Iterable[int] | None = None) -> Rows:
    """A table of one block with its columns, in the order given, in one head."""
    block = FORM.table(key).blocks[0]
    columns = [block.columns[place] for place in (range(len(block.columns)) if order is None else order)]
    head = ["申请情形" if key == "requests" else "情形", *(column.label for column in columns)]
    return [head] + [
        [label_of(row, key), *(str(TRUTH[f"{key}.{row.key}.{column.key}"]) for column in columns)] for row in block.rows
    ]


def label_of(row: Row, key: str) -> str:
    """The label of a form's row as text prints it."""
    return f"{row.path[0]}（{row.label}）" if row.path and key == "disputes" else row.label


def texts(rows: Rows, by: str = " ") -> list[str]:
    """The rows as lines."""
    return [by.join(row) for row in rows]


def seen(blocks: Sequence[Block], settings: Settings) -> Any:
    """What is read of tables: each cell with how it came about, and the doubts."""
    read = read_tables(blocks, settings=settings)
    hows = {key: place.how for key, place in read.provenance.items()}
    return read.cells, hows, [each.code for each in read.warnings], read.extra


def in_lines(rows: Rows, settings: Settings, by: str = " ") -> Any:
    """What is read of a table printed as lines."""
    return seen(lines(texts(rows, by)), settings)


def in_grid(rows: Rows, settings: Settings) -> Any:
    """What is read of a table printed as a grid."""
    found: Grid = plain_grid(rows)
    return seen([found], settings)


def rows_of(found: Sequence[str], settings: Settings) -> tuple[PrintedRow, ...]:
    """The printed rows of lines as the front gives them."""
    words = lexicon(settings)
    return printed_rows(as_given(lines(found), words), words).rows


def assigned(found: Sequence[str], settings: Settings) -> Any:
    """Which rows of the table of requests the lines fill, with the doubts, and how many are beyond the form."""
    rows = rows_of(found, settings)
    filled = assign(rows, FORM.id, FORM.table("requests"), lambda row: False, lexicon(settings))
    return sorted(filled.rows), filled.doubts, len(filled.beyond)
