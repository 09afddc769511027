"""Pictures as they are worked on: grey where they have no colour, their sides whole eights."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from gongkai.redaction.opening.pages import EIGHT
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_POINTS = 72
_SAME = 2
"""Steps of 255 by which red, green and blue of a grey point may differ after rounding."""


def sides(width: float, height: float, settings: Settings) -> tuple[int, int]:
    """Return the sides in pixels of a page of so many points, within the limits."""
    scale = settings.redaction_dpi / _POINTS
    wide, high = max(width * scale, 1.0), max(height * scale, 1.0)
    too_large = math.sqrt(min(settings.redaction_pixels / (wide * high), 1.0))
    return _whole(wide * too_large), _whole(high * too_large)


def _whole(side: float) -> int:
    return max(round(side / EIGHT), 1) * EIGHT


def plain(picture: Image.Image) -> Image.Image:
    """Return a picture on white paper, grey where it has no colour, with nothing but its points."""
    from PIL import Image, ImageChops

    if picture.has_transparency_data:
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture.convert("RGBA"))
        picture = paper
    if picture.mode in ("1", "L"):
        return picture.convert("L")
    picture = picture.convert("RGB")
    red, green, blue = picture.split()
    apart = max(_most(ImageChops.difference(red, green)), _most(ImageChops.difference(green, blue)))
    return green if apart <= _SAME else picture


def _most(picture: Image.Image) -> float:
    return max(each if isinstance(each, int | float) else max(each) for each in picture.getextrema())


def padded(picture: Image.Image) -> Image.Image:
    """Return a picture with white at its right and foot, up to whole eights."""
    from PIL import Image

    wide, high = (math.ceil(side / EIGHT) * EIGHT for side in picture.size)
    if (wide, high) == picture.size:
        return picture
    paper = Image.new(picture.mode, (wide, high), "white" if picture.mode == "RGB" else 255)
    paper.paste(picture, (0, 0))
    return paper
