"""pdfium's functions that are called once per character or object, bound to plain addresses.

The general binding makes a Python object of every pointer, converts every argument and gives up the interpreter's
lock around every call; for functions that take less than a microsecond this is nearly all of their cost.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium

_ADDRESS, _INT, _UINT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint, ctypes.c_float
_HANDLE = ctypes.c_size_t


def _bound(function: Any, result: type, *arguments: type) -> Callable[..., Any]:
    prototype = ctypes.PYFUNCTYPE(result, *arguments)
    bound: Callable[..., Any] = prototype(ctypes.cast(function, _ADDRESS).value or 0)
    return bound


def address_of(pointer: object) -> int:
    """Return the address behind a pointer of the general binding."""
    return ctypes.cast(pointer, _ADDRESS).value or 0  # type: ignore[arg-type]  # ctypes' stub wants its own classes


char_unicode = _bound(pdfium.FPDFText_GetUnicode, _UINT, _ADDRESS, _INT)
char_object = _bound(pdfium.FPDFText_GetTextObject, _HANDLE, _ADDRESS, _INT)
char_loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _ADDRESS, _INT, _ADDRESS)
char_ink_box = _bound(
    pdfium.FPDFText_GetCharBox, _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS
)  # left, right, bottom, top

page_object = _bound(pdfium.FPDFPage_GetObject, _HANDLE, _ADDRESS, _INT)
form_count = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _ADDRESS)
form_object = _bound(pdfium.FPDFFormObj_GetObject, _HANDLE, _ADDRESS, ctypes.c_ulong)

object_kind = _bound(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
object_fill = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
object_stroke = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
object_transparent = _bound(pdfium.FPDFPageObj_HasTransparency, _INT, _ADDRESS)
object_clip = _bound(pdfium.FPDFPageObj_GetClipPath, _HANDLE, _ADDRESS)
text_render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _ADDRESS)

clip_paths = _bound(pdfium.FPDFClipPath_CountPaths, _INT, _ADDRESS)
clip_segments = _bound(pdfium.FPDFClipPath_CountPathSegments, _INT, _ADDRESS, _INT)
clip_segment = _bound(pdfium.FPDFClipPath_GetPathSegment, _HANDLE, _ADDRESS, _INT, _INT)

path_draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
path_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, _HANDLE, _ADDRESS, _INT)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
segment_kind = _bound(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
