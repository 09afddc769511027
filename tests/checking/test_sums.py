from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.checking import check
from gongkai.checking.sums import broken_sums, sums_of
from gongkai.forms import form_ids, get_form
from gongkai.report import Doubtful, Extra, Provenance
from tests.checking.build import REAL, balanced_cells, found, real_report, right_report, without
from tests.proof import examples

SUM_RULES = ("requests.balance", "requests.concluded", "requests.row-total", "disputes.total")
COLLAPSED = "（六）其他处理"
COLUMNS = [column.key for column in get_form("2021").table("requests").blocks[0].columns]


def bumped(key: str, by: int = 1, form: str = "2021", seed: int | None = 3):
    report = right_report(form, seed=seed)
    return report.with_cells({key: report.cells[key] + by})


@pytest.mark.parametrize(
    ("key", "rules"),
    [
        ("requests.received.business", {"requests.balance", "requests.row-total"}),
        ("requests.carried_in.research", {"requests.balance", "requests.row-total"}),
        ("requests.carried_out.natural_person", {"requests.balance", "requests.row-total"}),
        ("requests.carried_out.total", {"requests.balance", "requests.row-total"}),
        ("requests.granted.natural_person", {"requests.concluded", "requests.row-total"}),
        ("requests.refused.third_party.legal_service", {"requests.concluded", "requests.row-total"}),
        ("requests.concluded.nonprofit", {"requests.balance", "requests.concluded", "requests.row-total"}),
        ("requests.granted.total", {"requests.concluded", "requests.row-total"}),
        ("disputes.reconsideration.corrected", {"disputes.total"}),
        ("disputes.litigation_direct.total", {"disputes.total"}),
        ("disputes.litigation_after_reconsideration.pending", {"disputes.total"}),
    ],
)
@pytest.mark.parametrize("form", form_ids())
def test_a_changed_figure_breaks_exactly_the_sums_it_stands_in(form, key, rules):
    assert {each.rule for each in check(bumped(key, form=form), severities=["error"])} == rules


@settings(max_examples=examples(600))
@given(seed=st.integers(0, 10_000), form=st.sampled_from(form_ids()))
def test_a_balanced_report_has_no_error(seed, form):
    assert check(right_report(form, seed=seed), severities=["error"]) == []


@settings(max_examples=examples(800))
@given(
    seed=st.integers(0, 10_000),
    form=st.sampled_from(form_ids()),
    by=st.integers(1, 40) | st.integers(-3, -1),
    data=st.data(),
)
def test_every_single_fault_is_found_by_the_rules_whose_sums_it_stands_in(seed, form, by, data):
    report = right_report(form, seed=seed)
    key = data.draw(st.sampled_from([key for key in report.cells if key.startswith(("requests.", "disputes."))]))
    wrong = report.with_cells({key: report.cells[key] + by})
    wanted = {each.relation.rule for each in sums_of(form) if key in each.left or key in each.right}
    assert {each.rule for each in check(wrong, rules=SUM_RULES)} == wanted
    assert all(key in each.cells for each in check(wrong, rules=SUM_RULES))


@pytest.mark.parametrize("name", REAL)
def test_the_real_reports_have_no_error(name):
    assert check(real_report(name), severities=["error"]) == []


def test_a_finding_gives_expected_and_found_and_speaks_as_an_officer():
    (finding,) = found(bumped("disputes.reconsideration.total", seed=None), "disputes.total")
    assert (finding.expected, finding.found, finding.severity) == (0, 1, "error")
    assert "《四、政府信息公开行政复议、行政诉讼情况》表“行政复议”组" in finding.message
    assert "reconsideration" in finding.message_en
    assert finding.basis == "《政府信息公开条例》第五十条第一款第（三）项；国办公开办函〔2021〕30号"


def test_the_balance_names_both_sides():
    (finding,) = found(bumped("requests.received.business", 2, seed=None), "requests.balance")
    assert (finding.expected, finding.found) == (2, 0)
    assert "“法人或其他组织—商业企业”列" in finding.message
    assert "“一、本年新收政府信息公开申请数量”2＋“二、上年结转政府信息公开申请数量”0" in finding.message


def test_a_report_on_the_form_of_2019_cites_that_form():
    (finding,) = found(bumped("disputes.reconsideration.total", form="2019"), "disputes.total")
    assert "〔2019〕60号" in finding.basis


