"""Rows of unruled tables whose label runs over several lines, or over the edge of the page."""

from __future__ import annotations

import pytest

from gongkai.document.layout import Page, assemble
from gongkai.document.model import Grid, Line
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.test_layout_columns import Place, figures, table_of
from tests.document.test_layout_lines import printed

LINES = ("区分处理的", "只计这一情形", "不计其他情形", "的申请")


def stack(x: float, y: float, lines: tuple[str, ...]) -> list[Place]:
    return [(x, y + 13 * index, text) for index, text in enumerate(lines)]


def level(lines: int, align: str) -> float:
    """Return how far below the top of a label of so many lines its figures stand."""
    return {"top": 0.0, "middle": 6.5, "bottom": 13.0}[align] * (lines - 1)


@pytest.mark.parametrize("align", ["top", "middle", "bottom"])
@pytest.mark.parametrize("padding", [3, 8])
def test_a_label_of_any_number_of_lines_is_whole_wherever_its_figures_stand(align: str, padding: int) -> None:
    places: list[Place] = []
    y = 0.0
    counts = (1, 2, 4, 3, 1, 1, 2)
    for index, count in enumerate(counts):
        places += stack(20, y, LINES[:count])
        places += figures(y + level(count, align), str(index), str(index + 1), str(index + 2))
        y += 13 * count + padding
    expected = [
        ["".join(LINES[:count]), str(index), str(index + 1), str(index + 2)] for index, count in enumerate(counts)
    ]
    assert table_of(*places) == expected


@pytest.mark.parametrize("align", ["top", "bottom"])
def test_the_name_of_a_group_beside_the_first_label_goes_before_it(align: str) -> None:
    found = table_of(
        *stack(20, 0, ("不予", "公开")),
        *stack(60, 0, ("属于国", "家秘密")),
        *figures(level(2, align), "1", "2", "3"),
        *stack(60, 32, ("其他法", "律禁止")),
        *figures(32 + level(2, align), "4", "5", "6"),
        *((60, 64, "重复"), *figures(64, "7", "8", "9")),
    )
    assert found == [
        ["不予公开 属于国家秘密", "1", "2", "3"],
        ["其他法律禁止", "4", "5", "6"],
        ["重复", "7", "8", "9"],
    ]


def page(number: int, *places: Place) -> Page:
    glyphs = tuple(glyph for x, y, text in places for glyph in printed(text, x, y))
    return Page(number, 300, 400, glyphs)


ABOVE = (
    *((20, 100, "一行"), *figures(100, "1", "2", "3")),
    *((20, 120, "二行"), (20, 133, "文字"), *figures(133, "1", "1", "2")),
    *((20, 153, "三行"), *figures(153, "2", "2", "4")),
)
BELOW = (
    *((20, 140, "五行"), (20, 153, "文字"), *figures(153, "5", "5", "10")),
    *((20, 173, "六行"), *figures(173, "6", "6", "12")),
)


@pytest.mark.parametrize(
    ("foot", "head"),
    [
        pytest.param(
            ((20, 173, "行政规范"), *figures(173, "7", "8", "15")), ((20, 100, "性文件"),), id="the end of the label"
        ),
        pytest.param(
            ((20, 173, "行政规范"),), ((20, 120, "性文件"), *figures(120, "7", "8", "15")), id="figures on the next"
        ),
        pytest.param(
            ((20, 173, "行政规范"), (20, 186, "性文件")), figures(120, "7", "8", "15"), id="figures alone on the next"
        ),
        pytest.param(
            figures(173, "7", "8", "15"), ((20, 100, "行政规范"), (20, 113, "性文件")), id="figures alone on the first"
        ),
    ],
)
def test_a_row_cut_by_the_edge_of_the_page_is_whole(foot: tuple[Place, ...], head: tuple[Place, ...]) -> None:
    blocks = assemble([page(1, *ABOVE, *foot), page(2, *head, *BELOW)], DEFAULT_SETTINGS)
    rows = [" ".join(cell.text for cell in row) for block in blocks if isinstance(block, Grid) for row in block.rows]
    rows += [block.text for block in blocks if isinstance(block, Line)]
    assert sum(row.replace(" ", "") == "行政规范性文件7815" for row in rows) == 1
    assert not any(row.strip() in ("性文件", "行政规范", "7 8 15") for row in rows)


def test_lines_after_the_table_are_no_part_of_the_next_pages_first_label() -> None:
    prose = "四、政府信息公开行政复议、行政诉讼情况"
    blocks = assemble([page(1, *ABOVE, (20, 200, prose)), page(2, *BELOW)], DEFAULT_SETTINGS)
    assert prose in [block.text for block in blocks if isinstance(block, Line)]


def test_the_next_label_that_is_numbered_begins_anew() -> None:
    head = ((20, 120, "2.其他"), *figures(120, "7", "8", "15"))
    blocks = assemble([page(1, *ABOVE, (20, 173, "1.本机关")), page(2, *head, *BELOW)], DEFAULT_SETTINGS)
    labels = [row[0].text for block in blocks if isinstance(block, Grid) for row in block.rows]
    labels += [block.text.split(" ")[0] for block in blocks if isinstance(block, Line)]
    assert "2.其他" in labels
    assert "1.本机关" in labels
