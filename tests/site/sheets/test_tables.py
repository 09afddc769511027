"""Files that are no good table are refused in plain Chinese, and never eat the machine's memory."""

import io
import struct
import zipfile

import pytest

from gongkai.document.ole import single_stream
from gongkai_site.audit.models import Event
from gongkai_site.errors import UnreadableFile
from gongkai_site.records.models import StagedFile
from gongkai_site.records.staging import stage_file
from gongkai_site.sheets import tables
from gongkai_site.sheets.tables import open_tables
from tests.site import build
from tests.site.records.build import workbook

GOOD = workbook([["收费项目", "日期", "金额"], ["停车", "2025-3-5", 3]])


def changed(part: str, text: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return the good workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    return out.getvalue()


def sheet(cells: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{head}{cells}</sheetData></worksheet>".encode()


SHEET = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "empty": (b"", "空的"),
    "pdf": (b"%PDF-1.4\n1 0 obj\n", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "图片"),
    "web page": ("<html><body><table><tr><td>收费</td></tr></table></body></html>".encode(), "实际是网页"),
    "cut off": (GOOD[: len(GOOD) // 2], "损坏|不完整"),
    "password": (single_stream("EncryptedPackage", b"x" * 5000), "打开密码"),
    "not a table": (single_stream("Anything", b"x" * 5000), "不能导入|不完整"),
    "damaged sheet": (changed(SHEET, b"<worksheet><<<"), "损坏|没有内容"),
    "zip bomb": (changed(SHEET, b" " * 80_000_000), "压缩炸弹"),
    "far cell": (
        changed(
            SHEET, sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
        ),
        "过大",
    ),
    "blank": (workbook([[None]]), "没有内容"),
    "a program": (b"MZ\x00\x00" + struct.pack("<I", 0) * 40, "不能导入"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_table_is_refused_with_why_and_nothing_is_kept(kind: str) -> None:
    data, told = HOSTILE[kind]
    agency = build.agency()
    with pytest.raises(UnreadableFile, match=told) as refused:
        stage_file(build.actor(agency), agency, "fees", "表.xlsx", data)
    assert refused.value.advice
    assert not StagedFile.objects.exists() and not Event.objects.exists()


def test_a_plain_archive_is_told_to_be_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        new.writestr("收费.xlsx", GOOD)
    with pytest.raises(UnreadableFile, match="压缩包"):
        open_tables("收费.zip", out.getvalue())


def test_too_many_rows_and_bytes_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 3)
    with pytest.raises(UnreadableFile, match="过大"):
        open_tables("表.csv", b"a,b\n" * 4)
    with pytest.raises(UnreadableFile, match="4行"):
        open_tables("表.xlsx", workbook([["a"]] * 4))
    monkeypatch.setattr(tables, "MAX_BYTES", 100)
    with pytest.raises(UnreadableFile, match="上限"):
        open_tables("表.xlsx", GOOD)


def test_styled_empty_cells_at_the_edge_of_the_sheet_are_no_contents() -> None:
    cells = '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    [table] = open_tables("表.xlsx", changed(SHEET, sheet(cells)))
    assert table.rows == [[7]]


def test_an_old_excel_file_is_read() -> None:
    """A BIFF8 workbook of one sheet with two labels and a number, record by record."""

    def one(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    def label(row: int, column: int, text: str) -> bytes:
        return one(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))

    begin = one(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    page = one(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    page += one(0x200, struct.pack("<IIHHH", 0, 2, 0, 2, 0))
    page += label(0, 0, "收费项目") + label(0, 1, "金额") + label(1, 0, "停车")
    page += one(0x203, struct.pack("<HHHd", 1, 1, 0, 3.5)) + one(0x0A, b"")
    name = "收费".encode("utf-16-le")
    bound = len(begin) + 4 + 8 + len(name) + 4
    stream = begin + one(0x85, struct.pack("<IBBBB", bound, 0, 0, 2, 1) + name) + one(0x0A, b"") + page
    [table] = open_tables("收费.xls", single_stream("Workbook", stream))
    assert (table.name, table.rows) == ("收费", [["收费项目", "金额"], ["停车", 3.5]])
