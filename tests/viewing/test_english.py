"""The page in English: all our own words, and nothing that is Chinese by law or in the document."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from gongkai.document.model import Line, Picture
from gongkai.errors import EmptyDocument, UsageError
from gongkai.reading import Unread
from gongkai.reading.readings import ExtraFigure, Unplaced
from gongkai.report import Doubtful, Extra, Provenance
from gongkai.report.standing import Standing
from gongkai.viewing import render_view, words
from tests.viewing.kit import GRANTED, MADE, RECEIVED, Page, grid, made
from tests.viewing.test_page import assert_sound

COMPOSED = re.compile(
    r"(how|tally|legend)_.+|.+_means|language|check_(found|expected|advice|places|basis|rule|reason|reports|rule_id|of_reports)"
)
"""Phrases whose names are put together."""


class TestEnglish:
    """Our own words in English; labels of the form, the document and the reader's messages stay Chinese and say so."""

    @pytest.fixture
    def page(self) -> Page:
        place = Provenance("repaired", "3", 2, 1, 1, 2)
        reading = made(
            grid(1, "新收|3|9|7"),
            Line("字" * 6_000, 4),
            Picture("图"),
            cells={RECEIVED: 3, MADE: None},
            places={RECEIVED: place, GRANTED: Provenance("unread")},
            warnings=(Doubtful("assignment-inferred", "按列位推定", (RECEIVED,)),),
            unplaced=(Unplaced("9", "requests", None, 1, 1, 3),),
            extra=(Extra("requests", "其他情形", {"total": 7}),),
        )
        beyond = (ExtraFigure("requests", "其他情形", "total", "7", None, 1, 1, 4),)
        odd = Unread("坏.pdf", EmptyDocument("文件是空的。"))
        return Page(render_view([replace(reading, extra_figures=beyond), odd], language="en"))

    def test_the_page_says_its_language(self, page: Page) -> None:
        assert page.tree.css_first("html").attributes["lang"] == "en"
        assert_sound(page)

    def test_nothing_chinese_stands_outside_what_says_that_it_is(self, page: Page) -> None:
        for node in page.tree.css("[lang=zh-CN]"):
            node.decompose()
        text = page.tree.css_first("body").text(separator=" ")
        allowed = (
            "某县某局",
            "一、本年新收政府信息公开申请数量",
            "自然人",
            "坏.pdf",
            "甲.txt",
            "政府信息公开工作年度报告",
            "年版",
            "国办公开办函〔2021〕30号",
        )
        for each in allowed:
            text = text.replace(each, "")
        assert re.findall("[\u4e00-\u9fff]+", text) == []

    def test_places_doubts_and_standings_are_said(self, page: Page) -> None:
        assert page.texts(f'[id="p1-at-{RECEIVED}"] > .view-label') == ["doubt 1"]
        assert "(inferred; page 2, table 1, row 1, column 2)" in page.texts(f'[id="p1-at-{RECEIVED}"] > .view-note')[0]
        assert page.texts(f'[id="p1-cell-{GRANTED}"]') == ["not read"]
        assert page.texts(f'[id="p1-cell-{MADE}"]') == ["blank"]
        assert page.texts("main > section > h2") == ["某县某局, 2024", "坏.pdf (cannot be read)"]
        assert "no omission of the agency" in page.markup


def test_there_is_no_third_language() -> None:
    with pytest.raises(UsageError, match="zh or en"):
        render_view([made()], language="fr")


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    data = tomllib.loads(files("gongkai.viewing").joinpath("data", "words.toml").read_text("utf-8"))
    slots = {
        language: {name: set(re.findall(r"{(\w+)}", text)) for name, text in data[language].items()}
        for language in data
    }
    assert slots["zh"] == slots["en"]
    source = "".join(path.read_text("utf-8") for path in Path(words.__file__).parent.glob("*.py"))
    unused = [name for name in data["zh"] if f'"{name}"' not in source and not COMPOSED.fullmatch(name)]
    unused = [name for name in unused if name not in get_args(Standing)]
    assert unused == []
