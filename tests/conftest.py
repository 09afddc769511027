"""What takes long bears the mark ``slow``, what searches by example the mark ``proof``; who runs what."""

from __future__ import annotations

from typing import Any

import hypothesis
import pytest

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
    "tests/checking/test_damaged_data.py",
    "tests/document/test_libreoffice.py",
    "tests/document/test_ocr.py",
    "tests/document/test_opening_fuzz.py",
    "tests/document/test_html_limits.py",
    "tests/reading/test_batch.py",
    "tests/redaction/test_hostile.py",
    "tests/redaction/test_opening.py",
    "tests/redaction/test_planted.py",
    "tests/writing/test_round_trip.py",
    "tests/writing/test_pdf.py",
)

ONE_SITE = ("tests/site/browser/",)
"""Folders whose tests share a served site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker("proof")


def run_together(nodeid: str) -> str:
    """Tests of one answer are run by one worker, one after the other: those of a file, and all that use one site."""
    file = nodeid.partition("::")[0]
    return next((folder for folder in ONE_SITE if file.startswith(folder)), file)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out files and folders as wholes: what a file makes for all its tests is made once, not by each worker.

    The marks of xdist's own groups go unseen from pytest 9.2 on (pytest-xdist 3.8, its issue 1386).
    """
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            return run_together(nodeid)

    return Together(config, log)
