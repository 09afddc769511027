"""What the tables print beyond their form: a collapsed （六）其他处理, an added row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.draft import ExtraFigure, extra_figure
from gongkai.reading.heads import Head, Heading
from gongkai.reading.labels import Lexicon, normal
from gongkai.reading.printed import Atom, PrintedRow, is_blank, number_of
from gongkai.reading.row_names import row_targets
from gongkai.reading.solvers import own_head
from gongkai.reading.ways import gaps_as_blanks, options
from gongkai.report.model import Doubtful, Extra, Number

_SPACE = re.compile(r"\s+")
_REMARK = re.compile(r"(?<=.)[(（][^()（）]{4,}(?:[)）]|$)")
"""An explanation in brackets behind a label; the row's name is what stands before it."""


class Beyond(NamedTuple):
    """What a table prints beyond its form."""

    extra: list[Extra]
    figures: list[ExtraFigure]
    numbers: list[list[Number | None]]
    """The rows' numbers per column, for the sums."""
    doubts: list[Doubtful]
    atoms: list[Atom]
    """The figures that are accounted for: in ``extra``, or in a subtotal that a doubt names."""


def extra_rows(
    assigned: Assigned, form: str, table: Table, heads: Mapping[str, Head], gap: int, words: Lexicon
) -> Beyond:
    """Return the rows beyond the form, with their figures and the doubts about them.

    ``heads`` holds by the key of a block's first row its printed columns, where these are not the form's own.
    """
    found = Beyond([], [], [], [], [])
    for row in assigned.beyond:
        groups = [target.key for target in row_targets(row, form, table.key, words) if target.kind == "group"]
        block = _block_of(row, assigned, table)
        label = _label(row, groups)
        if not label or _names_column(row, table):
            continue
        if groups and row.labels[-1].targets and _children_read(groups[-1], assigned, table):
            found.doubts.append(Doubtful("subtotal-row", f"“{label}”行另印有小计，未计入表样单元格"))
            found.atoms.extend(row.values)
            continue
        head = (
            own_head(row, [each.key for each in block.columns])
            or heads.get(block.rows[0].key)
            or Head(tuple(Heading(each.label, each.key) for each in block.columns))
        )
        printed = gaps_as_blanks(row, len(head.columns), gap)
        way = options(printed, len(head.columns), head.places_in(row.grid), words.settings.row_ways)
        if not way.certain or not any(not is_blank(atom) for atom in printed):
            continue
        atoms = [None if place is None else printed[place] for place in way.ways[0]]
        by_heading = {
            column.key or column.label: number_of(atom)
            for column, atom in zip(head.columns, atoms, strict=True)
            if column.kind not in ("subtotal", "naming")
        }
        values = {column.key: by_heading.pop(column.key) for column in block.columns if column.key in by_heading}
        found.extra.append(Extra(table.section, label, values | by_heading))
        found.numbers.append([values.get(column.key) for column in block.columns])
        standing = [(column, atom) for column, atom in zip(head.columns, atoms, strict=True) if atom is not None]
        found.figures.extend(
            extra_figure(table.section, label, name, atom)
            for column, atom in standing
            if (name := column.key or column.label) in found.extra[-1].values
        )
        found.atoms.extend(atom for _, atom in standing)
    return found


def in_one(found: Sequence[Beyond], block: Block) -> Beyond:
    """Join what the parts of one table print beyond its form: rows of the same name are one row."""
    rows: dict[str, Extra] = {}
    for each in (extra for beyond in found for extra in beyond.extra):
        known = rows.setdefault(each.row, each)
        rows[each.row] = Extra(each.section, each.row, {**known.values, **each.values})
    return Beyond(
        list(rows.values()),
        [figure for beyond in found for figure in beyond.figures],
        [[row.values.get(column.key) for column in block.columns] for row in rows.values()],
        [doubt for beyond in found for doubt in beyond.doubts],
        [atom for beyond in found for atom in beyond.atoms],
    )


def _label(row: PrintedRow, groups: Sequence[str]) -> str:
    if groups and row.labels[-1].targets:
        return groups[-1]
    return _REMARK.sub("", _SPACE.sub("", row.labels[-1].text)) if row.labels else ""


def _names_column(row: PrintedRow, table: Table) -> bool:
    """Whether a label of flattened text is a column's and no row's: its figures are rows' that were not told apart."""
    if row.grid is not None:
        return False
    kinds = {target.kind for target in row.labels[-1].targets if target.table == table.key}
    return "column" in kinds and not kinds & {"row", "group"}


def _children_read(group: str, assigned: Assigned, table: Table) -> bool:
    """Whether any row under the group was read: then the group's own row is a subtotal."""
    return any(
        normal(group) in {normal(label) for label in each.row.path} and each.row.key in assigned.rows
        for each in table.numbered_rows
    )


def _block_of(row: PrintedRow, assigned: Assigned, table: Table) -> Block:
    """Return the block in which the row stands: that of the nearest read row before it."""
    best, block = -1, table.blocks[0]
    for each in table.numbered_rows:
        other = assigned.rows.get(each.row.key)
        if other is None:
            continue
        before = (other.block, other.row or 0) <= (row.block, row.row or 0)
        if before and each.place > best:
            best, block = each.place, each.block
    return block
