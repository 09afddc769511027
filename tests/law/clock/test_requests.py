"""The clock of a request, rule by rule: each boundary on its day, the day before and the day after."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.law.clock.answer import Offered
from tests.law.clock.kit import RECEIVED, UNANNOUNCED, alarms, also, answer, due, ignored

MAIL, WEB = "arrived 2025-03-03 how=ordinary_mail", "arrived 2025-03-03 how=web"


@pytest.mark.parametrize(
    ("lines", "settings", "received", "state", "last", "raised"),
    [
        ([RECEIVED], {}, "2025-03-03", "certain", "2025-03-31", None),
        ([RECEIVED], {"counting__receipt_day_counts": True}, "2025-03-03", "certain", "2025-03-28", None),
        (["received 2025-03-08 how=signed_mail"], {"counting__receipt_day_counts": True}, "2025-03-08", "certain",
         "2025-04-07", None),
        ([MAIL], {}, "2025-03-03", "provisional", "2025-03-31", "2025-03-03"),
        ([MAIL, "confirmed 2025-03-03"], {}, "2025-03-03", "certain", "2025-03-31", None),
        ([MAIL, "confirmed 2025-03-04"], {}, "2025-03-04", "certain", "2025-04-01", "2025-03-03"),
        ([WEB], {}, "2025-03-03", "provisional", "2025-03-31", "2025-03-04"),
        ([WEB, "confirmed 2025-03-04"], {}, "2025-03-04", "certain", "2025-04-01", None),
        ([WEB, "confirmed 2025-03-05"], {}, "2025-03-05", "certain", "2025-04-02", "2025-03-04"),
        (["arrived 2025-03-07 how=fax"], {}, "2025-03-07", "provisional", "2025-04-07", "2025-03-10"),
        ([WEB], {"receipt__automatic_counts": True}, "2025-03-03", "certain", "2025-03-31", None),
        ([MAIL], {"receipt__automatic_counts": True}, "2025-03-03", "provisional", "2025-03-31", "2025-03-03"),
        (["arrived 2025-03-03 how=misdirected_mail"], {}, "2025-03-03", "certain", "2025-03-31", None),
        (["arrived 2025-03-03 how=misdirected_mail"], {"receipt__misdirected_mail": "confirmed"}, "2025-03-03",
         "provisional", "2025-03-31", "2025-03-03"),
        ([WEB, "extended 2025-03-10 days=5"], {}, "2025-03-10", "certain", "2025-04-15", "2025-03-04"),
        ([WEB, "reasons_asked 2025-03-04"], {}, "2025-03-04", "certain", "2025-04-01", None),
        ([WEB, "third_party_asked 2025-03-04 served=2025-03-04", "third_party_replied 2025-03-05"], {}, "2025-03-03",
         "provisional", "2025-04-01", "2025-03-04"),
        ([MAIL, "unreachable 2025-03-03"], {"receipt__unreachable_stops": False}, "2025-03-03", "provisional",
         "2025-03-31", "2025-03-03"),
    ],
)  # fmt: skip
def test_receipt(
    lines: list[str], settings: dict[str, object], received: str, state: str, last: str, raised: str | None
) -> None:
    given = answer(*lines, **settings)
    assert given.received is not None
    assert (given.received.isoformat(), given.received_state) == (received, state)
    assert due(given) == ("answer", last, "running")
    assert alarms(given).get("unconfirmed") == raised
    assert given.due is not None
    assert ("unconfirmed" in given.due.provisional) == (state == "provisional")


@pytest.mark.parametrize(
    ("attempt", "unconfirmed"), [("2025-03-03", None), ("2025-03-04", "2025-03-03"), ("2025-03-20", "2025-03-03")]
)
def test_a_recorded_attempt_stops_the_provisional_clock(attempt: str, unconfirmed: str | None) -> None:
    given = answer(MAIL, f"unreachable {attempt}")
    assert due(given) == ("answer", None, "stopped")
    assert (given.received_state, given.period_begins, given.also_due) == ("provisional", None, ())
    assert given.due is not None and given.due.provisional == ("unconfirmed",)
    assert alarms(given) == {
        "unreachable": attempt,
        **({"unconfirmed": unconfirmed} if unconfirmed else {}),
    }


def test_a_stopped_clock_starts_when_contact_is_restored_and_stays_where_it_was_once_decided() -> None:
    given = answer(MAIL, "unreachable 2025-03-03", "confirmed 2025-03-10")
    assert (due(given), alarms(given).keys()) == (("answer", "2025-04-08", "running"), {"overdue"})
    given = answer(MAIL, "unreachable 2025-03-03", "decided 2025-07-10 row=（一）")
    assert due(given) == ("answer", None, "done")
    assert "answered-late" not in alarms(given)


def test_attempts_that_a_setting_makes_idle_are_shown() -> None:
    given = answer(WEB, "unreachable 2025-03-04", receipt__unreachable_stops=False)
    assert (ignored(given), alarms(given)["unreachable"]) == ({2: "attempt-by-setting"}, "2025-03-04")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([RECEIVED, "received 2025-03-10 how=counter"], {2: "received-already"}),
        ([RECEIVED, "arrived 2025-03-10 how=web"], {2: "received-already"}),
        ([WEB, MAIL], {2: "received-already"}),
        ([RECEIVED, "confirmed 2025-03-04"], {2: "confirmed-already"}),
        ([RECEIVED, "unreachable 2025-03-04"], {2: "confirmed-already"}),
        (["confirmed 2025-03-02", WEB], {1: "nothing-arrived"}),
        (["unreachable 2025-03-02", WEB], {1: "nothing-arrived"}),
        ([WEB, "decided 2025-03-04", "confirmed 2025-03-05"], {3: "after-end"}),
        ([WEB, "withdrawn 2025-03-04", "unreachable 2025-03-05"], {3: "after-end"}),
        (["extended 2025-03-02 days=5", RECEIVED], {1: "before-receipt"}),
        (["third_party_asked 2025-03-02", RECEIVED], {1: "before-receipt"}),
        ([RECEIVED, "decided 2025-03-05", "extended 2025-03-06 days=5"], {3: "after-end"}),
        ([RECEIVED, "decided 2025-03-05", "agency_asked 2025-03-06"], {3: "after-end"}),
        ([RECEIVED, "decided 2025-03-05", "withdrawn 2025-03-06"], {3: "ended-already"}),
        ([RECEIVED, "correction_received 2025-03-05"], {2: "not-asked"}),
        ([RECEIVED, "fee_paid 2025-03-05"], {2: "not-asked"}),
        ([RECEIVED, "third_party_replied 2025-03-05"], {2: "not-asked"}),
        ([RECEIVED, "agency_asked 2025-03-04", "third_party_replied 2025-03-05"], {3: "not-asked"}),
        ([RECEIVED, "agency_asked 2025-03-04 who=甲", "agency_replied 2025-03-05 who=乙"], {3: "not-asked"}),
        ([RECEIVED, "correction_asked 2025-03-05"], {2: "no-until"}),
        ([RECEIVED, "delayed 2025-03-05"], {2: "no-until"}),
        ([RECEIVED, "third_party_asked 2025-04-01 served=2025-04-01"], {2: "period-over"}),
    ],
)  # fmt: skip
def test_what_comes_too_late_too_often_or_for_nothing_moves_nothing(lines: list[str], expected: dict[int, str]) -> None:
    given = answer(*lines)
    assert ignored(given) == expected
    assert "unknown-order" in alarms(given)
    kept = [line for number, line in enumerate(lines, 1) if number not in expected]
    assert due(given) == due(answer(*kept))


def test_without_receipt_nothing_is_due() -> None:
    given = answer("extended 2025-03-05 days=5", "decided 2025-03-06", "handed_over 2025-03-07", "withdrawn 2025-03-08")
    assert (given.received, given.received_state, given.due, given.period_begins) == (None, None, None, None)
    assert (given.concluded, given.answered_on) == (dt.date(2025, 3, 6), dt.date(2025, 3, 7))
    assert ignored(given) == {1: "nothing-arrived", 4: "nothing-arrived"}
    assert [each.what for each in given.also_due] == ["applicant_reconsideration", "applicant_lawsuit"]
    assert answer().to_json()["due"] is None


@pytest.mark.parametrize(
    ("asked", "code", "state"),
    [
        ("2025-03-12", None, "waiting"),
        ("2025-03-13", "late-correction-notice", "running"),
        ("2025-03-03", None, "waiting"),
    ],
)
def test_the_seventh_working_day_is_the_last_for_a_correction_notice(asked: str, code: str | None, state: str) -> None:
    given = answer(RECEIVED, f"correction_asked {asked} until=2025-04-10")
    assert due(given)[2] == state
    assert ("late-correction-notice" in alarms(given)) == (code is not None)
    assert ignored(given) == ({2: "late-notice"} if code else {})
    assert also(answer(RECEIVED))[0] == ("correction_notice", "2025-03-12")


def test_the_day_of_receipt_may_be_the_first_of_the_seven() -> None:
    given = answer(RECEIVED, "correction_asked 2025-03-12 until=2025-04-10", counting__receipt_day_counts=True)
    assert ignored(given) == {2: "late-notice"}
    assert also(answer(RECEIVED, counting__receipt_day_counts=True))[0] == ("correction_notice", "2025-03-11")


def test_a_correction_notice_is_due_only_while_it_can_still_be_given() -> None:
    def is_due(*lines: str) -> bool:
        return "correction_notice" in dict(also(answer(RECEIVED, *lines)))

    assert is_due("reasons_asked 2025-03-12")
    assert not is_due("reasons_asked 2025-03-13")
    assert not is_due("correction_asked 2025-03-13 until=2025-04-10")
    assert not is_due("withdrawn 2025-03-05")
    assert not is_due("fee_notice 2025-03-05 served=2025-03-05", "fee_paid 2025-03-06")


def test_while_the_applicant_is_waited_for_no_answer_is_due() -> None:
    given = answer(RECEIVED, "correction_asked 2025-03-05 until=2025-04-10")
    assert due(given) == ("supply", "2025-04-10", "waiting")
    assert given.due is not None
    assert (given.due.waiting_for, given.due.provisional, given.period_begins) == ("applicant", (), None)
    assert given.concluded == Offered(dt.date(2025, 4, 11), "（六）1")
    assert (alarms(given), also(given)) == ({"supply-missed": "2025-04-11"}, [])


@pytest.mark.parametrize(
    ("supplied", "last", "why"),
    [
        ("correction_received 2025-04-10", "2025-05-12", {}),
        ("correction_received 2025-04-11", None, {3: "late-supply"}),
        ("correction_received 2025-04-11 accepted_late=住院", "2025-05-13", {}),
    ],
)
def test_the_period_begins_anew_with_what_was_asked_for(supplied: str, last: str | None, why: dict[int, str]) -> None:
    given = answer(RECEIVED, "correction_asked 2025-03-05 until=2025-04-10", supplied)
    assert due(given) == (("answer", last, "running") if last else ("supply", "2025-04-10", "waiting"))
    assert ignored(given) == why
    assert given.received == dt.date(2025, 3, 3)
    assert ("supply-late" in alarms(given)) == bool(why)


def test_a_second_notice_leaves_everything_as_it_is() -> None:
    lines = [RECEIVED, "correction_asked 2025-03-04 until=2025-03-10", "correction_received 2025-03-06"]
    given = answer(*lines, "correction_asked 2025-03-07 until=2025-04-10")
    assert due(given) == due(answer(*lines)) == ("answer", "2025-04-03", "running")
    assert (ignored(given), alarms(given)["second-correction-notice"]) == ({4: "second-notice"}, "2025-03-07")


def test_extensions_end_with_the_period_that_they_extended() -> None:
    lines = [RECEIVED, "extended 2025-03-04 days=20", "correction_asked 2025-03-05 until=2025-04-10"]
    given = answer(*lines, "correction_received 2025-03-06", "extended 2025-03-07 days=20")
    assert due(given) == ("answer", "2025-05-06", "running")
    assert ignored(given) == {}
    assert due(answer(*lines, "correction_received 2025-03-06")) == ("answer", "2025-04-03", "running")


@pytest.mark.parametrize(
    ("lines", "settings", "last", "why", "raised"),
    [
        (["extended 2025-03-31 days=20"], {}, "2025-04-28", {}, None),
        (["extended 2025-04-01 days=20"], {}, "2025-03-31", {2: "late-extension"}, "late-extension"),
        (["extended 2025-04-01 days=20"], {"extension__before_end": False}, "2025-04-28", {}, None),
        (["extended 2025-03-04 days=21"], {}, "2025-04-28", {}, "extension-too-long"),
        (["extended 2025-03-04 days=20"], {"extension__max_days": 10}, "2025-04-15", {}, "extension-too-long"),
        (["extended 2025-03-04 days=10"], {"extension__max_days": 10}, "2025-04-15", {}, None),
        (["extended 2025-03-04 days=5", "extended 2025-03-05 days=5"], {}, "2025-04-08", {3: "second-extension"},
         "second-extension"),
        (["extended 2025-03-04 days=5", "extended 2025-03-05 days=5"], {"extension__once": False}, "2025-04-15", {},
         None),
        (["extended 2025-03-04 days=15", "extended 2025-03-05 days=10"], {"extension__once": False}, "2025-04-28", {},
         "extension-too-long"),
        (["extended 2025-03-04 days=20", "extended 2025-03-05 days=1"], {"extension__once": False}, "2025-04-28",
         {3: "no-room"}, "extension-too-long"),
        (["extended 2025-03-04 days=19", "extended 2025-03-05 days=1"], {"extension__once": False}, "2025-04-28", {},
         None),
        (["extended 2025-03-04 days=1"], {"extension__max_days": 0}, "2025-03-31", {2: "no-room"},
         "extension-too-long"),
    ],
)  # fmt: skip
def test_extensions(
    lines: list[str], settings: dict[str, object], last: str, why: dict[int, str], raised: str | None
) -> None:
    given = answer(RECEIVED, *lines, **settings)
    assert due(given) == ("answer", last, "running")
    assert ignored(given) == why
    assert [code for code in alarms(given) if "exten" in code] == ([raised] if raised else [])


@pytest.mark.parametrize(
    "notice", ["correction_asked 2025-03-05 until=2025-04-10", "fee_notice 2025-03-05 served=2025-03-05"]
)
@pytest.mark.parametrize(
    "after",
    ["extended 2025-03-06 days=5", "delayed 2025-03-06 until=2025-06-06", "fee_notice 2025-03-06 served=2025-03-06"],
)
def test_while_waiting_there_is_no_period_to_change(notice: str, after: str) -> None:
    given = answer(RECEIVED, notice, after)
    second_fee = notice.startswith("fee") and after.startswith("fee")
    assert ignored(given) == {3: "second-fee-notice" if second_fee else "waiting"}
    assert alarms(given)["unknown-order"] == "2025-03-06"
    assert due(given) == due(answer(RECEIVED, notice))


@pytest.mark.parametrize(
    ("lines", "settings", "last"),
    [
        (["third_party_asked 2025-03-10 served=2025-03-12"], {}, "2025-04-24"),
        (["third_party_asked 2025-03-10 served=2025-03-12"], {"consultation__from": "served"}, "2025-04-22"),
        (["third_party_asked 2025-03-10 served=2025-03-12"], {"consultation__reply_days": 5}, "2025-04-10"),
        (["third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-03-12"], {}, "2025-04-02"),
        (["third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-03-10"], {}, "2025-03-31"),
        (["third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-05-06"], {}, "2025-04-24"),
        (["co_maker_asked 2025-03-10 served=2025-03-12"], {}, "2025-04-24"),
        (["agency_asked 2025-03-10 served=2025-03-12", "agency_replied 2025-05-06"], {}, "2025-05-27"),
        (["third_party_asked 2025-03-10", "third_party_replied 2025-05-06"], {}, "2025-05-27"),
        (["third_party_asked 2025-03-10", "third_party_replied 2025-03-12"], {"consultation__from": "served"},
         "2025-03-31"),
        (["third_party_asked 2025-03-10 served=2025-03-10 who=甲", "co_maker_asked 2025-03-11 served=2025-03-11",
          "third_party_replied 2025-03-13 who=甲", "co_maker_replied 2025-03-14"], {}, "2025-04-07"),
        (["third_party_asked 2025-03-31 served=2025-03-31"], {}, "2025-03-31"),
        (["third_party_asked 2025-03-28 served=2025-03-28", "third_party_replied 2025-04-01"], {}, "2025-04-02"),
    ],
)  # fmt: skip
def test_consultations_leave_out_the_time_needed(lines: list[str], settings: dict[str, object], last: str) -> None:
    assert due(answer(RECEIVED, *lines, **settings)) == ("answer", last, "running")


@pytest.mark.parametrize(("party", "proof"), [("third_party", True), ("co_maker", True), ("agency", False)])
def test_a_consultation_without_end_gives_no_date(party: str, proof: bool) -> None:
    given = answer(RECEIVED, f"{party}_asked 2025-03-10")
    assert due(given) == ("answer", None, "waiting")
    assert given.due is not None
    assert given.due.waiting_for == party
    assert given.due.provisional == (("service-not-proven",) if proof else ())
    expected = {"service-not-proven": "2025-03-10"} if proof else {"agency-silent": "2025-03-18"}
    assert alarms(given) == expected
    assert given.due.steps[-1].day == dt.date(2025, 3, 10)
    assert "applicant_lawsuit" not in dict(also(given))


@pytest.mark.parametrize(
    ("lines", "raised"),
    [
        (["third_party_asked 2025-03-10 served=2025-03-12"], {"consulted-silent": "2025-04-03"}),
        (["third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-04-02"], {}),
        (["third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-04-03"],
         {"consulted-silent": "2025-04-03"}),
        (["third_party_asked 2025-03-10 served=2025-03-12", "decided 2025-04-02"], {}),
        (["third_party_asked 2025-03-10 served=2025-03-12", "decided 2025-04-03"], {"consulted-silent": "2025-04-03"}),
        (["agency_asked 2025-03-10", "agency_replied 2025-03-17"], {}),
        (["agency_asked 2025-03-10", "agency_replied 2025-03-18"], {"agency-silent": "2025-03-18"}),
        (["third_party_asked 2025-03-10", "decided 2025-03-20"], {}),
    ],
)  # fmt: skip
def test_silence_is_an_alarm(lines: list[str], raised: dict[str, str]) -> None:
    found = alarms(answer(RECEIVED, *lines))
    assert {code: day for code, day in found.items() if code not in ("overdue", "answered-late")} == raised


def test_a_reply_that_came_late_is_said_and_replies_go_to_who_was_asked() -> None:
    given = answer(RECEIVED, "third_party_asked 2025-03-10 served=2025-03-12", "third_party_replied 2025-04-03")
    assert ignored(given) == {3: "reply-late"}
    given = answer(RECEIVED, "agency_asked 2025-03-10 who=甲", "agency_asked 2025-03-10 who=乙",
                   "agency_replied 2025-03-12 who=乙", "agency_replied 2025-03-14 who=甲")  # fmt: skip
    assert (ignored(given), due(given)) == ({}, ("answer", "2025-04-07", "running"))
    assert also(answer(RECEIVED, "co_maker_asked 2025-03-10 served=2025-03-12"))[1] == (
        "consulted_answer",
        "2025-04-02",
    )


@pytest.mark.parametrize(
    ("lines", "settings", "last", "why"),
    [
        (["delayed 2025-03-31 until=2025-06-03"], {}, "2025-06-03", {}),
        (["delayed 2025-04-01 until=2025-06-03"], {}, "2025-03-31", {2: "late-delay"}),
        (["delayed 2025-03-20 until=2025-03-31"], {}, "2025-03-31", {2: "no-delay"}),
        (["delayed 2025-03-20 until=2025-04-01"], {}, "2025-04-01", {}),
        (["delayed 2025-03-20 until=2025-06-03"], {"reasons__delay_replaces": False}, "2025-03-31",
         {2: "delay-by-setting"}),
        (["delayed 2025-03-20 until=2025-06-03", "extended 2025-03-21 days=5"], {}, "2025-06-03", {3: "delayed"}),
        (["agency_asked 2025-03-10", "delayed 2025-03-20 until=2025-06-03"], {}, "2025-06-03", {}),
    ],
)  # fmt: skip
def test_a_reasonable_delay_takes_the_place_of_the_due_day(
    lines: list[str], settings: dict[str, object], last: str, why: dict[int, str]
) -> None:
    given = answer(RECEIVED, *lines, **settings)
    assert (due(given), ignored(given)) == (("answer", last, "running"), why)
    assert ("late-extension" in alarms(given)) == ("late-delay" in why.values())


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (["reasons_asked 2025-03-05", "reasons_received 2025-03-06"], True),
        (["reasons_asked 2025-03-05"], False),
        (["reasons_received 2025-03-05"], False),
        ([], False),
    ],
)
def test_a_delay_without_reasons_asked_and_given_is_looked_at(before: list[str], asked: bool) -> None:
    given = answer(RECEIVED, *before, "delayed 2025-03-20 until=2025-06-03")
    assert due(given)[1] == "2025-06-03"
    assert ("unknown-order" in alarms(given)) is not asked


@pytest.mark.parametrize(
    ("lines", "expected", "why"),
    [
        (["fee_notice 2025-03-31 served=2025-04-01"], ("payment", "2025-04-29", "waiting"), {}),
        (["fee_notice 2025-04-01 served=2025-04-01"], ("answer", "2025-03-31", "running"), {2: "late-fee-notice"}),
        (["fee_notice 2025-03-20"], ("payment", None, "waiting"), {}),
        (["fee_notice 2025-03-20", "fee_paid 2025-06-20"], ("answer", "2025-07-18", "running"), {}),
        (["fee_notice 2025-03-20 served=2025-03-20", "fee_paid 2025-04-18"], ("answer", "2025-05-20", "running"), {}),
        (["fee_notice 2025-03-20 served=2025-03-20", "fee_paid 2025-04-21"], ("payment", "2025-04-18", "waiting"),
         {3: "late-payment"}),
        (["fee_notice 2025-03-20 served=2025-03-20", "fee_paid 2025-03-21", "fee_notice 2025-03-24"],
         ("answer", "2025-04-21", "running"), {4: "second-fee-notice"}),
    ],
)  # fmt: skip
def test_fees(lines: list[str], expected: tuple[str, str | None, str], why: dict[int, str]) -> None:
    given = answer(RECEIVED, *lines)
    assert (due(given), ignored(given)) == (expected, why)
    assert ("late-fee-notice" in alarms(given)) == ("late-fee-notice" in why.values())


def test_the_day_of_payment_never_counts_itself() -> None:
    lines = [RECEIVED, "fee_notice 2025-03-20 served=2025-03-20", "fee_paid 2025-04-18"]
    given = answer(*lines, counting__receipt_day_counts=True)
    assert given.period_begins == dt.date(2025, 4, 21)


def test_an_unpaid_fee_and_an_unproven_notice() -> None:
    given = answer(RECEIVED, "fee_notice 2025-03-20 served=2025-03-21")
    assert given.concluded == Offered(dt.date(2025, 4, 22), "（六）2")
    assert alarms(given) == {"payment-missed": "2025-04-22"}
    assert given.due is not None
    assert (len(given.due.steps), given.due.steps[0].day) == (29, dt.date(2025, 3, 24))
    given = answer(RECEIVED, "fee_notice 2025-03-20")
    assert (given.concluded, alarms(given)) == (None, {"service-not-proven": "2025-03-20"})
    assert given.due is not None and given.due.provisional == ("service-not-proven",)


def test_a_correction_in_time_is_waited_for_before_a_payment() -> None:
    lines = [RECEIVED, "fee_notice 2025-03-05 served=2025-03-05", "correction_asked 2025-03-06 until=2025-03-20"]
    assert due(answer(*lines))[0] == "supply"
    assert due(answer(*lines, "correction_received 2025-03-10"))[0] == "payment"


@pytest.mark.parametrize(
    ("lines", "settings", "concluded", "alarm"),
    [
        (["decided 2025-04-11 row=（六）1"], {}, "2025-04-11", False),
        (["decided 2025-05-11 row=(六)1"], {}, "2025-04-11", False),
        (["decided 2025-04-10 row=（六）1"], {}, "2025-04-10", True),
        (["decided 2025-05-11 row=（四）3"], {}, "2025-05-11", False),
        (["decided 2025-05-11 row=（六）1"], {"counting__conclusion": "served"}, "2025-04-11", False),
        (["withdrawn 2025-05-11"], {}, "2025-05-11", False),
    ],
)
def test_what_was_given_up_is_concluded_on_the_day_offered(
    lines: list[str], settings: dict[str, object], concluded: str, alarm: bool
) -> None:
    given = answer(RECEIVED, "correction_asked 2025-03-05 until=2025-04-10", *lines, **settings)
    assert given.concluded == dt.date.fromisoformat(concluded)
    assert due(given) == ("supply", "2025-04-10", "done")
    assert ("unknown-order" in alarms(given)) is alarm
    assert "supply-missed" not in alarms(given)


def test_an_unproven_fee_notice_cannot_be_given_up() -> None:
    given = answer(RECEIVED, "fee_notice 2025-03-20", "decided 2025-06-11 row=（六）2")
    assert (given.concluded, "unknown-order" in alarms(given)) == (dt.date(2025, 6, 11), True)


@pytest.mark.parametrize(
    ("lines", "settings", "answered", "reached", "raised"),
    [
        (["handed_over 2025-03-21"], {}, "2025-03-21", "2025-03-21", set()),
        (["dispatched 2025-03-21 how=postal_enterprise"], {}, "2025-03-21", None, set()),
        (["dispatched 2025-03-21 how=postal_enterprise", "served 2025-03-25"], {}, "2025-03-21", "2025-03-25", set()),
        (["dispatched 2025-03-21 how=courier"], {}, "2025-03-21", None, {"other-courier"}),
        (["dispatched 2025-03-21 how=courier_collect"], {}, "2025-03-21", None, {"other-courier", "freight-collect"}),
        (["dispatched 2025-03-21 how=electronic"], {}, None, None, {"service-not-proven"}),
        (["dispatched 2025-03-21 how=electronic", "served 2025-03-22 how=electronic"], {}, "2025-03-22", "2025-03-22",
         set()),
        (["dispatched 2025-03-21 how=electronic"], {"service__electronic": "dispatch"}, "2025-03-21", None, set()),
        (["dispatched 2025-03-24 how=postal_enterprise", "dispatched 2025-03-25 how=electronic",
          "handed_over 2025-03-26"], {}, "2025-03-24", "2025-03-26", set()),
    ],
)  # fmt: skip
def test_the_day_of_answering_goes_by_the_kind_of_service(
    lines: list[str], settings: dict[str, object], answered: str | None, reached: str | None, raised: set[str]
) -> None:
    given = answer(RECEIVED, "decided 2025-03-20 row=（四）1", *lines, **settings)
    assert (given.answered_on.isoformat() if given.answered_on else None) == answered
    assert alarms(given).keys() == raised
    assert (given.concluded, due(given)) == (dt.date(2025, 3, 20), ("answer", "2025-03-31", "done"))
    rights = {each.what: each.provisional for each in given.also_due}
    assert rights == (
        dict.fromkeys(("applicant_reconsideration", "applicant_lawsuit"), () if reached else ("service-not-proven",))
        if answered
        else {}
    )


def test_the_result_may_count_on_the_day_of_service() -> None:
    lines = [RECEIVED, "decided 2025-03-20 row=（四）1"]
    assert answer(*lines, counting__conclusion="served").concluded is None
    assert answer(*lines, "handed_over 2025-03-25", counting__conclusion="served").concluded == dt.date(2025, 3, 25)
    withdrawn = answer(RECEIVED, "withdrawn 2025-03-20", counting__conclusion="served")
    assert (withdrawn.concluded, due(withdrawn)[2], withdrawn.also_due) == (dt.date(2025, 3, 20), "done", ())


@pytest.mark.parametrize(
    ("told", "reconsideration", "lawsuit"),
    [("true", "2025-05-20", "2025-09-22"), ("false", "2026-03-23", "2026-03-23")],
)
def test_who_was_not_told_has_a_year(told: str, reconsideration: str, lawsuit: str) -> None:
    given = answer(RECEIVED, f"decided 2025-03-20 row=（四）1 told={told}", "handed_over 2025-03-21")
    assert also(given) == [("applicant_reconsideration", reconsideration), ("applicant_lawsuit", lawsuit)]


@pytest.mark.parametrize(
    ("row", "first"),
    [
        ("（三）4", True),
        ("（二）", True),
        ("refused.state_secret", True),
        ("（四）1", False),
        ("x", False),
        (None, False),
    ],
)
def test_against_a_refusal_reconsideration_comes_first(row: str | None, first: bool) -> None:
    decided = "decided 2025-03-20" + (f" row={row}" if row else "")
    assert [what for what, _ in also(answer(RECEIVED, decided, "handed_over 2025-03-21"))] == [
        "applicant_reconsideration",
        *([] if first else ["applicant_lawsuit"]),
    ]


@pytest.mark.parametrize(
    ("lines", "late"),
    [
        (["decided 2025-03-31", "handed_over 2025-03-31"], None),
        (["decided 2025-03-31", "handed_over 2025-04-01"], "2025-04-01"),
        (["decided 2025-03-31"], None),
        (["decided 2025-04-01"], "2025-04-01"),
        (["withdrawn 2025-04-01"], None),
    ],
)
def test_an_answer_after_the_last_day_is_late(lines: list[str], late: str | None) -> None:
    given = answer(RECEIVED, *lines)
    assert alarms(given).get("answered-late") == late
    assert "overdue" not in alarms(given)


def test_an_answer_before_receipt_is_looked_at() -> None:
    assert alarms(answer("decided 2025-03-02", RECEIVED))["answered-before-received"] == "2025-03-02"
    assert "answered-before-received" not in alarms(answer(RECEIVED, "decided 2025-03-03"))


def test_an_open_request_is_overdue_the_day_after_and_the_office_has_its_own_days() -> None:
    given = answer(RECEIVED)
    assert [(each.code, each.on.isoformat()) for each in given.alarms] == [
        ("own-draft", "2025-03-17"),
        ("own-review", "2025-03-20"),
        ("own-signature", "2025-03-27"),
        ("own-escalation", "2025-03-28"),
        ("overdue", "2025-04-01"),
    ]
    codes = [each.code for each in answer(RECEIVED, own__draft_days=21, own__review_days=20).alarms]
    assert "own-draft" not in codes and "own-review" in codes
    paused = answer(RECEIVED, "agency_asked 2025-03-10")
    assert [each.code for each in paused.alarms] == ["agency-silent"]


def test_late_entry_is_shown_with_the_day_of_entry() -> None:
    assert "late-entry" not in alarms(answer(RECEIVED + " entered=2025-03-03T23:59"))
    assert alarms(answer(RECEIVED + " entered=2025-03-04T00:00"))["late-entry"] == "2025-03-04"


@pytest.mark.parametrize(
    ("received", "last", "raised"),
    [
        ("2025-12-02", "2025-12-30", None),
        ("2025-12-03", "2025-12-31", None),
        ("2025-12-04", "2026-01-01", "2026-01-01"),
        ("2026-02-02", "2026-03-02", "2026-02-02"),
    ],
)
def test_a_date_in_a_year_without_notice_may_move(received: str, last: str, raised: str | None) -> None:
    given = answer(f"received {received} how=counter", clock=UNANNOUNCED)
    assert due(given) == ("answer", last, "running")
    assert given.due is not None
    assert given.due.provisional == (("calendar-incomplete",) if raised else ())
    assert alarms(given).get("calendar-incomplete") == raised
    assert all(each.certain == (each.day.year != 2026) for each in given.due.steps)
    assert [each.day for each in given.due.steps if "尚未公布" in each.why] == [
        each.day for each in given.due.steps if not each.certain
    ]


def test_other_dates_of_a_year_without_notice_may_move_too() -> None:
    given = answer("received 2025-12-01 how=counter", clock=UNANNOUNCED)
    doubts = {each.what: each.provisional for each in given.also_due}
    assert doubts == {"correction_notice": (), "applicant_lawsuit": ("calendar-incomplete",)}
    given = answer("received 2025-12-25 how=counter", "fee_notice 2025-12-26 served=2025-12-26", clock=UNANNOUNCED)
    assert given.due is not None and given.due.provisional == ("calendar-incomplete",)


@pytest.mark.parametrize(("received", "known"), [("2019-05-15", True), ("2019-05-14", False)])
def test_before_the_regulations_in_force_the_law_is_not_at_hand(received: str, known: bool) -> None:
    assert ("law-not-at-hand" in alarms(answer(f"received {received} how=counter"))) is not known
