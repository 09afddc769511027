"""Texts printed over each other, settled over all pages: what repeats is the paper's, the rest is doubted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from gongkai.document.fronts.pdf.overlap import meeting
from gongkai.document.fronts.pdf.runs import Run, characters
from gongkai.document.fronts.pdf.seen import Seen
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings

_Mark = tuple[str, int, int]


class Settled(NamedTuple):
    """The characters of a page as they are to be read, and the figures on it that something is printed over."""

    glyphs: list[Glyph]
    doubted: tuple[str, ...] = ()


def settled(pages: Sequence[Seen], settings: Settings) -> list[Settled]:
    """Return the characters of every page without watermarks, those printed over each other in doubt."""
    if not any(page.clashes or page.pale or page.crowded for page in pages):
        return [Settled(characters(page.runs)) for page in pages]
    counts = _marks(pages, settings.same_place)
    return [_settled(page, counts, settings) for page in pages]


def _marks(pages: Sequence[Seen], grid: float) -> dict[_Mark, int]:
    """Return on how many pages each suspected run stands at its place."""
    suspects = {run.text for page in pages for run in _suspects(page)}
    counts: dict[_Mark, int] = {}
    for page in pages:
        for mark in {_mark(run, grid) for run in page.runs if run.text in suspects}:
            counts[mark] = counts.get(mark, 0) + 1
    return counts


def _suspects(page: Seen) -> list[Run]:
    return [*page.pale, *(run for pair in page.clashes for run in pair)]


def _mark(run: Run, grid: float) -> _Mark:
    x, y, _, _ = run.box
    return run.text, round(x / grid), round(y / grid)


def _settled(page: Seen, counts: Mapping[_Mark, int], settings: Settings) -> Settled:
    doubtful = settings.doubtful
    if page.crowded:
        return Settled([glyph._replace(confidence=doubtful) for glyph in characters(page.runs)], ("…",))
    grid = settings.same_place
    repeated = {run.owner for run in _suspects(page) if counts.get(_mark(run, grid), 0) > 1}
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
        one, other = sorted(pair, key=lambda run: run.height)
        for small, big in meeting(one, other, settings):
            doubted |= {id(small), id(big)}
            figures += [glyph.text for glyph in (small, big) if glyph.text.isdigit()]
        # A stamp's own characters are no part of the row that it hides.
        if other.height > settings.watermark_size * one.height:
            furniture.add(other.owner)
    glyphs = [
        glyph._replace(confidence=doubtful) if id(glyph) in doubted else glyph
        for run in page.runs
        if run.owner not in furniture
        for glyph in run.glyphs
    ]
    return Settled(glyphs, tuple(figures))
