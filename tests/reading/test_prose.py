"""Prose of preamble, sections and closing, without tables, page numbers and menus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading.characters import squeeze
from gongkai.reading.outline import find_outline
from gongkai.reading.prose import normalise_prose, sections_of
from gongkai.report.model import SECTION_KEYS
from tests.reading.lines import HEADINGS, PREAMBLE, TEXTS, TITLE, body, grid, lines, real, report


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2024 年，收到  申请 3 件 。", "2024年，收到申请3件。"),
        ("\u3000\u3000总体\t情况", "总体情况"),
        ("见 http://a.gov.cn/x y 网站", "见http://a.gov.cn/x y网站"),
        ("A  B", "A B"),
        ("零\u200b宽\ufeff", "零宽"),
        ("", ""),
        ("  \n ", ""),
    ],
)
def test_spaces_stand_only_where_they_mean_something(printed: str, expected: str) -> None:
    assert squeeze(printed) == expected


@given(st.text(alphabet="总体 情况\t\nAB12，。 \u3000", max_size=40))
def test_squeezing_loses_nothing_but_space_and_is_stable(text: str) -> None:
    assert "".join(squeeze(text).split()) == "".join(text.split())
    assert squeeze(squeeze(text)) == squeeze(text)


def test_prose_compares_equal_across_widths_and_line_breaks() -> None:
    assert normalise_prose("收到申请 3 件，\n均已（答复）。") == normalise_prose("收到申请３件,均已(答复)。")
    assert normalise_prose("收到申请3件。") != normalise_prose("收到申请8件。")


def test_menus_buttons_and_dates_before_the_preamble_are_left_out() -> None:
    menus = (
        "首页 政务公开 互动交流",
        "当前位置：首页>年报",
        TITLE,
        "日期：2025-01-21",
        "字体：大 中 小",
        "【打印】",
        "浏览次数：12",
    )
    blocks = report(*menus, PREAMBLE, "浏览次数：12")
    assert sections_of(blocks, find_outline(blocks))[0] == PREAMBLE


def test_the_preamble_of_a_report_without_title_begins_at_its_first_paragraph() -> None:
    blocks = report("首页 政务公开", PREAMBLE)
    assert sections_of(blocks, find_outline(blocks))[0] == PREAMBLE


def test_the_addressee_is_not_part_of_the_preamble() -> None:
    blocks = report(TITLE, "区政府：", PREAMBLE)
    assert sections_of(blocks, find_outline(blocks))[0] == PREAMBLE


def test_lines_taken_for_table_text_are_left_out() -> None:
    blocks = lines(TITLE, *body()[:4], "信息内容", "规章", "0", *body()[4:])
    outline = find_outline(blocks)
    assert sections_of(blocks, outline, {5, 6, 7})[1]["proactive"] == TEXTS[1]


@pytest.mark.parametrize(
    "left", ["信息内容", "本年收费金额（单位：万元）", "（单位：件）", "注：上年为3件", "备注：由办公室填报", "续表"]
)
def test_what_is_left_of_a_table_is_no_prose_of_its_section(left: str) -> None:
    blocks = lines(TITLE, *body()[:4], left, *body()[4:])
    sections = sections_of(blocks, find_outline(blocks))[1]
    assert (sections["proactive"], sections["requests"]) == (TEXTS[1], TEXTS[2])


def test_tables_pages_and_figures_between_paragraphs_are_left_out() -> None:
    table = grid(1, ("信息内容", "本年制发件数"), ("规章", "0"))
    blocks = (*lines(TITLE, *body()[:4]), table, *lines("- 3 -", "第4页 共9页", "说明一下。", *body()[4:]))
    assert sections_of(blocks, find_outline(blocks))[1]["proactive"] == f"{TEXTS[1]}\n说明一下。"


def test_paragraphs_stay_paragraphs() -> None:
    texts = ("总的情况良好。", "（一）主动公开", "公开信息3条。")
    blocks = lines(TITLE, HEADINGS[0], *texts, *body()[2:])
    assert sections_of(blocks, find_outline(blocks))[1]["overview"] == "\n".join(texts)


def test_lines_broken_at_the_pages_width_become_paragraphs_again() -> None:
    paragraph = (
        "白市驿镇严格按照条例规定的主动公开信息范围，通过门户网站向社会公开政策文件和重大民生等各类政府信息，" * 3
        + "取得良好成效。"
    )
    wrapped = [paragraph[at : at + 28] for at in range(0, len(paragraph), 28)]
    blocks = lines(TITLE, HEADINGS[0], "（一）主动公开", *wrapped, "（二）依申请公开", *wrapped, *body()[2:])
    overview = sections_of(blocks, find_outline(blocks))[1]["overview"]
    assert overview == "\n".join(("（一）主动公开", paragraph, "（二）依申请公开", paragraph))


def test_a_line_full_of_narrow_digits_is_still_a_broken_line() -> None:
    wrapped = (
        "（一）主动公开情况。全年主动公开政府信息1733条，同比增长",
        "20.4%，其中通过政府门户网站公开1203条，通过微信公众",
        "号公开530条。",
    )
    blocks = lines(TITLE, HEADINGS[0], *wrapped * 3, HEADINGS[1])
    overview = sections_of(blocks, find_outline(blocks))[1]["overview"]
    assert overview.split("\n") == ["".join(wrapped)] * 3


def test_all_six_sections_are_there_even_where_nothing_is_printed() -> None:
    blocks = lines("通知")
    assert sections_of(blocks, find_outline(blocks)) == ("", dict.fromkeys(SECTION_KEYS, ""), "")


def test_the_real_report_with_a_signature_is_taken_apart() -> None:
    blocks = real("guoliang-2024.txt")
    preamble, sections, closing = sections_of(blocks, find_outline(blocks))
    assert preamble.startswith("根据《中华人民共和国政府信息公开条例》") and preamble.endswith("12月31日。")
    assert sections["overview"].count("\n") == 13
    assert sections["other"].endswith("本机关未收取信息处理费。")
    assert closing == "重庆市大足区国梁镇人民政府\n2025年1月16日\n（此件公开发布）"
