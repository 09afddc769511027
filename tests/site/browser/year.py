"""One year of a county in the browser: its people's windows, and how they click and type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.site.browser.served import Served
from tests.site.browser.watched import DESKTOP, PHONE, assert_fits, assert_no_axe_violations, follow, picture
from tests.site.browser.world import YEARS

_NOW = dt.datetime.now(ZoneInfo("Asia/Shanghai"))
TODAY = _NOW.date().isoformat()
IN_HAND = _NOW.year - 1
"""The year that the site proposes."""


@dataclass
class Year:
    """The county of one width, and the windows in which its people work."""

    site: Served
    open_browser: Callable[..., BrowserContext]
    width: str
    pages: dict[str, Page] = field(default_factory=dict)

    @property
    def size(self) -> dict[str, int]:
        return PHONE if self.width == "phone" else DESKTOP

    @property
    def county(self) -> str:
        return f"{YEARS[self.width]}人民政府"

    def town(self, name: str) -> str:
        return f"{YEARS[self.width]}{name}人民政府"

    def at(self, who: str) -> Page:
        """The workbench of ``town-clerk``, ``county-supervisor`` …"""
        if who not in self.pages:
            self.pages[who] = self.open_browser(who=f"{self.width}-{who}", size=self.size).new_page()
        self.pages[who].goto("/admin/")
        return self.pages[who]

    def visitor(self, **more: object) -> Page:
        """Somebody without an account."""
        return self.open_browser(size=self.size, **more).new_page()

    def menu(self, page: Page, *entries: str) -> None:
        """Open an entry of the menu and one below it; on a phone the menu is opened first."""
        for entry in entries:
            if self.width == "phone":
                page.get_by_role("button", name="打开菜单").click()
            follow(page.locator("#menu").get_by_role("link", name=entry, exact=True))

    def judge(self, page: Page, name: str = "", at: Locator | None = None) -> None:
        """The page fits, axe is content; with a name, a picture is taken of its top or of where ``at`` stands."""
        assert_fits(page)
        assert_no_axe_violations(page)
        if name:
            (at or page.locator("h1")).evaluate("each => each.scrollIntoView({block: 'center', behavior: 'instant'})")
            picture(page, f"year-{name}-{self.width}")


def told(page: Page, text: str) -> None:
    """The site says that it was done."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()


def next_step(page: Page, text: str) -> None:
    """Follow what the page says is to be done next."""
    follow(page.locator(".office-steps").get_by_role("link", name=text).first)


def fill(page: Page, values: dict[str, str]) -> None:
    """Fill in a form by its labels."""
    for label, value in values.items():
        control = page.get_by_label(label).first
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
