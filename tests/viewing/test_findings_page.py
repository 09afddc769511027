"""The page of what the checks found: by report, the gravest first, each finding leading to its place."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gongkai.checking import check
from gongkai.reading.readings import Reading
from gongkai.viewing import Checked, Failed, Outcome, part_name, reading_part, render_findings
from gongkai.viewing.words import words_in
from tests.viewing.kit import RECEIVED, Page, read
from tests.viewing.test_page import assert_sound

NAME = "baishiyi-2024.txt"


def wrong() -> Reading:
    """A real report in which a total is wrong and a misprint stands."""
    reading = read(NAME)
    report = reading.report
    sections = {**report.sections, "overview": report.sections["overview"] + "依申请公幵。"}
    return replace(reading, report=replace(report, cells={**report.cells, RECEIVED: 30}, sections=sections))


def outcome(*readings: Reading, language: str = "zh", view: bool = True) -> Outcome:
    checked = [
        Checked(
            part_name(each, words_in(language)),
            each.report.source,
            each.report.form,
            check(each.report),
            f"p{number}-",
            reading_part(each, f"p{number}-", language) if view else None,
        )
        for number, each in enumerate(readings, 1)
    ]
    return Outcome(checked, (Failed("坏.pdf", "文件是空的。"),))


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(render_findings(outcome(wrong(), read(NAME))))


@pytest.fixture(scope="module")
def english() -> Page:
    return Page(render_findings(outcome(wrong(), language="en"), language="en"))


@pytest.mark.parametrize("name", ["page", "english"])
def test_the_page_is_sound_and_says_its_language(name: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(name)
    assert_sound(page)
    assert page.tree.css_first("html").attributes["lang"] == {"page": "zh-CN", "english": "en"}[name]


def test_each_report_lists_its_findings_the_gravest_first(page: Page) -> None:
    first, second = page.tree.css(".check-report")
    tags = [node.text() for node in first.css(".check-finding .check-tag")]
    assert tags == sorted(tags, key=["错误", "警告", "提示"].index) and "错误" in tags
    assert "错误" not in [node.text() for node in second.css(".check-finding .check-tag")]
    assert page.texts("nav a") == page.texts(".check-report > h2")


def test_a_finding_says_what_is_wrong_whether_that_is_certain_what_to_do_and_by_which_law(page: Page) -> None:
    (each,) = [node for node in page.tree.css(".check-finding") if "requests.row-total" in node.text()]
    assert each.css_first(".check-certain").text() == "确定"
    said = dict(
        zip((node.text() for node in each.css("dt")), (node.text().strip() for node in each.css("dd")), strict=True)
    )
    assert said["实为"].isdigit() and said["应为"].isdigit() and said["实为"] != said["应为"]
    assert "请核对" in said["怎么改"] and "2019-05-15起施行" in said["依据"]
    assert "请核对" not in each.css_first(".check-what").text()


def test_a_findings_cells_lead_to_their_places_in_the_document(page: Page) -> None:
    (each,) = [node for node in page.tree.css(".check-finding") if "requests.row-total" in node.text()]
    assert f"#p1-at-{RECEIVED}" in [link.attributes["href"] for link in each.css("a")]
    (prose,) = [node for node in page.tree.css(".check-finding") if "text.wording" in node.text()]
    assert [link.attributes["href"] for link in prose.css("a")] == ["#p1-original"]


def test_what_is_to_be_looked_at_is_told_from_what_is_certain(page: Page) -> None:
    certain = {
        node.css_first(".check-rule").text(): node.css_first(".check-certain").text()
        for node in page.tree.css(".check-finding")
    }
    assert certain["structure.assessment"] == "待核实" and certain["requests.row-total"] == "确定"


def test_what_could_not_be_checked_stands_once_behind_all_findings_with_its_remedy(page: Page) -> None:
    assert len(page.tree.css("#not-run")) == 1
    assert page.markup.index('id="not-run"') > page.markup.rindex('class="check-finding')
    rows = page.texts(".check-not-run tbody tr")
    assert len(rows) == len(set(rows)) and any("没有提供上一年度的报告" in row and row.endswith("2") for row in rows)
    assert all(each.startswith("怎样才能核查：") for each in page.texts(".check-not-run caption"))


def test_a_file_that_cannot_be_read_is_named(page: Page) -> None:
    assert any("坏.pdf" in each and "文件是空的" in each for each in page.texts("main section li"))


OURS = ".check-report .check-tag, .check-certain, dt, .check-not-run thead th, .check-not-run caption, .check-quiet"


def test_in_english_nothing_of_ours_is_chinese(english: Page) -> None:
    assert [each for each in english.texts(OURS) if re.search("[一-龥]", each)] == []
    assert english.texts("h1")[0].startswith("What the checks found: ")
    assert all("。" not in each for each in english.texts(".check-finding h3, .check-finding dd"))


def test_without_their_readings_findings_lead_nowhere() -> None:
    page = Page(render_findings(outcome(wrong(), view=False)))
    assert_sound(page)
    assert page.tree.css(".check-finding a") == [] and page.tree.css(".check-views") == []


def test_a_report_without_findings_says_so() -> None:
    made = Checked("甲局2024年", "甲.txt", "2021", ())
    page = Page(render_findings(Outcome([made])))
    assert "未发现问题" in page.texts(".check-report")[0] and page.tree.css("#not-run") == []
