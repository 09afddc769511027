"""The worked cases are whole: enough of them, each reasoned, in words and names that the contract knows."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from tests.law.casebook import Worked, cases

EVENTS = {
    "received",
    "arrived",
    "confirmed",
    "unreachable",
    "correction_asked",
    "correction_received",
    "extended",
    "third_party_asked",
    "co_maker_asked",
    "agency_asked",
    "third_party_replied",
    "co_maker_replied",
    "agency_replied",
    "reasons_asked",
    "reasons_received",
    "delayed",
    "fee_notice",
    "fee_paid",
    "decided",
    "dispatched",
    "handed_over",
    "served",
    "withdrawn",
    "cancelled",
    "reconsideration_notice",
    "procedure_changed",
    "reconsideration_answered",
    "reconsideration_decided",
    "statement_of_claim",
    "defence_filed",
    "judgment",
}
CHANNELS = {"counter", "signed_mail", "ordinary_mail", "misdirected_mail", "web", "email", "fax"}
SERVICES = {"postal_enterprise", "courier", "courier_collect", "electronic"}
SETTINGS = {
    "counting.receipt_day_counts": {True},
    "counting.conclusion": {"served"},
    "receipt.misdirected_mail": {"confirmed"},
    "receipt.unreachable_stops": {False},
    "receipt.automatic_counts": {True},
    "extension.once": {False},
    "extension.before_end": {False},
    "extension.max_days": {10},
    "consultation.from": {"served"},
    "consultation.reply_days": {10},
    "reasons.delay_replaces": {False},
    "service.electronic": {"dispatch"},
    "own.draft_days": {5},
    "own.review_days": {8},
    "own.signature_days": {15},
    "own.agency_reply_days": {2},
}
DUE = {
    "answer",
    "correction_notice",
    "supply",
    "payment",
    "consulted_answer",
    "reconsideration_answer",
    "defence",
    "redo",
    "applicant_reconsideration",
    "applicant_lawsuit",
    "applicant_appeal",
}


def test_there_are_at_least_two_hundred_cases_each_of_its_own_title() -> None:
    assert len(cases()) >= 200
    assert [title for title, count in Counter(str(case) for case in cases()).items() if count > 1] == []


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_case_has_a_basis_a_computation_numbered_events_and_an_expectation(case: Worked) -> None:
    assert case.basis and case.worked and case.expect
    numbers = [event["id"] for event in case.given["events"]]
    assert len(set(numbers)) == len(numbers)
    assert all(isinstance(event["on"], dt.date) for event in case.given["events"])


def test_the_cases_use_every_event_every_channel_every_service_and_each_setting_both_ways() -> None:
    events = [event for case in cases() for event in case.given["events"]]
    assert {event["event"] for event in events} == EVENTS
    assert {event["how"] for event in events if event["event"] in ("received", "arrived")} == CHANNELS
    assert {event["how"] for event in events if event["event"] == "dispatched"} == SERVICES
    used: dict[str, set[object]] = {}
    for case in cases():
        for key, value in case.given.get("settings", {}).items():
            used.setdefault(key, set()).add(value)
    assert used == SETTINGS


def test_the_cases_ask_for_every_deadline() -> None:
    asked = set()
    for case in cases():
        asked |= {each["what"] for each in (*case.expect.get("also_due", ()), *case.expect.get("deadlines", ()))}
        due = case.expect.get("due", {})
        asked |= {due["what"]} if "what" in due else set()
    assert asked == DUE


ANSWER = {
    "received": "2025-03-03",
    "concluded": None,
    "due": {"what": "answer", "on": "2025-03-31", "provisional": ["unconfirmed"]},
    "also_due": [{"what": "correction_notice", "on": "2025-03-12"}],
}


@pytest.mark.parametrize(
    ("expect", "absent", "agrees"),
    [
        ({"received": dt.date(2025, 3, 3)}, {}, True),
        ({"received": dt.date(2025, 3, 4)}, {}, False),
        ({"concluded": "none", "answered_on": "none"}, {}, True),
        ({"received": "none"}, {}, False),
        ({"concluded": {"offered": dt.date(2025, 3, 3)}}, {}, False),
        ({"due": {"on": dt.date(2025, 3, 31), "provisional": ["unconfirmed"]}}, {}, True),
        ({"due": {"provisional": ["calendar-incomplete"]}}, {}, False),
        ({"also_due": [{"on": dt.date(2025, 3, 12)}]}, {}, True),
        ({"also_due": [{"what": "correction_notice", "on": dt.date(2025, 3, 13)}]}, {}, False),
        ({"alarms": [{"code": "overdue"}]}, {}, False),
        ({"deadlines": [{"what": "answer"}, {"what": "correction_notice"}]}, {}, True),
        ({}, {"due": {"provisional": ["unconfirmed"]}}, False),
        ({}, {"due": {"provisional": ["service-not-proven"]}}, True),
        ({}, {"also_due": [{"what": "correction_notice"}]}, False),
        ({}, {"alarms": [{"code": "overdue"}]}, True),
        ({}, {"received": dt.date(2025, 3, 3)}, False),
    ],
)
def test_an_answer_is_compared_by_what_a_case_names(
    expect: dict[str, object], absent: dict[str, object], agrees: bool
) -> None:
    assert (Worked("", "", "", "", {}, expect, absent).complaints(ANSWER) == []) is agrees
