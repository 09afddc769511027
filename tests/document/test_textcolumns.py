"""Padded columns of plain text: what is one table, which line belongs to which row, which cell is empty."""

from __future__ import annotations

import pytest

from gongkai.document.fronts.text import read_text
from gongkai.document.fronts.textcolumns import columned, width_of
from gongkai.document.model import Grid, Line
from gongkai.settings import DEFAULT_SETTINGS

PADDED_LEFT = """
信息内容          制发  废止  有效
规章              1     0     12
行政规范性文件    20    3     4
"""
PADDED_RIGHT = """
信息内容        制发  废止  有效
规章               1     0    12
行政规范性文件    20     3     4
"""
BLANKS = """
信息内容          制发  废止  有效
规章                    0
行政规范性文件    20          4
行政许可
"""
OVERLONG = """
信息内容          制发  废止  有效
规章              1     0     12
行政规范性文件（含联合制发的）    20    3     4
行政许可          7           9
"""
FOLDED_FIRST = """
情形               自然人   总计
一、本年新收政府   3        4
信息公开申请数量
二、上年结转政府   0        1
信息公开申请数量
（一）予以公开     3        5
"""
FOLDED_MIDDLE = """
情形               自然人   总计
一、本年新收政府   3        4
信息公开申请数量
（二）部分公开（
区分处理的，只计   0        1
这一情形）
（三）不予公开     3        5
"""
FIRST_LABEL_ABOVE = """
（二）部分公开（
区分处理的，只计   0        1
这一情形）
（三）不予公开     3        15
"""
WITHIN_BRACKETS = """
信息内容           决定数量
行政处罚（含当场   0
作出的处罚决定）
行政强制（含行政
强制措施和行政强   84
制执行）
"""
EQUAL_NAMES = """
信息内容  上年项目数量  处理决定数量
行政处罚  0             260
行政强制  5             17
"""
GROUPS = """
事项                自然人   总计
三、本年度办理结果
（一）予以公开      3        5
（二）其他
1.逾期不补正                 1
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (PADDED_LEFT, [["规章", "1", "0", "12"], ["行政规范性文件", "20", "3", "4"]]),
        (PADDED_RIGHT, [["规章", "1", "0", "12"], ["行政规范性文件", "20", "3", "4"]]),
        (BLANKS, [["规章", "", "0", ""], ["行政规范性文件", "20", "", "4"], ["行政许可", "", "", ""]]),
        (
            OVERLONG,
            [["规章", "1", "0", "12"], ["行政规范性文件（含联合制发的）", "20", "3", "4"], ["行政许可", "7", "", "9"]],
        ),
        (
            FOLDED_FIRST,
            [
                ["一、本年新收政府信息公开申请数量", "3", "4"],
                ["二、上年结转政府信息公开申请数量", "0", "1"],
                ["（一）予以公开", "3", "5"],
            ],
        ),
        (
            FOLDED_MIDDLE,
            [
                ["一、本年新收政府信息公开申请数量", "3", "4"],
                ["（二）部分公开（区分处理的，只计这一情形）", "0", "1"],
                ["（三）不予公开", "3", "5"],
            ],
        ),
        (
            WITHIN_BRACKETS,
            [["行政处罚（含当场作出的处罚决定）", "0"], ["行政强制（含行政强制措施和行政强制执行）", "84"]],
        ),
        (EQUAL_NAMES, [["行政处罚", "0", "260"], ["行政强制", "5", "17"]]),
        (
            GROUPS,
            [
                ["三、本年度办理结果", "", ""],
                ["（一）予以公开", "3", "5"],
                ["（二）其他", "", ""],
                ["1.逾期不补正", "", "1"],
            ],
        ),
    ],
    ids=[
        "left",
        "right",
        "blank cells",
        "overlong label",
        "folded, level with the first line",
        "folded, in the middle",
        "folded within brackets",
        "names that fill their column",
        "rows without figures",
    ],
)
def test_padded_cells_become_rows_of_columns(text: str, rows: list[list[str]]) -> None:
    found = columned(text.strip("\n").split("\n"), DEFAULT_SETTINGS)
    assert found.rows[1:] == rows


def test_a_table_begins_with_the_folded_label_above_its_first_figures() -> None:
    found = columned(FIRST_LABEL_ABOVE.strip("\n").split("\n"), DEFAULT_SETTINGS)
    assert found.begin == 0
    assert found.rows[0] == ["（二）部分公开（区分处理的，只计这一情形）", "0", "1"]


@pytest.mark.parametrize(
    "text",
    [
        "规章  0  0  12\n行政规范性文件  20  3  4\n行政许可  5",
        "结果维持  结果纠正  总计  结果维持  结果纠正  总计\n1  2  3  2    2",
        "2024年  2023年  2022年\n300  22  1210",
        "政务公开    互动交流\n走进白石    数据开放",
        "规章      1     0\n行政许可  23456789",
    ],
    ids=[
        "the same gap everywhere",
        "the same gap, twice for an empty cell",
        "figures that stand under none",
        "no figures",
        "figures that share a column",
    ],
)
def test_what_only_has_gaps_stays_lines(text: str) -> None:
    assert columned(text.split("\n"), DEFAULT_SETTINGS).rows == []
    assert all(isinstance(block, Line) for block in read_text(text.encode(), "a.txt").blocks)


def test_lines_that_go_beyond_the_labels_stand_outside_the_table() -> None:
    heading = "四、结转下年度继续办理的申请情况如下"
    text = f"{heading}\n规章        1     12\n行政许可    20    3\n五、存在的主要问题及改进情况\n"
    before, grid, after, *_ = read_text(text.encode(), "a.txt").blocks
    assert before == Line(heading, 1)
    assert isinstance(grid, Grid) and [line.number for line in grid.lines] == [2, 3]
    assert after == Line("五、存在的主要问题及改进情况", 4)


LONG = "行政规范性文件（行政机关制定）"


def flush(texts: list[list[str]], widths: list[int], side: str) -> list[str]:
    """Each cell padded to its column's width; a longer label moves what is behind it."""
    spaces = [[width - width_of(text) for text, width in zip(row, widths, strict=True)] for row in texts]
    return [
        "  ".join(
            " " * wide + text if side == "right" and at else text + " " * wide
            for at, (text, wide) in enumerate(zip(row, room, strict=True))
        ).rstrip()
        for row, room in zip(texts, spaces, strict=True)
    ]


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("filled", [1, 2, 3])
def test_figures_moved_by_a_label_longer_than_its_column_come_back_to_where_the_others_are_flush(
    side: str, filled: int
) -> None:
    moved = ["25" if at == filled else "" for at in range(4)]
    texts = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "1", "0", "12"],
        [LONG, *moved[1:]],
        ["行政许可", "7", "9", "3"],
    ]
    assert columned(flush(texts, [20, 12, 12, 12], side), DEFAULT_SETTINGS).rows == texts
