"""A block printed in another form's columns: what both forms have fills its cell, the rest stands in ``extra``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import Block, Table, form_ids, get_form
from gongkai.reading.assignment import Assigned
from gongkai.reading.columns import index_of
from gongkai.reading.draft import ExtraFigure, extra_figure
from gongkai.reading.heads import Head, Heading
from gongkai.reading.printed import Atom, PrintedRow, number_of
from gongkai.reading.ways import Options, options
from gongkai.report.model import Doubtful, Extra, Number
from gongkai.settings import Settings


class Foreign(NamedTuple):
    """The columns in which a block is printed, another form's, and the words printed above them."""

    block: Block
    headings: tuple[str, ...]

    def head(self, own: Block) -> Head:
        """Return its columns as a head: by their keys those that the form has, by their headings the others."""
        keys = {column.key for column in own.columns}
        pairs = zip(self.block.columns, self.headings, strict=True)
        return Head(
            tuple(Heading(heading, column.key if column.key in keys else "", "other") for column, heading in pairs)
        )


def foreign_columns(
    rows: Sequence[PrintedRow], assigned: Assigned, form: str, table: Table, block: Block, settings: Settings
) -> Foreign | None:
    """Return another form's columns where the head printed above the block names more of them than of the form's."""
    first = next((assigned.rows[row.key] for row in block.rows if row.key in assigned.rows), None)
    if first is None:
        return None
    header = _header(rows, first, settings.head_rows)
    named: Counter[str] = Counter()
    for atom in header:
        for each in {target.form for target in atom.targets if target.kind == "column" and target.table == table.key}:
            named[each] += 1
    others = [(count, form_id) for form_id, count in named.items() if form_id != form and count > named[form]]
    for _, form_id in sorted(others, reverse=True):
        keys = {row.key for row in block.rows}
        for other in _blocks(form_id, table.key):
            if keys & {row.key for row in other.rows} and len(other.columns) > 1:
                return Foreign(other, _headings(other, header, form_id))
            if keys & {row.key for row in other.rows} and other.columns[0].key != block.columns[0].key:
                return Foreign(other, _headings(other, header, form_id))
    return None


def _blocks(form_id: str, table: str) -> Sequence[Block]:
    form = get_form(form_id) if form_id in form_ids() else None
    return next((each.blocks for each in form.tables if each.key == table), ()) if form else ()


def _header(rows: Sequence[PrintedRow], first: PrintedRow, most: int) -> list[Atom]:
    """The labels above a block's first row: those of the rows without figures there, and its own in flattened text."""
    at = index_of(rows, first)
    above: list[Atom] = []
    for row in reversed(rows[max(0, at - most) : at]):
        if row.numbers or not (row.labels or row.values):
            break
        above = [*row.labels, *above]
    return above + list(first.labels)


def _headings(block: Block, header: Sequence[Atom], form_id: str) -> tuple[str, ...]:
    printed = {
        target.key: "".join(atom.text.split())
        for atom in header
        for target in atom.targets
        if target.kind == "column" and target.form == form_id
    }
    return tuple(printed.get(column.key, column.label) for column in block.columns)


class Crossed(NamedTuple):
    """What a foreign block gives: values and ways in the form's own columns, extra rows, and the doubt about it."""

    values: dict[str, tuple[Atom, ...]]
    ways: dict[str, Options]
    extra: tuple[Extra, ...]
    figures: tuple[ExtraFigure, ...]
    atoms: tuple[Atom, ...]
    """The figures that stand in ``extra``."""
    doubt: Doubtful | None


def crossed(
    foreign: Foreign, block: Block, table: Table, mine: Mapping[str, Sequence[Atom]], settings: Settings
) -> Crossed:
    """Take from rows printed in foreign columns what stands in the form's own; the cells left are not read."""
    keys = [column.key for column in foreign.block.columns]
    values: dict[str, tuple[Atom, ...]] = {}
    ways: dict[str, Options] = {}
    extra: list[Extra] = []
    beyond: list[Atom] = []
    figures: list[ExtraFigure] = []
    for row in block.rows:
        atoms = mine.get(row.key)
        if atoms is None:
            continue
        way = options(atoms, len(keys), None, settings.row_ways)
        places = way.ways[0] if way.certain and way.ways else (None,) * len(keys)
        at = dict(zip(keys, places, strict=True))
        values[row.key] = tuple(atoms)
        ways[row.key] = Options((tuple(at.get(column.key) for column in block.columns),), True)
        own = {column.key for column in block.columns}
        rest: dict[str, Number | None] = {}
        for key, heading in zip(keys, foreign.headings, strict=True):
            place = at[key]
            if key not in own and place is not None:
                rest[heading] = number_of(atoms[place])
                beyond.append(atoms[place])
                figures.append(extra_figure(table.section, row.label, heading, atoms[place]))
        if rest:
            extra.append(Extra(table.section, row.label, rest))
    lost = tuple(
        f"{table.key}.{row.key}.{column.key}"
        for row in block.rows
        if row.key in values
        for column in block.columns
        if column.key not in keys
    )
    words = "、".join(foreign.headings)
    doubt = Doubtful(
        "block-of-another-form", f"“{block.heading or block.rows[0].label}”按另一版表样的栏目（{words}）填报", lost
    )
    return Crossed(values, ways, tuple(extra), tuple(figures), tuple(beyond), doubt)
