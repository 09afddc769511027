"""The matrix of who filed (报送情况) as an Excel file, and the plain sheets that our workbooks are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.checking.severity import severity_name
from gongkai.january.files import SLIPS
from gongkai.january.model import STATUS_NAMES, Collected, Office
from gongkai.writing.xlsx_sheet import put_text, saved

HEAD = PatternFill("solid", fgColor="E7E6E6")
_BAD = PatternFill("solid", fgColor="F8D7DA")
_THIN = Side(style="thin", color="808080")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(wrap_text=True, vertical="top")
_FRAMED = 1_000
"""Rows up to which every cell is framed; on long lists that would take longer than all the rest."""
_LONGEST = 32_000
"""Excel holds 32,767 characters in a cell and cuts the rest off without a word."""
_HEADERS = (
    *("序号", "机关名称", "所属地区", "上级主管机关", "关系", "应报日期", "状态", "时限", "报送日期", "日期依据"),
    *(severity_name(each).zh for each in ("error", "warning", "notice")),
    *("读取存疑", "文件", "匹配依据", "说明", "退改通知"),
)
_LATE = {True: "迟报", False: "按期", None: "未知"}
ROLES = {"own": "本级", "below": "下级", "copy": "抄送"}


def matrix_workbook(collected: Collected, slips: dict[str, str]) -> bytes:
    """Return 报送情况.xlsx: one row per agency of the roster, and sheets of what needs a decision."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "报送情况"
    _write(sheet, _HEADERS, [_office_row(number, office) for number, office in enumerate(collected.offices, 1)])
    for row, office in enumerate(collected.offices, 2):
        if office.status != "filed":
            sheet.cell(row, 7).fill = _BAD
        if office.late:
            sheet.cell(row, 8).fill = _BAD
        if name := slips.get(office.key):
            link = sheet.cell(row, len(_HEADERS), "打开")
            link.hyperlink = f"{SLIPS}/{name}"
            link.style = "Hyperlink"
    _finish(sheet, (6, 30, 18, 26, 6, 12, 12, 8, 12, 16, 6, 8, 6, 9, 34, 24, 34, 10), freeze="C2")
    add_sheet(
        book,
        "待确认",
        ("文件", "文中机关", "文中年度", "原因", "可能是"),
        [
            (each.source, each.report.agency, each.report.year, each.match.reason, _labels(each.match.candidates))
            for each in collected.doubtful
        ],
        (40, 32, 10, 40, 50),
    )
    add_sheet(
        book,
        "名单以外",
        ("文件", "文中机关", "文中年度", "原因"),
        [(each.source, each.report.agency, each.report.year, each.match.reason) for each in collected.strangers],
        (40, 32, 10, 50),
    )
    add_sheet(
        book,
        "无法读取",
        ("文件", "错误代码", "原因", "从文件名看"),
        [
            (each.source, each.unread.error.code, str(each.unread.error), _labels([each.match.entry]))
            for each in collected.unread
        ],
        (40, 18, 70, 32),
    )
    return saved(book)


def _labels(entries: Iterable[Any]) -> str:
    return "、".join(entry.label for entry in entries if entry is not None)


def _office_row(number: int, office: Office) -> Sequence[Any]:
    entry, used = office.entry, office.report is not None
    return (
        number,
        entry.name,
        entry.place,
        entry.superior,
        ROLES[entry.role],
        entry.due,
        STATUS_NAMES[office.status],
        _LATE[office.late] if used else "",
        office.filed_on,
        office.date_basis,
        office.count("error") if used else None,
        office.count("warning") if used else None,
        office.count("notice") if used else None,
        len(office.report.warnings) if office.report is not None else None,
        "\n".join(office.sources),
        office.basis,
        office.reason,
        "",
    )


def add_sheet(
    book: Workbook, name: str, headers: Sequence[str], rows: Sequence[Sequence[Any]], widths: Sequence[float]
) -> None:
    """Add a sheet; one without rows says so, so that nobody thinks it was forgotten."""
    sheet = book.create_sheet(name)
    _write(sheet, headers, rows or [("（无）", *("",) * (len(headers) - 1))])
    _finish(sheet, widths, freeze="A2")


def _write(sheet: Worksheet, headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet.append(list(headers))
    for number, row in enumerate(rows, 2):
        append(sheet, number, row)


def append(sheet: Worksheet, number: int, row: Sequence[Any]) -> None:
    """Write a row at the end; text stays text, whatever it looks like (a file called =1+1 is no formula)."""
    sheet.append([plain_value(value) for value in row])
    for column, value in enumerate(row, 1):
        if isinstance(value, str) and value.startswith(("=", "#")):
            cell = sheet.cell(number, column)
            if isinstance(cell, Cell):
                put_text(cell, str(plain_value(value)))


def plain_value(value: Any) -> Any:
    """Text as a cell can hold it; other values as they are."""
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] if isinstance(value, str) else value


def _finish(sheet: Worksheet, widths: Sequence[float], *, freeze: str) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    if sheet.max_row <= _FRAMED:
        for row in sheet.iter_rows():
            for cell in row:
                cell.border, cell.alignment = BOX, _TOP
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.freeze_panes = freeze
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
