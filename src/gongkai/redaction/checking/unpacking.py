"""The points of a picture, taken out of the file again; what its stream holds besides points is found."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from gongkai.redaction.checking.survival import PageImage

if TYPE_CHECKING:
    from PIL import Image

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2
"""Kinds of pictures in PNG."""
_HELD = frozenset((0xDB, 0xC0, 0xC4, 0xDA))
"""Segments of JPEG that its points need: tables, frame, scan."""
_START, _STOP, _APPLICATION, _SCAN = b"\xff\xd8", b"\xff\xd9", 0xE0, 0xDA
_JFIF = 16
"""Length of the first segment without a thumbnail."""


class ForeignData(Exception):
    """A picture's stream holds something besides its points, or not as many as it says."""


def unpacked(image: PageImage) -> Image.Image:
    """Return a picture's points; raises :class:`ForeignData`."""
    from PIL import Image

    data = image.data if image.photograph else _as_png(image)
    if image.photograph:
        _insist_on_bare_jpeg(data)
    try:
        with Image.open(io.BytesIO(data)) as file:
            file.load()
            picture = file.copy()
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
        raise ForeignData(f"图像打不开（{error}）") from error
    if picture.size != (image.width, image.height) or picture.mode != ("L" if image.grey else "RGB"):
        raise ForeignData("图像的大小或者色彩不是所写的那样")
    return picture


def _as_png(image: PageImage) -> bytes:
    colours = 1 if image.grey else 3
    size = image.height * (1 + image.width * colours)
    unpacker = zlib.decompressobj()
    try:
        points = unpacker.decompress(image.data, size + 1)
    except zlib.error as error:
        raise ForeignData(f"图像打不开（{error}）") from error
    if len(points) != size or not unpacker.eof or unpacker.unused_data:
        raise ForeignData("图像之外还有数据")
    header = struct.pack(">IIBBBBB", image.width, image.height, 8, _GREY if image.grey else _COLOUR, 0, 0, 0)
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        for name, content in ((b"IHDR", header), (b"IDAT", image.data), (b"IEND", b""))
    )


def _insist_on_bare_jpeg(data: bytes) -> None:
    if not data.startswith(_START) or data.find(_STOP) != len(data) - 2:
        raise ForeignData("图像之外还有数据")
    at = 2
    while True:
        if at + 4 > len(data) or data[at] != 0xFF:
            raise ForeignData("图像打不开（缺少标记）")
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if marker not in _HELD and not (
            marker == _APPLICATION and length == _JFIF and data[at + 4 : at + 8] == b"JFIF"
        ):
            raise ForeignData("图像里写有拍摄信息、缩略图或者说明")
        if marker == _SCAN:
            return
        at += 2 + length
