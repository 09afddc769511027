"""The front reads whole pages of real content systems: the same report comes out of each."""

from __future__ import annotations

import pytest

from gongkai.document import Document, Grid, Line, Picture
from gongkai.document.fronts.html import read_html
from tests.document.html_pages import (
    HEADING_ONE,
    HEADING_THREE,
    HEADING_TWO,
    OVERVIEW,
    PAGES,
    REQUEST_COLUMNS,
    REQUESTS,
    ROWS,
    TITLE,
    metadata_table,
    struck_out,
    trs,
    wechat,
    word_pasted,
)


def read(markup: str) -> Document:
    return read_html(markup.encode(), "page.html")


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


@pytest.mark.parametrize("name", PAGES)
def test_both_tables_come_out_whole_and_placed(name: str) -> None:
    document = read(PAGES[name]())
    assert ROWS in grids(document)
    assert REQUESTS in grids(document)
    placed = next(block for block in document.blocks if isinstance(block, Grid) and len(block.rows) == len(REQUESTS))
    assert [[cell.column for cell in row] for row in placed.rows] == REQUEST_COLUMNS
    assert [{cell.row for cell in row} for row in placed.rows] == [{at} for at in range(1, len(REQUESTS) + 1)]
    assert placed.width == 10


@pytest.mark.parametrize("name", PAGES)
def test_title_headings_and_prose_stand_in_reading_order_around_the_tables(name: str) -> None:
    document = read(PAGES[name]())
    order = [
        block.text if isinstance(block, Line) else len(block.rows)
        for block in document.blocks
        if not isinstance(block, Picture)
    ]
    wanted = [HEADING_ONE, OVERVIEW, HEADING_TWO, len(ROWS), HEADING_THREE, len(REQUESTS)]
    at = order.index(HEADING_ONE)
    assert [each for each in order[at:] if each in wanted and each != ""][: len(wanted)] == wanted
    before = "".join(str(each) for each in order[:at])
    assert TITLE in before


@pytest.mark.parametrize("name", PAGES)
def test_lines_and_grids_are_numbered_from_one_without_gaps(name: str) -> None:
    document = read(PAGES[name]())
    assert [block.number for block in document.blocks if isinstance(block, Line)] == list(
        range(1, len(lines(document)) + 1)
    )
    assert [block.number for block in document.blocks if isinstance(block, Grid)] == list(
        range(1, len(grids(document)) + 1)
    )


def test_stated_metadata_is_kept_under_lower_case_names_and_the_title_apart() -> None:
    document = read(trs())
    assert document.title == f"{TITLE}_青河县人民政府"
    assert document.meta["pubdate"] == "2025-01-20 16:32"
    assert document.meta["articletitle"] == TITLE
    assert document.meta["contentsource"] == "水利局"
    assert document.kind == "html" and document.source == "page.html"


def test_menus_and_footers_stay_as_lines_but_scripts_do_not() -> None:
    found = lines(read(trs()))
    assert "首页" in found and "备案号：某ICP备05000001号" in found
    assert not any("var s" in line or "TRS_Editor" in line for line in found)


def test_decoy_grids_are_kept_as_grids_of_their_own() -> None:
    found = grids(read(metadata_table()))
    assert len(found) == 4
    assert found[0][1] == ["发布机构：", "青河县水利局", "发布日期：", "2025-01-20"]
    assert found[3][0] == ["县水利局2023年年报", "2024-01-18"]


def test_an_article_hidden_until_a_script_runs_is_read_but_what_it_hides_itself_is_not() -> None:
    document = read(wechat())
    assert OVERVIEW in lines(document)
    assert "9" not in lines(document)


def test_words_own_deletions_conditional_comments_and_hidden_rows_leave_no_trace() -> None:
    document = read(word_pasted())
    text = "\n".join(lines(document))
    assert "删去" not in text and "留下的" in text
    assert "Pages" not in text and "图" not in text
    assert not any(isinstance(block, Picture) for block in document.blocks)
    assert all(any(row) for grid in grids(document) for row in grid)


def test_struck_out_figures_do_not_join_the_valid_ones() -> None:
    found = {cell for grid in grids(read(struck_out())) for row in grid for cell in row if cell.isdigit()}
    assert found == {"0", "1", "3", "4", "5", "6", "12"}
