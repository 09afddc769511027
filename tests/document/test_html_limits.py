# ruff: noqa: E501 - a case is one line
"""Hostile and damaged pages give a clear error or a bounded reading; web archives give their main page."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.document import Grid, Line
from gongkai.document.fronts.html import read_html
from gongkai.errors import (
    EmptyDocument,
    HostileDocument,
    OversizedDocument,
    TruncatedDocument,
    UnreadableDocument,
    UnsupportedKind,
)
from gongkai.settings import Settings
from tests.proof import examples


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 50_000 + "x", id="50,000 nested blocks"),
        pytest.param("<span>" * 50_000 + "x", id="50,000 nested inline elements"),
        pytest.param("<table><tr><td>" * 17_000, id="17,000 nested tables"),
        pytest.param("<blockquote>" * 3_900 + "x", id="nesting below the count of tags that is looked at first"),
        pytest.param("<p>" + "".join(f"<font size={n}>" for n in range(1_000)) + "<p>x" * 1_000, id="fonts reopened"),
        pytest.param("<div " + " ".join(f"a{n}" for n in range(60_000)) + ">x", id="60,000 attributes"),
        pytest.param("<p " + "".join(f'a{n}="1"' for n in range(40_000)) + ">x", id="attributes without spaces"),
        pytest.param("<p " + "/".join(f"a{n}" for n in range(40_000)) + ">x", id="attributes parted by slashes"),
        pytest.param("<table><tr>" + "<td rowspan=60000 colspan=60000>1" * 30 + "<tr><td>" * 300, id="giant spans"),
        pytest.param("<table><tr>" + "<td>1" * 200_001, id="too many cells"),
    ],
)
def test_absurd_markup_is_refused_as_hostile(markup: str) -> None:
    with pytest.raises(HostileDocument) as refused:
        read_html(markup.encode(), "x")
    assert refused.value.advice


@pytest.mark.parametrize("markup", ["<p>x" * 700_000, "<" * 700_000, "<!--" * 700_000])
def test_too_many_tags_are_too_large(markup: str) -> None:
    with pytest.raises(OversizedDocument):
        read_html(markup.encode(), "x")


def test_more_text_than_the_settings_allow_is_too_large() -> None:
    with pytest.raises(OversizedDocument):
        read_html(b"<p>" + b"a" * 2_000, "x", Settings(max_text=1_000))


def test_twenty_megabytes_on_one_line_are_one_line() -> None:
    found = read_html(b"<p>" + b"a" * 20_000_000, "x").blocks
    assert len(found) == 1 and isinstance(found[0], Line) and len(found[0].text) == 20_000_000


def test_deep_but_honest_nesting_is_read() -> None:
    markup = "<div>" * 400 + "甲" + "<table><tr><td>规章<td>1<tr><td>许可<td>2</table>" + "</div>" * 400
    first, second = read_html(markup.encode(), "x").blocks
    assert isinstance(first, Line) and first.text == "甲"
    assert isinstance(second, Grid) and second.width == 2


def test_cells_outside_tables_before_a_hundred_thousand_unclosed_comments_are_read() -> None:
    (found,) = read_html(("<td>规章</td><td>1</td>" + "<!--" * 100_000).encode(), "x").blocks
    assert isinstance(found, Grid) and [cell.text for cell in found.rows[0]] == ["规章", "1"]


def test_menus_of_thousands_of_options_are_passed_over() -> None:
    markup = "<select>" + "<option>x" * 20_000 + "</select><p>甲</p>"
    assert read_html(markup.encode(), "x").blocks == (Line("甲", 1),)


@pytest.mark.parametrize("data", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", "\ufeff  ".encode("utf-16-le")])
def test_nothing_at_all_is_empty(data: bytes) -> None:
    with pytest.raises(EmptyDocument):
        read_html(data, "x")


def test_bytes_that_are_no_text_are_unsupported() -> None:
    with pytest.raises(UnsupportedKind):
        read_html(b"<html>" + bytes(range(256)) * 30, "x")


def test_a_page_cut_off_anywhere_is_read_up_to_there() -> None:
    markup = "<html><body><p>一、总体情况</p><table><tr><td>规章</td><td>0</td></tr><tr><td>许可</td><td>18</td></tr></table>"
    data = markup.encode("gb18030")
    for end in range(40, len(data)):
        texts = [block.text for block in read_html(data[:end], "x").blocks if isinstance(block, Line)]
        assert texts[0].startswith("一、总体情况"[: max(1, (end - 15) // 2 - 1)][:6])


markup = st.lists(
    st.sampled_from(
        [
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<td rowspan=3>",
            "<td colspan=2>",
            "<th>",
            "<div>",
            "</div>",
            "<p>",
            "</p>",
            "<span>",
            "</span>",
            "<br>",
            "<tbody>",
            "<thead>",
            "<tfoot>",
            "<caption>",
            "<b>",
            "<font>",
            "</font>",
            "<li>",
            "<ul>",
            "</ul>",
            "<dl>",
            "<dt>",
            "<dd>",
            "<sup>",
            "</sup>",
            "<pre>",
            "</pre>",
            "<del>",
            "</del>",
            "<svg>",
            "<math>",
            "<template>",
            "<select>",
            "<form>",
            "<input>",
            "<img>",
            "<!--",
            "-->",
            "<style>",
            "</style>",
            "<title>",
            "规章",
            "0",
            "12",
            "一、",
        ]
    ),
    max_size=60,
).map("".join)


@given(markup)
@settings(max_examples=examples(1_000))
def test_any_soup_of_tags_is_read_and_numbered(soup: str) -> None:
    """Property: no crash; lines and grids count from one; cells lie inside their grid and never before column one."""
    try:
        document = read_html(soup.encode(), "x")
    except UnreadableDocument as error:
        assert error.code == "empty"
        return
    lines = [block for block in document.blocks if isinstance(block, Line)]
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [grid.number for grid in grids] == list(range(1, len(grids) + 1))
    assert not any("\n" in line.text for line in lines)
    for grid in grids:
        for cell in (cell for row in grid.rows for cell in row):
            assert cell.column >= 1 and cell.column + cell.column_span - 1 <= grid.width
            assert cell.row + cell.row_span - 1 <= len(grid.rows)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_an_error_of_ours(data: bytes) -> None:
    try:
        read_html(b"<td>" + data, "x")
    except UnreadableDocument as error:
        assert error.message


PAGE = "<html><head><meta charset={}><title>年报</title></head><body><p>一、总体情况</p><table><tr><td>规章<td>0<tr><td>许可<td>18</table>"


def archive(*parts: tuple[str, str, str]) -> bytes:
    """A web archive of (subtype, charset, text) parts."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<由 Microsoft Internet Explorer 保存>"
    message["Subject"] = "年报"
    for subtype, charset, text in parts:
        message.attach(MIMEText(text, subtype, charset))
    return message.as_bytes()


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_the_page_of_a_web_archive_is_read(charset: str) -> None:
    data = archive(
        ("html", charset, PAGE.format(charset)), ("css", "utf-8", "p{}"), ("html", "utf-8", "<p>广告框架</p>")
    )
    document = read_html(data, "x.mht")
    assert document.title == "年报"
    assert document.blocks[0] == Line("一、总体情况", 1)
    assert len(document.blocks) == 2


def test_a_frameset_gives_way_to_the_page_it_frames() -> None:
    data = archive(("html", "utf-8", "<html><frameset cols=1><frame src=a></frameset></html>"), ("html", "utf-8", PAGE))
    assert read_html(data, "x.mht").blocks[0] == Line("一、总体情况", 1)


def test_a_single_part_in_quoted_printable_as_word_saves_it() -> None:
    body = PAGE.format("gb2312").encode("gb2312").hex("=").upper()
    data = (
        "MIME-Version: 1.0\r\nContent-Location: file:///C:/1.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="gb2312"\r\n\r\n={body}'
    ).encode()
    assert read_html(data, "x.doc").title == "年报"


def test_a_web_archive_without_a_page_is_truncated() -> None:
    with pytest.raises(TruncatedDocument):
        read_html(archive(("css", "utf-8", "p{}")), "x.mht")


def test_absurdly_nested_archives_are_refused() -> None:
    data = b"MIME-Version: 1.0\n" + b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)
    )
    with pytest.raises((HostileDocument, TruncatedDocument)):
        read_html(data, "x.mht")
