"""Around the turn of a year: three dates, and the rows of the form that they feed."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.forms import get_form
from gongkai.law.clock.case import Case
from gongkai.law.clock.clock import Clock
from gongkai.law.clock.rows import _rows, cells_fed, is_reconsidered_first, row_of
from gongkai.law.clock.year_end import YearEndCase, cells_of, year_end_cases


@pytest.mark.parametrize("case", year_end_cases(), ids=lambda case: case.title)
def test_the_three_dates_and_their_cells_are_as_worked(case: YearEndCase) -> None:
    answer = Clock().answer(case.case)
    concluded = answer.concluded if isinstance(answer.concluded, dt.date) else None
    assert (answer.received, answer.period_begins, concluded) == (case.received, case.period_begins, case.concluded)
    assert cells_of(case.case, answer) == dict(case.cells)


def test_every_row_named_is_one_of_the_form() -> None:
    rows = {cell.key.rpartition(".")[0] for cell in get_form("2021").cells if cell.key.startswith("requests.")}
    named = {f"requests.{name}" for name in _rows().values()}
    always = {"requests.received", "requests.concluded", "requests.carried_in", "requests.carried_out"}
    assert named | always == rows - {row for row in rows if any(other.startswith(f"{row}.") for other in rows)}
    assert {cell for case in year_end_cases() for cells in case.cells.values() for cell in cells} <= named | always


@pytest.mark.parametrize(("label", "name"), _rows().items())
def test_the_number_of_a_row_is_the_one_the_form_prints(label: str, name: str) -> None:
    cell = next(each for each in get_form("2021").cells if each.key == f"requests.{name}.total")
    _, group, *single = cell.row_path.split("/")
    assert group[:3] + (single[0].partition(".")[0] if single else "") == label


@pytest.mark.parametrize("written", ["（六）1", "(六)1", "（六） 1", "other.correction_overdue"])
def test_a_row_is_read_however_it_is_written(written: str) -> None:
    assert row_of(written) == "（六）1"


def test_a_row_that_nobody_names_feeds_no_result() -> None:
    day = dt.date(2025, 3, 3)
    assert row_of(None) == ""
    assert cells_fed(day, day, None) == {2025: ("requests.received", "requests.concluded")}
    assert cells_of(Case("request", ()), Clock().answer(Case("request", ()))) == {}


def test_where_no_rule_is_known_reconsideration_need_not_come_first() -> None:
    assert is_reconsidered_first("（三）4", dt.date(1995, 1, 1)) is False
    assert is_reconsidered_first("（三）4", dt.date(2025, 1, 1)) is True


def test_a_request_that_takes_two_years_is_carried_twice() -> None:
    fed = cells_fed(dt.date(2024, 12, 30), dt.date(2026, 1, 5), "（一）")
    assert fed == {
        2024: ("requests.received", "requests.carried_out"),
        2025: ("requests.carried_in", "requests.carried_out"),
        2026: ("requests.carried_in", "requests.granted", "requests.concluded"),
    }
