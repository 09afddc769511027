from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checking.likely import Likely, likely_cell
from gongkai.checking.sums import broken_sums
from gongkai.report import Extra, Provenance
from tests.checking.build import found, right_report
from tests.proof import examples


def likely(report, table="requests"):
    return likely_cell(report, broken_sums(report), table)


@settings(max_examples=examples(300))
@given(seed=st.integers(0, 5_000), by=st.integers(1, 90), data=st.data())
def test_a_single_slip_in_the_requests_is_named_with_its_right_value(seed, by, data):
    report = right_report(seed=seed)
    key = data.draw(st.sampled_from([key for key in report.cells if key.startswith("requests.")]))
    right = report.cells[key]
    assert likely(report.with_cells({key: right + by})) == Likely(key, right + by, right)


def test_an_interior_slip_is_told_in_each_finding():
    report = right_report(seed=11)
    right = report.cells["requests.granted.natural_person"]
    wrong = report.with_cells({"requests.granted.natural_person": right + 5})
    findings = found(wrong, "requests")
    assert {each.rule for each in findings} == {"requests.concluded", "requests.row-total"}
    for each in findings:
        assert f"很可能应为{right}、误填为{right + 5}" in each.message
        assert f"Likely {right}, printed {right + 5}" in each.message_en


def test_a_blank_that_should_hold_a_figure_is_named():
    report = right_report(seed=11)
    key = next(
        key
        for key, value in report.cells.items()
        if key.startswith("requests.") and value and not key.endswith("total") and "concluded" not in key
    )
    assert likely(report.with_cells({key: None})) == Likely(key, None, report.cells[key])
    assert any("漏填" in each.message for each in found(report.with_cells({key: None}), "requests"))


def test_a_cell_that_the_document_does_not_have_is_no_slip():
    report = right_report(seed=11)
    key = next(
        key
        for key, value in report.cells.items()
        if key.startswith("requests.") and value and not key.endswith("total") and "concluded" not in key
    )
    empty = report.with_cells({key: None})
    absent = replace(empty, provenance={**empty.provenance, key: Provenance("missing")})
    assert likely(empty) is not None and likely(absent) is None


def test_two_slips_leave_no_likely_cell():
    report = right_report(seed=11)
    keys = ("requests.granted.natural_person", "requests.received.business")
    wrong = report.with_cells({key: report.cells[key] + 3 for key in keys})
    assert likely(wrong) is None
    assert all("很可能" not in each.message for each in found(wrong, "requests"))


def test_a_dispute_total_has_five_candidates_and_so_none():
    report = right_report().with_cells({"disputes.reconsideration.total": 4})
    assert likely(report, "disputes") is None


def test_a_value_below_zero_is_never_likely():
    # Only a negative 新收 would mend these sums.
    report = right_report().with_cells({"requests.carried_in.natural_person": 4, "requests.carried_in.total": 4})
    assert likely(report) is None


def test_a_slip_in_a_row_beyond_the_form_is_not_blamed_on_the_form():
    columns = [each.column.key for each in right_report().statutory_form.cells if each.row.key == "received"]
    report = right_report(extra=(Extra("requests", "其他情形", dict.fromkeys(columns, 0) | {"natural_person": 2}),))
    assert likely(report) is None


def test_a_report_that_balances_has_no_likely_cell():
    assert likely(right_report(seed=2)) is None


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_both_forms_are_searched(form):
    report = right_report(form, seed=3)
    key = "requests.unavailable.not_held.business"
    wrong = report.with_cells({key: report.cells[key] + 7})
    assert likely(wrong) == Likely(key, report.cells[key] + 7, report.cells[key])
