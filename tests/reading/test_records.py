"""Tables printed as one figure a row: gathered into the table that they come from."""

from __future__ import annotations

import pytest

from gongkai import Report, read
from tests.reading.lines import HEADINGS, TITLE

HEAD = "序号\t表\t指标\t分组\t数值"
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
FIGURES = {"行政复议": "4 1 0 2 7", "行政诉讼未经复议直接起诉": "0 0 0 3 3", "行政诉讼复议后起诉": "1 0 0 0 1"}
KEYS = [
    f"disputes.{row}.{column}"
    for row in ("reconsideration", "litigation_direct", "litigation_after_reconsideration")
    for column in ("upheld", "corrected", "other", "pending", "total")
]


def records(order: list[int]) -> list[str]:
    named = [(row, RESULTS[place], texts.split()[place]) for row, texts in FIGURES.items() for place in order]
    return ["\t".join((str(number), "复议诉讼", *each)) for number, each in enumerate(named, 1)]


def reading(lines: list[str]) -> Report:
    return read("\n".join([TITLE, *HEADINGS[:4], HEAD, *lines, "", *HEADINGS[4:]]).encode(), name="a.txt")


def values(report: Report) -> list[object]:
    return [report.cells[key] for key in KEYS]


ALL = [4, 1, 0, 2, 7, 0, 0, 0, 3, 3, 1, 0, 0, 0, 1]


@pytest.mark.parametrize("order", [[0, 1, 2, 3, 4], [4, 0, 1, 2, 3], [3, 1, 4, 0, 2]])
def test_a_record_fills_the_cell_that_it_names_in_whatever_order(order: list[int]) -> None:
    found = reading(records(order))
    assert values(found) == ALL
    assert not any(key in doubt.cells for doubt in found.warnings for key in KEYS)


@pytest.mark.parametrize("between", [3, 7, 13])
def test_records_go_on_behind_a_remark_or_the_foot_of_a_page(between: int) -> None:
    lines = records([0, 1, 2, 3, 4])
    found = reading([*lines[:between], "第 3 页", *lines[between:]])
    assert values(found) == ALL


def test_each_figure_keeps_the_place_in_which_it_is_printed() -> None:
    lines = records([4, 0, 1, 2, 3])
    found = reading([*lines[:7], "第 3 页", *lines[7:]])
    first, last = found.provenance[KEYS[4]], found.provenance[KEYS[-2]]
    assert (first.text, first.table, first.row, first.column) == ("7", 1, 2, 5)
    assert (last.text, last.table, last.row, last.column) == ("0", 2, 8, 5)


def test_a_record_without_a_figure_is_a_blank_cell() -> None:
    lines = records([0, 1, 2, 3, 4])
    lines[1] = lines[1].rsplit("\t", 1)[0] + "\t"
    found = reading(lines)
    assert [found.provenance[key].how for key in KEYS[:3]] == ["read", "blank", "read"]
    assert values(found) == [*ALL[:1], None, *ALL[2:]]


def test_a_record_that_is_not_printed_moves_no_other() -> None:
    lines = records([0, 1, 2, 3, 4])
    del lines[7]
    told = values(reading(lines))
    assert told[7] is None
    assert [value for value, right in zip(told, ALL, strict=True) if value not in (None, right)] == []


def test_a_record_printed_twice_with_another_figure_is_doubted_or_unplaced() -> None:
    lines = records([0, 1, 2, 3, 4])
    found = reading([*lines, "16\t复议诉讼\t行政复议\t结果维持\t9"])
    told = {key for doubt in found.warnings for key in doubt.cells}
    assert KEYS[0] in told or any(doubt.code == "figures-unplaced" for doubt in found.warnings)
