"""Align one layout of a report's blocks with the form: every cell of each table with its value, place and doubt.

Whatever the document's format, its labels and figures become one sequence of printed rows; the rows are assigned
to the form's rows by the best global fit, the figures to columns; sums choose between fits and raise doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gongkai.document.model import Block, Grid, Line
from gongkai.forms import Form, Table
from gongkai.reading.accounts import key_of, numbers_columns, unplaced_in
from gongkai.reading.assignment import Assigned, assign
from gongkai.reading.columns import stated_units, without_row_numbers
from gongkai.reading.disputes import read_side_by_side
from gongkai.reading.draft import Draft
from gongkai.reading.heaps import dealt
from gongkai.reading.labels import HEADING, Lexicon
from gongkai.reading.leftovers import beside_leftovers, leads_with_figures
from gongkai.reading.parts import as_one, parts_of
from gongkai.reading.printed import Atom, Printed, PrintedRow, is_blank, number_of, usual_gap, with_values
from gongkai.reading.regions import Region
from gongkai.reading.repeats import repeated
from gongkai.reading.stacked import place_rows
from gongkai.reading.sums import Sums
from gongkai.reading.table_reading import TableReading
from gongkai.reading.unknown_cells import head_alone, labels_alone, stands_empty, unknown_cells
from gongkai.report.model import Doubtful, Provenance


def read_tables_as(
    printed: Printed,
    form: Form,
    tables: Iterable[Table],
    *,
    blocks: Sequence[Block],
    regions: Mapping[str, Region],
    recognised: bool,
    words: Lexicon,
) -> list[TableReading]:
    """Read tables of the form out of one layout's printed rows.

    ``recognised`` says that the text comes from pictures: then a broken sum is a reader's doubt too.
    """
    gap = usual_gap(printed.rows, words.settings.gap_labels)
    readings = []
    for table in tables:
        draft = Draft(form, table, words, recognised)
        sums = Sums(
            tuple(column.key for column in table.blocks[0].columns),
            tuple(each for each in form.relations if each.table == table.key),
        )
        region = regions.get(table.section)
        if table.layout == "side-by-side":
            heaps = dealt(printed.rows, form.id, table, sums, words.settings.heap_rows, columns_only=True)
            found = read_side_by_side(heaps.rows, region, form.id, table, sums, gap, words.settings)
            draft.fill(found.placed, heaps.doubts, {}, sums)
            span = found.span if found.placed else None
        else:
            span = _read_stacked(draft, printed.rows, region, sums, gap)
        readings.append(_reading(draft, span, region, printed, blocks))
    return readings


_OF_THE_FIGURE = frozenset(["value-doubtful"])
"""Doubts about what a figure says, wherever it stands: no other layout of the text would dispel them."""


def _reading(
    draft: Draft, span: tuple[int, int] | None, region: Region | None, printed: Printed, blocks: Sequence[Block]
) -> TableReading:
    stretch = _stretch(span, printed.rows, blocks)
    scope = region or stretch
    inside = [] if scope is None else scope.rows_in(printed.rows)
    at_home = region is None or stretch is None or region.holds(*stretch.begin)
    used = set(map(id, draft.used))
    left = [row for row in printed.rows if not used.issuperset(map(id, row.values))]
    # A table outside its section may as well be another one outside: last year's.
    again = repeated(
        scope.rows_in(left) if at_home and scope else left, draft.form, draft.table, draft.cells, draft.used
    )
    draft.used += again.atoms
    if again.differing:
        draft.warnings.append(
            Doubtful("table-twice", "同一张表刊载了不止一次且数字不同，暂按其中一张读取", again.differing)
        )
    if (span is None or not at_home) and _stands_blank(
        draft, region, inside if _tabular(inside) else printed.rows, blocks
    ):
        draft = Draft(draft.form, draft.table, draft.words, draft.recognised)
        draft.provenance = dict.fromkeys(draft.cells, Provenance("blank", ""))
        span, stretch = None, None
    elif not _tabular(inside) and all(place.how == "missing" for place in draft.provenance.values()):
        for key in labels_alone(printed.rows, draft.form.id, draft.table):
            blank = (cell.key for cell in draft.form.row_cells(draft.table.key, key))
            draft.provenance |= dict.fromkeys(blank, Provenance("blank", ""))
    read = {key for key, place in draft.provenance.items() if place.how != "missing"}
    complete = len(read) == len(draft.provenance)
    unplaced = (
        unplaced_in(
            draft.table.section,
            scope,
            left,
            blocks,
            printed.tabular,
            draft.used,
            draft.settings,
            complete=complete,
        )
        if scope
        else ()
    )
    if unplaced and scope is not None:
        _doubt_beside(draft, beside_leftovers(blocks[scope.begin[0] : scope.end[0]], draft.used, unplaced))
    if (
        span is not None
        and scope is not None
        and (_figures_lead(draft, inside) or (unplaced and leads_with_figures(scope, blocks, draft)))
    ):
        draft.doubt(tuple(draft.cells), "layout-undecided", "数字也可能印在各自标签之前，与标签的对应存疑")
    absent = span is None and not (
        _prints_digits(region, blocks) if region is not None else _in_some_grid(draft, printed.rows)
    )
    # A row under a label that no form knows may be one that is not met.
    strange = not complete and any(not draft.words.find(each.row) for each in draft.extra)
    doubted = any(doubt.code not in _OF_THE_FIGURE for doubt in draft.warnings)
    whole = (
        not (unplaced or doubted or strange)
        and (complete or (at_home and _named(draft, inside) <= _rows_whole(draft, read)))
        and (bool(read) or absent)
    )
    return TableReading(
        draft.table,
        draft.cells,
        draft.provenance,
        tuple(draft.extra),
        tuple(draft.extra_figures),
        tuple(draft.warnings),
        _consumed(stretch, printed, blocks),
        unplaced,
        span is not None,
        any(atom.cell is None or atom.cell.turned for atom in draft.used),
        whole,
        _beyond_cells(draft),
        unknown=()
        if complete or scope is None
        else tuple(unknown_cells(draft.table.section, scope.rows_in(left), draft.used)),
        named=frozenset() if complete else frozenset(_named(draft, inside, anywhere=True)),
        at_home=at_home,
        disordered=draft.disordered,
        headed=stretch is not None and _headed(draft, stretch.rows_in(printed.rows)),
        doubtful_rows=draft.doubtful_rows or strange,
    )


def _stands_blank(draft: Draft, region: Region | None, rows: Sequence[PrintedRow], blocks: Sequence[Block]) -> bool:
    """Whether a table with its rows side by side is printed without a figure: its head alone, or its empty cells."""
    if draft.table.layout != "side-by-side":
        return False
    inner = () if region is None else blocks[region.begin[0] : region.end[0]]
    return stands_empty(inner, len(draft.cells)) or head_alone(rows, draft.form.id, draft.table)


def _tabular(rows: Sequence[PrintedRow]) -> bool:
    """Whether anything of a table stands in a section: a workbook may have its tables behind all of the text."""
    return any(row.labels or row.values for row in rows)


def _headed(draft: Draft, rows: Sequence[PrintedRow]) -> bool:
    here = (draft.form.id, draft.table.key, "head")
    return any((t.form, t.table, t.kind) == here for row in rows for atom in row.labels for t in atom.targets)


def _beyond_cells(draft: Draft) -> tuple[str, ...]:
    in_cells = {id(atom) for atoms in draft.placed.values() for atom in atoms}
    others = [atom for atom in draft.used if id(atom) not in in_cells]
    if not others:
        return ()  # as nearly always
    placed = {key_of(atom) for atoms in draft.placed.values() for atom in atoms if atom is not None}
    return tuple(atom.text for atom in others if key_of(atom) not in placed)


def _doubt_beside(draft: Draft, beside: Iterable[Atom]) -> None:
    """Doubt the rows of figures beside which others found no place."""
    doubtful = set(map(key_of, beside))
    rows = [key for key, atoms in draft.placed.items() if any(a and key_of(a) in doubtful for a in atoms)]
    keys = [cell.key for key in rows for cell in draft.form.row_cells(draft.table.key, key)]
    draft.doubt(keys, "layout-undecided", "数字旁还印有未能放入的数字，所在的行列存疑")


def _figures_lead(draft: Draft, rows: Sequence[PrintedRow]) -> bool:
    """Whether text may print each row's figures above its label: some stand before all labels, the last label has none.

    Then figures and labels pair off one way as well as the other.
    """
    inside = [row for row in rows if row.grid is None]
    named = [at for at, row in enumerate(inside) if _names_row(row, draft)]
    if not named:
        return False
    used = set(draft.used)
    left = [row for row in inside[: named[0]][-2:] if row.values and not used.issuperset(row.values)]
    if not inside[named[-1]].values:
        return bool(left)
    # The last label may not have been understood, for want of figures behind it.
    count = len(inside[named[0]].values)
    lead = (row for row in left if not row.labels and not numbers_columns(row, draft.settings.numbered_rows))
    return count > 1 and any(len(row.values) == count for row in lead)


def _names_row(row: PrintedRow, draft: Draft) -> bool:
    return any(
        target.kind == "row" and (target.form, target.table) == (draft.form.id, draft.table.key)
        for atom in row.labels[-1:]
        for target in atom.targets
    )


def _prints_digits(region: Region, blocks: Sequence[Block]) -> bool:
    """Whether figures stand in a section without its table: another layout may find it there."""
    inside = blocks[region.begin[0] : region.end[0] + 1]
    return any(isinstance(block, Grid) or any(map(str.isdecimal, getattr(block, "text", ""))) for block in inside)


def _in_some_grid(draft: Draft, rows: Sequence[PrintedRow]) -> bool:
    """Whether a grid names several rows of a table whose section has no heading: it may be read in another layout."""
    named = {
        target.key
        for row in rows
        if row.grid is not None
        for atom in row.labels
        for target in atom.targets
        if (target.form, target.table) == (draft.form.id, draft.table.key) and target.kind == "row" and target.exact
    }
    return len(named) > 1


def _stretch(span: tuple[int, int] | None, rows: Sequence[PrintedRow], blocks: Sequence[Block]) -> Region | None:
    if span is None:
        return None
    first, last = span
    begin = rows[first]
    end = (rows[last].block, rows[last].row or 0) if last < len(rows) else (len(blocks), 0)
    return Region((begin.block, begin.row or 0), end)


def _consumed(stretch: Region | None, printed: Printed, blocks: Sequence[Block]) -> frozenset[int]:
    """Return the line blocks that were table text: those taken as such within the stretch of the table."""
    if stretch is None:
        return frozenset()
    return frozenset(
        index
        for index in printed.tabular
        if stretch.begin[0] <= index < stretch.end[0] and isinstance(blocks[index], Line)
    )


def _named(draft: Draft, inside: Sequence[PrintedRow], *, anywhere: bool = False) -> set[str]:
    """Return the form rows whose labels are printed in the table's section, right before figures or ``anywhere``."""
    return {
        target.key
        for row in inside
        for atom in (row.labels if anywhere else row.labels[-1:])
        for target in atom.targets
        if target.kind == "row" and target.table == draft.table.key and target.form == draft.form.id and target.exact
    }


