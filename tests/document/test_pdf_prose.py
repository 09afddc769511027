"""Text outside tables: whole paragraphs, headings apart, no page numbers, no running headers, sensible spaces."""

from __future__ import annotations

import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.model import Line
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.pdf_samples import drawn, pdf, text_at

LONG = "本机关坚持公开为常态，全年主动公开政府信息2428条，其中通过政府网站公开2000条，通过政务新媒体公开428条"
INDENTED = "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"


def lines(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data, "a.pdf", DEFAULT_SETTINGS).blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    "setting", [INDENTED, "#set par(spacing: 2em, justify: true)\n", "#set par(leading: 1.5em)\n" + INDENTED]
)
def test_printed_lines_of_a_paragraph_are_one_line_and_paragraphs_stay_apart(setting: str) -> None:
    paragraphs = [
        "一、总体情况",
        f"{LONG}，{LONG}。",
        f"（一）主动公开。{LONG}。",
        "二、主动公开政府信息情况",
        f"{LONG}。{LONG}。",
    ]
    assert lines(pdf(setting + "\n\n".join(paragraphs))) == paragraphs


def test_a_paragraph_goes_on_over_the_page() -> None:
    paragraph = f"{LONG}，" * 6 + "完。"
    assert lines(pdf("#set page(height: 300pt)\n" + INDENTED + paragraph)) == [paragraph]


def test_a_heading_is_no_part_of_the_full_line_before_it() -> None:
    full = "全" * 40 + "。"
    assert lines(pdf(f"{full}\\ （一）标题\\ {full}\\ 二、标题")) == [full, "（一）标题", full, "二、标题"]


def test_a_title_in_large_type_is_not_joined_with_the_text_below() -> None:
    title = "淮安市洪泽区人民政府二〇二四年政府信息"
    assert lines(pdf(f"#text(size: 23pt)[{title}]\n\n{LONG}。"))[0] == title


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("2024 年政府信息公开 17 件", "2024年政府信息公开17件"),
        ("总#h(.5em)计", "总计"),
        ("地址#h(3em)邮编", "地址 邮编"),
        ("WPS Office 2019", "WPS Office 2019"),
        ("1#h(.6em)234", "1 234"),
        ("共1,234.5万元", "共1,234.5万元"),
        ("电话：0517-87290606", "电话：0517-87290606"),
    ],
)
def test_spaces_are_kept_where_they_separate_and_dropped_where_they_only_look_good(printed: str, text: str) -> None:
    assert lines(pdf(printed)) == [text]


def test_radicals_that_fonts_put_for_characters_become_characters() -> None:
    assert lines(pdf("\u2f00、总体情况")) == ["一、总体情况"]


def numbered(numbering: str, pages: int = 3, header: str = "") -> bytes:
    body = "\n#pagebreak()\n".join(f"第{page}部分内容。" for page in "甲乙丙丁"[:pages])
    head = f"#set page(numbering: {numbering}, header: [{header}])\n"
    return pdf(head + body)


@pytest.mark.parametrize(
    "numbering",
    ['"1"', '"- 1 -"', '"— 1 —"', '"1 / 1"', "(a, ..b) => [第 #a 页 共 3 页]", "(a, ..b) => [Page #a of 3]"],
)
def test_page_numbers_are_left_out(numbering: str) -> None:
    assert lines(numbered(numbering)) == ["第甲部分内容。", "第乙部分内容。", "第丙部分内容。"]


def test_running_headers_are_left_out() -> None:
    assert lines(numbered('"1"', header="洪泽区人民政府文件")) == ["第甲部分内容。", "第乙部分内容。", "第丙部分内容。"]


def test_a_lone_figure_at_the_foot_of_a_page_that_counts_no_pages_is_kept() -> None:
    data = drawn(text_at(100, 700, "text") + text_at(300, 40, "57"))
    assert lines(data) == ["text", "57"]


def test_text_in_the_margin_of_one_page_only_is_kept() -> None:
    assert lines(drawn(text_at(100, 810, "No. 12 of the district") + text_at(100, 400, "text"))) == [
        "No. 12 of the district",
        "text",
    ]
