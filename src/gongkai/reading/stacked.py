"""The figures of a table with rows below each other: in which column each stands, and what is beyond the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.forms import Block
from gongkai.reading.assignment import Assigned
from gongkai.reading.draft import Draft, extra_figure
from gongkai.reading.extras import Beyond, extra_rows, in_one
from gongkai.reading.heads import Head
from gongkai.reading.hybrid import crossed, foreign_columns
from gongkai.reading.parts import Part, solve_parts
from gongkai.reading.placement import Placed, solve
from gongkai.reading.printed import Atom, PrintedRow, number_of
from gongkai.reading.solvers import Solved, solve_block
from gongkai.reading.sums import Sums
from gongkai.reading.ways import Options
from gongkai.report.model import Doubtful, Extra


def place_rows(
    draft: Draft, rows: Sequence[PrintedRow], assigned: Assigned, parts: Sequence[Part], sums: Sums, gap: int
) -> dict[str, Placed]:
    """Place the figures of all assigned rows; what the form does not have goes into the draft's ``extra``."""
    form, table, settings = draft.form.id, draft.table, draft.settings
    values: dict[str, tuple[Atom, ...]] = {}
    ways: dict[str, Options] = {}
    heads: dict[str, Head] = {}
    for block in table.blocks:
        foreign = foreign_columns(rows, assigned, form, table, block, settings)
        if foreign is not None:
            mine = {row.key: assigned.rows[row.key].values for row in block.rows if row.key in assigned.rows}
            cross = crossed(foreign, block, table, mine, settings)
            values |= cross.values
            ways |= cross.ways
            draft.extra += cross.extra
            draft.extra_figures += cross.figures
            draft.used += cross.atoms
            draft.warnings += [cross.doubt] if cross.doubt else []
            heads[block.rows[0].key] = foreign.head(block)
            continue
        if parts:
            solved = solve_parts(rows, parts, form, table, gap, settings)
        else:
            solved = solve_block(rows, assigned, form, table, block, sums, gap, settings)
        draft.disordered = draft.disordered or solved.disordered
        values |= solved.values
        ways |= solved.ways
        heads |= {block.rows[0].key: solved.head} if solved.head else {}
        _take_beyond(draft, block, solved)
    beyond = _rows_beyond(draft, assigned, parts, heads, gap)
    draft.extra += beyond.extra
    draft.extra_figures += beyond.figures
    draft.warnings += beyond.doubts
    draft.used += beyond.atoms
    if len(table.blocks) == 1:
        return solve(values, ways, sums, beyond.numbers, settings.row_ways)
    placed: dict[str, Placed] = {}
    for each in table.numbered_rows:
        key = each.row.key
        if key in ways:
            alone = Sums(tuple(column.key for column in each.block.columns), ())
            placed |= solve({key: values[key]}, {key: ways[key]}, alone, (), settings.row_ways)
    return placed


def _take_beyond(draft: Draft, block: Block, solved: Solved) -> None:
    """Account for the figures of columns that the form does not have; what only adds up or names rows is no extra."""
    labels = {row.key: row.label for row in block.rows}
    said = {doubt.message for doubt in draft.warnings}
    for key, columns in solved.beyond.items():
        draft.used += columns.values()
        numbers = {
            heading.label: number
            for heading, atom in columns.items()
            if heading.kind not in ("subtotal", "naming") and (number := number_of(atom)) is not None
        }
        if numbers:
            section, label = draft.table.section, labels[key]
            draft.extra.append(Extra(section, label, numbers))
            draft.extra_figures += [
                extra_figure(section, label, heading.label, atom)
                for heading, atom in columns.items()
                if heading.label in numbers
            ]
        for heading in columns:
            message = f"表样之外的“{heading.label}”列未计入"
            if heading.kind != "naming" and message not in said:
                said.add(message)
                draft.warnings.append(Doubtful("column-beyond-form", message))


def _rows_beyond(
    draft: Draft, assigned: Assigned, parts: Sequence[Part], heads: Mapping[str, Head], gap: int
) -> Beyond:
    form, table = draft.form.id, draft.table
    if not parts:
        return extra_rows(assigned, form, table, heads, gap, draft.words)
    return in_one(
        [extra_rows(part.assigned, form, replace(table, blocks=(part.block,)), {}, gap, draft.words) for part in parts],
        table.blocks[0],
    )
