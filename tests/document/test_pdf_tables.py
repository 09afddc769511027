"""Tables in PDFs set by typst: ruled in every manner, over pages, turned, struck out."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from gongkai.document.fronts.pdf import read_pdf
from gongkai.document.model import Block, Grid, Line
from gongkai.settings import DEFAULT_SETTINGS
from tests.document.pdf_samples import HEADER, RESULTS, pdf, table

WHOLE = [HEADER, *([label, *map(str, values)] for label, values in RESULTS)]


def blocks(data: bytes) -> tuple[Block, ...]:
    return read_pdf(data, "a.pdf", DEFAULT_SETTINGS).blocks


def grid(data: bytes) -> Grid:
    found = [block for block in blocks(data) if isinstance(block, Grid)]
    assert len(found) == 1
    return found[0]


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


@pytest.mark.parametrize(
    "options",
    [
        pytest.param("", id="ruled"),
        pytest.param("stroke: 2.5pt,", id="thick"),
        pytest.param('stroke: (dash: "dashed", thickness: .5pt),', id="dashed"),
        pytest.param('stroke: (dash: "dotted", thickness: .5pt),', id="dotted"),
        pytest.param("stroke: (x, y) => (top: 1pt, left: if x > 0 {1pt}),", id="no outer lines"),
        pytest.param("gutter: 2pt,", id="doubled lines"),
        pytest.param("gutter: 6pt,", id="a frame for each cell"),
        pytest.param("fill: luma(220),", id="shaded"),
        pytest.param("align: center + horizon,", id="centred"),
        pytest.param("inset: 2pt,", id="narrow"),
    ],
)
def test_a_table_is_one_grid_however_it_is_ruled(options: str) -> None:
    found = grid(pdf(table(RESULTS, options=options)))
    assert texts(found) == WHOLE
    assert found.certain


def test_blanks_stay_blanks_in_their_places() -> None:
    rows = [(label, [value or "" for value in values]) for label, values in RESULTS]
    assert texts(grid(pdf(table(rows)))) == [HEADER, *([label, *map(str, values)] for label, values in rows)]


@pytest.mark.parametrize(
    "options", ["stroke: none,", "stroke: (x, y) => (top: if y < 2 {1pt}),", "stroke: none, align: right,"]
)
def test_columns_of_an_unruled_table_are_inferred_and_said_to_be(options: str) -> None:
    rows = [(label, [value or "" for value in values]) for label, values in RESULTS]
    for given in (RESULTS, rows):
        found = grid(pdf(table(given, options=options)))
        assert not found.certain
        assert texts(found)[-6:] == [[label, *map(str, values)] for label, values in given]
        assert found.width == 8


def test_two_rows_of_figures_that_do_not_agree_stay_lines() -> None:
    found = blocks(pdf("年份#h(3em)199920002001#h(3em)2000\n\n合计数#h(2.2em)3#h(1em)4#h(1em)5"))
    assert [block.text for block in found if isinstance(block, Line)] == ["年份 199920002001 2000", "合计数 3 4 5"]


def test_spans_are_kept() -> None:
    markup = """#table(columns: 4, table.cell(rowspan: 2)[甲], table.cell(colspan: 3)[乙], [1], [2], [3],
        table.cell(colspan: 2)[丙], table.cell(rowspan: 2, colspan: 2)[丁], [戊], [])"""
    found = [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span)
        for row in grid(pdf(markup)).rows
        for cell in row
    ]
    assert found == [
        ("甲", 1, 1, 2, 1),
        ("乙", 1, 2, 1, 3),
        ("1", 2, 2, 1, 1),
        ("2", 2, 3, 1, 1),
        ("3", 2, 4, 1, 1),
        ("丙", 3, 1, 1, 2),
        ("丁", 3, 3, 2, 2),
        ("戊", 4, 1, 1, 1),
        ("", 4, 2, 1, 1),
    ]


def test_a_table_over_pages_is_one_grid_and_repeats_its_header_as_printed() -> None:
    rows = [(f"第{i}行", [i, 0, 0, 0, 0, 0, i]) for i in range(60)]
    found = blocks(pdf("前言。\n\n" + table(rows) + "\n后语。"))
    assert [type(block) for block in found] == [Line, Grid, Line]
    over = found[1]
    assert isinstance(over, Grid)
    assert [row[0].text for row in over.rows if row[0].text != HEADER[0]] == [label for label, _ in rows]
    assert sum(row[0].text == HEADER[0] for row in over.rows) == 2
    assert {row[0].page for row in over.rows} == {1, 2}
    assert [cell.row for row in over.rows for cell in row] == [i for i in range(1, 63) for _ in range(8)]


@pytest.mark.parametrize("header", [True, False])
def test_a_row_cut_by_the_edge_of_the_page_is_one_row(header: bool) -> None:
    label = "5.要求行政机关确认或重新出具已获取信息的很长很长的一个标签" * 2
    rows: list[tuple[str, list[int | str]]] = [(f"第{i}行", [i, 0, 0, 0, 0, 0, i]) for i in range(4)]
    rows += [(label, [8, 0, 0, 0, 0, 0, 8]), ("（七）总计", [9, 0, 0, 0, 0, 0, 9])]
    markup = "#set page(height: 400pt)\n#v(1fr)\n#block(height: 95pt)[]\n" + table(rows, header=header)
    found = grid(pdf(markup))
    assert {cell.page for row in found.rows for cell in row} == {1, 2}
    assert [[cell.text for cell in row] for row in found.rows if row[0].text != HEADER[0]] == [
        [name, *map(str, values)] for name, values in rows
    ]


def test_two_tables_with_text_between_them_stay_two() -> None:
    markup = table(RESULTS) + "#pagebreak()\n四、政府信息公开行政复议、行政诉讼情况\n" + table(RESULTS)
    assert [type(block) for block in blocks(pdf(markup))] == [Grid, Line, Grid]


def test_tables_of_other_columns_on_the_next_page_stay_apart() -> None:
    markup = table(RESULTS) + "#pagebreak()\n#table(columns: (1fr, 1fr, 1fr), [甲], [乙], [丙], [1], [2], [3])"
    assert [type(block) for block in blocks(pdf(markup))] == [Grid, Grid]


@pytest.mark.parametrize(("turn", "width"), [("-90deg", 600), ("90deg", 600), ("180deg", 440)])
def test_a_table_printed_sideways_is_read_upright(turn: str, width: int) -> None:
    data = pdf(f"#rotate({turn}, reflow: true)[#block(width: {width}pt)[{table(RESULTS[:2])}]]")
    assert texts(grid(data)) == WHOLE[:3]


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_the_rotation_a_page_states_does_not_matter(degrees: int) -> None:
    document = pypdfium2.PdfDocument(pdf(table(RESULTS)))
    document[0].set_rotation(degrees)
    buffer = io.BytesIO()
    document.save(buffer)
    assert texts(grid(buffer.getvalue())) == WHOLE


def test_struck_out_figures_and_footnote_marks_are_left_out() -> None:
    markup = """#table(columns: 2, [甲], [#strike[15] 12], [乙], [#strike[错误]3#super[1]], [丙], [3#super[①]],
        [丁], [#strike[4]], [戊], [#underline[95]], [己], [10#super[[2]]])"""
    assert texts(grid(pdf(markup))) == [["甲", "12"], ["乙", "3"], ["丙", "3"], ["丁", ""], ["戊", "95"], ["己", "10"]]


def test_a_figure_broken_over_lines_is_one_and_two_figures_under_each_other_are_two() -> None:
    markup = "#table(columns: (42pt, 60pt), [12345#linebreak()67], [12#linebreak()34])"
    assert texts(grid(pdf(markup))) == [["1234567", "12 34"]]


def test_a_figure_too_long_for_its_cell_is_not_cut_by_the_ruling() -> None:
    markup = "#table(columns: (24pt, 24pt), [12345], [8])"
    assert texts(grid(pdf(markup.replace("8]", "#h(12pt)8]")))) == [["12345", "8"]]


def test_a_frame_around_text_is_no_table() -> None:
    assert [type(block) for block in blocks(pdf("#rect(width: 100%)[联系电话：0517-87290606]"))] == [Line]


def test_a_table_within_a_frame_keeps_its_text() -> None:
    found = blocks(pdf("#rect(width: 100%, inset: 20pt)[" + table(RESULTS) + "]"))
    assert [texts(block) for block in found if isinstance(block, Grid)] == [WHOLE]
