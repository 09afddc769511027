"""The handbook's pictures are taken where it says; from each of these pages the help link opens its chapter."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.site.browser.watched import HANDBOOK, assert_fits, assert_no_axe_violations, follow, picture

TAKEN = [
    ("xian-jiandu", "/admin/", [], "supervisor-first-page", "第一页"),
    ("xian-jiandu", "/admin/", ["报送汇总"], "supervisor-overview", "报送汇总"),
    ("liuxi-jingban", "/admin/", [], "clerk-first-page", "第一页"),
    ("liuxi-jingban", "/admin/", ["台账"], "clerk-registers", "台账"),
    ("liuxi-jingban", "/admin/", ["人民政府 2025年度报告"], "clerk-report", "年度报告"),
]


@pytest.mark.parametrize(("who", "address", "by", "name", "section"), TAKEN, ids=[each[3] for each in TAKEN])
def test_a_page_and_its_chapter(
    open_browser: Callable[..., BrowserContext], who: str, address: str, by: list[str], name: str, section: str
) -> None:
    page = open_browser(who=who, size={"width": 1280, "height": 720}).new_page()
    page.goto(address)
    for link in by:
        follow(page.get_by_role("link", name=link).first)
    for chart in page.locator(".office-chart").all():
        expect(chart.locator(".office-drawing svg")).to_be_visible()
        expect(chart.locator("table")).to_be_hidden()
    assert_fits(page)
    picture(page, name, HANDBOOK)
    follow(page.get_by_role("link", name="帮助"))
    expect(page.locator("article").get_by_role("heading", name=section, exact=True)).to_be_in_viewport()
    unread = "[...document.images].filter(each => each.complete && !each.naturalWidth).length"
    assert page.evaluate(unread) == 0
    assert_no_axe_violations(page)


def test_a_chart_is_a_table_where_no_script_runs(open_browser: Callable[..., BrowserContext]) -> None:
    page = open_browser(who="liuxi-jingban", java_script_enabled=False).new_page()
    page.goto("/admin/")
    expect(page.locator(".office-chart table").first).to_be_visible()
