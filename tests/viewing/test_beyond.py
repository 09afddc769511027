"""What a document prints beyond its form is marked where it stands, and leads to where it is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.document.sources import Source
from gongkai.reading.in_files import readings_in
from gongkai.reading.readings import ExtraFigure, Reading
from gongkai.report import Extra
from gongkai.settings import Settings
from tests.viewing.kit import Page, grid, made
from tests.viewing.test_page import assert_sound, page_of

CASES = Path(__file__).parents[1] / "data" / "cases" / "reading"


class TestBeyondTheForm:
    ROW = Extra("requests", "4.其他情形", {"natural_person": 4, "total": None})
    PLACES = (
        ExtraFigure("requests", "4.其他情形", "natural_person", "4", None, 1, 1, 2),
        ExtraFigure("requests", "4.其他情形", "total", "", None, 1, 1, 3),
    )

    @pytest.fixture
    def page(self) -> Page:
        return page_of(replace(made(grid(1, "4.其他情形|4|"), extra=(self.ROW,)), extra_figures=self.PLACES))

    def test_each_figure_is_marked_with_a_word_of_its_own(self, page: Page) -> None:
        assert page.tree.css_first("[id=p1-extra-1]").attributes["class"] == "view-mark view-extra"
        assert page.texts("[id=p1-extra-1] > .view-text") == ["4"]
        assert page.texts("[id=p1-extra-2] > .view-text") == ["（空）"]
        assert page.texts("[id=p1-extra-1] > .view-label") == ["表外"]
        (note,) = page.texts("[id=p1-extra-1] > .view-note")
        assert "表样以外：4.其他情形的自然人" in note and "第1张表第1行第2列" in note
        assert "表外" in page.texts(".view-legend")[0]

    def test_place_and_list_lead_to_each_other(self, page: Page) -> None:
        assert page.tree.css_first("[id=p1-extra-1]").attributes["href"] == "#p1-beyond-1"
        assert page.tree.css_first("[id=p1-beyond-1]").attributes["href"] == "#p1-extra-1"
        assert_sound(page)

    def test_two_rows_of_one_name_have_their_own_places(self) -> None:
        twice = (*self.PLACES[:1], self.PLACES[0]._replace(text="5", row=2))
        rows = tuple(Extra("requests", "4.其他情形", {"natural_person": number}) for number in (4, 5))
        page = page_of(replace(made(grid(1, "4.其他情形|4", "4.其他情形|5"), extra=rows), extra_figures=twice))
        assert page.texts("[id=p1-extra-2] > .view-text") == page.texts("[id=p1-beyond-2]") == ["5"]

    def test_of_very_many_only_the_first_are_set_out(self) -> None:
        page = page_of(made(extra=(self.ROW,) * 9), settings=Settings(view_unplaced=2))
        assert len(page.texts(".view-extra-list > li")) == 2
        assert "另有7处没有逐一列出" in page.markup

    @pytest.mark.parametrize(
        ("name", "row", "texts"),
        [
            ("k3-hybrid-form.txt", "行政规范性文件", ["3", "8"]),
            ("k9b-hybrid-html.html", "行政规范性文件", ["3", "8"]),
            ("k2d-explained-labels.html", "（七）其他情形", None),
        ],
    )
    def test_the_reader_says_where_they_stand(self, name: str, row: str, texts: list[str] | None) -> None:
        path = CASES / name
        (found,) = readings_in(Source(path, path.name))
        assert isinstance(found, Reading)
        listed = [(extra.row, heading) for extra in found.report.extra for heading in extra.values]
        assert [(each.label, each.heading) for each in found.extra_figures] == listed
        assert texts is None or [each.text for each in found.extra_figures if each.label == row] == texts
        page = page_of(found)
        assert len(page.tree.css(".view-original .view-extra")) == len(listed)
        assert_sound(page)
