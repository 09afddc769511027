"""A picture as a stream of a PDF: point for point as PNG packs it, or as JPEG, with nothing besides."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from gongkai.settings import Settings

if TYPE_CHECKING:
    from PIL import Image

_HEAD = 8
"""The signature of a PNG file."""
_FRAME = 12
"""Length, name and checksum around the content of each chunk of a PNG file."""


class Packed(NamedTuple):
    """A picture's points, packed, and how."""

    data: bytes
    photograph: bool
    """Whether they are packed as JPEG."""
    grey: bool
    width: int
    height: int


def lossless(picture: Image.Image) -> Packed:
    """Pack a grey or coloured picture point for point (zlib over PNG's filters, ISO 32000-1, 7.4.4.4)."""
    out = io.BytesIO()
    _bare(picture).save(out, "PNG", compress_level=6)
    return Packed(b"".join(_chunks(out.getvalue())), False, picture.mode == "L", *picture.size)


def photograph(picture: Image.Image, settings: Settings) -> Packed:
    """Pack a grey or coloured picture as JPEG, each block of eight by eight points for itself."""
    out = io.BytesIO()
    _bare(picture).save(
        out, "JPEG", quality=settings.redaction_quality, subsampling=0, optimize=False, progressive=False
    )
    return Packed(out.getvalue(), True, picture.mode == "L", *picture.size)


def _bare(picture: Image.Image) -> Image.Image:
    """Return a picture without what its file said besides: Pillow writes comments and profiles on."""
    bare = picture.copy()
    bare.info = {}
    return bare


def _chunks(png: bytes) -> Iterator[bytes]:
    at = _HEAD
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        if png[at + 4 : at + 8] == b"IDAT":
            yield png[at + 8 : at + 8 + length]
        at += length + _FRAME
