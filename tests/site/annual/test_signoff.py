"""Draft, reviewed, signed off: each step from its own state, by whom it is due to, with what it needs."""

import datetime as dt
import hashlib
import io
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from gongkai_site.annual.actions.lock import lock
from gongkai_site.annual.actions.review import explain, return_to_draft, review
from gongkai_site.annual.actions.signoff import LARGEST_SCAN, kind_of_scan, sign_off, sign_on_screen
from gongkai_site.annual.actions.submit import recall, submit
from gongkai_site.annual.actions.texts import save_text
from gongkai_site.annual.models import AnnualReport, State
from gongkai_site.annual.overrides import override_cell
from gongkai_site.annual.readiness import readiness
from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed, NotReady, ReasonRequired, WrongState
from gongkai_site.people.models import Role
from gongkai_site.requests.models import Request
from tests.site.annual.written import SCAN, SIGNED_ON, YEAR, drafted, locked, people, reviewed, signed, submitted, town
from tests.site.build import actor


def test_a_draft_in_order_is_reviewed_signed_and_locked_each_with_its_event() -> None:
    where = town()
    version = locked(where)
    steps = Event.objects.filter(object_type="annual.annualreport", agency_id=where.pk).order_by("number")
    assert [each.action for each in steps if each.action != "report.begin"] == [
        "report.submit",
        "report.review",
        "report.sign-off",
        "report.lock",
    ]
    written = AnnualReport.objects.get()
    assert (written.state, written.signed_by, written.signed_on) == (State.LOCKED, "王镇长", SIGNED_ON)
    assert (version.number, version.errors, version.signed_by) == (1, 0, "王镇长")
    assert version.signed_scan_sha256 == hashlib.sha256(SCAN).hexdigest()
    with version.signed_scan.open() as file:
        assert file.read() == SCAN


@pytest.mark.parametrize(
    ("spoil", "what"),
    [
        (lambda clerk, written: save_text(clerk, written, "problems", "【请填写：主要问题】", 1), "1处草稿提示"),
        (lambda clerk, written: save_text(clerk, written, "problems", "共{{no.such}}件", 1), "1处链接数字"),
        (
            lambda clerk, written: override_cell(clerk, written, "requests.granted.total", 9, "补登"),
            "条错误没有改正或说明",
        ),
        (
            lambda clerk, written: written.zeros.filter(pk=written.zeros.first().pk).update(withdrawn=True),
            "类事项本年度没有记录",
        ),
    ],
)
def test_what_is_not_in_order_is_not_passed(spoil: Callable[[Any, AnnualReport], Any], what: str) -> None:
    where = town()
    written = drafted(where)
    spoil(actor(where), written)
    written.refresh_from_db()
    clerk = actor(where)
    if "错误" in what:
        with pytest.raises(ReasonRequired):
            submit(clerk, written, written.revision)
        submit(clerk, written, written.revision, "由审核人判断")
    else:
        with pytest.raises(NotReady, match=what):
            submit(clerk, written, written.revision)
        AnnualReport.objects.filter(pk=written.pk).update(state=State.SUBMITTED)
        written.refresh_from_db()
    with pytest.raises(NotReady, match=what):
        review(actor(where, Role.REVIEWER), written, written.revision)
    written.refresh_from_db()
    assert written.state == State.SUBMITTED and not Event.objects.filter(action="report.review").exists()


def test_an_error_may_stand_once_each_is_explained_and_only_as_it_is() -> None:
    where = town()
    written, reviewer = drafted(where), actor(where, Role.REVIEWER)
    override_cell(actor(where), written, "requests.granted.total", 9, "补登")
    errors = readiness(written).unexplained
    assert errors
    for each in errors:
        with pytest.raises(ReasonRequired):
            explain(reviewer, written, each.finding.rule, each.finding.message, "  ")
        explain(reviewer, written, each.finding.rule, each.finding.message, "系统外登记6件，已附说明")
    assert readiness(written).unexplained == ()
    # Another figure is another error: what was said of the old one does not hold for it.
    override_cell(actor(where), written, "requests.granted.total", 8, "补登")
    assert readiness(written).unexplained
    override_cell(actor(where), written, "requests.granted.total", 9, "补登")
    written.refresh_from_db()
    submit(actor(where), written, written.revision)
    review(reviewer, written, written.revision)
    assert written.state == State.REVIEWED


def test_only_what_is_found_can_be_explained() -> None:
    where = town()
    with pytest.raises(InvalidInput):
        explain(actor(where, Role.REVIEWER), drafted(where), "requests.balance", "没有这条", "理由")


def test_the_reviewer_passes_what_he_saw_and_nothing_else() -> None:
    where = town()
    written, reviewer = submitted(where), actor(where, Role.REVIEWER)
    seen = readiness(written).sha256
    Request.objects.filter(outcome="refused.third_party").update(outcome="granted")
    with pytest.raises(EditedMeanwhile):
        review(reviewer, written, written.revision, seen=seen)
    with pytest.raises(EditedMeanwhile):
        review(reviewer, written, written.revision - 1)
    review(reviewer, written, written.revision, seen=readiness(written).sha256)
    assert written.state == State.REVIEWED and written.reviewed_by == reviewer.user


def test_a_signature_holds_for_what_was_reviewed() -> None:
    where = town()
    written, reviewer = reviewed(where), actor(where, Role.REVIEWER)
    asked = Request.objects.get(outcome="refused.third_party")
    Request.objects.filter(pk=asked.pk).update(outcome="granted")
    with pytest.raises(WrongState, match="审签单不再一致"):
        sign_off(reviewer, written, written.revision, leader="王镇长", on=SIGNED_ON, scan=SCAN)
    Request.objects.filter(pk=asked.pk).update(outcome="refused.third_party")
    sign_off(reviewer, written, written.revision, leader="王镇长", on=SIGNED_ON, scan=SCAN)
    Request.objects.filter(pk=asked.pk).update(outcome="granted")
    with pytest.raises(WrongState, match="审签单不再一致"):
        lock(reviewer, written, written.revision)


