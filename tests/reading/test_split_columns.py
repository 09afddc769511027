"""A block of a table whose right columns stand in a grid of their own."""

from __future__ import annotations

import pytest

from gongkai.document.model import Block
from gongkai.reading.labels import lexicon
from gongkai.reading.printing import as_given, printed_rows
from gongkai.reading.split_columns import rejoined_columns
from tests.reading.printing import lines, plain_grid

LEFT = [["信息内容", "上一年项目数量"], ["行政许可", "4"], ["其他对外管理服务事项", "0"]]
RIGHT = [["本年增/减", "处理决定数量"], ["增加26", "232"], ["减少24", "294"]]


def test_the_figures_stand_in_the_rows_of_the_grid_before_and_tell_their_own_place() -> None:
    found = printed_rows(as_given([plain_grid(LEFT, 1), *lines([""]), plain_grid(RIGHT, 2)])).rows
    assert [[atom.text for atom in row.values] for row in found if row.values] == [
        ["4", "增加26", "232"],
        ["0", "减少24", "294"],
    ]
    cell = found[1].values[2].cell
    assert cell is not None
    assert cell.origin == (2, 2, 2)


@pytest.mark.parametrize(
    "blocks",
    [
        [plain_grid(LEFT, 1), *lines(["第二十条第（六）项"]), plain_grid(RIGHT, 2)],
        [plain_grid(LEFT, 1), plain_grid(RIGHT[:2], 2)],
        [plain_grid(LEFT, 1), plain_grid(LEFT, 2)],
        [plain_grid(LEFT, 1), plain_grid([["上一年项目数量"], ["4"], ["0"]], 2)],
        [plain_grid(LEFT, 1), plain_grid([["本年增/减"], ["行政处罚"], ["0"]], 2)],
    ],
    ids=["text between", "other rows", "labels of its own", "the same column", "a label below"],
)
def test_another_table_stays_a_grid_of_its_own(blocks: list[Block]) -> None:
    assert rejoined_columns(blocks, lexicon()) is blocks
