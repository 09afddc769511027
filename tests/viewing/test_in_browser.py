"""The page in a real browser: accessible, no wider than its window or its paper, places reached by their links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.document.model import Line
from gongkai.errors import EmptyDocument
from gongkai.reading import Unread
from gongkai.reading.readings import Unplaced
from gongkai.report import Doubtful, Provenance
from gongkai.viewing import render_findings, render_screening, render_view
from tests.chromium import PATIENCE
from tests.site.browser.watched import PHONE, assert_fits, assert_no_axe_violations
from tests.viewing.kit import GRANTED, REAL, RECEIVED, grid, made, read
from tests.viewing.test_findings_page import outcome, wrong
from tests.viewing.test_screened_page import FILES, SCREEN, looked

DESKTOP = {"width": 1366, "height": 900}
PAPER = {"width": 703, "height": 1000}
"""What A4 leaves between the page's margins, in CSS pixels."""
_ALL = "[...document.querySelectorAll"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every sort of mark on one page, two real reports, and what the checks find in two."""
    marked = made(
        Line("某县某局2024年政府信息公开工作年度报告", 1, heading=1),
        *(Line(f"第{number}句话。", number) for number in range(2, 90)),
        grid(
            1,
            "项目|自然人|" + "|".join(f"很长的栏目名称{n}" for n in range(20)),
            "新收|3|" + "|".join("0" * 20),
            "予以公开||17",
        ),
        cells={RECEIVED: 3, GRANTED: None},
        places={
            RECEIVED: Provenance("repaired", "3", None, 1, 2, 2),
            GRANTED: Provenance("blank", "", None, 1, 3, 2),
        },
        warnings=(Doubtful("assignment-inferred", "按列位推定", (RECEIVED,)),),
        unplaced=(Unplaced("17", "requests", None, 1, 3, 3),),
    )
    folder = tmp_path_factory.mktemp("pages")
    found = {
        "marked": [marked, Unread("坏.pdf", EmptyDocument("文件是空的。"))],
        **{name: [read(name)] for name in REAL if name.startswith(("hongze", "baishiyi"))},
    }
    for name, readings in found.items():
        (folder / f"{name}.html").write_text(render_view(readings), "utf-8")
    (folder / "findings.html").write_text(render_findings(outcome(wrong(), read("hongze-2024.pdf"))), "utf-8")
    screened = [looked(each, name) for name, each in FILES.items()]
    (folder / "screened.html").write_text(render_screening(screened, SCREEN), "utf-8")
    return {name: folder / f"{name}.html" for name in (*found, "findings", "screened")}


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(locale="zh-CN", reduced_motion="reduce")
    page.set_default_timeout(PATIENCE)
    yield page
    page.close()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", ["marked", "hongze-2024.pdf", "baishiyi-2024.txt", "findings", "screened"])
def test_the_page_is_accessible_and_fits_its_window(
    tab: Page, pages: dict[str, Path], name: str, size: dict[str, int]
) -> None:
    tab.emulate_media(media="screen")
    tab.set_viewport_size({"width": size["width"], "height": size["height"]})
    tab.goto(pages[name].as_uri())
    assert_no_axe_violations(tab)
    assert_fits(tab)


@pytest.mark.parametrize("name", ["marked", "hongze-2024.pdf", "baishiyi-2024.txt", "findings", "screened"])
def test_on_paper_nothing_is_cut(tab: Page, pages: dict[str, Path], name: str) -> None:
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": PAPER["width"], "height": PAPER["height"]})
    tab.goto(pages[name].as_uri())
    assert_fits(tab)
    assert tab.evaluate(f"{_ALL}('.view-scroll')].filter(each => each.scrollWidth > each.clientWidth + 1).length") == 0
    assert tab.evaluate(f"{_ALL}('details > p')].filter(each => each.checkVisibility()).length") == _folded(tab)


def _folded(tab: Page) -> int:
    return tab.locator("details > p").count()


def test_a_place_leads_to_its_value_and_back_and_says_what_it_is(tab: Page, pages: dict[str, Path]) -> None:
    tab.emulate_media(media="screen")
    tab.set_viewport_size({"width": DESKTOP["width"], "height": DESKTOP["height"]})
    tab.goto(pages["hongze-2024.pdf"].as_uri())
    place, value = tab.locator(f'[id="p1-at-{RECEIVED}"]'), tab.locator(f'[id="p1-cell-{RECEIVED}"]')
    place.focus()
    tab.keyboard.press("Enter")
    expect(value).to_be_in_viewport()
    value.focus()
    tab.keyboard.press("Enter")
    expect(place).to_be_in_viewport()
    place.hover()
    expect(place.locator(".view-note")).to_be_in_viewport()
    expect(place.locator(".view-note")).to_contain_text("原文有数")
