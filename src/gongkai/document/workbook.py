"""Tables opened for their values (lists of agencies, registers): one bounded way into every kind of spreadsheet.

python-calamine fills the whole area between a sheet's outermost cells, copies a shared string into every cell and
believes what a file states about itself. So it is given only what was unpacked within limits and measured first.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from gongkai.document.encoding import decode
from gongkai.document.fronts.xls_records import SheetLook, looks, made_safe
from gongkai.document.kinds import Kind, sniff
from gongkai.document.measuring import checked_ods, repacked
from gongkai.document.ole import CompoundFile, single_stream
from gongkai.document.seen import SheetLeftOut, SheetSeen, xls_seen, xlsx_seen
from gongkai.errors import EncryptedDocument, OversizedDocument, TruncatedDocument, UnsupportedKind
from gongkai.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
C = TypeVar("C")

_ADVICE = "请用 Excel 或 WPS 打开另存为 xlsx 后再报。"
_SMALLER = "请只保留表格内容后再报。"
_SEPARATORS = (",", "\t", ";", "，")


@dataclass
class Table:
    """One visible worksheet: ``rows[i]`` is the printed row ``i + 1``."""

    name: str
    rows: list[list[Cell]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged ranges as (top, left, bottom, right), from 0."""
    place: int = 0
    """The sheet's place among all of the workbook, hidden ones included."""
    seen: SheetSeen = field(default_factory=SheetSeen)
    """Its hidden rows and columns, whose values stand in ``rows`` like all others; not told of ODS."""


@dataclass
class Book:
    """A file of tables: what is read of it, and which of its sheets are not."""

    tables: list[Table]
    left_out: list[SheetLeftOut] = field(default_factory=list)


def open_tables(data: bytes, name: str, settings: Settings = DEFAULT_SETTINGS) -> list[Table]:
    """Return the visible worksheets of a workbook, or the one table of a CSV file, as :func:`open_book` opens them."""
    return open_book(data, name, settings).tables


def open_book(data: bytes, name: str, settings: Settings = DEFAULT_SETTINGS) -> Book:
    """Open an XLSX, XLS or ODS workbook, or a CSV file, as typed values; sheets that are not read are named.

    A number that its format prints with zeros before it is the text that is printed. Nothing is opened whose cells,
    rows times columns, are more than ``max_area``. Raises :class:`UnreadableDocument` subclasses: too large, damaged,
    encrypted, hostile, or no table at all.
    """
    if len(data) > settings.max_bytes:
        raise OversizedDocument(f"文件有 {len(data) / 1e6:.0f} MB，超出上限。", advice=_SMALLER)
    kind = sniff(data, settings).kind
    match kind:
        case Kind.XLSX:
            packed = repacked(data, settings)
            return _as_printed(visible_book(packed, settings), xlsx_seen(packed, settings))
        case Kind.XLS:
            opened, looks = opened_xls(data, settings)
            return _as_printed(visible_book(opened, settings), list(map(xls_seen, looks)))
        case Kind.ODS:
            return visible_book(checked_ods(data, settings), settings)
        case Kind.TEXT:
            return Book([Table(name, csv_rows(decode(data), settings))])
        case Kind.EMPTY:
            raise TruncatedDocument("文件是空的。", advice="请重新保存或重新下载。")
        case Kind.ENCRYPTED:
            raise EncryptedDocument("工作簿设有打开密码。", advice="请去掉密码后再报。")
        case Kind.TRUNCATED:
            raise TruncatedDocument("文件不完整或已损坏。", advice=_ADVICE)
        case _:
            raise UnsupportedKind("这不是表格文件。", advice="请另存为 xlsx、xls、ods 或 csv。")


def opened_xls(data: bytes, settings: Settings) -> tuple[bytes, list[SheetLook]]:
    """Return an Excel 97 workbook set right, alone in its file, and how its sheets look."""
    book = CompoundFile(data)
    name = "Workbook" if "Workbook" in book.streams else "Book"
    if name not in book.streams or not book.intact():
        raise TruncatedDocument("工作簿不完整或已损坏。", advice=_ADVICE)
    stream = book.read(name, settings.max_bytes)
    sheets = looks(stream, settings.invisible_type)
    if any(look.last_row * look.last_column > settings.max_area for look in sheets):
        raise OversizedDocument("工作表过大，超出上限。", advice=_SMALLER)
    # calamine follows chains of sectors without end and reserves what is stated: it gets only the workbook, set right.
    return single_stream(name, made_safe(stream, sheets)), sheets


