"""Where the parts of a report stand, however its headings are printed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.model import Line, Picture
from gongkai.reading.outline import Outline, find_outline, split_reports
from gongkai.reading.prose import sections_of
from gongkai.report.model import SECTION_KEYS
from tests.reading.lines import HEADINGS, PREAMBLE, TEXTS, TITLE, body, grid, lines, real, report

ALL = list(SECTION_KEYS)


def printed(outline: Outline) -> list[str]:
    return [heading.key for heading in outline.headings]


def codes(outline: Outline) -> list[str]:
    return [doubt.code for doubt in outline.doubts]


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        tuple(each.replace("、", ".", 1) for each in HEADINGS),
        tuple(each.replace("、", "．", 1) for each in HEADINGS),
        tuple(each.replace("、", " ", 1) for each in HEADINGS),
        tuple(each.replace("、", "，", 1) for each in HEADINGS),
        tuple(each.replace("、", "：", 1) for each in HEADINGS),
        tuple(f"{number}、{each[2:]}" for number, each in enumerate(HEADINGS, 1)),
        tuple(f"{number}. {each[2:]}" for number, each in enumerate(HEADINGS, 1)),
        tuple(f"第{each[0]}部分 {each[2:]}" for each in HEADINGS),
        tuple(f"第{each[0]}部分：{each[2:]}" for each in HEADINGS),
        tuple(f"## {each}" for each in HEADINGS),
        tuple(f"**{each}**" for each in HEADINGS),
        tuple(f"### **{each}**" for each in HEADINGS),
        tuple(each[2:] for each in HEADINGS),
        tuple(each + "：" for each in HEADINGS),
        tuple(each + "。" for each in HEADINGS),
        tuple(" ".join(each) for each in HEADINGS),
        tuple("\u3000\u3000" + each for each in HEADINGS),
        tuple(each.replace("、", "､") for each in HEADINGS),
        tuple(each[:2] + each[2:].replace("及", "和").replace("、", "和") for each in HEADINGS),
        (
            "一、總體情況",
            "二、主動公開政府信息情況",
            "三、收到和處理政府信息公開申請情況",
            "四、政府信息公開行政復議、行政訴訟情況",
            "五、存在的主要問題及改進情況",
            "六、其他需要報告的事項",
        ),
        (
            *HEADINGS[:3],
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "五、政府信息公开工作存在的主要问题及改进情况",
            HEADINGS[5],
        ),
        tuple(f"({each[0]}){each[2:]}" for each in HEADINGS),
    ],
)
def test_the_six_headings_are_found_however_they_are_printed(headings: tuple[str, ...]) -> None:
    blocks = report(TITLE, PREAMBLE, headings=headings)
    outline = find_outline(blocks)
    assert printed(outline) == ALL
    assert outline.doubts == ()
    preamble, sections, closing = sections_of(blocks, outline)
    assert (preamble, list(sections.values()), closing) == (PREAMBLE, list(TEXTS), "")


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("一、概述", "overview"),
        ("一、基本情况", "overview"),
        ("二、政府信息主动公开情况", "proactive"),
        ("三、依申请公开政府信息情况", "requests"),
        ("三、收到和处理政府信息公开申请的情况", "requests"),
        ("四、行政复议、行政诉讼情况", "disputes"),
        ("五、存在的问题及改进措施", "problems"),
        ("六、其他事项", "other"),
    ],
)
def test_known_variants_of_a_heading_are_no_doubt(heading: str, key: str) -> None:
    headings = tuple(heading if heading[0] == each[0] else each for each in HEADINGS)
    outline = find_outline(report(TITLE, headings=headings))
    assert printed(outline) == ALL
    found = outline.heading(key)
    assert found is not None and found.text == heading
    assert codes(outline) == []


def test_a_heading_in_other_words_is_found_and_doubted() -> None:
    headings = (*HEADINGS[:4], "五、当前工作中的主要问题与下步打算", HEADINGS[5])
    outline = find_outline(report(TITLE, headings=headings))
    assert printed(outline) == ALL
    assert codes(outline) == ["section-heading"]
    assert "当前工作中的主要问题与下步打算" in outline.doubts[0].message


@pytest.mark.parametrize("missing", range(6))
def test_a_missing_section_is_named(missing: int) -> None:
    headings = tuple("" if index == missing else each for index, each in enumerate(HEADINGS))
    outline = find_outline(report(TITLE, headings=headings))
    assert printed(outline) == [key for index, key in enumerate(ALL) if index != missing]
    assert codes(outline) == ["section-missing"]
    assert HEADINGS[missing][2:] in outline.doubts[0].message
    assert outline.section(ALL[missing]) is None


def test_sections_out_of_order_are_reported_in_printed_order() -> None:
    swapped = (*HEADINGS[:4], HEADINGS[5], HEADINGS[4])
    outline = find_outline(report(TITLE, headings=swapped))
    assert printed(outline) == [*ALL[:4], "other", "problems"]
    assert codes(outline) == ["section-order"]


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (("某县水利局2024年政务公开工作总结",), "某县水利局2024年政务公开工作总结"),
        (("某县水利局2024年信息公开情况汇报", TITLE), TITLE),
        ((TITLE, "某县水利局2023年政务公开工作总结"), TITLE),
        (("政务公开工作总结",), None),
    ],
)
def test_a_report_by_another_name_has_its_title_where_there_is_no_reports(
    before: tuple[str, ...], title: str | None
) -> None:
    found = find_outline(report(*before)).title
    assert (found and found.text) == title


def test_a_wrong_ordinal_is_doubted() -> None:
    outline = find_outline(report(TITLE, headings=(*HEADINGS[:4], "四、存在的主要问题及改进情况", HEADINGS[5])))
    assert printed(outline) == ALL
    assert codes(outline) == ["section-heading"]


@pytest.mark.parametrize("glue", ["", " ", "：", "。"])
def test_a_paragraph_glued_to_its_heading_belongs_to_the_section(glue: str) -> None:
    blocks = lines(TITLE, *(heading + glue + text for heading, text in zip(HEADINGS, TEXTS, strict=True)))
    outline = find_outline(blocks)
    assert [heading.text.rstrip("：。") for heading in outline.headings] == list(HEADINGS)
    assert list(sections_of(blocks, outline)[1].values()) == list(TEXTS)


@pytest.mark.parametrize("leader", ["", "……1", "...........3", " 2"])
def test_a_table_of_contents_is_not_the_body(leader: str) -> None:
    blocks = lines(TITLE, "目录", *(each + leader for each in HEADINGS), PREAMBLE, *body())
    outline = find_outline(blocks)
    assert outline.headings[0].place.block == 9
    assert list(sections_of(blocks, outline)[1].values()) == list(TEXTS)


def test_links_to_the_sections_after_the_report_are_not_the_body() -> None:
    blocks = report(TITLE, PREAMBLE, after=("【打印】", *HEADINGS))
    outline = find_outline(blocks)
    assert [heading.place.block for heading in outline.headings] == [2, 4, 6, 8, 10, 12]
    assert list(sections_of(blocks, outline)[1].values()) == list(TEXTS)


def test_rows_of_the_statutory_table_and_subsections_are_no_headings() -> None:
    texts = list(body())
    texts[1:1] = ["（一）主动公开政府信息情况", "（二）依申请公开政府信息情况"]
    texts += ["一、本年新收政府信息公开申请数量", "三、本年度办理结果", "四、结转下年度继续办理"]
    outline = find_outline(lines(TITLE, *texts))
    assert printed(outline) == ALL
    assert [heading.text for heading in outline.headings] == list(HEADINGS)


def test_a_wrapped_sentence_naming_the_sections_is_no_heading() -> None:
    wrapped = (
        "本报告由总体情况、主动公开政府信息情况、",
        "收到和处理政府信息公开申请情况、政府信息公开行政复议、",
        "存在的主要问题及改进情况等组成。",
    )
    outline = find_outline(report(TITLE, *wrapped))
    assert [heading.place.block for heading in outline.headings] == [4, 6, 8, 10, 12, 14]


def test_headings_in_the_rows_of_one_big_layout_table_are_found() -> None:
    rows = [(TITLE,), (PREAMBLE,)]
    for heading, text in zip(HEADINGS, TEXTS, strict=True):
        rows += [(heading,), (text,), ("规章", "0", "0", "0")]
    blocks = (grid(1, *rows),)
    outline = find_outline(blocks)
    assert [(heading.place.block, heading.place.row) for heading in outline.headings] == [
        (0, row) for row in (3, 6, 9, 12, 15, 18)
    ]
    assert outline.title is not None and outline.title.text == TITLE
    assert list(sections_of(blocks, outline)[1].values()) == list(TEXTS)


def test_a_heading_inside_its_tables_first_row_is_found() -> None:
    table = grid(1, (HEADINGS[1],), ("信息内容", "本年制发件数"), ("规章", "0"))
    blocks = (*lines(TITLE, HEADINGS[0], TEXTS[0]), table, *lines(*body()[4:]))
    outline = find_outline(blocks)
    place = outline.headings[1].place
    assert (outline.headings[1].key, place.block, place.row) == ("proactive", 3, 1)


def test_tables_given_as_pictures_do_not_make_the_headings_a_list() -> None:
    blocks = lines(TITLE, HEADINGS[0], TEXTS[0])
    for heading in HEADINGS[1:4]:
        blocks += (Line(heading, 1), Picture("表"))
    blocks += lines(*body()[8:])
    assert printed(find_outline(blocks)) == ALL


def test_a_report_on_one_long_line_is_cut_at_its_headings() -> None:
    filler = "坚持以公开为常态、不公开为例外。" * 40
    text = " ".join(
        [TITLE, PREAMBLE, *(f"{heading} {text}{filler}" for heading, text in zip(HEADINGS, TEXTS, strict=True))]
    )
    blocks = lines(text)
    outline = find_outline(blocks)
    assert printed(outline) == ALL
    sections = sections_of(blocks, outline)[1]
    assert all(section.startswith(text) for section, text in zip(sections.values(), TEXTS, strict=True))
    assert "总体情况" not in sections["overview"]


@pytest.mark.parametrize(
    "tail",
    [
        ("白市驿镇人民政府", "2025年1月16日"),
        ("白市驿镇人民政府 2025年1月16日",),
        ("2025年1月16日",),
        ("（此件公开发布）",),
        ("附件：1.统计表", "2.说明"),
        ("重庆市九龙坡区白市驿镇人民政府", "二〇二五年一月十六日", "（此件公开发布）"),
    ],
)
def test_signature_remarks_and_annexes_are_the_closing(tail: tuple[str, ...]) -> None:
    blocks = report(TITLE, after=tail)
    outline = find_outline(blocks)
    assert outline.closing.block == len(blocks) - len(tail)
    assert sections_of(blocks, outline)[1]["other"] == TEXTS[5]


@pytest.mark.parametrize(
    "footer",
    [
        "版权所有：九龙坡区人民政府 渝ICP备05001234号",
        "主办单位：重庆市九龙坡区人民政府办公室",
        "网站地图 | 联系我们 | 隐私声明",
        "上一篇：石板镇2024年政府信息公开工作年度报告",
        "打印 关闭",
        "扫一扫在手机打开当前页",
        "【打印本页】【关闭窗口】",
        "石板镇人民政府2024年政府信息公开工作年度报告",
        "相关链接",
    ],
)
def test_page_furniture_after_the_report_is_left_out(footer: str) -> None:
    blocks = report(TITLE, after=("2025年1月16日", footer, "渝公网安备 50010702500001号"))
    _, sections, closing = sections_of(blocks, find_outline(blocks))
    assert (sections["other"], closing) == (TEXTS[5], "2025年1月16日")


def test_a_document_without_any_heading_has_an_empty_outline() -> None:
    outline = find_outline(lines("关于召开会议的通知", "各部门：", "定于明日召开会议。"))
    assert outline.headings == () and outline.title is None
    assert codes(outline) == ["section-missing"] * 6
    assert find_outline(()).headings == ()


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("baishiyi-2024.txt", 10, 617), ("guoliang-2024.txt", 5, 418), ("lubei-2024.txt", 1, 68)],
)
def test_the_real_reports_are_in_order(name: str, first: int, last: int) -> None:
    outline = find_outline(real(name))
    assert printed(outline) == ALL and outline.doubts == ()
    assert (outline.headings[0].place.block, outline.headings[-1].place.block) == (first, last)


TABLE = ("一、本年新收政府信息公开申请数量", "3", "0", "3")
FULL = [TITLE, PREAMBLE, *body()[:6], *TABLE, *body()[6:]]
LAST_YEAR = [each.replace("2024", "2023") for each in FULL]


def test_two_reports_in_one_document_are_told_apart_at_the_second_title() -> None:
    assert split_reports(lines(*FULL, *LAST_YEAR)) == [range(len(FULL)), range(len(FULL), 2 * len(FULL))]


def test_a_second_title_broken_over_two_lines_begins_the_second_report() -> None:
    other = ["重庆市大足区国梁镇人民政府", "2024年政府信息公开工作年度报告", *FULL[1:]]
    assert split_reports(lines(*FULL, *other))[1].start == len(FULL)


def test_a_second_report_without_a_title_begins_at_section_one() -> None:
    blocks = lines(*FULL, *FULL[2:])
    assert [each.start for each in split_reports(blocks)] == [0, len(FULL)]


def test_tables_alone_that_come_again_are_two_reports() -> None:
    rows = [("一、本年新收政府信息公开申请数量", "1"), ("二、上年结转政府信息公开申请数量", "0")]
    assert len(split_reports((grid(1, *rows), grid(2, *rows)))) == 2


STATISTICS = ("指标 数量 占比", "本年新收政府信息公开申请数量 40 48.7%", "予以公开 8 96.5%")
OTHER_HALF = ("一、本年新收政府信息公开申请数量", "2", "5", "二、上年结转政府信息公开申请数量", "0", "0")


@pytest.mark.parametrize("order", [range(6), (0, 3, 1, 2, 4, 5)])
def test_a_statistics_table_in_section_one_begins_no_report(order: Sequence[int]) -> None:
    parts = [HEADINGS[at] for at in order]
    at = parts.index(HEADINGS[2]) + 1
    texts = [TITLE, PREAMBLE, parts[0], *STATISTICS, TEXTS[0], *parts[1:at], *TABLE, *parts[at:]]
    assert len(split_reports(lines(*texts))) == 1


def test_a_table_of_requests_in_two_halves_below_each_other_is_one_report() -> None:
    at = FULL.index(TABLE[-1]) + 1
    blocks = lines(*FULL[:at], *OTHER_HALF, *FULL[at:])
    assert len(split_reports(blocks)) == 1
    assert len(split_reports((*blocks, *lines(*FULL[:at], *OTHER_HALF, *FULL[at:])))) == 2


def test_statistics_in_the_second_report_s_section_one_hide_it_not() -> None:
    assert len(split_reports(lines(*FULL, *FULL[:3], *STATISTICS, *FULL[3:]))) == 2


def test_three_reports_are_three_ranges_that_cover_the_document() -> None:
    blocks = lines("目录页", *FULL, *LAST_YEAR, *FULL)
    ranges = split_reports(blocks)
    assert len(ranges) == 3
    assert [ranges[0].start, *(each.stop for each in ranges)] == [0, *(each.start for each in ranges[1:]), len(blocks)]


@pytest.mark.parametrize(
    "extra",
    [
        tuple(f"重庆市九龙坡区白市驿镇人民政府{year}年政府信息公开工作年度报告" for year in (2023, 2022, 2021)),
        ("附件：各部门申请情况表", *TABLE, *HEADINGS),
        ("附件1", *FULL),
        tuple(HEADINGS),
        ("上一篇：石板镇人民政府2024年政府信息公开工作年度报告", "主办单位：某区人民政府"),
    ],
)
def test_lists_of_links_annexes_and_menus_do_not_split_a_report(extra: tuple[str, ...]) -> None:
    assert split_reports(lines(*FULL, *extra)) == [range(len(FULL) + len(extra))]


def test_links_to_other_years_before_the_report_do_not_split_it() -> None:
    links = [f"白市驿镇人民政府{year}年政府信息公开工作年度报告" for year in (2023, 2022)]
    assert len(split_reports(lines(*links, *FULL))) == 1


@given(st.lists(st.sampled_from([*HEADINGS, *TEXTS, TITLE, PREAMBLE, "", "0", "附件", "2025年1月16日"]), max_size=40))
def test_any_order_of_parts_gives_ordered_places(texts: list[str]) -> None:
    blocks = lines(*texts)
    outline = find_outline(blocks)
    places = [heading.place for heading in outline.headings]
    assert places == sorted(places)
    assert outline.closing <= outline.end
    ranges = split_reports(blocks)
    assert [each for found in ranges for each in found] == list(range(len(blocks)))


@given(st.text(alphabet="一二三四五六、.()（）总体情况主动公开政府信息年度报告2024 \n#*", max_size=80))
def test_no_text_breaks_the_outline(text: str) -> None:
    blocks = lines(text, text * 30)
    sections_of(blocks, find_outline(blocks))


@pytest.mark.parametrize(
    "headings",
    [
        (
            "一、总体情况",
            "二、行政机关主动公开政府信息的情况",
            "三、行政机关收到和处理政府信息公开申请的情况",
            "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
            "五、政府信息公开工作存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ),
        (
            "（一）总体情况",
            "（二）行政机关主动公开政府信息情况",
            "（三）行政机关收到和处理政府信息公开申请情况",
            "（四）因政府信息公开工作被申请行政复议、提起行政诉讼情况",
            "（五）政府信息公开工作存在的主要问题及改进情况",
            "（六）其它需要报告的事项",
        ),
        (
            "一、本年度总体情况",
            "二、本机关主动公开政府信息情况",
            "三、我局收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其它需要报告的事项",
        ),
    ],
)
def test_headings_in_the_words_of_the_ordinance_are_no_doubt(headings: tuple[str, ...]) -> None:
    outline = find_outline(report(TITLE, PREAMBLE, headings=headings))
    assert [each.key for each in outline.headings] == list(SECTION_KEYS)
    assert outline.doubts == ()


def test_a_report_that_lost_its_first_heading_keeps_its_preamble() -> None:
    blocks = lines(PREAMBLE, "规章 | 0 | 0 | 0 |", *body()[4:])
    assert find_outline(blocks).preamble.block == 0
