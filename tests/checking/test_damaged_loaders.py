"""Whoever loads a data file says which one is damaged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gongkai.checking import messages, wording
from gongkai.checking.superior import demands
from gongkai.errors import InvalidData
from gongkai.forms import load
from gongkai.law import agencies, deadlines, divisions, statutes
from gongkai.law.fees import tariff
from gongkai.law.outcomes import load as outcomes
from gongkai.law.remedies import load as remedies

LOADERS: list[tuple[Any, Callable[[], object], str]] = [
    (messages, messages.templates, "data file of messages"),
    (messages, messages.phrases, "data file of phrases"),
    (wording, wording.wording, "wording lists"),
    (wording, wording.misprints, "list of misprints"),
    (demands, demands.facts_known, "what a superior may ask"),
    (statutes, lambda: statutes.citation("content"), "data file of the law"),
    (deadlines, lambda: deadlines.deadline_of("department", "county", 2024), "deadlines"),
    (agencies, lambda: agencies.classify("甲县乙局"), "agencies"),
    (divisions, lambda: divisions.locate("甲县乙局"), "divisions"),
    (load, lambda: load.get_form("2021"), "form 2021"),
    (tariff, lambda: tariff.tariff_on("item", dt.date(2025, 1, 1)), "data file of fees"),
    (outcomes, outcomes.outcome_keys, "data of outcomes"),
    (remedies, remedies.rows, "data file of remedies"),
]


class Damaged:
    """A package whose files hold something else."""

    def __init__(self, text: str) -> None:
        self._text = text

    def joinpath(self, *_: str) -> Damaged:
        return self

    def iterdir(self) -> Iterator[Path]:
        return iter((Path("form-2021.toml"),))

    def read_text(self, _: str) -> str:
        if self._text == "gone":
            raise FileNotFoundError("gone")
        return self._text


@pytest.mark.parametrize("text", ["x = [", "[x]\ny = 1", "gone"])
@pytest.mark.parametrize(("module", "load_it", "named"), LOADERS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_damaged_file_is_named(module, load_it, named, text, monkeypatch: pytest.MonkeyPatch) -> None:
    caches = [each for each in vars(module).values() if hasattr(each, "cache_clear")]
    for each in caches:
        each.cache_clear()
    try:
        with monkeypatch.context() as patched:
            patched.setattr(module, "files", lambda _: Damaged(text))
            with pytest.raises(InvalidData, match=rf"^The .*{named} .*\.$"):
                load_it()
    finally:
        for each in caches:
            each.cache_clear()
