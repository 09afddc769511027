from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.document import Grid, GridCell
from gongkai.settings import Settings
from tests.document.office_samples import cell, grids, lines, par, places, read, row, run, table, texts
from tests.proof import examples

SPAN = '<w:gridSpan w:val="{}"/>'
RESTART, CONTINUE = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def only_grid(*rows: str) -> Grid:
    (grid,) = grids(read(par("前") + table(*rows)))
    return grid


def test_merged_cells_become_spans_and_their_continuations_no_cells() -> None:
    grid = only_grid(
        row(cell("项目", properties=SPAN.format(2) + RESTART), cell("申请人", properties=SPAN.format(2))),
        row(cell("", properties=SPAN.format(2) + CONTINUE), "自然人", "总计"),
        row(cell("结果", properties=RESTART), "公开", "1", "1"),
        row(cell("", properties='<w:vMerge w:val="continue"/>'), "不公开", "0", "0"),
    )
    assert grid.width == 4
    assert places(grid)["项目"] == (1, 1, 2, 2)
    assert places(grid)["申请人"] == (1, 3, 1, 2)
    assert places(grid)["自然人"] == (2, 3, 1, 1)
    assert places(grid)["结果"] == (3, 1, 2, 1)
    assert places(grid)["不公开"] == (4, 2, 1, 1)
    assert [len(each) for each in grid.rows] == [2, 2, 4, 3]


def test_an_empty_cell_is_a_cell() -> None:
    grid = only_grid(row("规章", "", "0"), row("", "5", ""))
    assert texts(grid) == [["规章", "", "0"], ["", "5", ""]]


def test_two_merged_cells_one_below_the_other_are_two() -> None:
    grid = only_grid(
        row(cell("甲", properties=RESTART), "1"),
        row(cell("", properties=CONTINUE), "2"),
        row(cell("乙", properties=RESTART), "3"),
        row(cell("", properties=CONTINUE), "4"),
    )
    assert (places(grid)["甲"], places(grid)["乙"]) == ((1, 1, 2, 1), (3, 1, 2, 1))


def test_a_continuation_of_nothing_is_a_cell_of_its_own() -> None:
    assert texts(only_grid(row(cell("甲", properties=CONTINUE), "1"), row("乙", "2"))) == [["甲", "1"], ["乙", "2"]]


def test_text_in_a_continuation_is_not_shown() -> None:
    grid = only_grid(row(cell("甲", properties=RESTART), "1"), row(cell("藏", properties=CONTINUE), "2"))
    assert texts(grid) == [["甲", "1"], ["2"]]


def test_a_legacy_horizontal_merge_is_a_span() -> None:
    grid = only_grid(
        row(cell("宽", properties='<w:hMerge w:val="restart"/>'), cell("", properties="<w:hMerge/>"), "3"),
        row("1", "2", "3"),
    )
    assert grid.rows[0] == (GridCell("宽", 1, 1, 1, 2), GridCell("3", 1, 3))


def test_cells_skipped_before_a_row_shift_it() -> None:
    grid = only_grid(row("甲", "乙", "丙"), row("1", properties='<w:gridBefore w:val="2"/>'))
    assert places(grid)["1"] == (2, 3, 1, 1)


@pytest.mark.parametrize("properties", ["<w:del/>", "<w:hidden/>"])
def test_a_deleted_or_hidden_row_is_no_row(properties: str) -> None:
    grid = only_grid(row("甲", "1"), row("旧", "9", properties=properties), row("乙", "2"))
    assert texts(grid) == [["甲", "1"], ["乙", "2"]]
    assert places(grid)["乙"][0] == 2


def test_an_inserted_row_and_a_row_not_hidden_stay() -> None:
    kept = row("新", "9", properties='<w:ins/><w:hidden w:val="0"/>')
    assert texts(only_grid(row("甲", "1"), kept)) == [["甲", "1"], ["新", "9"]]


def test_a_deleted_cell_is_no_cell() -> None:
    assert texts(only_grid(row("甲", cell("旧", properties="<w:cellDel/>"), "1"), row("乙", "2"))) == [
        ["甲", "1"],
        ["乙", "2"],
    ]


def test_controls_around_rows_and_cells_are_looked_through() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    grid = only_grid(row("甲", control(cell("1"))), control(row("乙", control(cell("2")))))
    assert texts(grid) == [["甲", "1"], ["乙", "2"]]


def test_paragraphs_and_breaks_in_a_cell_join_as_words_do() -> None:
    label = cell(par("其他对外"), par("管理服务事项"))
    figures = cell(par("1", "<w:r><w:br/></w:r>", "2"))
    assert texts(only_grid(row(label, figures), row("甲", "0")))[0] == ["其他对外管理服务事项", "1 2"]


