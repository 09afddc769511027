from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.archive import Archive, Budget, gunzip, is_junk
from gongkai.errors import (
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnsupportedKind,
)
from gongkai.settings import Settings
from tests.document.office_samples import zipped

SETTINGS = Settings()


def archive_with_raw_name(raw: bytes, content: bytes = b"x", extra: bytes = b"") -> bytes:
    """A zip whose member's name is these bytes, without the UTF-8 flag, as old Windows tools write it."""
    info = zipfile.ZipInfo("A" * len(raw))
    info.extra = extra
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr(info, content)
    return buffer.getvalue().replace(b"A" * len(raw), raw)


NAMES = [
    ("gbk", "镇政府.html"),
    ("gbk", "联通.txt"),
    ("gbk", "一.txt"),
    ("gbk", "年报/2024年/发改局.docx"),
    ("utf-8", "镇政府.html"),
    ("big5", "縣政府公開"),
    ("ascii", "plain.html"),
    ("gb18030", "㐀村.txt"),
]


@pytest.mark.parametrize(("encoding", "name"), NAMES)
def test_names_are_read_as_their_writer_meant_them(encoding: str, name: str) -> None:
    assert list(Archive(archive_with_raw_name(name.encode(encoding)), SETTINGS).names) == [name]


def test_a_backslash_parts_folders_but_not_a_character() -> None:
    # The second byte of 歕 in GBK is a backslash.
    assert "歕".encode("gbk").endswith(b"\\")
    assert list(Archive(archive_with_raw_name("甲\\歕.txt".encode("gbk")), SETTINGS).names) == ["甲/歕.txt"]


def test_a_unicode_path_field_is_believed() -> None:
    name = "年报.txt".encode()
    extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, zlib.crc32(b"????.txt")) + name
    data = archive_with_raw_name(b"\xff\xfe\xfd\xfc.txt", extra=extra)
    assert list(Archive(data, SETTINGS).names) == ["年报.txt"]


def test_a_member_without_a_name_is_junk() -> None:
    data = archive_with_raw_name(b"A").replace(b"A", b"\0")
    assert [is_junk(each) for each in Archive(data, SETTINGS).names] == [True]


def test_control_characters_in_names_are_harmless() -> None:
    assert list(Archive(archive_with_raw_name(b"a\x1b[2J.txt"), SETTINGS).names) == ["a\ufffd[2J.txt"]


JUNK = [
    "__MACOSX/._a.docx",
    ".DS_Store",
    "甲/.DS_Store",
    "~$年报.docx",
    "Thumbs.db",
    "x/desktop.ini",
    "._a.docx",
    ".~a.docx",
]


@pytest.mark.parametrize("name", JUNK)
def test_what_systems_leave_behind_is_junk(name: str) -> None:
    assert is_junk(name)
    assert not is_junk("年报/" + name.split("/")[-1].strip("~$._") + "1")


@given(st.dictionaries(st.text("abc公开", min_size=1, max_size=8), st.binary(max_size=200), max_size=6))
def test_what_was_packed_is_unpacked(members: dict[str, bytes]) -> None:
    archive = Archive(zipped(members), SETTINGS)
    assert {name: archive.read(name) for name in archive.names} == members


@given(st.binary(max_size=3000))
def test_gzip_round_trip(content: bytes) -> None:
    assert gunzip(gzip.compress(content), SETTINGS, Budget.of(SETTINGS)) == content
    twice = gzip.compress(content) + gzip.compress(b"!") + b"\0\0"
    assert gunzip(twice, SETTINGS, Budget.of(SETTINGS)) == content + b"!"


def test_gzip_cut_off_or_damaged_is_truncated() -> None:
    data = gzip.compress(bytes(range(256)) * 20)
    for broken in (data[:-9], data[:12], data[:20] + b"\xff\xff\xff" + data[23:]):
        with pytest.raises(TruncatedDocument):
            gunzip(broken, SETTINGS, Budget.of(SETTINGS))


def test_a_gzip_bomb_is_stopped_at_the_limit() -> None:
    with pytest.raises(HostileDocument):
        gunzip(gzip.compress(bytes(3_000_000)), Settings(max_bytes=1_000_000), Budget.of(SETTINGS))


def test_a_member_that_unpacks_to_far_more_is_hostile() -> None:
    archive = Archive(zipped({"a": bytes(30_000_000)}), SETTINGS)
    with pytest.raises(HostileDocument, match="压缩炸弹"):
        archive.read("a")


def test_a_small_member_may_be_as_dense_as_it_likes() -> None:
    assert len(Archive(zipped({"a": bytes(1_000_000)}), SETTINGS).read("a")) == 1_000_000


def test_a_member_larger_than_allowed_is_too_large() -> None:
    with pytest.raises(OversizedDocument):
        Archive(zipped({"a": bytes(5_000)}), Settings(max_bytes=4_000)).read("a")


def test_the_budget_of_all_members_together_is_kept() -> None:
    settings = Settings(max_unpacked=10_000)
    archive = Archive(zipped({name: bytes(4_000) for name in "abc"}), settings)
    archive.read("a"), archive.read("b")
    with pytest.raises(HostileDocument):
        archive.read("c")
    with pytest.raises(HostileDocument):
        Archive(zipped({name: bytes(4_000) for name in "abc"}), settings).check()


def test_a_header_that_understates_the_size_unpacks_no_more_than_it_states() -> None:
    data = bytearray(zipped({"a": bytes(2_000_000)}))
    central = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, central + 24, 100)
    with pytest.raises(TruncatedDocument):
        Archive(bytes(data), SETTINGS).read("a")


def test_overlapping_members_are_hostile() -> None:
    """The quoted-overlap bomb: every entry leads to the same compressed bytes."""
    one = zipped({"a": b"x" * 1000})
    start, end = one.rindex(b"PK\x01\x02"), one.rindex(b"PK\x05\x06")
    central = one[start:end]
    both = central + central.replace(b"a", b"b")
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2, 2, len(both), start, 0)
    with pytest.raises((HostileDocument, TruncatedDocument)):
        Archive(one[:start] + both + tail, SETTINGS).read("b")


def test_too_many_members_are_too_many() -> None:
    with pytest.raises(OversizedDocument):
        Archive(zipped({str(n): b"" for n in range(30)}), Settings(max_members=20))


@pytest.mark.parametrize("junk", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"PK\x05\x06", b"x" * 1000])
def test_no_directory_no_archive(junk: bytes) -> None:
    with pytest.raises(TruncatedDocument):
        Archive(junk, SETTINGS)


def test_encrypted_and_strangely_packed_members_are_refused_by_name() -> None:
    data = bytearray(zipped({"a": b"secret"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(EncryptedDocument):
        Archive(bytes(data), SETTINGS).read("a")
    with pytest.raises(UnsupportedKind):
        Archive(zipped({"a": b"packed"}, zipfile.ZIP_LZMA), SETTINGS).read("a")


def test_a_damaged_member_is_truncated() -> None:
    data = bytearray(zipped({"a": b"0123456789" * 50}))
    data[34:44] = b"\xff" * 10
    with pytest.raises(TruncatedDocument):
        Archive(bytes(data), SETTINGS).read("a")
