"""Reconsideration and lawsuits: the agency's duties, the applicant's time, and what must be done again."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.law.clock.kit import RECEIVED, UNANNOUNCED, alarms, also, answer, due, ignored

NOTICE = "reconsideration_notice 2025-03-03"
CLAIM = "statement_of_claim 2025-03-03"


@pytest.mark.parametrize(
    ("lines", "settings", "last", "body", "lawsuit"),
    [
        ([f"{NOTICE} procedure=simplified"], {}, "2025-03-10", "2025-04-02", "2025-04-17"),
        ([f"{NOTICE} procedure=ordinary"], {}, "2025-03-17", "2025-05-06", "2025-05-21"),
        ([f"{NOTICE} procedure=absent"], {}, "2025-03-10", "2025-04-02", "2025-04-17"),
        ([NOTICE], {}, "2025-03-10", "2025-04-02", "2025-04-17"),
        ([NOTICE], {"reconsideration__absent_days": 7}, "2025-03-12", "2025-04-02", "2025-04-17"),
        ([f"{NOTICE} procedure=simplified accepted=2025-02-28"], {}, "2025-03-10", "2025-03-31", "2025-04-15"),
        ([NOTICE, "procedure_changed 2025-03-07 procedure=ordinary"], {}, "2025-03-17", "2025-05-06", "2025-05-21"),
        ([NOTICE, "procedure_changed 2025-03-07 procedure=ordinary"], {"reconsideration__after_change": "change"},
         "2025-03-21", "2025-05-06", "2025-05-21"),
        ([NOTICE, "procedure_changed 2025-03-07 procedure=simplified"], {}, "2025-03-10", "2025-04-02", "2025-04-17"),
        ([f"{NOTICE} procedure=ordinary", "extended 2025-04-28 days=30"], {}, "2025-03-17", "2025-06-03", "2025-06-18"),
        ([f"{NOTICE} procedure=ordinary", "extended 2025-05-06 days=10"], {}, "2025-03-17", "2025-05-12", "2025-05-27"),
    ],
)  # fmt: skip
def test_a_reconsideration_is_answered_by_its_procedure(
    lines: list[str], settings: dict[str, object], last: str, body: str, lawsuit: str
) -> None:
    given = answer(*lines, kind="reconsideration", **settings)
    assert due(given) == ("reconsideration_answer", last, "running")
    assert also(given) == [("reconsideration_decision", body), ("applicant_lawsuit", lawsuit)]
    after = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
    assert alarms(given) == {"no-answer-in-time": after}
    assert (given.received, given.received_state, given.period_begins) == (
        dt.date(2025, 3, 3),
        "certain",
        dt.date(2025, 3, 10) if settings.get("reconsideration__after_change") else dt.date(2025, 3, 4),
    )


@pytest.mark.parametrize(
    ("extension", "body", "why", "raised"),
    [
        (["extended 2025-05-07 days=10"], "2025-05-06", {2: "no-extension"}, "unknown-order"),
        (["extended 2025-05-06 days=31"], "2025-06-03", {}, "extension-too-long"),
        (["extended 2025-05-06 days=20", "extended 2025-05-06 days=20"], "2025-06-03", {}, "extension-too-long"),
        (["extended 2025-05-06 days=30", "extended 2025-05-07 days=1"], "2025-06-03", {3: "no-extension"},
         "unknown-order"),
    ],
)  # fmt: skip
def test_the_body_may_take_thirty_days_more_at_most(
    extension: list[str], body: str, why: dict[int, str], raised: str
) -> None:
    given = answer(f"{NOTICE} procedure=ordinary", *extension, kind="reconsideration")
    assert (dict(also(given))["reconsideration_decision"], ignored(given)) == (body, why)
    assert raised in alarms(given)


def test_the_simplified_procedure_is_not_extended() -> None:
    given = answer(NOTICE, "extended 2025-03-10 days=10", kind="reconsideration")
    assert (ignored(given), dict(also(given))["reconsideration_decision"]) == ({2: "no-extension"}, "2025-04-02")


@pytest.mark.parametrize(
    ("lines", "late"),
    [
        (["reconsideration_answered 2025-03-10"], False),
        (["reconsideration_answered 2025-03-11"], True),
        (["reconsideration_answered 2025-03-11", "procedure_changed 2025-03-12 procedure=ordinary"], False),
    ],
)
def test_an_answer_in_reconsideration_is_in_time_or_not(lines: list[str], late: bool) -> None:
    given = answer(NOTICE, *lines, kind="reconsideration")
    assert due(given)[2] == "done"
    assert alarms(given) == ({"no-answer-in-time": "2025-03-11"} if late else {})
    assert given.answered_on == dt.date.fromisoformat(lines[0].split()[1])


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["reconsideration_answered 2025-03-04"], {1: "no-dispute"}),
        (["procedure_changed 2025-03-04 procedure=ordinary"], {1: "no-dispute"}),
        (["defence_filed 2025-03-04"], {1: "no-dispute"}),
        ([NOTICE, NOTICE], {2: "received-already"}),
        ([NOTICE, "reconsideration_answered 2025-03-04", "reconsideration_answered 2025-03-05"],
         {3: "answered-already"}),
        ([NOTICE, "reconsideration_decided 2025-03-20", "reconsideration_decided 2025-03-21"], {3: "ended-already"}),
        ([NOTICE, "reconsideration_decided 2025-03-20", "procedure_changed 2025-03-21 procedure=ordinary"],
         {3: "ended-already"}),
        ([CLAIM, CLAIM], {2: "received-already"}),
        ([CLAIM, "defence_filed 2025-03-04", "defence_filed 2025-03-05"], {3: "answered-already"}),
    ],
)  # fmt: skip
def test_what_belongs_to_no_open_dispute_moves_nothing(lines: list[str], why: dict[int, str]) -> None:
    given = answer(*lines, kind="reconsideration")
    assert ignored(given) == why
    assert "unknown-order" in alarms(given)


def test_a_decision_ends_the_reconsideration_and_another_may_follow() -> None:
    given = answer(NOTICE, "reconsideration_decided 2025-03-20 result=维持", kind="reconsideration")
    assert (given.concluded, also(given)) == (dt.date(2025, 3, 20), [("applicant_lawsuit", "2025-04-07")])
    assert due(given) == ("reconsideration_answer", "2025-03-10", "running")
    again = answer(
        NOTICE,
        "reconsideration_answered 2025-03-05",
        "reconsideration_decided 2025-03-20",
        "reconsideration_notice 2025-04-01",
        kind="reconsideration",
    )
    assert (due(again), again.received, again.concluded, again.answered_on) == (
        ("reconsideration_answer", "2025-04-09", "running"),
        dt.date(2025, 4, 1),
        None,
        None,
    )


@pytest.mark.parametrize("event", ["reconsideration_decided", "judgment"])
@pytest.mark.parametrize(
    ("fields", "last"),
    [
        ("result=redo", "2025-04-18"),
        ("result=撤销并责令重作", "2025-04-18"),
        ("result=责令履行", "2025-04-18"),
        ("result=redo redo_until=2025-04-05", "2025-04-05"),
        ("redo_until=2025-04-05", "2025-04-05"),
        ("result=维持", None),
        ("", None),
    ],
)
def test_what_a_decision_orders_to_do_again(event: str, fields: str, last: str | None) -> None:
    opening = NOTICE if event == "reconsideration_decided" else CLAIM
    given = answer(opening, f"{event} 2025-03-20 {fields}", kind="reconsideration")
    assert (due(given) == ("redo", last, "running")) is (last is not None)
    if last:
        after = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
        assert alarms(given)["redo-late"] == after


@pytest.mark.parametrize(("decided", "late"), [("2025-04-18", False), ("2025-04-19", True)])
def test_deciding_again_obeys_the_order(decided: str, late: bool) -> None:
    lines = [NOTICE, "reconsideration_decided 2025-03-20 result=redo", f"decided {decided} row=（一）"]
    given = answer(*lines, kind="reconsideration")
    assert due(given) == ("redo", "2025-04-18", "done")
    assert alarms(given).get("redo-late") == ("2025-04-19" if late else None)
    assert ignored(answer(*lines, "decided 2025-04-21", kind="reconsideration")) == {}
    whole = answer(RECEIVED, "decided 2025-03-05 row=（三）1", *lines)
    assert (due(whole), whole.concluded, ignored(whole)) == (due(given), dt.date(2025, 3, 5), {})


@pytest.mark.parametrize(
    ("claimed", "last"),
    [("2025-03-03", "2025-03-18"), ("2025-03-07", "2025-03-24"), ("2025-09-20", "2025-10-09")],
)
def test_the_defence_is_due_in_fifteen_days(claimed: str, last: str) -> None:
    given = answer(f"statement_of_claim {claimed}", kind="lawsuit")
    assert due(given) == ("defence", last, "running")
    after = (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat()
    assert alarms(given) == {"defence-late": after}
    assert given.period_begins == dt.date.fromisoformat(claimed) + dt.timedelta(days=1)
    assert [each.counts for each in given.due.steps if each.counts] == list(range(1, 16))  # type: ignore[union-attr]
    filed = answer(f"statement_of_claim {claimed}", f"defence_filed {last}", kind="lawsuit")
    assert (alarms(filed), filed.answered_on) == ({}, dt.date.fromisoformat(last))
    assert alarms(answer(f"statement_of_claim {claimed}", f"defence_filed {after}", kind="lawsuit")) == {
        "defence-late": after
    }


@pytest.mark.parametrize(
    ("fields", "appeal"),
    [
        ("", "2025-05-16"),
        ("result=驳回", "2025-05-16"),
        ("instance=first", "2025-05-16"),
        ("result=ruling", "2025-05-12"),
        ("result=驳回起诉裁定", "2025-05-12"),
        ("instance=second", None),
        ("instance=二审", None),
    ],
)
def test_a_judgment_may_be_appealed_unless_it_is_the_last(fields: str, appeal: str | None) -> None:
    given = answer(CLAIM, "defence_filed 2025-03-10", f"judgment 2025-05-01 {fields}", kind="lawsuit")
    assert also(given) == ([("applicant_appeal", appeal)] if appeal else [])
    assert given.concluded == dt.date(2025, 5, 1)
    assert due(given) == ("defence", "2025-03-18", "done")


def test_an_appeal_is_answered_anew_and_ends_the_time_for_it() -> None:
    lines = [CLAIM, "defence_filed 2025-03-10", "judgment 2025-05-06 instance=first"]
    given = answer(*lines, "statement_of_claim 2025-05-20 instance=second", kind="lawsuit")
    assert (due(given), also(given)) == (("defence", "2025-06-04", "running"), [])
    assert (given.received, given.concluded) == (dt.date(2025, 5, 20), None)


def test_a_judgment_without_its_copy_still_binds() -> None:
    given = answer("judgment 2025-05-06 result=redo", kind="lawsuit")
    assert (due(given)[0], given.received) == ("redo", dt.date(2025, 5, 6))


def test_disputes_beside_a_request() -> None:
    lines = [RECEIVED, "decided 2025-03-20 row=（四）1", "handed_over 2025-03-21"]
    before = answer(*lines)
    assert [what for what, _ in also(before)] == ["applicant_reconsideration", "applicant_lawsuit"]
    given = answer(*lines, "reconsideration_notice 2025-04-01")
    assert due(given) == due(before)
    assert [what for what, _ in also(given)] == [
        "reconsideration_answer",
        "reconsideration_decision",
        "applicant_lawsuit",
    ]
    assert (given.received, given.answered_on) == (dt.date(2025, 3, 3), dt.date(2025, 3, 21))
    done = answer(*lines, "reconsideration_notice 2025-04-01", "reconsideration_answered 2025-04-02")
    assert "reconsideration_answer" not in dict(also(done))


def test_a_lawsuit_after_silence_names_the_request_too() -> None:
    given = answer(RECEIVED, kind="lawsuit")
    assert (given.due, given.received) == (None, dt.date(2025, 3, 3))
    assert ("applicant_lawsuit", "2025-09-30") in also(given)


def test_dates_of_disputes_in_a_year_without_notice_may_move() -> None:
    given = answer("reconsideration_notice 2025-12-30", kind="reconsideration", clock=UNANNOUNCED)
    assert given.due is not None and given.due.provisional == ("calendar-incomplete",)
    given = answer("statement_of_claim 2025-12-10", kind="lawsuit", clock=UNANNOUNCED)
    assert given.due is not None and given.due.provisional == ()
    given = answer("statement_of_claim 2025-12-17", kind="lawsuit", clock=UNANNOUNCED)
    assert given.due is not None and given.due.provisional == ("calendar-incomplete",)
