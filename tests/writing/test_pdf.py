"""The PDF: Chinese fonts embedded, tagged, with bookmarks, and what it prints read by another library."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
import typst

from gongkai.errors import WriteFailed
from gongkai.report import Extra, Report
from gongkai.writing import pdf, render_report
from tests.writing.strategies import HOSTILE, example


@cache
def web_bytes() -> bytes:
    return render_report(example(), "pdf")


def text_of(data: bytes) -> list[str]:
    """The text of each page without its spaces: where a line is broken is not the writer's to say."""
    with pdfium.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_it_states_title_author_and_language_and_claims_accessibility() -> None:
    with pdfium.PdfDocument(web_bytes()) as document:
        stated = document.get_metadata_dict()
        assert (stated["Title"], stated["Author"]) == (example().title, example().agency)
        assert raw.FPDFCatalog_IsTagged(document)
    assert b"pdfuaid:part" in web_bytes()


def test_bookmarks_lead_to_the_sections_and_their_headings() -> None:
    with pdfium.PdfDocument(web_bytes()) as document:
        marks = [(mark.level, mark.get_title()) for mark in document.get_toc()]
    headings = [f"{section.number}、{section.heading}" for section in example().statutory_form.sections]
    assert [title for level, title in marks if level == 0] == headings
    assert (1, "（一）主动公开") in marks


def test_every_font_is_embedded() -> None:
    with pdfium.PdfDocument(web_bytes()) as document:
        embedded = [
            raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw))
            for page in document
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
        ]
    assert len(embedded) > 300
    assert set(embedded) == {1}


def test_every_figure_is_printed() -> None:
    text = "".join(text_of(web_bytes()))
    assert all(str(value) in text for value in example().cells.values())


def test_text_is_never_taken_for_markup() -> None:
    report = example(agency="#panic() *某* 镇", title="#set text(fill: red) $x$ 年度报告")
    report = replace(report, sections={**report.sections, "overview": "\n".join(HOSTILE)})
    text = "".join(text_of(render_report(report, "pdf")))
    for line in (*HOSTILE, "#settext(fill:red)$x$年度报告", "#panic()*某*镇"):
        assert "".join(line.split()) in text


def test_a_table_over_several_pages_repeats_its_header() -> None:
    values = dict.fromkeys(("natural_person", "total"), 1)
    rows = tuple(Extra("requests", f"（补{number}）其他情形", values) for number in range(60))
    pages = [page for page in text_of(render_report(example(extra=rows), "pdf")) if "其他情形" in page]
    assert len(pages) > 1
    assert all("法律服务机构" in page and "申请人情况" in page for page in pages)


def test_the_version_handed_up_is_signed() -> None:
    text = "".join(text_of(render_report(example(), "pdf", "handed-up")))
    assert "区政府：" in text
    assert "国梁镇人民政府2025年1月6日（此件公开发布）" in text
    assert "发布日期" not in text


def test_pages_are_numbered() -> None:
    for number, page in enumerate(text_of(web_bytes()), 1):
        assert f"—{number}—" in page


def test_without_a_chinese_font_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_installed", lambda: typst.Fonts(include_system_fonts=False))
    with pytest.raises(WriteFailed, match="fonts-noto-cjk"):
        render_report(example(), "pdf")


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_an_empty_report_can_be_printed(form_id: str) -> None:
    report: Report = example(form_id, preamble="", sections={}, agency=None, title=None, year=None)
    assert "政府信息公开工作年度报告" in text_of(render_report(report, "pdf"))[0]
