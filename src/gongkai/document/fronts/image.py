"""Pictures of a report: scans and screenshots as PNG, JPEG, TIFF (of several pages), BMP, GIF or WebP."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.document.fronts.ocr.engine import require
from gongkai.document.fronts.paging import OUT_OF_TIME, Enough, never, pages_unread
from gongkai.document.layout import Page, assemble
from gongkai.document.model import Document, Doubt
from gongkai.errors import EmptyDocument, HostileDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

    from gongkai.document.fronts.ocr.picture import Pixels

_A4 = (595.0, 842.0)  # GB/T 148, in points


def read_image(data: bytes, source: str, settings: Settings, enough: Enough = never) -> Document:
    """Recognise a picture; every frame of a TIFF is a page.

    Before each page ``enough`` is asked whether to stop; the pages that were not reached are named in a doubt.

    Raises :class:`ToolMissing` without the extra, :class:`TruncatedDocument`, :class:`EmptyDocument`,
    :class:`HostileDocument` (a picture of more than ``max_pixels``), :class:`OversizedDocument` (no time for any page).
    """
    if not data:
        raise EmptyDocument("图片文件是空的。")
    require("这是图片")
    unread: list[Doubt] = []
    blocks = assemble(list(_pages(data, settings, enough, unread)), settings)
    if not blocks:
        if unread:
            raise OversizedDocument(f"图片{unread[0].message}", advice="请拆分后再报。")
        raise EmptyDocument("图片里没有认出任何文字。")
    return Document(source, "image", blocks, doubts=tuple(unread), recognised=True)


def _pages(data: bytes, settings: Settings, enough: Enough, unread: list[Doubt]) -> Iterator[Page]:
    """Yield the pages up to the limits; put a doubt that names those beyond into ``unread``."""
    from PIL import Image, ImageSequence, UnidentifiedImageError

    from gongkai.document.fronts.ocr.recognition import recognise_page

    try:
        with Image.open(io.BytesIO(data)) as file:
            count = getattr(file, "n_frames", 1)
            for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                many = number > settings.max_ocr_pages
                if many or enough(number):
                    reason = f"超过上限 {settings.max_ocr_pages} 页" if many else OUT_OF_TIME
                    unread.append(pages_unread(range(number, count + 1), reason))
                    break
                picture, dpi = _pixels(frame, settings)
                yield recognise_page(picture, dpi, number, settings)
    except Image.DecompressionBombError as error:
        raise HostileDocument(f"图片展开后过大（{error}）。") from error
    except UnidentifiedImageError as error:
        raise TruncatedDocument("图片文件已损坏，无法打开。", advice="请重新保存后再试。") from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        # Pillow says SyntaxError for a broken PNG chunk, ValueError for impossible headers.
        raise TruncatedDocument(f"图片文件不完整（{error}）。", advice="请重新保存后再试。") from error


def _pixels(frame: Image.Image, settings: Settings) -> tuple[Pixels, float]:
    """Return a frame as pixels at about ``ocr_dpi``, upright by its EXIF mark, and its resolution."""
    import numpy as np
    from PIL import Image, ImageOps

    if frame.width * frame.height > settings.max_pixels:
        raise HostileDocument(f"图片有 {frame.width}×{frame.height} 像素，超过上限 {settings.max_pixels:.0f}。")
    upright = ImageOps.exif_transpose(frame)
    if upright.has_transparency_data:
        paper = Image.new("RGBA", upright.size, "white")
        paper.alpha_composite(upright.convert("RGBA"))
        upright = paper
    upright = upright.convert("RGB")
    dpi = _resolution(upright.width, upright.height, frame.info.get("dpi"), settings)
    factor = min(settings.ocr_dpi / dpi, settings.enlarged_most)
    # Pictures near the wanted size are left alone: every resampling costs sharpness.
    if factor < settings.resampled_below or factor > settings.resampled_above:
        size = (max(round(upright.width * factor), 1), max(round(upright.height * factor), 1))
        upright = upright.resize(size, Image.Resampling.LANCZOS)
        dpi *= factor
    return np.ascontiguousarray(np.asarray(upright, dtype=np.uint8)[:, :, ::-1]), dpi


def _resolution(width: int, height: int, stated: object, settings: Settings) -> float:
    """Return the dots per inch a scanner stated, else those of a page of A4; a part of a page is as wide as one."""
    # Below the least, programs state their screen and not the paper.
    least, most = settings.stated_least, settings.stated_most
    if isinstance(stated, tuple) and stated and least <= float(stated[0]) <= most:
        return float(stated[0])
    lying = settings.lying_least < width / height < settings.lying_most
    # A picture with fewer across a page is a part of one, or holds nothing to read.
    return max(width / (_A4[1] if lying else _A4[0]) * 72, settings.coarsest)