def _as_printed(book: Book, seen: Sequence[SheetSeen]) -> Book:
    """Put down what of each sheet is seen; numbers printed with zeros before them become text."""
    for table in book.tables:
        table.seen = seen[table.place] if table.place < len(seen) else SheetSeen()
        for (row, column), digits in table.seen.zeros.items():
            if row < len(table.rows) and column < len(table.rows[row]):
                table.rows[row][column] = _with_zeros(table.rows[row][column], digits)
    return book


def _with_zeros(value: Cell, digits: int) -> Cell:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0 or value != int(value):
        return value
    return f"{int(value):0{digits}d}"


def visible_book(data: bytes, settings: Settings) -> Book:
    """Return the visible worksheets of a workbook whose extents were measured, with damage as our own errors."""
    from python_calamine import CalamineWorkbook

    with damage_as_ours(), CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        return _visible(book, settings)


@contextmanager
def damage_as_ours() -> Iterator[None]:
    """Turn what python-calamine raises for a damaged workbook into our own errors."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise EncryptedDocument("工作簿设有打开密码。", advice="请去掉密码后再报。") from error
    except (CalamineError, ValueError, OSError, OverflowError, TypeError) as error:
        raise TruncatedDocument("工作簿不完整或已损坏。", advice=_ADVICE) from error
    except BaseException as error:
        # A panic in Rust arrives as pyo3_runtime.PanicException, a BaseException that no module exports.
        if type(error).__name__ != "PanicException":
            raise
        raise TruncatedDocument("工作簿已损坏。", advice=_ADVICE) from error


def _visible(book: CalamineWorkbook, settings: Settings) -> Book:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    found = Book([])
    left = settings.max_area
    for place, listed in enumerate(book.sheets_metadata):
        if listed.visible != SheetVisibleEnum.Visible:
            very = listed.visible == SheetVisibleEnum.VeryHidden
            found.left_out.append(SheetLeftOut(listed.name, "very hidden" if very else "hidden"))
            continue
        if listed.typ != SheetTypeEnum.WorkSheet:
            chart = listed.typ == SheetTypeEnum.ChartSheet
            found.left_out.append(SheetLeftOut(listed.name, "chart" if chart else "macro"))
            continue
        sheet = book.get_sheet_by_index(place)
        height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        left -= height * width
        if left < 0:
            raise OversizedDocument(f"工作表“{listed.name}”过大，有{height}行、{width}列。", advice=_SMALLER)
        merges = [(top, start, bottom, end) for (top, start), (bottom, end) in sheet.merged_cell_ranges or ()]
        if len(merges) > settings.max_merges:
            raise OversizedDocument(f"工作表“{listed.name}”里合并的单元格过多。", advice="请取消合并单元格。")
        rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        found.tables.append(Table(listed.name, rows, merges, place))
    return found


def csv_rows(text: str, settings: Settings, separator: str = "") -> list[list[Cell]]:
    """Return the rows of a CSV text, parted by ``separator``, else by the most frequent of comma, tab and semicolon."""
    text = text.removeprefix("\ufeff")
    lines = text[: settings.csv_sample].splitlines()
    mark = separator or max(_SEPARATORS, key=lambda each: sum(line.count(each) for line in lines))
    rows: list[list[Cell]] = []
    left = settings.max_area
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            left -= max(len(row), 1)
            if left < 0:
                raise OversizedDocument("表格过大，超出上限。", advice=_SMALLER)
            rows.append(list(row))
    except csv.Error as error:
        raise TruncatedDocument("不是规范的 CSV 表格。", advice="请另存为 xlsx 后再报。") from error
    return rows


def filled_down(table: Table, settings: Settings) -> set[tuple[int, int]]:
    """Give cells merged downwards the value they show, and return which; a title merged across stays in its column."""
    filled: set[tuple[int, int]] = set()
    left = settings.max_area
    for top, start, bottom, end in table.merges:
        if start != end or top >= len(table.rows) or start >= len(table.rows[top]):
            continue
        last = min(bottom, len(table.rows) - 1)
        left -= max(0, last - top)
        if left < 0:
            raise OversizedDocument("表格里合并的单元格过多。", advice="请取消合并单元格。")
        for row in range(top + 1, last + 1):
            table.rows[row][start] = table.rows[top][start]
            filled.add((row, start))
    return filled
