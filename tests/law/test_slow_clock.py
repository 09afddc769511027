"""The slow clock agrees with every worked case, as far as it answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from gongkai.law.clock.calendar import Calendar
from tests.law.casebook import DEADLINES, Worked, cases
from tests.law.histories import histories
from tests.law.slow_clock import answer, months_after, working_day_after, works
from tests.law.test_casebook import EVENTS

DUE = ("what", "on", "state")


def answered_by_it(case: Worked) -> Worked:
    """The case without what the slow clock does not answer."""
    expect: dict[str, object] = {
        key: case.expect[key] for key in ("received", "period_begins", "concluded", "answered_on") if key in case.expect
    }
    if "due" in case.expect:
        expect["due"] = {key: case.expect["due"][key] for key in DUE if key in case.expect["due"]}
    if DEADLINES in case.expect:
        expect[DEADLINES] = case.expect[DEADLINES]
    absent = {DEADLINES: case.absent[DEADLINES]} if DEADLINES in case.absent else {}
    return Worked(case.file, case.title, case.basis, case.worked, case.given, expect, absent)


@pytest.mark.parametrize("case", cases(), ids=str)
def test_the_slow_clock_agrees_with_the_case_worked_by_hand(case: Worked) -> None:
    assert answered_by_it(case).complaints(answer(case.given)) == []


def test_nearly_every_case_asks_something_that_the_slow_clock_answers() -> None:
    asked = [case for case in cases() if answered_by_it(case).expect]
    assert len(asked) >= 0.95 * len(cases())


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (dt.date(2024, 2, 9), True),
        (dt.date(2024, 2, 18), True),
        (dt.date(2025, 1, 28), False),
        (dt.date(2026, 2, 28), True),
        (dt.date(2026, 2, 23), False),
        (dt.date(2025, 10, 8), False),
        (dt.date(2027, 1, 1), True),
        (dt.date(2027, 1, 2), False),
    ],
)
def test_a_day_is_worked_by_its_notice_or_its_weekday(day: dt.date, worked: bool) -> None:
    assert works(day) is worked


def test_each_year_has_the_working_days_of_its_notice() -> None:
    """249, 251, 248 and 248: weekdays of the year less those off, and the make-up days."""
    counted: Mapping[int, int] = {
        year: sum(
            works(dt.date(year, 1, 1) + dt.timedelta(days=number)) for number in range(366 if year == 2024 else 365)
        )
        for year in (2023, 2024, 2025, 2026)
    }
    assert counted == {2023: 249, 2024: 251, 2025: 248, 2026: 248}


def test_counting_begins_after_the_day() -> None:
    assert working_day_after(dt.date(2025, 3, 3), 20) == dt.date(2025, 3, 31)
    assert months_after(dt.date(2025, 8, 31), 6) == dt.date(2026, 2, 28)


def test_the_same_seed_tells_the_same_histories_and_another_seed_others() -> None:
    assert list(histories(1, 30)) == list(histories(1, 30))
    assert list(histories(1, 30)) != list(histories(2, 30))


def test_histories_hold_every_event_and_answers_in_every_state() -> None:
    told = list(histories(2026, 3000))
    assert {event["event"] for each in told for event in each["events"]} == EVENTS
    states = {(each["case"]["kind"], (answer(each)["due"] or {}).get("state")) for each in told}
    assert {state for kind, state in states if kind == "request"} == {"running", "waiting", "stopped", "done", None}


def test_the_typed_calendar_and_that_of_the_packages_are_the_same() -> None:
    calendar = Calendar.known()
    days = (dt.date(2023, 1, 1) + dt.timedelta(days=number) for number in range(365 * 4 + 1))
    assert [day for day in days if calendar.is_working(day) != works(day)] == []
