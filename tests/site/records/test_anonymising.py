"""Anonymised, a record says nothing of anybody any more, in the register or in the log; what is counted stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from gongkai_site.annual.compile import compile_year
from gongkai_site.annual.compile.registers import COUNTED
from gongkai_site.annual.late import late_changes
from gongkai_site.audit.models import ANONYMISED, DESTROYED, Event, Sealed
from gongkai_site.audit.sealing import plain_columns
from gongkai_site.audit.verify import verify
from gongkai_site.drafts.keeping import keep
from gongkai_site.drafts.models import Draft
from gongkai_site.errors import InvalidInput, NotAllowed, WrongState
from gongkai_site.people.models import Role
from gongkai_site.policy import PUBLIC, SYSTEM
from gongkai_site.records.actions import correct_record, void_record
from gongkai_site.records.anonymising import Anonymised, anonymise
from gongkai_site.records.applicants import correct_applicant
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.registry import REGISTERS
from tests.site.annual.build import YEAR, report, version
from tests.site.build import actor, agency, person, signed_in
from tests.site.records.build import imported, record, workbook

NAME, TELEPHONE = "欧阳某某", "13987654321"
DONE = {"outcome": "予以公开", "concluded_on": "2025-03-20"}
GROUND = {"ground": "period", "reason": "保存期限届满"}


def asked(where: Any, who: Any, number: str = "2025-001", **more: Any) -> Any:
    """A request that was concluded, corrected, and whose applicant was corrected: it is in the log four times."""
    made = record(
        who, where, "requests", {"name": NAME, "contact": TELEPHONE}, subject=f"{NAME}家的征地批复",
        note=f"{NAME}来过电话", number=number, **DONE, **more,
    )  # fmt: skip
    made = correct_record(who, made, {"note": f"{NAME}又来过"}, revision=1, reason=f"{NAME}更正")
    correct_applicant(
        who, made, {"name": NAME, "contact": TELEPHONE, "address": "某处"}, revision=1, reason=f"{NAME}的电话"
    )
    return made


def said(*words: str) -> list[str]:
    """Which of the words stand anywhere in a table of the database."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [repr(row) for row in cursor.fetchall()]
    return [word for word in words if any(word in row for row in rows)]


def test_nothing_that_named_somebody_stands_in_the_database_any_more_and_the_log_proves_itself() -> None:
    where = agency()
    clerk = actor(where)
    made, other = asked(where, clerk), asked(where, clerk, "2025-002", channel="邮寄")
    before = compile_year(where, 2025).values
    assert said(NAME, TELEPHONE) == [NAME, TELEPHONE]
    done = anonymise(actor(where, Role.REVIEWER), where, REGISTERS["requests"], [made.pk, other.pk], **GROUND)
    assert (done.records, done.texts) == (2, 8)
    assert said(NAME, TELEPHONE) == []
    found = verify(rows=True)
    assert (found.is_sound, found.destroyed) == (True, 8)
    made.refresh_from_db()
    assert (made.subject, made.note, made.number, made.channel) == (DESTROYED, "", "2025-001", "online")
    assert compile_year(where, 2025).values == before


def test_the_events_that_are_left_say_when_what_was_counted_and_who_did_it() -> None:
    where = agency()
    clerk = actor(where)
    made = asked(where, clerk)
    reviewer = actor(where, Role.REVIEWER)
    anonymise(reviewer, where, REGISTERS["requests"], [made.pk], **GROUND)
    events = Event.objects.filter(object_type="requests.request").order_by("number")
    assert [each.action for each in events] == ["record.add", "record.correct", ANONYMISED]
    first, _, last = events
    assert (first.actor, first.title, first.reason) == (clerk.name, DESTROYED, "")
    assert '"concluded_on": "2025-03-20"' in first.after and '"outcome": "granted"' in first.after
    assert (last.actor, "第四十七条第一款第二项）：保存期限届满" in last.reason) == (reviewer.name, True)


def test_done_again_it_changes_nothing_and_what_was_written_since_goes_too() -> None:
    where = agency()
    reviewer = actor(where, Role.REVIEWER)
    made = asked(where, reviewer)
    anonymise(reviewer, where, REGISTERS["requests"], [made.pk], **GROUND)
    count = Event.objects.count()
    assert anonymise(reviewer, where, REGISTERS["requests"], [made.pk], **GROUND) == Anonymised()
    assert Event.objects.count() == count
    made.refresh_from_db()
    correct_record(reviewer, made, {"note": NAME}, revision=made.revision, reason="又写了")
    assert anonymise(reviewer, where, REGISTERS["requests"], [made.pk], **GROUND).records == 1
    assert said(NAME) == []
    assert verify(rows=True).is_sound


