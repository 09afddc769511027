"""Every threshold of titles and headings decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.model import Document, Line
from gongkai.reading.entries import entries_of
from gongkai.reading.outline import find_outline, split_reports
from gongkai.reading.readings import readings_of
from gongkai.reading.title import parse_title
from gongkai.settings import Settings
from gongkai.settings.titles import Titles
from tests.reading.lines import HEADINGS, PREAMBLE, TITLE, body, lines
from tests.settings.printed import table, texts
from tests.settings.probe import Probe, differs

REST = body()[2:]


def title(text: str) -> Any:
    return lambda settings: parse_title(text, settings)


def outline(*found: str) -> Any:
    return lambda settings: find_outline(lines(*found), settings=settings)


def titled_by(*found: str) -> Any:
    return lambda settings: find_outline(lines(*found, *body()), settings=settings).title


def start_of_a_long_line(settings: Settings) -> Any:
    return [entry.start for entry in entries_of([Line("一、总体情况　" + "工作平稳有序" * 60, 1)], settings)]


def two_reports(settings: Settings) -> Any:
    """A report without its last section's text, and another."""
    return split_reports(lines(TITLE, *body()[:9], TITLE.replace("白市驿", "含谷"), *body()), settings=settings)


def few_headings_and_cells(settings: Settings) -> Any:
    blocks = lines(TITLE, *HEADINGS[1:3], *texts(table()[:3]), HEADINGS[3])
    return [type(each).__name__ for each in readings_of(Document("x", "text", blocks), settings=settings)]


LINKS = (TITLE.replace("2024", "2023"), "2023-01-20", TITLE.replace("2024", "2022"), PREAMBLE.replace("2024", "2023"))

PROBES: dict[str, Probe] = {
    "title_shortest": Probe(20, title("2024年政府信息公开年报")),
    "title_longest": Probe(20, title(TITLE)),
    "title_before": Probe(5, title(TITLE)),
    "title_behind": Probe(1, title("安平县司法局政府信息公开2024年度工作报告")),
    "title_part": Probe(5, titled_by("重庆市九龙坡区白市驿镇人民政府", "2024年政府信息公开工作年度报告")),
    "title_line": Probe(10, titled_by(TITLE)),
    "titles_near": Probe(1, titled_by(*LINKS)),
    "line_start": Probe(20, start_of_a_long_line),
    "heading_longest": Probe(4, outline(TITLE, *body())),
    "heading_glued": Probe(60, outline(TITLE, "一、总体情况工作平稳有序推进", *REST)),
    "subject_heading": Probe(4, outline(TITLE, "一、全年工作基本情况", *REST)),
    "heading_within": Probe(2, two_reports),
    "part_sections": Probe(6, two_reports),
    "cells_headings": Probe(6, few_headings_and_cells),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Titles)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_outline(name: str) -> None:
    assert differs(name, PROBES[name])
