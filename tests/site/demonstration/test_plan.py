"""What the demonstration is made of: whole, consistent, and the same on every machine."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from gongkai import check, read
from gongkai_site.agencies.models import Kind, Level
from gongkai_site.demonstration import documents, facts
from gongkai_site.demonstration.last_year import last_years_report
from gongkai_site.demonstration.plan import REACHED, YEAR, AgencyPlan, agency_plans, person_plans, report_file
from gongkai_site.demonstration.requests import last_day, year_of_disputes, year_of_requests
from gongkai_site.people.models import Role
from gongkai_site.records.registry import REGISTERS

PLANS = {plan.key: plan for plan in agency_plans()}
WORKING = [plan for plan in PLANS.values() if not plan.quiet]
INVENTED = [plan for plan in WORKING if not plan.report and not plan.lacks_last_year]


def test_the_county_has_every_kind_of_office_the_year_is_about() -> None:
    county = [plan for plan in WORKING if plan.key not in ("hongze", "tax")]
    kinds = Counter(plan.kind for plan in county)
    assert kinds[Kind.GOVERNMENT] == kinds[Kind.OFFICE] == kinds[Kind.COMMITTEE] == 1
    assert kinds[Kind.DEPARTMENT] >= 5
    assert kinds[Kind.SUBDISTRICT] >= 2
    assert kinds[Kind.TOWNSHIP] >= 4
    assert any(plan.merged and plan.merged.on.month == 7 for plan in county)
    assert any(plan.counts and not plan.decisions for plan in county)


def test_superiors_stand_before_their_subordinates_and_no_name_twice() -> None:
    seen: set[str] = set()
    for plan in PLANS.values():
        assert {plan.superior, plan.local_government} - {""} <= seen, plan.key
        seen.add(plan.key)
    assert len({(plan.name, plan.place) for plan in PLANS.values()}) == len(PLANS)
    assert all(plan.kind in Kind and plan.level in Level for plan in PLANS.values())
    assert all(plan.reached in (*REACHED, "none") for plan in WORKING)


def test_a_township_belongs_to_a_committee_outside_its_division() -> None:
    town = PLANS["baishiyi"]
    assert PLANS[town.superior].kind == Kind.COMMITTEE
    assert PLANS[town.local_government].name == "重庆市九龙坡区人民政府"


def test_no_invented_figures_are_published_under_a_real_offices_name() -> None:
    real = [plan for plan in WORKING if not plan.name.startswith(("澄湖", "国家税务总局"))]
    assert {"baishiyi", "hangu", "guoliang", "lubei", "hongze"} == {plan.key for plan in real}
    assert {plan.reached for plan in real} <= {"none", "begun", "draft", "reviewed"}


def test_the_tax_bureau_has_its_own_line() -> None:
    tax = PLANS["tax"]
    assert tax.vertical
    assert tax.local_government == "county"
    assert not PLANS[tax.superior].key.startswith("county")


def test_every_role_has_a_sign_in_in_the_county_and_in_a_township() -> None:
    listed = {(role.agency, role.role) for person in person_plans() for role in person.roles}
    assert {role for agency, role in listed if agency == "county"} == set(Role.values)
    assert {role for agency, role in listed if agency == "liuxi"} >= set(Role.values) - {Role.SUPERVISOR}
    assert sum(person.system for person in person_plans()) == 1
    assert {agency for agency, _ in listed} <= set(PLANS)


@pytest.mark.parametrize("plan", [plan for plan in WORKING if plan.report], ids=lambda plan: plan.key)
def test_the_real_offices_bring_their_published_report(plan: AgencyPlan, tmp_path: object) -> None:
    report = read(report_file(plan.report), name=plan.report)
    assert report.year == YEAR - 1
    assert report.agency is not None
    assert plan.name.endswith(report.agency) or report.agency.endswith(plan.name)


@pytest.mark.parametrize("plan", INVENTED, ids=lambda plan: plan.key)
def test_the_invented_offices_gave_a_faultless_report_that_ends_where_the_year_begins(plan: AgencyPlan) -> None:
    report = last_years_report(plan)
    assert [each.message for each in check(report) if each.severity in ("error", "warning")] == []
    carried = Counter(each.applicant_kind for each in year_of_requests(plan) if each.received_on.year < YEAR)
    for kind in ("natural_person", "business", "research", "nonprofit", "legal_service", "other_organisation"):
        assert report.value(f"requests.carried_out.{kind}") == carried[kind]
    in_force = sum(row["made_on"].year < YEAR for row in documents.normative_documents(plan))
    assert report.value("proactive.normative_documents.in_force") == in_force


@pytest.mark.parametrize("plan", WORKING, ids=lambda plan: plan.key)
def test_nothing_happens_outside_the_year_or_after_the_offices_end(plan: AgencyPlan) -> None:
    first, last = dt.date(YEAR, 1, 1), last_day(plan)
    requests = year_of_requests(plan)
    for request in requests:
        assert request.received_on <= last
        if request.concluded_on is not None:
            assert max(first, request.received_on) <= request.concluded_on <= last
        assert bool(request.outcome) == (request.concluded_on is not None)
        assert plan.merged is None or request.outcome
    for row in documents.decisions(plan):
        assert first <= row["decided_on"] <= last
    for row in facts.publications(plan):
        assert first <= row["published_on"] <= last
    concluded = {each.number: each.concluded_on for each in requests}
    for dispute in year_of_disputes(plan, requests):
        assert dispute.lodged_on >= (concluded[dispute.request] or last)


@pytest.mark.parametrize("plan", WORKING, ids=lambda plan: plan.key)
def test_what_tells_records_apart_is_never_repeated(plan: AgencyPlan) -> None:
    for register, rows in (
        ("requests", [each.values() for each in year_of_requests(plan)]),
        ("documents", list(documents.normative_documents(plan))),
        ("decisions", list(documents.decisions(plan))),
        ("decision-counts", list(documents.decision_counts(plan))),
        ("tickets", list(facts.tickets(plan))),
    ):
        columns = REGISTERS[register].key_columns
        keys = [tuple(row[name] for name in columns) for row in rows]
        assert len(keys) == len(set(keys)), register


@pytest.mark.parametrize("plan", [plan for plan in WORKING if plan.fees or plan.counts], ids=lambda plan: plan.key)
def test_parts_add_up_to_what_the_plan_says(plan: AgencyPlan) -> None:
    for item, yuan in plan.fees.items():
        fen = sum(round(float(row["amount"]) * 100) for row in documents.fees(plan) if row["item"] == item)
        assert fen == round(yuan * 100)
    for kind, number in plan.counts.items():
        assert sum(row["count"] for row in documents.decision_counts(plan) if row["kind"] == kind) == number


def test_the_year_is_the_same_every_time() -> None:
    land = PLANS["land"]
    assert year_of_requests(land) == year_of_requests(land)
    assert list(documents.decisions(land)) == list(documents.decisions(land))
    assert year_of_requests(land)[20].subject != year_of_requests(PLANS["housing"])[20].subject