@pytest.mark.parametrize("start", [submitted, reviewed, signed])
def test_going_back_needs_a_reason_and_takes_the_signature_with_it(start: Callable[[Any], AnnualReport]) -> None:
    where = town()
    written, reviewer = start(where), actor(where, Role.REVIEWER)
    with pytest.raises(ReasonRequired):
        return_to_draft(reviewer, written, written.revision, "")
    return_to_draft(reviewer, written, written.revision, "领导要求补充第五部分")
    written.refresh_from_db()
    assert (written.state, written.signed_by, written.signed_on, written.reviewed_sha256) == (State.DRAFT, "", None, "")
    assert written.returned_reason == "领导要求补充第五部分"
    assert Event.objects.get(action="report.return").reason == "领导要求补充第五部分"
    save_text(actor(where), written, "problems", "补充后的问题。", 1)


def test_every_step_is_refused_from_every_other_state() -> None:
    reviewer: Any = None
    steps: dict[str, tuple[set[str], Callable[[AnnualReport], Any]]] = {
        "submit": ({State.DRAFT}, lambda each: submit(reviewer, each, each.revision)),
        "recall": ({State.SUBMITTED}, lambda each: recall(reviewer, each, each.revision)),
        "review": ({State.SUBMITTED}, lambda each: review(reviewer, each, each.revision)),
        "sign": (
            {State.REVIEWED},
            lambda each: sign_off(reviewer, each, each.revision, leader="王", on=SIGNED_ON, scan=SCAN),
        ),
        "lock": ({State.SIGNED_OFF}, lambda each: lock(reviewer, each, each.revision)),
        "return": (
            {State.SUBMITTED, State.REVIEWED, State.SIGNED_OFF},
            lambda each: return_to_draft(reviewer, each, each.revision, "理由"),
        ),
        "explain": (
            {State.DRAFT, State.SUBMITTED},
            lambda each: explain(reviewer, each, "requests.balance", "x", "理由"),
        ),
    }
    where = town()
    reviewer = actor(where, Role.REVIEWER)
    written = drafted(where)
    for state in State:
        for allowed, step in steps.values():
            if state in allowed:
                continue
            AnnualReport.objects.filter(pk=written.pk).update(state=state)
            written.refresh_from_db()
            with pytest.raises(WrongState, match="目前的状态是"):
                step(written)
            written.refresh_from_db()
            assert written.state == state


@pytest.mark.parametrize(
    ("step", "may"),
    [
        ("submit", {Role.CLERK, Role.REVIEWER}),
        ("review", {Role.REVIEWER}),
        ("return", {Role.REVIEWER, Role.LEADER}),
        ("approve", {Role.LEADER}),
        ("sign", {Role.REVIEWER, Role.LEADER}),
        ("lock", {Role.REVIEWER, Role.LEADER}),
    ],
)
def test_each_step_belongs_to_its_roles(step: str, may: set[str]) -> None:
    where = town()
    written = {
        "submit": drafted,
        "review": submitted,
        "return": submitted,
        "approve": reviewed,
        "sign": reviewed,
        "lock": signed,
    }[step](where)
    for role, who in people(where).items():
        if role in may:
            continue
        with pytest.raises(NotAllowed):
            _do(step, who, written)
    for role, who in people(town("江苏省淮安市洪泽区老子山镇人民政府")).items():
        with pytest.raises(NotAllowed):
            _do(step, who, written)
        assert role
    _do(step, people(where)[next(iter(sorted(may)))], written)


def _do(step: str, who: Any, written: AnnualReport) -> None:
    if step == "submit":
        submit(who, written, written.revision)
    elif step == "review":
        review(who, written, written.revision)
    elif step == "return":
        return_to_draft(who, written, written.revision, "理由")
    elif step == "approve":
        sign_on_screen(who, written, written.revision, seen=written.reviewed_sha256)
    elif step == "sign":
        sign_off(who, written, written.revision, leader="王", on=SIGNED_ON, scan=SCAN)
    else:
        lock(who, written, written.revision)


@pytest.mark.parametrize(
    ("leader", "day", "message"),
    [
        (" ", SIGNED_ON, "签发人姓名"),
        ("王", dt.date(2999, 1, 1), "不能晚于今天"),
        ("王", dt.date(YEAR, 12, 31), "还没有结束"),
    ],
)
def test_the_signature_needs_a_name_and_a_possible_day(leader: str, day: dt.date, message: str) -> None:
    where = town()
    written = reviewed(where)
    with pytest.raises(InvalidInput, match=message):
        sign_off(actor(where, Role.REVIEWER), written, written.revision, leader=leader, on=day, scan=SCAN)


def _picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(buffer, kind)
    return buffer.getvalue()


@pytest.mark.parametrize(("data", "kind"), [(SCAN, "pdf"), (_picture("JPEG"), "jpg"), (_picture("PNG"), "png")])
def test_a_scan_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of_scan(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>%%EOF",
        b"%PDF-1.7 cut off",
        _picture("GIF"),
        _picture("PNG")[:-30],
        b"PK\x03\x04 a Word file",
        SCAN + b"\0" * LARGEST_SCAN,
    ],
)
def test_other_files_and_damaged_ones_are_no_scans(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        kind_of_scan(data)
