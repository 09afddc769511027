"""One notion of time: periods without gap or overlap, asked of a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import InvalidData
from gongkai.law.dated import Dated, Period, in_years, year_end

DAY = dt.date.fromisoformat
ONE = dt.timedelta(days=1)


def periods(*given: tuple[str | None, str | None, str]) -> list[Period[str]]:
    return [Period(first and DAY(first), last and DAY(last), value) for first, last, value in given]


def test_each_day_has_the_value_of_its_period_and_both_ends_count():
    law = Dated.of("fee", periods(("2019-05-15", None, "old"), ("2023-03-15", "2027-12-31", "new")))
    asked = ["2019-05-14", "2019-05-15", "2023-03-14", "2023-03-15", "2027-12-31", "2028-01-01"]
    assert [law.on(DAY(each)) for each in asked] == [None, "old", "old", "new", "new", None]
    assert (list(law), law.newest) == (["old", "new"], "new")


def test_the_order_in_which_periods_are_written_does_not_matter():
    rows = periods(("2020-01-01", None, "a"), ("2021-01-01", None, "b"), (None, "2019-12-31", "c"))
    assert Dated.of("x", rows) == Dated.of("x", rows[::-1])


def test_what_always_holds_holds_on_any_day():
    assert Dated.always(3).on(dt.date.min) == Dated.always(3).on(dt.date.max) == 3


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([("2020-01-01", None, "a"), ("2020-01-01", None, "b")], "two periods hold on 2020-01-01"),
        ([("2020-01-01", "2022-06-30", "a"), ("2022-06-30", None, "b")], "two periods hold on 2022-06-30"),
        ([(None, None, "a"), (None, None, "b")], "two periods hold on the same days"),
        ([("2020-01-01", "2021-12-31", "a"), ("2022-01-02", None, "b")], "from 2022-01-01 to 2022-01-01"),
        ([("2020-01-01", "2019-12-31", "a")], "ends on 2019-12-31, before it begins on 2020-01-01"),
        ([], "no period"),
    ],
)
def test_a_gap_an_overlap_or_an_end_before_its_beginning_is_refused_with_its_days(rows, says):
    with pytest.raises(InvalidData, match=f"fee: .*{says}"):
        Dated.of("fee", periods(*rows))


def test_a_period_of_one_day_is_a_period():
    assert Dated.of("x", periods(("2020-01-01", "2020-01-01", "a"))).on(DAY("2020-01-01")) == "a"


@pytest.mark.parametrize("wrong", ["2020-01-01", 2020, dt.datetime(2020, 1, 1)])
def test_a_day_in_a_data_file_that_is_no_date_is_refused(wrong):
    with pytest.raises(InvalidData, match=r"'until' must be a date such as 2028-01-01, not .*\.$"):
        Dated.parse("fee", [{"until": wrong}], lambda each: each)


def test_rows_of_a_data_file_are_read_by_from_and_until():
    law = Dated.parse(
        "fee", [{"yuan": 1, "until": DAY("2019-12-31")}, {"yuan": 2, "from": DAY("2020-01-01")}], lambda e: e["yuan"]
    )
    assert [law.on(DAY(each)) for each in ("1990-01-01", "2020-01-01")] == [1, 2]


@given(st.lists(st.dates(), min_size=2, max_size=6, unique=True), st.dates())
def test_a_later_change_never_changes_an_earlier_day(starts, day):
    rows = [Period(first, None, number) for number, first in enumerate(sorted(starts))]
    before, after = Dated.of("x", rows[:-1]), Dated.of("x", rows)
    if day < rows[-1].first:
        assert after.on(day) == before.on(day)
    else:
        assert after.on(day) == rows[-1].value


@pytest.mark.parametrize(("year", "end"), [(2024, "2024-12-31"), (0, "0001-12-31"), (12345, "9999-12-31")])
def test_a_year_is_asked_of_its_last_day(year, end):
    assert year_end(year) == DAY(end)


def test_whole_years_count_their_first_and_last_day():
    assert in_years(2019, 2020, "x") == Period(DAY("2019-01-01"), DAY("2020-12-31"), "x")
    assert in_years(None, None, "x") == Period(None, None, "x")
