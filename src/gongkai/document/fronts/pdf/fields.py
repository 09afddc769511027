"""What was filled in or marked over a page: form field values, typed-over notes, and strike-out marks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.document.fronts.pdf.geometry import View
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings

_TEXTUAL = (pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX)
_UNSEEN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW


def page_annotations(
    page: pdfium.FPDF_PAGE, form: pypdfium2.PdfFormEnv | None, view: View, settings: Settings
) -> tuple[list[Glyph], list[tuple[float, float, float, float]]]:
    """Return ``(values, struck)``: texts at their rectangles, and rectangles that a strike-out mark covers."""
    values: list[Glyph] = []
    struck: list[tuple[float, float, float, float]] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), settings.max_fields)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            kind = pdfium.FPDFAnnot_GetSubtype(annotation)
            if kind not in (pdfium.FPDF_ANNOT_WIDGET, pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STRIKEOUT):
                continue
            rect = pdfium.FS_RECTF()
            if pdfium.FPDFAnnot_GetFlags(annotation) & _UNSEEN or not pdfium.FPDFAnnot_GetRect(
                annotation, ctypes.byref(rect)
            ):
                continue
            box = view.matrix.box(rect.left, rect.bottom, rect.right, rect.top)
            if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
                struck.append(box)
            else:
                values += _lines(_value(annotation, kind, form, settings.longest_field), box)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return values, struck


def _value(annotation: pdfium.FPDF_ANNOTATION, kind: int, form: pypdfium2.PdfFormEnv | None, longest: int) -> str:
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        contents = b"Contents"
        return _string(lambda at, size: pdfium.FPDFAnnot_GetStringValue(annotation, contents, at, size), longest)
    if form is None or pdfium.FPDFAnnot_GetFormFieldType(form.raw, annotation) not in _TEXTUAL:
        return ""
    handle = form.raw
    return _string(lambda at, size: pdfium.FPDFAnnot_GetFormFieldValue(handle, annotation, at, size), longest)


def _string(get: Callable[[object, int], int], longest: int) -> str:
    """Call a pdfium getter that fills a buffer with UTF-16; its length is in bytes, a closing zero included."""
    size = min(get(None, 0), 2 * longest)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    get(buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", errors="replace").strip("\0 \r\n\t")


def _lines(text: str, box: tuple[float, float, float, float]) -> list[Glyph]:
    """Spread the lines of a value over its rectangle, each as one run of characters."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    x0, y0, x1, y1 = box
    height = (y1 - y0) / max(len(lines), 1)
    return [Glyph(line, x0, y0 + i * height, x1, y0 + (i + 1) * height) for i, line in enumerate(lines)]
