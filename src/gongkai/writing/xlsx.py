"""Write the report as an Excel sheet in reading order: title, prose and tables with the form's merged cells."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.report import Report
from gongkai.writing.paper import Paragraph, Version, chinese_date, set_out, settings_of_paper
from gongkai.writing.xlsx_sheet import Sheet, new_workbook, saved


def render(report: Report, version: Version = "web") -> bytes:
    """Return the report as XLSX with one sheet; figures are numbers."""
    paper = set_out(report, version)
    workbook, worksheet = new_workbook("年度报告", paper.title, paper.agency)
    sheet = Sheet(worksheet)
    sheet.line(paper.title, "title", size=18, align="center")
    if paper.byline:
        sheet.line(paper.byline, "heading2", align="center")
    if paper.published:
        stated = f"{settings_of_paper()['wording']['published']}{chinese_date(paper.published)}"
        sheet.line(stated, "heading2", align="center")
    if paper.addressee:
        sheet.line(paper.addressee, "body")
    _write_prose(sheet, paper.preamble)
    for section in paper.sections:
        sheet.line(section.heading, "heading1", size=14)
        _write_prose(sheet, section.paragraphs)
        if section.layout:
            sheet.table(section.layout)
    _write_prose(sheet, paper.closing)
    for text in (paper.signature, paper.signed):
        if text:
            sheet.line(text, "body", align="right")
    if paper.notice:
        sheet.line(paper.notice, "body")
    return saved(workbook)


def _write_prose(sheet: Sheet, paragraphs: Sequence[Paragraph]) -> None:
    for each in paragraphs:
        sheet.line(each.text, f"heading{each.level}" if each.level else "body", indent=0 if each.level else 1)
