"""Page furniture: page numbers and running headers and footers, which belong to the paper and not to the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from gongkai.document.layout.model import Item, TextLine
from gongkai.settings import Settings

_NUMBERED = re.compile(
    r"[-—–－―·•_~\s]+\d{1,4}[-—–－―·•_~\s]+"
    r"|第?\s*[\d一二三四五六七八九十]{1,4}\s*页[,，/\s]*(?:[共/]\s*[\d一二三四五六七八九十]{1,4}\s*页)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?|[Pp]\.?\s*\d{1,4}"
)
_BARE = re.compile(r"\d{1,4}")
_FIGURES = re.compile(r"[\d\s.,，．/—–－-]+")
"""A row of figures, however often rows look alike, is no running header."""
_DIGITS = re.compile(r"\d+")


def without_furniture(
    pages: Sequence[Sequence[Item]], heights: Mapping[int, float], settings: Settings
) -> list[list[Item]]:
    """Return the pages' items without page numbers and without lines repeated at the head or foot of most pages."""
    edges = [_outer(items, heights, settings) for items in pages]
    repeated = _repeated(edges, settings)
    offsets = Counter(int(line.text) - line.page for lines in edges for line in lines if _BARE.fullmatch(line.text))
    dropped: set[int] = set()
    for lines in edges:
        for line in lines:
            bare = _BARE.fullmatch(line.text) is not None
            counted = bare and _counts(int(line.text) - line.page, offsets, len(pages))
            if (
                counted
                or _NUMBERED.fullmatch(line.text)
                or (_likeness(line, settings.same_place) in repeated and not _FIGURES.fullmatch(line.text))
            ):
                dropped.add(id(line))
    return [[item for item in items if id(item) not in dropped] for items in pages]


def _counts(offset: int, offsets: Counter[int], pages: int) -> bool:
    """Tell whether a bare number runs with the pages: a lone figure at the foot of a page is a figure."""
    return offset == 0 or (pages > 1 and offsets[offset] > 1)


def _outer(items: Sequence[Item], heights: Mapping[int, float], settings: Settings) -> list[TextLine]:
    """Return the first and last two lines of a page where they stand in its margins and outside everything else."""
    found: dict[int, TextLine] = {}
    for sequence, at_top in ((items, True), (items[::-1], False)):
        for item in sequence[:2]:
            if not isinstance(item, TextLine):
                break
            height = heights[item.page]
            margin = settings.furniture * height
            if (item.y1 <= margin) if at_top else (item.y0 >= height - margin):
                found[id(item)] = item
    return list(found.values())


def _likeness(line: TextLine, grid: float) -> tuple[str, int]:
    """Return what two running headers have in common: text but for digits, and height on the page."""
    return _DIGITS.sub("#", line.text), round(line.y0 / grid)


def _repeated(edges: Sequence[Sequence[TextLine]], settings: Settings) -> set[tuple[str, int]]:
    counts = Counter(_likeness(line, settings.same_place) for lines in edges for line in lines)
    # A running header may be missing on the first page or the cover, and two alike lines may be chance.
    least = max(settings.header_pages, (len(edges) + 1) // 2) if len(edges) > 2 else len(edges)
    return {likeness for likeness, count in counts.items() if count >= least and len(edges) > 1}
