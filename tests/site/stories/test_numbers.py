"""A number too long to be one is refused in words on every page; nothing fails."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai_site.agencies.models import Agency
from gongkai_site.annual.models import Scope
from gongkai_site.people.models import Membership, Role
from tests.site.annual import build as annual
from tests.site.build import county, person, signed_in
from tests.site.filings.build import filed, version

LONG = "9" * 5_000
"""Longer than what Python takes as a number."""
LARGE = 10**22
"""Larger than what a database keeps."""


@pytest.fixture
def everything() -> tuple[Agency, Agency, Client]:
    """A county with a township, and somebody with every role in both."""
    government, (town, _) = county()
    user = person(government, Role.SUPERVISOR)
    for where in (government, town):
        for role in (Role.CLERK, Role.REVIEWER, Role.LEADER, Role.ADMIN):
            Membership.objects.create(user=user, agency=where, role=role, since="2020-01-01")
    return government, town, signed_in(user)


def test_a_number_too_long_is_refused(everything: tuple[Agency, Agency, Client]) -> None:
    government, town, browser = everything
    filing = filed(version(town), "filed")
    annual.report(town, 2025)
    annual.report(government, 2024, scope=Scope.AREA)
    sent: list[tuple[str, list[Any], dict[str, str], set[int]]] = [
        ("filings:consolidation", [government.pk, 2024], {"revision": LONG}, {400}),
        ("filings:filing", [filing.pk], {"decision": "accept", "revision": LONG}, {400}),
        ("filings:own", [town.pk, 2024], {"version": LONG}, {404}),
        ("filings:paper", [government.pk, 2024, town.pk], {"version": LONG, "filed_on": "2025-01-10"}, {404}),
    ]
    for name, place, values, answers in sent:
        assert browser.post(reverse(name, args=place), values).status_code in answers, name
    asked: list[tuple[str, list[Any], str]] = [
        ("annual:cell", [town.pk, 2025, "own", "requests.received.total"], "part"),
        ("agencies:due", [government.pk], "year"),
    ]
    for name, place, field in asked:
        assert browser.get(reverse(name, args=place), {field: LONG}).status_code == 200, name


def test_an_agency_too_large_to_be_kept_is_found_nowhere(everything: tuple[Agency, Agency, Client]) -> None:
    browser = everything[2]
    for name, place in (("annual:versions", [LARGE, 2025, "own"]), ("intake:document", [LARGE, 1])):
        assert browser.get(reverse(name, args=place)).status_code == 404, name
