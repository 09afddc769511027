"""Plain text: every physical line as it is, and grids only where there really is a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document import Grid, Line
from gongkai.document.fronts.text import read_text
from gongkai.errors import EmptyDocument, OversizedDocument, UnreadableDocument
from gongkai.settings import Settings

REPORTS = Path(__file__).parent.parent / "data" / "reports"


def blocks(text: str) -> list[object]:
    """Lines as text, grids as lists of rows of texts."""
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.rows]
        for block in read_text(text.encode(), "x.txt").blocks
        if isinstance(block, (Line, Grid))
    ]


@pytest.mark.parametrize("name", ["baishiyi", "guoliang"])
def test_a_real_report_with_a_cell_per_line_stays_lines_with_their_physical_numbers(name: str) -> None:
    data = (REPORTS / f"{name}-2024.txt").read_bytes()
    found = read_text(data, "x").blocks
    physical = data.decode().split("\n")
    assert [block.number for block in found if isinstance(block, Line)] == list(range(1, len(physical) + 1))
    assert [block.text.strip() for block in found if isinstance(block, Line)] == [line.strip() for line in physical]


def test_a_real_report_in_pipe_rows_becomes_three_grids_and_later_lines_keep_their_numbers() -> None:
    data = (REPORTS / "lubei-2024.txt").read_bytes()
    found = read_text(data, "x").blocks
    grids = [block for block in found if isinstance(block, Grid)]
    assert [(grid.number, grid.width, len(grid.rows)) for grid in grids] == [(1, 4, 14), (2, 10, 28), (3, 15, 4)]
    assert [cell.text for cell in grids[0].rows[6]] == ["行政许可", "0"]
    assert [cell.text for cell in grids[1].rows[3]] == [
        "一、本年新收政府信息公开申请数量",
        "5",
        "0",
        "0",
        "0",
        "0",
        "0",
        "5",
    ]
    assert [cell.text for cell in grids[2].rows[3]] == ["0"] * 15
    physical = data.decode().split("\n")
    for block in found:
        if isinstance(block, Line):
            assert block.text == physical[block.number - 1].rstrip()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "| 项 | 数 |\n|---|:-:|\n| 规章 | 0 |\n| 许可 | **18** |",
            [[["项", "数"], ["规章", "0"], ["许可", "18"]]],
            id="Markdown, the separator dropped",
        ),
        pytest.param(
            "项 | 数\n--- | ---\n规章 | 甲", [[["项", "数"], ["规章", "甲"]]], id="Markdown without outer pipes"
        ),
        pytest.param(
            "规章 | 0 | |\n许可 | 18 | 3 |",
            [[["规章", "0", ""], ["许可", "18", "3"]]],
            id="a trailing pipe ends the row",
        ),
        pytest.param(
            "规章 | 0 |\n许可 | 18 | 3", [[["规章", "0", ""], ["许可", "18", "3"]]], id="an open end is an empty cell"
        ),
        pytest.param(
            "| 规章 | - | - |\n| 许可 | - | 3 |", [[["规章", "-", "-"], ["许可", "-", "3"]]], id="dashes are no ruling"
        ),
        pytest.param(
            "| - | - | - | - |\n| 1 | 2 | 3 | 4 |", [[["-"] * 4, ["1", "2", "3", "4"]]], id="a row of dashes is a row"
        ),
        pytest.param("规章｜0｜1\n许可｜2｜3", [[["规章", "0", "1"], ["许可", "2", "3"]]], id="full-width pipes"),
        pytest.param("0 | 0 | 1 | 0 | 1 |", [[["0", "0", "1", "0", "1"]]], id="one row of figures"),
        pytest.param(
            "规章 | 0 | 1\n\n许可 | 2 | 3\n\n处罚 | 4 | 5\n\n完",
            [[["规章", "0", "1"], ["许可", "2", "3"], ["处罚", "4", "5"]], "", "完"],
            id="a blank line after each row",
        ),
        pytest.param(
            "| 商业<br>企业 | a\\|b | 1 |\n| x | y | 2 |",
            [[["商业企业", "a|b", "1"], ["x", "y", "2"]]],
            id="breaks and escaped pipes in cells",
        ),
        pytest.param(
            "规章\t0\t1\n\t2\t3\n许可\t\t4", [[["规章", "0", "1"], ["", "2", "3"], ["许可", "", "4"]]], id="tabs"
        ),
        pytest.param(
            '项\t"商业\n企业"\t总计\n规章\t0\t1',
            [[["项", "商业企业", "总计"], ["规章", "0", "1"]]],
            id="a spreadsheet's quoted cell over two lines",
        ),
        pytest.param(
            '项,"制发,件",废止\n规章,0,"1,204"\n许可,2,3',
            [[["项", "制发,件", "废止"], ["规章", "0", "1,204"], ["许可", "2", "3"]]],
            id="CSV with quotes",
        ),
        pytest.param(
            "+----+---+\n| 项 | 数 |\n+----+---+\n| 规章 | 0 |\n| 许可 | 8 |\n+----+---+\n完",
            [[["项", "数"], ["规章", "0"], ["许可", "8"]], "完"],
            id="rulings only around the head",
        ),
        pytest.param(
            "┌────┬───┐\n│商业│   │\n│企业│ 1 │\n├────┼───┤\n│科研│ 2 │\n├────┼───┤\n│其他│   │\n└────┴───┘",
            [[["商业企业", "1"], ["科研", "2"], ["其他", ""]]],
            id="box drawing, cells over several lines",
        ),
    ],
)
def test_tables_in_text_become_grids(text: str, wanted: list[object]) -> None:
    assert blocks(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "2024年，我局公开信息12条 | 其中政策文件3条。",
        "首页 | 政务公开 | 互动交流",
        "某县水利局2024年报告 | 某县人民政府\n发布日期：2025-01-20 | 来源：水利局",
        "2024年,路北街道切实履职,公开信息90条,按时办结。\n其中决策6条,基层信息20条,人事3条,其他61条。\n另有,若干,事项,需要,说明。",
        "\t规章\n\t0\n\t0\n\n\t许可\n\t18",
        "\t一是健全制度。\n\t二是明确责任。",
        "规章\t\n许可\t",
        "规章 0 1 12\n规范性文件 3 0 40",
        "———————\n- - -\n====",
        "a + b\n+ c",
    ],
)
def test_prose_menus_and_single_cells_stay_lines(text: str) -> None:
    assert blocks(text) == [line.rstrip(" ") for line in text.split("\n")]


@pytest.mark.parametrize("gap", ["\t", "|", " | "])
@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "行政许可"], ["本年处理决定数量", "252"]],
        [["项目", "行政处罚", "行政强制"], ["本年处理决定数量", "321", "0"]],
        [["项目", "行政处罚", "行政强制"], ["本年处理决定数量", "", "53[1]"]],
        [["项目", "行政事业性收费"], ["本年收费金额", "¥518万元"]],
        [["项目", "规章", "行政规范性文件"], ["本年制发件数", "", ""], ["本年废止件数", "", ""]],
    ],
)
def test_a_full_head_over_few_or_blank_figures_is_a_table(gap: str, rows: list[list[str]]) -> None:
    assert blocks("\n".join(["前", *(gap.join(row) for row in rows), "后"])) == ["前", rows, "后"]


@pytest.mark.parametrize(
    "text", ["首页\t政务公开\n登录\t注册", "发布日期\t2025年1月3日发布\n来源\t本站", "项目\t\n数量\t3", "3\t4\n数量\t"]
)
def test_a_menu_or_a_half_empty_head_is_no_table(text: str) -> None:
    assert blocks(text) == text.split("\n")


def test_blank_lines_are_lines_and_every_kind_of_break_counts_once() -> None:
    found = read_text("甲\r\n\r\n乙\r丙\n\n丁\u2028戊".encode(), "x").blocks
    assert found == tuple(Line(text, at) for at, text in enumerate(["甲", "", "乙", "丙", "", "丁", "戊"], start=1))


def test_numbers_go_on_after_a_grid_as_the_file_counts_them() -> None:
    first, grid, last = read_text("甲\n| a | 1 |\n|---|---|\n| b | 2 |\n乙".encode(), "x").blocks
    assert (first, last) == (Line("甲", 1), Line("乙", 5))
    assert isinstance(grid, Grid) and grid.width == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_text_of_any_encoding_is_read(codec: str) -> None:
    text = "青河县水利局2024年政府信息公开工作年度报告\n规章\t0\t1\n规范性文件\t3\t4"
    found = read_text(text.encode(codec), "x").blocks
    assert found[0] == Line("青河县水利局2024年政府信息公开工作年度报告", 1)
    assert isinstance(found[1], Grid)


def test_marks_of_markdown_are_taken_as_what_they_mean() -> None:
    found = read_text("## 一、总体情况 ##\n公开**86**条，受理~~3~~5件\n#不是标题\n* 列表".encode(), "x").blocks
    assert found == (
        Line("一、总体情况", 1, None, 2),
        Line("公开86条，受理5件", 2),
        Line("#不是标题", 3),
        Line("* 列表", 4),
    )


def test_a_quoted_mail_loses_its_marks_and_a_lone_mark_stays() -> None:
    assert blocks("> 一、总体情况\n>> 公开3条\n>\n> | a | 1 |\n> | b | 2 |\n李四") == [
        "一、总体情况",
        "公开3条",
        "",
        [["a", "1"], ["b", "2"]],
        "李四",
    ]
    assert blocks("首页\n> 政务公开\n正文\n结尾") == ["首页", "> 政务公开", "正文", "结尾"]


def test_invisible_characters_go_and_what_cannot_be_read_shows() -> None:
    assert blocks("规\u200b章\ufeff\u00ad 3\n\uf0b7 第一\n1\ue001") == ["规章 3", " 第一", "1\ufffd"]


def test_nothing_is_empty_and_too_much_is_too_large() -> None:
    with pytest.raises(EmptyDocument):
        read_text(b" \n\n\t", "x")
    with pytest.raises(OversizedDocument):
        read_text("政".encode() * 2_000, "x", Settings(max_text=1_000))
    with pytest.raises(OversizedDocument):
        read_text(b"1 | 2 | 3\n" * 2_000, "x", Settings(max_cells=1_000))
    with pytest.raises(OversizedDocument):
        read_text(b"a\n" * 2_000, "x", Settings(max_lines=1_000))


def test_a_row_too_long_for_a_table_stays_a_line() -> None:
    assert [type(block) for block in read_text(("1|" * 20_000 + "\n").encode() * 2, "x").blocks] == [Line] * 3


def test_one_line_of_millions_of_characters_is_one_line() -> None:
    found = read_text("公开，".encode() * 3_000_000, "x").blocks
    assert len(found) == 1 and isinstance(found[0], Line) and len(found[0].text) == 9_000_000


MARKS = [
    "|",
    "\t",
    ",",
    "\n",
    "\n",
    '"',
    "规章",
    "0",
    "12",
    "-",
    "---",
    "┌",
    "─",
    "│",
    "└",
    "+",
    "#",
    ">",
    "~~",
    "**",
    "｜",
    "。",
]
soup = st.lists(st.sampled_from(MARKS), max_size=80).map("".join)


@given(soup)
def test_any_text_keeps_its_order_and_loses_no_figure(text: str) -> None:
    """Property: every digit comes out, in order, unless it was struck out; line numbers rise and stay physical."""
    try:
        found = read_text(text.encode(), "x").blocks
    except UnreadableDocument as error:
        assert error.code == "empty"
        return
    numbers = [block.number for block in found if isinstance(block, Line)]
    assert numbers == sorted(set(numbers)) and (not numbers or numbers[-1] <= text.count("\n") + 1)
    if "~~" not in text:
        out = "".join(
            block.text if isinstance(block, Line) else "".join(cell.text for row in block.rows for cell in row)
            for block in found
            if isinstance(block, (Line, Grid))
        )
        assert [c for c in out if c.isdigit()] == [c for c in text if c.isdigit()]


def test_lines_that_only_draw_are_no_table() -> None:
    assert not any(isinstance(block, Grid) for block in read_text(b"|---|---|\n|---|---|\n", "x").blocks)


@pytest.mark.parametrize(
    ("rows", "counted"),
    [
        (["| 事项 | 总计 | 自然人 |", "|---|---|---|", "| 规章 | 1 | 2 |"], False),
        (["| 事项 | 总计 | 自然人 |", "|---|---|---|", "| 规章 |  | 2 |"], False),
        (["| 事项 | 总计 | 自然人 |", "|---|---|---|", "| 规章 | 1 | 2 |", "| 合计 | | |"], False),
        (["| | 总计 | |", "|---|---|---|", "| 规章 | 1 | 2 |"], False),
        (["| 事项 | 总计 | 自然人 |", "|---|---|---|", "| 规章 | 2 |"], True),
        (["| 事项 | 总计 | 自然人 |", "|---|---|---|", "| 规章 | 1 | 2 |", "| 类别 | 数量 | |"], True),
    ],
    ids=[
        "all cells filled",
        "an empty cell before a figure",
        "a row of a label alone",
        "an empty cell before a label",
        "a row too short",
        "a head filled up behind",
    ],
)
def test_columns_are_known_where_no_cell_can_have_been_dropped(rows: list[str], counted: bool) -> None:
    (grid,) = read_text("\n".join(rows).encode(), "x.txt").blocks
    assert isinstance(grid, Grid)
    assert {cell.counted for row in grid.rows for cell in row} == {counted}


def test_dashes_right_below_a_head_rule_it_off_and_else_are_empty_cells() -> None:
    (ruled,) = blocks("| 行政复议 | 行政诉讼 |\n|-|-|\n| 3 | 4 |")
    (cells,) = blocks("| 行政复议 | 行政诉讼 |\n|-|-|")
    assert ruled == [["行政复议", "行政诉讼"], ["3", "4"]]
    assert cells == [["行政复议", "行政诉讼"], ["-", "-"]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("信息内容|本年|历年\n规章||\n文件|1|\n许可|2|3\n", [["信息内容", "本年", "历年"], ["规章", "", ""]]),
        (
            "信息内容|本年|历年||\n规章||\n文件|1|\n许可|2|3|\n",
            [["信息内容", "本年", "历年", "", ""], ["规章", "", ""]],
        ),
        ("信息内容|本年|历年|\n规章|1|2|\n文件|1|2|\n", [["信息内容", "本年", "历年"], ["规章", "1", "2"]]),
        ("信息内容|本年|历年\n规章|\\|2\n文件|1|2\n", [["信息内容", "本年", "历年"], ["规章", "\\", "2"]]),
    ],
    ids=["parts cells", "fills up behind", "closes cells", "a backslash for a blank"],
)
def test_whether_the_last_bar_closes_a_cell_is_told_by_the_rows(text: str, rows: list[list[str]]) -> None:
    grid = next(block for block in read_text(text.encode(), "a").blocks if isinstance(block, Grid))
    assert [[cell.text for cell in row] for row in grid.rows][:2] == rows


def test_the_last_lines_of_records_behind_a_page_number_are_a_grid_too() -> None:
    lines = [f"{number},表,规章,本年,{number}" for number in range(1, 9)]
    text = "\n".join([*lines[:6], "- 1 -", *lines[6:], "", "完。"])
    grids = [block for block in read_text(text.encode(), "a").blocks if isinstance(block, Grid)]
    assert [len(grid.rows) for grid in grids] == [6, 2]


def test_lines_of_quoted_fields_are_a_table_however_few() -> None:
    assert blocks('"行政许可","120"') == [[["行政许可", "120"]]]
    assert blocks("行政许可,120") == ["行政许可,120"]


def test_a_comma_within_the_brackets_of_a_label_parts_no_fields() -> None:
    text = "序号,指标,数值\n1,予以公开,3\n2,部分公开(区分处理的,只计这一情形),0\n3,其他,1"
    assert blocks(text) == [
        [
            ["序号", "指标", "数值"],
            ["1", "予以公开", "3"],
            ["2", "部分公开(区分处理的,只计这一情形)", "0"],
            ["3", "其他", "1"],
        ]
    ]
