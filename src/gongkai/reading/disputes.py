"""The table whose rows stand side by side: 15 figures in one line, often with half their header missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from gongkai.forms import Table
from gongkai.reading.dividing import divide
from gongkai.reading.placement import Placed, solve
from gongkai.reading.printed import Atom, PrintedRow, is_blank, number_of, with_values
from gongkai.reading.regions import Region
from gongkai.reading.solvers import by_own_names
from gongkai.reading.sums import Sums, broken_in_row
from gongkai.reading.ways import Options, gaps_as_blanks, merged_blanks, options
from gongkai.settings import Settings


class Found(NamedTuple):
    """The table's figures by row key, and the stretch of printed rows that held them."""

    placed: dict[str, Placed]
    span: tuple[int, int]


def read_side_by_side(
    rows: Sequence[PrintedRow],
    region: Region | None,
    form: str,
    table: Table,
    sums: Sums,
    gap: int,
    settings: Settings,
) -> Found:
    """Find the figures of a side-by-side table, in its own section first, else anywhere."""
    elsewhere = region is None
    if region is not None:
        first, past = region
        inside = [index for index, row in enumerate(rows) if first <= (row.block, row.row or 0) < past]
        # In a workbook the headings may stand on one sheet and each table on its own; a section that says in words
        # that there were no cases has none.
        elsewhere = not any(rows[index].values or not rows[index].labels for index in inside)
        if inside:
            begin, end = inside[0], inside[-1] + 1
            found = _read(rows[:end], begin, form, table, sums, gap, settings)
            if found.placed:
                return found
    return _read(rows, 0, form, table, sums, gap, settings, named_only=not elsewhere)


def _read(
    rows: Sequence[PrintedRow],
    start: int,
    form: str,
    table: Table,
    sums: Sums,
    gap: int,
    settings: Settings,
    *,
    named_only: bool = False,
) -> Found:
    keys = [row.key for block in table.blocks for row in block.rows]
    width, most = len(sums.columns), settings.row_ways
    stacked = _stacked(rows, start, form, table, width, gap, settings.spare_cells)
    if stacked is not None:
        used, span = stacked
        values = {key: merged_blanks(row.values, width) for key, row in used.items()}
        order = _printed_order(rows[start : span[1]], table, sums)
        ways = {
            key: by_own_names(row, sums.columns) or _ordered(values[key], width, order, most)
            for key, row in used.items()
        }
        return Found(_checked_order(values, solve(values, ways, sums, (), most), width, sums), span)
    undivided = Found({}, (0, 0))
    for begin in _anchors(rows, start, form, table, named_only=named_only, least=settings.side_heads):
        values_of_run, span = _run(rows, begin, form, table, sums, gap)
        if values_of_run:
            order = _printed_order(rows[_head_of(rows, start, begin, table) : span[1]], table, sums)
            placed = divide(_in_form_order(values_of_run, width, order), keys, width, sums, settings.side_ways)
            if order != tuple(range(width)):
                as_form = divide(values_of_run, keys, width, sums, settings.side_ways)
                placed = _borne_out(placed, as_form, width, sums)
            if any(atom is not None for row in placed.values() for atom in row.atoms):
                return Found(_doubted_if_turned(placed, width, sums), span)
            undivided = undivided if undivided.placed else Found(placed, span)
    return undivided


def _printed_order(rows: Sequence[PrintedRow], table: Table, sums: Sums) -> tuple[int, ...]:
    """Return for each column its place in a printed group: in the form's order unless a head tells another.

    The head is believed where it names each column of one group once before any is named again (总计 first).
    """
    seen: list[str] = []
    for row in rows:
        columns = 0
        for atom in row.labels:
            named = [t.key for t in atom.targets if t.kind == "column" and t.table == table.key]
            if named and named[0] in seen:
                break
            seen += named[:1]
            columns += len(named[:1])
        if len(seen) == len(sums.columns):
            return tuple(seen.index(column) for column in sums.columns)
        if row.numbers > columns:
            seen = []  # a head above other figures is another table's; a pair has one behind its label
    return tuple(range(len(sums.columns)))


def _head_of(rows: Sequence[PrintedRow], start: int, begin: int, table: Table) -> int:
    """Return where the head begins whose columns stand on lines of their own right above the table's first label."""
    at = begin
    while at > start and not rows[at - 1].numbers and _columns_in(rows[at - 1], table):
        at -= 1
    return at


def _columns_in(row: PrintedRow, table: Table) -> int:
    return sum(any(t.kind == "column" and t.table == table.key for t in atom.targets) for atom in row.labels)


def _borne_out(headed: dict[str, Placed], as_form: dict[str, Placed], width: int, sums: Sums) -> dict[str, Placed]:
    """Believe the order that a head was understood to state unless more sums hold in the form's own.

    Of a head of several levels, a total that is printed across them is met first though its column is the last.
    """
    here, there = _broken_in(headed, sums), _broken_in(as_form, sums)
    if here == there > 0:
        return _open(headed, width)
    if here == there:
        # A sum without its total holds in either.
        here, there = _totals_left_out(headed, sums), _totals_left_out(as_form, sums)
    return as_form if there < here else headed


