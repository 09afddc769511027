"""Figures left over on the line next to placed ones: then the placed ones may be another row's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from gongkai.document.model import Block, Grid, Line
from gongkai.reading.accounts import Unplaced
from gongkai.reading.draft import Draft
from gongkai.reading.labels import HEADING, Lexicon, names_any
from gongkai.reading.linetexts import SPLIT, line_figure
from gongkai.reading.printed import Atom
from gongkai.reading.regions import Region


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


def leads_with_figures(scope: Region, blocks: Sequence[Block], draft: Draft) -> bool:
    """Whether a section's lines begin with figures alone and end with a row's label, heads and blocks' names aside.

    Then each line of figures may belong to the label below it as well as to the one above.
    """
    inside = blocks[scope.begin[0] + 1 : scope.end[0]]
    lines = [block.text.strip() for block in inside if isinstance(block, Line) and block.text.strip()]
    if not lines or any(isinstance(block, Grid) for block in inside):
        return False
    first = next((line for line in lines if not _is_head(line, draft.words)), "")
    last = lines[-1]
    return bool(first) and _only_figures(first) and not _only_figures(last) and _names_row(last, draft)


def _is_head(line: str, words: Lexicon) -> bool:
    return names_any(words.find(line), HEADING)


def _names_row(line: str, draft: Draft) -> bool:
    found = draft.words.find(line) or draft.words.similar(line)
    return any(each.kind == "row" and each.table == draft.table.key for each in found)


def _is_left(line: Line, left: Collection[int | None], placed: Collection[int]) -> bool:
    return line.number in left and line.number not in placed and _only_figures(line.text)


def _only_figures(text: str) -> bool:
    return all(line_figure(part) is not None for part in SPLIT.split(text.strip()) if part)
