"""Write the report as a tagged PDF (PDF/UA-1) with Chinese fonts embedded, through typst.

The template (``data/report.typ``) holds no text of its own; the report reaches it as JSON and is never markup.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import typst

from gongkai.errors import WriteFailed
from gongkai.report import Report
from gongkai.report.json import dumps
from gongkai.writing.grid import LaidCell, Layout
from gongkai.writing.paper import (
    TABLE_SIZE,
    Paper,
    PaperSection,
    Version,
    chinese_date,
    figure_size,
    height_of,
    set_out,
    settings_of_paper,
    units_of,
)


def render(report: Report, version: Version = "web", code: str = "") -> bytes:
    """Return the report as PDF; its properties name ``code``.

    Raises :class:`WriteFailed` where no Chinese font is installed.
    """
    data = {**_data(set_out(report, version), _fonts()), "code": code}
    try:
        made = typst.compile(
            files("gongkai.writing").joinpath("data", "report.typ").read_bytes(),
            font_paths=_installed(),
            sys_inputs={"paper": dumps(data)},
            pdf_standards=["ua-1"],
            format="pdf",
        )
    except typst.TypstError as error:
        raise WriteFailed(
            f"无法排版 PDF：{error.message}。", advice="可以改用 Word（docx）或网页（html）格式。"
        ) from error
    if not isinstance(made, bytes):
        raise WriteFailed("无法排版 PDF：没有生成任何页面。")
    return made


@cache
def _installed() -> typst.Fonts:
    return typst.Fonts()


def _fonts() -> dict[str, list[str]]:
    """Return for each role the fonts to set it in, Latin first; of the wanted ones only those installed."""
    installed = set(_installed().families())
    wanted = settings_of_paper()["fonts"]
    found = {role: [name for name in fonts["open"] if name in installed][:1] for role, fonts in wanted.items()}
    for role, names in found.items():
        if not names:
            raise WriteFailed(
                f"没有找到可用的中文字体（需要以下之一：{'、'.join(wanted[role]['open'])}），无法生成 PDF。",
                advice="请安装 Noto CJK 字体，例如在 Debian 上：apt install fonts-noto-cjk。",
            )
    return found


def _data(paper: Paper, fonts: dict[str, list[str]]) -> dict[str, Any]:
    wording = settings_of_paper()["wording"]
    return {
        "fonts": fonts,
        "title": paper.title,
        "lines": paper.title_lines,
        "agency": paper.agency,
        "byline": paper.byline,
        "published": f"{wording['published']}{chinese_date(paper.published)}" if paper.published else "",
        "addressee": paper.addressee,
        "preamble": [each._asdict() for each in paper.preamble],
        "sections": [_section(section) for section in paper.sections],
        "closing": [each._asdict() for each in paper.closing],
        "signature": paper.signature,
        "signed": paper.signed,
        "notice": paper.notice,
    }


def _section(section: PaperSection) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "paragraphs": [each._asdict() for each in section.paragraphs],
        "table": _table(section.layout) if section.layout else None,
    }


def _table(layout: Layout) -> dict[str, Any]:
    """Return the layout in alternating groups of header rows and rows of figures."""
    groups = []
    ends = [first for first, _ in layout.heads[1:]] + [len(layout.rows)]
    for (first, count), end in zip(layout.heads, ends, strict=True):
        for head, rows in ((True, layout.rows[first : first + count]), (False, layout.rows[first + count : end])):
            groups.append({"head": head, "cells": [_cell(cell, layout) for row in rows for cell in row]})
    return {
        "units": units_of(layout),
        "least": height_of(layout),
        "groups": groups,
    }


def _cell(cell: LaidCell, layout: Layout) -> dict[str, Any]:
    names = ("text", "row", "column", "row_span", "column_span", "scope", "figure")
    size = figure_size(cell, layout) if cell.figure else TABLE_SIZE
    return {**{name: getattr(cell, name) for name in names}, "size": size}