@pytest.mark.parametrize("key", list(REGISTERS))
def test_in_every_register_the_text_goes_that_is_not_declared_to_name_nobody(key: str) -> None:
    where = agency()
    who, register = actor(where, Role.REVIEWER), REGISTERS[key]
    made = record(who, where, key, note=NAME, source=NAME, **(DONE if key == "requests" else {}))
    if register.open_where:
        void_record(who, made, revision=1, reason="x")
    anonymise(who, where, register, [made.pk], **GROUND)
    before, made = made, register.model._default_manager.get(pk=made.pk)
    texts = {each.name for each in made._meta.concrete_fields if each.get_internal_type() in ("CharField", "TextField")}
    for name in texts - plain_columns(register.model_label.lower()):
        assert getattr(made, name) in ("", DESTROYED), name
    for name in plain_columns(register.model_label.lower()) - {"revision"}:
        assert getattr(made, name) == getattr(before, name), name
    assert said(NAME) == []
    assert verify(rows=True).is_sound


@pytest.mark.parametrize("key", list(COUNTED))
def test_what_a_cell_counts_by_names_nobody_and_stays_in_the_log_in_clear(key: str) -> None:
    columns = {each.removesuffix("_id") for each in COUNTED[key].columns}
    assert columns <= {each.removesuffix("_id") for each in plain_columns(COUNTED[key].model._meta.label_lower)}


def test_a_change_that_came_late_is_still_listed_with_its_cells() -> None:
    where = agency()
    who = actor(where, Role.REVIEWER)
    made = record(who, where, "requests", received_on=f"{YEAR}-03-05", outcome="予以公开", concluded_on=f"{YEAR}-03-20")
    locked = version(report(where), dict(compile_year(where, YEAR).values))
    correct_record(who, made, {"received_on": f"{YEAR - 1}-12-05"}, revision=1, reason="录错")
    (before,) = late_changes(locked)
    anonymise(who, where, REGISTERS["requests"], [made.pk], **GROUND)
    (after,) = late_changes(locked)
    assert after.cells == before.cells and before.cells
    assert (after.by, after.at, after.reason) == (before.by, before.at, "")


@pytest.mark.parametrize(
    ("who", "allowed"),
    [(role, role == Role.REVIEWER) for role in Role.values] + [("system", True), ("public", False), ("else", False)],
)
def test_it_is_for_the_agencys_reviewer_and_the_administrators_command(who: str, allowed: bool) -> None:
    where = agency()
    made = asked(where, actor(where))
    acts = {"system": SYSTEM, "public": PUBLIC, "else": actor(agency(), Role.REVIEWER)}.get(who) or actor(where, who)
    if allowed:
        assert anonymise(acts, where, REGISTERS["requests"], [made.pk], **GROUND).records == 1
    else:
        with pytest.raises(NotAllowed):
            anonymise(acts, where, REGISTERS["requests"], [made.pk], **GROUND)
        assert said(NAME) == [NAME]


@pytest.mark.parametrize("changed", [{"ground": ""}, {"ground": "because"}, {"reason": " "}])
def test_without_a_legal_ground_and_a_reason_nothing_happens(changed: dict[str, str]) -> None:
    where = agency()
    made = asked(where, actor(where))
    with pytest.raises(InvalidInput):
        anonymise(SYSTEM, where, REGISTERS["requests"], [made.pk], **{**GROUND, **changed})
    assert said(NAME) == [NAME]


def test_what_is_under_way_or_anothers_stays() -> None:
    where, elsewhere = agency(), agency()
    waits = record(actor(where), where, "requests")
    others = asked(elsewhere, actor(elsewhere))
    for each in (waits, others):
        with pytest.raises(WrongState):
            anonymise(SYSTEM, where, REGISTERS["requests"], [each.pk], **GROUND)


