"""Unruled tables whose labels, figures and row numbers do not stand on one level."""

from __future__ import annotations

import pytest

from gongkai.document.layout.columns import find_columns
from gongkai.document.layout.lines import part_vertical, text_lines
from gongkai.document.layout.model import Glyph, Item, Table, TextLine
from gongkai.settings import DEFAULT_SETTINGS as SETTINGS
from tests.document.test_layout_lines import EM, printed

Place = tuple[float, float, str]
"""Left end, top, text."""


def figures(y: float, *texts: str, x: float = 150, pitch: float = 40) -> list[Place]:
    return [(x + pitch * index, y, text) for index, text in enumerate(texts) if text]


def items_of(*places: Place) -> list[Item]:
    glyphs: list[Glyph] = [glyph for x, y, text in places for glyph in printed(text, x, y)]
    return find_columns(text_lines(glyphs, 1, SETTINGS), SETTINGS)


def table_of(*places: Place) -> list[list[str]]:
    """Return the rows of the one table that all of it makes."""
    (table,) = items_of(*places)
    assert isinstance(table, Table)
    rows: list[list[str]] = [[] for _ in range(table.height)]
    for cell in sorted(table.cells, key=lambda cell: cell.space.column):
        rows[cell.space.row].append(cell.text)
    return rows


def test_a_label_above_and_below_its_figures_is_theirs_in_every_row() -> None:
    found = table_of(
        *((20, 0, "本年新收政府"), *figures(6.5, "1", "2", "3"), (20, 13, "信息公开申请")),
        *((20, 30, "上年结转政府"), *figures(36.5, "4", "5", "6"), (20, 43, "信息公开申请")),
        *((20, 60, "一件"), (20, 73, "两件"), *figures(73, "7", "8", "9"), (20, 86, "三件")),
    )
    assert found == [
        ["本年新收政府信息公开申请", "1", "2", "3"],
        ["上年结转政府信息公开申请", "4", "5", "6"],
        ["一件两件三件", "7", "8", "9"],
    ]


def test_labels_that_begin_beside_their_figures_go_on_below_them() -> None:
    found = table_of(
        *((20, 0, "本年新收政府"), *figures(0, "1", "2", "3"), (20, 13, "信息公开申请")),
        *((20, 26, "上年结转政府"), *figures(26, "4", "5", "6"), (20, 39, "信息公开申请")),
        *((20, 52, "规章"), *figures(52, "7", "8", "9")),
    )
    assert [row[0] for row in found] == ["本年新收政府信息公开申请", "上年结转政府信息公开申请", "规章"]


def test_a_label_over_several_rows_stays_apart_from_theirs() -> None:
    found = table_of(
        *((70, 0, "国家秘密"), *figures(0, "1", "2", "3")),
        (20, 9, "不予"),
        *((70, 18, "内部"), *figures(24.5, "4", "5", "6"), (70, 31, "事务")),
        *((70, 48, "行政查询"), *figures(48, "7", "8", "9")),
    )
    assert [row for row in found if len(row) > 1] == [
        ["国家秘密", "1", "2", "3"],
        ["内部事务", "4", "5", "6"],
        ["行政查询", "7", "8", "9"],
    ]
    assert ["不予"] in found


@pytest.mark.parametrize("shift", [-7, -4, 4, 7])
def test_figures_a_little_higher_or_lower_than_their_row_are_in_it(shift: float) -> None:
    found = table_of(
        *((20, 0, "本年新收"), *figures(0, "1", "2", "3")),
        *((20, 20, "上年结转"), *figures(20, "4", "", "6"), *figures(20 + shift, "", "5", "")),
        *((20, 40, "予以公开"), *figures(40, "7", "8", "9")),
    )
    assert found == [["本年新收", "1", "2", "3"], ["上年结转", "4", "5", "6"], ["予以公开", "7", "8", "9"]]


@pytest.mark.parametrize("shift", [-3, 3])
def test_short_figures_shifted_by_blanks_beside_them_stay_in_their_column(shift: float) -> None:
    found = table_of(
        *((20, 0, "本年新收"), *figures(0, "1", "/", "3")),
        *((20, 20, "上年结转"), *figures(20, "4", "", "/", x=150 + shift)),
        *((20, 40, "予以公开"), *figures(40, "/", "8", "9", x=150 - shift)),
    )
    assert found == [["本年新收", "1", "/", "3"], ["上年结转", "4", "", "/"], ["予以公开", "/", "8", "9"]]


