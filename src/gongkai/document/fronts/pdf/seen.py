"""What the eye sees of a page's text: nothing covered, white or tiny; no watermark; nothing printed twice.

What is printed over something else and cannot be told from it is kept and doubted: no figure made of two passes
for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from gongkai.document.fronts.pdf.looks import Box
from gongkai.document.fronts.pdf.overlap import overlapping, printed_twice
from gongkai.document.fronts.pdf.paths import Drawn
from gongkai.document.fronts.pdf.runs import Run, without
from gongkai.document.layout.model import Figure, Glyph
from gongkai.settings import Settings

_BAND = 12.0
_LAST = 2**31


class Seen(NamedTuple):
    """The visible characters of a page, and which runs among them are printed over each other."""

    runs: list[Run]
    clashes: tuple[tuple[Run, Run], ...] = ()
    pale: tuple[Run, ...] = ()
    """Large pale runs that are over nothing: watermarks if other pages have them too."""
    crowded: bool = False
    """True where so much is printed over each other that nothing of it is certain."""


def seen_of(runs: list[Run], drawn: Drawn, settings: Settings) -> Seen:
    """Return what is to be seen of the characters."""
    if not runs:
        return Seen(runs)
    heights = sorted([glyph[4] - glyph[2] for run in runs for glyph in run.glyphs])
    usual = heights[len(heights) // 2]
    tiny = min(settings.smallest_text, usual / settings.tiny_beside)
    if heights[0] <= tiny:
        runs = without(runs, {id(g) for run in runs for g in run.glyphs if g.y1 - g.y0 <= tiny})
    runs = without(runs, _covered(runs, drawn, settings.max_covers))
    unseen = _unpainted(runs, drawn, settings) | _askew(runs, drawn)
    if unseen:
        runs = [run for run in runs if run.owner not in unseen]
    pale = {run.owner for run in runs if _is_pale(run, drawn, settings)}
    twice: set[int] = set()
    pairs = list(islice(overlapping(runs, usual, settings), settings.max_overprints + 1))
    if len(pairs) > settings.max_overprints:
        return Seen(runs, crowded=True)
    clashes = [pair for pair in pairs if not printed_twice(*pair, twice, settings)]
    furniture: set[int] = set()
    for pair in clashes:
        faint = [run.owner for run in pair if run.owner in pale]
        if len(faint) == 1:
            furniture.add(faint[0])
    large = settings.watermark_size * usual
    return Seen(
        without((run for run in runs if run.owner not in furniture) if furniture else runs, twice),
        tuple(pair for pair in clashes if not any(run.owner in furniture for run in pair)),
        tuple(run for run in runs if run.owner in pale - furniture and run.height > large),
    )


def _covered(runs: Sequence[Run], drawn: Drawn, most: int) -> set[int]:
    """Return the characters, by identity, over which an opaque shape was painted afterwards."""
    texts = drawn.texts
    covers = [fill for fill in drawn.fills if fill.covers][:most]
    if not covers:
        return set()
    low, high = min(fill.box[1] for fill in covers), max(fill.box[3] for fill in covers)
    bands: dict[int, list[tuple[int, float, float, Run]]] = {}
    for run in runs:
        x0, y0, x1, y1 = run.box
        if low < y1 and y0 < high:
            bands.setdefault(int((y0 + y1) / 2 / _BAND), []).append((texts.get(run.owner, _LAST), x0, x1, run))
    for band in bands.values():
        band.sort(key=itemgetter(0))
    found: set[int] = set()
    for fill in covers:
        left, top, right, bottom = fill.box
        for number in range(max(int(top / _BAND), 0), min(int(bottom / _BAND), max(bands, default=0)) + 1):
            for order, x0, x1, run in bands.get(number, ()):
                if order >= fill.after:
                    break
                if x0 < right and x1 > left:
                    found.update(id(glyph) for glyph in run.glyphs if _inside(glyph, fill.box))
    return found


def _inside(glyph: Glyph, box: Box) -> bool:
    return box[0] < (glyph.x0 + glyph.x1) / 2 < box[2] and box[1] < (glyph.y0 + glyph.y1) / 2 < box[3]


def _unpainted(runs: Sequence[Run], drawn: Drawn, settings: Settings) -> set[int]:
    """Return the texts as pale as what they stand on."""
    found: set[int] = set()
    if not drawn.looks and all(fill.shade for fill in drawn.fills):
        return found
    for run in runs:
        look = drawn.looks.get(run.owner)
        if look is None or look.shade < settings.least_contrast:
            continue
        ground = _ground(run, drawn)
        if ground is not None and abs(ground - look.shade) < settings.least_contrast:
            found.add(run.owner)
    return found


def _ground(run: Run, drawn: Drawn) -> float | None:
    """Return the shade of what a text stands on; ``None`` on a picture, of which nothing is known."""
    box = run.box
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
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
    slanted = {owner for owner, look in drawn.looks.items() if look.askew}
    if not slanted:
        return slanted
    inked = Counter[bool]()
    for run in runs:
        inked[run.owner in slanted] += len(run.glyphs)
    return slanted if inked[True] < inked[False] else set()


def _is_pale(run: Run, drawn: Drawn, settings: Settings) -> bool:
    look = drawn.looks.get(run.owner)
    return look is not None and look.shade >= settings.watermark_shade and _ground(run, drawn) == 1.0
