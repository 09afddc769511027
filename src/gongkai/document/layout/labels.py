"""Labels of unruled tables that run over several lines, brought to the row of their figures.

Figures stand in the middle of their row, or beside the first line of the label. In the middle, the label's other
lines lie as far above the figures as below them; that tells them from the lines of the rows around and from labels
that span several rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.segments import NUMBERED, Row, Segment
from gongkai.document.layout.stacks import Stacked, level_of, stacked
from gongkai.settings import Settings


class _Pair(NamedTuple):
    distance: float
    row: int
    above: tuple[int, int]
    below: tuple[int, int]
    """Line and piece."""


def starts_anew(row: Row) -> bool:
    """Tell whether a line begins with a number, as labels and headings do."""
    return NUMBERED.match(row.line.text) is not None


def goes_below(row: Row, after: Row, start: float, settings: Settings) -> bool:
    """Tell whether a line close below a row stands left of the figures and does not begin anew."""
    line = after.line
    near = line.y0 - row.line.y1 < settings.label_gap * line.em
    return near and not after.values() and line.x1 < start and not starts_anew(after)


def continues_label(row: Row, after: Row, start: float, settings: Settings) -> bool:
    """Tell whether a line without figures goes on with the label of the row above it; figures begin at ``start``."""
    if not row.label_end() or not goes_below(row, after, start, settings):
        return False
    return after.line.x0 > row.line.x0 - after.line.em


def around_figures(rows: Sequence[Row], settings: Settings) -> tuple[dict[int, list[Segment]], set[tuple[int, int]]]:
    """Return by row the pieces of its label that stand above and below its figures, and which pieces these are."""
    taken: set[tuple[int, int]] = set()
    found: dict[int, list[Segment]] = {}
    line, askew = settings.label_line, settings.label_askew
    for pair in sorted(_pairs(rows, askew)):
        if taken & {pair.above, pair.below}:
            continue
        row = rows[pair.row]
        near = [abs(s.middle - level_of(row)) for s in (*found.get(pair.row, ()), *row.labels())]
        if pair.distance - max(near, default=0.0) > (line if near else line / 2 + askew) * row.line.em:
            continue
        taken |= {pair.above, pair.below}
        found.setdefault(pair.row, []).extend(rows[at].segments[piece] for at, piece in (pair.above, pair.below))
    return found, taken


def _pairs(rows: Sequence[Row], askew: float) -> list[_Pair]:
    """Return the pieces that lie mirrored above and below a row of figures, under each other."""
    figures = [index for index, row in enumerate(rows) if row.values()]
    pairs: list[_Pair] = []
    for before, at, after in zip([-1, *figures], figures, [*figures[1:], len(rows)], strict=False):
        level, em, bare = level_of(rows[at]), rows[at].line.em, not rows[at].labels()
        above = [((i, j), s) for i in range(before + 1, at) for j, s in enumerate(rows[i].segments)]
        below = [((i, j), s) for i in range(at + 1, after) for j, s in enumerate(rows[i].segments)]
        for upper, one in above:
            for lower, other in below:
                up, down = level - one.middle, other.middle - level
                if one.over(other) and abs(up - down) < askew * em and (bare or not NUMBERED.match(other.text)):
                    pairs.append(_Pair((up + down) / 2, at, upper, lower))
    return pairs


def labels_joined(body: Sequence[Row], start: float, settings: Settings) -> list[Row]:
    """Join the lines of labels that run over several lines to the row of their figures, which begin at ``start``."""
    stacks = stacked(body, start, settings)
    if stacks is not None and not stacks.bare:
        return _stacked(body, stacks)
    found, taken = around_figures(body, settings)
    if len(taken) <= _lines_below(body, start, settings):
        return _joined_below(body, start, settings)
    return _joined(body, found, taken)


def _stacked(body: Sequence[Row], stacks: Stacked) -> list[Row]:
    """Return the rows with the stacks of lines that are their labels."""
    taken = {place for places in stacks.labels.values() for place in places}
    found = {
        index: [body[line].segments[piece] for line, piece in places if line != index]
        for index, places in stacks.labels.items()
    }
    return _joined(body, {index: pieces for index, pieces in found.items() if pieces}, taken)


def _joined(body: Sequence[Row], found: Mapping[int, list[Segment]], taken: set[tuple[int, int]]) -> list[Row]:
    joined = []
    for index, row in enumerate(body):
        if index in found:
            joined.append(_with_label(row, found[index]))
        elif row.values():
            joined.append(row)
        elif rest := tuple(s for piece, s in enumerate(row.segments) if (index, piece) not in taken):
            joined.append(row._replace(segments=rest))
    return joined


def _lines_below(body: Sequence[Row], start: float, settings: Settings) -> int:
    """Return how many lines are explained by labels that begin beside their figures."""
    count, head = 0, False
    for before, row in pairwise(body):
        if before.values():
            head = continues_label(before, row, start, settings)
        else:
            head = head and goes_below(before, row, start, settings)
        count += head
    return count


def _with_label(row: Row, pieces: Sequence[Segment]) -> Row:
    """Return a row with all pieces of its label: those under each other read downwards, then from left to right."""
    stacks: list[list[Segment]] = []
    for piece in sorted((*pieces, *row.labels()), key=lambda piece: piece.middle):
        stack = next((s for s in stacks if any(piece.over(other) for other in s)), None)
        if stack is None:
            stacks.append([piece])
        else:
            stack.append(piece)
    stacks.sort(key=lambda stack: min(piece.x0 for piece in stack))
    texts = []
    for stack in stacks:
        text = ""
        for piece in stack:
            text = join_texts(text, piece.text)
        texts.append(text)
    return _labelled(row, " ".join(texts), [piece for stack in stacks for piece in stack])


def _labelled(row: Row, text: str, pieces: Sequence[Segment]) -> Row:
    confidence = min(piece.confidence for piece in pieces)
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    return row._replace(segments=(Segment(text, left, right, level_of(row), confidence, True), *row.values()))


def _joined_below(body: Sequence[Row], start: float, settings: Settings) -> list[Row]:
    """Join lines below a row to its label, which began beside the figures; or a line above to one that ends there."""
    joined: list[Row] = []
    taken = False
    for row, after in pairwise([*body, None]):
        if taken or row is None:
            taken = False
            continue
        if after is not None and row.values() and continues_label(row, after, start, settings):
            row = _labelled(row, _text(row.labels(), after.segments), (*row.labels(), *after.segments))
            row = row._replace(line=row.line._replace(y1=after.line.y1))
            taken = True
        if joined and row.label_end() and row.values() and not joined[-1].values():
            before = joined[-1]
            near = row.line.y0 - before.line.y1 < settings.label_gap * row.line.em
            if near and not NUMBERED.match(row.line.text):
                row = _labelled(row, _text(before.segments, row.labels()), (*before.segments, *row.labels()))
                joined.pop()
        joined.append(row)
    return joined


def _text(first: Sequence[Segment], second: Sequence[Segment]) -> str:
    return join_texts(" ".join(s.text for s in first), " ".join(s.text for s in second))
