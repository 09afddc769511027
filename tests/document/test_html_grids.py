# ruff: noqa: E501 - a case is one line
"""Tables as browsers place them, layout tables dissolved, and grids made of other elements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document import Grid, GridCell, Line, Picture
from gongkai.document.fronts.html import read_html
from gongkai.settings import Settings


def blocks(markup: str) -> list[object]:
    """Lines as text, grids as lists of rows of texts, pictures as they are."""
    found: list[object] = []
    for block in read_html(markup.encode(), "page.html").blocks:
        if isinstance(block, Line):
            found.append(block.text)
        elif isinstance(block, Grid):
            found.append([[cell.text for cell in row] for row in block.rows])
        else:
            found.append(block)
    return found


def grid(markup: str) -> Grid:
    found = [block for block in read_html(markup.encode(), "page.html").blocks if isinstance(block, Grid)]
    assert len(found) == 1
    return found[0]


def places(markup: str) -> list[list[tuple[str, int, int, int]]]:
    """Cells as text, column, row span, column span."""
    return [[(cell.text, cell.column, cell.row_span, cell.column_span) for cell in row] for row in grid(markup).rows]


@pytest.mark.parametrize(
    ("markup", "wanted"),
    [
        pytest.param(
            "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
            [[("a", 1, 2, 1), ("b", 2, 1, 1)], [("c", 2, 1, 1)]],
            id="rowspan pushes the next row to the right",
        ),
        pytest.param(
            "<table><tr><td rowspan=9>a<td>b<tr><td>c</table>",
            [[("a", 1, 2, 1), ("b", 2, 1, 1)], [("c", 2, 1, 1)]],
            id="an overlong rowspan ends with its row group",
        ),
        pytest.param(
            "<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>",
            [[("a", 1, 3, 1), ("b", 2, 1, 1)], [("c", 2, 1, 1)], [("d", 2, 1, 1)]],
            id="rowspan 0 reaches to the end of the group",
        ),
        pytest.param(
            "<table><thead><tr><th rowspan=5>a<th>b</thead><tbody><tr><td>c<td>d</table>",
            [[("a", 1, 1, 1), ("b", 2, 1, 1)], [("c", 1, 1, 1), ("d", 2, 1, 1)]],
            id="a rowspan does not leave the head",
        ),
        pytest.param(
            "<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e</table>",
            [[("a", 1, 1, 1), ("b", 2, 2, 1), ("c", 3, 1, 1)], [("d", 1, 1, 3), ("e", 4, 1, 1)]],
            id="overlapping spans are drawn over each other",
        ),
        pytest.param(
            "<table><tr><td colspan=0>a<td colspan=-3>b<td colspan=x>c<td colspan='2个'>d<tr><td>e<td>f</table>",
            [[("a", 1, 1, 1), ("b", 2, 1, 1), ("c", 3, 1, 1), ("d", 4, 1, 2)], [("e", 1, 1, 1), ("f", 2, 1, 1)]],
            id="senseless spans count as one",
        ),
        pytest.param(
            "<table><tfoot><tr><td>合计<td>9</tfoot><tr><td>规章<td>4</tr><thead><tr><th>项<th>数</thead></table>",
            [
                [("项", 1, 1, 1), ("数", 2, 1, 1)],
                [("规章", 1, 1, 1), ("4", 2, 1, 1)],
                [("合计", 1, 1, 1), ("9", 2, 1, 1)],
            ],
            id="head is printed first and foot last",
        ),
    ],
)
def test_cells_are_placed_as_browsers_place_them(markup: str, wanted: list[list[tuple[str, int, int, int]]]) -> None:
    assert places(markup) == wanted


def test_a_span_beyond_the_settings_is_cut() -> None:
    markup = "<table><tr><td>a<td colspan=100000>b<tr><td>c<td>d</table>"
    found = read_html(markup.encode(), "x", Settings(max_span=50)).blocks[0]
    assert isinstance(found, Grid)
    assert found.width == 51


spans = st.lists(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=5), min_size=2, max_size=5
)


@given(spans)
def test_every_cell_of_any_spans_is_kept_in_order_and_inside_the_grid(rows: list[list[tuple[int, int]]]) -> None:
    """Property: nothing is lost, cells of a row stand in rising columns, no cell leaves the grid."""
    number = iter(range(1000))
    markup = "".join(
        "<tr>" + "".join(f"<td rowspan={high} colspan={wide}>{next(number)}" for high, wide in row) for row in rows
    )
    found = grid(f"<table>{markup}</table>")
    assert [cell.text for row in found.rows for cell in row] == [str(each) for each in range(sum(map(len, rows)))]
    for at, row in enumerate(found.rows, start=1):
        ends = [0, *(cell.column + cell.column_span - 1 for cell in row)]
        assert all(cell.row == at and cell.column > end for cell, end in zip(row, ends, strict=False))
        assert all(cell.row + cell.row_span - 1 <= len(found.rows) for cell in row)
        assert max(ends) <= found.width


@given(spans)
def test_no_slot_is_taken_twice_where_only_rowspans_occur(rows: list[list[tuple[int, int]]]) -> None:
    markup = "".join("<tr>" + "".join(f"<td rowspan={high}>x" for high, _ in row) for row in rows)
    taken = [
        (cell.row + down, cell.column)
        for row in grid(f"<table>{markup}</table>").rows
        for cell in row
        for down in range(cell.row_span)
    ]
    assert len(taken) == len(set(taken))


def test_empty_cells_and_cells_of_nothing_but_blanks_are_cells() -> None:
    markup = "<table><tr><td>规章</td><td></td><td>&nbsp;</td><td><p>&ensp;</p></td><td>0</td></tr><tr><td>a<td/><td>b</table>"
    assert blocks(markup) == [[["规章", "", "", "", "0"], ["a", "", "b"]]]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("商业<br>企业", "商业企业"),
        ("<p>商业</p><p>企业</p>", "商业企业"),
        ("商业\n企业", "商业 企业"),
        ("1<br>2", "1 2"),
        ("<div>12</div><div>件</div>", "12 件"),
        ("<span>1</span><span>2</span>", "12"),
        ("<b>1</b>,<i>204</i>", "1,204"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲乙"),
        ("３\u200b５", "３５"),
        ("\uf0b712", "12"),
        ("1\ue5e52", "1\ufffd2"),
        ("<script>9</script>3<!-- 4 -->", "3"),
        ("<select><option>1<option>2</select>", "1"),
        ("<select><option>1<option selected>2</select>", "2"),
        ("<img src=3.png width=20 height=20 alt=3>", "\ufffc"),
        ("<svg><text>3</text></svg>", "\ufffc"),
        ("<svg><path/></svg>", ""),
        ("<math><mn>12</mn></math>", "12"),
        ("<textarea>7</textarea>", "7"),
        ("<img src='3.png'>", "\ufffc"),
        ("<img src='3.png' width=1 height=1>", ""),
        ("<ruby>字<rt>zi</rt></ruby>", "字"),
    ],
)
def test_the_text_of_a_cell(inside: str, text: str) -> None:
    assert blocks(f"<table><tr><td>甲</td><td>{inside}</td></tr><tr><td>乙<td>0</table>") == [
        [["甲", text], ["乙", "0"]]
    ]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("12<sup>①</sup>", "12"),
        ("12<sup>[1]</sup>", "12"),
        ("<sup>*</sup>12", "12"),
        ('12<span style="vertical-align: super">注1</span>', "12"),
        ("<sup>3</sup>", "3"),
        ("面积km<sup>2</sup>", "面积km2"),
        ("第一<sup>补充</sup>", "第一补充"),
        ('5<a href="#_ftn2">[2]</a>', "5"),
    ],
)
def test_footnote_marks_go_and_other_raised_text_stays(inside: str, text: str) -> None:
    assert blocks(f"<p>{inside}</p>") == [text]


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        'style="display:none"',
        "style='DISPLAY : NONE'",
        'style="visibility:hidden;color:red"',
        'style="text-decoration:underline line-through"',
        'style="font-size:0"',
        'style="mso-hide:all"',
    ],
)
def test_hidden_elements_are_left_out_wherever_they_stand(attribute: str) -> None:
    markup = f"""<div {attribute}>a<p>b</p></div><p>甲<span {attribute}>99</span></p>
    <table><tr><td>规章</td><td>1</td></tr><tr {attribute}><td>x</td><td>2</td></tr><tr><td>丙<td {attribute}>7<td>3</td></tr></table>"""
    assert blocks(markup) == ["甲", [["规章", "1"], ["丙", "3"]]]


def test_a_style_sheet_hides_and_strikes_out_by_class() -> None:
    sheet = """<style><!-- .xl70 {color:black; text-decoration:line-through;} .old, #gone {display:none}
    .tab {display:none} .tab.on {display:block} a:hover .p {display:none} @media print {.q {display:none}} --></style>"""
    markup = f"""{sheet}<div class=old>去年</div><p id=gone>无</p><div class=tab>甲</div><div class="tab on">乙</div><p class=p>丙</p><p class=q>丁</p>
    <table><tr><td>规章<td class=xl66>3<td><font class=xl70>5</font>4<tr><td>许可<td class=xl70>7<td>8</table>"""
    assert blocks(markup) == ["乙", "丙", "丁", [["规章", "3", "4"], ["许可", "8"]]]


def test_what_only_assistive_technology_ignores_is_read() -> None:
    assert blocks('<p aria-hidden="true">甲</p>') == ["甲"]


def test_headings_keep_their_level_also_when_broken() -> None:
    found = read_html("<h1>甲局<br>2024年报告</h1><h2><span>一、总体情况</span></h2><p>文</p>".encode(), "x").blocks
    assert found == (
        Line("甲局", 1, None, 1),
        Line("2024年报告", 2, None, 1),
        Line("一、总体情况", 3, None, 2),
        Line("文", 4),
    )


def test_a_caption_stands_before_its_table() -> None:
    assert blocks("<table><caption>表一</caption><tr><td>a<td>b</table>") == ["表一", [["a", "b"]]]


def test_pictures_carry_their_alternative_text_and_ornaments_are_passed_over() -> None:
    markup = '<p><img src="t.png" alt="年报表格" width="640"></p><img src="dot.gif" width=5><img style="height:16px">'
    assert blocks(markup) == [Picture("年报表格")]


def test_preformatted_text_keeps_its_lines_and_becomes_a_grid_where_it_is_a_table() -> None:
    markup = "<pre>甲局2024年报告\n\n规章\t0\t1\n规范性文件\t3\t4\n完</pre><p>后</p>"
    assert blocks(markup) == ["甲局2024年报告", "", [["规章", "0", "1"], ["规范性文件", "3", "4"]], "完", "后"]


def test_a_data_table_with_a_wrapper_table_in_one_cell_stays_a_grid() -> None:
    inner = "<table><tr><td>结果</td></tr><tr><td>维持</td></tr></table>"
    two = "<table><tr><td>尚未</td><td>审结</td></tr></table>"
    markup = f"<table><tr><td>{inner}</td><td>{two}</td><td>总计</td></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4<td>5<td>9</table>"
    assert blocks(markup) == [[["结果维持", "尚未审结", "总计"], ["1", "2", "3"], ["4", "5", "9"]]]


def test_a_table_of_long_prose_is_dissolved() -> None:
    prose = "一是健全制度，明确责任。" * 40
    assert blocks(f"<table><tr><td>左栏</td><td><p>{prose}</p><p>完</p></td></tr></table>") == ["左栏", prose, "完"]


def test_a_whole_report_typed_into_one_table_gives_prose_lines_and_grids_in_order() -> None:
    prose = "2024年，我局主动公开政府信息八十六条，依法办理申请。" * 8
    markup = f"""<table><tr><td colspan=3><h2>一、总体情况</h2></td></tr><tr><td colspan=3>{prose}</td></tr>
    <tr><td rowspan=3>规章</td><td>制发</td><td>1</td></tr><tr><td>废止</td><td>2</td></tr><tr><td colspan=3>{prose}</td></tr>
    <tr><td>行政许可</td><td>处理</td><td>3</td></tr></table>"""
    found = read_html(markup.encode(), "x").blocks
    assert [type(block) for block in found] == [Line, Line, Grid, Line, Grid]
    first, second = found[2], found[4]
    assert isinstance(first, Grid) and isinstance(second, Grid)
    assert first.rows[0][0] == GridCell("规章", 1, 1, 2, 1)
    assert [(cell.text, cell.row, cell.column) for cell in second.rows[0]] == [
        ("行政许可", 1, 1),
        ("处理", 1, 2),
        ("3", 1, 3),
    ]


def test_figures_in_a_table_per_row_inside_a_table_are_not_lost() -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td><table><tr><td>{a}</td><td>{b}</td></tr></table></td></tr>"
        for label, a, b in (("规章", 1, 2), ("规范性文件", 3, 4))
    )
    assert blocks(f"<table>{rows}</table>") == ["规章", [["1", "2"]], "规范性文件", [["3", "4"]]]


def test_cells_without_any_table_around_them_are_not_run_together() -> None:
    assert blocks("<tr><td>规章</td><td>0</td><td>1</td></tr><tr><td>许可</td><td>2</td><td>3</td></tr>") == [
        [["规章", "0", "1"], ["许可", "2", "3"]]
    ]
    again = "<table><tr><td>a<td>0</table><p>文</p><tr><td>规章</td><td>0</td></tr><TR><TD>b</TD><TD>4</TD></TR>"
    assert blocks(again) == [[["a", "0"]], "文", [["规章", "0"], ["b", "4"]]]
    script = "<script>document.write('<td>9</td>')</script>"
    assert blocks(script + again) == blocks(again)
    headed = "<table><tr><th>a<th>b<th>c<th>d<tr><td>0<td>1<td>2<td>3</table>"
    assert blocks(headed + "<tr><td>规章</td><td>0</td></tr><tr><td>许可</td><td>2</td></tr>") == [
        [["a", "b", "c", "d"], ["0", "1", "2", "3"]],
        [["规章", "0"], ["许可", "2"]],
    ]


DATA = [
    ["信息内容", "制发", "废止", "有效"],
    ["规章", "0", "1", "12"],
    ["规范性文件", "3", "", "40"],
    ["总数", "3", "1", "52"],
]


def _made(outer: str, row: str, cell: str) -> str:
    return outer.format("\n".join(row.format("".join(cell.format(text) for text in cells)) for cells in DATA))


@pytest.mark.parametrize(
    ("outer", "row", "cell"),
    [
        ("<div class=t>{}</div>", "<div class=r>{}</div>", "<div>{}</div>"),
        ("<div class=t>{}</div>", "<div class=r>{}</div>\n", "\n <div><p>{}</p></div>"),
        ("<div>{}</div>", "<ul>{}</ul>", "<li>{}</li>"),
        ("<ul>{}</ul>", "<li>{}</li>", '<span class="cell">{}</span>'),
        ("<div role=table>{}</div>", "<div role=row>{}</div>", "<span role=cell>{}</span>"),
        (
            '<div style="display:table">{}</div>',
            '<p style="display:table-row">{}</p>',
            '<span style="display:table-cell">{}</span>',
        ),
        ("<div>{}</div>", '<div style="display:flex">{}</div>', "<span>{}</span>"),
        (
            "<section>{}</section>",
            "<section><section>{}</section></section>",
            "<section><section><p>{}</p></section></section>",
        ),
        ("<dl>{}</dl>", "<div>{}</div>", "<dd>{}</dd>"),
        (
            "<div class=grid><div class=tbody>{}</div></div>",
            '<div class="row">{}</div>',
            '<div class="col-md-3">{}</div>',
        ),
        ("<div>{}</div>", '<div>{}<div style="clear:both"></div></div>', '<div style="float:left">{}</div>'),
    ],
)
def test_rows_of_short_elements_with_figures_become_a_grid(outer: str, row: str, cell: str) -> None:
    markup = f"<p>二、主动公开政府信息情况</p>{_made(outer, row, cell)}<p>三、收到和处理政府信息公开申请情况</p>"
    assert blocks(markup) == ["二、主动公开政府信息情况", DATA, "三、收到和处理政府信息公开申请情况"]


def test_terms_and_their_definitions_are_rows() -> None:
    markup = "<dl><dt>规章<dd>0<dd>1<dt>许可<dd>18<dd>2<dt>处罚<dd>3<dd>7</dl>"
    assert blocks(markup) == [[["规章", "0", "1"], ["许可", "18", "2"], ["处罚", "3", "7"]]]


def test_rows_standing_among_paragraphs_with_a_lone_subheading_between_them_are_one_grid() -> None:
    def row(*cells: str) -> str:
        return "<div>" + "".join(f"<div>{cell}</div>" for cell in cells) + "</div>"

    markup = f"<div><p>{'文' * 90}</p>{row('内容', '数量')}{row('许可', '18')}<div>第二十条第（六）项</div>{row('处罚', '3')}{row('强制', '0')}<p>五、其他</p></div>"
    assert blocks(markup) == [
        "文" * 90,
        [["内容", "数量"], ["许可", "18"], ["第二十条第（六）项"], ["处罚", "3"], ["强制", "0"]],
        "五、其他",
    ]


def _rows(*rows: list[str]) -> str:
    return "".join("<div>" + "".join(f"<div>{cell}</div>" for cell in row) + "</div>" for row in rows)


def test_a_grid_keeps_the_lone_heading_rows_of_its_container_and_two_containers_are_two_grids() -> None:
    first = [["第二十条第（一）项"], ["内容", "数量"], ["规章", "1"], ["文件", "2"]]
    second = [["第二十条第（五）项"], ["内容", "数量"], ["许可", "3"], ["处罚", "4"]]
    markup = f"<div>{_rows(*first)}</div><div>{_rows(*second)}</div>"
    assert blocks(f"<div>{markup}</div>") == [first, second]


def test_labels_broken_by_breaks_are_cells_and_not_rows() -> None:
    data = [["规<br>章", "0", "1"], ["商业<br>企业", "科研<br>机构", "2"], ["许<br>可", "3", "4"]]
    assert blocks(f"<div>{_rows(*data)}</div>") == [[[cell.replace("<br>", "") for cell in row] for row in data]]


def test_a_menu_made_like_the_grid_after_it_stays_out_of_it() -> None:
    menu = [["首页", "公开"], ["办事", "互动"], ["数据", "专题"], ["县情", "新闻"], ["走进", "服务"]] * 4
    data = [["内容", "数量"], ["规章", "1"], ["文件", "2"], ["许可", "3"]]
    found = blocks(f"<div>{_rows(*menu)}{_rows(*data)}</div>")
    assert isinstance(found[-1], list) and found[-1][-4:] == data
    assert found[0] == "首页" and "新闻" in found


@pytest.mark.parametrize(
    "markup",
    [
        "<ul><li>首页</li><li>公开</li></ul><ul><li>办事</li><li>互动</li></ul><ul><li>数据</li><li>专题</li></ul>",
        "<div><p>第一段，说明情况。</p><p>第二段，说明问题。</p></div>" * 3,
        "<li><p>某局2023年报</p><p>2024-01-02</p></li><li><p>某局2022年报</p><p>2023-01-02</p></li><li><p>甲</p><p>2022-01-02</p></li>",
        '<p class="MsoNormal"><span class="a">202</span><span class="a">4年</span></p>' * 3,
    ],
)
def test_menus_lists_and_prose_are_no_grids(markup: str) -> None:
    assert not any(isinstance(block, list) for block in blocks(f"<div>{markup}</div>"))


def test_what_cannot_be_told_safely_gives_each_leaf_its_line_and_runs_no_figures_together() -> None:
    assert blocks('<div class="row"><span>3</span><span></span><span>5</span></div>') == ["3", "", "5"]
    assert blocks("<div><div>规章</div><div>0</div><div></div><div>1</div></div>") == ["规章", "0", "", "1"]


def test_words_broken_over_spans_are_whole_again() -> None:
    assert blocks('<p><span lang=EN-US>202</span><span class="x1">4年</span>政府<b>信息</b></p>') == ["2024年政府信息"]
