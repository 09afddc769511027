"""The proxy of the deployment guide lets through what the site takes in, and not much more; the figures agree."""

from __future__ import annotations

import re
from pathlib import Path

from gongkai_site.front import limits

GUIDE = (Path(__file__).parents[2] / "docs" / "deploy.md").read_text("utf-8")


def number(pattern: str) -> int:
    found = re.findall(pattern, GUIDE)
    assert len(found) == 1, pattern
    return int(found[0])


def test_the_proxy_lets_through_what_the_site_takes_in() -> None:
    assert limits.PROXY <= number(r"client_max_body_size (\d+)m;") * 1024**2 <= limits.PROXY * 1.1
    assert number(r"client_body_timeout (\d+)s;") == limits.SILENT


def test_the_figures_of_the_guide_are_those_of_the_code() -> None:
    assert number(r"([\d]+) MB a form") * 1_000_000 == limits.FORM
    assert number(r"(\d+) MB a table") * 1_000_000 == limits.ONE_FILE
    assert number(r"(\d+) MB by a link") * 1_000_000 == limits.LINK_FILE == limits.SCAN_FILE
    assert number(r"(\d+) MB of files at\s+once") * 1_000_000 == limits.TOGETHER
    assert "0.1 MB from who is not signed in" in GUIDE and limits.NOBODY == 100_000
    assert number(r"slower than (\d+) kbit/s") * 1000 / 8 == limits.SLOWEST
    assert number(r"its first (\d+) seconds") == limits.PATIENCE
    assert number(r"silent for (\d+)") == limits.SILENT
    assert number(r"when (\d+) wait") == limits.QUEUE
