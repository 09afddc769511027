"""One picture of a page → one page of recognised characters and ruling lines; no printed cell is lost silently."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2

from gongkai.document import budget
from gongkai.document.fronts.ocr.engine import Recognised, recognise, recognise_crops
from gongkai.document.fronts.ocr.picture import (
    Mask,
    Pixels,
    framed,
    has_ink,
    ink_box,
    ink_of,
    rules_of,
    skew_of,
    straightened,
    with_room,
)
from gongkai.document.layout.lattice import find_lattices
from gongkai.document.layout.model import Glyph, Lattice, Page, Rule
from gongkai.document.layout.rulings import join_rules
from gongkai.settings import Settings

UNREADABLE = "\ufffd"
"""Stands for ink that could not be recognised; its confidence is 0."""
DASH = "—"


def recognise_pdf_page(document: pypdfium2.PdfDocument, number: int, settings: Settings) -> Page:
    """Render page ``number`` (from 1) and recognise it."""
    page = document[number - 1]
    width, height = page.get_size()
    # A page of absurd size is rendered at what fits, not at the wanted resolution.
    dpi = min(settings.ocr_dpi, 72 * math.sqrt(settings.max_pixels / max(width * height, 1) / 4))
    picture = page.render(scale=dpi / 72, may_draw_forms=True).to_numpy()
    page.close()
    return recognise_page(np.ascontiguousarray(picture[:, :, :3]), dpi, number, settings)


def recognise_page(picture: Pixels, dpi: float, number: int, settings: Settings) -> Page:
    """Recognise one picture of a page, ``dpi`` pixels to the inch."""
    budget.scanned_page()
    picture = with_room(picture, settings)
    picture = straightened(picture, skew_of(ink_of(picture, dpi, settings), settings), settings)
    picture, runs = _upright(picture, settings)
    dpi = _resolution(runs, dpi, settings)
    rules, text = rules_of(ink_of(picture, dpi, settings), dpi, [_box(run) for run in runs], settings)
    points = 72 / dpi
    scaled = tuple(Rule(*(side * points for side in rule)) for rule in rules)
    height, width = picture.shape[:2]
    lattices = find_lattices(*join_rules(scaled, settings), settings)
    if not lattices:
        runs = _level(runs, settings.level_run)
    glyphs = [_glyph(run, points) for run in runs]
    cells = _Cells(picture, text, dpi, settings)
    for lattice in lattices:
        glyphs = cells.completed(lattice, glyphs)
    return Page(number, width * points, height * points, tuple(glyphs), scaled)


def _upright(picture: Pixels, settings: Settings) -> tuple[Pixels, list[Recognised]]:
    """Return the picture turned so that its text stands upright, and the text."""
    runs, few = recognise(picture), settings.few_runs
    long_runs = [run for run in runs if len(run.text) > 1]
    tall = sum(_is_tall(run, settings.tall_ratio) for run in long_runs)
    if len(long_runs) > few and tall > settings.tall_share * len(long_runs):
        picture = np.ascontiguousarray(cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE), dtype=np.uint8)
        runs = recognise(picture)
    if len(runs) > few and _mean(runs) < settings.poor_confidence:
        turned = np.ascontiguousarray(cv2.rotate(picture, cv2.ROTATE_180), dtype=np.uint8)
        other = recognise(turned)
        if _mean(other) > _mean(runs):
            return turned, other
    return picture, runs


def _is_tall(run: Recognised, ratio: float) -> bool:
    x0, y0, x1, y1 = _box(run)
    return y1 - y0 > ratio * (x1 - x0)


def _mean(runs: Sequence[Recognised]) -> float:
    """Return the mean confidence, weighted by length: long runs cannot look right by chance."""
    weight = sum(len(run.text) for run in runs)
    return sum(run.confidence * len(run.text) for run in runs) / weight if weight else 0.0


def _level(runs: list[Recognised], shortest: float) -> list[Recognised]:
    """Return the runs of a page without rulings turned by the slant of its text lines."""
    angles = []
    for run in runs:
        (ax, ay), (bx, by) = run.corners[:2]
        if bx - ax > shortest:
            angles.append(math.atan2(by - ay, bx - ax))
    if not angles:
        return runs
    angle = -sorted(angles)[len(angles) // 2]
    cos, sin = math.cos(angle), math.sin(angle)
    return [run._replace(corners=tuple((x * cos - y * sin, x * sin + y * cos) for x, y in run.corners)) for run in runs]


def _resolution(runs: Sequence[Recognised], dpi: float, settings: Settings) -> float:
    """Return the resolution corrected where it gives text of a size that no report is printed in.

    A part of a page cut out, or a photograph, does not say its size; its text does.
    """
    heights = sorted(y1 - y0 for _, y0, _, y1 in (_box(run) for run in runs if not _is_tall(run, settings.tall_ratio)))
    if not heights:
        return dpi
    size = heights[len(heights) // 2]
    least, most = (each * dpi / 72 for each in (settings.smallest_print, settings.largest_print))
    return dpi if least <= size <= most else size * 72 / settings.usual_print


def _box(run: Recognised) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in run.corners], [y for _, y in run.corners]
    return min(xs), min(ys), max(xs), max(ys)


def _glyph(run: Recognised, points: float) -> Glyph:
    x0, y0, x1, y1 = _box(run)
    return Glyph(run.text, x0 * points, y0 * points, x1 * points, y1 * points, run.confidence)


class _Room(NamedTuple):
    """A cell in points and, without its rulings, in pixels."""

    box: tuple[float, float, float, float]
    pixels: tuple[int, int, int, int]


class _Cells:
    """The cells of one picture, and a second look at those whose text the first look left in doubt."""

    def __init__(self, picture: Pixels, text: Mask, dpi: float, settings: Settings) -> None:
        self.picture = picture
        self.text = text
        self.dpi = dpi
        self.settings = settings
        self.inset = max(int(dpi / settings.cell_inset), 2)

    def completed(self, lattice: Lattice, glyphs: Iterable[Glyph]) -> list[Glyph]:
        """Return the glyphs with those of doubtful cells recognised again, cell by cell.

        Doubtful is a run over several cells, a cell with ink and no text, and a text of low confidence. What is
        still nothing then is :data:`UNREADABLE`.
        """
        rooms = [self._room(lattice.box(space)) for space in lattice.spaces]
        kept: list[Glyph] = []
        inside: dict[int, list[Glyph]] = {}
        again: set[int] = set()
        for glyph in glyphs:
            touched = [i for i, room in enumerate(rooms) if _touches(glyph, room.box, self.settings)]
            if len(touched) == 1:
                inside.setdefault(touched[0], []).append(glyph)
            elif touched:
                again.update(touched)
            else:
                kept.append(glyph)
        for index, room in enumerate(rooms):
            found = inside.get(index, [])
            sure = min((g.confidence for g in found), default=0.0) >= self.settings.ocr_confidence
            if not sure and (found or self._has_ink(room.pixels)):
                again.add(index)
        for index in sorted(again):
            budget.check()
            inside[index] = self._second_look(rooms[index], inside.get(index, []))
        for index, found in inside.items():
            inside[index] = self._dashed(rooms[index], found)
        return kept + [glyph for index in sorted(inside) for glyph in inside[index]]

    def _room(self, box: tuple[float, float, float, float]) -> _Room:
        scale = self.dpi / 72
        x0, y0, x1, y1 = (round(side * scale) for side in box)
        inset = self.inset
        return _Room(box, (x0 + inset, y0 + inset, x1 - inset, y1 - inset))

    def _has_ink(self, box: tuple[int, int, int, int]) -> bool:
        return has_ink(self.text, box, self.dpi, self.settings)

    def _dashed(self, room: _Room, found: list[Glyph]) -> list[Glyph]:
        """Tell a dash that stands for a blank by its flat ink; the engine takes it for 一, for 1 or for a blot."""
        if len(found) != 1 or len(found[0].text) != 1:
            return found
        x0, y0, x1, y1 = ink_box(self.text, room.pixels, 0)
        thickest = self.dpi / self.settings.dash_thick
        flat = (y1 - y0) * self.settings.dash_flat < x1 - x0 and y1 - y0 < thickest
        return [found[0]._replace(text=DASH)] if flat else found

    def _second_look(self, room: _Room, first: list[Glyph]) -> list[Glyph]:
        if not self._has_ink(room.pixels):
            return first
        lines = self._line_boxes(room.pixels)
        read = recognise_crops([framed(self.picture, box) for box in lines])
        points = 72 / self.dpi
        second = [
            Glyph(
                text or UNREADABLE,
                box[0] * points,
                box[1] * points,
                box[2] * points,
                box[3] * points,
                confidence if text else 0.0,
            )
            for box, (text, confidence) in zip(lines, read, strict=True)
        ]
        if first and min(g.confidence for g in first) >= min((g.confidence for g in second), default=0.0):
            return first
        return second

    def _line_boxes(self, box: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
        """Cut a cell into its lines of text at rows without ink."""
        x0, y0, x1, y1 = box
        inked = (self.text[y0:y1, x0:x1] > 0).any(axis=1)
        gap = int(self.dpi / self.settings.cell_lines_gap)
        lines: list[tuple[int, int]] = []
        for row in np.nonzero(inked)[0].tolist():
            if lines and row - lines[-1][1] <= gap:
                lines[-1] = (lines[-1][0], row)
            else:
                lines.append((row, row))
        margin = self.inset
        boxes = [
            ink_box(self.text, (x0, max(y0 + top - margin, y0), x1, min(y0 + end + margin + 1, y1)), margin)
            for top, end in lines
        ]
        return [each for each in boxes if self._has_ink(each)]


def _touches(glyph: Glyph, box: tuple[float, float, float, float], settings: Settings) -> bool:
    """Tell whether a run stands in a cell to a share that is more than the slack of recognition boxes."""
    x0, y0, x1, y1 = box
    wide = min(glyph.x1, x1) - max(glyph.x0, x0)
    high = min(glyph.y1, y1) - max(glyph.y0, y0)
    if wide <= 0 or high <= 0:
        return False
    share, most = settings.reaching_text, settings.reached_cell
    least = min(share * (glyph.y1 - glyph.y0), share * (glyph.x1 - glyph.x0))
    return wide > min(least, most * (x1 - x0)) and high > min(least, most * (y1 - y0))
