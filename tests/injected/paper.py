"""A report as a web page, as text or as Word: paragraphs here, tables by the grammar's renderers."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from tests.grammar.draft import Draft, Element, Paragraph, Table, build_blocks
from tests.grammar.draw import write
from tests.grammar.grids import GridStyle
from tests.grammar.shapes import SHAPES as EVERY_SHAPE
from tests.grammar.truth import Truth
from tests.injected.report import Part, Report

SHAPES = ("html spans", "html nested", "html without spans", "tab rows", "bar rows", "cell lines", "docx")
"""Layouts of which every cell is read, so that what is found is said of the report and not of the reading."""
NUMBERS = "一二三四五六七八"
ASPECT_PROSE = {
    "proactive": "在主动公开方面，", "requests": "在依申请公开方面，", "management": "在政府信息管理方面，",
    "platform": "在政府信息公开平台建设方面，", "supervision": "在监督保障方面，",
}  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A printed report."""

    name: str
    data: bytes


def _day(day: dt.date | str, style: str) -> str:
    if isinstance(day, str):
        return day
    return day.isoformat() if style == "iso" else f"{day.year}年{day.month}月{day.day}日"


def _aspect(part: Part, number: int, style: str) -> list[Element]:
    text = "".join(str(each) for each in part.sentences)
    if not part.heading:
        return [Paragraph(text)]
    if style == "prose":
        return [Paragraph(ASPECT_PROSE[part.key] + text)]
    if style == "digits":
        return [Paragraph(f"{number}.{part.heading}。{text}")]
    heading = f"（{NUMBERS[number - 1]}）{part.heading}"
    return [Paragraph(heading), Paragraph(text)] if style == "line" else [Paragraph(f"{heading}。{text}")]


def _overview(report: Report) -> list[Element]:
    said: list[Element] = []
    number = 0
    for part in report.overview:
        number += bool(part.heading)
        said += _aspect(part, number, report.style["parts"])
    return said


def _head(report: Report) -> list[Element]:
    body: list[Element] = [Paragraph(report.title, "title")] if report.title else []
    if report.published:
        word = report.rng.choice(("发布日期：", "发布时间：", "日期："))
        body.append(Paragraph(word + _day(report.published, report.style["date"])))
    if report.addressee:
        body.append(Paragraph(f"{report.addressee}："))
    if report.preamble:
        body.append(Paragraph("".join(str(each) for each in report.preamble)))
    return body


def _foot(report: Report) -> list[Element]:
    body: list[Element] = []
    for number, (heading, text) in enumerate(report.after, 6):
        body += [Paragraph(f"{NUMBERS[number]}、{heading}", "heading"), Paragraph(text)]
    if report.signature:
        body.append(Paragraph(report.signature))
    if report.signed:
        body.append(Paragraph(_day(report.signed, "chinese")))
    return body + ([Paragraph(report.note)] if report.note else [])


def _draft(report: Report, shape: str) -> Draft:
    truth = Truth(report.form, report.office.agency, report.year)
    blocks = build_blocks(report.form, report.cells)
    for change in report.on_blocks:
        change(blocks)
    draft = Draft(random.Random(report.rng.random()), EVERY_SHAPE[shape], truth, blocks)
    draft.style |= {"grid": GridStyle(), "stacked": True, "spans": "empty"}
    return draft


def _sections(report: Report, draft: Draft) -> list[Element]:
    body: list[Element] = []
    for number, section in enumerate(report.order):
        if report.headings[section]:
            body.append(Paragraph(f"{NUMBERS[number]}、{report.headings[section]}", "heading"))
        if section == "overview":
            body += _overview(report)
        elif section in ("problems", "other"):
            said = report.problems if section == "problems" else report.other
            body += [Paragraph(str(each)) for each in said]
        elif blocks := draft.section(section):
            body.append(Table(blocks))
    return body


def printed(report: Report, shape: str, name: str = "report") -> Sheet:
    """The report in this shape; what stands in ``replace`` is typed over last."""
    draft = _draft(report, shape)
    draft.body = _head(report) + _sections(report, draft) + _foot(report)
    for element in draft.body:
        if isinstance(element, Paragraph):
            for old, new in report.replace:
                element.text = element.text.replace(old, new)
    document = write(draft, name)
    return Sheet(document.name, document.data)
