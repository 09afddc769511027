"""From PDF user space to the page as it is read: crop box, rotation, y downwards."""

from __future__ import annotations

from typing import NamedTuple


class Matrix(NamedTuple):
    """An affine map ``x' = a·x + c·y + e``, ``y' = b·x + d·y + f`` (ISO 32000-1, 8.3.3)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def then(self, other: Matrix) -> Matrix:
        """Return the map that applies this one first and ``other`` after it."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Map one point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the upright box around a mapped box."""
        xs, ys = zip(*(self.point(x, y) for x in (x0, x1) for y in (y0, y1)), strict=True)
        return min(xs), min(ys), max(xs), max(ys)


IDENTITY = Matrix(1, 0, 0, 1, 0, 0)


class View(NamedTuple):
    """A page as it is read: its map from user space and its size in points."""

    matrix: Matrix
    width: float
    height: float


def view_of(crop: tuple[float, float, float, float], quarter_turns: int) -> View:
    """Return the view of a crop box ``(left, bottom, right, top)`` turned clockwise by quarters."""
    left, bottom, right, top = crop
    wide, high = right - left, top - bottom
    match quarter_turns % 4:
        case 0:
            return View(Matrix(1, 0, 0, -1, -left, top), wide, high)
        case 1:
            return View(Matrix(0, 1, 1, 0, -bottom, -left), high, wide)
        case 2:
            return View(Matrix(-1, 0, 0, 1, right, -bottom), wide, high)
        case _:
            return View(Matrix(0, -1, -1, 0, top, right), high, wide)
