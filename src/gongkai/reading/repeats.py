"""Figures printed once more: a table repeated for small screens, a merged cell's figure repeated in each column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.forms import Form, Table
from gongkai.reading.printed import Atom, PrintedRow, is_blank, number_of
from gongkai.report.model import Number


class Repeated(NamedTuple):
    """Figures that repeat what is placed, and the cells for which the second print says something else."""

    atoms: tuple[Atom, ...]
    differing: tuple[str, ...]


def repeated(
    rows: Sequence[PrintedRow], form: Form, table: Table, cells: dict[str, Number | None], used: Sequence[Atom]
) -> Repeated:
    """Find the rows that print a row of the table a second time; where figures differ, the cells are named."""
    same = set(map(id, used))
    taken: set[Atom] = set()
    atoms: list[Atom] = []
    differing: list[str] = []
    run = [cells[key] for key in form.table_keys(table.key)] if table.layout == "side-by-side" else []
    for row in rows:
        if same.issuperset(map(id, row.values)):
            continue
        taken = taken or set(used)
        left = [atom for atom in row.values if atom not in taken]
        if not left:
            continue
        if len(left) < len(row.values):
            # Right of its own figure, a row of one column repeats it (a converter resolved a merged cell).
            texts = {atom.text for atom in row.values if not is_blank(atom)}
            atoms += left if len(texts) == 1 else []
            continue
        if run and [number_of(atom) for atom in left] == run:
            atoms += left
            continue
        keys = _named(row, form, table)
        figures = left if len(left) == len(keys) else [atom for atom in left if not is_blank(atom)]
        if keys and len(figures) == len(keys) and any(cells[key] is not None for key in keys):
            atoms += left
            differing += [
                key for key, atom in zip(keys, figures, strict=True) if number_of(atom) not in (None, cells[key])
            ]
    return Repeated(tuple(atoms), tuple(differing))


def _named(row: PrintedRow, form: Form, table: Table) -> list[str]:
    """Return the cells of the form row that a printed row names right before its figures; a head's 总计 names none."""
    headed = any(target.kind == "column" for atom in row.labels[:-1] for target in atom.targets)
    for atom in () if headed else row.labels[-1:]:
        for target in atom.targets:
            if target.kind == "row" and (target.form, target.table) == (form.id, table.key):
                return [cell.key for cell in form.row_cells(table.key, target.key)]
    return []
