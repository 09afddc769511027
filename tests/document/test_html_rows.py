"""Rows read from their markup at once mean what the walk over their nodes finds; rows that differ go to the walk."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from gongkai.document import Grid
from gongkai.document.fronts.html import read_html
from gongkai.document.fronts.html.declarations import Hiding
from gongkai.document.fronts.html.looks import style_flags
from gongkai.document.fronts.html.rows import plain_cells, plain_row
from gongkai.settings import DEFAULT_SETTINGS

PLAIN_CELL = plain_cells(style_flags(Hiding.of(DEFAULT_SETTINGS)))
OPENINGS = (
    *("p", "div", "span", "b", "center", "o:p", "a", "u", "ul", "li", "pre", "h3", "del", "sup", "table", "br"),
    *('p class="MsoNormal"', 'span lang=EN-US style="font-size:9.0pt"', 'span style="width:9px"', "font color='\"<>&'"),
    *('p style="display:none"', "span hidden", 'b style="text-decoration:line-through"', 'div class="row"'),
    *('a href="#_ftn1"', 'span class="cell"', 'p style="clear:both"', 'div style="white-space:pre"', "p align=a/b=c"),
)
OPENINGS_OF_CELLS = (
    *("td", "th", "td colspan=3", 'td rowspan="2"', "td rowspan=0 nowrap", 'td colspan="x"', 'td style="width:9%"'),
    *('td style="display:none"', 'td class="num"', "td hidden", 'td title="</td><td>"', 'td style="white-space:pre"'),
)
TEXTS = (
    "",
    "0",
    "1,204",
    "规章",
    " ",
    "\n",
    "&nbsp;",
    "a&amp;nbsp;b",
    "&lt;td&gt;",
    "１\u200b2",
    "\ue5e5",
    "<!-- 3 -->",
)


def element(opening: str, inside: str) -> str:
    return f"<{opening}>{inside}</{opening.split()[0]}>"


inner = st.recursive(
    st.sampled_from(TEXTS),
    lambda within: st.builds(element, st.sampled_from(OPENINGS), st.lists(within, max_size=3).map("".join)),
    max_leaves=5,
)
cells = st.lists(st.builds(element, st.sampled_from(OPENINGS_OF_CELLS), inner), min_size=1, max_size=4)


@given(st.lists(cells, min_size=1, max_size=3))
@example([["<td><p><span>1</span>2</p></td>", "<td><span><p>3</p></span></td>"]])
@example([["<td><span class=cell>1</span><span class=cell>2</span></td>"]])
def test_a_row_means_the_same_whether_read_at_once_or_walked(rows: list[list[str]]) -> None:
    def found(remark: str) -> object:
        made = "".join(f"<tr>{remark}{''.join(row)}</tr>" for row in rows)
        return read_html(f"<table><tbody>{made}<tr>{remark}<td>甲<td>0</tbody></table>".encode(), "x").blocks

    # A comment makes no row plain and says nothing.
    assert found("") == found("<!-- -->")


def serialised(row: str) -> str:
    parser = LexborHTMLParser(f"<table>{row}</table>")
    return parser.css("tr")[0].html or ""


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("<tr><td>0<th>1", [("0", 1, 1), ("1", 1, 1)]),
        ("<tr height=20>\n <td>\n</td> <td></td>\n</tr>", [("", 1, 1), ("", 1, 1)]),
        ("<tr><td rowspan=2 colspan=3>甲", [("甲", 2, 3)]),
        (
            "<tr><td><p class=MsoNormal> <span lang=EN-US style='font-size:9pt'>3<o:p></o:p></span></p> ",
            [("3", 1, 1)],
        ),
        ("<tr><td><b>1</b>,<i>204</i>", [("1,204", 1, 1)]),
        ("<tr><td title='</td>'>&lt;&amp;lt;", [("<&lt;", 1, 1)]),
    ],
)
def test_rows_of_single_texts_are_plain(row: str, wanted: list[tuple[str, int, int]]) -> None:
    found = plain_row(serialised(row), PLAIN_CELL)
    assert found is not None
    assert [(cell.text, cell.row_span, cell.column_span) for cell in found] == wanted


@pytest.mark.parametrize(
    "cell",
    [
        "<td>1<br>2",
        "<td><p>1</p><p>2</p>",
        "<td hidden>1",
        "<td><del>1</del>2",
        "<td>2<sup>1</sup>",
        "<td><span style='text-decoration:line-through'>1</span>2",
        "<td><span style='mso-text-raise:3pt'>1</span>",
        "<td><span class=cell>1</span><span class=cell>2</span>",
        "<td>1<!-- 2 -->",
        "<td><img src=3.png>",
        "<td><input value=3>",
        "<td><table><tr><td>1</table>",
        "<td>" + "文" * 13_000,
    ],
)
def test_anything_else_is_left_to_the_walk(cell: str) -> None:
    assert plain_row(serialised(f"<tr><td>0</td>{cell}"), PLAIN_CELL) is None


def test_tables_in_tables_are_walked_once_and_not_written_out_level_by_level() -> None:
    markup = "<table><tr><td>" * 450 + "文" * 2_000_000 + "<table><tr><td>规章<td>1<tr><td>许可<td>2</table>"
    grids = [block for block in read_html(markup.encode(), "x").blocks if isinstance(block, Grid)]
    assert [[cell.text for cell in row] for row in grids[0].rows] == [["规章", "1"], ["许可", "2"]]
