"""An uploaded table as sheets of rows: Excel of either kind, WPS, or CSV; and refusals in plain words."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from gongkai.document.archive import Archive
from gongkai.document.encoding import decode
from gongkai.document.fronts.xls_records import looks, made_safe
from gongkai.document.kinds import Kind, Sniffed, sniff
from gongkai.document.ole import CompoundFile, single_stream
from gongkai.errors import UnreadableDocument
from gongkai.settings import Settings
from gongkai_site.errors import UnreadableFile

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None

MAX_BYTES = 50_000_000
MAX_ROWS = 100_000
MAX_CELLS = 4_000_000
_MAX_MERGES = 50_000
_LIMITS = Settings(max_bytes=400_000_000, max_unpacked=600_000_000, max_markup=400_000_000)
_ADVICE = "请用Excel或WPS打开，另存为xlsx后再上传。"
_TOO_LARGE = f"表格过大，一次最多导入{MAX_ROWS}行。"
_SPLIT = "请按月份拆成几个文件，或删去表格以外的内容后再上传。"
_FULL_CELL = re.compile(rb'<(?:\w+:)?c(?=[ >])(?:[^>]*?\sr="([A-Z]{1,3})(\d{1,7})")?[^>/]*>')
_ROW = re.compile(rb'<(?:\w+:)?row(?=[ >])[^>]*?\sr="(\d{1,7})"[^>/]*>')
_NAMED = {
    Kind.EMPTY: "文件是空的。",
    Kind.ENCRYPTED: "文件设有打开密码。",
    Kind.TRUNCATED: "文件不完整或已损坏，可能没有传完。",
    Kind.PDF: "这是PDF文件，不是表格。",
    Kind.IMAGE: "这是图片，不是表格。",
    Kind.DOCX: "这是Word文件，不是表格。",
    Kind.DOC: "这是Word文件，不是表格。",
    Kind.HTML: "这个文件实际是网页，不是表格（有的系统导出的xls就是这样）。",
    Kind.ZIP: "这是压缩包，请解压后上传里面的表格。",
    Kind.EXCEL_XML: "这是XML格式的旧表格。",
}


@dataclass
class Table:
    """One visible sheet: ``rows[i]`` is the printed row ``i + 1``. Merged cells as (top, left, bottom, right)."""

    name: str
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    filled: set[tuple[int, int]] = field(default_factory=set)
    """Cells that hold their value only because they are merged with the one above."""


def open_tables(name: str, data: bytes) -> list[Table]:
    """Return the visible sheets that hold anything. Raises :class:`UnreadableFile`, in Chinese, for everything else."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"文件{name}有{len(data) / 1e6:.0f}MB，超过上限{MAX_BYTES // 1_000_000}MB。", advice=_SPLIT
        )
    kind = sniff(data, _LIMITS)
    try:
        if kind.kind == Kind.XLSX:
            tables = _workbook(_repacked(data))
        elif kind.kind == Kind.XLS:
            tables = _workbook(_old(data))
        elif kind.kind == Kind.TEXT:
            tables = [_csv(name, data)]
        else:
            if kind.kind == Kind.ZIP and not zipfile.is_zipfile(io.BytesIO(data)):
                kind = Sniffed(Kind.TRUNCATED)
            told = _NAMED.get(kind.kind) or f"不能导入这种文件{f'（{kind.name}）' if kind.name else ''}。"
            raise UnreadableFile(f"{name}：{told}", advice=_advice(kind.kind))
    except UnreadableDocument as error:
        raise UnreadableFile(f"{name}：{error.message}", advice=_ADVICE) from error
    tables = [each for each in tables if any(any(cell not in ("", None) for cell in row) for row in each.rows)]
    if not tables:
        raise UnreadableFile(f"{name}：表格里没有内容。", advice="请确认选对了文件，且数据不在隐藏的工作表里。")
    for each in tables:
        _fill_down(each)
    return tables


def _advice(kind: Kind) -> str:
    if kind == Kind.ENCRYPTED:
        return "请打开文件，去掉打开密码，保存后再上传。"
    if kind == Kind.TRUNCATED:
        return "请重新从原系统导出，或用Excel打开另存后再上传。"
    return _ADVICE if kind in (Kind.HTML, Kind.EXCEL_XML) else "请选择xlsx、xls或csv表格后再上传。"