def test_where_the_total_is_empty_the_sum_is_not_judged():
    report = right_report(seed=5).with_cells({"requests.concluded.natural_person": None})
    assert found(report, "requests") == [
        each for each in found(report, "requests.row-total") if "requests.concluded.total" in each.cells
    ]
    assert not found(report, "requests.balance")
    assert not found(report, "requests.concluded")
    assert not found(right_report().with_cells({"disputes.reconsideration.total": None}), "disputes")


def test_parts_without_a_figure_count_as_zero_and_lower_the_severity():
    report = right_report().with_cells({"requests.granted.total": 2, "requests.granted.business": None})
    findings = found(report, "requests.row-total")
    assert [each.severity for each in findings] == ["warning"]
    assert "按0计算" in findings[0].message and "count as 0" in findings[0].message_en


def test_empty_parts_that_make_the_total_all_the_same_are_no_fault():
    zeros = {key: None for key in balanced_cells() if key.startswith("requests.refused")}
    assert found(right_report().with_cells(zeros), "requests") == []


def test_a_balance_with_a_wholly_empty_side_is_not_judged():
    report = right_report(seed=4).with_cells(
        {f"requests.{row}.{column}": None for row in ("received", "carried_in") for column in COLUMNS}
    )
    assert found(report, "requests.balance") == []


def collapsed(values: dict[str, int], label: str = COLLAPSED):
    return without(right_report(), "requests.other", extra=(Extra("requests", label, values),))


def test_a_collapsed_row_counts_among_the_results():
    zeros = dict.fromkeys(COLUMNS, 0)
    report = collapsed({**zeros, "natural_person": 2, "total": 2})
    with_total = {f"requests.{row}.{c}": 2 for row in ("received", "concluded") for c in ("natural_person", "total")}
    assert found(report.with_cells(with_total), "requests") == []
    assert {each.rule for each in found(report, "requests")} == {"requests.concluded"}


def test_an_added_row_must_total_as_well():
    report = right_report(extra=(Extra("requests", "9.其他依法不予公开", dict.fromkeys(COLUMNS, 0) | {"total": 4}),))
    (row,) = found(report, "requests.row-total")
    assert "“9.其他依法不予公开”行（格式以外）" in row.message
    assert row.cells == () and (row.expected, row.found) == (0, 4)


@pytest.mark.parametrize("label", ["小计", "其中：网上申请", "（三）不予公开", "新收合计"])
def test_a_row_that_repeats_other_rows_is_no_result(label):
    report = right_report(extra=(Extra("requests", label, dict.fromkeys(COLUMNS, 1) | {"total": 6}),))
    assert found(report, "requests.concluded") == []


def test_a_row_of_another_section_is_no_result():
    report = right_report(extra=(Extra("disputes", "其他", {"natural_person": 5, "total": 5}),))
    assert found(report, "requests") == []


def test_a_row_with_few_columns_counts_in_those_only():
    report = right_report(extra=(Extra("requests", "其他情形", {"total": 3}),))
    assert [each.found for each in found(report, "requests.concluded")] == [0]


@pytest.mark.parametrize("how", ["provenance", "warning"])
def test_doubt_of_the_reader_lowers_the_severity_and_is_told(how):
    report = bumped("requests.granted.natural_person", 5)
    key = "requests.granted.natural_person"
    if how == "provenance":
        doubted = replace(report, provenance={**report.provenance, key: Provenance("repaired", "8?")})
    else:
        doubted = replace(report, warnings=(Doubtful("shifted", "列错位", (key,)),))
    for finding in found(doubted, "requests.concluded"):
        assert finding.severity == "warning"
        assert "读取存疑" in finding.message and "not sure" in finding.message_en


def test_doubt_about_other_cells_changes_nothing():
    report = bumped("requests.granted.natural_person", 5)
    doubted = replace(report, warnings=(Doubtful("x", "y", ("proactive.fees.amount",)),))
    assert check(doubted, rules=["requests"]) == check(report, rules=["requests"])


def test_doubt_and_empty_parts_together_make_a_notice():
    report = right_report().with_cells({"requests.granted.total": 2, "requests.granted.business": None})
    doubted = replace(report, warnings=(Doubtful("x", "y", ("requests.granted.total",)),))
    assert [each.severity for each in found(doubted, "requests.row-total")] == ["notice"]


def test_broken_sums_of_a_balanced_report_are_none():
    assert broken_sums(right_report(seed=8)) == ()
