"""How a thing on a page is painted: how pale, how it lies, what its clip lets through."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

from gongkai.document.fronts.pdf import raw
from gongkai.document.fronts.pdf.geometry import Matrix
from gongkai.settings import Settings

Box = tuple[float, float, float, float]

_BLACK = bytes((ctypes.c_uint * 4)(0, 0, 0, 255))


class Look(NamedTuple):
    """How a text object that is not plainly dark and level is painted."""

    shade: float = 0.0
    """From 0 (black) to 1 (what leaves white paper white), opacity taken into account."""
    askew: bool = False


class Fill(NamedTuple):
    """A filled area, and how many text objects had been painted before it."""

    box: Box
    shade: float
    after: int
    covers: bool
    """True where it is opaque and some text before it stands as low on the page."""


class Painter:
    """Asks pdfium about the paint of page objects; holds the buffers that pdfium writes to."""

    def __init__(self, settings: Settings) -> None:
        self.unpainted = False
        self._askew, self._corners = settings.askew, settings.clip_corners
        self._rgba = (ctypes.c_uint * 4)()
        self._bytes = memoryview(self._rgba).cast("B")
        start, step = ctypes.addressof(self._rgba), ctypes.sizeof(ctypes.c_uint)
        self._channels = [start + i * step for i in range(4)]
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_at = ctypes.addressof(self._matrix)
        self._point = (ctypes.c_float * 2)()
        self._x, self._y = ctypes.addressof(self._point), ctypes.addressof(self._point) + 4

    def shade(self, item: int, stroked: bool = False, dimmed: float = 1.0) -> float:
        """Return how pale the object is; 0 where pdfium does not know its colour (a pattern)."""
        get = raw.object_stroke if stroked else raw.object_fill
        self.unpainted = dimmed == 0
        if not get(item, *self._channels):
            return float(dimmed == 0)
        if dimmed == 1.0 and self._bytes[:] == _BLACK:
            return 0.0
        red, green, blue, alpha = self._rgba[:]
        self.unpainted = alpha == 0 or dimmed == 0
        light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255  # ITU-R BT.601
        return 1 - (1 - light) * alpha / 255 * dimmed

    def opacity(self, item: int) -> float:
        """Return the opacity with which a form is painted as a whole."""
        return self._rgba[3] / 255 if raw.object_fill(item, *self._channels) else 1.0

    def matrix(self, item: int) -> Matrix | None:
        """Return the object's own matrix."""
        return Matrix(*self._matrix) if raw.object_matrix(item, self._matrix_at) else None

    def lie(self, item: int, outer: Matrix) -> tuple[bool, float]:
        """Tell whether a text runs neither level nor upright, and how far down the page it begins."""
        if not raw.object_matrix(item, self._matrix_at):
            return False, 0.0
        across, up, _, _, x, y = self._matrix[:]
        down = outer.b * x + outer.d * y + outer.f
        # A form set upright leaves an upright text upright.
        if not (across and up) and not (outer.a and outer.b):
            return False, down
        run, rise = abs(outer.a * across + outer.c * up), abs(outer.b * across + outer.d * up)
        return min(run, rise) > self._askew * max(run, rise), down

    def clip(self, item: int, outer: Matrix) -> Box | None:
        """Return the box around what the object's clip lets through; ``None`` without a clip."""
        handle = raw.object_clip(item)
        count = raw.clip_paths(handle) if handle else 0
        if count <= 0:
            return None
        found: Box | None = None
        for path in range(min(count, self._corners)):
            corners = min(raw.clip_segments(handle, path), self._corners)
            points = [self._corner(handle, path, index) for index in range(min(corners, 3))]
            if corners > 5 or not _is_square(points):
                points += [self._corner(handle, path, index) for index in range(3, corners)]
            if points:
                box = around(outer, points)
                found = box if found is None else within(found, box)
        return found

    def _corner(self, clip: int, path: int, index: int) -> tuple[float, float]:
        raw.segment_point(raw.clip_segment(clip, path, index), self._x, self._y)
        x, y = self._point[:]
        return x, y


def _is_square(points: list[tuple[float, float]]) -> bool:
    """Tell whether the first three corners are those of an upright rectangle: they say all of it."""
    if len(points) < 3:
        return False
    (ax, ay), (bx, by), (cx, cy) = points
    return (ax == bx and by == cy) or (ay == by and bx == cx)


def around(matrix: Matrix, points: list[tuple[float, float]]) -> Box:
    """Return the box around mapped points."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x, y in points]
    ys = [b * x + d * y + f for x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def within(one: Box, other: Box) -> Box:
    """Return what two boxes share; a box turned inside out where they share nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
