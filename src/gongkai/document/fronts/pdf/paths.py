"""Ruling lines, pictures and hidden text among the objects of a PDF page, those inside form XObjects included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf.geometry import IDENTITY, Matrix, View
from gongkai.document.layout.model import Figure, Rule
from gongkai.settings import Settings

_DEEPEST = 8
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(slots=True)
class Drawn:
    """What a page draws besides visible text, in the coordinates of the page as it is read."""

    rules: list[Rule] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """Addresses of text objects that paint nothing (render modes 3 and 7)."""
    texts: int = 0
    paths: int = 0


def page_drawn(page: pdfium.FPDF_PAGE, view: View, settings: Settings) -> Drawn:
    """Return the ruling lines, pictures and hidden text objects of a page.

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
        self.most = settings.max_rules
        self.sides = [ctypes.c_float() for _ in range(4)]
        self.references = [ctypes.byref(side) for side in self.sides]

    def page(self, page: pdfium.FPDF_PAGE) -> None:
        get = pdfium.FPDFPage_GetObject
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            self.object(get(page, index), self.view.matrix, 0)

    def object(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, depth: int) -> None:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self.drawn.texts += 1
            if pdfium.FPDFTextObj_GetTextRenderMode(item) in _INVISIBLE:
                self.drawn.hidden.add(ctypes.cast(item, ctypes.c_void_p).value or 0)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            self.drawn.paths += 1
            if self.drawn.paths <= self.most:
                self.path(item, matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = self.bounds(item, matrix)
            if box is not None:
                self.drawn.figures.append(Figure(*box))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _matrix_of(item).then(matrix)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                self.object(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def bounds(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> tuple[float, float, float, float] | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self.references):
            return None
        left, bottom, right, top = self.sides
        return matrix.box(left.value, bottom.value, right.value, top.value)

    def path(self, item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> None:
        box = self.bounds(item, matrix)
        if box is None:
            return
        x0, y0, x1, y1 = box
        wide, high = x1 - x0, y1 - y0
        if wide <= self.thin and high <= self.thin:
            # A dot: part of a dotted line, or nothing; joined with its neighbours it may become a rule.
            self.rule(x0, y0, x1, y1)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            return
        if min(wide, high) <= self.thin:
            self.rule(x0, y0, x1, y1)
        elif stroke.value or pdfium.FPDFPath_CountSegments(item) > 5:
            for points in _subpaths(item, _matrix_of(item).then(matrix), self.most):
                self.subpath(points, stroke.value != 0)

    def subpath(self, points: list[tuple[float, float]], stroked: bool) -> None:
        """Take the straight sides of a stroked outline, or a filled rectangle thin enough to be a line."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, y0, x1, y1 = min(xs), min(ys), max(xs), max(ys)
        if min(x1 - x0, y1 - y0) <= self.thin:
            self.rule(x0, y0, x1, y1)
        elif stroked:
            for (ax, ay), (bx, by) in pairwise(points):
                if min(abs(ax - bx), abs(ay - by)) <= 0.5:
                    self.rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        if x1 >= 0 and y1 >= 0 and x0 <= self.view.width and y0 <= self.view.height:
            self.drawn.rules.append(Rule(x0, y0, x1, y1))


def _matrix_of(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return IDENTITY
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _subpaths(path: pdfium.FPDF_PAGEOBJECT, matrix: Matrix, most: float) -> Iterator[list[tuple[float, float]]]:
    """Yield the corners of each subpath, closed ones with their first corner repeated; curves end a run of corners."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(path), int(most))):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind != pdfium.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(matrix.point(x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points
