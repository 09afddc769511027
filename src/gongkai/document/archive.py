"""Zip containers opened without trust: bounded members, bounded bytes, names as their writer meant them.

Nothing is ever written to disk under a member's name, so absolute or climbing names are harmless here.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import IO

from gongkai.document import budget as document_budget
from gongkai.errors import (
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.settings import Settings

_RESEND = "请重新打包或重新下载后再报。"
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_UNICODE_PATH = 0x7075
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_JUNK_FOLDERS = frozenset({"__MACOSX", ".git", ".svn"})
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_CHINESE_NAME = re.compile(r"[ -~\u3400-\u9fff\u3000-\u301f\uff00-\uffef\u2010-\u2026\u00b7]+")
_PIECE = 1 << 20
_CENTRAL_ENTRY = b"PK\x01\x02"
# What zipfile and the decompressors raise on damaged input, by their sources; RuntimeError is an unknown password.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    KeyError,
    IndexError,
    OverflowError,
)


@dataclass
class Budget:
    """What may still be unpacked from one file handed in, shared by all archives nested in it."""

    bytes_left: int
    members_left: int

    @classmethod
    def of(cls, settings: Settings) -> Budget:
        """Return the full budget the settings give."""
        return cls(settings.max_unpacked, settings.max_members)

    def spend(self, size: int) -> None:
        """Take ``size`` unpacked bytes off; raises :class:`HostileDocument` when none are left."""
        self.bytes_left -= size
        if self.bytes_left < 0:
            raise HostileDocument("压缩包解开后的数据量超出上限，疑为压缩炸弹，已停止读取。", advice=_RESEND)

    def spend_member(self) -> None:
        """Count one member; raises :class:`OversizedDocument` beyond the limit."""
        self.members_left -= 1
        if self.members_left < 0:
            raise OversizedDocument("压缩包内文件过多，其余未读。", advice="请分成几个压缩包。")


class Archive:
    """A zip file in memory; ``names`` maps each member's name, rightly decoded, to its entry.

    Raises :class:`TruncatedDocument` (no central directory, damaged), :class:`HostileDocument` (overlapping
    members) and :class:`OversizedDocument` (too many members) on construction.
    """

    def __init__(self, data: bytes, settings: Settings, budget: Budget | None = None) -> None:
        self._settings = settings
        self._budget = budget or Budget.of(settings)
        # Counted before zipfile builds an object for each; archives stored inside may add some, hence the margin.
        if data.count(_CENTRAL_ENTRY) > 10 * settings.max_members:
            raise OversizedDocument("压缩包内文件过多。", advice="请分成几个压缩包。")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise TruncatedDocument("压缩包不完整或已损坏（读不到文件目录）。", advice=_RESEND) from error
        infos = self._zip.infolist()
        if len(infos) > settings.max_members:
            raise OversizedDocument(f"压缩包内有 {len(infos)} 个文件，过多。", advice="请分成几个压缩包。")
        _refuse_overlap(infos)
        self.names: Mapping[str, zipfile.ZipInfo] = {
            _name(each): each for each in infos if not each.filename.endswith("/")
        }

    def read(self, name: str, limit: float | None = None) -> bytes:
        """Return a member unpacked, never more than ``limit`` bytes (default ``max_bytes``) held at once.

        Raises :class:`KeyError` for an unknown name and otherwise the errors of :class:`UnreadableDocument`:
        encrypted, hostile (ratio or budget), too large, damaged, or packed by a method not supported.
        """
        info = self.names[name]
        self._refuse(info, int(self._settings.max_bytes if limit is None else limit))
        try:
            with self._zip.open(info) as stream:
                unpacked = _unpacked(stream, info.file_size)
        except _DAMAGE as error:
            raise TruncatedDocument("文件不完整或已损坏（解压出错）。", advice=_RESEND) from error
        self._budget.spend(len(unpacked))
        return unpacked

    def check(self) -> None:
        """Raise what reading the members would raise for their stated sizes, before another program unpacks them."""
        for info in self.names.values():
            self._refuse(info, int(self._settings.max_bytes))
            self._budget.spend(info.file_size)

    def _refuse(self, info: zipfile.ZipInfo, limit: int) -> None:
        settings = self._settings
        if info.flag_bits & _ENCRYPTED_FLAG:
            raise EncryptedDocument("压缩包内的文件设有密码。", advice="请去掉密码后重新打包。")
        if info.compress_type not in _METHODS:
            raise UnsupportedKind("压缩包用了不支持的压缩方法。", advice="请改用普通 zip 格式重新打包。")
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > settings.ratio_from and ratio > settings.max_ratio:
            raise HostileDocument(f"解压后是压缩前的 {ratio:.0f} 倍，疑为压缩炸弹，未予读取。", advice=_RESEND)
        if info.file_size > limit:
            raise OversizedDocument(
                f"解压后有 {info.file_size / 1e6:.0f} MB，超出上限。", advice="请拆分或压缩图片后再报。"
            )
        if info.file_size > self._budget.bytes_left:
            self._budget.spend(info.file_size)


def members(archive: Archive, budget: Budget) -> Iterator[tuple[str, bytes | UnreadableDocument]]:
    """Yield name and bytes, or name and error, of each member worth reading, in the archive's order.

    What operating systems and editors leave behind (``__MACOSX``, ``Thumbs.db``, ``~$…``) is passed over.
    """
    for name in archive.names:
        if is_junk(name):
            continue
        try:
            budget.spend_member()
            yield name, archive.read(name)
        except UnreadableDocument as error:
            yield name, error
            if budget.members_left < 0 or budget.bytes_left < 0:
                return


def is_junk(name: str) -> bool:
    """True for files no person put there: lock files, thumbnails, resource forks."""
    *folders, last = name.split("/")
    lowered = last.lower()
    return (
        not last
        or not _JUNK_FOLDERS.isdisjoint(folders)
        or lowered in _JUNK_NAMES
        or last.startswith(("~$", ".~", "._"))
    )


def _unpacked(stream: IO[bytes], size: int) -> bytes:
    """Unpack a member piece by piece: a document's time may be used up on the way.

    zipfile itself stops at the declared size, so a lying header unpacks no more than it declares.
    """
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
        document_budget.spend(len(piece) >> 10)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def gunzip(data: bytes, settings: Settings, budget: Budget) -> bytes:
    """Return the single file in a gzip stream; the same errors as :meth:`Archive.read`."""
    limit = settings.max_bytes
    pieces: list[bytes] = []
    total = 0
    try:
        while data:
            unpacker = zlib.decompressobj(wbits=31)
            pieces.append(unpacker.decompress(data, limit - total + 1))
            total += len(pieces[-1])
            if total > limit:
                raise HostileDocument("gzip 文件解压后超出上限，疑为压缩炸弹。", advice=_RESEND)
            if not unpacker.eof:
                raise TruncatedDocument("gzip 文件不完整。", advice=_RESEND)
            # Further members may follow; padding of zeros or other trailing bytes are no member.
            data = unpacker.unused_data if unpacker.unused_data.startswith(b"\x1f\x8b") else b""
    except zlib.error as error:
        raise TruncatedDocument("gzip 文件已损坏。", advice=_RESEND) from error
    budget.spend(total)
    return b"".join(pieces)


def _refuse_overlap(infos: list[zipfile.ZipInfo]) -> None:
    """Members sharing one compressed stream are how small archives unpack to petabytes without nesting."""
    ordered = sorted(infos, key=lambda each: each.header_offset)
    for one, following in pairwise(ordered):
        if one.header_offset + 30 + one.compress_size > following.header_offset:
            raise HostileDocument("压缩包内的文件互相重叠，疑为压缩炸弹，未予读取。", advice=_RESEND)


def _name(info: zipfile.ZipInfo) -> str:
    """Decode a member's name: Unicode path field, UTF-8 flag, else UTF-8 or GB18030 by what makes sense."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG and not name.isascii():
        # zipfile read the bytes as cp437, which loses nothing.
        raw = name.encode("cp437", "replace")
        name = _unicode_path(info.extra) or _decode(raw)
    name = name.split("\0", 1)[0].replace("\\", "/")
    return re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "\ufffd", name)


def _unicode_path(extra: bytes) -> str | None:
    at = 0
    while at + 4 <= len(extra):
        tag, size = struct.unpack_from("<HH", extra, at)
        if tag == _UNICODE_PATH and size > 5:
            return extra[at + 9 : at + 4 + size].decode("utf-8", "replace")
        at += 4 + size
    return None


def _decode(raw: bytes) -> str:
    readings = []
    for encoding in ("utf-8", "gb18030", "big5"):
        try:
            readings.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    # A short GBK name can be valid UTF-8 by chance, a Big5 name nearly always is valid GBK: read by the wrong rule it
    # shows letters, kana or box drawing among its characters.
    chinese = [each for each in readings if _CHINESE_NAME.fullmatch(each)]
    return (chinese or readings or [raw.decode("cp437")])[0]
