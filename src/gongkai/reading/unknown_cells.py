"""Cells that stand printed without a figure and found no place: then what is not read may well be printed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from gongkai.document.model import Block, Line
from gongkai.reading.accounts import Unplaced, key_of
from gongkai.reading.draft import position
from gongkai.reading.labels import HEADING, names_any
from gongkai.reading.placement import is_blank
from gongkai.reading.printed import Atom, PrintedRow

_EMPTY_CELLS = re.compile(r"[\s|｜│┃,，;；\"]+")
_BETWEEN = re.compile(r"[|｜│┃\t,，;；]")


def unknown_cells(section: str, rows: Sequence[PrintedRow], used: Collection[Atom]) -> Iterator[Unplaced]:
    """Yield the blank cells of rows whose label no form knows, and the signs for blank ones that are in no cell."""
    placed = set(map(key_of, used))
    for row in rows:
        heads = any(names_any(atom.targets, HEADING) for atom in row.labels)
        strange = bool(row.labels) and not row.labels[-1].targets and not heads
        for atom in row.values:
            if is_blank(atom) and (strange or atom.text.strip()) and key_of(atom) not in placed:
                named = atom.text.strip() or row.labels[-1].text
                line, column = position(atom)
                yield Unplaced(named, section, atom.page, atom.table, line, column, atom.line)


def stands_empty(blocks: Sequence[Block], cells: int) -> bool:
    """Whether one of the lines is nothing but the signs between so many cells."""
    return any(
        isinstance(block, Line)
        and _EMPTY_CELLS.fullmatch(block.text) is not None
        and len(_BETWEEN.findall(block.text)) >= cells - 1
        for block in blocks
    )
