"""Mistakes that somebody else wrote are found, and right reports are left alone.

The goals are 99 % of every kind of mistake, no false error, and a false warning in one right report of fifty at most.
"""

from __future__ import annotations

import random

import pytest

from tests.injected.compose import draw_report, last_years
from tests.injected.measure import Right, cases, rights
from tests.injected.mistake import MISTAKES
from tests.injected.wording import lists, variants
from tests.proof import PROOF, part

SEED = 20250131
EACH, RIGHT = (25, 500) if PROOF else (4, 50)
FEWEST_FOUND = 0.99 if PROOF else 0.95
WORDINGS = ("tuned", "second", "heldout", "further")
MOST_BLAMED = 0.02
STATING = ("overview.", "requests.", "disputes.", "fees.", "problems.", "management.", "platform.", "supervision.")
INNER = ("overview.tail", "overview.about", "requests.done", "requests.ways", "fees.more")
"""Lists that are set into sentences or add a remark to them."""


@pytest.fixture(scope="module", params=WORDINGS)
def right(request: pytest.FixtureRequest) -> tuple[str, list[Right]]:
    count = RIGHT if request.param == "tuned" else -(-RIGHT // 2)
    print(f"seed {SEED}, {count} right reports, wording {request.param}")
    return request.param, list(rights(SEED, count, request.param))


def test_right_reports_are_not_called_wrong(right: tuple[str, list[Right]]) -> None:
    assert [
        (each.sheet.name, one.rule, one.message)
        for each in right[1]
        for one in each.findings
        if one.severity == "error"
    ] == []


def test_right_reports_are_seldom_warned_of(right: tuple[str, list[Right]]) -> None:
    warned = [
        (each.sheet.name, one.rule, one.message)
        for each in right[1]
        for one in each.findings
        if one.severity == "warning"
    ]
    assert len({name for name, _, _ in warned}) <= MOST_BLAMED * len(right[1]), warned[:10]


@pytest.mark.proof
def test_mistakes_are_found() -> None:
    found = [each.found for name in part(sorted(MISTAKES)) for each in cases(SEED, name, EACH, "tuned")]
    assert sum(found) >= FEWEST_FOUND * len(found)


@pytest.mark.parametrize(("name", "least"), [("tuned", 40), ("second", 15), ("heldout", 15)])
def test_sentences_are_worded_in_many_ways(name: str, least: int) -> None:
    few = {
        kind: variants(name, kind)
        for kind in lists(name)
        if kind.startswith(STATING) and kind not in INNER and variants(name, kind) < least
    }
    assert few == {}


def test_two_years_of_a_report_hold_together() -> None:
    for seed in range(200):
        report = draw_report(random.Random(seed), "tuned")
        last = last_years(report, "tuned").cells
        for key, number in report.cells.items():
            if ".carried_in." in key:
                assert number == last[key.replace("carried_in", "carried_out")]
        documents = "proactive.normative_documents"
        assert report.count(f"{documents}.in_force") >= report.count(f"{documents}.made")


def test_there_are_forty_kinds_and_more() -> None:
    assert len(MISTAKES) >= 40
