"""Debian's Chromium against the real server; the test's own process touches no database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.chromium import PATIENCE, browser
from tests.site.browser.served import Served, served
from tests.site.browser.watched import DESKTOP, PRESSES, Watch

__all__ = ["browser"]


@pytest.fixture(autouse=True)
def _database_for_every_test() -> None:
    """None: the server has its own, and Django must not be asked beside the browser's event loop."""


@pytest.fixture(scope="package")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The running site."""
    with served(tmp_path_factory.mktemp("site")) as running:
        yield running


@pytest.fixture
def open_browser(site: Served, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open a browser window of a visitor, or of somebody signed in; what it asked for is judged when the test ends."""
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_context(*, who: str = "", size: dict[str, int] = DESKTOP, **more: Any) -> BrowserContext:
        context = browser.new_context(
            base_url=site.address,
            viewport=size,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        context.expose_function("pressed", lambda: PRESSES.append(who))
        context.add_init_script("addEventListener('pointerdown', e => e.isTrusted && window.pressed(), true)")
        if who:
            session = site.world["sessions"][who]
            context.add_cookies([{"name": "sessionid", "value": session, "url": site.address}])
        opened.append((context, Watch(context, site.address)))
        return context

    yield open_context
    for context, watch in opened:
        context.close()
        watch.assert_quiet()
