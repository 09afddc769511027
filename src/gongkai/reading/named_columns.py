"""Rows with other columns than the form's, placed as the table's own header, or the words beside a figure, name them.

Some offices print a column less (no 其他 among the organisations), one more (小计 of the organisations) or the total
first. The header is believed only where it names nearly all columns and the printed totals bear it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.columns import headers_above
from gongkai.reading.placement import Options, Places, Sums, broken_in_row, is_blank, number_of, options
from gongkai.reading.printed import Atom, PrintedRow

_FEWEST = 5
"""Columns below which a header says too little to be believed against the form."""
_MOST_ABSENT = 2
_BORNE_OUT = 0.8
"""Share of the rows with figures whose total must hold; the rest may be the report's own errors."""


class Named(NamedTuple):
    """The ways in which rows stand by their header, and the labels of columns beyond the form."""

    ways: dict[str, Options]
    beyond: tuple[str, ...]


_NOTHING = Named({}, ())


def by_header(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    block: Block,
    values: Mapping[str, Sequence[Atom]],
    sums: Sums,
) -> Named:
    """Place the rows of a table whose header names other columns than the form's; nothing where it does not."""
    if len(block.columns) < _FEWEST or not values:
        return _NOTHING
    first = min((assigned.rows[key] for key in values), key=lambda row: (row.block, row.row or 0))
    header = [atom for row in reversed(headers_above(rows, first)) for atom in row.labels]
    if first.grid is None:
        header += first.labels
    named = [(key, atom) for atom in header if (key := _column(atom, form, table, block)) is not None]
    if len({key for key, _ in named}) < len(block.columns) - _MOST_ABSENT:
        return _NOTHING
    fitting, others = _in_order([key for key, _ in named], block, values)
    in_order = _borne_out(fitting, values, sums)
    in_order = in_order._replace(ways=in_order.ways | others) if in_order.ways else in_order
    places = _grid_columns(named)
    if places is None or in_order.ways:
        return in_order
    beyond = tuple(
        atom.text
        for atom in header
        if atom.cell is not None and atom.cell.column_span == 1 and atom.cell.column > min(places.values())
        if atom.cell.column not in places.values()
    )
    found = _borne_out(_at_columns(places, block, values, bool(beyond)), values, sums)
    return found._replace(beyond=beyond) if found.ways else found


def by_own_names(row: PrintedRow, columns: Sequence[str]) -> Options | None:
    """Place each figure by the column it is printed with, as in lists (自然人：3，商业企业：0)."""
    if not row.values or not row.values[0].targets:
        return None
    places: list[int | None] = [None] * len(columns)
    for index, atom in enumerate(row.values):
        named = [target.key for target in atom.targets if target.kind == "column" and target.key in columns]
        if not named or places[columns.index(named[0])] is not None:
            return None
        places[columns.index(named[0])] = index
    return Options((tuple(places),), True)


def _column(atom: Atom, form: str, table: Table, block: Block) -> str | None:
    if atom.cell is not None and atom.cell.column_span > 1:
        return None
    keys = {column.key for column in block.columns}
    for target in atom.targets:
        if target.kind == "column" and (target.form, target.table) == (form, table.key) and target.key in keys:
            return target.key
    return None


def _grid_columns(named: Sequence[tuple[str, Atom]]) -> dict[str, int] | None:
    """Return where each column stands in the grid; of two totals (合计 of a group, 总计) the last is the row's."""
    places: dict[str, set[int]] = {}
    for key, atom in named:
        if atom.cell is None:
            return None
        places.setdefault(key, set()).add(atom.cell.column)
    if any(len(found) > 1 for key, found in places.items() if key != "total"):
        return None
    return {key: max(found) for key, found in places.items()}


def _at_columns(
    places: Mapping[str, int], block: Block, values: Mapping[str, Sequence[Atom]], surplus: bool
) -> dict[str, Places]:
    """Take each row's figures from the named grid columns; none where a row lacks one or a figure stands elsewhere."""
    ways: dict[str, Places] = {}
    for key, atoms in values.items():
        at = {atom.cell.column: index for index, atom in enumerate(atoms) if atom.cell is not None}
        way = tuple(at.get(places.get(column.key, 0)) for column in block.columns)
        elsewhere = [atom for index, atom in enumerate(atoms) if index not in way and not is_blank(atom)]
        if sum(index is not None for index in way) < len(places) or (elsewhere and not surplus):
            return {}
        ways[key] = way
    return ways


def _in_order(
    named: Sequence[str], block: Block, values: Mapping[str, Sequence[Atom]]
) -> tuple[dict[str, Places], dict[str, Options]]:
    """Take the figures in the header's order; nothing where most rows have another number of figures.

    The second are the rows with another number: all the ways they may stand in that order.
    """
    order = [column.key for column in block.columns if column.key in named]
    if named[0] == "total":
        order = ["total", *(key for key in order if key != "total")]
    fitting = [
        key
        for key, atoms in values.items()
        if len(atoms) >= len(order) and all(is_blank(atom) for atom in atoms[len(order) :])
    ]
    if order == [column.key for column in block.columns] or 2 * len(fitting) <= len(values):
        return {}, {}
    at = tuple(order.index(column.key) if column.key in order else None for column in block.columns)
    others = {}
    for key, atoms in values.items():
        if key not in fitting:
            found = options(atoms, len(order), None)
            ways = tuple(tuple(None if place is None else way[place] for place in at) for way in found.ways)
            others[key] = Options(ways, found.certain)
    return dict.fromkeys(fitting, at), others


def _borne_out(ways: Mapping[str, Places], values: Mapping[str, Sequence[Atom]], sums: Sums) -> Named:
    """Believe the ways where the printed totals hold, or where there are none to gainsay them."""
    checked = held = 0
    for key, way in ways.items():
        numbers = [None if index is None else number_of(values[key][index]) for index in way]
        if any(numbers) and numbers[sums.columns.index("total")] is not None:
            checked += 1
            held += not broken_in_row(numbers, sums)
    if not ways or held < _BORNE_OUT * checked:
        return _NOTHING
    return Named({key: Options((way,), True) for key, way in ways.items()}, ())
