"""Every page of ours in the back office, found by its links as every role: it answers, fits a phone, axe is content."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.browser.crawl import Visited, crawl
from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations

PEOPLE = ("admin", "xian-jiandu", "xian-shenhe", "liuxi-jingban", "liuxi-lingdao", "liuxi-guanli")
"""One of the demonstration's people for every role; all of them together take the browser a quarter of an hour."""
_looked_at: set[str] = set()
"""Routes that were looked at in a browser already, as somebody."""


@pytest.mark.parametrize("person", PEOPLE)
def test_every_link_leads_to_a_page_that_answers_fits_and_is_accessible(
    site: Served, open_browser: Callable[..., BrowserContext], person: str
) -> None:
    context = open_browser(who=person, size=PHONE)
    page = context.new_page()
    wrong, reached = [], set()
    for visited in crawl(context):
        reached.add(visited.route)
        if visited.answer.status != 200:
            wrong.append(f"{visited.address} (from {visited.linked_from}): {visited.answer.status}")
        elif visited.is_page and visited.route and visited.route not in _looked_at:
            _looked_at.add(visited.route)
            wrong += look_at(page, visited)
    assert not wrong, "\n".join(wrong)
    assert len(reached) > 1


def look_at(page: Page, visited: Visited) -> list[str]:
    """What is wrong with a page at both widths."""
    wrong = []
    page.set_viewport_size(PHONE)
    page.goto(visited.address, wait_until="load")
    for size, checks in ((PHONE, (assert_fits, assert_no_axe_violations)), (DESKTOP, (assert_fits,))):
        page.set_viewport_size(size)
        for check in checks:
            try:
                check(page)
            except AssertionError as error:
                wrong.append(f"[{visited.route}] {error}")
    return wrong


def test_one_signs_in_with_name_and_password(site: Served, open_browser: Callable[..., BrowserContext]) -> None:
    page = open_browser(size=PHONE).new_page()
    page.goto("/admin/")
    assert_fits(page)
    assert_no_axe_violations(page)
    page.get_by_label("用户名").fill(site.world["name"])
    page.get_by_label("密码").fill("密码-gongkai")
    page.get_by_role("button", name="登录").click()
    expect(page).to_have_url(f"{site.address}/admin/")
