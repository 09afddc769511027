"""The web page and the fragment: accessible, self-contained, and safe whatever the report says."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.report import Report
from gongkai.writing import render_report
from gongkai.writing.html import render_article
from tests.proof import examples
from tests.writing.strategies import HOSTILE, example, reports


def parsed(report: Report, kind: str = "html", version: str = "web") -> LexborHTMLParser:
    return LexborHTMLParser(render_report(report, kind, version).decode("utf-8"))


@cache
def web() -> LexborHTMLParser:
    return parsed(example())


def one(tree: LexborHTMLParser, selector: str) -> LexborNode:
    (node,) = tree.css(selector)
    return node


def test_the_page_states_language_encoding_title_and_viewport() -> None:
    assert one(web(), "html").attributes["lang"] == "zh-CN"
    assert one(web(), "meta[charset]").attributes["charset"] == "utf-8"
    assert one(web(), "title").text() == one(web(), "h1").text() == example().title
    assert "width=device-width" in (one(web(), "meta[name=viewport]").attributes["content"] or "")


def test_metadata_name_agency_and_date_of_publication() -> None:
    stated = {node.attributes["name"]: node.attributes["content"] for node in web().css("meta[name]")}
    assert stated["ContentSource"] == example().agency
    assert stated["PubDate"] == one(web(), "time").attributes["datetime"] == "2025-01-21"
    assert "PubDate" not in {node.attributes["name"] for node in parsed(example(published=None)).css("meta[name]")}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_every_figure_names_headers_that_exist_and_are_its_own(form_id: str) -> None:
    report = example(form_id)
    tree = parsed(report)
    names = {node.attributes["id"]: node.text() for node in tree.css("th[id]")}
    assert len(names) == len(tree.css("th"))
    by_figure = {node.text(): (node.attributes["headers"] or "").split() for node in tree.css("td[headers]")}
    for cell in report.statutory_form.cells:
        headers = [names[name] for name in by_figure[str(report.cells[cell.key])]]
        assert cell.row.label in headers
        assert cell.column.printed in headers


def test_every_header_has_a_scope_and_every_table_a_caption() -> None:
    scopes = {node.attributes.get("scope") for node in web().css("th")}
    assert scopes == {"col", "colgroup", "row", "rowgroup"}
    assert [len(table.css("caption")) for table in web().css("table")] == [1, 1, 1]


def test_tables_scroll_in_a_group_that_keyboard_and_reader_can_reach() -> None:
    for table in web().css("table"):
        group = table.parent
        assert group is not None
        assert (group.attributes["role"], group.attributes["tabindex"]) == ("group", "0")
        assert one(web(), f"#{group.attributes['aria-labelledby']}").tag == "h2"


@settings(max_examples=examples(100), phases=(Phase.explicit, Phase.generate))
@given(report=reports())
def test_heading_levels_skip_none_and_ids_are_unique(report: Report) -> None:
    tree = parsed(report)
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", ["html", "fragment"])
@pytest.mark.parametrize("field", ["agency", "title", "preamble", "closing", "addressee", "signature"])
def test_hostile_text_stays_text(kind: str, field: str) -> None:
    hostile = "\"><script src=//x></script><img onerror='y'>&lt;b&gt;" + HOSTILE[1]
    version = "handed-up" if field in ("addressee", "signature") else "web"
    tree = parsed(example(**{field: hostile}), kind, version)
    assert not tree.css("script, img, b")
    text = tree.root.text() if tree.root else ""
    assert hostile in text or field == "agency"
    if field == "agency" and kind == "html":
        assert one(tree, "meta[name=ContentSource]").attributes["content"] == hostile


def test_nothing_is_asked_of_another_site_and_nothing_runs() -> None:
    page = render_report(example(), "html").decode("utf-8")
    assert not re.search(r"https?:|//|url\(|@import|<script|<link|\bsrc=|\bhref=|\bon\w+=", page)


def test_header_rows_of_the_whole_table_are_a_thead_and_blocks_are_bodies() -> None:
    shapes = [(len(table.css("thead tr")), len(table.css("tbody"))) for table in web().css("table")]
    assert shapes == [(0, 4), (3, 1), (3, 1)]


def test_it_can_be_printed_on_a4() -> None:
    style = one(web(), "style").text()
    assert "@media print" in style
    assert "size: A4" in style


def test_the_fragment_depends_on_no_class_style_or_id() -> None:
    tree = parsed(example(), "fragment", "handed-up")
    allowed = {"scope", "rowspan", "colspan"}
    names = {name for node in tree.css("body *") for name in node.attributes}
    assert names == allowed
    tags = {node.tag for node in tree.css("body *")}
    assert tags <= {"p", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_the_fragment_holds_the_same_text_as_the_page() -> None:
    report = example(published=None)
    report = replace(report, sections={**report.sections, "proactive": "\n".join(HOSTILE)})
    page, fragment = (parsed(report, kind).css_first("body") for kind in ("html", "fragment"))
    assert page is not None
    assert fragment is not None
    assert "".join(page.text().split()) == "".join(fragment.text().split())


def test_the_article_is_what_stands_in_the_page_and_brings_no_style_or_script() -> None:
    article = render_article(example(), "handed-up")
    assert f"<main>\n{article}\n</main>" in render_report(example(), "html", "handed-up").decode("utf-8")
    assert not re.search(r"<style|<script|<link|\sstyle=|\son\w+=", article)
