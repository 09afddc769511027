"""Excel 97 workbooks (.xls, .et), read by python-calamine and the file's own records."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from gongkai.document.fronts.xls import read_xls
from gongkai.document.fronts.xls_records import SheetLook, looks, made_safe
from gongkai.document.ole import CompoundFile
from gongkai.errors import EncryptedDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import Settings
from tests.document.office_samples import grids, lines, places, texts
from tests.document.test_ole import compound

BOOK = (Path(__file__).parents[1] / "data/office/book.xls").read_bytes()


def test_an_old_workbook_reads_like_a_new_one() -> None:
    document = read_xls(BOOK, "a.xls")
    assert lines(document) == ["清和镇2024年政府信息公开工作年度报告"]
    assert [texts(each) for each in grids(document)] == [
        [["信息内容", "制发", "废止", "有效"], ["规章", "0", "1", "2.5"], ["规范性文件", "", "4", "5"]],
        [["单位", "1"], ["2"]],
    ]
    assert places(grids(document)[1])["单位"] == (1, 1, 2, 1)
    assert (document.kind, document.meta["sheets"]) == ("xlsx", "年报")


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_looks_are_read_from_the_records() -> None:
    fonts = b"".join(record(0x31, struct.pack("<HH", 200, 8 if n == 4 else 0)) for n in range(5))
    formats = record(0xE0, struct.pack("<HH", 0, 0)) + record(0xE0, struct.pack("<HH", 5, 0))
    head = record(0x809, bytes(16)) + fonts + formats
    listed = record(0x85, struct.pack("<IBB", 0, 0, 0) + b"\1\0A")
    start = len(head) + len(listed)
    listed = record(0x85, struct.pack("<IBB", start, 0, 0) + b"\1\0A")
    body = record(0x809, bytes(16)) + record(0x208, struct.pack("<6HHH", 2, 0, 9, 0, 0, 0, 0x20, 0))
    body += record(0x7D, struct.pack("<5H", 3, 4, 0, 0, 1)) + record(0x203, struct.pack("<3H", 7, 1, 1) + bytes(8))
    body += record(0xBD, struct.pack("<2H", 8, 2) + struct.pack("<HI", 0, 0) + struct.pack("<HI", 1, 0) + b"\3\0")
    (look,) = looks(head + listed + body + record(0x0A))
    assert (look.hidden_rows, look.hidden_columns) == ({3}, [(4, 5)])
    # Font index 5 is the fifth font: there is no font 4.
    assert look.unseen == {(8, 2), (9, 4)}
    assert (look.last_row, look.last_column) == (9, 4)


def test_a_password_is_noticed() -> None:
    with pytest.raises(EncryptedDocument):
        looks(record(0x809, bytes(16)) + record(0x2F, bytes(54)))


def test_records_cut_off_anywhere_do_not_crash() -> None:
    stream = CompoundFile(BOOK).read("Workbook", len(BOOK))
    for end in range(0, len(stream), 37):
        looks(stream[:end])


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_workbook_cut_off_is_truncated(tenth: int) -> None:
    with pytest.raises(TruncatedDocument):
        read_xls(BOOK[: len(BOOK) * tenth // 10], "a.xls")


def test_a_workbook_of_absurd_extent_is_refused() -> None:
    # The text cell of the last row of the sheet, moved to the far corner.
    where = BOOK.index(struct.pack("<HH2H", 0xFD, 10, 7, 0))
    moved = BOOK[: where + 4] + struct.pack("<2H", 65535, 255) + BOOK[where + 8 :]
    with pytest.raises(OversizedDocument):
        read_xls(moved, "a.xls", Settings())


def test_stated_extents_are_set_to_the_real_ones() -> None:
    """Believed, the first would ask for terabytes and end the process."""
    stream = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0)) + record(0x0A)
    safe = made_safe(stream, [SheetLook(last_row=7, last_column=3)])
    assert safe == record(0x200, struct.pack("<IIHHH", 0, 7, 0, 3, 0)) + record(0x0A)
    with pytest.raises(TruncatedDocument):
        made_safe(record(0xFC, struct.pack("<II", 5, 0xFFFFFFF0)), [])


def test_a_sheet_said_to_begin_amid_something_else_is_refused() -> None:
    """From there on anything may pass for a record, and its extent be believed."""
    with pytest.raises(TruncatedDocument):
        made_safe(record(0x809, bytes(16)) + record(0x85, struct.pack("<IBB", 7, 0, 0)), [])


def test_sectors_in_a_circle_do_not_end_the_process() -> None:
    """Followed without a limit, this chain fills the memory."""
    data = bytearray(compound({"Workbook": CompoundFile(BOOK).read("Workbook", len(BOOK)).ljust(9000, b"\0")}))
    assert grids(read_xls(bytes(data), "a.xls"))
    start, _ = CompoundFile(bytes(data)).streams["Workbook"]
    struct.pack_into("<I", data, 512 + 4 * (start + 1), start)
    with pytest.raises(TruncatedDocument):
        read_xls(bytes(data), "a.xls")
