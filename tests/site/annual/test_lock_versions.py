"""A locked version: complete, intact, the same for the same content; corrections beside it, documents too."""

import dataclasses
from typing import Any

import pytest

from gongkai import Finding, read
from gongkai.report import blank_report
from gongkai_site.annual.actions.correct import open_correction
from gongkai_site.annual.actions.lock import lock_document
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.content import content_hash, is_intact
from gongkai_site.annual.models import AnnualReport, Origin, State, Version
from gongkai_site.audit.models import Event
from gongkai_site.errors import NotAllowed, ReasonRequired, WrongState
from gongkai_site.people.models import Role
from tests.site.annual.written import YEAR, again, drafted, locked, report, town, values
from tests.site.build import actor


def _document(name: str, **cells: int) -> Any:
    return blank_report("2021", agency=name, year=YEAR, title=f"{name}{YEAR}年报告", cells=values(**cells))


def test_a_version_holds_the_whole_report_and_names_its_event() -> None:
    version = Version.objects.get(pk=locked(town()).pk)
    content = version.as_report()
    assert content.cells["requests.received.total"] == 4 and version.cells == version.content["cells"]
    assert "公开信息7条" in content.sections["overview"] and "{{" not in str(version.content)
    assert (version.origin, version.errors, version.number) == (Origin.COMPILED, 0, 1)
    assert all(each["rule"] and each["message"] for each in version.findings)
    assert "一、总体情况</h2>" in version.fragment and version.fragment.count("<table>") == 3
    event = Event.objects.get(number=version.event_number)
    assert (event.action, event.object_type, event.object_id) == ("report.lock", "annual.version", str(version.pk))
    assert version.sha256 in event.after


def test_the_hash_is_over_the_content_as_the_database_gives_it_back() -> None:
    version = Version.objects.get(pk=locked(town()).pk)
    assert is_intact(version) and len(version.sha256) == 64
    version.content["cells"]["requests.received.total"] = 5
    assert not is_intact(version)


def test_amounts_keep_their_hash_on_every_database() -> None:
    where = town()
    content = dataclasses.replace(_document(where.name), cells=values() | {"proactive.fees.amount": 0.1 + 0.2})
    version = lock_document(actor(where), where, YEAR, "own", content, right="report.write", on=where)
    assert is_intact(Version.objects.get(pk=version.pk))


@pytest.mark.parametrize(
    ("one", "other", "same"), [({"a": 1, "b": 2}, {"b": 2, "a": 1}, True), ({"a": 1}, {"a": 2}, False)]
)
def test_equal_content_has_an_equal_hash(one: dict[str, int], other: dict[str, int], same: bool) -> None:
    assert (content_hash(one) == content_hash(other)) is same


def test_the_same_content_locked_twice_has_the_same_hash_and_both_stay() -> None:
    first = locked(town())
    written = AnnualReport.objects.get()
    reviewer = actor(written.agency, Role.REVIEWER)
    open_correction(reviewer, written, written.revision, "封面有误，重新签发")
    second = again(written)
    assert (second.number, second.reason, second.sha256) == (2, "封面有误，重新签发", first.sha256)
    assert written.correction_reason == "" and written.versions.count() == 2


def test_a_correction_is_a_new_version_and_the_old_one_stays_readable() -> None:
    first = locked(town())
    written = AnnualReport.objects.get()
    reviewer = actor(written.agency, Role.REVIEWER)
    with pytest.raises(ReasonRequired):
        open_correction(reviewer, written, written.revision, " ")
    open_correction(reviewer, written, written.revision, "漏登一次培训")
    save_text(reviewer, written, "problems", "更正后的问题。", 1)
    written.refresh_from_db()
    second = again(written)
    first.refresh_from_db()
    assert is_intact(first) and is_intact(second) and first.sha256 != second.sha256
    assert "更正后的问题" in second.as_report().sections["problems"]
    assert "更正后的问题" not in first.as_report().sections["problems"]
    assert first.signed_scan.open().read() == second.signed_scan.open().read()


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEWED, State.SIGNED_OFF])
def test_only_a_locked_report_is_corrected(state: State) -> None:
    where = town()
    written = report(where, state)
    with pytest.raises(WrongState):
        open_correction(actor(where, Role.REVIEWER), written, 1, "理由")


def test_a_document_becomes_a_version_and_a_second_one_needs_a_reason() -> None:
    where = town()
    clerk: Any = {"actor": actor(where), "agency": where, "year": YEAR, "scope": "own"}
    first = lock_document(**clerk, content=_document(where.name), right="report.write", on=where)
    assert (first.number, first.origin, first.report.state) == (1, Origin.DOCUMENT, State.LOCKED)
    assert Event.objects.get(number=first.event_number).action == "report.lock-document"
    with pytest.raises(ReasonRequired):
        lock_document(**clerk, content=_document(where.name), right="report.write", on=where)
    second = lock_document(
        **clerk,
        content=_document(where.name, requests__received__total=1),
        right="report.write",
        on=where,
        reason="重报",
    )
    assert (second.number, second.reason) == (2, "重报")
    assert second.errors > 0 and any(
        Finding(**{**each, "cells": (), "message_en": ""}).severity == "error" for each in second.findings
    )


def test_a_document_does_not_replace_what_is_being_written() -> None:
    where = town()
    written = drafted(where)
    with pytest.raises(WrongState, match="正在本系统编写"):
        lock_document(actor(where), where, YEAR, "own", _document(where.name), right="report.write", on=where)
    written.refresh_from_db()
    assert written.state == State.DRAFT and not written.versions.exists()


def test_an_untouched_draft_gives_way_to_a_document_and_a_document_is_not_rewritten_here() -> None:
    where = town()
    written = report(where)
    lock_document(actor(where), where, YEAR, "own", _document(where.name), right="report.write", on=where)
    written.refresh_from_db()
    assert written.state == State.LOCKED
    with pytest.raises(WrongState, match="文件识读"):
        open_correction(actor(where, Role.REVIEWER), written, written.revision, "理由")


def test_a_document_is_locked_only_by_whom_the_caller_names() -> None:
    where, other = town(), town("江苏省淮安市洪泽区老子山镇人民政府")
    with pytest.raises(NotAllowed):
        lock_document(actor(other), where, YEAR, "own", _document(where.name), right="report.write", on=where)
    assert not AnnualReport.objects.exists()


def test_the_fragment_reads_as_the_locked_values() -> None:
    version = locked(town())
    page = f"<html><body>{version.fragment}</body></html>".encode()
    assert dict(read(page, name="report.html").cells) == dict(version.as_report().cells)


def test_a_document_does_not_carry_the_signature_of_the_version_it_corrects() -> None:
    first = locked(town())
    where = first.report.agency
    clerk = {"actor": actor(where), "agency": where, "year": YEAR, "scope": "own", "right": "report.write", "on": where}
    second = lock_document(**clerk, content=_document(where.name), reason="以纸质报告为准")
    assert first.signed_by and first.signed_scan
    assert (second.signed_by, second.signed_scan.name, second.signed_scan_sha256) == ("", "", "")