def _rows_whole(draft: Draft, read: set[str]) -> set[str]:
    return {
        each.row.key
        for each in draft.table.numbered_rows
        if all(cell.key in read for cell in draft.form.row_cells(draft.table.key, each.row.key))
    }


def _read_stacked(
    draft: Draft, rows: Sequence[PrintedRow], region: Region | None, sums: Sums, gap: int
) -> tuple[int, int] | None:
    """Read one table with rows below each other; return the stretch of printed rows it takes, ``None`` without one."""
    form, table, settings = draft.form, draft.table, draft.settings
    heaps = dealt(rows, form.id, table, sums, settings.heap_rows)
    split = _split_runs(heaps.rows, table, settings.wide_table)
    home = region.holds_row if region is not None else lambda row: False
    assigned = assign(split, form.id, table, home, draft.words)
    if not assigned.rows:
        return None
    numbered = assigned
    assigned = without_row_numbers(assigned, table, settings)
    taken = _numbers_taken(numbered, assigned)
    draft.used += taken
    if taken:
        draft.used += _first_number(split, numbered)
    parts = parts_of(split, assigned, form.id, table, home, draft.words)
    assigned = as_one(parts) if parts else assigned
    draft.doubtful_rows = bool(assigned.doubts)
    placed = place_rows(draft, split, assigned, parts, sums, gap)
    units = stated_units(split, assigned, table, settings.unit_rows)
    draft.fill(placed, {**heaps.doubts, **assigned.doubts}, units, sums if len(table.blocks) == 1 else None)
    first, last = split[assigned.span[0]], split[assigned.span[1] - 1]
    begin = next(index for index, row in enumerate(rows) if (row.block, row.row or 0) >= (first.block, first.row or 0))
    end = next((index for index, row in enumerate(rows) if _behind(row, last)), len(rows))
    return _with_header(rows, begin), end