def _totals_left_out(placed: Mapping[str, Placed], sums: Sums) -> int:
    """Count the rows with figures but without their total."""
    rows = [[number_of(atom) for atom in row.atoms] for row in placed.values()]
    return sum(any(row) and any(row[place] is None for place in sums.totals) for row in rows)


def _broken_in(placed: Mapping[str, Placed], sums: Sums) -> int:
    """Count the rows in which a sum breaks."""
    return sum(broken_in_row([number_of(atom) for atom in row.atoms], sums) > 0 for row in placed.values())


def _open(placed: Mapping[str, Placed], width: int) -> dict[str, Placed]:
    """Doubt every column of every row."""
    return {key: row._replace(doubts=(_ORDER_OPEN,) * width) for key, row in placed.items()}


_ORDER_OPEN = "合计关系不成立，数字所在的列存疑"


def _checked_order(
    values: Mapping[str, Sequence[Atom]], placed: dict[str, Placed], width: int, sums: Sums
) -> dict[str, Placed]:
    """Doubt every row where the sums would hold with the total first, and break as it stands."""
    first = _in_total_first(width)
    here = {key: [number_of(atom) for atom in row.atoms] for key, row in placed.items()}
    there = {key: [number_of(atoms[place]) for place in first] for key, atoms in values.items() if len(atoms) == width}
    telling = [key for key in there if any(here[key]) and broken_in_row(here[key], sums)]
    if not telling or any(broken_in_row(numbers, sums) for numbers in there.values()):
        return placed
    return _open(placed, width)


def _doubted_if_turned(placed: dict[str, Placed], width: int, sums: Sums) -> dict[str, Placed]:
    """Doubt a table read with rows for columns where one of its sums breaks: it may have been no turned one."""
    turned = any(atom.cell is not None and atom.cell.turned for row in placed.values() for atom in row.atoms if atom)
    if not turned or not _broken_in(placed, sums):
        return placed
    return _open(placed, width)


def _in_total_first(width: int) -> list[int]:
    return [*range(1, width), 0]


def _in_form_order(values: list[Atom], width: int, order: tuple[int, ...]) -> list[Atom]:
    if order == tuple(range(width)) or len(values) % width:
        return values
    return [values[begin + place] for begin in range(0, len(values), width) for place in order]


def _ordered(values: Sequence[Atom], width: int, order: tuple[int, ...], most: int) -> Options:
    way = options(values, width, None, most)
    if not way.certain or order == tuple(range(width)):
        return way
    return Options(tuple(tuple(places[place] for place in order) for places in way.ways), True)


def _labelled(row: PrintedRow, form: str, table: Table) -> list[str]:
    return [
        target.key
        for atom in row.labels
        for target in atom.targets
        if target.form == form and target.table == table.key and target.kind in ("row", "group")
    ]


def _stacked(
    rows: Sequence[PrintedRow], start: int, form: str, table: Table, width: int, gap: int, spare: int
) -> tuple[dict[str, PrintedRow], tuple[int, int]] | None:
    """Take a print in which the groups stand below each other, each with its label and own figures."""
    known = {row.key for block in table.blocks for row in block.rows}
    used: dict[str, PrintedRow] = {}
    first, last = 0, 0
    for index in range(start, len(rows)):
        row = rows[index]
        if not row.labels:
            continue
        named = bool(row.values) and all(atom.targets for atom in row.values)
        if len(row.values) < width and not named:
            row = with_values(row, gaps_as_blanks(row, width, gap))
        if row.numbers == width < len(row.values):
            row = with_values(row, [atom for atom in row.values if not is_blank(atom)])
        if (
            not named
            and not width <= len(row.values) <= width + spare
            and (len(row.values) < width or not _ends_blank(row, width))
        ):
            continue
        named_rows = {name for name in _labelled(row, form, table) if name in known}
        names = [name for name in _labelled(row, form, table) if name in known and name not in used]
        if names and (len(named_rows) == 1 or row.numbers):
            used[names[-1]] = row
            first, last = first if len(used) > 1 else index, index + 1
    # A single group is a table of groups only where each figure is printed with its column's name.
    alone = len(used) == 1 and not all(atom.targets for row in used.values() for atom in row.values)
    if not used or alone or _heads_figures(used, rows[last : last + 2]):
        return None
    return used, (first, last)


def _heads_figures(used: Mapping[str, PrintedRow], below: Sequence[PrintedRow]) -> bool:
    """Whether the rows found are empty and only head the figures that stand below without a label."""
    return not any(row.numbers for row in used.values()) and any(row.numbers and not row.labels for row in below)


