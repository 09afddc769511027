"""Characters → printed lines → text, with those spaces only that mean something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from gongkai.document.layout.model import Glyph, TextLine
from gongkai.settings import Settings

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f\U00020000-\U0003ffff“”‘’…—①-⑳]")
_MARK = re.compile(r"[\d*＊※①-⑳\[\]［］()（）注†‡]+")


@lru_cache(maxsize=8192)
def is_wide(character: str) -> bool:
    """Tell whether a character is set full width: Chinese characters and their punctuation."""
    return _WIDE.match(character) is not None


def group_lines(glyphs: Iterable[Glyph], settings: Settings) -> list[list[Glyph]]:
    """Group characters into printed lines from top to bottom, each from left to right."""
    lines: list[list[Glyph]] = []
    line: list[Glyph] = []
    middle = height = 0.0
    overlap, smallest = settings.line_overlap, settings.smallest_in_line
    for glyph in sorted(glyphs, key=_middle):
        _, _, top, _, bottom, _ = glyph
        own, here = bottom - top, top + bottom
        least = own if own < height else height
        if least < smallest * height:
            least = smallest * height
        if not lines or here - middle > overlap * least:
            line = []
            lines.append(line)
            middle, height = here, own
        elif own > height:
            middle, height = here, own
        line.append(glyph)
    for line in lines:
        line.sort(key=_left)
    return lines


def _middle(glyph: Glyph) -> float:
    return glyph.y0 + glyph.y1


def _left(glyph: Glyph) -> float:
    return glyph.x0


def part_vertical(glyphs: Sequence[Glyph], settings: Settings) -> tuple[list[list[Glyph]], list[Glyph]]:
    """Return labels written downwards (a character to a line, standing apart at the left), and all other characters."""
    columns: dict[int, list[list[Glyph]]] = {}
    most, grid = settings.vertical_width, settings.vertical_grid
    for line in group_lines(glyphs, settings):
        first = line[: most + 1]
        apart = next(
            (i for i, (a, b) in enumerate(pairwise(first), 1) if b.x0 - a.x1 > settings.vertical_apart * (a.x1 - a.x0)),
            len(first),
        )
        if apart <= most and is_wide(first[0].text):
            middle = (first[0].x0 + first[apart - 1].x1) / 2
            columns.setdefault(round(middle / grid), []).append(first[:apart])
    if all(len(starts) < settings.vertical_label for starts in columns.values()):
        return [], list(glyphs)
    vertical = []
    for starts in columns.values():
        run: list[list[Glyph]] = []
        for first in starts:
            step = first[0].y0 - run[-1][0].y0 if run else 0.0
            # Labels of several rows, each of a few short lines, do not follow each other evenly.
            usual = (
                run[1][0].y0 - run[0][0].y0 if len(run) > 1 else settings.vertical_first * (first[0].y1 - first[0].y0)
            )
            if run and step > settings.vertical_step * usual:
                vertical.append(run)
                run = []
            run.append(first)
        vertical.append(run)
    labels = [[glyph for first in run for glyph in first] for run in vertical if len(run) >= settings.vertical_label]
    taken = {id(glyph) for label in labels for glyph in label}
    return labels, [glyph for glyph in glyphs if id(glyph) not in taken]


def em_of(line: Sequence[Glyph]) -> float:
    """Return the width of a full-width character in this line, in points."""
    wide = [g.x1 - g.x0 for g in line if len(g.text) == 1 and is_wide(g.text)]
    if wide:
        return max(wide)
    heights = sorted(g.y1 - g.y0 for g in line)
    return max(heights[len(heights) // 2] / 1.15, 1.0)


def without_marks(glyphs: Iterable[Glyph], settings: Settings) -> list[Glyph]:
    """Return the characters without raised footnote marks (脚注标记), which would otherwise join a figure.

    A mark is a small digit or sign, raised, and set close behind a character of full size. Characters come in the
    order in which the page draws them.
    """
    kept: list[Glyph] = []
    base: Glyph | None = None
    end = 0.0
    size, raise_, near = settings.mark_size, settings.mark_raised, settings.mark_near
    for glyph in glyphs:
        height = glyph.y1 - glyph.y0
        if base is not None:
            tall = base.y1 - base.y0
            small = height < size * tall
            raised = glyph.y1 < base.y1 - raise_ * tall and glyph.y1 > base.y0
            if small and raised and abs(glyph.x0 - end) < near * tall and _MARK.fullmatch(glyph.text):
                end = glyph.x1
                continue
        kept.append(glyph)
        base, end = glyph, glyph.x1
    return kept


def line_text(line: Sequence[Glyph], settings: Settings, em: float | None = None) -> str:
    """Return the text of one printed line (characters sorted from left to right), ``em`` as :func:`em_of` says.

    A gap becomes a space where it is wider than the setting gives by itself: a quarter of a character between
    figures or letters, a whole one next to Chinese characters.
    """
    if len(line) == 1:
        return line[0].text
    em = em_of(line) if em is None else em
    narrow = settings.narrow_gap * em
    parts = [line[0].text]
    for before, after in pairwise(line):
        gap = after.x0 - before.x1
        if gap > narrow and gap > least_gap(before, after, settings) * em:
            parts.append(" ")
        parts.append(after.text)
    return "".join(parts)


def least_gap(before: Glyph, after: Glyph, settings: Settings) -> float:
    """Return from which gap on, in characters, a space stands between two characters of a line."""
    end, start = before.text[-1], after.text[0]
    if not is_wide(end) and not is_wide(start):
        return settings.narrow_gap
    return settings.figure_gap if end.isdigit() or start.isdigit() else settings.wide_gap


def text_lines(glyphs: Iterable[Glyph], page: int, settings: Settings) -> list[TextLine]:
    """Return the printed lines of what stands outside tables."""
    made = []
    for line in group_lines(glyphs, settings):
        left, right = line[0].x0, max(g.x1 for g in line)
        top, bottom = min(g.y0 for g in line), max(g.y1 for g in line)
        em = em_of(line)
        made.append(TextLine(line_text(line, settings, em), left, top, right, bottom, em, page, tuple(line)))
    return made


def join_texts(before: str, after: str) -> str:
    """Join the text of two printed lines of one cell or paragraph; no space next to Chinese characters."""
    if not before or not after:
        return before + after
    if is_wide(before[-1]) or is_wide(after[0]):
        return before + after
    return f"{before} {after}"


def cell_text(glyphs: Sequence[Glyph], right: float, settings: Settings) -> tuple[str, bool]:
    """Return the text of one cell in reading order, and whether its last line is full.

    A figure broken over two lines is joined only where its first part fills the cell up to ``right``; two figures
    under each other stay two.
    """
    if len(glyphs) == 1:
        return glyphs[0].text, False
    text = ""
    full = False
    for line in group_lines(glyphs, settings):
        em = em_of(line)
        piece = line_text(line, settings, em)
        if full and text[-1:].isdigit() and piece[:1].isdigit():
            text += piece
        else:
            text = join_texts(text, piece)
        last = line[-1]
        one_more = (last.x1 - last.x0) / max(len(last.text), 1)
        full = right - last.x1 < settings.full_line * em + one_more
    return text, full
