"""What printed headers say of the columns: another order, another unit, a column of row numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.forms import Block, Table
from gongkai.reading.assignment import Assigned, form_rows
from gongkai.reading.labels import normal
from gongkai.reading.placement import is_blank, number_of
from gongkai.reading.printed import PrintedRow

_LOOK_BACK = 12


def without_row_numbers(assigned: Assigned, table: Table) -> dict[str, PrintedRow]:
    """Drop a column of row numbers (行次, 序号) that stands between labels and figures."""
    rows = dict(assigned.rows)
    surplus: list[tuple[int, str, int]] = []
    for each in form_rows(table):
        row = rows.get(each.row.key)
        if row is None:
            continue
        figures = [atom for atom in row.values if not is_blank(atom)]
        first = number_of(figures[0]) if figures else None
        if len(figures) == len(each.block.columns) + 1 and isinstance(first, int):
            surplus.append((each.index, each.row.key, first))
        elif figures and len(row.values) != len(each.block.columns) + 1:
            return rows
    steps = {number - index for index, _, number in surplus}
    if len(surplus) < 3 or (len(steps) > 1 and not _rising([number for _, _, number in surplus])):
        return rows
    for _, key, _ in surplus:
        row = rows[key]
        first_figure = next(index for index, atom in enumerate(row.values) if not is_blank(atom))
        rows[key] = row._replace(values=row.values[first_figure + 1 :])
    for key, row in assigned.rows.items():
        if key not in {each for _, each, _ in surplus} and row.values:
            rows[key] = row._replace(values=row.values[1:])
    return rows


def _rising(numbers: Sequence[int]) -> bool:
    return all(later > earlier for earlier, later in pairwise(numbers))


def header_order(
    rows: Sequence[PrintedRow],
    assigned: Assigned,
    form: str,
    table: Table,
    block: Block,
    usual: Mapping[int, tuple[int, ...]],
) -> tuple[int, ...] | None:
    """Return the printed order of the columns where a grid's header states another order than the form's.

    The result gives for each form column the place of its figure among the row's figures; ``None`` for the form's
    own order. Believed only where every column is named once, right above the figures.
    """
    keys = {column.key for column in block.columns}
    first = next((assigned.rows[row.key] for row in block.rows if row.key in assigned.rows), None)
    if first is None or first.grid is None or len(keys) < 2 or first.grid not in usual:
        return None
    positions: dict[str, list[int]] = {}
    for row in _headers_above(rows, first):
        for atom in row.labels:
            for target in atom.targets:
                if target.kind == "column" and (target.form, target.table) == (form, table.key) and target.key in keys:
                    if atom.cell is not None and atom.cell.column_span == 1:
                        positions.setdefault(target.key, []).append(atom.cell.column)
                    break
    columns = usual[first.grid]
    if set(positions) != keys or any(len(set(each)) != 1 for each in positions.values()):
        return None
    stated = [positions[column.key][0] for column in block.columns]
    if sorted(stated) != sorted(columns) or stated == sorted(stated):
        return None
    return tuple(sorted(columns).index(column) for column in stated)


def _headers_above(rows: Sequence[PrintedRow], first: PrintedRow) -> list[PrintedRow]:
    at = next(index for index, row in enumerate(rows) if row is first or row == first)
    above: list[PrintedRow] = []
    for row in reversed(rows[max(0, at - _LOOK_BACK) : at]):
        if row.grid != first.grid or row.numbers:
            break
        above.append(row)
    return above


def stated_units(rows: Sequence[PrintedRow], assigned: Assigned, table: Table) -> dict[str, str]:
    """Return by cell key the unit a printed header states where it is not the form's (``（单位：元）``)."""
    units: dict[str, str] = {}
    for block in table.blocks:
        for column in block.columns:
            if not column.unit.endswith("元"):
                continue
            for each in block.rows:
                row = assigned.rows.get(each.key)
                if row is None:
                    continue
                at = next(index for index, other in enumerate(rows) if other is row or other == row)
                headers = [atom for other in rows[max(0, at - 2) : at] for atom in other.labels] + list(row.labels)
                for atom in headers:
                    text = normal(atom.text)
                    if column.label[-4:] in text or each.label in text:
                        unit = next((u for u in ("亿元", "万元", "千元") if u in text), "元" if "元" in text else "")
                        if unit and unit != column.unit:
                            units[f"{table.key}.{each.key}.{column.key}"] = unit
    return units