def _ends_blank(row: PrintedRow, width: int) -> bool:
    """Whether only empty cells follow the table's own: the sheet is wider than the table."""
    return all(is_blank(atom) for atom in row.values[width:])


def _anchors(
    rows: Sequence[PrintedRow], start: int, form: str, table: Table, *, named_only: bool, least: int
) -> list[int]:
    """Where the table may begin: at its own labels, else at a lone row with just its number of figures.

    A head begins it, too, that names at ``least`` so many columns.
    """
    known = sum(len(block.rows) * len(block.columns) for block in table.blocks)
    named = [index for index in range(start, len(rows)) if _labelled(rows[index], form, table)]
    if named_only:
        return named
    lone = [index for index in range(start, len(rows)) if _counted(rows[index]) == known]
    columns = [
        index
        for index in range(start, len(rows))
        if sum(1 for a in rows[index].labels for t in a.targets if t.table == table.key and t.kind == "column") >= least
    ]
    return [*named, *lone, *columns]


def _counted(row: PrintedRow) -> int:
    """Return how many figures a row has, or blanks without a label; digits that run into each other count apart."""
    if not row.numbers:
        return 0 if any(atom.targets for atom in row.labels) else len(row.values)
    alone = row.values[0].text if len(row.values) == 1 else ""
    return len(alone) if alone.isdecimal() else len(row.values)


def _run(
    rows: Sequence[PrintedRow], begin: int, form: str, table: Table, sums: Sums, gap: int
) -> tuple[list[Atom], tuple[int, int]]:
    """Collect the figures from the anchor on until there are enough or something else begins."""
    values: list[Atom] = []
    width = len(sums.columns)
    wanted = width * sum(len(block.rows) for block in table.blocks)
    headed = 0
    end = begin
    if _is_turned(rows[begin:], table):
        return [], (begin, begin)
    for index in range(begin, len(rows)):
        row = rows[index]
        foreign = any(
            target.kind == "row" and target.table != table.key and target.form == form
            for atom in row.labels[-1:]
            for target in atom.targets
        ) and not any(target.table == table.key for atom in row.labels[-1:] for target in atom.targets)
        if foreign or (values and not row.labels and not row.values):
            break
        end = index + 1
        headed += _columns_named(row, table)
        row = _without_filling(row, table)
        apart = not row.labels or row.grid is None
        if row.numbers or (row.values and apart and len(row.values) % width == 0):
            values += _under(headed, merged_blanks(_with_gaps(row, wanted, gap, sums), wanted), width)
            headed = 0
            if len(values) >= wanted:
                break
    return values, (begin, end)


def _with_gaps(row: PrintedRow, wanted: int, gap: int, sums: Sums) -> Sequence[Atom]:
    """Let blank lines stand for blank cells, unless the one that is wanting may stand before as well as behind.

    A blank line between the head and the figures may part them as rows are parted, and one behind them the sections:
    then the sums break.
    """
    filled = gaps_as_blanks(row, wanted, gap)
    if not len(filled) > len(row.values) > 0:
        return filled
    before, behind = (is_blank(filled[end]) and not is_blank(row.values[end]) for end in (0, -1))
    width = len(sums.columns)
    numbers = [number_of(atom) for atom in filled]
    broken = any(broken_in_row(numbers[at : at + width], sums) for at in range(0, len(numbers) - width + 1, width))
    return row.values if (before and row.tail > gap) or (behind and broken) else filled


def _without_filling(row: PrintedRow, table: Table) -> PrintedRow:
    """Leave out the empty cells behind a column's head on its own line: they fill the head's row up."""
    head = row.labels[-1] if row.labels else None
    named = {target.kind for target in head.targets if target.table == table.key} if head else set()
    if head is None or head.line is None or "column" not in named or "row" in named:
        return row
    line = (head.block, head.line)
    filling = takewhile(lambda atom: is_blank(atom) and (atom.block, atom.line) == line, row.values)
    return with_values(row, row.values[sum(1 for _ in filling) :])


def _is_turned(rows: Sequence[PrintedRow], table: Table) -> bool:
    """Whether the columns stand down the side: the first rows with figures have one for each row of the table."""
    height = sum(len(block.rows) for block in table.blocks)
    first = [row for row in rows if row.numbers][:2]
    return (
        len(first) == 2
        and all(row.labels for row in first)
        and all(
            len(row.values) == height
            and any(target.kind == "column" and target.table == table.key for target in row.labels[-1].targets)
            for row in first
        )
    )


def _columns_named(row: PrintedRow, table: Table) -> int:
    """Return how many columns of the table a header row of a grid names."""
    if row.grid is None or row.numbers:
        return 0
    return _columns_in(row, table)


def _under(headed: int, values: Sequence[Atom], width: int) -> Sequence[Atom]:
    """Leave out empty cells right of the columns that the header names: the grid is wider than this table."""
    if headed and headed % width == 0 and not any(atom.text for atom in values[headed:]):
        return values[:headed]
    return values
