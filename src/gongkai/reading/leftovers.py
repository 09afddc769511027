"""Figures left over on the line next to placed ones: then the placed ones may be another row's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from gongkai.document.model import Block, Line
from gongkai.reading.accounts import Unplaced
from gongkai.reading.linetexts import SPLIT, line_figure
from gongkai.reading.printed import Atom


def beside_leftovers(blocks: Sequence[Block], used: Collection[Atom], unplaced: Sequence[Unplaced]) -> Iterator[Atom]:
    """Yield the placed figures of lines next to which stands a line of nothing but figures without a place."""
    left = {each.line for each in unplaced if each.table is None}
    placed: dict[int, list[Atom]] = {}
    for atom in used:
        if atom.cell is None and atom.line is not None:
            placed.setdefault(atom.line, []).append(atom)
    lines = [block for block in blocks if isinstance(block, Line) and block.text.strip()]
    for one, two in pairwise(lines):
        if one.number in placed and _is_left(two, left, placed):
            yield from placed[one.number]
        if two.number in placed and _only_figures(two.text) and _is_left(one, left, placed):
            yield from placed[two.number]


def _is_left(line: Line, left: Collection[int | None], placed: Collection[int]) -> bool:
    return line.number in left and line.number not in placed and _only_figures(line.text)


def _only_figures(text: str) -> bool:
    return all(line_figure(part) is not None for part in SPLIT.split(text.strip()) if part)
