"""Pictures in a PDF larger than any scanner makes: drawing a page with one takes the memory of all its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gongkai.document import budget
from gongkai.errors import HostileDocument
from gongkai.settings import Settings

if TYPE_CHECKING:
    import pikepdf

_STEPS = 64


def refuse_large_pictures(pdf: pikepdf.Pdf, settings: Settings) -> None:
    """Raise :class:`HostileDocument` where a picture of the file has more than ``max_pixels``."""
    import pikepdf

    for each in pdf.objects:
        budget.spend(_STEPS)
        if isinstance(each, pikepdf.Stream) and str(each.get("/Subtype", "")) == "/Image":
            _insist_on_picture(each, settings)


def _insist_on_picture(image: Any, settings: Settings) -> None:
    wide, high = _whole(image.get("/Width")), _whole(image.get("/Height"))
    if wide * high > settings.max_pixels:
        raise HostileDocument(f"PDF 里的图片有 {wide}×{high} 像素，超过上限。", advice="请打印为新的 PDF 后再试。")


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
