"""The cases worked by hand and the clock agree."""

from __future__ import annotations

import pytest

from gongkai.law.clock.case import parse_case
from gongkai.law.clock.clock import Clock
from tests.law.casebook import Worked, cases

CLOCK = Clock()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_clock_answers_as_worked_by_hand(case: Worked) -> None:
    assert case.complaints(CLOCK.answer(parse_case(case.given)).to_json()) == []


@pytest.mark.parametrize("case", cases(), ids=str)
def test_without_explanations_the_answer_is_the_same(case: Worked) -> None:
    answer = CLOCK.answer(parse_case(case.given), explain=False).to_json()
    assert case.complaints(answer) == []
    assert answer["due"] is None or answer["due"]["steps"] == []
