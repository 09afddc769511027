"""Figures left over right beside placed ones in flattened text: then the placed ones may be another row's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from gongkai.reading.accounts import key_of
from gongkai.reading.placement import is_blank
from gongkai.reading.printed import Atom, PrintedRow

_Order = tuple[int, int, int, int]


def beside_leftovers(rows: Sequence[PrintedRow], used: Collection[Atom]) -> Iterator[Atom]:
    """Yield the placed figures of flattened text that stand next to one without a place, no label between.

    A figure that is printed with its column's name is no other's, unless another label waits above for figures.
    """
    placed = {key_of(atom): atom for atom in used}
    own = _with_own_names(rows)
    flat = [atom for row in rows if row.grid is None for atom in (*row.labels, *row.values) if atom.cell is None]
    for one, two in pairwise(sorted(flat, key=_order)):
        if one.figure is None or two.figure is None:
            continue
        for atom, beside in ((one, two), (two, one)):
            if key_of(atom) in placed and key_of(beside) not in placed and not is_blank(beside) and atom not in own:
                yield atom


def _with_own_names(rows: Sequence[PrintedRow]) -> set[Atom]:
    """Return the figures printed with their columns' names in rows above which no label is without figures."""
    labelled = [row for row in rows if row.labels]
    return {
        atom
        for above, row in zip([None, *labelled], labelled, strict=False)
        if above is None or above.values
        for atom in row.values
        if atom.targets
    }


def _order(atom: Atom) -> _Order:
    return atom.block, atom.row, atom.line or 0, atom.at
