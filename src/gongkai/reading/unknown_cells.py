"""Cells that stand printed without a figure and found no place: then what is not read may well be printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gongkai.document.model import Block, Line
from gongkai.forms import Table
from gongkai.reading.accounts import Unplaced, key_of
from gongkai.reading.draft import position
from gongkai.reading.labels import HEADING, names_any
from gongkai.reading.linetexts import behind_label
from gongkai.reading.printed import Atom, PrintedRow, is_blank

_EMPTY_CELLS = re.compile(r"[\s|｜│┃,，;；\"]+")
_BETWEEN = re.compile(r"[|｜│┃\t,，;；]")


def unknown_cells(section: str, rows: Sequence[PrintedRow], used: Collection[Atom]) -> Iterator[Unplaced]:
    """Yield the blank cells of rows whose label no form knows, and the signs for blank ones that are in no cell."""
    placed = set(map(key_of, used))
    for row in rows:
        heads = any(names_any(atom.targets, HEADING) for atom in row.labels)
        strange = bool(row.labels) and not row.labels[-1].targets and not heads
        if not row.values and row.grid is not None:
            yield from _figures_in_labels(section, row.labels)
        for atom in row.values:
            if is_blank(atom) and (strange or atom.text.strip()) and key_of(atom) not in placed:
                named = atom.text.strip() or row.labels[-1].text
                line, column = position(atom)
                yield Unplaced(named, section, atom.page, atom.table, line, column, atom.line)


def _figures_in_labels(section: str, labels: Sequence[Atom]) -> Iterator[Unplaced]:
    """Yield the figures that stand in one cell with the label before them."""
    for atom in labels:
        figures = behind_label(atom.text)[1]
        if len(figures) > 1:
            row, column = position(atom)
            yield from (Unplaced(text, section, atom.page, atom.table, row, column) for text, _ in figures)


def stands_empty(blocks: Sequence[Block], cells: int) -> bool:
    """Whether one of the lines is nothing but the signs between so many cells."""
    return any(
        isinstance(block, Line)
        and _EMPTY_CELLS.fullmatch(block.text) is not None
        and len(_BETWEEN.findall(block.text)) >= cells - 1
        for block in blocks
    )


def head_alone(rows: Sequence[PrintedRow], form: str, table: Table) -> bool:
    """Whether the head of a table with its rows side by side is printed whole, over cells of which none is filled."""
    naming = [row for row in rows if any(kind == "row" for kind, _ in _named(row, form, table))]
    grids = {row.grid for row in naming}
    inside = rows if None in grids else [row for row in rows if row.grid in grids]
    named = {each for row in inside for each in _named(row, form, table)}
    wanted = {("row", each.row.key) for each in table.numbered_rows}
    wanted |= {("column", column.key) for block in table.blocks for column in block.columns}
    return wanted <= named and not any(row.numbers for row in inside)


def figures_alone(section: str, rows: Sequence[PrintedRow], beside: Collection[int | None]) -> Iterator[Unplaced]:
    """Yield the figures of grids without a label that follow a grid ``beside``: they may be any table's."""
    labelled = {row.grid for row in rows if row.labels}
    before: int | None = None
    for row in rows:
        if row.grid is not None and row.grid not in labelled and before in beside:
            for atom in row.values:
                if not is_blank(atom):
                    line, column = position(atom)
                    yield Unplaced(atom.text.strip(), section, atom.page, atom.table, line, column, atom.line)
        if row.grid is None or row.grid in labelled:
            before = row.grid


def labels_alone(rows: Sequence[PrintedRow], form: str, table: Table) -> set[str]:
    """Return the rows whose labels fill a grid, more than one of them, in which no figure stands."""
    grids: dict[int, set[str]] = {}
    for row in rows:
        if row.grid is not None:
            keys = {key for kind, key in _named(row, form, table) if kind == "row"}
            grids.setdefault(row.grid, set()).update(keys)
    filled = {row.grid for row in rows if row.numbers}
    return {key for grid, keys in grids.items() if len(keys) > 1 and grid not in filled for key in keys}


def _named(row: PrintedRow, form: str, table: Table) -> Iterator[tuple[str, str]]:
    """Yield the kind and key of what the row's labels stand for in the table."""
    for atom in row.labels:
        for target in atom.targets:
            if (target.form, target.table) == (form, table.key):
                yield target.kind, target.key
