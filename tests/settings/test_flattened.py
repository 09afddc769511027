"""Every threshold of text without grids decides something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import pytest

from gongkai.reading.interleaved import without_watermark
from gongkai.reading.labels import lexicon
from gongkai.reading.layouts import other_layouts
from gongkai.reading.listed import listed_rows
from gongkai.reading.printed import Piece, usual_gap
from gongkai.settings import Settings
from gongkai.settings.flattened import Flattened
from tests.reading.printing import lines
from tests.settings.printed import in_lines, rows_of, seen, table
from tests.settings.probe import Probe, differs


def rows(*found: str) -> Any:
    return lambda settings: rows_of(found, settings)


def pieces(*found: str) -> Sequence[tuple[int, Piece]]:
    return [(number, Piece(text, number)) for number, text in enumerate(found)]


def cells(*more: list[str]) -> list[str]:
    """A table of a cell per line, other rows put in before its last two."""
    printed = table()
    return [text for row in (*printed[:-2], *more, *printed[-2:]) for text in row]


def added_row(settings: Settings) -> Any:
    return seen(lines(cells(["上级交办的信访件", *"0000000"])), settings)


def foreign_character(settings: Settings) -> Any:
    return seen(lines([text.replace("新收", "新敉") for text in cells()]), settings)


def noughts_run_together(settings: Settings) -> Any:
    found = lines(["规章", "000", "规范性文件", "0120", "行政许可", "03"])
    return [each.name for each in other_layouts(found, settings)]


def torn_where_written_out(settings: Settings) -> Any:
    words = lexicon(settings)
    return listed_rows(pieces("一、本年新收政府信息公开申请数量", "自然人", "3", "商业", "企业", "0"), words)


def indented(settings: Settings) -> Any:
    first = [
        "规章",
        "  3",
        "  1",
        "  ",
        "",
        "行政规范性文件",
        *["  2"] * 3,
        "",
        "行政许可",
        "  9",
        "",
        "行政处罚",
        "  8",
    ]
    return seen(lines([*first, "", *["其他", "  1"] * 9]), settings)


def cut_by_a_foreign_line(settings: Settings) -> Any:
    printed = cells()
    at = printed.index("1.属于国家秘密")
    return seen(lines([*printed[: at + 4], "内部资料", *printed[at + 4 :]]), settings)


def distances(settings: Settings) -> int:
    head, row = table()[:2]
    found = [each for text in (*head, row[0]) for each in (text, "")]
    found += [each for text in row[1:] for each in (text, "", "")]
    return usual_gap(rows_of(found, settings), settings.gap_labels)


PROBES: dict[str, Probe] = {
    "glued_lines": Probe(100, noughts_run_together),
    "listed_torn": Probe(1, torn_where_written_out),
    "table_line": Probe(10, lambda settings: in_lines(table(), settings)),
    "foreign_characters": Probe(0, foreign_character),
    "foreign_label": Probe(2, added_row),
    "indented_lines": Probe(10_000, indented),
    "bulleted_lines": Probe(10_000, rows(*(f"- {text}" for text in cells()))),
    "watermark_lines": Probe(
        100, lambda settings: without_watermark(pieces(*["公示样张", "3"] * 3), lexicon(settings))
    ),
    "rows_above": Probe(100, cut_by_a_foreign_line),
    "torn_lines": Probe(1, rows("一、本年新收政府", "信息公开申请数量", "3")),
    "figures_within": Probe(1, rows("一、本年新收政府信息公天申请数量", "", "", "3", "0")),
    "leading_figures": Probe(1, rows("一、本年新收政府信息公天申请数量", "3 公开 2")),
    "gap_labels": Probe(1_000, distances),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Flattened)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])
