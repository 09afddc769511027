"""A picture of a page made ready: upright, straight, its ruling lines found, its ink told from its noise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from gongkai.document.layout.model import Rule
from gongkai.settings import Settings

Pixels = NDArray[np.uint8]
"""Rows of blue-green-red pixels, shape (height, width, 3)."""
Mask = NDArray[np.uint8]
"""255 where there is ink, shape (height, width)."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in pixels."""


def ink_of(picture: Pixels, dpi: float, settings: Settings) -> Mask:
    """Return where the ink is, whatever the light."""
    grey = cv2.medianBlur(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), 3)
    window, darker = int(dpi / settings.ink_window) | 1, settings.ink_contrast
    return _mask(cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, darker))


def with_room(picture: Pixels, settings: Settings) -> Pixels:
    """Return the picture with white at its right and foot where the engine would shrink it to nothing."""
    height, width = picture.shape[:2]
    least = max(settings.narrowest_picture, max(height, width) // settings.narrowest_part)
    if min(height, width) >= least:
        return picture
    down, right = max(least - height, 0), max(least - width, 0)
    return _mask(cv2.copyMakeBorder(picture, 0, down, 0, right, cv2.BORDER_CONSTANT, value=(255, 255, 255)))


def skew_of(ink: Mask, settings: Settings) -> float:
    """Return the angle of the page's long lines against the horizontal, in degrees, clockwise; 0 without such lines."""
    small = cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    _, small = cv2.threshold(small, 60, 255, cv2.THRESH_BINARY)
    full = settings.inked_share * small.size
    if cv2.countNonZero(small) > full:
        # A drawing, or a dark picture: the search would take minutes. Characters hold no long runs, lines do.
        run = cv2.getStructuringElement(cv2.MORPH_RECT, (settings.long_run, 1))
        small = _mask(cv2.morphologyEx(small, cv2.MORPH_OPEN, run))
        if cv2.countNonZero(small) > full:
            return 0.0
    least, votes, gap = small.shape[1] // settings.slope_part, settings.slope_votes, settings.slope_gap
    lines = cv2.HoughLinesP(small, 1, np.pi / 1800, votes, minLineLength=least, maxLineGap=gap)
    if lines is None:
        return 0.0
    found = lines.reshape(-1, 4).astype(float)
    angles = np.degrees(np.arctan2(found[:, 3] - found[:, 1], found[:, 2] - found[:, 0]))
    flat = angles[np.abs(angles) <= settings.steepest]
    return float(np.median(flat)) if len(flat) else 0.0


def straightened(picture: Pixels, angle: float, settings: Settings) -> Pixels:
    """Return the picture turned back by ``angle`` degrees, white where nothing was."""
    if abs(angle) < settings.straight_enough:
        return picture
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    white = (255, 255, 255)
    return _mask(cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=white))


def rules_of(ink: Mask, dpi: float, texts: Sequence[Box], settings: Settings) -> tuple[list[Rule], Mask]:
    """Return the ruling lines in pixels, and the ink without them.

    Strokes of large characters, which lie within one of the boxes of ``texts``, are no rulings.
    """
    rules: list[Rule] = []
    lines = np.zeros_like(ink)
    gap = max(int(dpi / settings.scanned_break), 2)
    for across, least in ((True, settings.scanned_across), (False, settings.scanned_down)):
        found = _runs(ink, int(dpi * least), gap, across)
        for piece in _pieces(found, dpi * settings.scanned_thick, across):
            if not any(_is_stroke(piece, text, across, settings) for text in texts):
                x0, y0, x1, y1 = map(int, piece)
                lines[y0:y1, x0:x1] |= found[y0:y1, x0:x1]
                rules.append(piece)
    grown = cv2.dilate(lines, np.ones((3, 3), np.uint8))
    return rules, _mask(cv2.bitwise_and(ink, cv2.bitwise_not(grown)))


def _is_stroke(rule: Rule, text: Box, across: bool, settings: Settings) -> bool:
    """Tell whether a line lies within a text; one that runs along most of it strikes it out and is a line."""
    x0, y0, x1, y1 = text
    slack = settings.stroke_slack * (y1 - y0)
    within = x0 - slack <= rule.x0 and rule.x1 <= x1 + slack and y0 - slack <= rule.y0 and rule.y1 <= y1 + slack
    if not within or not across:
        return within
    most_of_it = rule.x1 - rule.x0 > settings.strike_share * (x1 - x0)
    return not (most_of_it and x1 - x0 > settings.strike_flat * (y1 - y0))


def _runs(ink: Mask, least: int, gap: int, across: bool) -> Mask:
    """Return straight runs of ink of at least ``least`` pixels, small breaks closed."""
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (gap, 1) if across else (1, gap))
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (least, 1) if across else (1, least))
    return _mask(cv2.morphologyEx(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, kernel))


def _pieces(runs: Mask, thickest: float, across: bool) -> list[Rule]:
    count, _, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    pieces = []
    for x, y, width, height, _ in stats[1:count].tolist():
        if (height if across else width) <= thickest:
            pieces.append(Rule(x, y, x + width, y + height))
    return pieces


def has_ink(text: Mask, box: tuple[int, int, int, int], dpi: float, settings: Settings) -> bool:
    """Tell whether something is printed inside ``(x0, y0, x1, y1)``: a mark at least as large as a full stop."""
    x0, y0, x1, y1 = box
    region = np.ascontiguousarray(text[y0:y1, x0:x1])
    if not region.size or not region.any():
        return False
    count, _, stats, _ = cv2.connectedComponentsWithStats(region, connectivity=8)
    least = dpi / settings.least_mark
    inked = least * settings.mark_area
    return any(max(w, h) >= least and area >= inked for _, _, w, h, area in stats[1:count].tolist())


def ink_box(text: Mask, box: tuple[int, int, int, int], margin: int) -> tuple[int, int, int, int]:
    """Return the part of ``box`` that holds its ink, with a margin."""
    x0, y0, x1, y1 = box
    ys, xs = np.nonzero(text[y0:y1, x0:x1])
    if not len(xs):
        return box
    return (
        max(x0 + int(xs.min()) - margin, x0),
        max(y0 + int(ys.min()) - margin, y0),
        min(x0 + int(xs.max()) + 1 + margin, x1),
        min(y0 + int(ys.max()) + 1 + margin, y1),
    )


def framed(picture: Pixels, box: tuple[int, int, int, int]) -> Pixels:
    """Return a part of the picture with white around it, as the engine likes lone characters."""
    x0, y0, x1, y1 = box
    pad = max((y1 - y0) // 4, 4)
    crop = picture[y0:y1, x0:x1]
    return _mask(cv2.copyMakeBorder(crop, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=(255, 255, 255)))


def _mask(array: Any) -> NDArray[np.uint8]:
    """Narrow what OpenCV returns, which has no useful type of its own."""
    return np.asarray(array, dtype=np.uint8)