def test_a_cell_keeps_what_is_struck_out_in_it_to_itself() -> None:
    struck = cell(par(run("3", "<w:strike/>")))
    assert texts(only_grid(row("规章", struck), row("其他", "1"))) == [["规章", ""], ["其他", "1"]]


def test_a_table_of_one_cell_is_its_text() -> None:
    document = read(table(row(cell("标题", "正文"))))
    assert (lines(document), grids(document)) == (["标题", "正文"], [])


def test_a_frame_around_prose_is_its_text_and_a_column_of_words_a_grid() -> None:
    framed = read(table(row("标题"), row(cell("第一段", "第二段"))))
    assert (lines(framed), grids(framed)) == (["标题", "第一段", "第二段"], [])
    assert len(grids(read(table(row("规章"), row("5"))))) == 1


def test_a_table_that_only_holds_tables_is_dissolved() -> None:
    inner = table(row("规章", "5"), row("其他", "0"))
    document = read(table(row(cell(par("一、总体"))), row(cell(inner)), row(cell("二、其他"))))
    assert (lines(document), [texts(each) for each in grids(document)]) == (
        ["一、总体", "二、其他"],
        [[["规章", "5"], ["其他", "0"]]],
    )


def test_a_small_table_inside_a_data_cell_is_a_grid_after_it() -> None:
    inner = table(row("x", "y"))
    document = read(table(row("规章", "1"), row("其他", cell("2", inner)), row("合计", "3")))
    assert [(each.number, texts(each)) for each in grids(document)] == [
        (1, [["规章", "1"], ["其他", "2"], ["合计", "3"]]),
        (2, [["x", "y"]]),
    ]


@pytest.mark.parametrize("value", ["0", "-3", "x", "", "99999999999"])
def test_a_senseless_span_is_one(value: str) -> None:
    assert only_grid(row(cell("甲", properties=SPAN.format(value)), "1"), row("乙", "2")).width == 2


def test_a_span_is_cut_at_the_largest_believed() -> None:
    assert only_grid(row(cell("甲", properties=SPAN.format(9999)), "1")).width == int(Settings().max_span) + 1


@settings(max_examples=examples(400))
@given(st.data())
def test_any_tiling_of_a_table_is_read_back(data: st.DataObject) -> None:
    """Cells cut at random from a grid come back with the places and spans they were given."""
    height, width = data.draw(st.integers(1, 5)), data.draw(st.integers(2, 5))
    owner: dict[tuple[int, int], int] = {}
    wanted: dict[str, tuple[int, int, int, int]] = {}
    for r in range(1, height + 1):
        for c in range(1, width + 1):
            if (r, c) in owner:
                continue
            across = 1
            while c + across <= width and (r, c + across) not in owner and data.draw(st.booleans()):
                across += 1
            down = data.draw(st.integers(1, height - r + 1))
            number = len(wanted)
            wanted[f"格{number}"] = (r, c, down, across)
            owner |= {(r + i, c + j): number for i in range(down) for j in range(across)}
    rows = []
    for r in range(1, height + 1):
        cells, c = [], 1
        while c <= width:
            top, _, down, across = wanted[f"格{owner[r, c]}"]
            merge = "" if down == 1 else RESTART if top == r else CONTINUE
            cells.append(cell(f"格{owner[r, c]}" if top == r else "", properties=SPAN.format(across) + merge))
            c += across
        rows.append(row(*cells))
    found = grids(read(par("前") + table(*rows)))
    if len(wanted) > 1 and found:
        assert places(found[0]) == wanted
    else:
        assert len(wanted) == 1


def test_a_table_in_a_cell_that_frames_one_text_is_the_cells_text() -> None:
    framed = table(row("5"))
    rows = [row("规章", cell(framed, par()), cell(table(row("7", "")), par())), row("其他", cell(framed, par()), "2")]
    (grid,) = grids(read(table(*rows)))
    assert texts(grid) == [["规章", "5", "7"], ["其他", "5", "2"]]


def test_white_text_is_read_where_the_cell_or_the_tables_style_gives_a_ground() -> None:
    white = run("70", '<w:color w:val="FFFFFF"/>')
    shaded = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
    plain = table(row("规章", cell(par(white)), cell(par(white), properties=shaded)), row("其他", "1", "2"))
    assert texts(grids(read(plain))[0])[0] == ["规章", "", "70"]
    styles = (
        '<w:style w:type="table" w:styleId="G"><w:tblStylePr w:type="firstRow">'
        f"<w:tcPr>{shaded}</w:tcPr></w:tblStylePr>"
        '</w:style><w:style w:type="table" w:styleId="B"><w:basedOn w:val="G"/></w:style>'
        '<w:style w:type="table" w:styleId="N"/>'
    )
    for style, shown in (("G", "70"), ("B", "70"), ("N", ""), ("X", "")):
        styled = plain.replace("<w:tbl>", f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr>')
        assert texts(grids(read(styled, styles=styles))[0])[0][1] == shown
