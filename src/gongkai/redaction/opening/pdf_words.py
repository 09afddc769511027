"""Where the characters of a PDF page stand on its picture, and whether its text may be all that is seen."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document import budget
from gongkai.document.fronts.pdf import raw
from gongkai.document.fronts.pdf.text import unmapped_count
from gongkai.errors import OversizedDocument
from gongkai.redaction.model import Box
from gongkai.redaction.opening.pages import Sign
from gongkai.settings import Settings

_FINE = 1_000_000
"""Steps of a page's side in which pdfium tells a place on the page as it is seen."""
_STEPS = 64
_LOOKED_AT = 64
"""Segments of a shape by which it is told whether it has curves, as the outlines of characters do."""


class PageSigns(NamedTuple):
    """The characters of a page's text, and how many of them have no known meaning."""

    signs: tuple[Sign, ...]
    unmapped: int


def page_signs(page: pypdfium2.PdfPage, settings: Settings) -> PageSigns:
    """Return every character of a page that has a place on it, hidden or not: more is marked, never less."""
    text = page.get_textpage()
    try:
        count = max(pdfium.FPDFText_CountChars(text), 0)
        if count > settings.max_text:
            raise OversizedDocument(f"PDF 一页有 {count} 字，超出上限。", advice="请拆分后再试。")
        handle = raw.address_of(text.raw)
        rect = pdfium.FS_RECTF()
        rect_at = ctypes.addressof(rect)
        place = _View(page)
        signs: list[Sign] = []
        for index in range(count):
            if not index % _STEPS:
                budget.spend(_STEPS)
            code = raw.char_unicode(handle, index)
            if code <= 32 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
                continue
            raw.char_loose_box(handle, index, rect_at)
            box = place.of(rect.left, rect.top, rect.right, rect.bottom)
            if box is not None:
                signs.append(Sign(chr(code), box))
        return PageSigns(tuple(signs), unmapped_count(text, count, settings.unmapped_sample) if count else 0)
    finally:
        text.close()


class _View:
    """From user space to hundredths of the page as it is seen: crop box and rotation are pdfium's to know.

    The map is affine: three points tell it.
    """

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self._page = page
        x0, y0 = self._device(0, 0)
        x1, y1 = self._device(_SPAN, 0)
        x2, y2 = self._device(0, _SPAN)
        self._map = ((x1 - x0) / _SPAN, (x2 - x0) / _SPAN, x0, (y1 - y0) / _SPAN, (y2 - y0) / _SPAN, y0)

    def _device(self, x: float, y: float) -> tuple[float, float]:
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(self._page, 0, 0, _FINE, _FINE, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        return across.value / _FINE * 100, down.value / _FINE * 100

    def of(self, left: float, top: float, right: float, bottom: float) -> Box | None:
        """Return a box on the page, as far as it lies there; ``None`` where it does not."""
        a, b, c, d, e, f = self._map
        xs = (a * left + b * top + c, a * right + b * bottom + c)
        ys = (d * left + e * top + f, d * right + e * bottom + f)
        x0, x1 = max(min(xs), 0.0), min(max(xs), 100.0)
        y0, y1 = max(min(ys), 0.0), min(max(ys), 100.0)
        return Box(x0, y0, x1, y1) if x0 < x1 and y0 < y1 else None


_SPAN = 100.0
"""How far apart, in points, the places are by which the map is told."""


def doubted(page: pypdfium2.PdfPage, found: PageSigns, settings: Settings) -> str:
    """Return why a page may show words that its text does not have; empty where nothing speaks for it."""
    if not found.signs:
        return "这一页没有文字层"
    if found.unmapped > settings.unmapped_share * len(found.signs):
        return "这一页的文字层读不通"
    return _pictured(page, settings)


def _pictured(page: pypdfium2.PdfPage, settings: Settings) -> str:
    """Return why shapes or pictures on a page may show words; those inside a form count at any size."""
    wide, high = page.get_size()
    curved = 0
    for number, each in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH))):
        if number > settings.max_objects:
            return "这一页的图形过多"
        budget.spend()
        if each.type == pdfium.FPDF_PAGEOBJ_PATH:
            curved += _is_curved(each)
            if curved > settings.redaction_curves:
                return "这一页有许多图形，可能是转成曲线的文字"
            continue
        left, bottom, right, top = each.get_bounds()
        if each.level or (right - left) * (top - bottom) > settings.redaction_picture_share * wide * high:
            return "这一页有图片"
    return ""


def _is_curved(path: pypdfium2.PdfObject) -> bool:
    handle = raw.address_of(path.raw)
    for number in range(min(raw.path_segments(handle), _LOOKED_AT)):
        if raw.segment_kind(raw.path_segment(handle, number)) == pdfium.FPDF_SEGMENT_BEZIERTO:
            return True
    return False
