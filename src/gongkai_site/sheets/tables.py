"""An uploaded table as sheets of rows: Excel of either kind, WPS, or CSV; and refusals in plain words."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.document import Cell, Kind, SheetSeen, Sniffed, column_letters, column_number, filled_down, sniff
from gongkai.document import Table as Opened
from gongkai.document import open_book as book_of
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


_NOT_READ = {
    "hidden": "隐藏的工作表",
    "very hidden": "深度隐藏的工作表，“取消隐藏”中也看不到",
    "chart": "图表，没有单元格",
    "macro": "宏表",
}
HIDDEN = "隐藏或被筛选掉，没有读取；要导入的，请取消隐藏、清除筛选后重新上传"
_BLANK = "空白工作表"
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a file that is not taken in: where it stands, and why."""

    where: str
    why: str


@dataclass
class Table:
    """One visible sheet: ``rows[i]`` is the printed row ``i + 1``. Merged cells as (top, left, bottom, right).

    What stands in hidden or filtered rows and columns is not among the rows; ``left_out`` names it.
    """

    name: str
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    filled: set[tuple[int, int]] = field(default_factory=set)
    """Cells that hold their value only because they are merged with the one above."""
    left_out: list[LeftOut] = field(default_factory=list)
    in_book: bool = False
    """Whether it is a sheet of a workbook, whose cells are named with it."""
    origin: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """Where cells stand in the file, of a table that was set out anew."""

    def at(self, row: int, column: int) -> str:
        """A cell's address (both from 0): ``收费!C7``, or ``C7`` where there are no sheets."""
        row, column = self.origin.get((row, column), (row, column))
        return f"{self.name}!{address(row + 1, column)}" if self.in_book else address(row + 1, column)

    def printed(self, rows: str) -> str:
        """Rows by their printed numbers, as a person names them: ``“收费”第7行``."""
        return f"“{self.name}”第{rows}行" if self.in_book else f"第{rows}行"


@dataclass
class Book:
    """An uploaded file: the sheets that hold anything, and those that are not read."""

    tables: list[Table]
    left_out: list[LeftOut] = field(default_factory=list)


def address(row: int, column: int) -> str:
    """Return a cell's address as Excel writes it; ``row`` from 1, ``column`` from 0."""
    return f"{letters_of(column)}{row}"


def letters_of(column: int) -> str:
    """Return a column's letters; ``column`` from 0."""
    return column_letters(column + 1)


def place_of(text: str) -> tuple[int, int] | None:
    """Return row and column (from 0) of an address as Excel writes it, ``None`` for what is none."""
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    return int(match[2]) - 1, column_number(match[1].encode()) - 1


def open_tables(name: str, data: bytes) -> list[Table]:
    """Return the visible sheets that hold anything, as :func:`open_book` does."""
    return open_book(name, data).tables


def open_book(name: str, data: bytes) -> Book:
    """Return what is seen of an uploaded table. Raises :class:`UnreadableFile`, in Chinese, for everything else."""
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
        opened = book_of(data, name[:60], _LIMITS)
        tables = [_table(each, in_book=kind.kind != Kind.TEXT) for each in opened.tables]
    except OversizedDocument as error:
        raise UnreadableFile(f"{name}：{error.message}{_TOO_LARGE}", advice=_SPLIT) from error
    except UnreadableDocument as error:
        raise UnreadableFile(f"{name}：{error.message}", advice=error.advice or _ADVICE) from error
    left_out = [LeftOut(f"“{each.name}”", _NOT_READ[each.why]) for each in opened.left_out]
    full = [each for each in tables if any(map(_holds, each.rows))]
    if not full:
        raise UnreadableFile(f"{name}：表格里没有内容。", advice="请确认选对了文件，且数据不在隐藏的工作表里。")
    # A sheet that holds nothing but what is hidden is told by that.
    left_out += [LeftOut(f"“{each.name}”", _BLANK) for each in tables if each not in full and not each.left_out]
    left_out += [told for each in tables if each not in full for told in each.left_out]
    return Book(full, left_out)


def _table(opened: Opened, *, in_book: bool) -> Table:
    if len(opened.rows) > MAX_ROWS:
        raise UnreadableFile(f"工作表“{opened.name}”有{len(opened.rows)}行。{_TOO_LARGE}", advice=_SPLIT)
    filled = filled_down(opened, _LIMITS)
    table = Table(opened.name, opened.rows, opened.merges, filled, in_book=in_book)
    _hide(table, opened.seen)
    return table


def _hide(table: Table, seen: SheetSeen) -> None:
    """Take out what is hidden, and name what of it holds anything."""
    rows = [row for row in sorted(seen.hidden_rows) if row < len(table.rows) and _holds(table.rows[row])]
    if rows:
        table.left_out.append(LeftOut(table.printed(runs(row + 1 for row in rows)), HIDDEN))
    for row in rows:
        table.rows[row] = []
    width = max(map(len, table.rows), default=0)
    for first, last in seen.hidden_columns:
        for column in range(first, min(last + 1, width)):
            held = [each for each in table.rows if column < len(each) and each[column] not in ("", None)]
            if held:
                place = f"“{table.name}”{letters_of(column)}列"
                table.left_out.append(LeftOut(place, HIDDEN))
            for each in held:
                each[column] = None


def _holds(row: list[Cell]) -> bool:
    return any(cell not in ("", None) for cell in row)


def runs(numbers: Iterable[int]) -> str:
    """Return ascending numbers in short: ``3–7、9``."""
    bands: list[list[int]] = []
    for each in numbers:
        if bands and each == bands[-1][1] + 1:
            bands[-1][1] = each
        else:
            bands.append([each, each])
    return "、".join(f"{first}" if first == last else f"{first}–{last}" for first, last in bands)


def _advice(kind: Kind) -> str:
    if kind == Kind.ENCRYPTED:
        return "请打开文件，去掉打开密码，保存后再上传。"
    if kind == Kind.TRUNCATED:
        return "请重新从原系统导出，或用Excel打开另存后再上传。"
    return _ADVICE if kind in (Kind.HTML, Kind.EXCEL_XML) else "请选择xlsx、xls或csv表格后再上传。"
