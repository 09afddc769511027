"""A slow clock of its own calendar and rules, walked day by day, agrees on random histories."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from gongkai.law.clock.case import parse_case
from gongkai.law.clock.clock import Clock
from tests.law.casebook import deadlines, plain
from tests.law.histories import history
from tests.law.slow_clock import answer as slow_answer
from tests.proof import SEED, part

HISTORIES, EACH = 100_000, 1_000
CLOCK = Clock()


def told(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The dates of an answer that both give, as plain values."""
    concluded = answer.get("concluded")
    offered = isinstance(concluded, Mapping)
    return {
        **{key: plain(answer.get(key)) for key in ("received", "period_begins", "answered_on")},
        "concluded": ("offered", plain(concluded["offered"])) if offered else plain(concluded),
    }


def disagreements(kind: str, slow: Mapping[str, Any], quick: Mapping[str, Any]) -> Iterator[str]:
    """What the two say differently."""
    if kind == "request" and told(slow) != told(quick):
        yield f"{told(slow)} and {told(quick)}"
    named = {(each["what"], each["on"]) for each in deadlines(quick)}
    due, ours = slow["due"] or {}, quick["due"] or {}
    # Where a decision orders to do it anew, that is due; the slow clock goes on naming the answer to the dispute.
    if ours.get("what") == "redo":
        wanted = [] if due.get("state", "done") == "done" else [due]
    else:
        wanted = []
        if bool(due) != bool(ours) or any(plain(due[key]) != ours[key] for key in due):
            yield f"due: {due} and {ours}"
    for each in (*slow["also_due"], *wanted):
        if (each["what"], plain(each["on"])) not in named:
            yield f"{each} is not among {named}"


@pytest.mark.slow
@pytest.mark.proof
@pytest.mark.parametrize("first", part(range(0, HISTORIES, EACH)))
def test_a_slow_clock_agrees_on_random_histories(first: int) -> None:
    for number in range(first, first + EACH):
        case = history(SEED, number)
        quick = CLOCK.answer(parse_case(case), explain=False).to_json()
        assert list(disagreements(case["case"]["kind"], slow_answer(case), quick)) == [], case


@pytest.mark.parametrize("first", part(range(0, 20_000, 500)))
def test_the_explained_days_of_random_histories_sum_to_the_deadline(first: int) -> None:
    for number in range(first, first + 500):
        case = parse_case(history(SEED + 1, number))
        due = CLOCK.answer(case).due
        if due is None or due.on is None or not due.steps:
            continue
        days = [each.day for each in due.steps]
        assert days == [days[0] + dt.timedelta(days=each) for each in range(len(days))], case
        assert days[-1] == due.on, case
        numbers = [each.counts for each in due.steps if each.counts is not None]
        assert numbers == list(range(1, len(numbers) + 1)), case
        assert all(each.why and each.basis for each in due.steps), case
