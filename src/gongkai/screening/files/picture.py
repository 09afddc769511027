"""Pictures: what the camera and the programs wrote into them, and the text they show where recognition is installed."""

from __future__ import annotations

import io
import re
from typing import Any

from gongkai.document.kinds import Kind, Sniffed
from gongkai.document.opening import read_one
from gongkai.errors import EmptyDocument, HostileDocument, TruncatedDocument, UnreadableDocument
from gongkai.screening.files.gathering import Gathered, from_document
from gongkai.screening.files.office import is_person
from gongkai.screening.model import Content, Place
from gongkai.settings import Settings

_PEOPLE = (0x013B, 0x9C9D, 0xA430)  # Artist, XPAuthor, CameraOwnerName (Exif 2.3)
_GPS, _EXIF, _THUMBNAIL = 0x8825, 0x8769, 1  # IFD1 holds the thumbnail
_WIDE = range(0x9C9B, 0x9CA0)  # XP tags are UTF-16
_HERE = Place("metadata")
_MARKUP = re.compile(r"<[^<>]+>")
_LONGEST = 4_000


def read_picture(data: bytes, settings: Settings, *, recognise: bool) -> Content:
    """Return what a picture holds; its text only if asked to ``recognise`` it, and where recognition is installed."""
    gathered = Gathered()
    _written_in(data, gathered, settings)
    if recognise:
        try:
            from_document(read_one(data, "", settings, Sniffed(Kind.IMAGE)), gathered)
        except UnreadableDocument as error:
            if not isinstance(error, EmptyDocument):
                gathered.unread.append(f"图片里的文字没有查：{error}")
    return gathered.content()


def _written_in(data: bytes, gathered: Gathered, settings: Settings) -> None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > settings.max_pixels:
                raise HostileDocument(f"图片有 {picture.width}×{picture.height} 像素，超过上限。")
            exif = picture.getexif()
            _exif(exif, gathered)
            for key, value in picture.info.items():
                if isinstance(value, str) and key not in ("icc_profile", "dpi"):
                    gathered.text(_MARKUP.sub(" ", value[:_LONGEST]), _HERE, "cached-data")
                elif isinstance(value, bytes) and key in ("xmp", "XML:com.adobe.xmp", "comment", "photoshop"):
                    text = value[:_LONGEST].decode("utf-8", "replace")
                    gathered.text(_MARKUP.sub(" ", text), _HERE, "cached-data")
    except Image.DecompressionBombError as error:
        raise HostileDocument(f"图片展开后过大（{error}）。") from error
    except UnidentifiedImageError as error:
        raise TruncatedDocument("图片文件已损坏，无法打开。", advice="请重新保存后再试。") from error
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError) as error:
        # Pillow says SyntaxError for a broken PNG chunk, ValueError, KeyError or TypeError for an impossible header.
        raise TruncatedDocument(f"图片文件不完整（{error}）。", advice="请重新保存后再试。") from error


def _exif(exif: Any, gathered: Gathered) -> None:
    if exif.get_ifd(_GPS):
        gathered.trace("location", _HERE, "图片记有拍摄地点的经纬度")
    if exif.get_ifd(_THUMBNAIL):
        gathered.trace("thumbnail", _HERE, "图片里存有缩略图")
    for tag, value in [*exif.items(), *exif.get_ifd(_EXIF).items()]:
        text = _text(tag, value)
        if tag in _PEOPLE and is_person(text):
            gathered.trace("author", _HERE, text)
        elif text:
            gathered.text(text, _HERE, "cached-data")


def _text(tag: int, value: object) -> str:
    if isinstance(value, bytes):
        value = value[:_LONGEST]
        text = value.decode("utf-16-le", "replace") if tag in _WIDE else value.decode("utf-8", "replace")
        return text.replace("\0", "").removeprefix("ASCII").removeprefix("UNICODE").strip()
    return _as_utf8(value[:_LONGEST]).strip() if isinstance(value, str) else ""


def _as_utf8(text: str) -> str:
    """Return a text that Pillow took for Latin as the UTF-8 it is (Exif knows only ASCII, and nobody keeps to it)."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
