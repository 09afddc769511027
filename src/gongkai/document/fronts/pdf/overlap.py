"""Which texts of a page are printed over each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.document.fronts.pdf.looks import Box
from gongkai.document.fronts.pdf.runs import Run
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings

_Boxed = tuple[float, Box, Run]
"""Twice the middle, the box around the run, and the run."""


def overlapping(runs: Sequence[Run], usual: float, settings: Settings) -> Iterator[tuple[Run, Run]]:
    """Yield the pairs of runs of which characters stand on each other; ``usual`` is the height of most."""
    level: list[_Boxed] = []
    large: list[Run] = []
    high = settings.large_type * usual
    for run in runs:
        box = run.box
        if box[3] - box[1] > high:
            large.append(run)
        else:
            level.append((box[1] + box[3], box, run))
    before: list[_Boxed] = []
    near = 2 * settings.printed_on * usual  # between twice the middles of two runs that can meet
    for band in _bands(level, near):
        reaches = before and band[0][0] - before[-1][0] <= near
        yield from _side_by_side(before if reaches else [], band, settings)
        before = band
    for run in large[: settings.max_compared // max(len(runs), 1)]:
        box = run.box
        yield from ((run, other) for other in runs if other is not run and _meet(run, box, other, other.box, settings))


def _bands(level: list[_Boxed], near: float) -> Iterator[list[_Boxed]]:
    """Yield the runs from top to bottom, those of one printed line together."""
    band: list[_Boxed] = []
    top = last = 0.0
    level.sort(key=lambda boxed: boxed[0])
    for boxed in level:
        middle = boxed[0]
        if band and (middle - last > near or middle - top > 2 * near):
            yield band
            band = []
        if not band:
            top = middle
        band.append(boxed)
        last = middle
    if band:
        yield band


def _side_by_side(before: list[_Boxed], band: list[_Boxed], settings: Settings) -> Iterator[tuple[Run, Run]]:
    """Yield pairs within a band of runs, or of it and the band above, that meet."""
    above = {id(run) for _, _, run in before}
    reach = float("-inf")
    open_runs: list[_Boxed] = []
    touching, most = settings.touching, settings.max_over
    for boxed in sorted([*before, *band] if before else band, key=lambda boxed: boxed[1][0]):
        _, box, run = boxed
        left, _, right, _ = box
        if left >= reach - touching:
            open_runs, reach = [boxed], right
            continue
        open_runs = [other for other in open_runs if other[1][2] > left + touching][-most:]
        for _, other_box, other in open_runs:
            if _meet(other, other_box, run, box, settings) and not (id(run) in above and id(other) in above):
                yield other, run
        open_runs.append(boxed)
        reach = max(reach, right)


def _meet(one: Run, a: Box, other: Run, b: Box, settings: Settings) -> bool:
    """Tell whether some character of one, with the box around it, stands on one of the other."""
    if a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]:
        return False
    return any(True for _ in meeting(one, other, settings))


def meeting(one: Run, other: Run, settings: Settings) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield the letters and figures of two runs that stand on each other."""
    on, longest = settings.printed_on, settings.longest_over
    ours, theirs = _reaching(one, other.box, longest), _reaching(other, one.box, longest)
    for first in ours:
        for second in theirs:
            across = abs(first.x0 + first.x1 - second.x0 - second.x1)
            down = abs(first.y0 + first.y1 - second.y0 - second.y1)
            if across < on * (first.x1 - first.x0 + second.x1 - second.x0) and down < on * (
                first.y1 - first.y0 + second.y1 - second.y0
            ):
                yield first, second


def _reaching(run: Run, box: Box, longest: int) -> list[Glyph]:
    return [
        glyph
        for glyph in run.glyphs
        if glyph.x0 < box[2] and glyph.x1 > box[0] and glyph.y0 < box[3] and glyph.y1 > box[1] and glyph.text.isalnum()
    ][:longest]


def printed_twice(one: Run, other: Run, twice: set[int], settings: Settings) -> bool:
    """Tell whether two runs are one text printed twice, a hair apart, to look bold; note the second printing."""
    pairs, within, longest = list(meeting(one, other, settings)), settings.twice_within, settings.longest_over
    same = [(a, b) for a, b in pairs if a.text == b.text and _on_the_spot(a, b, within)]
    if {id(a) for a, _ in pairs} != {id(a) for a, _ in same}:
        return False
    twice.update(id(b) for _, b in same)
    # What of it is no letter and no figure goes with it.
    first = one.glyphs[:longest]
    twice.update(
        id(b) for b in other.glyphs[:longest] if any(a.text == b.text and _on_the_spot(a, b, within) for a in first)
    )
    return True


def _on_the_spot(a: Glyph, b: Glyph, within: float) -> bool:
    slack = within * min(a.x1 - a.x0, a.y1 - a.y0)
    return abs(a.x0 - b.x0) < slack and abs(a.y0 - b.y0) < slack
