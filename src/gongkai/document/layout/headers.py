"""Header lines of unruled tables → their cells: a head set over several lines (社会, 公益, 组织) is one cell's text."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.segments import Row, Segment
from gongkai.settings import Settings


def header_cells(header: Sequence[Row], settings: Settings) -> list[list[Segment]]:
    """Return per header line the heads that begin in it, each with all its lines; lines left empty are left out.

    A line goes on with the head above it where both stand over each other and over nothing else: a head of several
    columns is over several.
    """
    pieces = [(number, segment) for number, row in enumerate(header) for segment in row.segments]
    limits = [settings.next_line * row.line.em for row in header]
    below = [_nearest_below(index, pieces, limits) for index in range(len(pieces))]
    uppers: dict[int, list[int]] = {}
    for upper, lowers in enumerate(below):
        for lower in lowers:
            uppers.setdefault(lower, []).append(upper)
    rows: list[list[Segment]] = [[] for _ in header]
    goes_on = {lowers[0] for lowers in below if len(lowers) == 1 and len(uppers[lowers[0]]) == 1}
    for index, (number, segment) in enumerate(pieces):
        if index in goes_on:
            continue
        last = index
        while len(below[last]) == 1 and below[last][0] in goes_on:
            last = below[last][0]
            segment = _joined(segment, pieces[last][1])
        rows[number].append(segment)
    return [row for row in rows if row]


def _nearest_below(index: int, pieces: Sequence[tuple[int, Segment]], limits: Sequence[float]) -> list[int]:
    """Return the pieces of the nearest line below that stand under a piece, close enough to go on with it."""
    number, upper = pieces[index]
    under = [
        (line, other)
        for other, (line, lower) in enumerate(pieces)
        if line > number and lower.over(upper) and 0 < lower.middle - upper.middle <= limits[line]
    ]
    nearest = min((line for line, _ in under), default=0)
    return [other for line, other in under if line == nearest]


def _joined(upper: Segment, lower: Segment) -> Segment:
    return upper._replace(
        text=join_texts(upper.text, lower.text),
        x0=min(upper.x0, lower.x0),
        x1=max(upper.x1, lower.x1),
        confidence=min(upper.confidence, lower.confidence),
    )
