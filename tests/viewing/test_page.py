"""The page of a reading: every place once, every link resolves, nothing foreign, nothing unbounded."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.document.model import Line, Picture
from gongkai.document.sources import Source
from gongkai.errors import EmptyDocument
from gongkai.reading import Unread
from gongkai.reading.in_files import readings_in
from gongkai.reading.readings import Reading, Unplaced
from gongkai.report import Doubtful, Extra, Provenance
from gongkai.settings import Settings
from gongkai.viewing import Spot, render_view
from tests.viewing.kit import GRANTED, MADE, REAL, RECEIVED, REPORTS, Page, grid, made, read

HOSTILE = "<script>alert(1)</script>\"'><img src=//x.example/y onerror=z>&amp;\0\x1b\ud800\u202e</td></table>"


def page_of(*found: Reading | Unread, settings: Settings | None = None) -> Page:
    return Page(render_view(found, settings or Settings()))


@pytest.fixture(scope="module", params=REAL)
def real(request: pytest.FixtureRequest) -> tuple[Reading, Page]:
    reading = read(request.param)
    return reading, page_of(reading)


class TestRealReports:
    def test_every_cell_with_a_place_is_marked_once_and_no_other(self, real: tuple[Reading, Page]) -> None:
        reading, page = real
        known = {f"p1-at-{key}" for key, place in reading.report.provenance.items() if Spot.of(place)}
        marked = [name for name in page.all("id") if name.startswith("p1-at-")]
        assert len(known) > 150
        assert sorted(marked) == sorted(known)

    def test_what_is_marked_is_what_was_printed(self, real: tuple[Reading, Page]) -> None:
        reading, page = real
        for key, place in reading.report.provenance.items():
            if place.text and Spot.of(place):
                (shown,) = page.texts(f'[id="p1-at-{key}"] > .view-text')
                assert shown == place.text.strip()

    def test_every_value_stands_in_the_form(self, real: tuple[Reading, Page]) -> None:
        reading, page = real
        for key, value in reading.report.cells.items():
            (shown,) = page.texts(f'[id="p1-cell-{key}"]')
            assert shown == (str(value) if value is not None else "无此格")

    def test_links_resolve_and_no_name_is_given_twice(self, real: tuple[Reading, Page]) -> None:
        assert_sound(real[1])


def assert_sound(page: Page) -> None:
    """No id twice, every link leads to one, headers of cells exist, and nothing is asked of another host."""
    names = Counter(page.all("id"))
    assert [name for name, count in names.items() if count > 1] == []
    assert {link for link in page.all("href") if not link.startswith("#") or link[1:] not in names} == set()
    assert {name for headers in page.all("headers") for name in headers.split()} <= set(names)
    assert {name for each in page.all("aria-labelledby") for name in each.split()} <= set(names)
    assert list(page.all("src")) == []
    assert page.tree.css("script, iframe, object, embed, link, base, form") == []
    style = "".join(page.texts("style"))
    assert not re.search(r"url\(|@import|//", style)


def test_the_head_says_whose_report_it_is_and_counts_the_cells() -> None:
    places = {RECEIVED: Provenance("unread"), GRANTED: Provenance("repaired", "约3")}
    page = page_of(made(Line("正文", 1), cells={MADE: 0, "proactive.regulations.repealed": None}, places=places))
    (head,) = page.texts(".view-particulars")
    for said in (
        "甲.txt",
        "某县某局",
        "2024年",
        "2021年版",
        "读出1格，空白1格，无此格196格，未能读出1格，推断或无法辨认1格",
    ):
        assert said in head
    assert page.tree.css_first("html").attributes["lang"] == "zh-CN"


def test_absent_blank_zero_unread_and_unreadable_are_shown_as_five_things() -> None:
    values = {MADE: 0, RECEIVED: None, GRANTED: None}
    odd = "requests.granted.business"
    page = page_of(
        made(
            cells=values,
            places={GRANTED: Provenance("unread"), odd: Provenance("repaired", "约3")},
            warnings=(Doubtful("value-unreadable", "约3不是数字", (odd,)),),
        )
    )
    shown = {
        key: (page.texts(f'[id="p1-cell-{key}"]')[0], page.tree.css_first(f'[id="p1-cell-{key}"]').attributes["class"])
        for key in (MADE, RECEIVED, "requests.received.total", GRANTED, odd)
    }
    assert list(shown.values()) == [
        ("0", "view-value number"),
        ("空白", "view-value blank"),
        ("无此格", "view-value missing"),
        ("未能读出", "view-value unread"),
        ("无法辨认存疑1", "view-value unreadable doubted"),
    ]


class TestDoubts:
    @pytest.fixture
    def page(self) -> Page:
        place = Provenance("repaired", "3", None, 1, 1, 2)
        doubts = (Doubtful("year-unknown", "没有写明年度"), Doubtful("assignment-inferred", "按列位推定", (RECEIVED,)))
        return page_of(made(grid(1, "新收|3"), cells={RECEIVED: 3}, places={RECEIVED: place}, warnings=doubts))

    def test_a_doubt_is_told_by_a_word_at_the_place_in_the_form_and_in_the_list(self, page: Page) -> None:
        assert page.texts(f'[id="p1-at-{RECEIVED}"] > .view-label') == ["存疑2"]
        assert page.texts(f'[id="p1-cell-{RECEIVED}"] > .view-label') == ["存疑2"]
        assert [text[:3] for text in page.texts(".view-warnings > li")] == ["存疑1", "存疑2"]
        assert "view-in-doubt" in page.tree.css_first(f'td:has([id="p1-at-{RECEIVED}"])').attributes["class"]

    def test_its_reason_stands_at_the_place(self, page: Page) -> None:
        (note,) = page.texts(f'[id="p1-at-{RECEIVED}"] > .view-note')
        for said in ("一、本年新收", "自然人", "3（推断得出，第1张表第1行第2列）", "按列位推定"):
            assert said in note

    def test_the_list_leads_to_the_value_and_to_the_place(self, page: Page) -> None:
        links = [node.attributes["href"] for node in page.tree.css(".view-warnings a")]
        assert links == [f"#p1-cell-{RECEIVED}", f"#p1-at-{RECEIVED}"]
        assert_sound(page)

    def test_of_many_cells_the_first_are_named_and_all_counted(self) -> None:
        cells = tuple(made().report.cells)[:30]
        page = page_of(made(warnings=(Doubtful("cell-lost", "缺失", cells),)))
        assert len(page.tree.css(".view-warnings a")) == 6
        assert "等30格" in page.texts(".view-warnings")[0]


class TestUnplaced:
    LEFT = (Unplaced("17", "requests", None, 1, 1, 2), Unplaced("4", "disputes", line=9), Unplaced("5", "disputes"))

    def test_they_are_marked_listed_and_linked_both_ways(self) -> None:
        page = page_of(made(grid(1, "新收|17"), Line("共 4 件", 9), unplaced=self.LEFT))
        for number, text in ((1, "17"), (2, "4")):
            assert page.texts(f'[id="p1-unplaced-{number}"] > .view-text') == [text]
            assert page.tree.css_first(f'[id="p1-unplaced-{number}"]').attributes["href"] == f"#p1-figure-{number}"
        assert "程序未能放入表样，不算填报单位漏填" in page.markup
        assert "三、收到和处理政府信息公开申请情况" in page.texts(".view-unplaced-list > li")[0]
        assert len(page.tree.css(".view-unplaced-list a")) == 2
        assert_sound(page)

    def test_beyond_the_bound_they_are_counted(self) -> None:
        page = page_of(made(grid(1, "新收|17"), unplaced=self.LEFT), settings=Settings(view_unplaced=1))
        assert "另有2处没有逐一列出" in page.markup
        assert_sound(page)


def test_foreign_text_is_text_everywhere() -> None:
    place = Provenance("repaired", HOSTILE, None, 1, 1, 2)
    on_line = Provenance("read", HOSTILE, line=2)
    reading = made(
        Line(HOSTILE, 1, heading=2),
        grid(1, f"{HOSTILE}|{HOSTILE}"),
        Line(f"甲{HOSTILE}乙", 2),
        Picture(HOSTILE),
        places={RECEIVED: place, GRANTED: on_line},
        warnings=(Doubtful("value-unreadable", HOSTILE, (RECEIVED, HOSTILE)),),
        unplaced=(Unplaced(HOSTILE, HOSTILE, line=1),),
        extra=(Extra("requests", HOSTILE, {HOSTILE: 3}),),
        title=HOSTILE,
        agency=HOSTILE,
        source=HOSTILE,
    )
    page = page_of(reading, Unread(HOSTILE, EmptyDocument(HOSTILE)))
    assert page.markup.encode("utf-8")
    assert "\0" not in page.markup
    assert "\x1b" not in page.markup
    assert page.tree.css("script, img") == []
    assert_sound(page)


class TestSeveral:
    def test_every_report_and_every_failure_has_a_part(self) -> None:
        two = [read(name) for name in REAL[:2]]
        page = page_of(*two, Unread("坏.pdf", EmptyDocument("文件是空的。")))
        names = [each.report.agency for each in two]
        assert page.texts("main > section > h2") == [f"{names[0]}2024年", f"{names[1]}2024年", "坏.pdf（无法读取）"]
        assert page.texts("nav a") == page.texts("main > section > h2")
        assert "文件是空的。" in page.texts(".view-error")[0]
        assert_sound(page)

    def test_beyond_the_bound_they_are_named(self) -> None:
        page = page_of(made(), made(source="乙.txt"), settings=Settings(view_reports=1))
        assert len(page.tree.css("main > section")) == 1
        assert "另有1份没有列出，请分开查看：乙.txt。" in page.markup


def test_a_data_file_has_its_figures_and_no_document(tmp_path: Path) -> None:
    path = tmp_path / "甲.json"
    read(REAL[0]).report.write(path)
    page = page_of(*readings_in(Source(path, path.name)))
    assert "这份文件是数据文件，没有可显示的原文" in page.markup
    assert page.texts(f'[id="p1-cell-{MADE}"]') == ["0"]
    assert_sound(page)


def test_a_file_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    (found,) = readings_in(Source(tmp_path / "no.txt", "no.txt"))
    assert isinstance(found, Unread)


def test_rows_beyond_the_form_are_listed_even_where_no_table_prints_their_columns() -> None:
    extra = (Extra("requests", "（六）其他处理", {"natural_person": 4, "strange": None}),)
    assert page_of(made(extra=extra)).texts(".view-extra-list > li") == ["（六）其他处理：自然人 4、strange 空白"]


class TestBounded:
    def test_twenty_thousand_lines_give_a_small_page_that_holds_every_mark(self) -> None:
        reading = read("baishiyi-2024.txt")
        menu = [Line(f"栏目{number} 某某新闻某某新闻", 100_000 + number) for number in range(20_000)]
        page = page_of(replace(reading, blocks=[*menu, *reading.blocks, *menu]))
        alone = page_of(reading)
        assert len(page.markup) < len(alone.markup) + 60_000
        assert len(page.tree.css(".view-original .view-mark")) == len(alone.tree.css(".view-original .view-mark"))
        folded = [
            int(count.replace(",", "")) for count in re.findall(r"([0-9,]+)段文字离已读出的数字较远", page.markup)
        ]
        assert len(folded) == 2
        assert min(folded) > 19_900

    def test_a_line_of_two_megabytes_is_cut_and_says_so(self) -> None:
        page = page_of(made(Line("菜单" * 1_000_000, 1)))
        assert len(page.markup) < 120_000
        assert "（略去1,995,000字）" in page.markup

    def test_a_sheet_of_many_rows_and_columns_is_cut_and_keeps_its_marks(self) -> None:
        sheet = grid(1, *("|".join(["1"] * 200) for _ in range(3_000)))
        places = {RECEIVED: Provenance("read", "1", None, 1, 1_500, 150)}
        page = page_of(made(sheet, cells={RECEIVED: 1}, places=places))
        assert len(page.markup) < 1_000_000
        assert page.texts(f'[id="p1-at-{RECEIVED}"] > .view-text') == ["1"]
        assert re.findall("（略去([0-9,]+)行）", page.markup) == ["1,458", "1,459"]

    def test_all_text_together_is_bounded(self) -> None:
        lines = [Line("字" * 4_000, number) for number in range(1, 400)]
        places = dict.fromkeys((RECEIVED,), Provenance("read", "字", line=200))
        page = page_of(made(*lines, places=places), settings=Settings(view_nearby=10_000, view_characters=50_000))
        assert len(page.markup) < 250_000
        assert "篇幅所限，略去" in page.markup
        assert f"p1-at-{RECEIVED}" in set(page.all("id"))


def test_reading_for_the_view_is_the_reading() -> None:
    import gongkai

    for name in REAL:
        assert read(name).report == gongkai.read(REPORTS / name)
