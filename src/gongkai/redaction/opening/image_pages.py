"""Scans and photographs as pages: every frame of a TIFF or GIF is one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gongkai.document import budget
from gongkai.errors import HostileDocument, OversizedDocument, TruncatedDocument
from gongkai.redaction.opening.pages import PageWords
from gongkai.redaction.opening.pictures import padded, plain
from gongkai.redaction.opening.recognised import page_words
from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_SAVE_AS = "请重新保存后再试。"


class ImagePages:
    """The frames of a picture; raises :class:`TruncatedDocument`, :class:`HostileDocument` and the like."""

    def __init__(self, data: bytes, settings: Settings) -> None:
        from PIL import Image

        self._settings = settings
        with _told():
            self._file = Image.open(io.BytesIO(data))
            self.count = int(getattr(self._file, "n_frames", 1))
        if self.count > settings.redaction_pages:
            raise OversizedDocument(
                f"图片有 {self.count} 页，超过上限 {settings.redaction_pages} 页。", advice="请拆分。"
            )

    def picture(self, number: int) -> Image.Image:
        """Return one frame, upright by its EXIF mark."""
        from PIL import Image, ImageOps

        budget.allow(self._settings.redaction_seconds)
        with _told():
            if self.count > 1:
                self._file.seek(number - 1)
            width, height = self._file.size
            if width * height > self._settings.max_pixels:
                raise HostileDocument(f"图片有 {width}×{height} 像素，超过上限 {self._settings.max_pixels}。")
            self._file.load()
            upright = plain(ImageOps.exif_transpose(self._file))
        budget.check()
        most = self._settings.redaction_pixels
        if upright.width * upright.height > most:
            factor = (most / (upright.width * upright.height)) ** 0.5
            size = (max(int(upright.width * factor), 1), max(int(upright.height * factor), 1))
            upright = upright.resize(size, Image.Resampling.LANCZOS)
        return padded(upright)

    def words(self, number: int, *, recognise: bool) -> PageWords:
        """Return the words that recognition finds in a frame."""
        return page_words(number, (), self.picture(number), "这一页是图片", recognise=recognise)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


@contextmanager
def _told() -> Iterator[None]:
    from PIL import Image, UnidentifiedImageError

    try:
        yield
    except Image.DecompressionBombError as error:
        raise HostileDocument(f"图片展开后过大（{error}）。") from error
    except UnidentifiedImageError as error:
        raise TruncatedDocument("图片文件已损坏，无法打开。", advice=_SAVE_AS) from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError) as error:
        # Pillow says SyntaxError for a broken PNG chunk, ValueError, KeyError or TypeError for an impossible header.
        raise TruncatedDocument(f"图片文件不完整（{error}）。", advice=_SAVE_AS) from error
