"""A report as a value: asking for cells, replacing them, making one by hand."""

from __future__ import annotations

import dataclasses
import json
import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.errors import UnknownCell, UnknownForm
from gongkai.forms import form_ids, get_form
from gongkai.report import SECTION_KEYS, Doubtful, Provenance, Report, blank_report

RECEIVED = "requests.received.total"
FEES = "proactive.fees.amount"
CARRIED = "requests.carried_in.total"


@pytest.mark.parametrize("form", form_ids())
def test_a_report_made_by_hand_has_every_cell_of_its_form(form: str) -> None:
    report = blank_report(form, cells={RECEIVED: 3, CARRIED: None})
    keys = list(get_form(form).keys)
    assert list(report.cells) == keys
    assert list(report.provenance) == keys
    assert {key: value for key, value in report.cells.items() if value is not None} == {RECEIVED: 3}
    assert report.provenance[RECEIVED].how == "read"
    assert report.provenance[CARRIED].how == "blank"
    others = {place.how for key, place in report.provenance.items() if key not in (RECEIVED, CARRIED)}
    assert others == {"missing"}


def test_a_report_made_by_hand_carries_what_it_was_given() -> None:
    doubt = Doubtful("year-unknown", "未能确定报告年度。")
    report = blank_report(
        get_form("2021"),
        source="x",
        agency="甲县教育局",
        year=2024,
        title="报告",
        sections={"other": "无"},
        warnings=[doubt],
    )
    assert (report.source, report.agency, report.year, report.title) == ("x", "甲县教育局", 2024, "报告")
    assert report.sections == {**dict.fromkeys(SECTION_KEYS, ""), "other": "无"}
    assert report.warnings == (doubt,)
    assert report.statutory_form is get_form("2021")


def test_unknown_forms_and_cells_are_refused() -> None:
    with pytest.raises(UnknownForm):
        blank_report("2020")
    with pytest.raises(UnknownCell, match="sum"):
        blank_report("2021", cells={"requests.received.sum": 1})


def test_a_value_is_a_number_zero_or_nothing() -> None:
    report = blank_report("2021", cells={RECEIVED: 0, FEES: Decimal("3.5")})
    assert report.value(RECEIVED) == 0
    assert report.value(FEES) == Decimal("3.5")
    assert report.value("requests.received.natural_person") is None
    with pytest.raises(UnknownCell, match=r"proactive\.projects"):
        report.value("proactive.projects.purchases")


def test_replacing_cells_makes_a_copy_and_leaves_the_original() -> None:
    report = blank_report("2021", cells={RECEIVED: 3})
    changed = report.with_cells({RECEIVED: None, FEES: 7}, how="repaired")
    assert (changed.value(RECEIVED), changed.value(FEES)) == (None, 7)
    assert changed.provenance[RECEIVED] == Provenance("blank")
    assert changed.provenance[FEES] == Provenance("repaired")
    assert (report.value(RECEIVED), report.value(FEES)) == (3, None)
    assert list(changed.cells) == list(report.cells)


def test_replacing_an_unknown_cell_changes_nothing() -> None:
    with pytest.raises(UnknownCell):
        blank_report("2021").with_cells({RECEIVED: 1, "no.such.cell": 1})


def test_a_report_cannot_be_changed_in_place_and_crosses_processes() -> None:
    report = blank_report("2021", cells={RECEIVED: 3})
    with pytest.raises(dataclasses.FrozenInstanceError):
        report.year = 2025  # type: ignore[misc]  # the point of the test
    assert pickle.loads(pickle.dumps(report)) == report


def test_a_report_writes_itself_in_the_kind_of_the_path(tmp_path: Path) -> None:
    report = blank_report("2021", agency="甲县教育局", year=2024, cells={RECEIVED: 3})
    report.write(tmp_path / "report.json")
    assert Report.from_json(json.loads((tmp_path / "report.json").read_text("utf-8"))) == report
