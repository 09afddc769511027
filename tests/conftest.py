"""What takes long bears the mark ``slow``; ``make quick`` leaves it out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

# The site, whole documents of every format by the hundred, other programs, the command as a process of its own.
SLOW = (
    "tests/site",
    "tests/accuracy",
    "tests/corpus",
    "tests/fuzz",
    "tests/docs/test_examples.py",
    "tests/docs/test_pages.py",
    "tests/cli",
    "tests/january/test_run.py",
    "tests/january/test_outputs.py",
    "tests/checking/test_any_report.py",
    "tests/document/test_libreoffice.py",
    "tests/document/test_ocr.py",
    "tests/document/test_opening_fuzz.py",
    "tests/document/test_html_limits.py",
    "tests/reading/test_batch.py",
    "tests/writing/test_round_trip.py",
    "tests/writing/test_pdf.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker: a second of Playwright's event loops in one thread is refused."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian's package `chromium`).")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield running
        running.close()
