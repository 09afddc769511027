"""Excel 97 and WPS workbooks (.xls, .et) as blocks: values by python-calamine, looks by the file's own records."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.cell_text import date_text, number_text, plain_text
from gongkai.document.fronts.sheet import lay_out_sheet
from gongkai.document.fronts.sheet_view import Merge, Sheet
from gongkai.document.fronts.xls_records import SheetLook, looks, made_safe
from gongkai.document.fronts.xlsx import finished
from gongkai.document.model import Document
from gongkai.document.ole import CompoundFile, single_stream
from gongkai.errors import EncryptedDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_ADVICE = "请用 Excel 或 WPS 打开另存为 xlsx 后再报。"


def read_xls(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read an Excel 97 workbook as :func:`~gongkai.document.fronts.xlsx.read_xlsx` reads a new one."""
    book = CompoundFile(data)
    name = "Workbook" if "Workbook" in book.streams else "Book"
    if name not in book.streams:
        raise TruncatedDocument("工作簿不完整或已损坏。", advice=_ADVICE)
    if not book.intact():
        raise TruncatedDocument("工作簿不完整或已损坏。", advice=_ADVICE)
    stream = book.read(name, settings.max_bytes)
    sheets = looks(stream)
    # calamine fills the whole area between the outermost cells.
    if any(look.last_row * look.last_column > settings.max_area for look in sheets):
        raise OversizedDocument("工作表过大，超出上限。", advice="请只保留报告内容后再报。")
    blocks = BlockList(settings)
    names: list[str] = []
    # calamine follows chains of sectors without end and reserves what is stated: it gets only the workbook, set right.
    for sheet in _sheets(single_stream(name, made_safe(stream, sheets)), sheets):
        names.append(sheet.name)
        lay_out_sheet(sheet, blocks)
    return finished(source, blocks, names, [])


def _sheets(data: bytes, seen: list[SheetLook]) -> list[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _visible_sheets(workbook, seen)
    except PasswordError as error:
        raise EncryptedDocument("工作簿设有打开密码。", advice="请填报单位去掉密码后再报。") from error
    except (CalamineError, ValueError, OSError, OverflowError, TypeError) as error:
        raise TruncatedDocument("工作簿不完整或已损坏。", advice=_ADVICE) from error
    except BaseException as error:
        # A panic in Rust arrives as pyo3_runtime.PanicException, a BaseException that no module exports.
        if type(error).__name__ != "PanicException":
            raise
        raise TruncatedDocument("工作簿已损坏。", advice=_ADVICE) from error


def _visible_sheets(workbook: CalamineWorkbook, seen: list[SheetLook]) -> list[Sheet]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    found = []
    for at, listed in enumerate(workbook.sheets_metadata):
        if listed.visible != SheetVisibleEnum.Visible or listed.typ != SheetTypeEnum.WorkSheet:
            continue
        look = seen[at] if at < len(seen) else SheetLook()
        opened = workbook.get_sheet_by_index(at)
        sheet = Sheet(listed.name, hidden_rows=look.hidden_rows, hidden_columns=look.hidden_columns)
        for row, values in enumerate(opened.to_python(skip_empty_area=False), 1):
            for column, value in enumerate(values, 1):
                if value != "" and (row, column) not in look.struck:
                    sheet.cells[row, column] = _text(value)
        for (top, left), (bottom, right) in opened.merged_cell_ranges or ():
            sheet.merges.append(Merge(top + 1, left + 1, bottom + 1, right + 1))
        found.append(sheet)
    return found


def _text(value: float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return number_text(value)
    return plain_text(value) if isinstance(value, str) else date_text(value)
