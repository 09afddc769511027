"""The one way into spreadsheets for their values: real cells are read, and no file can ask for more than its bounds."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from gongkai.document.workbook import csv_rows, filled_down, open_tables
from gongkai.errors import (
    EncryptedDocument,
    HostileDocument,
    OversizedDocument,
    RosterInvalid,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.january import read_roster
from gongkai.settings import Settings
from tests.document.office_samples import workbook_parts, zipped

HEADER = "".join(
    f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
    for letter, text in zip("ABCD", ("机关名称", "所属地区", "上级主管机关", "应报日期"), strict=True)
)
ENTRY = "".join(
    f'<c r="{letter}2" t="inlineStr"><is><t>{text}</t></is></c>'
    for letter, text in zip("ABCD", ("教育局", "红河县", "红河县人民政府", "2025-1-20"), strict=True)
)
ROWS = f'<row r="1">{HEADER}</row><row r="2">{ENTRY}</row>'


def book(rows: str, *, strings: str = "") -> bytes:
    return zipped(workbook_parts(f"<sheetData>{rows}</sheetData>", strings=strings))


def ods(table: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="名单">{table}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts: dict[str, str | bytes] = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}
    return zipped(parts, zipfile.ZIP_STORED)


def ods_cell(text: str, repeated: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{repeated}><text:p>{text}</text:p></table:table-cell>'


ODS_ROWS = "".join(
    f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>"
    for row in (("机关名称", "所属地区", "上级主管机关"), ("教育局", "红河县", "红河县人民政府"))
)
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
LONG = "长" * 30_000
REFUSED = {
    "a stray cell in the last corner": lambda: book(ROWS + FAR),
    "a sheet full of 16,384 columns": lambda: book(
        "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 400))
    ),
    "one long text in every cell": lambda: book(
        "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 30_000)),
        strings=f"<si><t>{LONG}</t></si>",
    ),
    "cells without addresses": lambda: book(f"<row>{'<c><v>1</v></c>' * 20_000}</row>{'<row/>' * 1_000}"),
    "an open document sheet repeated": lambda: ods(
        ODS_ROWS
        + '<table:table-row table:number-rows-repeated="1048574">'
        + ods_cell("甲", ' table:number-columns-repeated="16384"')
        + "</table:table-row>"
    ),
    "an open document sheet's far corner": lambda: ods(
        ODS_ROWS
        + '<table:table-row table:number-rows-repeated="1048573"><table:table-cell/></table:table-row>'
        + '<table:table-row><table:table-cell table:number-columns-repeated="16383"/>'
        + ods_cell("甲")
        + "</table:table-row>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_fill_the_memory_is_refused_at_once(name: str) -> None:
    data = REFUSED[name]()
    before = time.process_time()
    with pytest.raises(OversizedDocument):
        open_tables(data, "a")
    assert time.process_time() - before < 5


@pytest.mark.parametrize("name", REFUSED)
def test_a_roster_that_would_fill_the_memory_is_refused_with_advice(name: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(REFUSED[name]())
    with pytest.raises(RosterInvalid, match=r"过大|过多") as refused:
        read_roster(path)
    assert refused.value.advice


EMPTIES = {
    "a million empty rows": "".join(f'<row r="{n}" spans="1:4"/>' for n in range(3, 1_000_000)),
    "a styled blank in the last corner": '<row r="1048576"><c r="XFD1048576" s="0"/></row>',
    "16,384 blank columns": '<row r="3">' + '<c s="0"/>' * 16_384 + "</row>",
}


@pytest.mark.parametrize("name", EMPTIES)
def test_emptiness_is_passed_over_and_the_real_cells_are_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(book(ROWS + EMPTIES[name]))
    (entry,) = read_roster(path)
    assert (entry.name, entry.place, entry.due) == ("教育局", "红河县", dt.date(2025, 1, 20))


def test_a_row_of_16384_columns_is_a_row(tmp_path: Path) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(book(f'{ROWS}<row r="3"><c r="XFD3"><v>1</v></c></row>'))
    assert [entry.name for entry in read_roster(path)] == ["教育局"]


def test_an_open_document_roster_is_read(tmp_path: Path) -> None:
    path = tmp_path / "名单.ods"
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048574">{blank}</table:table-row>'
    path.write_bytes(ods(ODS_ROWS + rest))
    assert [entry.name for entry in read_roster(path)] == ["教育局"]


def saved(fill: Callable[[Workbook], None]) -> bytes:
    made, out = Workbook(), io.BytesIO()
    fill(made)
    made.save(out)
    return out.getvalue()


def test_values_keep_their_types_and_hidden_sheets_stay_out() -> None:
    def fill(made: Workbook) -> None:
        made.worksheets[0].append(["甲", 3, 2.5, dt.date(2025, 1, 3), True, None, "末"])
        hidden = made.create_sheet("旧")
        hidden.append(["不读"])
        hidden.sheet_state = "hidden"

    (table,) = open_tables(saved(fill), "a.xlsx")
    assert table.rows == [["甲", 3, 2.5, dt.date(2025, 1, 3), True, "", "末"]]
    assert (table.name, table.place) == ("Sheet", 0)


def test_cells_merged_downwards_hold_their_value_in_every_row() -> None:
    def fill(made: Workbook) -> None:
        sheet = made.worksheets[0]
        for row in (["名单", None], ["甲", 1], [None, 2], [None, 3]):
            sheet.append(row)
        sheet.merge_cells("A1:B1")
        sheet.merge_cells("A2:A4")

    (table,) = open_tables(saved(fill), "a.xlsx")
    assert filled_down(table, Settings()) == {(2, 0), (3, 0)}
    assert [row[0] for row in table.rows] == ["名单", "甲", "甲", "甲"]
    assert table.rows[0][1] == ""


@pytest.mark.parametrize("mark", [",", "\t", ";", "，"])
def test_whatever_parts_the_columns_of_a_text_is_found(mark: str) -> None:
    text = f"\ufeff单位{mark}日期\n教育局{mark}1月3日\n"
    assert csv_rows(text, Settings()) == [["单位", "日期"], ["教育局", "1月3日"]]


def test_a_text_of_too_many_rows_is_refused() -> None:
    with pytest.raises(OversizedDocument):
        csv_rows("a,b\n" * 600, Settings(max_area=1_000))


GOOD = book(ROWS)
NO_TABLES: dict[str, tuple[bytes, type[UnreadableDocument]]] = {
    "nothing": (b"", TruncatedDocument),
    "cut off": (GOOD[: len(GOOD) // 2], UnreadableDocument),
    "a web page": ("<html><body><table><tr><td>甲</td></tr></table></body></html>".encode(), UnsupportedKind),
    "a zip bomb": (
        zipped(workbook_parts("<sheetData/>") | {"xl/worksheets/sheet1.xml": b" " * 90_000_000}),
        HostileDocument,
    ),
    "an open document bomb": (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": b" " * 90_000_000}),
        UnreadableDocument,
    ),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_an_error_of_ours(name: str) -> None:
    data, error = NO_TABLES[name]
    with pytest.raises(error) as refused:
        open_tables(data, "a.xlsx")
    assert refused.value.advice


def test_a_password_is_said() -> None:
    from gongkai.document.ole import single_stream

    with pytest.raises(EncryptedDocument):
        open_tables(single_stream("EncryptedPackage", b"x" * 5000), "a.xlsx")


HOSTILE_MARKUP = {
    "cells never closed": b"<c " * 300_000,
    "rows never closed": b"<row " * 300_000,
    "one endless cell": b"<c " + b'a="1" ' * 200_000,
    "shared strings never closed": b't="s"' * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE_MARKUP)
def test_measuring_takes_one_pass(name: str) -> None:
    parts = workbook_parts("<sheetData/>") | {"xl/worksheets/sheet1.xml": HOSTILE_MARKUP[name]}
    before = time.process_time()
    with pytest.raises(UnreadableDocument):
        open_tables(zipped(parts, zipfile.ZIP_STORED), "a.xlsx")
    assert time.process_time() - before < 3
