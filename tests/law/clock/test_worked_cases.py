"""The cases worked by hand and the clock agree."""

from __future__ import annotations

import pytest

from gongkai.errors import InvalidSettings
from gongkai.law.clock.case import parse_case
from gongkai.law.clock.clock import Clock
from gongkai.law.clock.settings import ClockSettings
from tests.law.casebook import Worked, cases

CLOCK = Clock()


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_clock_answers_as_worked_by_hand(case: Worked) -> None:
    assert case.complaints(CLOCK.answer(parse_case(case.given)).to_json()) == []


@pytest.mark.parametrize("case", cases(), ids=str)
def test_without_explanations_only_the_days_are_left_out(case: Worked) -> None:
    given = parse_case(case.given)
    whole, short = CLOCK.answer(given).to_json(), CLOCK.answer(given, explain=False).to_json()
    if whole["due"]:
        whole["due"]["steps"] = []
    assert short == whole


def test_an_office_cannot_give_the_consulted_more_than_the_fifteen_days_of_the_law() -> None:
    with pytest.raises(InvalidSettings, match="reply_days"):
        ClockSettings.of({"consultation.reply_days": 16})
    assert ClockSettings.of({"consultation.reply_days": 15}).overrides == {"consultation.reply_days": 15}
