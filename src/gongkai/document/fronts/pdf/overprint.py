"""Texts printed over each other, settled over all pages: what repeats is the paper's, the rest is doubted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.document.fronts.pdf.seen import DOUBTED, Run, Seen, meeting, runs_of
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings

_SAME_PLACE = 4.0  # points by which a watermark may move from page to page

_Mark = tuple[str, int, int]


class Settled(NamedTuple):
    """The characters of a page as they are to be read, and the figures on it that something is printed over."""

    glyphs: list[Glyph]
    doubted: tuple[str, ...] = ()


def settled(pages: Sequence[Seen], settings: Settings) -> list[Settled]:
    """Return the characters of every page without watermarks, those printed over each other in doubt."""
    if not any(page.clashes or page.pale for page in pages):
        return [Settled(page.glyphs) for page in pages]
    counts = _marks(pages)
    return [_settled(page, counts, settings) for page in pages]


def _marks(pages: Sequence[Seen]) -> dict[_Mark, int]:
    """Return on how many pages each suspected run stands at its place."""
    suspects = {run.text for page in pages for run in _suspects(page)}
    counts: dict[_Mark, int] = {}
    for page in pages:
        found = {
            _mark(run)
            for run in runs_of(list(zip(page.glyphs, page.owners, strict=True)))
            if run.text in suspects
        }
        for mark in found:
            counts[mark] = counts.get(mark, 0) + 1
    return counts


def _suspects(page: Seen) -> list[Run]:
    return [*page.pale, *(run for pair in page.clashes for run in pair)]


def _mark(run: Run) -> _Mark:
    return run.text, round(run.box[0] / _SAME_PLACE), round(run.box[1] / _SAME_PLACE)


def _settled(page: Seen, counts: Mapping[_Mark, int], settings: Settings) -> Settled:
    repeated = {run.owner for run in _suspects(page) if counts[_mark(run)] > 1}
    furniture = {run.owner for run in page.pale if run.owner in repeated}
    clashes = []
    for pair in page.clashes:
        again = [run for run in pair if run.owner in repeated]
        if len(again) == 1:
            furniture.add(again[0].owner)
        else:
            clashes.append(pair)
    doubted: set[int] = set()
    figures: list[str] = []
    for pair in clashes:
        if any(run.owner in furniture for run in pair):
            continue
        one, other = sorted(pair, key=_height)
        for small, big in meeting(one, other):
            doubted |= {id(small), id(big)}
            figures += [glyph.text for glyph in (small, big) if glyph.text.isdigit()]
        # A stamp's own characters are no part of the row that it hides.
        if _height(other) > settings.watermark_size * _height(one):
            furniture.add(other.owner)
    glyphs = [
        glyph._replace(confidence=DOUBTED) if id(glyph) in doubted else glyph
        for glyph, owner in zip(page.glyphs, page.owners, strict=True)
        if owner not in furniture
    ]
    return Settled(glyphs, tuple(figures))


def _height(run: Run) -> float:
    return run.box[3] - run.box[1]