def test_numbers_that_count_the_rows_have_a_column_of_their_own_even_beside_a_label_of_two_lines() -> None:
    rows = [
        [(0, 20 * number, str(number)), (20, 20 * number, "申请数量"), *figures(20 * number, "5", "6", "7")]
        for number in (1, 2, 3)
    ]
    wrapped = [(0, 90, "4"), (20, 83.5, "上年"), (20, 96.5, "结转"), *figures(90, "1", "0", "2")]
    found = table_of(*(place for row in rows for place in row), *wrapped)
    assert found == [
        *([str(number), "申请数量", "5", "6", "7"] for number in (1, 2, 3)),
        ["4", "上年结转", "1", "0", "2"],
    ]


def test_a_column_with_a_header_and_no_figure_is_blank_in_every_row() -> None:
    found = table_of(
        *figures(0, "个人", "企业", "其他", "总计"),
        *((20, 20, "本年新收"), *figures(20, "1", "2", "3")),
        *((20, 40, "上年结转"), *figures(40, "4", "5", "6")),
    )
    assert found[1:] == [["本年新收", "1", "2", "3", ""], ["上年结转", "4", "5", "6", ""]]


def test_the_number_of_the_page_is_no_row_of_a_table() -> None:
    *rest, last = items_of(
        *figures(0, "个人", "企业", "其他"),
        *((20, 20, "本年新收"), *figures(20, "1", "2", "3")),
        *((20, 40, "上年结转"), *figures(40, "4", "5", "6")),
        (192, 90, "2"),
    )
    assert [type(item) for item in rest] == [Table]
    assert isinstance(last, TextLine)
    assert last.text == "2"


def test_a_number_with_a_full_stop_begins_a_label() -> None:
    found = table_of(
        *((20, 0, "1."), (20, 13, "其他"), *figures(6.5, "1", "2", "3")),
        *((20, 30, "2."), (20, 43, "总计"), *figures(36.5, "4", "5", "6")),
    )
    assert found == [["1.其他", "1", "2", "3"], ["2.总计", "4", "5", "6"]]


@pytest.mark.parametrize(("left", "texts"), [(20, ["结转下"]), (0, ["五", "结转下"])])
def test_a_row_alone_is_one_line_with_its_whole_label(left: float, texts: list[str]) -> None:
    (line,) = items_of(
        *((left + 20 * index, 0, text) for index, text in enumerate(texts)),
        *figures(6.5, "1", "2", "3", "4", "5"),
        (left + 20 * (len(texts) - 1), 13, "年度办理"),
    )[-1:]
    assert isinstance(line, TextLine)
    assert line.text.endswith("结转下年度办理 1 2 3 4 5")


def test_every_figure_is_kept_whatever_stands_between_two_tables() -> None:
    found = items_of(
        *((20, 0, "规章"), *figures(0, "1", "2", "3")),
        *((20, 20, "文件"), *figures(20, "4", "5", "6")),
        (20, 40, "第二十条"),
        *((20, 60, "许可"), *figures(60, "7", "8", x=170)),
        *((20, 80, "处罚"), *figures(80, "9", "0", x=170)),
    )
    texts = [
        text
        for item in found
        for text in ([cell.text for cell in item.cells] if isinstance(item, Table) else [getattr(item, "text", "")])
    ]
    assert sorted("".join(texts).replace(" ", "")) == sorted("规章123文件456第二十条许可78处罚90")


def test_short_labels_of_several_rows_under_each_other_are_no_label_written_downwards() -> None:
    rows = [(x, y) for y in (0.0, 30.0, 60.0) for x in (0.0, 13.0)]
    glyphs = [glyph for top, below in rows for glyph in printed("许可", 20, top * 1.0 + below)]
    labels, rest = part_vertical(glyphs, SETTINGS)
    assert labels == []
    assert len(rest) == len(glyphs)


def test_characters_evenly_under_each_other_are_a_label_written_downwards() -> None:
    glyphs = [glyph for index, text in enumerate("本年度办理结果") for glyph in printed(text, 20, index * EM * 1.3)]
    assert ["".join(glyph.text for glyph in label) for label in part_vertical(glyphs, SETTINGS)[0]] == [
        "本年度办理结果"
    ]


def test_a_figure_broken_after_its_separator_is_whole() -> None:
    found = table_of(
        *((20, 6.5, "本年新收"), *figures(6.5, "", "3", "8"), (150, 0, "1，"), (150, 13, "367")),
        *((20, 40, "上年结转"), *figures(40, "4", "5", "6")),
    )
    assert found == [["本年新收", "1，367", "3", "8"], ["上年结转", "4", "5", "6"]]


def test_labels_of_rows_without_figures_are_not_those_of_the_row_between_them() -> None:
    found = table_of(
        *((20, 0, "规章"), *figures(0, "1", "2", "3")),
        (20, 18, "予以公开"),
        *((20, 36, "部分公开"), *figures(36, "4", "5", "6")),
        (20, 54, "不予公开"),
        *((20, 72, "总计"), *figures(72, "7", "8", "9")),
    )
    assert ["部分公开", "4", "5", "6"] in found
    assert ["予以公开"] in found


