"""Every page of ours in the back office, found by its links as every role: it answers, fits a phone, axe is content."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from tests.site.browser.crawl import Visited, crawl
from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow
from tests.site.stories.test_neighbour import addresses

PEOPLE = ("admin", "xian-jiandu", "xian-shenhe", "liuxi-jingban", "liuxi-lingdao", "liuxi-guanli")
"""One of the demonstration's people for every role; all of them together take the browser a quarter of an hour."""
FILES = {
    "agencies:export", "annual:file", "annual:papers", "annual:scan", "annual:sheet-file", "annual:version-scan",
    "filings:export", "filings:papers", "filings:slip-file", "intake:file", "intake:picture", "records:export",
    "people:export", "records:blank", "records:file", "redaction:after", "redaction:output", "redaction:picture",
    "redaction:source", "screening:file",
}  # fmt: skip
ONLY_SENT_TO = {
    "annual:check", "annual:preview", "annual:zero", "filings:remind", "filings:withdraw", "intake:accept",
    "intake:assign", "intake:assign-picked", "intake:refuse", "intake:reread", "intake:restore",
    "intake:restore-reading", "people:accept-date", "redaction:decide-picked", "redaction:drop",
    "redaction:from-document", "redaction:release", "redaction:return", "redaction:search", "redaction:submit",
}  # fmt: skip
NOTHING_LEADS_TO = {
    "redaction:case", "redaction:page", "redaction:review",
    "agencies:undo", "annual:late", "people:administrator", "people:end-function", "records:progress", "records:staged",
}  # fmt: skip
"""For want of such a thing in the demonstration; other tests of the browser look at ``records:staged`` and at
``redaction:``."""


def test_every_link_leads_to_a_page_that_answers_fits_and_is_accessible(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    wrong: list[str] = []
    looked_at: set[str] = set()
    for person in PEOPLE:
        context = open_browser(who=person, size=PHONE)
        page = context.new_page()
        for visited in crawl(context):
            if visited.answer.status != 200:
                wrong.append(f"{person}: {visited.address} (from {visited.linked_from}): {visited.answer.status}")
            elif visited.is_page and visited.route and visited.route not in looked_at:
                looked_at.add(visited.route)
                wrong += look_at(page, visited)
    assert not wrong, "\n".join(wrong)
    missed = {each.name for each in addresses() if each.route not in looked_at}
    assert missed == FILES | ONLY_SENT_TO | NOTHING_LEADS_TO


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
    follow(page.get_by_role("button", name="登录"))
    expect(page).to_have_url(f"{site.address}/admin/")


def test_the_page_of_late_changes_fits_and_is_accessible(
    site: Served, open_browser: Callable[..., BrowserContext]
) -> None:
    page = open_browser(who="township-clerk", size=PHONE).new_page()
    answer = page.goto(reverse("annual:late", args=[site.world["townships"][0], 2024, "own"]))
    assert answer is not None and answer.status == 200
    assert_fits(page)
    assert_no_axe_violations(page)


@pytest.mark.parametrize(
    "name", ["account_change_password", "mfa_index", "mfa_activate_totp", "account_reauthenticate"]
)
def test_ones_account_pages_fit_and_are_accessible(
    site: Served, open_browser: Callable[..., BrowserContext], name: str
) -> None:
    page = open_browser(who="county-clerk", size=PHONE).new_page()
    answer = page.goto(reverse(name))
    assert answer is not None and answer.status == 200
    assert_fits(page)
    assert_no_axe_violations(page)


def test_pages_that_refuse_fit_and_are_accessible(site: Served, open_browser: Callable[..., BrowserContext]) -> None:
    clerk, nobody = open_browser(who="township-clerk", size=PHONE).new_page(), open_browser(size=PHONE).new_page()
    for page, address, status in (
        (clerk, reverse("people:list", args=[site.world["county"]]), 403),
        (clerk, "/admin/nowhere/", 404),
        (nobody, "/nowhere/", 404),
        (nobody, reverse("filing-link", args=["spent"]), 410),
    ):
        answer = page.goto(address)
        assert answer is not None and answer.status == status, address
        assert_fits(page)
        assert_no_axe_violations(page)
