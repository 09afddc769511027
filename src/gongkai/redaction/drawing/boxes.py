"""Where boxes lie among the points of a picture, and what stands in them: nothing of the page, only the ground."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from gongkai.redaction.drawing.typesetting import line
from gongkai.redaction.grounds import Ground
from gongkai.redaction.model import Box, Mark
from gongkai.redaction.opening.pages import EIGHT
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_FULL = 100.0


class Area(NamedTuple):
    """A rectangle of whole points: left, top, right, bottom; the last two lie outside."""

    left: int
    top: int
    right: int
    bottom: int


def area_of(box: Box, width: int, height: int, block: int = 1) -> Area:
    """Return the points of a picture that a box touches, out to whole blocks."""
    left = math.floor(box.left / _FULL * width / block) * block
    top = math.floor(box.top / _FULL * height / block) * block
    right = min(math.ceil(box.right / _FULL * width / block) * block, width)
    bottom = min(math.ceil(box.bottom / _FULL * height / block) * block, height)
    return Area(max(min(left, width - block), 0), max(min(top, height - block), 0), right, bottom)


def areas_of(marks: Iterable[Mark], width: int, height: int, *, photograph: bool) -> Iterator[tuple[Area, str]]:
    """Yield what each mark covers, and its ground; in a photograph whole blocks of JPEG."""
    for mark in marks:
        yield area_of(mark.box, width, height, EIGHT if photograph else 1), mark.ground


def filling(area: Area, ground: Ground, settings: Settings) -> Image.Image:
    """Return what stands in a box: black, and the ground in white where it fits. It depends on nothing else."""
    from PIL import Image

    width, height = area.right - area.left, area.bottom - area.top
    box = Image.new("L", (width, height), 0)
    for words in (ground.label, ground.short):
        label = line(words)
        share = settings.redaction_label_share
        scale = min(
            share * width / label.width,
            share * height / label.height,
            settings.redaction_label_most / label.height,
        )
        size = (int(label.width * scale), int(label.height * scale))
        if size[1] >= settings.redaction_label_least:
            printed = label.resize(size, Image.Resampling.LANCZOS)
            box.paste(printed, ((width - size[0]) // 2, (height - size[1]) // 2))
            break
    return box
