"""Align a stretch of blocks with the statutory form: every cell with its value, place and doubt.

Whatever the document's format, its labels and figures become one sequence of printed rows; the rows are assigned
to the form's rows by the best global fit, the figures to columns; sums choose between fits and raise doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.document.model import Block, Line, Picture
from gongkai.forms import Form, Table, form_ids, get_form
from gongkai.reading.assignment import Assigned, assign
from gongkai.reading.columns import headed_columns, header_order, stated_units, without_row_numbers
from gongkai.reading.disputes import read_side_by_side
from gongkai.reading.draft import Draft
from gongkai.reading.extras import extra_rows
from gongkai.reading.labels import Target
from gongkai.reading.named_columns import by_header
from gongkai.reading.placement import (
    Options,
    Sums,
    broken_in_row,
    gaps_as_blanks,
    merged_blanks,
    number_of,
    options,
    solve,
    usual_columns,
)
from gongkai.reading.printed import Atom, Printed, PrintedRow, usual_gap, with_values
from gongkai.reading.printing import printed_rows
from gongkai.report.model import Doubtful, Extra, Number, Provenance
from gongkai.settings import DEFAULT_SETTINGS, Settings


@dataclass(frozen=True)
class Aligned:
    """What the tables of one report say."""

    form: str
    cells: Mapping[str, Number | None]
    provenance: Mapping[str, Provenance]
    extra: tuple[Extra, ...]
    warnings: tuple[Doubtful, ...]
    consumed: frozenset[int]
    """Indexes of the line blocks that were table text, not prose."""
    tables: frozenset[str]
    """Keys of the tables that were found."""

    @property
    def figures(self) -> int:
        """How many cells hold a number."""
        return sum(1 for value in self.cells.values() if value is not None)


def align(blocks: Sequence[Block], *, recognised: bool = False, settings: Settings = DEFAULT_SETTINGS) -> Aligned:
    """Read the three tables out of the blocks of one report.

    ``recognised`` says that the text comes from pictures: then a broken sum is a reader's doubt too.
    """
    printed = printed_rows(blocks)
    form, undecided = _form_of(printed.rows)
    gap = usual_gap(printed.rows)
    draft = Draft(form, settings, recognised)
    after = 0
    for table in form.tables:
        sums = Sums(
            tuple(column.key for column in table.blocks[0].columns),
            tuple(each for each in form.relations if each.table == table.key),
        )
        if table.layout == "side-by-side":
            found = read_side_by_side(printed.rows, after, form.id, table, sums, gap)
            if found.placed:
                draft.tables.add(table.key)
                draft.spans.append(found.span)
                draft.fill(table, found.placed, {}, {}, sums)
        else:
            after = max(after, _read_stacked(draft, printed.rows, table, sums, gap))
    _name_pictures(draft, blocks)
    if undecided and draft.tables:
        draft.warnings.append(Doubtful("form-undecided", undecided))
    return Aligned(
        form.id,
        draft.cells,
        draft.provenance,
        tuple(draft.extra),
        tuple(draft.warnings),
        _consumed(draft, printed, blocks),
        frozenset(draft.tables),
    )


def _name_pictures(draft: Draft, blocks: Sequence[Block]) -> None:
    """Say so where a table is not there but a picture is: it may hold the table; nothing is read from it."""
    absent = [table for table in draft.form.tables if table.key not in draft.tables]
    if absent and any(isinstance(block, Picture) for block in blocks):
        for table in absent:
            heading = draft.form.section(table.section).heading
            draft.warnings.append(Doubtful("table-as-picture", f"“{heading}”未见表格，可能以图片形式刊载"))


def _consumed(draft: Draft, printed: Printed, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the line blocks that were table text: those taken as such within the stretch of each table."""
    consumed: set[int] = set()
    for first, last in draft.spans:
        begin = printed.rows[first].block
        end = printed.rows[last].block if last < len(printed.rows) else len(blocks)
        consumed.update(index for index in printed.tabular if begin <= index < end)
    return frozenset(index for index in consumed if isinstance(blocks[index], Line))