def test_a_head_over_several_lines_is_one_cell_and_one_over_several_columns_another() -> None:
    found = table_of(
        *((220, 0, "法人或其他组织"),),
        *((150, 20, "自然"), (190, 20, "社会"), (230, 20, "法律服"), (290, 20, "总计")),
        *((150, 33, "人"), (190, 33, "公益"), (230, 33, "务机构")),
        *((190, 46, "组织"),),
        *((20, 66, "本年新收"), *figures(66, "1", "2", "3", "", x=155), (295, 66, "6")),
        *((20, 86, "上年结转"), *figures(86, "4", "5", "6", "", x=155), (295, 86, "15")),
    )
    assert found[:2] == [["法人或其他组织"], ["自然人", "社会公益组织", "法律服务机构", "总计"]]


@pytest.mark.parametrize("text", ["无", "十二", "暂无", "4[1]", "〇"])
def test_a_short_word_in_the_place_of_a_figure_is_a_cell(text: str) -> None:
    found = table_of(
        *((20, 0, "本年新收"), *figures(0, "1", "2", "3")),
        *((20, 20, "其他处理"), *figures(20, "4", "5", text)),
        *((20, 40, "总计"), *figures(40, "7", text, "9")),
    )
    assert found == [["本年新收", "1", "2", "3"], ["其他处理", "4", "5", text], ["总计", "7", text, "9"]]


def test_a_number_before_a_short_label_is_none_of_the_figures() -> None:
    found = table_of(
        *((20, 0, "7"), (70, 0, "总计"), *figures(0, "1", "2", "3")),
        *((20, 20, "8"), (70, 20, "其他"), *figures(20, "4", "5", "6")),
    )
    assert [row[1:] for row in found] == [["1", "2", "3"], ["4", "5", "6"]]


def test_the_head_of_the_labels_heads_no_column_where_labels_stand_around_their_figures() -> None:
    found = table_of(
        *((40, 0, "信息内容"), (150, 0, "本年制发件数"), (230, 0, "本年废止件数"), (310, 0, "现行有效件数")),
        *((20, 20, "规章（指国务院部门"), *figures(26.5, "0", "1", "2", x=175, pitch=80), (20, 33, "和地方政府规章）")),
        *(
            (20, 53, "行政规范性文件（行"),
            *figures(59.5, "3", "4", "5", x=175, pitch=80),
            (20, 66, "政机关制定发布的）"),
        ),
    )
    assert found[1:] == [
        ["规章（指国务院部门和地方政府规章）", "0", "1", "2"],
        ["行政规范性文件（行政机关制定发布的）", "3", "4", "5"],
    ]


def test_a_head_of_the_labels_that_ends_below_those_of_the_figures_belongs_to_the_table() -> None:
    found = table_of(
        *((20, 0, "本列数据的"), (150, 0, "申请人情况")),
        (20, 13, "勾稽关系为"),
        *((20, 26, "第一项加第"), *figures(26, "自然人", "企业", "总计", pitch=60)),
        (20, 39, "二项之和"),
        *((20, 60, "本年新收"), *figures(60, "1", "2", "3", x=160, pitch=60)),
        *((20, 80, "上年结转"), *figures(80, "4", "5", "9", x=160, pitch=60)),
    )
    assert ["自然人", "企业", "总计"] in [row[-3:] for row in found]
    assert "".join(row[0] for row in found).startswith("本列数据的勾稽关系为第一项加第二项之和")


@pytest.mark.parametrize("between", ["三、收到和处理政府信息公开申请情况", "（二）结果"])
def test_a_line_that_begins_anew_ends_the_head(between: str) -> None:
    items = items_of(
        *((20, 0, "一"), (190, 0, "二")),
        (20, 18, between[:7]),
        *((20, 44, "本年新收"), *figures(44, "1", "2", "3")),
        *((20, 64, "上年结转"), *figures(64, "4", "5", "9")),
    )
    assert [item.text for item in items if isinstance(item, TextLine)] == ["一 二", between[:7]]


@pytest.mark.parametrize("text", ["2(件)", "约120", "近30", "10余", "2件", "3※", "4*", "5[1]", "50%"])
def test_what_is_printed_with_a_figure_leaves_it_in_its_column(text: str) -> None:
    found = table_of(
        *((20, 0, "本年新收政府"), *figures(6.5, "1", text, "3"), (20, 13, "信息公开申请")),
        *((20, 30, "上年结转政府"), *figures(36.5, "4", "5", "6"), (20, 43, "信息公开申请")),
    )
    assert found[0] == ["本年新收政府信息公开申请", "1", text, "3"]