def _numbers_taken(before: Assigned, after: Assigned) -> list[Atom]:
    """Return the figures that turned out to number rows."""
    if after is before:
        return []
    taken = []
    for key, row in before.rows.items():
        kept = set(after.rows[key].values)
        taken += [atom for atom in row.values if atom not in kept]
    for row, left in zip(before.beyond, after.beyond, strict=True):
        kept = set(left.values)
        taken += [atom for atom in row.values if atom not in kept]
    return taken


def _first_number(rows: Sequence[PrintedRow], assigned: Assigned) -> list[Atom]:
    """Return the first row's number where flattened text has it behind the head of the columns."""
    above = rows[assigned.span[0] - 1] if assigned.span[0] else None
    if above is None or above.numbers != 1 or not above.labels:
        return []
    headed = any(target.kind in HEADING for target in above.labels[-1].targets)
    return [atom for atom in above.values if headed and number_of(atom) == 1]


def _behind(row: PrintedRow, last: PrintedRow) -> bool:
    end = (last.values or last.labels)[-1]
    return (row.block, row.row or 0) > (end.block, end.row)


def _with_header(rows: Sequence[PrintedRow], begin: int) -> int:
    """Let the stretch of a table begin with the header rows printed above it."""
    while begin > 0 and rows[begin - 1].labels and not rows[begin - 1].numbers:
        begin -= 1
    return begin


def _split_runs(rows: Sequence[PrintedRow], table: Table, wide: int) -> list[PrintedRow]:
    """Cut flattened runs of a multiple of the table's width: labels stand together before them, or were lost."""
    width = max(len(block.columns) for block in table.blocks)
    if width < wide:
        return list(rows)
    split: list[PrintedRow] = []
    for row in rows:
        count, rest = divmod(len(row.values), width) if row.grid is None else (1, 0)
        if count > 1 and not rest and row.labels and not _set_apart(row.values):
            for each in range(count):
                part = row.values[each * width : (each + 1) * width]
                split.append(with_values(row if not each else row._replace(labels=()), part))
        else:
            split.append(row)
    return split


def _set_apart(values: Sequence[Atom]) -> bool:
    """Whether the same sign, taken for an empty cell, stands before each figure: it parts them and is no cell."""
    signs = {atom.text for atom in values[::2]}
    return len(signs) == 1 and all(map(is_blank, values[::2])) and not signs & {atom.text for atom in values[1::2]}
