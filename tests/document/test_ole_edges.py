"""Compound files as [MS-CFB] lays them down: the header that is written, and tables longer than the header lists."""

from __future__ import annotations

import random
import struct

import pytest

from gongkai.document.ole import MAGIC, CompoundFile, single_stream

FREE, END, FAT, DIFAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC
PAGE, SECTOR = 4096, 512


@pytest.mark.parametrize("pages", [1, 5, 1_021, 1_022, 2_500])
def test_a_file_with_one_stream_has_the_header_of_version_four(pages: int) -> None:
    content = random.Random(pages).randbytes(pages * PAGE - 7)
    made = single_stream("Workbook", content)
    # Its own sectors, the directory, the small stream and the tables, of which one tells of 1,024 sectors.
    tables = next(count for count in range(1, 9) if count * 1_024 >= count + 2 + pages)
    assert made.startswith(MAGIC + bytes(16))
    assert struct.unpack_from("<5H", made, 24) == (0x3E, 4, 0xFFFE, 12, 6)
    assert struct.unpack_from("<9I", made, 40) == (1, tables, tables, 0, PAGE, END, 0, END, 0)
    assert struct.unpack_from("<109I", made, 76) == (*range(tables), *[FREE] * (109 - tables))
    assert len(made) == PAGE * (1 + tables + 2 + pages)
    opened = CompoundFile(made)
    assert opened.intact()
    assert opened.read("Workbook", len(made)) == content.ljust(PAGE, b"\0")


def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBB3I", len(raw), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def test_tables_that_the_header_has_no_room_for_are_followed() -> None:
    """109 tables stand in the header, 112 are needed: the last three stand in a sector of their own (DIFAT)."""
    count, tables = 14_200, 112
    content = random.Random(9).randbytes(count * SECTOR)
    more, directory, first = tables, tables + 1, tables + 2
    fat = [*[FAT] * tables, DIFAT, END, *range(first + 1, first + count), END]
    fat += [FREE] * (tables * 128 - len(fat))
    header = MAGIC + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, directory, 0, PAGE, END, 0, more, 1) + struct.pack("<109I", *range(109))
    listed = struct.pack("<128I", 109, 110, 111, *[FREE] * 124, END)
    entries = entry("Root Entry", 5, 1, END, 0) + entry("WordDocument", 2, FREE, first, len(content))
    made = header + struct.pack(f"<{len(fat)}I", *fat) + listed + entries.ljust(SECTOR, b"\0") + content
    opened = CompoundFile(made)
    assert opened.intact()
    assert opened.read("WordDocument", len(made)) == content
