"""Small inputs that failed: each stands for a kind, and each cell is right, or said not to be certain."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from gongkai import Report, check, read

CASES = Path(__file__).parents[1] / "data" / "cases"
READING = CASES / "reading"
EXPECTED: dict[str, Any] = json.loads((READING / "expected.json").read_text("utf-8"))
BASE: dict[str, Any] = json.loads((CASES / "formats" / "base.expected.json").read_text("utf-8"))
FORMATS = sorted(each.name for each in (CASES / "formats").iterdir() if each.suffix != ".json")
OTHERWISE: dict[str, dict[str, Any]] = {
    "fee-yen-sign.html": {"proactive.fees.amount": 3.5},
    "hidden-by-opacity.html": {"requests.granted.natural_person": 12},
    "odd-text-first-column.html": {"requests.granted.natural_person": None},
    "error-value-first-column.xlsx": {"requests.granted.natural_person": None},
}
AMBIGUOUS = {
    "proactive.licences.change",
    "proactive.licences.decisions",
    "proactive.penalties.previous_items",
    "proactive.penalties.change",
    "proactive.penalties.decisions",
    "proactive.procurement.items",
    "proactive.procurement.amount",
}
"""Cells of the glued case whose digits can be parted in several ways that no sum decides: null is right there."""


@lru_cache(maxsize=64)
def report_of(path: Path) -> Report:
    return read(path)


def doubted(report: Report) -> set[str]:
    return {key for doubt in report.warnings for key in doubt.cells}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_cell_of_a_case_is_right(name: str) -> None:
    wanted, report = EXPECTED[name], report_of(READING / name)
    lenient = AMBIGUOUS if name == "k0-glued.txt" else set()
    wrong = {
        key: (value, report.cells[key])
        for key, value in wanted["cells"].items()
        if report.cells[key] != value and not (key in lenient and report.cells[key] is None and key in doubted(report))
    }
    assert not wrong
    assert (report.form, report.agency, str(report.year)) == (wanted["form"], wanted["agency"], wanted["year"])


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_blank_doubted_and_added_cells_of_a_case_are_said_to_be_so(name: str) -> None:
    wanted, report = EXPECTED[name], report_of(READING / name)
    assert [report.provenance[key].how for key in wanted.get("blank", ())] == ["blank"] * len(wanted.get("blank", ()))
    for key in wanted.get("null_or_doubted", ()):
        assert report.cells[key] is None or key in doubted(report)
        assert report.provenance[key].how == "unread"
    assert [extra.row for extra in report.extra if extra.row in wanted.get("extra_rows", ())] == wanted.get(
        "extra_rows", []
    )


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_no_case_accuses_the_office_of_a_missing_cell(name: str) -> None:
    report = report_of(READING / name)
    assert [each for each in check(report) if each.rule == "cells.missing" and each.severity != "not run"] == []


def test_another_forms_columns_stand_in_extra_under_their_printed_headings() -> None:
    report = report_of(READING / "k3-hybrid-form.txt")
    assert [(each.row, dict(each.values)) for each in report.extra] == [
        ("规章", {"本年新公开数量": 0, "对外公开总数量": 0}),
        ("行政规范性文件", {"本年新公开数量": 3, "对外公开总数量": 8}),
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_what_the_eye_sees_is_read_and_what_it_does_not_see_is_not(name: str) -> None:
    report = report_of(CASES / "formats" / name)
    wanted = {**BASE.get("cells", BASE), **OTHERWISE.get(name, {})}
    unsure = doubted(report) if name.startswith("watermark") else set()
    wrong = {
        key: (value, report.cells[key])
        for key, value in wanted.items()
        if report.cells[key] is not None
        and float(report.cells[key]) != float(value if value is not None else -1)
        and key not in unsure
    }
    lost = [key for key, value in wanted.items() if value is not None and report.cells[key] is None]
    assert not wrong
    assert not lost or name.startswith("watermark")
