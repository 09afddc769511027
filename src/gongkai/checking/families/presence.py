"""What a cell holds, apart from sums: that it stands there, holds a figure, and a figure of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from gongkai.checking.context import Context
from gongkai.checking.messages import joined
from gongkai.checking.naming import cell_name, column_label, row_name, table_name
from gongkai.checking.rule import Draft, rule, say
from gongkai.checking.sums import plain_label
from gongkai.forms import Cell
from gongkai.report import Extra, How


@rule(
    "cells.missing",
    "表格完整，没有缺行缺格",
    "every cell of the form is there",
    "error",
    "uniform-format",
    "form",
    doubt="mention",
)
def missing(context: Context) -> Iterator[Draft]:
    """Every cell of the form stands in the report; one finding per table or row.

    Rows that the report prints collapsed into their heading (（六）其他处理) are named once, as a warning: the figures
    are there, the form's rows are not.
    """
    absent = {key for key, place in context.report.provenance.items() if place.how == "missing"}
    if not absent:
        return
    for table in context.form.tables:
        cells = [each for each in context.form.cells if each.table == table.key]
        lost = [each for each in cells if each.key in absent]
        if lost and len(lost) == len(cells):
            keys = tuple(each.key for each in lost)
            yield say("cells.missing/table", keys, table=table_name(context.form, table.key))
            continue
        collapsed = _collapsed(context, table.section, lost)
        for label, rows in collapsed.items():
            yield _collapse(context, table.key, label, rows)
        gone = {each.key for rows in collapsed.values() for each in rows}
        yield from _missing_rows(context, cells, [each for each in lost if each.key not in gone])


def _missing_rows(context: Context, cells: list[Cell], lost: list[Cell]) -> Iterator[Draft]:
    for _, group in groupby(lost, key=_row_of):
        row = list(group)
        name = row_name(context.form, row[0])
        keys = tuple(each.key for each in row)
        if len(row) == sum(_row_of(each) == _row_of(row[0]) for each in cells):
            yield say("cells.missing", keys, row=name)
        else:
            yield say("cells.missing/cells", keys, row=name, columns=joined(map(column_label, row)))


def _collapsed(context: Context, section: str, lost: list[Cell]) -> dict[str, list[Cell]]:
    """Return missing cells by the label of the printed row that stands for them."""
    printed = {plain_label(row.row): row for row in context.report.extra if row.section == section}
    found: dict[str, list[Cell]] = {}
    for cell in lost:
        row: Extra | None = printed.get(plain_label(cell.row.path[-1])) if cell.row.path else None
        if row is not None:
            found.setdefault(row.row, []).append(cell)
    return found


def _collapse(context: Context, table: str, label: str, cells: list[Cell]) -> Draft:
    return say(
        "cells.missing/collapsed",
        tuple(each.key for each in cells),
        lower=1,
        table=table_name(context.form, table),
        label=label,
        rows=len({each.row.key for each in cells}),
    )


_UNPLACED = ("figures-unplaced", "block-of-another-form")
"""Warnings of the reading that say which printed figures no cell took."""


@rule(
    "cells.unread",
    "印出的数字都已读入表样",
    "every figure printed could be placed",
    "notice",
    "uniform-format",
    "form",
    doubt="mention",
)
def unread(context: Context) -> Iterator[Draft]:
    """Every figure printed could be placed; where not, it is our limit and not the office's fault."""
    for each in context.report.warnings:
        if each.code in _UNPLACED:
            yield say("cells.unread", each.cells, told=each.message)


@rule(
    "cells.blank", "没有空格，没有数字的填0", "no cell is blank", "warning", "uniform-format", "form", doubt="mention"
)
def blank(context: Context) -> Iterator[Draft]:
    """No cell is blank where the form asks for a number; one finding per row."""
    yield from _by_row(context, "blank", "cells.blank")


@rule(
    "cells.unreadable",
    "表格中的数字清晰可辨",
    "every printed figure can be read",
    "warning",
    "uniform-format",
    "form",
    doubt="mention",
)
def unreadable(context: Context) -> Iterator[Draft]:
    """Something is printed in the cell, but it cannot be read as a number; one finding per row."""
    yield from _by_row(context, "repaired", "cells.unreadable")


def _by_row(context: Context, how: How, message: str) -> Iterator[Draft]:
    places, values = context.report.provenance, context.cells
    keys = [key for key, place in places.items() if place.how == how and values[key] is None]
    for _, group in groupby((context.form.cell(key) for key in keys), key=_row_of):
        row = list(group)
        yield say(
            message,
            tuple(each.key for each in row),
            row=row_name(context.form, row[0]),
            columns=joined(map(column_label, row)),
        )


def _row_of(cell: Cell) -> tuple[str, str]:
    return cell.table, cell.row.key


@rule(
    "cells.not-a-count",
    "件数为非负整数，金额不为负",
    "counts are whole and not negative",
    "error",
    "uniform-format",
    "form",
)
def not_a_count(context: Context) -> Iterator[Draft]:
    """Counts are whole and not negative, amounts are not negative; only the 2019 form's 本年增/减 may be negative."""
    for key, value in context.cells.items():
        if value is None or (value >= 0 and isinstance(value, int)):
            continue
        cell = context.form.cell(key)
        negative = value < 0 and not cell.column.signed
        broken = isinstance(value, Decimal) and value != value.to_integral_value() and not cell.is_amount
        if not negative and not broken:
            continue
        kind = "/fraction" if not negative else "/amount" if cell.is_amount else ""
        yield say(f"cells.not-a-count{kind}", (key,), found=value, cell=cell_name(context.form, key), value=value)
