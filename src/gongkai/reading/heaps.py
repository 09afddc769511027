"""Labels that stand together before their figures, as a page set in frames leaves them.

Where each column's label heads as many figures as labels stand in the heap, or where the sums tell rows from columns,
the figures are dealt to the labels; else nothing says which is whose, and none is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.labels import Target
from gongkai.reading.printed import Atom, PrintedRow, number_of, with_values
from gongkai.reading.sums import Sums, broken_in_row

_DEALT = "各行标签集中印在数字之前，按列名与数量推定所在行"


class Dealt(NamedTuple):
    """Rows with the figures of heaps dealt out or taken away, and why rows (by key) are doubtful."""

    rows: list[PrintedRow]
    doubts: Mapping[str, str]


@dataclass
class _Heap:
    """Labels of rows in print order, and the figures behind them by the column named right before."""

    labels: list[Target] = field(default_factory=list)
    groups: list[tuple[str, list[Atom]]] = field(default_factory=list)


def dealt(
    rows: Sequence[PrintedRow], form: str, table: Table, sums: Sums, most: int, *, columns_only: bool = False
) -> Dealt:
    """Deal the figures behind heaps (of ``most`` so many rows) of one table's labels.

    With ``columns_only`` those under named columns alone.
    """
    if not any(row.grid is None and _may_begin(row) for row in rows):
        return Dealt(list(rows), {})
    found: list[PrintedRow] = []
    doubts: dict[str, str] = {}
    at = 0
    while at < len(rows):
        if not _may_begin(rows[at]):
            found.append(rows[at])
            at += 1
            continue
        heap, end = _heap(rows, at, form, table, most)
        if not _is_heap(heap, table) or (columns_only and not all(key for key, _ in heap.groups)):
            found.append(rows[at])
            at += 1
            continue
        ways = _ways(heap, table, sums)
        labels = iter(heap.labels)
        for row in rows[at:end]:
            own = next(labels, None) if _row(row, form, table) else None
            if own is not None or not (row.values or _column(row, form, table)):
                found.append(with_values(row, ways.values.get(own.key, ()) if own is not None else ()))
        if not ways.certain:
            doubts |= dict.fromkeys(ways.values, _DEALT)
        at = end
    return Dealt(found, doubts)


def _may_begin(row: PrintedRow) -> bool:
    """Whether a heap can begin here: a label outside a grid, without figures or with another label behind it."""
    return row.grid is None and bool(row.labels) and (not row.values or len(row.labels) > 1)


def _heap(rows: Sequence[PrintedRow], at: int, form: str, table: Table, most: int) -> tuple[_Heap, int]:
    """Gather the labels from here on and the figures behind them, up to the next label of a row."""
    heap = _Heap()
    for end, row in enumerate(rows[at : at + most], at):
        column = _column(row, form, table)
        own = None if _goes_on(heap, column) else _row(row, form, table)
        stops = row.grid is not None or not (row.labels or row.values)
        if stops or (heap.groups if own else not heap.labels):
            return heap, end
        if own is not None:
            heap.labels.append(own)
        if row.values:
            heap.groups.append((column if own is None or len(row.labels) > 1 else "", list(row.values)))
    return heap, min(at + most, len(rows))


def _goes_on(heap: _Heap, column: str) -> bool:
    """Whether a label that may be a column's or a row's (总计) is the next column behind others."""
    named = [key for key, _ in heap.groups]
    return bool(named and column and all(named)) and column not in named


def _row(row: PrintedRow, form: str, table: Table) -> Target | None:
    return next((target for atom in row.labels for target in _own(atom, form, table, "row")), None)


def _own(atom: Atom, form: str, table: Table, kind: str) -> Iterator[Target]:
    return (each for each in atom.targets if each.kind == kind and (each.form, each.table) == (form, table.key))


def _column(row: PrintedRow, form: str, table: Table) -> str:
    """Return the one column named between the labels of rows and the figures; "" where a whole head stands there."""
    named = [target.key for atom in row.labels[-2:] for target in [*_own(atom, form, table, "column")][:1]]
    return named[-1] if len(named) == 1 and any(_own(row.labels[-1], form, table, "column")) else ""


def _is_heap(heap: _Heap, table: Table) -> bool:
    """Whether labels with columns named behind them, or several before more figures than the last one's."""
    if not heap.labels or not heap.groups:
        return False
    keys, counts = [key for key, _ in heap.groups], [len(figures) for _, figures in heap.groups]
    if len(heap.labels) == 1:
        return all(keys)
    width = len(_block(heap.labels[-1], table).columns)
    return max(counts) > 1 if all(keys) else len(keys) > 1 or sum(counts) > width


def _block(target: Target, table: Table) -> Block:
    return table.blocks[target.block]


class _Ways(NamedTuple):
    values: Mapping[str, Sequence[Atom]]
    certain: bool


def _ways(heap: _Heap, table: Table, sums: Sums) -> _Ways:
    blocks = [_block(target, table) for target in heap.labels]
    by_name = dict(heap.groups)
    keys = [column.key for column in blocks[-1].columns]
    if all(block is blocks[0] for block in blocks):
        if len(by_name) == len(heap.groups) and sorted(by_name) == sorted(keys):
            return _down(heap, [by_name[key] for key in keys], sums)
        if len(heap.groups) == 1:
            return _across(heap, heap.groups[0][1], len(keys), sums)
    return _Ways({}, False)


def _down(heap: _Heap, columns: Sequence[Sequence[Atom]], sums: Sums) -> _Ways:
    """Deal columns of as many figures as there are labels."""
    if any(len(figures) != len(heap.labels) for figures in columns):
        return _Ways({}, False)
    parts = [tuple(figures[at] for figures in columns) for at in range(len(heap.labels))]
    return _Ways(_named(heap, parts), len(parts) == 1 or _borne_out(parts, sums))


def _across(heap: _Heap, figures: Sequence[Atom], width: int, sums: Sums) -> _Ways:
    """Deal figures that no column heads row by row, where the sums show that they do not run column by column."""
    count = len(heap.labels)
    if len(figures) != count * width:
        return _Ways({}, False)
    parts = [tuple(figures[at * width : (at + 1) * width]) for at in range(count)]
    turned = [tuple(figures[at::count]) for at in range(count)]
    same = [[number_of(atom) for atom in part] for part in parts] == [[number_of(a) for a in part] for part in turned]
    if not same and (not _borne_out(parts, sums) or _borne_out(turned, sums)):
        return _Ways({}, False)
    return _Ways(_named(heap, parts), False)


def _named(heap: _Heap, parts: Sequence[Sequence[Atom]]) -> Mapping[str, Sequence[Atom]]:
    return {target.key: part for target, part in zip(heap.labels, parts, strict=True)}


def _borne_out(parts: Sequence[Sequence[Atom]], sums: Sums) -> bool:
    """Whether each row's own sum holds, and not all are of noughts."""
    if not any(each.per == "row" for each in sums.relations) or len(parts[0]) != len(sums.columns):
        return False
    numbers = [[number_of(atom) for atom in part] for part in parts]
    return any(any(part) for part in numbers) and not any(broken_in_row(part, sums) for part in numbers)
