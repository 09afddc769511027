"""The working calendar: every known day agrees with two independent packages, and counting with walking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import chinese_calendar
import holidays
import pytest

from gongkai.errors import InvalidData
from gongkai.law.clock.calendar import Calendar, Notice, days_of

KNOWN = Calendar.known()
YEARS = range(2004, 2027)
ONE_PACKAGE_ONLY = {dt.date(2005, 12, 31): True}
"""A Saturday worked by the notice for 2006, which `chinesecalendar` does not have and `holidays` has."""


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    while first <= last:
        yield first
        first += dt.timedelta(days=1)


@pytest.mark.parametrize("year", YEARS)
def test_every_day_of_a_known_year_is_what_two_packages_say(year: int) -> None:
    other = holidays.country_holidays("CN", years=range(year - 1, year + 2))
    for day in days(dt.date(year, 1, 1), dt.date(year, 12, 31)):
        said = {chinese_calendar.is_workday(day), other.is_working_day(day)}
        assert said == {KNOWN.is_working(day)} or ONE_PACKAGE_ONLY.get(day) is KNOWN.is_working(day), day


def test_the_known_years_are_those_of_both_packages() -> None:
    assert tuple(KNOWN.notices) == tuple(YEARS)
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(dt.date(2027, 1, 4))


def test_counting_is_the_same_as_walking_day_by_day() -> None:
    number = KNOWN.index(dt.date(2003, 12, 31))
    for day in days(dt.date(2004, 1, 1), dt.date(2027, 12, 31)):
        if KNOWN.is_working(day):
            number += 1
            assert KNOWN.day(number) == day
        assert KNOWN.index(day) == number


@pytest.mark.parametrize(
    ("day", "number", "after"),
    [
        ("2025-03-03", 20, "2025-03-31"),
        ("2025-03-03", 1, "2025-03-04"),
        ("2025-01-24", 1, "2025-01-26"),  # a Sunday worked for 春节
        ("2025-01-27", 1, "2025-02-05"),
        ("2025-02-07", 1, "2025-02-08"),  # a Saturday worked
        ("2025-09-26", 2, "2025-09-29"),
        ("2025-09-27", 1, "2025-09-28"),
        ("2024-02-28", 2, "2024-03-01"),  # over the leap day, a Thursday
        ("2026-12-31", 1, "2027-01-01"),  # not announced: by the weekday
    ],
)
def test_working_days_after_a_day(day: str, number: int, after: str) -> None:
    assert KNOWN.after(dt.date.fromisoformat(day), number).isoformat() == after


@pytest.mark.parametrize(
    ("day", "moved"), [("2025-10-01", "2025-10-09"), ("2025-10-11", "2025-10-11"), ("2025-10-12", "2025-10-13")]
)
def test_a_day_off_moves_to_the_next_that_is_worked(day: str, moved: str) -> None:
    assert KNOWN.on_or_after(dt.date.fromisoformat(day)).isoformat() == moved


def test_what_a_day_is() -> None:
    assert KNOWN.festival(dt.date(2025, 10, 6)) == "中秋节"
    assert KNOWN.festival(dt.date(2025, 10, 11)) == ""
    assert KNOWN.is_made_up(dt.date(2025, 10, 11))
    assert not KNOWN.is_made_up(dt.date(2025, 10, 13))
    assert KNOWN.is_announced(dt.date(2026, 12, 31))
    assert not KNOWN.is_announced(dt.date(2027, 1, 1))
    assert KNOWN.are_announced(dt.date(2025, 1, 1), dt.date(2026, 12, 31))
    assert not KNOWN.are_announced(dt.date(2026, 12, 31), dt.date(2027, 1, 1))
    assert not KNOWN.are_announced(dt.date(2003, 12, 31), dt.date(2004, 1, 1))


def test_a_notice_takes_the_place_of_the_one_of_its_year_and_changes_no_other_calendar() -> None:
    notice = Notice(2025, {dt.date(2025, 3, 4): "试"}, frozenset({dt.date(2025, 3, 8)}))
    changed = KNOWN.with_notice(notice)
    assert (changed.is_working(dt.date(2025, 3, 4)), changed.is_working(dt.date(2025, 3, 8))) == (False, True)
    assert changed.is_working(dt.date(2025, 10, 1))
    assert changed.is_working(dt.date(2024, 10, 1)) is False
    assert KNOWN.is_working(dt.date(2025, 3, 4))
    assert changed.after(dt.date(2025, 3, 3), 4) == dt.date(2025, 3, 8)


def test_a_year_taken_out_goes_by_its_weekdays() -> None:
    without = KNOWN.without(2025)
    assert not without.is_announced(dt.date(2025, 6, 1))
    assert without.is_working(dt.date(2025, 10, 1))
    assert not without.is_working(dt.date(2025, 10, 11))
    assert KNOWN.is_announced(dt.date(2025, 6, 1))


def test_the_later_notice_has_the_last_word_on_the_december_before_it() -> None:
    december = dt.date(2026, 12, 31)
    calendar = KNOWN.with_notice(Notice(2027, {december: "元旦"}, frozenset({dt.date(2026, 12, 26)})))
    assert not calendar.is_working(december)
    assert calendar.is_working(dt.date(2026, 12, 26))
    back = Notice(2026, {december: "试"}, frozenset({dt.date(2026, 12, 26)}))
    other = Notice(2027, {dt.date(2026, 12, 26): "试"}, frozenset({december}))
    calendar = Calendar([other, back])
    assert calendar.is_working(december)
    assert not calendar.is_working(dt.date(2026, 12, 26))


def test_days_of_a_run() -> None:
    assert list(days_of("2027-02-28/2027-03-01")) == [dt.date(2027, 2, 28), dt.date(2027, 3, 1)]
    assert list(days_of("2027-02-28")) == [dt.date(2027, 2, 28)]
    with pytest.raises(ValueError, match="2027-03-02"):
        list(days_of("2027-03-02/2027-03-01"))


def test_a_damaged_data_file_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    import tomllib

    from gongkai.law.clock import calendar

    calendar._known.cache_clear()
    for damaged in ({"2025": {"work": []}}, {"2025": {"off": [], "work": []}}, {"x": {}}, {"2025": []}):
        monkeypatch.setattr(tomllib, "loads", lambda _text, damaged=damaged: damaged)
        with pytest.raises(InvalidData, match="working calendar"):
            Calendar.known()
    monkeypatch.undo()
    calendar._known.cache_clear()
    assert Calendar.known().notices.keys() == KNOWN.notices.keys()
