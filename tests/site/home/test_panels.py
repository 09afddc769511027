"""The panels of the first page: who sees them, what they say, and how often they ask the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai_site.agencies.models import Agency
from gongkai_site.filings.models import Filing
from gongkai_site.home.panels import panels
from gongkai_site.people.models import Role, User
from gongkai_site.requests.models import Request
from tests.site import build
from tests.site.filings.build import filed, version

TODAY = dt.date(2025, 11, 26)
YEAR = 2024


def keys(where: Agency | None, role: str = Role.CLERK, today: dt.date = TODAY, **more: object) -> list[str]:
    return [each.panel.key for each in panels(build.actor(where, role, **more), today)]


def request_of(agency: Agency, number: int, received: dt.date, **more: object) -> Request:
    return Request.objects.create(
        agency=agency,
        number=f"号{number}",
        received_on=received,
        applicant_kind="natural_person",
        subject="批复",
        **more,
    )


def test_each_panel_is_shown_to_those_whom_it_concerns() -> None:
    government, (town, other) = build.county()
    filed(version(town))
    request_of(town, 1, TODAY - dt.timedelta(days=40))
    shown = {
        "supervisor": keys(government, Role.SUPERVISOR),
        "clerk": keys(town),
        "leader": keys(town, Role.LEADER),
        "clerk of another": keys(other),
        "clerk of the government": keys(government),
        "administrator": keys(None, is_system_admin=True),
    }
    assert shown == {
        "supervisor": ["filings", "attention", "map"],
        "clerk": ["enter", "way", "request-clock", "requests"],
        "leader": ["way", "request-clock", "requests"],
        "clerk of another": ["enter"],
        "clerk of the government": ["enter"],
        "administrator": [],
    }


def test_a_supervisor_to_whom_nobody_reports_finds_no_hollow_panel() -> None:
    assert keys(build.agency(), Role.SUPERVISOR) == []


def filled(townships: int, requests: int) -> tuple[User, User]:
    """A county with its reports and requests: its supervisor, and the clerk of its first township."""
    government, towns = build.county(townships, name=f"有{townships}镇县")
    build.due_by(government, dt.date(timezone.localdate().year, 1, 20))
    for number, town in enumerate(towns):
        made = version(town, timezone.localdate().year - 1, findings=("error",) * (number % 2))
        filed(made, Filing.State.FILED if number % 3 else Filing.State.RETURNED)
    for number in range(requests):
        request_of(towns[0], number, timezone.localdate() - dt.timedelta(days=number))
    return build.person(government, Role.SUPERVISOR), build.person(towns[0])


def test_the_first_page_asks_as_often_for_sixty_agencies_as_for_five() -> None:
    asked = {}
    for size, records in ((5, 50), (60, 300)):
        for name, user in zip(("supervisor", "clerk"), filled(size, records), strict=True):
            client = build.signed_in(user)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(reverse("workbench"))
            assert answer.status_code == 200
            said = [each["sql"] for each in queries]
            assert [each for each in said if said.count(each) > 1] == []
            asked[name, size] = len(queries)
    assert asked["supervisor", 5] == asked["supervisor", 60] <= 21
    assert asked["clerk", 5] == asked["clerk", 60] <= 21, asked


def test_the_panels_add_three_queries_to_a_supervisors_page() -> None:
    supervisor, _clerk = filled(5, 0)
    client = build.signed_in(supervisor)
    with CaptureQueriesContext(connection) as with_panels:
        client.get(reverse("workbench"))
    from gongkai_site.home import pages

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "panels", lambda who, today: [])
        with CaptureQueriesContext(connection) as without:
            client.get(reverse("workbench"))
    assert 0 < len(with_panels) - len(without) <= 3


def test_every_chart_stands_as_a_table_that_is_open_without_scripts() -> None:
    _supervisor, clerk = filled(5, 50)
    page = build.signed_in(clerk).get(reverse("workbench")).content.decode()
    assert page.count('<figure class="office-chart"') == page.count("<details open>") == 1
