"""Records are added, corrected and voided by one action each, with event and reason; errors name their field."""

import datetime as dt
from typing import Any

import pytest

from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidRecord, NotAllowed, ReasonRequired, WrongState
from gongkai_site.people.models import Role
from gongkai_site.records.actions import (
    add_record,
    correct_record,
    doubts_of,
    link_dispute,
    void_record,
)
from gongkai_site.records.applicants import correct_applicant
from gongkai_site.records.entry import EntryContext
from gongkai_site.records.registry import REGISTERS
from gongkai_site.requests.models import Applicant, Request
from tests.site import build
from tests.site.records.build import VALUES, record


def doubts(agency: Any, key: str, **changed: object) -> list[str]:
    return [each.message for each in doubts_of(EntryContext(agency, REGISTERS[key]), {**VALUES[key], **changed}).doubts]


@pytest.mark.parametrize("key", list(REGISTERS))
def test_every_register_takes_a_record_and_logs_it(key: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, key)
    stored = REGISTERS[key].model._default_manager.get(pk=made.pk)
    assert (stored.changed_by_id, stored.revision, stored.voided) == (who.user_id, 1, False)
    event = Event.objects.last()
    assert event and (event.action, event.object_type, event.object_id) == (
        "record.add", made._meta.label_lower, str(made.pk))  # fmt: skip


@pytest.mark.parametrize("key", list(REGISTERS))
def test_every_required_field_is_asked_for_by_name(key: str) -> None:
    agency = build.agency()
    register = REGISTERS[key]
    needed = {each.name for each in register.fields if each.required}
    with pytest.raises(InvalidRecord) as refused:
        add_record(build.actor(agency), agency, key, dict.fromkeys(needed, ""))
    assert {each.field for each in refused.value.problems} == needed
    assert not register.model._default_manager.exists() and not Event.objects.exists()


WRONG = [
    ("requests", {"outcome": "予以公开"}, "没有填办结日期"),
    ("requests", {"concluded_on": "2025-03-20"}, "没有填办理结果"),
    ("requests", {"outcome": "予以公开", "concluded_on": "2025-03-01"}, "早于收到日期"),
    ("requests", {"section": "不存在科"}, "没有名为“不存在科”的科室"),
    ("disputes", {"result": "维持"}, "没有填审结日期"),
    ("disputes", {"result": "维持", "concluded_on": "2025-01-01"}, "早于受理日期"),
    ("disputes", {"request": "2099-1"}, "没有编号为“2099-1”的申请"),
    ("decision-counts", {"ends_on": "2026-01-31"}, "不在同一年"),
    ("decision-counts", {"ends_on": "2024-12-31"}, "早于起始日期"),
    ("documents", {"repealed_on": "2024-01-01"}, "早于制发日期"),
    ("documents", {"expires_on": "2025-01-31"}, "早于施行日期"),
    ("publications", {"taken_down_on": "2025-01-01"}, "早于公开日期"),
    ("publications", {"channel": "微信", "taken_down_on": "2025-02-01"}, "只有公告栏"),
    ("publications", {"count": "0"}, "不能是0"),
    ("circulations", {"acknowledged_on": "2025-03-01"}, "早于发放日期"),
    ("inspections", {"mended_on": "2025-03-01"}, "早于检查日期"),
    ("tickets", {"answered_on": "2025-03-01"}, "早于收到日期"),
    ("fees", {"colour": "红"}, "没有“colour”这一栏"),
]


@pytest.mark.parametrize(("key", "changed", "told"), WRONG)
def test_contradictions_are_refused(key: str, changed: dict[str, object], told: str) -> None:
    agency = build.agency()
    with pytest.raises(InvalidRecord, match=told):
        record(build.actor(agency), agency, key, **changed)


def test_a_request_number_stands_once_however_it_is_spelt_until_voided() -> None:
    agency = build.agency()
    who = build.actor(agency)
    first = record(who, agency, "requests")
    with pytest.raises(InvalidRecord, match="已有相同的记录"):
        record(who, agency, "requests", number="２０２５-001")
    void_record(who, first, revision=1, reason="重复登记")
    assert record(who, agency, "requests").pk != first.pk


def test_two_equal_fees_are_only_doubtful() -> None:
    agency = build.agency()
    who = build.actor(agency)
    record(who, agency, "fees")
    assert any("已有相同的记录" in each for each in doubts(agency, "fees"))
    record(who, agency, "fees")


def test_a_count_over_decisions_already_entered_names_both_numbers() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for number in range(3):
        record(who, agency, "decisions", kind="处罚", number=f"罚{number}")
    record(who, agency, "decisions", kind="许可", number="许1")
    record(who, agency, "decisions", kind="处罚", number="罚9", decided_on="2025-07-01")
    [told] = doubts(agency, "decision-counts")
    assert "逐件登记了3件行政处罚" in told and "12件" in told
    record(who, agency, "decision-counts")
    [back] = doubts(agency, "decisions", kind="处罚", number="罚10")
    assert "行政处罚件数12件" in back
    assert doubts(agency, "decisions", kind="处罚", number="罚11", decided_on="2025-07-01") == []
    [overlap] = doubts(agency, "decision-counts", starts_on="2025-06-01", ends_on="2025-07-31", count="5")[:1]
    assert "时间重叠" in overlap


def test_personal_numbers_in_a_subject_are_doubted_and_never_repeated() -> None:
    agency = build.agency()
    told = doubts(agency, "requests", subject="张某 身份证号 11010519491231002X 查询其手机13812345678的登记")
    assert len(told) == 2 and not any("11010519491231002X" in each or "13812345678" in each for each in told)


