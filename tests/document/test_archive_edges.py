"""Archives at their edges: limits met exactly, names with more behind them, gzip over its whole window."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile

import pytest

from gongkai.document.archive import Archive, Budget, gunzip, members
from gongkai.errors import OversizedDocument
from gongkai.settings import Settings
from tests.document.office_samples import zipped

CENTRAL_ENTRY = b"PK\x01\x02"


def raw_name(raw: bytes, extra: bytes = b"") -> bytes:
    info = zipfile.ZipInfo("A" * len(raw))
    info.extra = extra
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr(info, b"x")
    return buffer.getvalue().replace(b"A" * len(raw), raw)


def stored(content: bytes) -> bytes:
    """A zip with one member that is not packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as opened:
        opened.writestr("a", content)
    return buffer.getvalue()


def field(tag: int, content: bytes) -> bytes:
    return struct.pack("<HH", tag, len(content)) + content


def test_gzip_refers_back_over_the_whole_window() -> None:
    block = random.Random(1).randbytes(30_000)
    settings = Settings()
    assert gunzip(gzip.compress(block * 2, 9), settings, Budget.of(settings)) == block * 2


@pytest.mark.parametrize(
    "fields",
    [
        (field(0x7075, b"\x01" + bytes(4) + "镇政府.html".encode()), field(0x5455, b"\x01\x02\x03\x04\x05")),
        (field(0x5455, b"\x01\x02\x03\x04\x05"), field(0x7075, b"\x01" + bytes(4) + "镇政府.html".encode())),
    ],
    ids=["before another field", "behind another field"],
)
def test_a_unicode_path_field_ends_where_it_says(fields: tuple[bytes, bytes]) -> None:
    assert list(Archive(raw_name(b"\x80\x81\x82.html", b"".join(fields)), Settings()).names) == ["镇政府.html"]


def test_a_name_ends_at_its_first_nul() -> None:
    assert list(Archive(raw_name(b"a.txt\0.exe"), Settings()).names) == ["a.txt"]


def test_ten_times_as_many_marks_of_entries_as_members_allowed_are_opened_and_one_more_is_not() -> None:
    settings = Settings(max_members=2)
    fewer = 10 * settings.max_members - 1  # the archive's own entry is one
    assert list(Archive(stored(CENTRAL_ENTRY * fewer), settings).names) == ["a"]
    with pytest.raises(OversizedDocument):
        Archive(stored(CENTRAL_ENTRY * (fewer + 1)), settings)


def test_members_beyond_the_budget_of_all_archives_together_are_not_read() -> None:
    archive = Archive(zipped(dict.fromkeys("abcd", b"x")), Settings())
    found = list(members(archive, Budget.of(Settings(max_members=2))))
    assert [name for name, _ in found] == ["a", "b", "c"]
    assert [data for _, data in found[:2]] == [b"x", b"x"] and isinstance(found[2][1], OversizedDocument)
