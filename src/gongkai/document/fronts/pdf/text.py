"""The characters of a PDF page with their boxes, straight from pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Sequence

import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf import raw
from gongkai.document.fronts.pdf.geometry import View
from gongkai.document.fronts.pdf.looks import Box
from gongkai.document.fronts.pdf.paths import Drawn
from gongkai.document.fronts.pdf.runs import Run
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings


def quarter_turns(text: pdfium.FPDF_TEXTPAGE, count: int, otherwise: int, settings: Settings) -> int:
    """Return by how many clockwise quarters the page must be turned so that most of its text stands upright.

    A page without text is turned by ``otherwise``: what its ``/Rotate`` says, which may be wrong where there is text.
    """
    if not count:
        return otherwise
    step = max(count // settings.turn_sample, 1)
    angles = [pdfium.FPDFText_GetCharAngle(text, index) for index in range(0, count, step)]
    # A damaged text matrix has no angle: pdfium then gives NaN.
    turns = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if math.isfinite(angle))
    return turns.most_common(1)[0][0] if turns else otherwise


def page_glyphs(  # noqa: C901  (the hot path)
    text: pdfium.FPDF_TEXTPAGE, count: int, view: View, drawn: Drawn, settings: Settings
) -> tuple[list[Run], int]:
    """Return the characters of a page in the order drawn, by text object, and how many have no known meaning.

    Left out are text objects that paint nothing, what their clip cuts off, and what lies off the page; and spaces:
    the gaps tell them.
    """
    runs: list[Run] = []
    glyphs: list[Glyph] = []
    last = 0
    unmapped = 0
    rect = pdfium.FS_RECTF()
    rect_at, handle = ctypes.addressof(rect), raw.address_of(text)
    unicode_of, object_of, box_of = raw.char_unicode, raw.char_object, raw.char_loose_box
    new = tuple.__new__  # a page has thousands
    hidden, clips, looks = drawn.hidden, drawn.clips, drawn.looks
    em_boxes = _EmBoxes(text, settings)
    gap, into, level = settings.run_gap, -settings.run_overlap, settings.run_level
    (a, b, c, d, e, f), width, height = view
    for index in range(count):
        code = unicode_of(handle, index)
        if code <= 32 or code in _SPACES:
            unmapped += code in (0, 1) or 2 <= code <= 8
            continue
        if 0x7F <= code < 0xA0 or code >= 0xE000:
            unmapped += _is_unmapped(code)
        owner = object_of(handle, index)
        if owner in hidden:
            continue
        box_of(handle, index, rect_at)
        left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
        if abs((side := right - left) - (top - bottom)) < 0.01:
            left, bottom, right, top = em_boxes.of(index, owner, side) or (left, bottom, right, top)
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if owner in clips and _cut_off(clips[owner], x0, y0, x1, y1):
            continue
        if 0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height and x1 > x0 and y1 > y0:
            if owner != last:
                last = owner
                on = glyphs and _goes_on(glyphs[-1], x0, y0, into, gap, level)
                if not on or looks.get(owner) != looks.get(runs[-1].owner):
                    glyphs = []
                    runs.append(Run(owner, glyphs))
            glyphs.append(
                new(
                    Glyph,
                    (chr(code) if code < 0x2F00 or 0x2FD5 < code < 0xF900 else _character(code), x0, y0, x1, y1, 1.0),
                )
            )
    return runs, unmapped


def _goes_on(before: Glyph, x0: float, y0: float, into: float, gap: float, level: float) -> bool:
    """Tell whether a character of another text object stands close behind the last: some set each by itself."""
    return into < x0 - before.x1 < gap and abs(y0 - before.y0) < level


def _is_unmapped(code: int) -> bool:
    """Tell whether a code beyond ASCII stands for no character: control codes, private use, replacements."""
    return code < 0xA0 or 0xE000 <= code <= 0xF8FF or code in (0xFFFD, 0xFFFE)


def _cut_off(clip: Box, x0: float, y0: float, x1: float, y1: float) -> bool:
    """Tell whether more than half of a character, across or down, is cut off by its clip."""
    return not (clip[0] <= (x0 + x1) / 2 <= clip[2] and clip[1] <= (y0 + y1) / 2 <= clip[3])


def _character(code: int) -> str:
    """Return the character; radicals and compatibility forms that fonts put for a character (⼀ for 一) as that."""
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


class _EmBoxes:
    """The true em boxes of characters of vertical writing (竖排).

    For these pdfium leaves the text matrix out of the loose box: its side is then the bare font size.
    """

    def __init__(self, text: pdfium.FPDF_TEXTPAGE, settings: Settings) -> None:
        self.text = text
        self.share, self.same = settings.ink_share, settings.same_size
        self.handle = raw.address_of(text)
        self.sides = (ctypes.c_double * 4)()
        start = ctypes.addressof(self.sides)
        self.at = [start + 8 * side for side in range(4)]
        self.known: dict[int, tuple[float, float]] = {}

    def sizes(self, index: int, owner: int) -> tuple[float, float]:
        """Return a character's font size, bare and by its matrix: its text object's; no size without a matrix."""
        matrix = pdfium.FS_MATRIX()
        found = (math.inf, 0.0)
        if pdfium.FPDFText_GetMatrix(self.text, index, ctypes.byref(matrix)):
            bare = pdfium.FPDFText_GetFontSize(self.text, index)
            found = (bare, bare * math.hypot(matrix.c, matrix.d))
        if owner:
            self.known[owner] = found
        return found

    def of(self, index: int, owner: int, side: float) -> Box | None:
        """Return the em box of a character whose loose box is a square, or ``None`` where that one is right."""
        bare, size = self.known.get(owner) or self.sizes(index, owner)
        if abs(bare - side) > 0.01 * side or abs(size - side) < self.same * side:
            return None
        raw.char_ink_box(self.handle, index, *self.at)
        left, right, bottom, top = self.sides
        wide, high = right - left, top - bottom
        if self.share * side < (wide if wide > high else high) < 2 * self.share * side:
            return None
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self.text, index, ctypes.byref(x), ctypes.byref(y))
        return x.value, y.value, x.value + size, y.value + size


# Spaces of all kinds, soft hyphens, joiners and byte-order marks carry no ink.
_SPACES = frozenset([0xA0, 0xAD, 0x3000, 0xFEFF, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060])


def unmapped_count(text: pdfium.FPDF_TEXTPAGE, count: int, most: int) -> int:
    """Return how many of a sample of about ``most`` characters pdfium itself found no Unicode for, scaled to all."""
    step = max(count // most, 1)
    sample: Sequence[int] = range(0, count, step)
    return step * [int(pdfium.FPDFText_HasUnicodeMapError(text, index)) for index in sample].count(1)
