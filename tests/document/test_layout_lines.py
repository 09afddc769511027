"""Characters → lines → paragraphs, unruled columns and page furniture, without any format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.layout import Figure, Glyph, Page, assemble
from gongkai.document.layout.columns import find_columns
from gongkai.document.layout.furniture import without_furniture
from gongkai.document.layout.lines import cell_text, group_lines, join_texts, line_text, text_lines, without_marks
from gongkai.document.layout.model import Item, Table, TextLine
from gongkai.document.model import Grid, Line, Picture
from gongkai.settings import DEFAULT_SETTINGS as SETTINGS

EM = 10.0


def printed(text: str, x: float, y: float, em: float = EM) -> list[Glyph]:
    """Return the characters of a line; Latin ones half as wide; a space is a gap of one em, ``_`` one of a quarter."""
    glyphs = []
    for character in text:
        wide = em if ord(character) > 0x2000 else em / 2
        if character in " _":
            x += em * 1.3 if character == " " else em / 4
            continue
        glyphs.append(Glyph(character, x, y, x + wide, y + em))
        x += wide
    return glyphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024_年", "2024年"),
        ("总_计", "总计"),
        ("信息内容 本年制发件数", "信息内容 本年制发件数"),
        ("规章 0 0 12", "规章 0 0 12"),
        ("1_234", "1 234"),
        ("1,234.5", "1,234.5"),
        ("WPS_Office", "WPS Office"),
    ],
)
def test_gaps_become_spaces_where_they_mean_something(text: str, expected: str) -> None:
    assert line_text(printed(text, 0, 0), SETTINGS) == expected


@given(st.permutations([*printed("第一行甲", 0, 0), *printed("第二行乙", 0, 14), *printed("三3", 5, 28)]))
def test_the_order_in_which_characters_are_drawn_does_not_matter(glyphs: list[Glyph]) -> None:
    assert [line_text(line, SETTINGS) for line in group_lines(glyphs, SETTINGS)] == ["第一行甲", "第二行乙", "三3"]


def test_letters_of_other_size_on_one_baseline_are_one_line() -> None:
    glyphs = [*printed("大", 0, 0, 16), *printed("小", 16, 5, 10), *printed("3", 26, 3, 12)]
    assert len(group_lines(glyphs, SETTINGS)) == 1


@pytest.mark.parametrize(
    ("mark", "kept"),
    [
        pytest.param(Glyph("1", 10, 0, 13, 5), "95", id="raised small digit"),
        pytest.param(Glyph("①", 10, -1, 15, 5), "95", id="raised circled digit"),
        pytest.param(Glyph("1", 10, 6, 13, 11), "951", id="lowered"),
        pytest.param(Glyph("1", 40, 0, 43, 5), "951", id="not close"),
        pytest.param(Glyph("1", 10, 0, 15, 10), "951", id="full size"),
        pytest.param(Glyph("件", 10, 0, 15, 5), "95件", id="no mark"),
    ],
)
def test_footnote_marks_are_small_raised_and_close(mark: Glyph, kept: str) -> None:
    assert "".join(g.text for g in without_marks([*printed("95", 0, 0), mark], SETTINGS)) == kept


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [("结果", "维持", "结果维持"), ("条例", "(2019)", "条例(2019)"), ("WPS", "Office", "WPS Office"), ("", "甲", "甲")],
)
def test_lines_of_a_cell_are_joined_without_spaces_beside_chinese(before: str, after: str, joined: str) -> None:
    assert join_texts(before, after) == joined


def test_a_vertical_label_is_read_downwards() -> None:
    glyphs = [g for i, c in enumerate("三、本年度办理结果") for g in printed(c, 3, i * 12)]
    assert cell_text(glyphs, 16, SETTINGS)[0] == "三、本年度办理结果"


@pytest.mark.parametrize(("right", "text"), [(22, "12345"), (80, "123 45")])
def test_only_a_figure_that_fills_its_cell_goes_on_in_the_next_line(right: float, text: str) -> None:
    assert cell_text([*printed("123", 0, 0), *printed("45", 0, 14)], right, SETTINGS)[0] == text


def rows(*texts: list[tuple[float, str]], step: float = 16) -> list[TextLine]:
    glyphs = [g for i, row in enumerate(texts) for x, text in row for g in printed(text, x, step * i)]
    return text_lines(glyphs, 1, SETTINGS)


def columns_of(*texts: list[tuple[float, str]], step: float = 16) -> list[list[str]] | None:
    """Return the rows of the only table found, or ``None`` where the lines stayed lines."""
    items = find_columns(rows(*texts, step=step), SETTINGS)
    tables = [item for item in items if isinstance(item, Table)]
    if not tables:
        assert len(items) == len(texts)
        return None
    assert not tables[0].certain
    found: list[list[str]] = [[] for _ in range(tables[0].height)]
    for cell in tables[0].cells:
        found[cell.space.row].append(cell.text)
    return found


def test_blank_cells_are_seen_under_other_figures() -> None:
    assert columns_of(
        [(0, "规章"), (100, "3"), (150, "0"), (200, "8")],
        [(0, "行政规范性文件"), (100, "12"), (200, "-")],
    ) == [["规章", "3", "0", "8"], ["行政规范性文件", "12", "", "-"]]


def test_a_label_around_its_figures_is_one_row() -> None:
    assert columns_of(
        [(0, "甲"), (200, "1"), (250, "2")],
        [(0, "（二）部分公开（区分处理的，")],
        [(200, "3"), (250, "4")],
        [(0, "只计这一情形）")],
        step=8,
    ) == [["甲", "1", "2"], ["（二）部分公开（区分处理的，只计这一情形）", "3", "4"]]


def test_a_label_whose_figures_stand_beside_its_last_line_is_one_row() -> None:
    assert columns_of(
        [(0, "甲"), (200, "1"), (250, "2")],
        [(0, "1.申请人无正当理由逾期")],
        [(0, "不补正、行政机关不再"), (200, "3"), (250, "4")],
        [(0, "处理其申请")],
        step=14,
    ) == [["甲", "1", "2"], ["1.申请人无正当理由逾期不补正、行政机关不再处理其申请", "3", "4"]]


def test_a_line_between_rows_that_begins_anew_spans_all_columns() -> None:
    assert columns_of(
        [(0, "一、甲"), (200, "1"), (250, "2")], [(0, "（三）不予公开")], [(0, "1.乙"), (200, "3"), (250, "4")]
    ) == [["一、甲", "1", "2"], ["（三）不予公开"], ["1.乙", "3", "4"]]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param([[(0, "行政许可"), (150, "9487")], [(0, "行政处罚"), (150, "12")]], id="one figure a row"),
        pytest.param([[(0, "甲"), (100, "1"), (150, "2")]], id="one row"),
        pytest.param([[(0, "甲"), (100, "1"), (150, "2")], [(0, "乙"), (90, "123456789012"), (200, "4")]], id="clash"),
        pytest.param(
            [[(0, "甲"), (100, "1"), (150, "2")], [(0, "很长的标签" * 3), (160, "3"), (200, "4")]],
            id="label in the way",
        ),
        pytest.param([[(0, "甲"), (100, "乙")], [(0, "丙"), (100, "丁")]], id="no figures"),
    ],
)
def test_what_is_not_safe_stays_lines(texts: list[list[tuple[float, str]]]) -> None:
    assert columns_of(*texts) is None


def test_headers_name_a_column_that_is_blank_in_every_row() -> None:
    assert columns_of(
        [(0, "申请人"), (90, "自然人"), (140, "企业"), (190, "总计")],
        [(0, "甲"), (100, "1"), (200, "1")],
        [(0, "乙"), (100, "2"), (200, "2")],
    ) == [["申请人", "自然人", "企业", "总计"], ["甲", "1", "", "1"], ["乙", "2", "", "2"]]


def test_a_single_figure_stands_under_the_header_that_names_its_column() -> None:
    header = [(0, "信息内容"), (90, "制作数"), (140, "废止数"), (190, "总数")]
    assert columns_of(header, [(0, "规章"), (200, "3")], [(0, "行政规范性文件"), (100, "12")]) == [
        [text for _, text in header],
        ["规章", "", "", "3"],
        ["行政规范性文件", "12", "", ""],
    ]


def test_headers_of_the_next_part_end_the_columns_named_before() -> None:
    found = columns_of(
        [(0, "信息内容"), (90, "制作数"), (140, "废止数"), (190, "总数")],
        [(0, "规章"), (95, "0"), (145, "0"), (195, "3")],
        [(0, "信息内容"), (90, "本年处理决定数量")],
    )
    assert found == [["信息内容", "制作数", "废止数", "总数"], ["规章", "0", "0", "3"]]


def test_a_figure_in_the_middle_of_all_columns_may_belong_to_a_merged_cell_and_stays_a_line() -> None:
    assert (
        columns_of([(0, "信息内容"), (90, "制作数"), (140, "废止数"), (190, "总计数")], [(0, "行政许可"), (145, "948")])
        is None
    )


def test_a_vertical_label_beside_an_unruled_table_is_a_line_of_its_own() -> None:
    glyphs = [g for i, c in enumerate("三本年度办理结果") for g in printed(c, 90, 90 + i * 12)]
    for i in range(5):
        y = 104 + i * 20
        glyphs += [*printed(f"{i}.标签", 130, y), *printed("1", 300, y), *printed("2", 350, y)]
    line, grid = assemble([Page(1, 595, 842, tuple(glyphs))], SETTINGS)
    assert isinstance(line, Line)
    assert line.text == "三本年度办理结果"
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows] == [[f"{i}.标签", "1", "2"] for i in range(5)]


def foot(page: int, text: str, y: float = 800) -> list[Item]:
    return [*text_lines(printed("正文", 90, 400), page, SETTINGS), *text_lines(printed(text, 290, y), page, SETTINGS)]


@pytest.mark.parametrize(
    ("feet", "left"),
    [
        pytest.param(["-_1_-", "-_2_-"], 0, id="dashes"),
        pytest.param(["第1页", "第2页"], 0, id="Chinese"),
        pytest.param(["第1页共2页", "第2页共2页"], 0, id="Chinese with total"),
        pytest.param(["1", "2"], 0, id="bare"),
        pytest.param(["7", "8"], 0, id="bare from seven"),
        pytest.param(["7", "3"], 2, id="figures that do not count"),
        pytest.param(["洪泽", "洪泽"], 0, id="running footer"),
        pytest.param(["甲", "乙"], 2, id="text"),
        pytest.param(["2024年1月2日"], 1, id="a date"),
    ],
)
def test_furniture_is_what_counts_pages_or_repeats(feet: list[str], left: int) -> None:
    pages = [foot(number, text) for number, text in enumerate(feet, 1)]
    kept = without_furniture(pages, dict.fromkeys(range(1, 9), 842.0), SETTINGS)
    assert sum(len(items) for items in kept) == len(feet) + left


def test_repeated_text_in_the_middle_of_pages_is_kept() -> None:
    kept = without_furniture([foot(n, "同样的话", 500) for n in (1, 2, 3)], dict.fromkeys((1, 2, 3), 842.0), SETTINGS)
    assert [len(items) for items in kept] == [2, 2, 2]


def test_blocks_stand_in_reading_order() -> None:
    glyphs = (*printed("下", 100, 700), *printed("上", 100, 100))
    page = Page(1, 595, 842, glyphs, figures=(Figure(100, 300, 400, 600),))
    blocks = assemble([page], SETTINGS)
    assert [type(block) for block in blocks] == [Line, Picture, Line]
    assert [block.text for block in blocks if isinstance(block, Line)] == ["上", "下"]
