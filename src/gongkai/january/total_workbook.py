"""The consolidated report as an Excel file: its tables, all cells by agency, gaps, doubts and differences."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.consolidation import Consolidated
from gongkai.january.workbook import BOX, HEAD, ROLES, add_sheet, append, plain_value
from gongkai.report.standing import IN_CHINESE, standing_of
from gongkai.writing import render_report
from gongkai.writing.xlsx_sheet import saved

_LACKING = {
    "blank": "空白：格内没有数字",
    "missing": "缺格：文件里没有这一格",
    "unread": "未能读出：是程序没有读出，请对照原文",
    "unreadable": "无法辨认：格内有内容，但不是能确定的数字",
}


def render_total_workbook(consolidated: Consolidated) -> bytes:
    """Return 汇总年度报告.xlsx: the tables, all cells by agency, what is lacking and what does not add up."""
    book = load_workbook(io.BytesIO(render_report(consolidated.report, "xlsx")))
    _cells_by_agency(book.create_sheet("各机关数据"), consolidated)
    form = consolidated.report.statutory_form
    lacking: list[Sequence[Any]] = [("整份", "", "", each.member.label, each.message) for each in consolidated.left_out]
    where = {
        cell.key: (form.section(form.table(cell.table).section).heading, cell.row_path, cell.column_path)
        for cell in form.cells
    }
    for key, gaps in consolidated.gaps.items():
        for gap in gaps:
            lacking.append((*where[key], gap.member.label, _LACKING[standing_of(None, gap.how)]))
    add_sheet(book, "缺项", ("部分", "行", "列", "机关", "缺什么"), lacking, (36, 50, 24, 36, 40))
    doubted = [
        (*where[key], member.label, member.report.cells[key] if member.report else None)
        for key, members in consolidated.doubted.items()
        for member in members
    ]
    add_sheet(book, "存疑", ("部分", "行", "列", "机关", "按推断计入"), doubted, (36, 50, 24, 36, 14))
    differences = [
        (
            each.where,
            each.rule,
            each.printed,
            each.recomputed,
            each.difference,
            "、".join(member.label for member in each.members),
        )
        for each in consolidated.differences
    ]
    headers = ("位置", "规则", "所报合计", "由各项重新计算", "相差", "涉及机关")
    add_sheet(book, "差异", headers, differences, (50, 22, 14, 16, 10, 60))
    return saved(book)


def _cells_by_agency(sheet: Worksheet, consolidated: Consolidated) -> None:
    """Write a row per agency and a column per cell, labels in the header rows, the sums in the last row."""
    form = consolidated.report.statutory_form
    heads = [
        ["", "", "部分", *(form.section(form.table(cell.table).section).heading for cell in form.cells)],
        ["", "", "行", *(cell.row_path for cell in form.cells)],
        ["", "", "列", *(f"{cell.column_path}（{cell.unit}）" for cell in form.cells)],
        ["机关名称", "所属地区", "关系", *(cell.key for cell in form.cells)],
    ]
    for row in heads:
        sheet.append([plain_value(value) for value in row])
    number = len(heads)
    for member in consolidated.members:
        if member.report is None:
            continue
        report = member.report
        values = [
            f"（{IN_CHINESE[standing_of(None, report.provenance[cell.key].how)]}）" if value is None else value
            for cell in form.cells
            for value in (report.cells[cell.key],)
        ]
        number += 1
        append(sheet, number, [member.name, member.place, ROLES[member.role], *values])
    total = consolidated.report.cells
    append(
        sheet,
        number + 1,
        ["合计", "", "", *("—" if total[cell.key] is None else total[cell.key] for cell in form.cells)],
    )
    for row in (*range(1, 5), number + 1):
        for cell in sheet[row]:
            cell.font = Font(bold=True)
            if row < 5:
                cell.fill, cell.border = HEAD, BOX
                cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.row_dimensions[2].height, sheet.row_dimensions[3].height = 90, 32
    for number in range(1, len(form.cells) + 4):
        sheet.column_dimensions[get_column_letter(number)].width = (30, 16, 8)[number - 1] if number < 4 else 15
    sheet.freeze_panes = "D5"
