"""The sheet for signature as a Word file, on the page of GB/T 9704-2012."""

from __future__ import annotations

import io
from collections.abc import Sequence

from django.utils import timezone
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt

from gongkai.checking import severity_name
from gongkai.writing import BODY, NOTE, TABLE, TEXT_WIDTH, chinese_date, set_page, set_styles, table_element
from gongkai_site.annual.models import Scope
from gongkai_site.annual.sheet import Changes, Sheet
from gongkai_site.in_chinese import in_chinese
from gongkai_site.look.current import look

SIGNATURES = ("经办人", "审核人", "分管领导", "主要负责人")
"""Who signs; a row for each."""


def render_sheet(sheet: Sheet) -> bytes:
    """Return the sheet as DOCX."""
    document = Document()
    set_page(document)
    set_styles(document)
    document.core_properties.title = f"{sheet.title}审签单"[:255]
    document.core_properties.keywords = document.core_properties.identifier = sheet.check_code
    document.core_properties.author = document.core_properties.last_modified_by = sheet.report.agency.name[:255]
    if name := look().name:
        document.add_paragraph(name, style=NOTE)
    document.add_paragraph("年度报告审签单", style="Title")
    document.add_paragraph(sheet.title, style=NOTE)
    if not sheet.final:
        document.add_paragraph("（草稿，审核通过前不得签发）", style=NOTE)
    _head(document, sheet)
    _signatures(document)
    _figures(document, sheet)
    _findings(document, sheet)
    _by_hand(document, sheet)
    _changes(document, "四、与上一版本比较", sheet.last_version)
    _changes(document, "五、与上年比较", sheet.last_year)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _head(document: WordDocument, sheet: Sheet) -> None:
    report = sheet.report
    rows = [
        ("单位", report.agency.name),
        ("年度", f"{report.year}年（{in_chinese(Scope(report.scope).label)}）"),
        (
            "版次",
            f"第{sheet.number}版" + (f"，更正原因：{report.correction_reason}" if report.correction_reason else ""),
        ),
        ("审核", _reviewed(sheet)),
        *_signed_on_screen(sheet),
        ("内容校验码", sheet.check_code),
        ("日志锚点", sheet.log_end),
    ]
    _grid(document, [], rows, (1, 4))


def _reviewed(sheet: Sheet) -> str:
    report = sheet.report
    if report.reviewed_at is None:
        return "尚未审核"
    return f"{report.reviewed_by or ''} {chinese_date(timezone.localdate(report.reviewed_at))}"


def _signed_on_screen(sheet: Sheet) -> list[tuple[str, str]]:
    report = sheet.report
    if not report.signed_on_screen or report.signed_on is None:
        return []
    return [("签发", f"{report.signed_by} {chinese_date(report.signed_on)}（系统内签发）")]


def _signatures(document: WordDocument) -> None:
    document.add_paragraph("签署意见", style="Heading 1")
    _grid(
        document,
        ["签署人", "意见", "签名", "日期"],
        [(who, "", "", "    年  月  日") for who in SIGNATURES],
        (2, 4, 3, 3),
        30,
    )


def _figures(document: WordDocument, sheet: Sheet) -> None:
    document.add_paragraph("一、数据", style="Heading 1")
    for note in sheet.missing:
        document.add_paragraph(f"未包括：{note}", style=BODY)
    body = document.element.body
    for table in sheet.tables:
        document.add_paragraph(table.caption, style=NOTE).paragraph_format.keep_with_next = True
        body.insert(len(body) - 1, table_element(table.layout, table.caption, TEXT_WIDTH))


def _findings(document: WordDocument, sheet: Sheet) -> None:
    document.add_paragraph("二、校验结果", style="Heading 1")
    if not sheet.found:
        document.add_paragraph("没有发现问题。", style=BODY)
        return
    rows = [
        (
            severity_name(each.finding.severity).zh,
            each.finding.message,
            each.explanation.reason if each.explanation else "",
        )
        for each in sheet.found
    ]
    _grid(document, ["级别", "校验结果", "说明"], rows, (1, 6, 3))


def _by_hand(document: WordDocument, sheet: Sheet) -> None:
    document.add_paragraph("三、手工调整的数据", style="Heading 1")
    if not sheet.by_hand:
        document.add_paragraph("没有手工调整，全部由台账统计。", style=BODY)
        return
    rows = [
        (each.cell, _figure(each.counted), _figure(each.value), f"{each.reason}（{each.by}）") for each in sheet.by_hand
    ]
    _grid(document, ["数据", "台账统计", "调整为", "原因"], rows, (4, 1, 1, 4))


def _changes(document: WordDocument, heading: str, changes: Changes) -> None:
    document.add_paragraph(heading, style="Heading 1")
    if not changes.against:
        document.add_paragraph(f"{changes.missing}。", style=BODY)
        return
    if changes.cells:
        rows = [(each.cell, each.before, each.after, f"{each.delta} {each.percent}".strip()) for each in changes.cells]
        _grid(document, ["数据", changes.against, "本版", "增减"], rows, (5, 1, 1, 2))
    else:
        document.add_paragraph("数据没有变化。", style=BODY)
    if changes.prose:
        told = [(each.section, each.before, each.after) for each in changes.prose]
        _grid(document, ["部分", f"{changes.against}文字", "本版文字"], told, (2, 4, 4))


def _figure(value: object) -> str:
    return "空" if value is None else str(value)


def _grid(
    document: WordDocument,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    height: int = 0,
) -> None:
    """A bordered table; the head row repeats on every page."""
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = round(TEXT_WIDTH * 36000 * width / sum(widths))
    for number, texts in enumerate([heads, *rows] if heads else rows):
        row = table.add_row()
        if heads and number == 0:
            properties = row._tr.get_or_add_trPr()
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))
        elif height:
            row.height = Pt(height)
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = round(TEXT_WIDTH * 36000 * width / sum(widths))
            cell.paragraphs[0].style = document.styles[TABLE]
            cell.paragraphs[0].add_run("".join(each for each in text if each >= " " or each == "\t"))
    document.add_paragraph(style=TABLE)
