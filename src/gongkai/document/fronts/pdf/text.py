"""The characters of a PDF page with their boxes, straight from pdfium."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf.geometry import View
from gongkai.document.layout.model import Glyph

_SAMPLE = 40


def quarter_turns(text: pdfium.FPDF_TEXTPAGE, count: int, otherwise: int) -> int:
    """Return by how many clockwise quarters the page must be turned so that most of its text stands upright.

    A page without text is turned by ``otherwise``: what its ``/Rotate`` says, which may be wrong where there is text.
    """
    if not count:
        return otherwise
    step = max(count // _SAMPLE, 1)
    angles = [pdfium.FPDFText_GetCharAngle(text, index) for index in range(0, count, step)]
    # A damaged text matrix has no angle: pdfium then gives NaN.
    turns = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if math.isfinite(angle))
    return turns.most_common(1)[0][0] if turns else otherwise


def page_glyphs(
    text: pdfium.FPDF_TEXTPAGE, count: int, view: View, hidden: Collection[int] = ()
) -> tuple[list[Glyph], int]:
    """Return the visible characters of a page in the order drawn, and how many of them stand for no known character.

    ``hidden`` holds the addresses of text objects to leave out. Spaces are left out: the gaps tell them.
    """
    glyphs: list[Glyph] = []
    unmapped = 0
    rect = pdfium.FS_RECTF()
    by_reference = ctypes.byref(rect)
    unicode_of, box_of, ink_of = (
        pdfium.FPDFText_GetUnicode,
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharBox,
    )
    sides = [ctypes.c_double() for _ in range(4)]
    ink_left, ink_right, ink_bottom, ink_top = sides
    references = [ctypes.byref(side) for side in sides]
    (a, b, c, d, e, f), width, height = view
    for index in range(count):
        code = unicode_of(text, index)
        if code <= 32 or code in _SPACES:
            unmapped += code in (0, 1) or 2 <= code <= 8
            continue
        if code == 0xFFFE or code == 0xFFFD or 0xE000 <= code <= 0xF8FF or 0x7F <= code < 0xA0:
            unmapped += 1
        if hidden and _address(pdfium.FPDFText_GetTextObject(text, index)) in hidden:
            continue
        box_of(text, index, by_reference)
        left, top, right, bottom = rect.left, rect.top, rect.right, rect.bottom
        ink_of(text, index, *references)
        if abs((side := right - left) - (top - bottom)) < 0.01 and not (
            0.6 * side < max(ink_right.value - ink_left.value, ink_top.value - ink_bottom.value) < 1.2 * side
        ):
            left, bottom, right, top = _em_box(text, index, side) or (left, bottom, right, top)
        x0, y0 = a * left + c * top + e, b * left + d * top + f
        x1, y1 = a * right + c * bottom + e, b * right + d * bottom + f
        if x1 < x0:
            x0, x1 = x1, x0
        if y1 < y0:
            y0, y1 = y1, y0
        if 0 <= x0 + x1 <= 2 * width and 0 <= y0 + y1 <= 2 * height and x1 > x0 and y1 > y0:
            glyphs.append(Glyph(_character(code), x0, y0, x1, y1))
    return glyphs, unmapped


def _character(code: int) -> str:
    """Return the character; radicals and compatibility forms that fonts put for a character (⼀ for 一) as that."""
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code)


def _em_box(text: pdfium.FPDF_TEXTPAGE, index: int, side: float) -> tuple[float, float, float, float] | None:
    """Return the true em box of a character of vertical writing (竖排), or ``None`` for any other.

    For these pdfium leaves the text matrix out of the loose box: its side is then the bare font size.
    """
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)):
        return None
    bare = pdfium.FPDFText_GetFontSize(text, index)
    size = bare * math.hypot(matrix.c, matrix.d)
    if abs(bare - side) > 0.01 * side or abs(size - side) < 0.05 * side:
        return None
    pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value, x.value + size, y.value + size


# Spaces of all kinds, soft hyphens, joiners and byte-order marks carry no ink.
_SPACES = frozenset([0xA0, 0xAD, 0x3000, 0xFEFF, *range(0x2000, 0x2010), 0x2028, 0x2029, 0x202F, 0x205F, 0x2060])


def unmapped_count(text: pdfium.FPDF_TEXTPAGE, count: int) -> int:
    """Return how many of a sample of up to 200 characters pdfium itself found no Unicode for, scaled to all."""
    step = max(count // 200, 1)
    sample: Sequence[int] = range(0, count, step)
    return step * [int(pdfium.FPDFText_HasUnicodeMapError(text, index)) for index in sample].count(1)


def _address(pointer: object) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # ctypes' stub wants its own pointer classes
