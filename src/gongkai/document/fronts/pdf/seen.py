"""What the eye sees of a page's text: nothing covered, white or tiny; no watermark; nothing printed twice.

What is printed over something else and cannot be told from it is kept and doubted: no figure made of two passes
for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from gongkai.document.fronts.pdf.looks import Box, Fill
from gongkai.document.fronts.pdf.paths import Drawn
from gongkai.document.layout.model import Figure, Glyph
from gongkai.settings import Settings

DOUBTED = 0.5
"""Confidence of characters printed over each other: below any sensible ``ocr_confidence``."""

_Marked = tuple[Glyph, int]
"""A character and the address of the text object that it belongs to."""


class Run(NamedTuple):
    """Characters of one text object that follow each other, and the box around them."""

    owner: int
    box: Box
    text: str
    glyphs: tuple[Glyph, ...]


class Seen(NamedTuple):
    """The visible characters of a page, and which runs among them are printed over each other."""

    glyphs: list[Glyph]
    owners: list[int]
    clashes: tuple[tuple[Run, Run], ...] = ()
    pale: tuple[Run, ...] = ()
    """Large pale runs that are over nothing: watermarks if other pages have them too."""


def seen_of(glyphs: list[Glyph], owners: list[int], drawn: Drawn, settings: Settings) -> Seen:
    """Return what is to be seen of the characters."""
    if not glyphs:
        return Seen(glyphs, owners)
    usual = _median_height(glyphs)
    tiny = min(settings.smallest_text, usual / 3)
    marked = [(g, o) for g, o in zip(glyphs, owners, strict=True) if g.y1 - g.y0 > tiny]
    marked = _uncovered(marked, drawn)
    runs = list(runs_of(marked))
    unseen = _unpainted(runs, drawn, settings) | _askew(runs, drawn)
    runs = [run for run in runs if run.owner not in unseen]
    large = settings.watermark_size * usual
    pale = {run.owner for run in runs if _is_pale(run, drawn, settings)}
    twice: set[int] = set()
    clashes = [pair for pair in overlapping(runs, usual) if not _printed_twice(*pair, twice)]
    furniture: set[int] = set()
    for pair in clashes:
        faint = [run.owner for run in pair if run.owner in pale]
        if len(faint) == 1:
            furniture.add(faint[0])
    unseen |= furniture
    kept = [(g, o) for g, o in marked if o not in unseen and id(g) not in twice]
    return Seen(
        [g for g, _ in kept],
        [o for _, o in kept],
        tuple(pair for pair in clashes if not any(run.owner in unseen for run in pair)),
        tuple(run for run in runs if run.owner in pale - furniture and run.box[3] - run.box[1] > large),
    )


def _median_height(glyphs: Sequence[Glyph]) -> float:
    heights = sorted(glyph.y1 - glyph.y0 for glyph in glyphs)
    return heights[len(heights) // 2]


def runs_of(marked: Sequence[_Marked]) -> Iterator[Run]:
    """Yield the runs of consecutive characters of one text object."""
    for owner, group in groupby(marked, itemgetter(1)):
        members = tuple(map(itemgetter(0), group))
        first, last = members[0], members[-1]
        box = (min(first.x0, last.x0), min(first.y0, last.y0), max(first.x1, last.x1), max(first.y1, last.y1))
        yield Run(owner, box, "".join([glyph.text for glyph in members]), members)


def _uncovered(marked: list[_Marked], drawn: Drawn) -> list[_Marked]:
    """Leave out what an opaque shape was painted over afterwards."""
    texts = drawn.texts
    covers = [fill for fill in drawn.fills if fill.opaque and fill.after]
    for fill in covers:
        over = fill.box
        if any(texts.get(o, fill.after) < fill.after and _inside(g, over) for g, o in marked):
            marked = [(g, o) for g, o in marked if texts.get(o, fill.after) >= fill.after or not _inside(g, over)]
    return marked


def _inside(glyph: Glyph, box: Box) -> bool:
    return box[0] < (glyph.x0 + glyph.x1) / 2 < box[2] and box[1] < (glyph.y0 + glyph.y1) / 2 < box[3]


def _unpainted(runs: Sequence[Run], drawn: Drawn, settings: Settings) -> set[int]:
    """Return the texts as pale as what they stand on."""
    found = set()
    for run in runs:
        look = drawn.looks.get(run.owner)
        if look is None or look.shade == 0:
            continue
        ground = _ground(run, drawn)
        if ground is not None and abs(ground - look.shade) < settings.least_contrast:
            found.add(run.owner)
    return found


def _ground(run: Run, drawn: Drawn) -> float | None:
    """Return the shade of what a text stands on; ``None`` on a picture, of which nothing is known."""
    x, y = (run.box[0] + run.box[2]) / 2, (run.box[1] + run.box[3]) / 2
    order = drawn.texts.get(run.owner, 0)
    shade: float | None = 1.0
    for fill in drawn.fills:
        if fill.after <= order and _holds(fill.box, x, y):
            shade = fill.shade
    return None if any(_holds(figure, x, y) for figure in drawn.figures) else shade


def _holds(box: Box | Figure, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _askew(runs: Sequence[Run], drawn: Drawn) -> set[int]:
    """Return the texts set aslant, unless the whole page is."""
    slanted = {run.owner for run in runs if run.owner in drawn.looks and drawn.looks[run.owner].askew}
    if not slanted:
        return slanted
    inked = Counter[bool]()
    for run in runs:
        inked[run.owner in slanted] += len(run.glyphs)
    return slanted if inked[True] < inked[False] else set()


def _is_pale(run: Run, drawn: Drawn, settings: Settings) -> bool:
    look = drawn.looks.get(run.owner)
    return look is not None and look.shade >= settings.watermark_shade and _ground(run, drawn) == 1.0


def overlapping(runs: Sequence[Run], usual: float) -> list[tuple[Run, Run]]:
    """Return the pairs of runs of which characters stand on each other."""
    large = [run for run in runs if run.box[3] - run.box[1] > 1.5 * usual]
    found = []
    ordered = sorted((run for run in runs if run.box[3] - run.box[1] <= 1.5 * usual), key=_middle)
    band: list[Run] = []
    before: list[Run] = []
    for run in [*ordered, None]:
        if run is not None and band and _middle(run) - _middle(band[0]) <= usual:
            band.append(run)
            continue
        found += _side_by_side(before, band)
        before, band = band, [] if run is None else [run]
    for run in large[: _MOST_LARGE if len(runs) > _MOST_LARGE else None]:
        found += [(run, other) for other in runs if other is not run and _meet(run, other)]
    return found


def _middle(run: Run) -> float:
    return run.box[1] + run.box[3]


def _side_by_side(before: Sequence[Run], band: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Yield pairs within a band of runs, or of it and the band above, that meet."""
    fresh = {id(run) for run in band}
    open_runs: list[Run] = []
    for run in sorted((*before, *band), key=_left):
        open_runs = [other for other in open_runs if other.box[2] > run.box[0]][-_MOST_OVER:]
        for other in open_runs:
            if (id(run) in fresh or id(other) in fresh) and _meet(other, run):
                yield other, run
        open_runs.append(run)


