"""Which pictures may be an emblem: small PNG files, of which only what draws the picture is kept."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from gongkai_site.errors import InvalidInput

LARGEST = 64 * 1024
LARGEST_SIDE = 512
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""Texts, times, places and profiles that a file carries beside its picture are left out."""


def checked_emblem(data: bytes) -> bytes:
    """Return the picture as it is kept. Raises :class:`InvalidInput` for all else; an SVG can hold scripts."""
    if len(data) > LARGEST:
        raise InvalidInput("徽标文件太大。", advice=f"请用不超过{LARGEST // 1024}KB的PNG图片。")
    if not data.startswith(_SIGNATURE):
        raise InvalidInput("徽标不是PNG图片。", advice="请另存为PNG格式再上传；不收SVG，它可能带有脚本。")
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _KEPT]
    kinds = [kind for kind, _body in chunks]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        raise InvalidInput("徽标图片不完整。", advice="请用看图软件打开后另存为PNG再上传。")
    width, height = struct.unpack(">II", chunks[0][1][:8])
    if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
        raise InvalidInput(
            f"徽标尺寸为{width}×{height}像素，太大。", advice=f"宽和高都不要超过{LARGEST_SIDE}像素，建议128×128。"
        )
    return _SIGNATURE + b"".join(_written(kind, body) for kind, body in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each part of the file; stops where a part is cut off or its checksum is wrong."""
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body, check = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(check) < 4 or struct.unpack(">I", check)[0] != zlib.crc32(kind + body):  # four bytes
            return
        yield kind, body
        at += 12 + length


def _written(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
