"""An uploaded table as sheets of rows: Excel of either kind, WPS, or CSV; and refusals in plain words."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from gongkai.document import Cell, Kind, Sniffed, filled_down, sniff
from gongkai.document import Table as Opened
from gongkai.document import open_tables as tables_of
from gongkai.errors import OversizedDocument, UnreadableDocument
from gongkai.settings import Settings
from gongkai_site.errors import UnreadableFile
from gongkai_site.front.limits import ONE_FILE

MAX_BYTES = ONE_FILE
MAX_ROWS = 100_000
MAX_CELLS = 4_000_000
_LIMITS = Settings(
    max_bytes=400_000_000, max_unpacked=600_000_000, max_markup=400_000_000, max_area=MAX_CELLS, max_merges=50_000
)
_ADVICE = "请用Excel或WPS打开，另存为xlsx后再上传。"
_TOO_LARGE = f"表格过大，一次最多导入{MAX_ROWS}行。"
_SPLIT = "请按月份拆成几个文件，或删去表格以外的内容后再上传。"
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
    if kind.kind not in (Kind.XLSX, Kind.XLS, Kind.TEXT):
        if kind.kind == Kind.ZIP and not zipfile.is_zipfile(io.BytesIO(data)):
            kind = Sniffed(Kind.TRUNCATED)
        told = _NAMED.get(kind.kind) or f"不能导入这种文件{f'（{kind.name}）' if kind.name else ''}。"
        raise UnreadableFile(f"{name}：{told}", advice=_advice(kind.kind))
    try:
        tables = [_table(each) for each in tables_of(data, name[:60], _LIMITS)]
    except OversizedDocument as error:
        raise UnreadableFile(f"{name}：{error.message}{_TOO_LARGE}", advice=_SPLIT) from error
    except UnreadableDocument as error:
        raise UnreadableFile(f"{name}：{error.message}", advice=error.advice or _ADVICE) from error
    tables = [each for each in tables if any(any(cell not in ("", None) for cell in row) for row in each.rows)]
    if not tables:
        raise UnreadableFile(f"{name}：表格里没有内容。", advice="请确认选对了文件，且数据不在隐藏的工作表里。")
    return tables


def _table(opened: Opened) -> Table:
    if len(opened.rows) > MAX_ROWS:
        raise UnreadableFile(f"工作表“{opened.name}”有{len(opened.rows)}行。{_TOO_LARGE}", advice=_SPLIT)
    filled = filled_down(opened, _LIMITS)
    return Table(opened.name, opened.rows, opened.merges, filled)


def _advice(kind: Kind) -> str:
    if kind == Kind.ENCRYPTED:
        return "请打开文件，去掉打开密码，保存后再上传。"
    if kind == Kind.TRUNCATED:
        return "请重新从原系统导出，或用Excel打开另存后再上传。"
    return _ADVICE if kind in (Kind.HTML, Kind.EXCEL_XML) else "请选择xlsx、xls或csv表格后再上传。"