_MOST_LARGE = 400  # runs of large type held against everything else on the page
_MOST_OVER = 20  # runs on one spot that are compared; nobody prints more over each other to be read


def _left(run: Run) -> float:
    return run.box[0]


def _meet(one: Run, other: Run) -> bool:
    """Tell whether some character of one stands on one of the other."""
    a, b = one.box, other.box
    if a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]:
        return False
    return any(True for _ in meeting(one, other))


def meeting(one: Run, other: Run) -> Iterator[tuple[Glyph, Glyph]]:
    """Yield the letters and figures of two runs that stand on each other."""
    ours = [glyph for glyph in one.glyphs if _reaches(glyph, other.box) and glyph.text.isalnum()][:_LONGEST]
    theirs = [glyph for glyph in other.glyphs if _reaches(glyph, one.box) and glyph.text.isalnum()][:_LONGEST]
    for first in ours:
        for second in theirs:
            across = abs(first.x0 + first.x1 - second.x0 - second.x1)
            down = abs(first.y0 + first.y1 - second.y0 - second.y1)
            if across < _ON * (first.x1 - first.x0 + second.x1 - second.x0) and down < _ON * (
                first.y1 - first.y0 + second.y1 - second.y0
            ):
                yield first, second


_ON = 0.54  # of two half widths: characters side by side are a whole one apart


def _reaches(glyph: Glyph, box: Box) -> bool:
    return glyph.x0 < box[2] and glyph.x1 > box[0] and glyph.y0 < box[3] and glyph.y1 > box[1]


def _printed_twice(one: Run, other: Run, twice: set[int]) -> bool:
    """Tell whether two runs are one text printed twice, a hair apart, to look bold; note the second printing."""
    pairs = list(meeting(one, other))
    same = [(a, b) for a, b in pairs if a.text == b.text and _on_the_spot(a, b)]
    if {id(a) for a, _ in pairs} != {id(a) for a, _ in same}:
        return False
    twice.update(id(b) for _, b in same)
    # What of it is no letter and no figure goes with it.
    twice.update(
        id(b) for b in other.glyphs if any(a.text == b.text and _on_the_spot(a, b) for a in one.glyphs[:_LONGEST])
    )
    return True


_LONGEST = 400  # characters on each other of two runs that are compared


def _on_the_spot(a: Glyph, b: Glyph) -> bool:
    slack = 0.25 * min(a.x1 - a.x0, a.y1 - a.y0)
    return abs(a.x0 - b.x0) < slack and abs(a.y0 - b.y0) < slack
