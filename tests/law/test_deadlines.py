"""The law that holds when a year has ended tells by when its report is due."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.law import citation, deadlines
from gongkai.law.dated import Dated, Period
from gongkai.law.deadlines import deadline_of

CHANGE = dt.date(2028, 1, 1)


@pytest.mark.parametrize(
    ("year", "due"),
    [
        (2025, dt.date(2026, 1, 31)),
        (2026, dt.date(2027, 1, 31)),
        (2027, dt.date(2028, 2, 15)),
        (2028, dt.date(2029, 2, 15)),
        (2029, dt.date(2030, 2, 15)),
    ],
)
def test_a_new_deadline_is_that_of_the_year_that_ended_the_day_before(
    year: int, due: dt.date, monkeypatch: pytest.MonkeyPatch
) -> None:
    cited = citation("deadline-departments")
    old, new = (deadlines._DayOfYear(month, day, cited) for month, day in ((1, 31), (2, 15)))
    versions = Dated.of("deadline", [Period(None, None, old), Period(CHANGE, None, new)])
    monkeypatch.setattr(deadlines, "_deadlines", lambda: {("department", "county"): versions})
    found = deadline_of("department", "county", year)
    assert found is not None and (found.date, found.citation) == (due, cited)


def test_no_deadline_is_known_of_the_last_year_of_the_calendar() -> None:
    assert deadline_of("department", "county", dt.MAXYEAR) is None
