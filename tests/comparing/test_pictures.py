"""The chart and the page: self-contained, escaped, accessible, the same on every run."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.comparing import Series, bar_chart, diff, outcome_chart, outcomes
from gongkai.comparing.chart import figure, width_of
from gongkai.comparing.outcomes import plain_label
from gongkai.forms import get_form
from gongkai.markup import Markup, element, fragment, page
from gongkai.report import Extra, Number, Report, blank_report

SVG = "{http://www.w3.org/2000/svg}"


def full(**cells: Number | None) -> Report:
    values: dict[str, Number | None] = {cell.key: 0 for cell in get_form("2021").cells}
    values.update({key.replace("__", "."): value for key, value in cells.items()})
    return blank_report("2021", agency="甲局", year=2024, cells=values)


def drawn(*series: Series, labels: tuple[str, ...] = ("予以公开", "部分公开")) -> ET.Element:
    return ET.fromstring(bar_chart("办理结果", labels, series, unit="件", ident="x"))


def test_the_form_s_results_are_gathered_under_their_headings():
    report = full(
        requests__granted__total=3,
        requests__refused__state_secret__total=1,
        requests__refused__third_party__total=2,
        requests__unavailable__not_held__total=4,
    )
    assert {each.label: each.value for each in outcomes(report)} == {
        "予以公开": 3,
        "部分公开": 0,
        "不予公开": 3,
        "无法提供": 4,
        "不予处理": 0,
        "其他处理": 0,
    }


def test_a_collapsed_row_stands_for_its_outcome_and_lacks_nothing():
    lost = {key: None for key in full().cells if key.startswith("requests.other.")}
    report = replace(full().with_cells(lost), extra=(Extra("requests", "（六）其他处理", {"total": 5}),))
    (other,) = [each for each in outcomes(report) if each.label == "其他处理"]
    assert (other.value, other.lacking) == (5, 0)


def test_outcomes_without_numbers_are_none_and_partial_ones_say_so():
    keys = [key for key in full().cells if key.startswith("requests.refused.") and key.endswith(".total")]
    nothing = full().with_cells(dict.fromkeys(keys))
    partly = full(requests__refused__third_party__total=2).with_cells({keys[0]: None})
    assert [each.value for each in outcomes(nothing) if each.label == "不予公开"] == [None]
    assert [(each.value, each.lacking) for each in outcomes(partly) if each.label == "不予公开"] == [(2, 1)]
    assert "不予公开＊" in outcome_chart([("甲", partly)], title="办理", ident="x")


def test_a_row_beyond_the_form_is_an_outcome_of_its_own():
    report = replace(
        full(), extra=(Extra("requests", "（七）转办", {"total": 2}), Extra("disputes", "其他", {"total": 9}))
    )
    assert [(each.label, each.value) for each in outcomes(report)][-1] == ("转办", 2)


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("（一）予以公开", "予以公开"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("(十一) 其他 处理", "其他处理"),
        ("（其他）", "（其他）"),
    ],
)
def test_labels_lose_ordinal_and_remark(label: str, plain: str):
    assert plain_label(label) == plain


def test_the_chart_says_all_its_figures_in_words():
    root = drawn(Series("2023年", [3, None]), Series("2024年", [Decimal("1.5"), 0]))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "x-title x-desc"
    description = root.findtext(f"{SVG}desc") or ""
    assert description == "2023年：予以公开3件，部分公开无数据；2024年：予以公开1.5件，部分公开0件"
    texts = [each.text for each in root.iter(f"{SVG}text")]
    assert {"3", "—", "1.5", "0"} <= set(texts)


def test_bars_are_as_long_as_their_figures():
    root = drawn(Series("一", [10, 5]))
    lengths = [float(each.get("width") or 0) for each in root.iter(f"{SVG}rect")]
    assert lengths[0] == pytest.approx(2 * lengths[1], abs=0.2)


@pytest.mark.parametrize("values", [[0, 0], [None, None], [-3, -1]])
def test_nothing_to_draw_draws_no_bar(values: list[Number | None]):
    assert {each.get("width") for each in drawn(Series("一", values)).iter(f"{SVG}rect")} == {"0"}


def test_a_chart_without_labels_is_still_a_picture():
    assert drawn(Series("一", []), labels=()).findtext(f"{SVG}title") == "办理结果"


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**9)), min_size=1, max_size=8))
def test_no_bar_and_no_figure_leaves_the_picture(values: list[Number | None]):
    root = drawn(Series("某某某", values), labels=tuple(f"结果{number}" for number in range(len(values))))
    width = float(root.get("width") or 0)
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x") or 0) + float(rect.get("width") or 0) <= width
    for text in root.iter(f"{SVG}text"):
        if text.get("text-anchor") is None:
            assert float(text.get("x") or 0) + width_of(text.text or "") <= width + 1


def test_chinese_is_twice_as_wide_as_it_would_be_for_a_naive_count():
    assert width_of("公开") > 1.5 * width_of("ab") and figure(12345) == "12,345" and figure(None) == "—"


def test_the_page_is_self_contained_and_escaped():
    evil = '<script src="https://evil.example/x.js"></script>&'
    a = replace(full(), agency=f"甲局{evil}", year=2023, preamble=evil)
    b = replace(full(requests__received__total=1), agency=f"乙局{evil}", extra=(Extra("requests", evil, {"total": 1}),))
    html = diff(a, b).to_html()
    assert "<script" not in html
    assert "src=" not in re.sub(r"&lt;.*?&gt;", "", html)
    addresses = set(re.findall(r"https?://[^\"'\s<>&]+", re.sub(r"&lt;.*?&gt;", "", html)))
    assert addresses == {"http://www.w3.org/2000/svg"}
    assert '<html lang="zh-CN">' in html and "<caption>" in html and 'scope="col"' in html and 'scope="row"' in html


def test_the_page_is_the_same_on_every_run():
    a, b = full(), full(requests__received__total=1)
    assert diff(a, b).to_html() == diff(a, b).to_html()


def test_a_page_of_no_difference_says_so():
    assert "没有差别" in diff(full(), full()).to_html()


def test_markup_is_escaped_unless_it_is_markup():
    assert element("p", "a<b & c", element("br"), None, ["x", 3]) == "<p>a&lt;b &amp; c<br>x3</p>"
    assert element("a", "x", href='"><script>', class_="y", aria_label=None, hidden=True, open=False) == (
        '<a href="&quot;&gt;&lt;script&gt;" class="y" hidden="">x</a>'
    )
    assert isinstance(fragment("a", Markup("<b>")), Markup) and fragment("a", Markup("<b>")) == "a<b>"
    assert page("题<", element("p", "x"), style="p{}").startswith("<!DOCTYPE html>")


@given(st.text(max_size=40))
def test_no_text_becomes_markup(text: str):
    made = element("p", text, title=text)
    assert made.count("<") == 2 and made.endswith("</p>")
