"""Every threshold of pictures of pages and of what is recognised in them decides something."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.fronts import image
from gongkai.document.fronts.ocr.engine import Recognised, available
from gongkai.document.layout import Glyph
from gongkai.settings import Settings
from gongkai.settings.scans import Scans
from tests.settings.probe import Probe, differs

Look = Callable[[Settings], Any]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def resolution(width: int, height: int, stated: object = None) -> Look:
    """Look at the resolution taken for a picture's."""
    return lambda settings: image._resolution(width, height, stated, settings)


def opened(width: int, height: int, dpi: float) -> Look:
    """Look at the size to which a picture is brought."""

    def look(settings: Settings) -> Any:
        from PIL import Image

        picture = Image.new("RGB", (width, height), "white")
        picture.info["dpi"] = (dpi, dpi)
        return image._pixels(picture, settings)[0].shape

    return look


def inked(width: int, height: int, *boxes: Box, slope: float = 0.0) -> Any:
    """Return where there is ink: in boxes, each sheared down by ``slope`` degrees to the right."""
    import numpy as np

    mask = np.zeros((height, width), np.uint8)
    for x0, y0, x1, y1 in boxes:
        for x in range(x0, x1):
            down = round((x - x0) * math.tan(math.radians(slope)))
            mask[y0 + down : y1 + down, x] = 255
    return mask


def room_given(width: int, height: int) -> Look:
    """Look at the size of a narrow picture made ready."""

    def look(settings: Settings) -> Any:
        import numpy as np

        from gongkai.document.fronts.ocr.picture import with_room

        return with_room(np.zeros((height, width, 3), np.uint8), settings).shape

    return look


def ink(shade: int) -> Look:
    """Look at how much ink is seen of a square of a shade on white, at 200 dots per inch."""

    def look(settings: Settings) -> Any:
        import numpy as np

        from gongkai.document.fronts.ocr.picture import ink_of

        picture = np.full((200, 200, 3), 255, np.uint8)
        picture[60:140, 60:140] = shade
        return int((ink_of(picture, 200, settings) > 0).sum())

    return look


def skew(width: int, height: int, *boxes: Box, slope: float) -> Look:
    """Look at the slope found of ink."""

    def look(settings: Settings) -> Any:
        from gongkai.document.fronts.ocr.picture import skew_of

        return round(skew_of(inked(width, height, *boxes, slope=slope), settings))

    return look


def turned(angle: float) -> Look:
    """Look at a black line turned by an angle."""

    def look(settings: Settings) -> Any:
        import numpy as np

        from gongkai.document.fronts.ocr.picture import straightened

        picture = np.full((100, 200, 3), 255, np.uint8)
        picture[50] = 0
        return int(straightened(picture, angle, settings).sum())

    return look


def ruled(*boxes: Box, text: Box | None = None) -> Look:
    """Look at the ruling lines found in ink at 100 dots per inch, over a text or none."""

    def look(settings: Settings) -> Any:
        from gongkai.document.fronts.ocr.picture import rules_of

        return rules_of(inked(300, 300, *boxes), 100, [text] if text else [], settings)[0]

    return look


def mark(settings: Settings) -> bool:
    """Look at whether a spot of three pixels is ink at 66 dots per inch."""
    from gongkai.document.fronts.ocr.picture import has_ink

    return has_ink(inked(30, 30, (10, 10, 13, 13)), (0, 0, 30, 30), 66, settings)


def run(width: float, height: float, *, down: float = 0.0, confidence: float = 1.0) -> Recognised:
    """Return a recognised text of two characters, its right end lower than its left."""
    corners = ((0.0, 0.0), (width, down), (width, height + down), (0.0, height))
    return Recognised("规章", corners, confidence)


def upright(*runs: Recognised) -> Look:
    """Look at how often a picture of these texts is recognised: again after it was turned."""

    def look(settings: Settings) -> Any:
        import numpy as np

        from gongkai.document.fronts.ocr import recognition

        calls = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(recognition, "recognise", lambda picture: calls.append(picture.shape) or list(runs))
            recognition._upright(np.zeros((10, 20, 3), np.uint8), settings)
        return calls

    return look


def true_size(height: float) -> Look:
    """Look at the resolution of a page, said to have 72 dots per inch, with texts of a height in pixels."""

    def look(settings: Settings) -> Any:
        from gongkai.document.fronts.ocr.recognition import _resolution

        return _resolution([run(100, height)], 72, settings)

    return look


def levelled(settings: Settings) -> Any:
    """Look at a slanting text set level."""
    from gongkai.document.fronts.ocr.recognition import _level

    return _level([run(150, 20, down=10)], settings.level_run)


def in_cell(see: Callable[[Any], Any], *boxes: Box) -> Look:
    """Look at what a cell of 100 pixels at 300 dots per inch makes of its ink."""

    def look(settings: Settings) -> Any:
        from gongkai.document.fronts.ocr.recognition import _Cells

        mask = inked(100, 100, *boxes)
        return see(_Cells(mask, mask, 300, settings))

    return look


