"""What of a workbook is not seen is told, and a number printed with zeros before it is what is printed."""

from __future__ import annotations

import io
import struct

from openpyxl import Workbook
from openpyxl.chart import BarChart

from gongkai.document import SheetLeftOut, open_book
from gongkai.document.ole import single_stream
from tests.document.office_samples import workbook_parts, zipped


def _saved(book: Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_hidden_very_hidden_and_chart_sheets_are_named() -> None:
    book = Workbook()
    book.active.title = "一月"
    book.active.append(["项目", 1])
    for name, state in (("底稿", "hidden"), ("参数", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append(["甲", 2])
        sheet.sheet_state = state
    book.create_chartsheet("图").add_chart(BarChart())
    found = open_book(_saved(book), "表.xlsx")
    assert [each.name for each in found.tables] == ["一月"]
    assert found.left_out == [
        SheetLeftOut("底稿", "hidden"),
        SheetLeftOut("参数", "very hidden"),
        SheetLeftOut("图", "chart"),
    ]


def test_hidden_rows_and_columns_are_told_and_their_values_stay() -> None:
    book = Workbook()
    for number in range(5):
        book.active.append([number, "甲", "乙", "丙"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    [table] = open_book(_saved(book), "表.xlsx").tables
    assert table.seen.hidden_rows == {1} and table.seen.hidden_columns == ((2, 2),)
    assert table.rows[1] == [1, "甲", "乙", "丙"]


def test_a_row_or_column_of_no_height_or_width_is_hidden() -> None:
    """Rows that state no number follow each other."""
    cell = '<c t="n"><v>1</v></c>'
    rows = f'<row>{cell}</row><row ht="0.0" customHeight="1">{cell}</row><row r="9" hidden="true">{cell}</row>'
    parts = workbook_parts(f'<cols><col min="2" max="3" width="0"/></cols><sheetData>{rows}</sheetData>')
    [table] = open_book(zipped(parts), "表.xlsx").tables
    assert table.seen.hidden_rows == {1, 8} and table.seen.hidden_columns == ((1, 2),)


def test_a_number_printed_with_zeros_before_it_is_the_text_that_is_printed() -> None:
    book = Workbook()
    book.active.append([7, 7, 7.5, 12345678, -7])
    for column in "ACDE":
        book.active[f"{column}1"].number_format = "00000"
    [table] = open_book(_saved(book), "表.xlsx").tables
    assert table.rows == [["00007", 7, 7.5, "12345678", -7]]


def _one(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def test_the_same_of_an_excel_97_workbook() -> None:
    """Two sheets, the second hidden; row 2 hidden, column B hidden, A1 printed as 000."""
    code = "000".encode("latin-1")
    begin = _one(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    styles = _one(0x41E, struct.pack("<HHB", 164, len(code), 0) + code)
    styles += _one(0xE0, struct.pack("<HH", 0, 0) + bytes(16)) + _one(0xE0, struct.pack("<HH", 0, 164) + bytes(16))
    page = _one(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    page += _one(0x7D, struct.pack("<5HH", 1, 1, 2000, 0, 1, 0)) + _one(0x200, struct.pack("<IIHHH", 0, 2, 0, 2, 0))
    page += _one(0x208, struct.pack("<8H", 1, 0, 2, 300, 0, 0, 0x20, 0))
    for row, column, style, value in ((0, 0, 1, 7.0), (0, 1, 0, 8.0), (1, 0, 0, 9.0)):
        page += _one(0x203, struct.pack("<HHHd", row, column, style, value))
    page += _one(0x0A, b"")
    names = ("收费", "底稿")
    encoded = [name.encode("utf-16-le") for name in names]
    at = len(begin) + len(styles) + sum(12 + len(each) for each in encoded) + 4
    bounds = b"".join(
        _one(0x85, struct.pack("<IBBBB", at + number * len(page), number, 0, 2, 1) + each)
        for number, each in enumerate(encoded)
    )
    stream = begin + styles + bounds + _one(0x0A, b"") + page + page
    found = open_book(single_stream("Workbook", stream), "收费.xls")
    assert found.left_out == [SheetLeftOut("底稿", "hidden")]
    [table] = found.tables
    assert table.rows == [["007", 8], [9, ""]]
    assert table.seen.hidden_rows == {1} and table.seen.hidden_columns == ((1, 1),)
