"""A roster file as named sheets of rows, before any meaning: XLSX, XLS, ODS or CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any, NamedTuple

from gongkai.errors import RosterInvalid, UnreadableDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

Cell = str | int | float | dt.date | dt.datetime | None
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Sheet(NamedTuple):
    """One visible sheet: ``rows[i]`` is the printed row ``i + 1``."""

    name: str
    rows: list[list[Cell]]


def read_sheets(path: Path, settings: Settings = DEFAULT_SETTINGS) -> list[Sheet]:
    """Read every visible sheet; merged cells hold their value in every row they cover. Raises ``RosterInvalid``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterInvalid(f"名单文件打不开：{path}（{error.strerror}）。", advice="请核对路径。") from error
    if len(data) > settings.max_bytes:
        raise RosterInvalid(f"名单文件{path.name}过大（{len(data)}字节）。")
    if data.startswith(_WORKBOOKS):
        return _read_workbook(path.name, data)
    return [Sheet(path.name, _read_csv(path.name, data))]


def _read_workbook(name: str, data: bytes) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            Sheet(meta.name, _rows_of(book.get_sheet_by_name(meta.name)))
            for meta in book.sheets_metadata
            if meta.visible == SheetVisibleEnum.Visible and meta.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise RosterInvalid(
            f"名单文件{name}无法打开：{error}。", advice="请另存为xlsx后重试；加密的文件请先解密。"
        ) from error


def _rows_of(sheet: Any) -> list[list[Cell]]:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        # Only downwards: a merged title stays in its first column, or every column would read as its header.
        if left == right and bottom < len(rows) and left < len(rows[top]):
            for row in range(top + 1, bottom + 1):
                rows[row][left] = rows[top][left]
    return rows


def _read_csv(name: str, data: bytes) -> list[list[Cell]]:
    from gongkai.document.encoding import decode

    try:
        text = decode(data)
    except UnreadableDocument as error:
        raise RosterInvalid(f"名单文件{name}既不是表格文件，也不是文本。", advice="请另存为xlsx或csv。") from error
    try:
        dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t，")
    except csv.Error:
        dialect = csv.excel
    try:
        return [list(row) for row in csv.reader(io.StringIO(text.removeprefix("\ufeff")), dialect)]
    except csv.Error as error:
        raise RosterInvalid(f"名单文件{name}不是规范的CSV：{error}。", advice="请另存为xlsx。") from error
