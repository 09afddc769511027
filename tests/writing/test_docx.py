"""The Word file: an official document that an office goes on editing."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt

from gongkai.report import Report
from gongkai.writing import render_report
from gongkai.writing.grid import lay_out
from tests.writing.strategies import HOSTILE, example


def opened(report: Report, version: str = "web") -> Document:
    return docx.Document(io.BytesIO(render_report(report, "docx", version)))


@cache
def web() -> Document:
    return opened(example())


def attribute(element: BaseOxmlElement, path: str, name: str) -> str | None:
    found = element.find(path, element.nsmap)
    return None if found is None else found.get(qn(f"w:{name}"))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_cells_are_merged_as_in_the_form(form_id: str) -> None:
    report = example(form_id)
    for table, word in zip(report.statutory_form.tables, opened(report).tables, strict=True):
        layout = lay_out(report, table)
        assert len(word.columns) == layout.width
        places = word._cells  # every place of the grid, row by row; asking for one place walks the whole table
        for cell in layout.cells:
            last_row, last_column = cell.row + cell.row_span - 1, cell.column + cell.column_span - 1
            first, last = (
                places[row * layout.width + column]
                for row, column in ((cell.row, cell.column), (last_row, last_column))
            )
            assert first._tc is last._tc
            assert first.text == cell.text


def test_rows_stay_whole_and_headers_are_repeated_over_pages() -> None:
    headers = []
    for table in web().tables:
        assert all(row._tr.find(".//w:cantSplit", row._tr.nsmap) is not None for row in table.rows)
        headers.append(sum(row._tr.find(".//w:tblHeader", row._tr.nsmap) is not None for row in table.rows))
    assert headers == [0, 3, 3]


def test_the_page_is_that_of_an_official_document() -> None:
    section = web().sections[0]
    lengths = (
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.page_width - section.left_margin - section.right_margin,
        section.page_height - section.top_margin - section.bottom_margin,
    )
    assert [round(length / Mm(1)) for length in lengths] == [210, 297, 37, 28, 156, 225]


@pytest.mark.parametrize(
    ("style", "font", "size", "spacing", "indent"),
    [
        ("Title", "方正小标宋简体", 22, 36, None),
        ("Heading 1", "黑体", 16, 28, "200"),
        ("Heading 2", "楷体_GB2312", 16, 28, "200"),
        ("Heading 3", "仿宋_GB2312", 16, 28, "200"),
        ("Body Text", "仿宋_GB2312", 16, 28, "200"),
    ],
)
def test_styles_name_the_fonts_and_sizes_of_the_standard(
    style: str, font: str, size: int, spacing: int, indent: str | None
) -> None:
    element = web().styles[style].element
    fonts = element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert not any("Theme" in name for name in fonts.attrib)
    assert element.rPr.sz.val == Pt(size)
    assert attribute(element, ".//w:spacing", "line") == str(spacing * 20)
    assert attribute(element, ".//w:spacing", "lineRule") == "exact"
    assert attribute(element, ".//w:ind", "firstLineChars") == indent
    assert attribute(element, ".//w:color", "val") == "000000"


def test_sections_and_numbered_lines_are_headings_and_the_rest_is_body_text() -> None:
    styles = {paragraph.text: paragraph.style.name for paragraph in web().paragraphs if paragraph.style}
    assert styles["一、总体情况"] == "Heading 1"
    assert styles["（一）主动公开"] == "Heading 2"
    assert styles["全年收到申请3件。"] == "Body Text"
    assert [name for name in styles.values() if name == "Heading 1"] == ["Heading 1"] * 6


def test_pages_are_numbered_between_dashes_outside_on_both_sides() -> None:
    document = web()
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert "PAGE" in paragraph._p.xml
        assert attribute(paragraph._p, ".//w:jc", "val") == side


def test_properties_and_language_are_stated() -> None:
    properties = web().core_properties
    assert properties.title == example().title
    assert (properties.author, properties.language) == (example().agency, "zh-CN")
    assert attribute(web().styles.element, ".//w:rPrDefault//w:lang", "eastAsia") == "zh-CN"


def test_a_title_too_long_for_the_properties_still_prints_whole() -> None:
    title = "某" * 300
    document = opened(example(title=title))
    assert len(document.core_properties.title) == 255
    assert title in [paragraph.text for paragraph in document.paragraphs]


def test_the_version_handed_up_ends_with_signature_date_and_notice() -> None:
    texts = [paragraph.text for paragraph in opened(example(), "handed-up").paragraphs]
    assert texts[1] == "区政府："
    assert texts[-3:] == ["国梁镇人民政府", "2025年1月6日", "（此件公开发布）"]


def test_figures_are_centred_and_row_labels_stand_left() -> None:
    table = web().tables[1]
    assert attribute(table.cell(5, 3)._tc, ".//w:jc", "val") == "center"
    assert attribute(table.cell(5, 1)._tc, ".//w:jc", "val") is None


def test_tables_are_as_wide_as_the_text() -> None:
    for table in web().tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert abs(sum(widths) - 156 / 25.4 * 1440) < len(widths)


def test_tables_are_described_for_screen_readers() -> None:
    captions = [attribute(table._tbl, ".//w:tblCaption", "val") for table in web().tables]
    assert all(caption and "单位：" in caption for caption in captions)


def test_text_stays_text() -> None:
    report = example()
    report = replace(report, sections={**report.sections, "overview": "\n".join(HOSTILE)})
    texts = [paragraph.text for paragraph in opened(report).paragraphs]
    assert [text for text in texts if text in HOSTILE] == list(HOSTILE)


@pytest.mark.parametrize(("value", "smaller"), [(1234, False), (123456, True), (12345678, True)])
def test_a_long_figure_is_set_smaller_so_that_it_does_not_break_over_lines(value: int, smaller: bool) -> None:
    table = opened(example().with_cells({"disputes.reconsideration.total": value})).tables[2]
    run = table.cell(3, 4).paragraphs[0].runs[0]
    assert run.text == str(value)
    assert (run.font.size is not None) == smaller
    size = run.font.size.pt if run.font.size else 9.5
    assert size * 0.5 * len(run.text) <= 156 / 15 / 25.4 * 72 - 6


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Heading 2", "Heading 3"])
def test_what_an_office_types_below_a_heading_is_body_text(style: str) -> None:
    assert web().styles[style].next_paragraph_style.name == "Body Text"
