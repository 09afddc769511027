"""Requests on the first page: the sentences over the charts, and the statutory clock."""

import datetime as dt

import pytest

from gongkai_site.people.models import Role
from gongkai_site.requests.clock import answer_due, received_until
from gongkai_site.requests.models import Request
from gongkai_site.requests.panels import clock_panel, requests_panel
from tests.site import build

TODAY = dt.date(2025, 11, 26)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (dt.date(2025, 11, 3), dt.date(2025, 12, 1)),  # a Monday
        (dt.date(2025, 11, 7), dt.date(2025, 12, 5)),  # a Friday
        (dt.date(2025, 11, 8), dt.date(2025, 12, 5)),  # a Saturday
    ],
)
def test_the_answer_is_due_on_the_twentieth_working_day(received: dt.date, due: dt.date) -> None:
    assert answer_due(received) == due


@pytest.mark.parametrize("today", [TODAY + dt.timedelta(days=n) for n in range(7)])
def test_one_day_of_receipt_parts_those_whose_time_is_over_from_the_others(today: dt.date) -> None:
    parting = received_until(today, -1)
    assert answer_due(parting) < today <= answer_due(parting + dt.timedelta(days=1))


def made(agency, number, received, outcome="", concluded=None, **more):
    return Request.objects.create(
        agency=agency, number=str(number), received_on=received, applicant_kind="natural_person", subject="批复",
        outcome=outcome, concluded_on=concluded, **more,
    )  # fmt: skip


def test_this_year_is_compared_with_the_same_days_of_the_last() -> None:
    town = build.agency()
    for number in range(3):
        made(town, number, dt.date(2025, 2, 3))
    made(town, 3, dt.date(2024, 11, 26), "granted", dt.date(2025, 1, 3))
    made(town, 4, dt.date(2024, 11, 27), "refused.state_secret", dt.date(2024, 12, 20))
    made(town, 5, dt.date(2025, 3, 3), "refused.other_law", dt.date(2025, 3, 20))
    made(town, 6, dt.date(2025, 3, 3), voided=True)
    made(build.agency(), 7, dt.date(2025, 3, 3))
    data = requests_panel(build.actor(town), TODAY)
    assert data is not None
    months, outcomes = data["charts"]
    assert months.title == "本年收到4件，比上年同期多3件。"
    assert months.rows[1] == ("2月", (0, 3)) and months.rows[11] == ("12月", (0, None))
    assert outcomes.title == "本年办结2件，其中予以公开1件、部分公开0件。"
    assert list(outcomes.rows) == [("予以公开", (0, 1)), ("不予公开", (1, 1))]


def test_the_clock_counts_what_is_over_and_what_soon_will_be() -> None:
    town = build.agency()
    for number, received in enumerate((TODAY - dt.timedelta(days=60), TODAY - dt.timedelta(days=26), TODAY)):
        made(town, number, received)
    made(town, 9, TODAY - dt.timedelta(days=60), "granted", TODAY)
    data = clock_panel(build.actor(town), TODAY)
    assert data is not None
    assert (data["late"], data["soon"]) == (1, 1)
    assert [(each["request"].number, each["late"]) for each in data["shown"]] == [("0", True), ("1", False)]


@pytest.mark.parametrize(
    ("received", "shown"),
    [(dt.date(2025, 11, 5), True), (dt.date(2025, 11, 6), False)],  # due on 3 and 4 December: 5 and 6 working days left
)
def test_a_request_is_pointed_out_from_the_fifth_working_day_before_its_end(received: dt.date, shown: bool) -> None:
    town = build.agency()
    made(town, 1, received)
    assert (clock_panel(build.actor(town), TODAY) is not None) is shown


def test_nobody_sees_requests_of_agencies_whose_registers_he_may_not_see() -> None:
    government, (town, other) = build.county()
    made(town, 1, TODAY - dt.timedelta(days=60))
    assert clock_panel(build.actor(other), TODAY) is None
    assert requests_panel(build.actor(government, Role.SUPERVISOR), TODAY) is None
