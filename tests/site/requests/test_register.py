"""The register of requests: the next number, and the sums that balance."""

import pytest
from django.db import IntegrityError, transaction

from gongkai_site.records.actions import void_record
from gongkai_site.requests.checks import propose, summary
from gongkai_site.requests.models import Request
from tests.site import build
from tests.site.records.build import record


@pytest.mark.parametrize(
    ("numbers", "next_one"),
    [
        ([], "2025-001"),
        (["2025-009"], "2025-010"),
        (["依申请〔2025〕9号"], "依申请〔2025〕10号"),
        (["A99", "A100"], "A101"),
        (["无号"], "2025-001"),
    ],
)
def test_the_next_number_follows_the_offices_own_spelling(numbers: list[str], next_one: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    for number in numbers:
        record(who, agency, "requests", number=number)
    assert propose(agency, 2025) == {"number": next_one}


def test_a_voided_number_is_not_proposed_again() -> None:
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "requests", number="2025-001")
    void_record(who, record(who, agency, "requests", number="2025-002"), revision=1, reason="误")
    assert propose(agency, 2025) == {"number": "2025-003"}


def test_new_and_carried_over_balance_with_concluded_and_left_over() -> None:
    agency = build.agency()
    who = build.actor(agency)
    done = {"outcome": "予以公开"}
    record(who, agency, "requests", number="1", received_on="2024-12-01", concluded_on="2025-01-05", **done)
    record(who, agency, "requests", number="2", received_on="2024-11-01", concluded_on="2026-01-05", **done)
    record(who, agency, "requests", number="3", received_on="2025-02-01", concluded_on="2025-02-20", **done)
    record(who, agency, "requests", number="4", received_on="2025-12-31")
    record(who, agency, "requests", number="5", received_on="2025-12-30", concluded_on="2026-01-10", **done)
    [table] = summary(agency, Request.objects.filter(agency=agency), 2025)
    assert table.rows == [["3件", "2件", "2件", "3件"]]


@pytest.mark.parametrize("changed", [{"outcome": "granted"}, {"concluded_on": "2025-03-20"},
                                     {"outcome": "granted", "concluded_on": "2025-03-01"}])  # fmt: skip
def test_the_database_itself_refuses_a_half_conclusion(changed: dict[str, str]) -> None:
    agency = build.agency()
    made = record(build.actor(agency), agency, "requests")
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=made.pk).update(**changed)
