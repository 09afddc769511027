"""The settings: every one has a documented range that holds its default, and nothing outside is taken."""

from __future__ import annotations

import math
import pickle
from dataclasses import Field, FrozenInstanceError, fields
from pathlib import Path

import pytest

import gongkai
from gongkai.errors import InvalidSettings, OversizedDocument
from gongkai.settings import DEFAULT_SETTINGS, STAGES, Settings

REPORT = Path(__file__).parents[1] / "data" / "reports" / "lubei-2024.txt"
EVERY = fields(Settings)
by_setting = pytest.mark.parametrize("setting", EVERY, ids=lambda setting: setting.name)


@by_setting
def test_a_setting_says_what_it_means_and_its_default_lies_in_its_range(setting: Field[float]) -> None:
    low, high, meaning = (setting.metadata[name] for name in ("low", "high", "meaning"))
    assert low < high
    assert low <= setting.default <= high
    assert meaning.endswith(".")


@by_setting
def test_both_ends_of_the_range_are_taken_and_nothing_beyond(setting: Field[float]) -> None:
    low, high = setting.metadata["low"], setting.metadata["high"]
    for value in (low, high):
        assert getattr(Settings(**{setting.name: value}), setting.name) == value
    wrong = (low - 1, high + 1, math.nan, math.inf, "1", None, True)
    for value in (*wrong, low + 0.5) if setting.metadata["kind"] is int else wrong:
        with pytest.raises(InvalidSettings, match=setting.name):
            Settings(**{setting.name: value})


def test_no_two_stages_have_a_setting_of_one_name() -> None:
    assert sum(len(fields(stage)) for stage in STAGES) == len(EVERY)


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(TypeError, match="max_pagse"):
        Settings(max_pagse=3)  # type: ignore[call-arg]  # the point of the test


def test_settings_cannot_be_changed_and_cross_processes() -> None:
    with pytest.raises(FrozenInstanceError):
        DEFAULT_SETTINGS.max_pages = 1  # type: ignore[misc]  # the point of the test
    assert pickle.loads(pickle.dumps(Settings(max_pages=7))) == Settings(max_pages=7)


def test_a_setting_given_is_the_one_used() -> None:
    size = REPORT.stat().st_size
    assert gongkai.read(REPORT, settings=Settings(max_bytes=size)).year == 2024
    with pytest.raises(OversizedDocument, match=f"{size:,}"):
        gongkai.read(REPORT, settings=Settings(max_bytes=size - 1))
