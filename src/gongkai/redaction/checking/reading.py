"""What recognition reads in the boxes of a redacted page: nothing but the ground printed there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from gongkai.document.fronts.ocr.engine import recognise
from gongkai.redaction.checking.survival import PageImage, Survival
from gongkai.redaction.checking.unpacking import ForeignData, unpacked
from gongkai.redaction.drawing.boxes import areas_of
from gongkai.redaction.grounds import Ground
from gongkai.redaction.model import PagePlan
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_ROOM = 32
"""Points of white around each box."""


def surviving_reading(
    image: PageImage, plan: PagePlan, grounds: Mapping[str, Ground], settings: Settings
) -> Iterator[Survival]:
    """Yield what can be read in a page's boxes besides their grounds."""
    import numpy as np

    try:
        picture = boxes_of(unpacked(image), plan, photograph=image.photograph)
    except ForeignData:
        return  # said already where the points were looked at
    labels = {text for mark in plan.marks for text in (grounds[mark.ground].label, grounds[mark.ground].short)}
    for each in recognise(np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1])):
        if each.confidence >= settings.redaction_sure_reading and not is_label(each.text, labels, settings):
            yield Survival("reading", plan.page, f"方框里还能认出{len(each.text)}个字")


def boxes_of(picture: Image.Image, plan: PagePlan, *, photograph: bool) -> Image.Image:
    """Return the boxes of a page below one another, on white: the rest of the page need not be looked at.

    Boxes that lie over one another and would take more room than the page stay where they are.
    """
    from PIL import Image

    areas = [area for area, _ in areas_of(plan.marks, *picture.size, photograph=photograph)]
    wide = max(area.right - area.left for area in areas) + 2 * _ROOM
    high = sum(area.bottom - area.top + _ROOM for area in areas) + _ROOM
    white = "white" if picture.mode == "RGB" else 255
    if wide * high > picture.width * picture.height:
        paper = Image.new(picture.mode, picture.size, white)
        for area in areas:
            paper.paste(picture.crop(area), (area.left, area.top))
        return paper
    paper = Image.new(picture.mode, (wide, high), white)
    down = _ROOM
    for area in areas:
        paper.paste(picture.crop(area), (_ROOM, down))
        down += area.bottom - area.top + _ROOM
    return paper


def is_label(text: str, labels: set[str], settings: Settings) -> bool:
    """Tell whether what was read is a ground or a piece of one; a sign alone is a blot."""
    signs = "".join(each for each in text if each.isalnum())
    if len(signs) <= 1:
        return True
    return any(fuzz.partial_ratio(signs, label) >= settings.redaction_label_likeness for label in labels)
