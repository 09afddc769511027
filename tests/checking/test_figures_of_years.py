"""Figures that are last year's again, a thousand times last year's, or fewer than the year itself made."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.settings import Settings
from tests.checking.build import found, not_run, right_report

FOUR = {
    "proactive.licences.decisions": 12,
    "proactive.penalties.decisions": 7,
    "requests.received.business": 3,
    "disputes.reconsideration.upheld": 2,
}
NOT_COUNTED = (
    "proactive.normative_documents.in_force",
    "requests.received.total",
    "requests.concluded.business",
    "disputes.reconsideration.total",
)
STOCK = "proactive.normative_documents"


def year(cells, **changes):
    return right_report(**changes).with_cells(cells)


def last(cells, **changes):
    return year(cells, year=2023, source="last.html", **changes)


def test_the_same_figures_as_last_year_are_to_be_looked_at():
    (finding,) = found(year(FOUR), "years.unchanged", last(FOUR))
    assert (finding.severity, finding.certain, set(finding.cells)) == ("warning", False, set(FOUR))
    assert "本年4个非零数字与2023年报告逐格相同" in finding.message
    assert finding.message.startswith("待核实：") and finding.message.endswith("请核实后保留。")
    assert finding.message_en.startswith("To be looked at: ")


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (FOUR, FOUR | {"proactive.licences.decisions": 13}),
        (FOUR | {"disputes.reconsideration.upheld": 0}, FOUR),
        (FOUR, FOUR | {"requests.granted.business": 1}),
        # Three alike prove nothing; sums and what stays in force are no figures of their own.
        ({key: FOUR[key] for key in list(FOUR)[:3]}, {key: FOUR[key] for key in list(FOUR)[:3]}),
        *(
            2 * ({key: FOUR[key] for key in list(FOUR)[:3]} | {more: 5},)
            for more in (
                f"{STOCK}.in_force",
                "requests.received.total",
                "requests.concluded.business",
                "disputes.reconsideration.total",
            )
        ),
        ({}, {}),
    ],
)
def test_figures_that_are_not_all_the_same_or_too_few_are_no_matter(now, before):
    assert found(year(now), "years.unchanged", last(before)) == []


def test_without_last_years_report_nothing_is_said_of_it():
    for rule in ("years.unchanged", "years.magnitude"):
        assert len(not_run(year(FOUR), rule)) == 1


@pytest.mark.parametrize(
    ("key", "before", "now", "remarked"),
    [
        ("proactive.licences.decisions", 12, 12_000, True),
        ("proactive.licences.decisions", 12, 11_999, False),
        ("proactive.licences.decisions", 0, 12_000, False),
        ("proactive.licences.decisions", None, 12_000, False),
        ("proactive.licences.decisions", 12, None, False),
        ("proactive.fees.amount", Decimal("14.05"), 140_500, True),
        ("proactive.fees.amount", Decimal("14.05"), Decimal("19.5"), False),
    ],
)
def test_a_figure_a_thousand_times_last_years_is_remarked(key, before, now, remarked):
    findings = found(year({key: now}), "years.magnitude", last({key: before}))
    assert [each.cells for each in findings] == ([(key,)] if remarked else [])
    assert all(each.severity == "notice" and not each.certain for each in findings)


def test_a_fee_that_may_be_in_yuan_is_said_to_be_so():
    (finding,) = found(
        year({"proactive.fees.amount": 140_500}), "years.magnitude", last({"proactive.fees.amount": Decimal("14.05")})
    )
    assert "相差10000倍，疑将以元为单位的金额填入万元栏" in finding.message
    assert (finding.expected, finding.found) == (Decimal("14.05"), 140_500)


def test_the_threshold_of_the_comparison_is_a_setting():
    from gongkai.checking import check

    now, before = year({"proactive.licences.decisions": 40}), last({"proactive.licences.decisions": 2})
    rules = ["years.magnitude"]
    assert check(now, before, rules=rules) == []
    assert len(check(now, before, rules=rules, settings=Settings(magnitude=20))) == 1


@pytest.mark.parametrize(
    ("made", "repealed", "in_force", "wrong"),
    [
        (5, 1, 3, True),
        (5, 1, 4, False),
        (5, 0, 9, False),
        (0, 3, 0, False),
        (5, 1, None, False),
        (None, 1, 0, False),
        (5, None, 0, False),
    ],
)
def test_fewer_in_force_than_the_year_made_is_a_warning(made, repealed, in_force, wrong):
    cells = {f"{STOCK}.made": made, f"{STOCK}.repealed": repealed, f"{STOCK}.in_force": in_force}
    findings = found(year(cells), "proactive.stock")
    assert [(each.severity, each.expected, each.found) for each in findings] == ([("warning", 4, 3)] if wrong else [])


def test_the_form_of_2019_counts_no_stock():
    assert found(right_report("2019"), "proactive.stock") == not_run(right_report("2019"), "proactive.stock") == []
