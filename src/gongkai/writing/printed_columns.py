"""The columns in which a block is printed: the form's own, another form's, or with added ones beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.forms import Block, Column, Table, form_ids, get_form
from gongkai.reading.labels import lexicon
from gongkai.report import Extra, Report


def printed_columns(report: Report, table: Table, block: Block, extras: Sequence[Extra]) -> tuple[Column, ...]:
    """Return the columns that hold all of a block's figures, those of the rows beyond the form included.

    Another form's columns stand alone, as they were printed, only where nothing is filled in that they lack.
    """
    own = {column.key for column in block.columns}
    used = {name: None for extra in extras for name in extra.values}
    added = [name for name in used if name not in own]
    if not added:
        return block.columns
    cells = {f"{table.key}.{row.key}.{column.key}": column.key for row in block.rows for column in block.columns}
    filled = {column for key, column in cells.items() if report.cells[key] is not None} | (own & used.keys())
    for form, other in _others(report.form, table, block):
        headings = _headings(added, form, table, [column for column in other.columns if column.key not in own])
        if headings is not None and filled <= {column.key for column in other.columns}:
            return tuple(_headed(column, headings) for column in other.columns)
    return (*block.columns, *(Column(name, name, "") for name in added))


def _others(own: str, table: Table, block: Block) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of other forms that have a row of this one."""
    keys = {row.key for row in block.rows}
    for form in map(get_form, form_ids()):
        if form.id != own:
            blocks = [each for one in form.tables if one.key == table.key for each in one.blocks]
            yield from ((form.id, each) for each in blocks if keys & {row.key for row in each.rows})


def _headings(added: Sequence[str], form: str, table: Table, columns: Sequence[Column]) -> dict[str, str] | None:
    """Return the printed heading of each column that has one, ``None`` where a heading is none of the columns'."""
    found: dict[str, str] = {}
    for name in added:
        keys = {
            target.key
            for target in lexicon().find(name)
            if target.kind == "column" and (target.form, target.table) == (form, table.key)
        }
        known = [column.key for column in columns if column.key in keys - found.keys()]
        if not known:
            return None
        found[known[0]] = name
    return found


def _headed(column: Column, headings: Mapping[str, str]) -> Column:
    """A column of another form is known to the report by what stood above it."""
    heading = headings.get(column.key)
    return column if heading is None else replace(column, key=heading, label=heading, printed=heading)