def room_of(cells: Any) -> Any:
    return cells._room((0.0, 0.0, 24.0, 24.0))


def line_boxes(cells: Any) -> Any:
    return cells._line_boxes((0, 0, 100, 100))


def dashed(cells: Any) -> Any:
    return cells._dashed(room_of(cells), [Glyph("1", 0, 0, 5, 5)])


def touching(glyph: Sequence[float], box: tuple[float, float, float, float]) -> Look:
    """Look at whether a recognised text stands in a cell."""

    def look(settings: Settings) -> Any:
        from gongkai.document.fronts.ocr.recognition import _touches

        return _touches(Glyph("规章", *glyph), box, settings)

    return look


TEXT = (100, 100, 200, 140)
STRUCK = ruled((110, 120, 180, 122), text=TEXT)
DASH = (40, 50, 52, 55)
DASHED = tuple((x, y, x + 100, y + 4) for x, y in ((50, 50), (190, 57), (330, 65), (470, 72)))
HATCHED = tuple((x, 0, x + 8, 380) for x in range(0, 600, 40))
LYING = (run(10, 40), run(10, 40), run(10, 40), run(10, 40), run(40, 10))
PROBES: dict[str, Probe] = {
    "enlarged_most": Probe(1.5, opened(100, 100, 40)),
    "stated_least": Probe(50, resolution(1_000, 1_000, (72, 72))),
    "stated_most": Probe(1_000, resolution(1_000, 1_000, (700, 700))),
    "coarsest": Probe(50, resolution(100, 100)),
    "resampled_below": Probe(0.9, opened(100, 100, 240)),
    "resampled_above": Probe(1.1, opened(100, 100, 160)),
    "lying_least": Probe(1.5, resolution(1_400, 1_000)),
    "lying_most": Probe(1.35, resolution(1_400, 1_000)),
    "narrowest_picture": Probe(1, room_given(20, 100)),
    "narrowest_part": Probe(1_000, room_given(40, 4_000)),
    "ink_window": Probe(1, ink(0)),
    "ink_contrast": Probe(40, ink(225)),
    "steepest": Probe(2, skew(600, 300, (50, 50, 550, 54), slope=4)),
    "straight_enough": Probe(1, turned(0.5)),
    "inked_share": Probe(1, skew(600, 600, (50, 50, 550, 150), slope=3)),
    "long_run": Probe(300, skew(600, 600, *HATCHED, (0, 440, 600, 446), slope=2)),
    "slope_part": Probe(10, skew(2_000, 300, (50, 50, 450, 54), slope=3)),
    "slope_votes": Probe(50, skew(600, 300, (50, 50, 250, 54), slope=3)),
    "slope_gap": Probe(40, skew(600, 300, *DASHED, slope=3)),
    "scanned_across": Probe(0.2, ruled((50, 50, 75, 52))),
    "scanned_down": Probe(0.2, ruled((50, 50, 52, 72))),
    "scanned_break": Probe(15, ruled((50, 50, 70, 52), (75, 50, 95, 52))),
    "scanned_thick": Probe(0.2, ruled((50, 50, 150, 60))),
    "stroke_slack": Probe(0, ruled((130, 98, 132, 142), text=TEXT)),
    "strike_share": Probe(0.9, STRUCK),
    "strike_flat": Probe(5, STRUCK),
    "least_mark": Probe(10, mark),
    "mark_area": Probe(20, mark),
    "few_runs": Probe(10, upright(*LYING)),
    "tall_ratio": Probe(10, upright(*LYING)),
    "tall_share": Probe(1, upright(*LYING)),
    "poor_confidence": Probe(0.1, upright(*[run(40, 10, confidence=0.5)] * 4)),
    "level_run": Probe(100, levelled),
    "smallest_print": Probe(4, true_size(5)),
    "largest_print": Probe(40, true_size(30)),
    "usual_print": Probe(10, true_size(30)),
    "cell_inset": Probe(30, in_cell(room_of)),
    "cell_lines_gap": Probe(30, in_cell(line_boxes, (20, 10, 40, 30), (20, 37, 40, 57))),
    "dash_flat": Probe(3, in_cell(dashed, DASH)),
    "dash_thick": Probe(100, in_cell(dashed, DASH)),
    "reaching_text": Probe(0.6, touching((0, 0, 10, 10), (6, 0, 50, 10))),
    "reached_cell": Probe(0.9, touching((0, 0, 100, 10), (97, 0, 102, 10))),
}  # fmt: skip


@pytest.mark.skipif(not available(), reason="the extra gongkai[ocr] is not installed")
@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_looked_at() -> None:
    assert {field.name for field in fields(Scans)} == PROBES.keys()
