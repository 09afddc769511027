"""Pages of foreign files as pictures of our own making, bounded in size."""

from __future__ import annotations

import io
import threading

import pypdfium2
from PIL import Image, ImageSequence, UnidentifiedImageError

from gongkai.document import refuse_overdrawn
from gongkai.errors import UnreadableDocument
from gongkai.settings import DEFAULT_SETTINGS
from gongkai_site.intake.limits import LIMITS

_DOTS_PER_INCH = 110
_WIDEST = 1_800
_MOST_PIXELS = 6_000_000
_one_at_a_time = threading.Lock()  # pdfium is not safe for several threads


def page_picture(data: bytes, number: int) -> bytes | None:
    """Return page ``number`` (from 1) of a PDF or of a picture file as PNG; ``None`` where there is no such page."""
    if number < 1 or number > LIMITS.max_pages:
        return None
    return _pdf_page(data, number) if data[:1024].lstrip().startswith(b"%PDF") else _frame(data, number)


def _pdf_page(data: bytes, number: int) -> bytes | None:
    with _one_at_a_time:
        try:
            refuse_overdrawn(data, DEFAULT_SETTINGS, first=number, last=number)
            document = pypdfium2.PdfDocument(data)
        except (pypdfium2.PdfiumError, UnreadableDocument):
            return None
        try:
            if number > len(document):
                return None
            page = document[number - 1]
            width, height = page.get_size()
            area = max(width * height, 1.0)
            scale = min(_DOTS_PER_INCH / 72, _WIDEST / max(width, height, 1.0), (_MOST_PIXELS / area) ** 0.5)
            image = page.render(scale=scale).to_pil()
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()
    return _png(image)


def _frame(data: bytes, number: int) -> bytes | None:
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > LIMITS.max_pixels:
                return None
            for place, frame in enumerate(ImageSequence.Iterator(image), 1):
                if place == number:
                    shown = frame.convert("RGB")
                    shown.thumbnail((_WIDEST, _WIDEST * 2))
                    return _png(shown)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    return None


def _png(image: Image.Image) -> bytes:
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()
