"""What nobody sees on a page is not read, however it is hidden; what only looks suspicious is."""

from __future__ import annotations

import time

import pytest

from gongkai.document import Grid
from gongkai.document.fronts.html import read_html
from gongkai.document.fronts.html.declarations import declared, points

TABLE = (
    "{head}<table><tr><td>规章</td><td {own}>{inside}</td><td>3</td></tr>"
    "<tr><td>其他</td><td>1</td><td>2</td></tr></table>"
)


def cell(inside: str, *, head: str = "", own: str = "") -> str:
    document = read_html(TABLE.format(head=head, own=own, inside=inside).encode(), "a.html")
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    return grid.rows[0][1].text


UNSEEN = [
    "opacity:0",
    "opacity:.0",
    "OPACITY : 0.0 !important; opacity:1",
    "opacity:0%",
    "filter:alpha(opacity=0)",
    "filter:opacity(0)",
    "color:#fff",
    "color:#FDFDFD",
    "color:white",
    "color:rgb(255, 255, 255)",
    "color:transparent",
    "color:rgba(0,0,0,0)",
    "color:#00000000",
    "-webkit-text-fill-color:transparent",
    "background:#000",
    "background-color:black;color:#010101",
    "color:red;background:red",
    "visibility:hidden",
    "visibility:collapse",
    "display:none",
    "font-size:0",
    "font-size:1px",
    "font-size:0.1em",
    "font-size:1pt",
    "position:absolute;left:-9999px",
    "position:fixed;top:-200em",
    "position:absolute;left:9999px",
    "display:inline-block;text-indent:-999em",
    "margin-left:-9999px",
    "transform:translateX(-9999px)",
    "transform:scale(0)",
    "clip:rect(0 0 0 0);position:absolute",
    "clip:rect(1px, 1px, 1px, 1px);position:absolute",
    "clip-path:inset(50%)",
    "clip-path:circle(0)",
    "display:inline-block;height:0;overflow:hidden",
    "display:inline-block;width:1px;overflow:hidden",
    "max-height:0;overflow-y:clip",
    "mso-hide:all",
    "text-decoration:line-through",
]


@pytest.mark.parametrize("style", UNSEEN)
def test_a_figure_that_nobody_sees_is_not_read(style: str) -> None:
    assert cell(f'1<span style="{style}">70</span>2') == "12"
    assert cell('1<span class="x">70</span>2', head=f"<style>.x {{{style}}}</style>") == "12"
    assert cell(f'1<b style="{style}"><i>7<u>0</u></i></b>2') == "12"


SEEN = [
    "opacity:0.5",
    "opacity:1",
    "color:#eee;background:#036",
    "color:white;background:url(blue.png)",
    "color:#fff;background-color:red",
    "color:black",
    "background:white",
    "visibility:visible",
    "font-size:9px",
    "font-size:80%",
    "position:relative;left:-3px",
    "text-indent:-2em",
    "clip:auto",
    "height:20px;overflow:hidden",
    "height:0",
    "transform:scale(0.9)",
    "text-decoration:underline",
]


@pytest.mark.parametrize("style", SEEN)
def test_what_is_seen_is_read(style: str) -> None:
    assert cell(f'1<span style="{style}">70</span>2') == "1702"
    assert cell('1<span class="x">70</span>2', head=f"<style>.x {{{style}}}</style>") == "1702"


IN_SHEETS = [
    ("td .a {color:#FFFFFF}", "12"),
    ("td > .a {display:none}", "12"),
    ("@media screen {.a {opacity:0}}", "12"),
    ("@media print {.a {opacity:0}}", "1702"),
    (".a:hover {opacity:0}", "1702"),
    (".a {opacity:0; animation:fade 1s forwards}", "1702"),
    (".a {opacity:0} .a {opacity:1}", "1702"),
    ("body {opacity:0}", "1702"),
    ("body {visibility:hidden}", "1702"),
]


@pytest.mark.parametrize(("sheet", "text"), IN_SHEETS)
def test_style_sheets_are_followed_as_far_as_every_screen_obeys_them(sheet: str, text: str) -> None:
    assert cell('1<span class="a">70</span>2', head=f"<style>{sheet}</style>") == text


def test_a_text_says_anew_how_it_looks() -> None:
    assert cell('<span style="visibility:hidden">7<b style="visibility:visible">5</b>0</span>') == "5"
    assert cell('<div style="font-size:0"><span style="font-size:14px">12</span></div>') == "12"
    assert cell('<p style="color:#fff">7<b style="color:#000">5</b></p>') == "5"
    assert cell('<p style="color:#fff">7<b style="background:#000">5</b></p>') == "5"


def test_white_on_the_ground_of_an_element_around_is_seen() -> None:
    assert cell("12", own='style="color:#fff" bgcolor="#003366"') == "12"
    assert cell('<font color="white">12</font>', own='style="background:#036"') == "12"
    assert cell('<font color="white">12</font>') == ""


def test_white_where_a_style_sheet_is_missing_is_unseen_only_beside_dark_text() -> None:
    head = '<link rel="stylesheet" href="site.css">'
    assert cell('1<span class="n" style="color:#fff">70</span>2', head=head) == "12"
    rows = "".join(f'<tr style="color:#fff"><td>{name}</td><td>{n}</td></tr>' for name, n in (("甲", 1), ("乙", 2)))
    page = f'{head}<table class="bar">{rows}</table>'
    (grid,) = (block for block in read_html(page.encode(), "a").blocks if isinstance(block, Grid))
    assert [[each.text for each in row] for row in grid.rows] == [["甲", "1"], ["乙", "2"]]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("10px", 7.5), ("1em", 12.0), ("-9999px", -7499.25), (".5pt", 0.5), ("auto", None), ("0", 0.0)],
)
def test_lengths_are_told_in_points(value: str, expected: float | None) -> None:
    assert points(value) == expected


def test_important_declarations_hold_against_later_ones() -> None:
    assert declared("Color: RED !important; color: blue; top:1px") == {"color": "red", "top": "1px"}


HOSTILE = {
    "declarations": f'<p style="{"a-" * 200_000}">5</p>',
    "colours": f'<p style="{"color:#fff;" * 40_000}">5</p>',
    "numbers": f'<p style="opacity:{"0" * 400_000}">5</p>',
    "a filter": f'<p style="filter:{"opacity( " * 60_000}">5</p>',
    "a shift": f'<p style="transform:{"translate(" * 40_000}">5</p>',
    "a polygon": f'<p style="clip-path:polygon({"0 0," * 90_000}">5</p>',
    "white in white": '<p><font color="#fff">' + '<i style="color:#fff">a' * 900 + "</font></p>",
    "sizes in sizes": '<b style="font-size:0">' * 900 + "5",
    "a sheet of braces": "<style>.a{color:#fff}" + "@media x{" * 15_000 + "</style><p>5</p>",
    "a sheet of selectors": "<style>.a{display:none}" + ".a .b " * 25_000 + "{display:none}</style><p>5</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_page_states_is_read_in_one_pass(name: str) -> None:
    before = time.process_time()
    read_html(HOSTILE[name].encode(), "a")
    assert time.process_time() - before < 3
