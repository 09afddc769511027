"""The demonstration county, built by the real actions: complete, balanced, without an error, consolidated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction

from gongkai import Report, check
from gongkai.forms import get_form
from gongkai_site.agencies.counted import counted_agencies
from gongkai_site.agencies.models import Agency
from gongkai_site.annual.compile import compile_year
from gongkai_site.annual.lastyear import version_of
from gongkai_site.annual.models import AnnualReport, Origin, Scope, State, Version
from gongkai_site.audit.models import Event
from gongkai_site.audit.verify import verify
from gongkai_site.demonstration.build import build
from gongkai_site.demonstration.county import County
from gongkai_site.demonstration.plan import YEAR, agency_plans, report_file
from gongkai_site.demonstration.requests import year_of_requests
from gongkai_site.filings.models import Filing
from gongkai_site.people.models import User
from gongkai_site.policy import Actor, may
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.registry import REGISTERS


@dataclass
class Built:
    """The finished county and what it was built of."""

    county: County

    def agency(self, key: str) -> Agency:
        """An agency as it is now."""
        return Agency.objects.get(pk=self.county.agencies[key].pk)


@pytest.fixture(scope="module")
def _finished(django_db_setup: None, django_db_blocker: Any) -> Iterator[Built]:
    """Built once for this module, in a transaction that is rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Built(build(small=True, finished=True))
        transaction.set_rollback(True)


@pytest.fixture
def built(_finished: Built, db: None) -> Built:
    """The county, in the test's own transaction inside the module's."""
    return _finished


WORKING = [plan for plan in agency_plans() if not plan.quiet]
REPORTING = [plan for plan in WORKING if plan.merged is None]


@pytest.mark.parametrize("plan", REPORTING, ids=lambda plan: plan.key)
def test_every_offices_report_is_locked_without_an_error(built: Built, plan: Any) -> None:
    version = version_of(built.agency(plan.key), YEAR, Scope.OWN)
    assert version is not None
    assert version.report.state == State.LOCKED
    assert [each["message"] for each in version.findings if each["severity"] == "error"] == []
    assert None not in version.cells.values()


@pytest.mark.parametrize("plan", REPORTING, ids=lambda plan: plan.key)
def test_a_report_counts_what_was_generated_and_begins_where_last_year_ended(built: Built, plan: Any) -> None:
    agency = built.agency(plan.key)
    version, before = version_of(agency, YEAR, Scope.OWN), version_of(agency, YEAR - 1)
    assert version is not None
    taken = [each for each in WORKING if each.key == plan.key or (each.merged and each.merged.into == plan.key)]
    generated = [each for part in taken for each in year_of_requests(part, 0.2)]
    assert version.cells["requests.received.total"] == sum(each.received_on.year == YEAR for each in generated)
    assert version.cells["requests.carried_out.total"] == sum(not each.outcome for each in generated)
    for kind in ("natural_person", "business", "legal_service", "total"):
        ended = before.cells[f"requests.carried_out.{kind}"] if before is not None else 0
        assert version.cells[f"requests.carried_in.{kind}"] == (ended or 0)


def test_the_office_merged_in_july_owes_nothing_and_its_year_is_its_successors(built: Built) -> None:
    merged, successor = built.agency("grain"), built.agency("reform")
    assert merged.abolished_on == dt.date(YEAR, 7, 15)
    assert not AnnualReport.objects.filter(agency=merged, year=YEAR).exists()
    assert set(counted_agencies(successor, YEAR)) == {successor.pk, merged.pk}
    assert set(counted_agencies(successor, YEAR - 1)) == {successor.pk}
    assert compile_year(successor, YEAR).values["proactive.penalties.decisions"] == 1


@pytest.mark.parametrize("plan", [plan for plan in WORKING if plan.report], ids=lambda plan: plan.key)
def test_the_real_reports_were_read_as_documents(built: Built, plan: Any) -> None:
    version = version_of(built.agency(plan.key), YEAR - 1)
    assert version is not None
    assert version.origin == Origin.DOCUMENT
    (document,) = version.documents.all()
    assert document.name == plan.report
    with document.file.open("rb") as kept:
        assert kept.read() == report_file(plan.report)
    assert version.is_published


def test_the_countys_report_is_the_sum_of_what_it_counts_each_once(built: Built) -> None:
    area = version_of(built.agency("county"), YEAR, Scope.AREA)
    assert area is not None
    assert area.origin == Origin.CONSOLIDATED
    inside = [plan for plan in REPORTING if built.agency(plan.key).path.startswith(built.agency("county").path)]
    assert "tax" not in {plan.key for plan in inside}
    versions = [version_of(built.agency(plan.key), YEAR, Scope.OWN) for plan in inside]
    for cell in get_form("2021").cells:
        if cell.unit != "万元":
            assert area.cells[cell.key] == sum(each.cells[cell.key] for each in versions if each), cell.key
    assert [each["message"] for each in area.findings if each["severity"] == "error"] == []
    before = version_of(built.agency("county"), YEAR - 1, Scope.AREA)
    assert before is not None
    findings = check(area.as_report(), previous=before.as_report(), rules=["years.carried"])
    assert [each.severity for each in findings if each.severity != "not run"] == []


def test_the_tax_bureaus_copy_is_given_and_not_summed(built: Built) -> None:
    given = Filing.objects.filter(agency=built.agency("tax"), year=YEAR).order_by("copy")
    assert [(each.superior_id, each.copy) for each in given] == [
        (built.agency("tax-city").pk, False),
        (built.agency("county").pk, True),
    ]
    area = version_of(built.agency("county"), YEAR, Scope.AREA)
    assert area is not None
    kept = area.members.get(agency=built.agency("tax"))
    assert (kept.member_version, kept.reason_left_out) == (None, "垂直管理部门的副本，不计入")


def test_every_change_left_its_event_and_the_log_proves_itself(built: Built) -> None:
    assert verify().is_sound
    tables = {register.model._meta.db_table: register.model for register in REGISTERS.values()} | {
        model._meta.db_table: model for model in (Agency, User, Version, Filing, ImportBatch)
    }
    logged = set(Event.objects.values_list("object_type", "object_id"))
    for model in tables.values():
        rows = model._default_manager.filter(batch=None) if hasattr(model, "batch") else model._default_manager.all()
        assert {(model._meta.label_lower, str(pk)) for pk in rows.values_list("pk", flat=True)} <= logged


def test_nobody_is_a_superuser_and_neighbours_see_nothing_of_each_other(built: Built) -> None:
    assert not User.objects.filter(is_superuser=True).exists()
    clerk = Actor.person(built.county.people["liuxi-jingban"])
    assert may(clerk, "record.edit", built.agency("liuxi"))
    for key in ("shiqiao", "county", "baishiyi", "hongze"):
        assert not may(clerk, "record.view", built.agency(key))
    supervisor = Actor.person(built.county.people["xian-jiandu"])
    assert may(supervisor, "filing.manage", built.agency("county"))
    assert not may(supervisor, "filing.manage", built.agency("hongze"))


def test_the_locked_content_reads_back(built: Built) -> None:
    for version in Version.objects.filter(report__year=YEAR):
        report: Report = version.as_report()
        assert report.year == YEAR
        assert {key: report.value(key) for key in version.cells} == dict(report.cells)
    assert connection.in_atomic_block
