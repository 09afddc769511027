"""What stands beside and above the figures: a column of row numbers, the rows of a head, the unit that it states."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from gongkai.forms import Table
from gongkai.reading.assignment import Assigned
from gongkai.reading.labels import HEADING, normal
from gongkai.reading.printed import PrintedRow, is_blank, number_of, with_values
from gongkai.settings import Settings


def without_row_numbers(assigned: Assigned, table: Table, settings: Settings) -> Assigned:
    """Drop a column of row numbers (行次, 序号) beside the labels.

    Behind the label it stands before the figures; before the label a flattened text has it behind the figures of
    the row above. It is known by rising from row to row, which figures never do.
    """
    if not assigned.beyond and all(
        len(assigned.rows[row.key].values) == len(block.columns)
        for block in table.blocks
        for row in block.rows
        if row.key in assigned.rows
    ):
        return assigned
    rows = sorted((*assigned.rows.values(), *assigned.beyond), key=_place)
    widths = {
        _place(assigned.rows[row.key]): len(block.columns)
        for block in table.blocks
        for row in block.rows
        if row.key in assigned.rows
    }
    for end in (0, -1):
        numbers: list[tuple[int, int, int]] = []
        for index, row in enumerate(rows):
            figures = [place for place, atom in enumerate(row.values) if not is_blank(atom)]
            found = number_of(row.values[figures[end]]) if figures and (row.grid is None or end == 0) else None
            if isinstance(found, int) and _at_end(figures[end], len(row.values), end):
                numbers.append((index, figures[end], found))
        numbers = _in_counting_grids(numbers, rows, settings)
        steps = [a[0] for a, b in pairwise(numbers) if b[2] - a[2] == 1]
        if len(steps) < settings.counting_steps or len(steps) < settings.counting_share * (len(numbers) - 1):
            continue
        rising = _rising(numbers, settings.numbered_rows)
        kept = {}
        for index, place, _ in numbers:
            row = rows[index]
            if index in rising and (row.grid is None or len(row.values) > widths.get(_place(row), 1)):
                values = row.values[place + 1 :] if end == 0 else row.values[:place]
                kept[_place(row)] = with_values(row, values)
        return assigned._replace(
            rows={key: kept.get(_place(row), row) for key, row in assigned.rows.items()},
            beyond=tuple(kept.get(_place(row), row) for row in assigned.beyond),
        )
    return assigned


def _at_end(place: int, count: int, end: int) -> bool:
    """Whether a row's number stands on its side of the figures: where all of these are blank, it is first and last."""
    behind = count - 1 - place
    return behind >= place if end == 0 else place >= behind


def _in_counting_grids(
    numbers: list[tuple[int, int, int]], rows: Sequence[PrintedRow], settings: Settings
) -> list[tuple[int, int, int]]:
    """Keep of (row, place, number) those in grids whose rows are counted; another table's figures are none of these."""
    grids: dict[int | None, list[tuple[int, int, int]]] = {}
    for each in numbers:
        grids.setdefault(rows[each[0]].grid, []).append(each)
    return [each for mine in grids.values() if _counts(mine, settings) for each in mine]


def _counts(numbers: Sequence[tuple[int, int, int]], settings: Settings) -> bool:
    steps = sum(b[2] - a[2] == 1 for a, b in pairwise(numbers))
    return steps >= settings.numbered_rows - 1 and steps >= settings.counting_share * (len(numbers) - 1)


def _rising(numbers: Sequence[tuple[int, int, int]], least: int) -> set[int]:
    """Return the rows whose numbers rise by one over ``least`` rows or more; two may be figures."""
    found: set[int] = set()
    run = list(numbers[:1])
    for before, here in pairwise((*numbers, (-1, 0, -1))):
        if here[2] - before[2] != 1:
            if len(run) >= least:
                found.update(index for index, _, _ in run)
            run = []
        run.append(here)
    return found


def _place(row: PrintedRow) -> tuple[int, int, int]:
    first = (row.values or row.labels)[0]
    return first.block, row.row or 0, first.cell.column if first.cell else 0


def headers_above(rows: Sequence[PrintedRow], first: PrintedRow, most: int) -> list[PrintedRow]:
    """Return the rows (at ``most``) without figures right above a table's first row, the nearest first.

    Where each row is a grid of its own, the head is one too.
    """
    at = index_of(rows, first)
    above: list[PrintedRow] = []
    for row in reversed(rows[max(0, at - most) : at]):
        if row.numbers or not (row.labels or row.values):
            break
        if row.grid != first.grid and (row.grid is None or first.grid is None or not _heads(row)):
            break
        above.append(row)
    return above


def _heads(row: PrintedRow) -> bool:
    return all(any(target.kind in HEADING for target in atom.targets) for atom in row.labels)


def index_of(rows: Sequence[PrintedRow], wanted: PrintedRow) -> int:
    """Return where a row stands, whatever figures it was relieved of."""
    for index, row in enumerate(rows):
        if row.block == wanted.block and row.row == wanted.row and row.labels == wanted.labels:
            return index
    return 0


def stated_units(rows: Sequence[PrintedRow], assigned: Assigned, table: Table, above: int) -> dict[str, str]:
    """Return by cell key the unit a printed header states where it is not the form's (``（单位：元）``).

    It is looked for in the row itself and in so many ``above``.
    """
    units: dict[str, str] = {}
    for block in table.blocks:
        for column in block.columns:
            if not column.unit.endswith("元"):
                continue
            for each in block.rows:
                row = assigned.rows.get(each.key)
                if row is None:
                    continue
                at = index_of(rows, row)
                headers = [atom for other in rows[max(0, at - above) : at] for atom in other.labels] + list(row.labels)
                for atom in headers:
                    text = normal(atom.text)
                    if column.label[-4:] in text or each.label in text:
                        unit = next((u for u in ("亿元", "万元", "千元") if u in text), "元" if "元" in text else "")
                        if unit and unit != column.unit:
                            units[f"{table.key}.{each.key}.{column.key}"] = unit
    return units
