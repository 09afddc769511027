"""The points in the boxes of a redacted page: they must be what a box holds without any page below it."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from gongkai.document import budget
from gongkai.redaction.checking.survival import PageImage, Survival
from gongkai.redaction.checking.unpacking import ForeignData, unpacked
from gongkai.redaction.drawing.boxes import Area, areas_of, filling
from gongkai.redaction.drawing.covering import stand_in
from gongkai.redaction.drawing.packing import photograph
from gongkai.redaction.grounds import Ground
from gongkai.redaction.model import Box, Decision, PagePlan
from gongkai.redaction.opening.pages import EIGHT
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image


def surviving_points(
    image: PageImage, plan: PagePlan, grounds: Mapping[str, Ground], settings: Settings
) -> Iterator[Survival]:
    """Yield every box, or the whole page, whose points are not what they must be."""
    try:
        picture = unpacked(image)
    except ForeignData as error:
        yield Survival("structure", plan.page, str(error))
        return
    match plan.decision:
        case Decision.RELEASE:
            return
        case Decision.PART:
            yield from _in_boxes(picture, plan, grounds, settings, as_photograph=image.photograph)
        case _:
            if not same(picture, stand_in(plan, grounds, *picture.size)):
                yield Survival("points", plan.page, "这一页不予提供，图像却不是说明页")


def _in_boxes(
    picture: Image.Image, plan: PagePlan, grounds: Mapping[str, Ground], settings: Settings, *, as_photograph: bool
) -> Iterator[Survival]:
    if as_photograph and (picture.width % EIGHT or picture.height % EIGHT):
        yield Survival("points", plan.page, "图像的边长不是整块")
        return
    areas = list(areas_of(plan.marks, *picture.size, photograph=as_photograph))
    wanted = _boxes_alone(picture, areas, grounds, settings)
    if as_photograph:
        # Blocks are packed each for itself: packed without the page below, a box must come out the same.
        wanted = _packed_alone(wanted, settings)
    for number, (area, _) in enumerate(areas, 1):
        inside = holds(area, plan.marks[number - 1].box, picture.width, picture.height)
        if not inside or not same(picture.crop(area), wanted.crop(area)):
            box = "、".join(f"{side:g}" for side in plan.marks[number - 1].box)
            yield Survival("points", plan.page, f"第{number}个方框（{box}）没有遮盖完")


def holds(area: Area, box: Box, width: int, height: int) -> bool:
    """Tell whether an area holds every point whose middle lies in a box, reckoned otherwise than where it was drawn."""
    first, last = _middles(box.left, box.right, width)
    top, bottom = _middles(box.top, box.bottom, height)
    across = first > last or (area.left <= first and last < area.right)
    return across and (top > bottom or (area.top <= top and bottom < area.bottom))


def _middles(start: float, end: float, side: int) -> tuple[int, int]:
    """Return the first and the last point of a side whose middle lies between two hundredths of it."""
    return math.floor(start * side / 100 + 0.5), math.ceil(end * side / 100 - 0.5) - 1


def _boxes_alone(
    picture: Image.Image, areas: Sequence[tuple[Area, str]], grounds: Mapping[str, Ground], settings: Settings
) -> Image.Image:
    from PIL import Image

    paper = Image.new(picture.mode, picture.size)
    for area, ground in areas:
        budget.check()
        paper.paste(filling(area, grounds[ground], settings).convert(picture.mode), (area.left, area.top))
    return paper


def _packed_alone(picture: Image.Image, settings: Settings) -> Image.Image:
    from PIL import Image

    with Image.open(io.BytesIO(photograph(picture, settings).data)) as file:
        return file.copy()


def same(one: Image.Image, other: Image.Image) -> bool:
    """Tell whether two pictures are the same, point for point."""
    return one.size == other.size and one.mode == other.mode and one.tobytes() == other.tobytes()