def _form_of(rows: Sequence[PrintedRow]) -> tuple[Form, str]:
    """Decide the form by the labels that only one form has, those of section two first.

    Where section two is not there, a collapsed （六）其他处理 without the rows below it is the older form's print.
    """
    for tables in (("proactive",), ("requests",)):
        votes: Counter[str] = Counter()
        for row in rows:
            for atom in row.labels:
                if atom.targets and (vote := _vote(atom.targets)) and vote[1] in tables:
                    votes[vote[0]] += 1
        if votes:
            ranked = votes.most_common()
            if len(ranked) == 1 or ranked[0][1] > ranked[1][1]:
                return get_form(ranked[0][0]), ""
    for form in map(get_form, form_ids()):
        named = {
            target.key
            for row in rows
            if row.values
            for atom in row.labels[-1:]
            for target in atom.targets
            if target.form == form.id and target.table == "requests" and target.kind == "row"
        }
        if len(named) >= 20 and all(
            row.key in named
            for table in form.tables
            if table.key == "requests"
            for block in table.blocks
            for row in block.rows
        ):
            return form, "第二部分表格未能读取，按第三部分表格的行判定表样版本"
    return get_form(form_ids()[-1]), "没有任何标签能区分表样版本，按现行表样读取"


def _vote(targets: Sequence[Target]) -> tuple[str, str] | None:
    """Return form and table of a label that only one form has."""
    form = ""
    for target in targets:
        if target.kind != "head":
            if form and target.form != form:
                return None
            form = target.form
    return (form, targets[0].table) if form else None


def _read_stacked(draft: Draft, rows: Sequence[PrintedRow], table: Table, sums: Sums, gap: int) -> int:
    """Read one table with rows below each other; return the printed row after its last."""
    form = draft.form
    split = _split_runs(rows, max(len(block.columns) for block in table.blocks))
    assigned = without_row_numbers(assign(split, form.id, table), table)
    if not assigned.rows:
        return 0
    values, ways, beyond = _ways(split, assigned, form, table, sums, gap)
    extra, extra_numbers, doubts = extra_rows(assigned, form.id, table)
    if len(table.blocks) == 1:
        placed = solve(values, ways, sums, extra_numbers)
    else:
        placed = {}
        for each in table.numbered_rows:
            if each.row.key in ways:
                alone = Sums(tuple(column.key for column in each.block.columns), ())
                key = each.row.key
                placed |= solve({key: values[key]}, {key: ways[key]}, alone)
    draft.tables.add(table.key)
    draft.extra += extra
    draft.warnings += doubts
    draft.warnings += [Doubtful("column-beyond-form", f"表样之外的“{label}”列未计入") for label in beyond]
    units = stated_units(split, assigned, table)
    draft.fill(table, placed, assigned.doubts, units, sums if len(table.blocks) == 1 else None)
    first, last = split[assigned.span[0]], split[assigned.span[1] - 1]
    begin = next(index for index, row in enumerate(rows) if row.block >= first.block)
    end = next((index for index, row in enumerate(rows) if _behind(row, last)), len(rows))
    draft.spans.append((_with_header(rows, begin), end))
    return end


def _behind(row: PrintedRow, last: PrintedRow) -> bool:
    return (row.block, row.row or 0) > ((last.values or last.labels)[-1].block, last.row or 0)


def _with_header(rows: Sequence[PrintedRow], begin: int) -> int:
    """Let the stretch of a table begin with the header rows printed above it."""
    while begin > 0 and rows[begin - 1].labels and not rows[begin - 1].numbers:
        begin -= 1
    return begin


