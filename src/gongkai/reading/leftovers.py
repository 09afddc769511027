"""Figures left over right beside placed ones in flattened text: then the placed ones may be another row's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from gongkai.reading.accounts import key_of
from gongkai.reading.placement import is_blank
from gongkai.reading.printed import Atom, PrintedRow

_Order = tuple[int, int, int, int]


def beside_leftovers(rows: Sequence[PrintedRow], used: Collection[Atom]) -> Iterator[Atom]:
    """Yield the placed figures of flattened text that stand next to one without a place, no label between."""
    placed = {key_of(atom): atom for atom in used}
    flat = [atom for row in rows if row.grid is None for atom in (*row.labels, *row.values) if atom.cell is None]
    for one, two in pairwise(sorted(flat, key=_order)):
        if one.figure is None or two.figure is None:
            continue
        mine = [placed.get(key_of(atom)) for atom in (one, two)]
        for atom, other, beside in ((mine[0], mine[1], two), (mine[1], mine[0], one)):
            if atom is not None and other is None and not is_blank(beside):
                yield atom


def _order(atom: Atom) -> _Order:
    return atom.block, atom.row, atom.line or 0, atom.at
