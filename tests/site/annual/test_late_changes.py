"""Story: records corrected after the report was locked are listed against it with the cells they change."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai_site.agencies.actions import end_agency
from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.annual.compile import compile_year
from gongkai_site.annual.compile.registers import COUNTED
from gongkai_site.annual.late import LateChange, late_cells, late_changes, late_reorganisations, late_texts
from gongkai_site.annual.models import Origin, Override, Scope, Version
from gongkai_site.audit.chain import append, snapshot
from gongkai_site.audit.models import Event
from gongkai_site.facts.models import Publication
from gongkai_site.people.models import Role
from gongkai_site.records.actions import add_record, correct_record, void_record
from gongkai_site.records.importing import undo_import
from gongkai_site.records.models import ImportBatch
from tests.site import build
from tests.site.annual import written
from tests.site.annual.build import YEAR, count, day, decision, document, fee, report, request, version
from tests.site.records import build as records
from tests.site.records.build import workbook

RECEIVED = ("requests.received.natural_person", "requests.received.total")
OUT = ("requests.carried_out.natural_person", "requests.carried_out.total")
GRANTED = ("requests.granted.natural_person", "requests.granted.total")
CONCLUDED = ("requests.concluded.natural_person", "requests.concluded.total")


def locked(agency: Agency, year: int = YEAR, **more: Any) -> Version:
    """The agency's year as it is compiled now, locked."""
    return version(report(agency, year), dict(compile_year(agency, year).values), **more)


def cells(amount: int, *groups: tuple[str, ...]) -> dict[str, int]:
    return {key: amount for group in groups for key in group}


def told(change: LateChange) -> tuple[str, str, dict[str, int]]:
    return str(change.what), change.register, dict(change.cells)


def test_nothing_is_late_while_nothing_changed() -> None:
    agency = build.agency()
    request(agency, "2026-2-1")
    made = locked(agency)
    assert late_changes(made) == []
    assert late_cells(made) == []


def test_a_late_correction_is_listed_with_its_reason_and_the_locked_figures_stay() -> None:
    agency = build.agency()
    clerk = build.actor(agency)
    asked = request(agency, "2026-12-20")
    made = locked(agency)
    change = {"concluded_on": "2026-12-30", "outcome": "granted"}
    correct_record(clerk, asked, change, revision=asked.revision, reason="答复书归档时漏登办结日期")
    [found] = late_changes(made)
    assert told(found) == ("更正", "requests", cells(-1, OUT) | cells(1, GRANTED, CONCLUDED))
    assert (found.by, found.reason, found.record) == (clerk.name, "答复书归档时漏登办结日期", asked)
    assert {each.key: (each.locked, each.now) for each in late_cells(made)} == {
        **dict.fromkeys(OUT, (1, 0)),
        **dict.fromkeys(GRANTED + CONCLUDED, (0, 1)),
    }
    made.refresh_from_db()
    assert made.cells["requests.carried_out.total"] == 1


def test_records_added_and_voided_late() -> None:
    agency = build.agency()
    clerk = build.actor(agency)
    asked = request(agency, "2026-2-1")
    made = locked(agency)
    values = {"kind": "licence", "number": "许可9号", "matter": "事项", "decided_on": "2026-12-31"}
    add_record(clerk, agency, "decisions", values)
    void_record(clerk, asked, revision=asked.revision, reason="重复登记")
    assert [told(each) for each in late_changes(made)] == [
        ("补登", "decisions", {"proactive.licences.decisions": 1}),
        ("作废", "requests", cells(-1, RECEIVED, OUT)),
    ]


def test_a_record_that_leaves_the_year_touches_it_by_the_dates_it_had() -> None:
    agency = build.agency()
    licence = decision(agency, "2026-12-31")
    made, next_year = locked(agency), locked(agency, YEAR + 1)
    other = decision(agency, "2024-1-1")
    for each, on in ((licence, "2027-1-1"), (other, "2024-2-2")):
        correct_record(build.actor(agency), each, {"decided_on": on}, revision=1, reason="日期登错")
    assert [told(each) for each in late_changes(made)] == [("更正", "decisions", {"proactive.licences.decisions": -1})]
    assert [told(each)[2] for each in late_changes(next_year)] == [{"proactive.licences.decisions": 1}]


def test_two_corrections_of_one_record_are_one_change_since_the_locking() -> None:
    agency = build.agency()
    licence = decision(agency, "2026-5-1")
    made = locked(agency)
    clerk = build.actor(agency)
    correct_record(clerk, licence, {"decided_on": "2025-5-1"}, revision=1, reason="第一次")
    licence.refresh_from_db()
    correct_record(clerk, licence, {"decided_on": "2026-6-1"}, revision=licence.revision, reason="第二次")
    [found] = late_changes(made)
    # Back in the year: the record did change, the figures did not.
    assert (found.reason, dict(found.cells)) == ("第二次", {})
    assert late_cells(made) == []


@pytest.mark.parametrize(
    ("make", "cells"),
    [
        (lambda agency: fee(agency, "2026-3-1", 123_456), {"proactive.fees.amount": 123_456}),
        (lambda agency: count(agency, "2026-1-1", "2026-6-30", 17), {"proactive.licences.decisions": 17}),
        (
            lambda agency: document(agency, "2026-3-1"),
            {"proactive.normative_documents.made": 1, "proactive.normative_documents.in_force": 1},
        ),
    ],
    ids=["fee", "count", "document"],
)
def test_how_much_a_late_record_adds(make: Any, cells: dict[str, int]) -> None:
    agency = build.agency()
    made = locked(agency)
    make(agency)
    assert [dict(each.cells) for each in late_changes(made)] == [cells]


