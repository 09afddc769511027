"""All registers are counted at once, each as its own list counts them."""

import pytest
from django.urls import reverse

from gongkai_site.people.models import Role
from gongkai_site.records.actions import void_record
from gongkai_site.records.counted import numbers
from gongkai_site.records.registry import REGISTERS
from tests.site.build import actor, agency, person, signed_in
from tests.site.records.build import record


def test_every_register_is_there_though_it_holds_nothing():
    counted = numbers(agency(), 2025)
    assert set(counted) == set(REGISTERS)
    assert {(each.this, each.last, each.open) for each in counted.values()} == {(0, 0, 0)}


def test_records_count_for_their_agency_year_and_state_and_voided_ones_for_none():
    town, other = agency(), agency()
    clerk = actor(town)
    for number, day in enumerate(("2025-03-01", "2025-12-31", "2024-01-01", "2023-05-05")):
        record(clerk, town, "requests", number=f"{number}", received_on=day)
    record(actor(other), other, "requests")
    wrong = record(clerk, town, "requests", number="9")
    void_record(clerk, wrong, revision=wrong.revision, reason="重复登记")
    found = numbers(town, 2025)
    # A request that is not concluded is in hand in every year since.
    assert (found["requests"].this, found["requests"].last, found["requests"].open) == (4, 2, 4)
    assert numbers(other, 2025)["requests"].this == 1
    assert {each.this for key, each in found.items() if key != "requests"} == {0}


@pytest.mark.parametrize("records", [0, 12])
def test_the_overview_takes_no_more_queries_for_many_records_than_for_none(records, django_assert_max_num_queries):
    town = agency()
    for number in range(records):
        record(actor(town), town, "fees", item=f"费用{number}")
    client = signed_in(person(town, Role.CLERK))
    with django_assert_max_num_queries(13):
        client.get(reverse("records:overview", args=[town.pk]))
