"""Pictures in a PDF larger than any scanner makes: drawing a page with one takes the memory of all its points."""

from __future__ import annotations

import io
from typing import Any

from gongkai.document import budget
from gongkai.errors import HostileDocument, TruncatedDocument
from gongkai.settings import Settings

_STEPS = 64


def refuse_large_pictures(data: bytes, settings: Settings) -> None:
    """Raise :class:`HostileDocument` where a picture of the file has more than ``max_pixels``."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                budget.spend(_STEPS)
                if isinstance(each, pikepdf.Stream) and str(each.get("/Subtype", "")) == "/Image":
                    _insist_on_picture(each, settings)
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise TruncatedDocument(f"PDF 文件已损坏（{error}）。", advice="请打印为新的 PDF 后再试。") from error


def _insist_on_picture(image: Any, settings: Settings) -> None:
    wide, high = _whole(image.get("/Width")), _whole(image.get("/Height"))
    if wide * high > settings.max_pixels:
        raise HostileDocument(f"PDF 里的图片有 {wide}×{high} 像素，超过上限。", advice="请打印为新的 PDF 后再试。")


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
