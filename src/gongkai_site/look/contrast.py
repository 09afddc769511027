"""Whether white writing on a colour can be read (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

ENOUGH = 4.5
"""The contrast of writing of usual size."""


def against_white(colour: str) -> float:
    """The contrast of white and ``#rrggbb``, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