def _repacked(data: bytes) -> bytes:
    """Return the workbook packed anew from parts unpacked within limits: calamine itself unpacks without any."""
    archive = Archive(data, _LIMITS)
    archive.check()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in archive.names:
            if not name.endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            if "worksheets/" in name and name.endswith(".xml"):
                _refuse_large(part)
            new.writestr(name, part)
    return packed.getvalue()


def _refuse_large(sheet: bytes) -> None:
    """Raise for a sheet whose outermost cells span too much: calamine fills the whole area between them."""
    bottom = right = cells = 0
    for match in _FULL_CELL.finditer(sheet):
        cells += 1
        if match[1]:
            right, bottom = max(right, _column(match[1])), max(bottom, int(match[2]))
        else:
            right += 1
    bottom = max(bottom, max((int(each) for each in _ROW.findall(sheet)), default=0) if bottom == 0 else bottom)
    if bottom * max(right, 1) > MAX_CELLS or cells > MAX_CELLS:
        raise UnreadableFile(_TOO_LARGE, advice=_SPLIT)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _old(data: bytes) -> bytes:
    book = CompoundFile(data)
    name = "Workbook" if "Workbook" in book.streams else "Book"
    if not book.intact():
        raise UnreadableFile("文件不完整或已损坏，可能没有传完。", advice=_advice(Kind.TRUNCATED))
    stream = book.read(name, MAX_BYTES)
    sheets = looks(stream)
    if any(look.last_row * look.last_column > MAX_CELLS for look in sheets):
        raise UnreadableFile(_TOO_LARGE, advice=_SPLIT)
    return single_stream(name, made_safe(stream, sheets))


def _workbook(data: bytes) -> list[Table]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return _visible(book)
    except PasswordError as error:
        raise UnreadableFile("文件设有打开密码。", advice=_advice(Kind.ENCRYPTED)) from error
    except (CalamineError, ValueError, OSError, OverflowError, TypeError) as error:
        raise UnreadableFile("文件不完整或已损坏，打不开。", advice=_advice(Kind.TRUNCATED)) from error
    except BaseException as error:
        # A panic in Rust arrives as pyo3_runtime.PanicException, a BaseException that no module exports.
        if type(error).__name__ != "PanicException":
            raise
        raise UnreadableFile("文件已损坏，打不开。", advice=_advice(Kind.TRUNCATED)) from error


def _visible(book: Any) -> list[Table]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    found = []
    for at, listed in enumerate(book.sheets_metadata):
        if listed.visible != SheetVisibleEnum.Visible or listed.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(at)
        height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        if height > MAX_ROWS or height * width > MAX_CELLS:
            raise UnreadableFile(f"工作表“{listed.name}”有{height}行。{_TOO_LARGE}", advice=_SPLIT)
        merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        if len(merges) > _MAX_MERGES:
            raise UnreadableFile(f"工作表“{listed.name}”里合并的单元格过多。", advice="请取消合并单元格后再上传。")
        found.append(Table(listed.name, sheet.to_python(skip_empty_area=False), merges))
    return found


def _csv(name: str, data: bytes) -> Table:
    text = decode(data).removeprefix("\ufeff")
    lines = text[:8192].splitlines()
    mark = max((",", "\t", ";", "，"), key=lambda each: sum(line.count(each) for line in lines))
    rows: list[list[Cell]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            rows.append(list(row))
            if len(rows) > MAX_ROWS:
                raise UnreadableFile(_TOO_LARGE, advice=_SPLIT)
    except csv.Error as error:
        raise UnreadableFile(f"{name}：不是规范的CSV表格。", advice=_ADVICE) from error
    return Table(name[:60], rows)


def _fill_down(table: Table) -> None:
    """Give cells merged downwards the value they show; a title merged across stays in its first column."""
    left_over = MAX_CELLS
    for top, left, bottom, right in table.merges:
        if left != right or top >= len(table.rows) or left >= len(table.rows[top]):
            continue
        for row in range(top + 1, min(bottom, len(table.rows) - 1) + 1):
            left_over -= 1
            if left_over < 0:
                raise UnreadableFile("表格里合并的单元格过多。", advice="请取消合并单元格后再上传。")
            table.rows[row][left] = table.rows[top][left]
            table.filled.add((row, left))
