"""OLE2 compound files ([MS-CFB]), as far as opening needs them: which streams are there, and a stream's bytes.

Word 97, WPS and Excel 97 files and password-protected OOXML all come in this container; only the names of the
streams tell them apart.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping

from gongkai.errors import TruncatedDocument

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REGULAR = 0xFFFFFFFA
_FAT_SECTOR, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF
_PAGE = 4096
_DAMAGED = "文件已损坏或不完整（复合文档结构读不通）。"
_ADVICE = "请重新下载，或请填报单位重新另存后再报。"


class CompoundFile:
    """The streams of an OLE2 file held in memory.

    ``streams`` maps every stream's bare name to ``(first sector, size in bytes)``; storages are flattened, and the
    first of two streams with one name wins. Raises :class:`TruncatedDocument` when the structure cannot be followed.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        if len(data) < 512 or not data.startswith(MAGIC):
            raise TruncatedDocument(_DAMAGED, advice=_ADVICE)
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise TruncatedDocument(_DAMAGED, advice=_ADVICE)
        self._sector = 1 << shift
        _, directory, _, self._cutoff, mini_fat, _, difat, _ = struct.unpack_from("<8I", data, 44)
        self._fat = self._read_fat(difat)
        self._mini_fat = _longs(self._chain(mini_fat)) if mini_fat < _LAST_REGULAR else ()
        self.streams: Mapping[str, tuple[int, int]]
        entries = self._chain(directory)
        self._listed_whole = len(entries) % self._sector == 0
        self.streams, root = _entries(entries)
        self._mini_stream = self._chain(root) if root < _LAST_REGULAR else b""

    def read(self, name: str, limit: int) -> bytes:
        """Return at most ``limit`` bytes from the start of the stream ``name`` (``KeyError`` if there is none)."""
        start, size = self.streams[name]
        size = min(size, limit)
        if self.streams[name][1] >= self._cutoff:
            return self._chain(start, size)[:size]
        pieces, seen = [], 0
        while start < _LAST_REGULAR and seen < size and start < len(self._mini_fat):
            pieces.append(self._mini_stream[start * 64 : start * 64 + 64])
            seen += 64
            start = self._mini_fat[start]
        return b"".join(pieces)[:size]

    def intact(self) -> bool:
        """True if directory and streams are there to their last byte; what was cut off may still be listed."""
        return self._listed_whole and all(
            size < self._cutoff or self._is_whole(start, size) for start, size in self.streams.values()
        )

    def _is_whole(self, sector: int, size: int) -> bool:
        """True if the chain from ``sector`` holds ``size`` bytes of the file and no sector twice."""
        seen: set[int] = set()
        held = 0
        while held < size and sector < len(self._fat) and sector not in seen:
            seen.add(sector)
            held += len(self._one(sector))
            sector = self._fat[sector]
        return held >= size

    def _read_fat(self, difat: int) -> tuple[int, ...]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        per_sector = self._sector // 4
        followed = 0
        while difat < _LAST_REGULAR and followed <= len(self._data) // self._sector:
            more = _longs(self._one(difat))
            sectors.extend(more[:-1])
            difat = more[-1] if len(more) == per_sector else _LAST_REGULAR
            followed += 1
        # A FAT longer than the file has sectors can only repeat itself.
        most = len(self._data) // self._sector + 1
        pieces = [self._one(each) for each in sectors if each < _LAST_REGULAR][:most]
        return _longs(b"".join(pieces))

    def _one(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _chain(self, sector: int, limit: int | None = None) -> bytes:
        pieces: list[bytes] = []
        most = len(self._data) // self._sector + 1
        if limit is not None:
            most = min(most, limit // self._sector + 1)
        while sector < len(self._fat) and len(pieces) < most:
            pieces.append(self._one(sector))
            sector = self._fat[sector]
        return b"".join(pieces)


def single_stream(name: str, content: bytes) -> bytes:
    """Return a well-formed compound file with one stream, for libraries that trust the chains they follow.

    ``content`` is filled up with zeros to the 4096 bytes from which streams have sectors of their own.
    """
    content = content.ljust(_PAGE, b"\0")
    count = -(-len(content) // _PAGE)
    tables = 1
    while tables * (_PAGE // 4) < tables + 2 + count:
        tables += 1
    # Some readers insist on a stream for small contents, so there is one with nothing in it.
    small, first = tables + 1, tables + 2
    fat = [_FAT_SECTOR] * tables + [_END, _END, *range(first + 1, first + count), _END]
    header = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 4, 0xFFFE, 12, 6)
    header += struct.pack("<9I", 1, tables, tables, 0, _PAGE, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    directory = _entry("Root Entry", 5, 1, small, _PAGE) + _entry(name, 2, _FREE, first, len(content))
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(tables * _PAGE, b"\xff")
    parts = (header, table, directory, bytes(_PAGE), content)
    return b"".join(part.ljust(-(-len(part) // _PAGE) * _PAGE, b"\0") for part in parts)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _longs(data: bytes) -> tuple[int, ...]:
    count = len(data) // 4
    return struct.unpack_from(f"<{count}I", data)


def _entries(directory: bytes) -> tuple[dict[str, tuple[int, int]], int]:
    """Return the streams of a directory and the first sector of the mini stream (held by the root entry)."""
    streams: dict[str, tuple[int, int]] = {}
    root = 0xFFFFFFFE
    for at in range(0, len(directory) - 127, 128):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        start, size = struct.unpack_from("<II", directory, at + 116)
        if kind == 5:
            root = start
        elif kind == 2 and 2 <= length <= 64:
            name = directory[at : at + length - 2].decode("utf-16-le", "replace")
            streams.setdefault(name, (start, size))
    return streams, root
