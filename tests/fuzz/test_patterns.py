"""No regular expression of the library takes longer than in proportion to its text, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Any

import pytest

from gongkai.comparing.outcomes import plain_label
from gongkai.document.fronts.html import guard, page
from gongkai.document.fronts.pdf.opening import is_cut_off
from gongkai.errors import GongkaiError
from gongkai.january.dates import read_date
from gongkai.january.names import full_form
from gongkai.settings import DEFAULT_SETTINGS
from tests.fuzz.adversary import steepness, texts
from tests.fuzz.patterns import Site, Used, every_pattern

FROM_WORDS = {
    "checking/repetition.py": "the agency's own names, escaped",
    "document/fronts/textgrids.py": "a class of separators",
    "screening/finding/wording.py": "a post, escaped, and the name behind it",
    "reading/layouts.py": "a sign between cells, escaped",
    "redaction/finding/pattern_process.py": "a person's own pattern, in a process that is ended when it takes long",
    "reading/facts/wording.py": "the words of the data file; made once, so seen only where it was not made before",
    "reading/title.py": "the subjects of a data file; made once, so seen only where it was not made before",
    "checking/superior/fields.py": "a field's name, escaped",
    "viewing/lines.py": "texts at hand, escaped",
    "january/matching.py": "a place's name between classes of characters",
}
"""Patterns put together from words at hand, by file: an alternative of literal texts has nothing that repeats."""

AT_START = {"reading/headings.py": 200}
"""Files whose patterns, made by a function, are only tried at the beginning of texts of so many characters at most."""


def _refused(markup: bytes) -> None:
    with suppress(GongkaiError):
        # Enough separators that the tags are looked at one by one.
        guard.refuse_hostile(markup + b" " * 10_001, DEFAULT_SETTINGS)


IN_USE: dict[tuple[str, str], Callable[[Any], object]] = {
    ("comparing/outcomes.py", "_REMARK"): plain_label,
    ("january/names.py", "_IN_BRACKETS"): full_form.__wrapped__,
    ("january/dates.py", "_REMARK"): read_date,
    ("document/fronts/html/guard.py", "_CROWDED"): _refused,
    ("document/fronts/html/page.py", "_DECLARED"): lambda markup: page._DECLARED.search(markup, 0, 8192),
    ("document/fronts/pdf/opening.py", "_END"): is_cut_off,
}
"""What bounds the texts of patterns that alone would be worse than linear: the function that uses them is tried."""

OPEN: frozenset[tuple[str, str]] = frozenset(
    {
        ("reading/facts/sentences.py", "_NUMBER_AT_END"),
        ("reading/facts/wording.py", ""),
        ("reading/title.py", "_EDGES"),
    }
)
"""Patterns known to be worse than linear still; one that is mended has to be taken out here."""


@lru_cache(maxsize=1)
def collected() -> tuple[list[Used], list[Site]]:
    return every_pattern()


def steepest(used: Used) -> tuple[float, str]:
    """The steepest growth found for a pattern, and the beginning of the text."""
    pattern = used.pattern
    run = IN_USE.get((used.site.file, used.site.name))
    longest = AT_START.get(used.site.file)
    everywhere = used.everywhere and longest is None
    runs = [run] if run else [_everywhere(pattern)] if everywhere else [pattern.match, pattern.fullmatch]
    for make in texts(pattern):
        made: Callable[[int], Any] = make
        if isinstance(pattern.pattern, bytes):
            made = lambda size, make=make: make(size).encode("utf-8", "replace")  # type: ignore[misc]  # noqa: E731
        for each in runs:
            found = steepness(each, made, longest)
            if found:
                return found, repr(make(30))
    return 0.0, ""


def _everywhere(pattern: Any) -> Callable[[Any], object]:
    return lambda text: sum(1 for _ in pattern.finditer(text))


def test_every_place_that_compiles_a_pattern_is_seen() -> None:
    found, unseen = collected()
    assert len(found) > 250
    assert {site.file for site in unseen} <= FROM_WORDS.keys()


def test_no_pattern_is_worse_than_linear() -> None:
    steep = {}
    for used in collected()[0]:
        found = steepest(used)
        if found[0]:
            steep[used.site.file, used.site.name] = (used.site.line, *found)
    assert {site: found for site, found in steep.items() if site not in OPEN} == {}
    assert steep.keys() >= {site for site in OPEN if site[0] not in FROM_WORDS}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(r"(?:共计|共|计)*$", "共计"), (r"\s+$", " "), (r'"([^"]*\w[^"]*)"', "0"), (r"(?:a|a)*b", "a"), (r"\d*\d*x", "0")],
)
def test_a_pattern_that_is_worse_than_linear_is_found(pattern: str, text: str) -> None:
    used = Used(Site("example.py", 1), re.compile(pattern), True)
    assert steepest(used)[0]


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s++$", r"\d{1,3}年", r"^(?:共计|共|计)*+x", r"[（(]\s*+单位"])
def test_a_linear_pattern_is_not_accused(pattern: str) -> None:
    assert steepest(Used(Site("example.py", 1), re.compile(pattern), True)) == (0.0, "")
