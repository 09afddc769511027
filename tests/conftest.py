"""What takes long bears the mark ``slow``, what searches by example the mark ``proof``; one browser for all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.proof import PROOF, examples

# Only a proof looks for examples that nobody has seen yet; every other run tries the same, however busy the machine.
hypothesis.settings.register_profile(
    "gongkai",
    max_examples=examples(400),
    derandomize=not PROOF,
    deadline=None,
    suppress_health_check=(hypothesis.HealthCheck.too_slow,),
)
hypothesis.settings.load_profile("gongkai")

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
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("proof")


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
