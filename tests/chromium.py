"""Debian's Chromium, for the packages whose ``conftest.py`` takes the fixture from here."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PATIENCE = 60_000
"""Milliseconds for what a busy machine does in its own time; what is there is not waited for."""


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a package.

    It ends with the package: while Playwright's event loop runs in a thread, a second one is refused there, and so is
    Django's database.
    """
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is not installed (Debian's package `chromium`).")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield running
        running.close()
