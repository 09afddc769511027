"""The words in the picture of a page, where recognition is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.document import budget
from gongkai.redaction.model import Box
from gongkai.redaction.opening.pages import PageWords, Sign

if TYPE_CHECKING:
    from PIL import Image

_FULL = 100.0


def page_words(number: int, signs: tuple[Sign, ...], picture: Image.Image, why: str, *, recognise: bool) -> PageWords:
    """Return the words of a page of which the picture may hold more than the file says; ``why`` it may."""
    from gongkai.document.fronts.ocr.engine import available

    aspect = picture.width / picture.height
    if not recognise:
        return PageWords(number, aspect, signs, unread=f"{why}，其中的文字没有识别")
    if not available():
        return PageWords(number, aspect, signs, unread=f"{why}，没有安装文字识别组件（gongkai[ocr]），其中的文字没有查")
    return PageWords(number, aspect, signs, recognised_in(picture), looked=True)


def recognised_in(picture: Image.Image) -> tuple[Sign, ...]:
    """Return the runs of characters that recognition reads in a picture."""
    import numpy as np

    from gongkai.document.fronts.ocr.engine import recognise

    budget.scanned_page()
    wide, high = picture.size
    found = recognise(np.ascontiguousarray(np.asarray(picture.convert("RGB"), dtype=np.uint8)[:, :, ::-1]))
    budget.check()
    signs = []
    for each in found:
        xs, ys = [x for x, _ in each.corners], [y for _, y in each.corners]
        left, right = max(min(xs) / wide, 0) * _FULL, min(max(xs) / wide, 1) * _FULL
        top, bottom = max(min(ys) / high, 0) * _FULL, min(max(ys) / high, 1) * _FULL
        if left < right and top < bottom:
            signs.append(Sign(each.text, Box(left, top, right, bottom)))
    return tuple(signs)
