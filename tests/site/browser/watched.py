"""What is watched on every page a browser opens: other hosts, errors of the console, accessibility, width."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

from tests.site.browser.served import ROOT

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PICTURES = ROOT / "docs" / "site" / "pictures"
_STILL = """() => Promise.allSettled(document.getAnimations()
    .filter(each => each.effect.getTiming().iterations < 99).map(each => each.finished))"""
"""Colours are judged where nothing fades in any more."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


PRESSES: list[str] = []
"""Who pressed a button, a link or a box, each press once, since the list was emptied."""


class Watch:
    """Notes what the pages of one browser context ask for and complain about."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self._host = urlsplit(address).netloc
        self.foreign: list[str] = []
        self.complaints: list[str] = []
        context.on("request", self._requested)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _requested(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self._host:
            self.foreign.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        # A page answered with an error status on purpose is told by the test that asks for it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def assert_quiet(self) -> None:
        """No other host was asked, no page complained."""
        assert self.foreign == [], self.foreign
        assert self.complaints == [], self.complaints


def follow(control: Locator) -> None:
    """Click what leads to another page and wait until it has loaded: nothing is judged or filled in on the old one."""
    with control.page.expect_navigation():
        control.click()


@cache
def _axe() -> str:
    return Path(ROOT / "tests" / "data" / "axe" / "axe.min.js").read_text("utf-8")


def axe_violations(page: Page) -> list[str]:
    """What axe finds on the page: rule, element, and how it says to mend it."""
    page.wait_for_load_state()
    page.evaluate(_STILL)
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(done => done.violations)", TAGS
    )
    return [
        f"{rule['id']}: {node['html'][:200]} — {node['failureSummary']}" for rule in found for node in rule["nodes"]
    ]


def assert_no_axe_violations(page: Page) -> None:
    """Nothing for axe to find, by WCAG 2.2 A and AA and its own best practice."""
    found = axe_violations(page)
    assert not found, "\n".join([page.url, *found])


def assert_fits(page: Page) -> None:
    """The page as a whole does not scroll sideways."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window, f"{page.url}: {wide} px wide in a window of {window} px: {_too_wide(page)}"


def _too_wide(page: Page) -> list[str]:
    told: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
            .slice(0, 5).map(each => each.outerHTML.slice(0, 120))"""
    )
    return told


HANDBOOK = ROOT / "src" / "gongkai_site" / "handbook" / "chapters" / "pictures"


def picture(page: Page, name: str, folder: Path = PICTURES) -> None:
    """Write what the window shows for the documentation, where ``GONGKAI_PICTURES`` asks for it (``make pictures``)."""
    if os.environ.get("GONGKAI_PICTURES"):
        folder.mkdir(parents=True, exist_ok=True)
        # Hiding the caret is a style put into the page, which its policy refuses and reports.
        page.screenshot(path=folder / f"{name}.png", caret="initial")