def test_what_an_agency_taken_over_changes_late_is_listed_against_the_successor() -> None:
    _, (taken, taking) = build.county()
    taken.successor, taken.abolished_on = taking, day("2026-7-1")
    taken.save()
    made = locked(taking)
    decision(taken, "2026-3-1")
    decision(build.agency(), "2026-3-1")
    assert [each.record.agency for each in late_changes(made)] == [taken]


def test_only_versions_compiled_from_the_registers_have_late_changes() -> None:
    for origin, scope in ((Origin.DOCUMENT, Scope.OWN), (Origin.COMPILED, Scope.AREA)):
        agency = build.agency()
        made = version(report(agency, scope=scope), origin=origin)
        decision(agency, "2026-3-1")
        assert late_changes(made) == late_cells(made) == []


def test_a_figure_set_by_hand_at_the_locking_is_marked() -> None:
    agency = build.agency()
    working = report(agency)
    Override.objects.create(report=working, cell="proactive.licences.decisions", value=9, reason="手工台账")
    made = version(working, {"proactive.licences.decisions": 9})
    [found] = late_cells(made)
    assert (found.key, found.locked, found.now, found.by_hand) == ("proactive.licences.decisions", 9, 0, True)


def test_the_state_at_the_locking_is_read_from_every_registers_events() -> None:
    """The audit log keeps values as JSON text; every column that decides about counting must come back from it."""
    agency = build.agency()
    made = locked(agency)
    before = timezone.now() - dt.timedelta(days=9)
    for record in (request(agency, "2026-2-1"), fee(agency, "2026-2-1", 5), count(agency, "2026-2-1", "2026-2-2", 3),
                   document(agency, "2026-2-1", "2026-5-1"), decision(agency, "2026-2-1")):  # fmt: skip
        type(record).objects.filter(pk=record.pk).update(created_at=before)
        append(actor_id=None, actor="甲", agency_id=agency.pk, action="record.correct",
               object_type=record._meta.label_lower, object_id=record.pk, title="", reason="",
               before=snapshot(record), after=snapshot(record))  # fmt: skip
    found = late_changes(made)
    assert {each.register for each in found} == set(COUNTED) - {"disputes"}
    assert {(str(each.what), len(each.cells)) for each in found} == {("更正", 0)}


def test_an_import_undone_late_takes_its_records_out() -> None:
    agency = build.agency()
    clerk = build.actor(agency)
    batch = ImportBatch.objects.create(agency=agency, register="decisions", file_name="许可.xlsx", rows=2)
    for _ in range(2):
        decision(agency, "2026-2-1", batch=batch)
    made = locked(agency)
    undo_import(clerk, batch, reason="导错了年度")
    assert [(*told(each), each.reason) for each in late_changes(made)] == 2 * [
        ("作废", "decisions", {"proactive.licences.decisions": -1}, "导错了年度")
    ]


def test_the_number_of_queries_does_not_grow_with_the_changes(django_assert_max_num_queries: Any) -> None:
    agency = build.agency()
    made = locked(agency)
    for month in range(1, 13):
        request(agency, f"2026-{month}-1")
        decision(agency, f"2026-{month}-1")
    with django_assert_max_num_queries(26):  # two for each register that nothing changed in
        assert len(late_changes(made)) == 24


def test_late_records_of_facts_are_listed_and_the_text_that_links_to_them_is_named() -> None:
    where = written.town()
    made = written.locked(where)
    assert (late_changes(made), late_texts(made)) == ([], [])
    clerk = build.actor(where)
    site = Publication.objects.filter(agency=where, channel="site").first()
    void_record(clerk, site, revision=site.revision, reason="重复登记")
    held = records.record(clerk, where, "trainings", held_on="2025-09-01")
    records.record(clerk, where, "trainings", held_on="2026-09-01")
    found = [(change.register, str(change.what), change.record, change.cells) for change in late_changes(made)]
    assert found == [("publications", "作废", site, {}), ("trainings", "补登", held, {})]
    assert late_texts(made) == ["overview"]
    page = build.signed_in(build.person(where)).get(reverse("annual:late", args=[where.pk, 2025, "own"]))
    assert "重复登记" in page.content.decode() and "一、总体情况" in page.content.decode()


def test_facts_imported_late_are_listed_one_by_one() -> None:
    where = written.town()
    made = written.locked(where)
    table = workbook([["培训名称", "培训日期", "参加人数"], *([f"培训{n}", f"2025-0{n}-01", 9] for n in (1, 2, 3))])
    records.imported(build.actor(where), where, "trainings", table)
    assert [(change.register, str(change.what)) for change in late_changes(made)] == [("trainings", "补登")] * 3


def test_a_merger_entered_late_is_named() -> None:
    government, (stays, gone) = build.county()
    request(gone, "2026-2-1")
    made = locked(stays)
    made.event_number = Event.objects.count()
    made.save()
    assert late_reorganisations(made) == []
    supervisor = build.actor(government, Role.SUPERVISOR)
    merged = Reorganisation.What.MERGED
    end_agency(supervisor, gone, merged, stays, on=dt.date(2025, 7, 1), basis="批复", revision=gone.revision)
    assert [event.action for event in late_reorganisations(made)] == ["agency.merge"]
    assert RECEIVED[0] in {each.key for each in late_cells(made)}
