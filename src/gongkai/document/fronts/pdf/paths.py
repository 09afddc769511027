"""Ruling lines, pictures, fills and how texts are painted, from the objects of a PDF page and its form XObjects."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf import raw
from gongkai.document.fronts.pdf.geometry import IDENTITY, Matrix, View
from gongkai.document.fronts.pdf.looks import Box, Fill, Look, Painter, within
from gongkai.document.layout.model import Figure, Rule
from gongkai.settings import Settings

_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_STROKED = (pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_BAND = 12  # points
_DEEPEST_PAGE = 20_000.0  # points; 14,400 is the largest page (ISO 32000-1, annex C)
_RECTANGLE = 6  # segments; a filled path with more is not taken for a plain rectangle


@dataclass(slots=True)
class Drawn:
    """What a page draws besides visible text, in the coordinates of the page as it is read."""

    rules: list[Rule] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    covers: list[tuple[Box, int, int]] = field(default_factory=list)
    """Pictures painted over text: box, how many text objects came before, address."""
    hidden: set[int] = field(default_factory=set)
    """Addresses of text objects that paint nothing (render modes 3 and 7, no opacity)."""
    texts: dict[int, int] = field(default_factory=dict)
    """Addresses of all text objects and their place in the order of painting."""
    looks: dict[int, Look] = field(default_factory=dict)
    """Text objects that are not plainly dark and level."""
    clips: dict[int, Box] = field(default_factory=dict)
    """What is to be seen of text objects that have a clip."""
    fills: list[Fill] = field(default_factory=list)
    paths: int = 0


def page_drawn(page: pdfium.FPDF_PAGE, view: View, settings: Settings) -> Drawn:
    """Return the ruling lines, pictures, fills and looks of texts of a page.

    Paths beyond ``max_rules`` are not looked at: such a page is a drawing.
    """
    drawn = Drawn()
    _Walk(drawn, view, settings).page(page)
    return drawn


class _Walk:
    """One pass over a page's objects."""

    def __init__(self, drawn: Drawn, view: View, settings: Settings) -> None:
        self.drawn = drawn
        self.view = view
        self.thin = settings.rule_thickness
        self.straight = settings.straight_side
        self.deepest = settings.max_forms
        self.most = settings.max_rules
        self.left = settings.max_objects
        self.levels: set[int] = set()  # of the page at which some text begins
        self.painter = Painter(settings)
        self.sides = (ctypes.c_float * 4)()
        start = ctypes.addressof(self.sides)
        self.sides_at = [start + 4 * side for side in range(4)]
        self.modes = (ctypes.c_int * 2)()
        self.modes_at = (ctypes.addressof(self.modes), ctypes.addressof(self.modes) + 4)

    def page(self, page: pdfium.FPDF_PAGE) -> None:
        handle = raw.address_of(page)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), self.left)):
            self.object(raw.page_object(handle, index), self.view.matrix, 0, 1.0)

    def object(self, item: int, matrix: Matrix, depth: int, opacity: float) -> None:
        kind = raw.object_kind(item)
        self.left -= 1
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.text(item, matrix, opacity)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.drawn.paths += 1
            if self.drawn.paths <= self.most and opacity > 0:
                self.path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self.image(item, matrix, opacity)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < self.deepest:
            inner = _matrix_of(item).then(matrix)
            opacity *= self.painter.opacity(item)
            for index in range(min(raw.form_count(item), max(self.left, 0))):
                self.object(raw.form_object(item, index), inner, depth + 1, opacity)

    def text(self, item: int, matrix: Matrix, opacity: float) -> None:
        drawn, painter = self.drawn, self.painter
        drawn.texts[item] = len(drawn.texts)
        mode = raw.text_render_mode(item)
        if mode in _INVISIBLE:
            drawn.hidden.add(item)
            return
        shade = painter.shade(item, mode in _STROKED, opacity)
        if shade == 1 and painter.unpainted:
            drawn.hidden.add(item)
            return
        askew, down = painter.lie(item, matrix)
        if 0 < down < _DEEPEST_PAGE:
            self.levels.add(int(down) // _BAND)
        if shade or askew:
            drawn.looks[item] = Look(shade, askew)
        clip = painter.clip(item, matrix)
        if clip is not None and (clip[0] > 0 or clip[1] > 0 or clip[2] < self.view.width or clip[3] < self.view.height):
            drawn.clips[item] = clip

    def image(self, item: int, matrix: Matrix, opacity: float) -> None:
        box = self.bounds(item, matrix)
        self.painter.shade(item, False, opacity)
        if box is None or self.painter.unpainted:
            return
        self.drawn.figures.append(Figure(*box))
        if self.drawn.texts and opacity == 1 and not raw.object_transparent(item):
            self.drawn.covers.append((box, len(self.drawn.texts), item))

    def bounds(self, item: int, matrix: Matrix) -> Box | None:
        if not raw.object_bounds(item, *self.sides_at):
            return None
        left, bottom, right, top = self.sides[:]
        return matrix.box(left, bottom, right, top)

    def path(self, item: int, matrix: Matrix) -> None:
        box = self.bounds(item, matrix)
        if box is None:
            return
        x0, y0, x1, y1 = box
        wide, high = x1 - x0, y1 - y0
        if wide <= self.thin and high <= self.thin:
            # A dot: part of a dotted line, or nothing; joined with its neighbours it may become a rule.
            self.rule(x0, y0, x1, y1)
            return
        raw.path_draw_mode(item, *self.modes_at)
        fill, stroke = self.modes
        if not fill and not stroke:
            return
        if min(wide, high) <= self.thin:
            self.rule(x0, y0, x1, y1)
            return
        segments = raw.path_segments(item)
        if fill:
            self.fill(item, matrix, box, segments)
        if stroke or segments > 5:
            for points in _subpaths(item, _matrix_of(item).then(matrix), self.most):
                self.subpath(points, stroke != 0)

    def fill(self, item: int, matrix: Matrix, box: Box, segments: int) -> None:
        """Note a filled area: a background, or a cover of what was painted before it."""
        clip = self.painter.clip(item, matrix)
        if clip is not None:
            box = within(box, clip)
        after = len(self.drawn.texts)
        covers = segments <= _RECTANGLE and self.over_text(box) and not raw.object_transparent(item)
        self.drawn.fills.append(Fill(box, self.painter.shade(item), after, bool(covers)))

    def over_text(self, box: Box) -> bool:
        """Tell whether some text painted so far begins as far down the page as an area."""
        first, last = (int(min(max(y, 0.0), _DEEPEST_PAGE)) // _BAND for y in (box[1], box[3]))
        return any(level in self.levels for level in range(first, last + 1))

    def subpath(self, points: list[tuple[float, float]], stroked: bool) -> None:
        """Take the straight sides of a stroked outline, or a filled rectangle thin enough to be a line."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if min(x1 - x0, y1 - y0) <= self.thin:
            self.rule(x0, y0, x1, y1)
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if min(abs(ax - bx), abs(ay - by)) <= self.straight:
                    self.rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 >= 0 and y1 >= 0 and x0 <= self.view.width and y0 <= self.view.height:
            self.drawn.rules.append(Rule(x0, y0, x1, y1))


def _matrix_of(item: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not raw.object_matrix(item, ctypes.addressof(matrix)):
        return IDENTITY
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _subpaths(path: int, matrix: Matrix, most: int) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each subpath, closed ones with their first corner repeated; curves end a run of corners."""
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    points: list[tuple[float, float]] = []
    for index in range(min(raw.path_segments(path), most)):
        segment = raw.path_segment(path, index)
        kind = raw.segment_kind(segment)
        raw.segment_point(segment, x_at, y_at)
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(matrix.point(x.value, y.value))
        if raw.segment_closes(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