def test_a_day_still_to_come_is_doubted_except_where_plans_are_made() -> None:
    agency = build.agency()
    later = (dt.date.today() + dt.timedelta(days=40)).isoformat()
    assert any("还没有到" in each for each in doubts(agency, "tickets", received_on=later))
    assert doubts(agency, "documents", expires_on=later) == []


def test_what_happened_after_the_merger_belongs_to_the_successor() -> None:
    successor = build.agency("新镇人民政府")
    old = build.agency("旧镇人民政府", abolished_on=dt.date(2025, 7, 1), successor=successor)
    who = build.actor(old)
    record(who, old, "requests", received_on="2025-06-30")
    with pytest.raises(InvalidRecord, match="承继机关新镇人民政府"):
        record(who, old, "requests", number="2", received_on="2025-07-01")


def test_a_correction_keeps_what_it_does_not_name_and_logs_before_and_after() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "requests")
    earlier = made.changed_at
    correct_record(who, made, {"outcome": "信息不存在", "concluded_on": "2025年3月20日"}, revision=1, reason="办结")
    stored = Request.objects.get(pk=made.pk)
    assert (stored.outcome, stored.subject, stored.revision) == ("unavailable.not_held", "征地批复", 2)
    assert stored.changed_at > earlier
    event = Event.objects.last()
    assert event and event.reason == "办结" and '"outcome": ""' in event.before and "not_held" in event.after


def test_a_correction_needs_reason_change_and_the_latest_revision() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "fees")
    with pytest.raises(ReasonRequired):
        correct_record(who, made, {"amount": "5"}, revision=1, reason=" ")
    with pytest.raises(InvalidRecord, match="没有改动"):
        correct_record(who, made, {"amount": "120.5"}, revision=1, reason="改")
    correct_record(who, made, {"amount": "5"}, revision=1, reason="改")
    with pytest.raises(EditedMeanwhile):
        correct_record(who, made, {"amount": "6"}, revision=1, reason="改")
    made.refresh_from_db()
    assert (made.amount_fen, made.revision) == (500, 2)


def test_a_correction_is_checked_as_a_whole() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "requests", outcome="予以公开", concluded_on="2025-03-20")
    with pytest.raises(InvalidRecord, match="没有填办结日期"):
        correct_record(who, made, {"concluded_on": ""}, revision=1, reason="改")
    other = record(who, agency, "requests", number="2")
    with pytest.raises(InvalidRecord, match="已有相同"):
        correct_record(who, other, {"number": "2025-001"}, revision=1, reason="改")


def test_a_voided_record_stays_and_cannot_be_changed() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "decisions")
    with pytest.raises(ReasonRequired):
        void_record(who, made, revision=1, reason="")
    void_record(who, made, revision=1, reason="录错单位")
    for change in (
        lambda: void_record(who, made, revision=2, reason="再"),
        lambda: correct_record(who, made, {"matter": "别的"}, revision=2, reason="再"),
    ):
        with pytest.raises(WrongState, match="已经作废"):
            change()


def test_a_request_with_a_dispute_is_not_voided_and_links_stay_within_the_agency() -> None:
    agency, other = build.agency(), build.agency()
    who = build.actor(agency)
    request = record(who, agency, "requests")
    foreign = record(build.actor(other), other, "requests")
    dispute = record(who, agency, "disputes")
    with pytest.raises(InvalidRecord, match="本单位"):
        link_dispute(who, dispute, foreign, revision=1, reason="关联")
    link_dispute(who, dispute, request, revision=1, reason="关联")
    with pytest.raises(WrongState, match="关联着1件"):
        void_record(who, request, revision=1, reason="误")
    link_dispute(who, dispute, None, revision=2, reason="关联错了")
    void_record(who, request, revision=1, reason="误")
    assert Event.objects.filter(action="dispute.link").count() == 2


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMIN, Role.SUPERVISOR])
def test_only_clerks_and_reviewers_change_records(role: str) -> None:
    agency = build.agency()
    with pytest.raises(NotAllowed):
        record(build.actor(agency, role), agency, "fees")


def test_applicants_are_kept_apart_and_their_data_never_logged() -> None:
    agency = build.agency()
    who = build.actor(agency)
    made = record(who, agency, "requests", {"name": "张三", "identity": "11010519491231002X", "contact": "13812345678"})
    correct_applicant(who, made, {"name": "张三丰"}, revision=1, reason="更名")
    assert Applicant.objects.get(request=made).name == "张三丰"
    for event in Event.objects.all():
        assert not any(word in event.before + event.after + event.title for word in ("张三", "1101", "1381"))


def test_another_sections_clerk_neither_sets_nor_corrects_an_applicant() -> None:
    agency = build.agency()
    one, two = agency.sections.create(name="办公室"), agency.sections.create(name="法制科")
    who = build.actor(agency, section=one)
    made = record(who, agency, "requests", section="法制科")
    with pytest.raises(NotAllowed):
        correct_applicant(who, made, {"name": "张三"}, revision=0, reason="补")
    with pytest.raises(NotAllowed):
        record(who, agency, "requests", {"name": "李四"}, number="2", section=two)
    assert not Applicant.objects.exists() and not Request.objects.filter(number="2").exists()


def test_a_request_voided_since_the_page_was_opened_is_not_linked() -> None:
    agency = build.agency()
    who = build.actor(agency)
    request, dispute = record(who, agency, "requests"), record(who, agency, "disputes")
    seen = Request.objects.get(pk=request.pk)
    void_record(who, request, revision=request.revision, reason="重复登记")
    with pytest.raises(InvalidRecord):
        link_dispute(who, dispute, seen, revision=dispute.revision, reason="补登")
    with pytest.raises(WrongState):
        correct_applicant(who, seen, {"name": "张三"}, revision=0, reason="补登")
    assert not Applicant.objects.exists()
