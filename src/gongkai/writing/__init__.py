"""Write a report in every format: Word, PDF, web page, web fragment, Excel, CSV, JSON; and the empty form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily
from gongkai.writing.write import kinds, render_report, write_empty_form, write_report

if TYPE_CHECKING:
    from gongkai.writing.docx import set_page
    from gongkai.writing.docx_styles import BODY, NOTE, TABLE, set_styles
    from gongkai.writing.docx_table import table_element
    from gongkai.writing.grid import LaidCell, Layout, lay_out, number_text
    from gongkai.writing.html import render_article
    from gongkai.writing.html_parts import table_part
    from gongkai.writing.paper import TEXT_WIDTH, chinese_date, set_out
    from gongkai.writing.xlsx_form import render_empty_form
    from gongkai.writing.xlsx_sheet import saved

__all__ = [
    "BODY",
    "NOTE",
    "TABLE",
    "TEXT_WIDTH",
    "LaidCell",
    "Layout",
    "chinese_date",
    "kinds",
    "lay_out",
    "number_text",
    "render_article",
    "render_empty_form",
    "render_report",
    "saved",
    "set_out",
    "set_page",
    "set_styles",
    "table_element",
    "table_part",
    "write_empty_form",
    "write_report",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        "set_page": "gongkai.writing.docx",
        **dict.fromkeys(("BODY", "NOTE", "TABLE", "set_styles"), "gongkai.writing.docx_styles"),
        "table_element": "gongkai.writing.docx_table",
        **dict.fromkeys(("LaidCell", "Layout", "lay_out", "number_text"), "gongkai.writing.grid"),
        "render_article": "gongkai.writing.html",
        "table_part": "gongkai.writing.html_parts",
        **dict.fromkeys(("TEXT_WIDTH", "chinese_date", "set_out"), "gongkai.writing.paper"),
        "render_empty_form": "gongkai.writing.xlsx_form",
        "saved": "gongkai.writing.xlsx_sheet",
    },
)
