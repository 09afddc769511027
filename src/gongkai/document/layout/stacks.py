"""Labels of unruled tables as stacks of lines: what stands closer than two rows do is one cell's text.

A cell's lines follow each other at one distance; from row to row there is more, the padding of both cells. So the
lines of a label are told from those of its neighbours wherever its figures stand: beside its first line, its last, or
in its middle. Where rows follow each other as closely as lines do, nothing is told, and the caller looks for lines that
lie mirrored about the figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.layout.segments import NUMBERED, Row, Segment
from gongkai.settings import Settings

Place = tuple[int, int]
"""Row and piece."""


class Stacked(NamedTuple):
    """Which pieces make the label of each row of figures, and how sure that is."""

    labels: dict[int, list[Place]]
    bare: int
    """Rows of figures without any label."""
    pitch: float
    """From one line of a label to the next."""


class _Piece(NamedTuple):
    place: Place
    segment: Segment


def stacked(rows: Sequence[Row], start: float, settings: Settings) -> Stacked | None:
    """Return the labels of the rows; ``None`` where rows stand as close as lines. Figures begin at ``start``."""
    levels = {index: level_of(row) for index, row in enumerate(rows) if row.values()}
    pieces = [
        _Piece((index, number), segment)
        for index, row in enumerate(rows)
        for number, segment in enumerate(row.labels() if index in levels else row.segments)
        if segment.x0 < start
    ]
    if not levels or len(pieces) < 2:
        return None
    em = max(rows[index].line.em for index in levels)
    above = _above(pieces, em, settings)
    slack, farthest, beside = settings.stack_slack * em, settings.stack_farthest * em, settings.stack_beside * em
    steps = [distance for _, distance in above.values()]
    ordered = sorted(levels.values())
    closest = min((b - a for a, b in pairwise(ordered)), default=2 * farthest)
    limit = min(steps, default=0.0) + slack
    if not steps or limit > farthest or closest <= limit:
        return None
    stacks = _stacks(pieces, above, limit)
    found: dict[int, list[Place]] = {}
    how = _alignment(stacks, levels, beside)
    # A stack beside several rows that have labels of their own heads them all, and is the label of none.
    for stack in sorted(stacks, key=lambda stack: len(_within(stack, levels, beside))):
        inside = _within(stack, levels, beside)
        if len(inside) > 1 and all(index in found for index in inside):
            continue
        for index, part in _shared(stack, levels, beside, how):
            found.setdefault(index, []).extend(piece.place for piece in part)
    return Stacked(found, sum(1 for index in levels if index not in found), limit - slack)


def level_of(row: Row) -> float:
    """Return the height at which most of a row's figures stand."""
    middles = sorted(value.middle for value in row.values())
    return middles[len(middles) // 2]


def _above(pieces: Sequence[_Piece], em: float, settings: Settings) -> dict[int, tuple[int, float]]:
    """Return for each piece the nearest one above that shares some of its width, and how far up it is."""
    found: dict[int, tuple[int, float]] = {}
    closest, farthest, most = settings.stack_closest * em, settings.stack_farthest * em, settings.stack_pieces
    ordered = sorted(range(len(pieces)), key=lambda i: pieces[i].segment.middle)
    for position, index in enumerate(ordered):
        own = pieces[index].segment
        for other in reversed(ordered[max(position - most, 0) : position]):
            upper = pieces[other].segment
            distance = own.middle - upper.middle
            if distance > farthest:
                break
            if distance >= closest and own.over(upper):
                found[index] = (other, distance)
                break
    return found


def _stacks(pieces: Sequence[_Piece], above: dict[int, tuple[int, float]], limit: float) -> list[list[_Piece]]:
    """Return the pieces by cell, each from top to bottom; a line that is numbered begins a cell."""
    at: dict[int, list[_Piece]] = {}
    made: list[list[_Piece]] = []
    for index in sorted(range(len(pieces)), key=lambda i: pieces[i].segment.middle):
        upper, distance = above.get(index, (-1, 0.0))
        stack = at.get(upper)
        if stack is None or distance > limit or NUMBERED.match(pieces[index].segment.text):
            stack = []
            made.append(stack)
        stack.append(pieces[index])
        at[index] = stack
    return made


def _within(stack: Sequence[_Piece], levels: dict[int, float], beside: float) -> list[int]:
    top, bottom = stack[0].segment.middle - beside, stack[-1].segment.middle + beside
    return [index for index, level in levels.items() if top <= level <= bottom]


def _alignment(stacks: Sequence[Sequence[_Piece]], levels: dict[int, float], beside: float) -> str:
    """Return where figures stand beside labels of several lines: ``top``, ``middle``, ``bottom``; empty: unknown."""
    votes = Counter[str]()
    for stack in stacks:
        inside = _within(stack, levels, beside)
        if len(stack) > 1 and len(inside) == 1:
            level = levels[inside[0]]
            first, last = abs(level - stack[0].segment.middle), abs(level - stack[-1].segment.middle)
            votes["top" if first < beside else "bottom" if last < beside else "middle"] += 1
    return votes.most_common(1)[0][0] if votes else ""


def _shared(
    stack: Sequence[_Piece], levels: dict[int, float], beside: float, how: str
) -> list[tuple[int, Sequence[_Piece]]]:
    """Return the parts of a stack by row: all of it, or, over several rows, what belongs to each."""
    inside = _within(stack, levels, beside)
    if len(inside) < 2 or not how:
        return [(index, stack) for index in inside[:1]] if len(inside) == 1 else []
    parts: list[tuple[int, Sequence[_Piece]]] = []
    rest = list(stack)
    for position, index in enumerate(inside):
        level = levels[index]
        end = float("inf")
        if position + 1 < len(inside):
            half = level - rest[0].segment.middle if rest else 0.0
            below = {"bottom": level, "middle": level + max(half, 0.0)}
            end = below.get(how, levels[inside[position + 1]] - 2 * beside) + beside
        parts.append((index, [piece for piece in rest if piece.segment.middle <= end]))
        rest = [piece for piece in rest if piece.segment.middle > end]
    return parts if not rest and all(part for _, part in parts) else []