def _ways(
    rows: Sequence[PrintedRow], assigned: Assigned, form: Form, table: Table, sums: Sums, gap: int
) -> tuple[dict[str, tuple[Atom, ...]], dict[str, Options], tuple[str, ...]]:
    """Return per row key its values and the ways they may stand in the columns, and labels of columns beyond them."""
    values: dict[str, tuple[Atom, ...]] = {}
    ways: dict[str, Options] = {}
    beyond: tuple[str, ...] = ()
    for block in table.blocks:
        width = len(block.columns)
        mine = {row.key: assigned.rows[row.key] for row in block.rows if row.key in assigned.rows}
        irregular = any(len(row.values) != width for row in mine.values())
        usual = usual_columns(mine.values(), width) if irregular else {}
        if irregular and not usual:
            usual = headed_columns(rows, assigned, form.id, table, block)
        for key, row in mine.items():
            values[key] = merged_blanks(gaps_as_blanks(row, width, gap), width)
            ways[key] = options(values[key], width, usual.get(row.grid) if row.grid is not None else None)
        if irregular or _satisfied(values, {key: ways[key] for key in mine}, sums) < len(mine):
            named = by_header(rows, assigned, form.id, table, block, {key: values[key] for key in mine}, sums)
            if named.ways and _tells_more(named.ways, {key: ways[key] for key in mine}, values, sums):
                ways |= named.ways
                beyond += named.beyond
                continue
        order = header_order(rows, assigned, form.id, table, block)
        if order is not None:
            stated = {
                key: Options(tuple(tuple(way[place] for place in order) for way in ways[key].ways), True)
                for key in mine
                if ways[key].certain
            }
            if _satisfied(values, stated, sums) >= _satisfied(values, {key: ways[key] for key in stated}, sums):
                ways |= stated
    return values, ways, beyond


def _tells_more(
    named: Mapping[str, Options], ways: Mapping[str, Options], values: Mapping[str, Sequence[Atom]], sums: Sums
) -> bool:
    """Whether the columns a header names are to be believed rather than the form's own.

    A row of one figure and an equal total fits either way; only rows that do not, tell. Another order than the form's
    needs more of them; a column less or more need not have any where the figures fit no other way for certain.
    """
    told = _telling(values, named, sums)
    known = _telling(values, {key: way for key, way in ways.items() if way.certain}, sums)
    in_order = all(
        places == sorted(places)
        for way in named.values()
        for places in [[place for place in way.ways[0] if place is not None]]
    )
    return told > known + (0 if in_order else 1) or (
        told == known and in_order and not all(way.certain for way in ways.values())
    )


def _telling(values: Mapping[str, Sequence[Atom]], ways: Mapping[str, Options], sums: Sums) -> int:
    """Count the rows with figures whose own sum is there and holds."""
    return sum(
        _satisfied({key: values[key]}, {key: way}, sums)
        for key, way in ways.items()
        if way.ways and any(number_of(atom) for atom in values[key])
    )


def _satisfied(values: Mapping[str, Sequence[Atom]], ways: Mapping[str, Options], sums: Sums) -> int:
    """Count the rows whose own sum is there to be checked and holds."""
    count = 0
    for key, way in ways.items():
        numbers = [None if place is None else number_of(values[key][place]) for place in way.ways[0]]
        if len(numbers) == len(sums.columns) and not broken_in_row(numbers, sums):
            totals = [key for each in sums.relations if each.per == "row" for key in each.left]
            count += all(numbers[sums.columns.index(total)] is not None for total in totals)
    return count


def _split_runs(rows: Sequence[PrintedRow], width: int) -> list[PrintedRow]:
    """Cut flattened runs of a multiple of the table's width: the labels between them were lost."""
    if width < 5:
        return list(rows)
    split: list[PrintedRow] = []
    for row in rows:
        count, rest = divmod(len(row.values), width)
        if row.grid is None and count > 1 and not rest and row.labels:
            for each in range(count):
                part = row.values[each * width : (each + 1) * width]
                split.append(with_values(row if not each else row._replace(labels=()), part))
        else:
            split.append(row)
    return split