def test_the_database_lets_only_text_go_that_was_written_before_the_anonymising() -> None:
    where = agency()
    who = actor(where, Role.REVIEWER)
    made = asked(where, who)
    anonymise(who, where, REGISTERS["requests"], [made.pk], **GROUND)
    made.refresh_from_db()
    correct_record(who, made, {"note": "后来"}, revision=made.revision, reason="后来")
    for later in Event.objects.filter(object_type="requests.request", sealed__isnull=False):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            Sealed.objects.filter(pk=later.pk).delete()


ROWS = [
    ["类别", "决定书文号", "事项", "决定日期"],
    ["行政处罚", "安罚〔2025〕1号", f"{NAME}违法建设", "2025-03-05"],
    ["行政处罚", "安罚〔2025〕2号", f"{NAME}违法采砂", "2025-03-06"],
]


def test_an_imported_file_goes_with_the_last_of_its_rows(django_capture_on_commit_callbacks: Any) -> None:
    where = agency()
    who = actor(where, Role.REVIEWER)
    batch = imported(who, where, "decisions", workbook(ROWS), name=f"{NAME}.xlsx")
    path = Path(settings.MEDIA_ROOT, batch.file.name)
    first, second = REGISTERS["decisions"].model._default_manager.order_by("number")
    with django_capture_on_commit_callbacks(execute=True):
        done = anonymise(who, where, REGISTERS["decisions"], [first.pk], **GROUND)
    assert (done.files, done.files_left, path.exists()) == ([], [f"{NAME}.xlsx"], True)
    with django_capture_on_commit_callbacks(execute=True):
        done = anonymise(who, where, REGISTERS["decisions"], [second.pk], **GROUND)
    assert (done.files, done.files_left, path.exists()) == ([f"{NAME}.xlsx"], [], False)
    batch = ImportBatch.objects.get()
    assert (batch.file.name, batch.file_name, batch.rows) == ("", DESTROYED, 2)
    assert verify(rows=True).is_sound
    browser = signed_in(person(where, Role.REVIEWER))
    assert browser.get(reverse("records:file", args=[where.pk, "decisions", batch.pk])).status_code == 404
    page = browser.get(reverse("records:import", args=[where.pk, "decisions"])).content.decode()
    assert DESTROYED in page and reverse("records:file", args=[where.pk, "decisions", batch.pk]) not in page


def test_what_somebody_typed_into_its_form_and_did_not_save_goes_too() -> None:
    where = agency()
    clerk = person(where)
    made, other = asked(where, actor(where)), asked(where, actor(where), "2025-002")
    for each in (made, other):
        keep(clerk, reverse("records:correct", args=[where.pk, "requests", each.pk]) + "#form", [("note", NAME)])
    anonymise(SYSTEM, where, REGISTERS["requests"], [made.pk], **GROUND)
    assert [f"/{other.pk}/" in each.form for each in Draft.objects.all()] == [True]


def test_the_page_asks_for_ground_and_reason_and_that_one_knows() -> None:
    where = agency()
    made = asked(where, actor(where))
    browser = signed_in(person(where, Role.REVIEWER))
    record_page, address = (
        reverse(f"records:{name}", args=[where.pk, "requests", made.pk]) for name in ("open", "anonymise")
    )
    assert address in browser.get(record_page).content.decode()
    assert address not in signed_in(person(where)).get(record_page).content.decode()
    assert "不能恢复" in browser.get(address).content.decode()
    for lacking in ("ground", "reason", "confirmed"):
        sent = {name: value for name, value in {**GROUND, "confirmed": "1"}.items() if name != lacking}
        answer = browser.post(address, sent)
        assert answer.status_code == 400
        assert lacking != "confirmed" or "保存期限届满" in answer.content.decode()
    assert said(NAME) == [NAME]
    answer = browser.post(address, {**GROUND, "confirmed": "1"}, follow=True)
    assert "4条事件的文字已销毁" in answer.content.decode() and NAME not in answer.content.decode()
    answer = browser.post(address, {**GROUND, "confirmed": "1"}, follow=True)
    assert "已经匿名化，没有改动" in answer.content.decode()


def test_every_model_of_a_register_that_has_text_says_which_of_it_names_nobody() -> None:
    for register in REGISTERS.values():
        columns = {each.name for each in register.model._meta.concrete_fields}
        assert set(register.model.audit_plain) <= columns
    assert plain_columns("requests.applicant") == {"id", "request", "revision"}
    assert apps.get_model("requests.Applicant").audit_hidden
