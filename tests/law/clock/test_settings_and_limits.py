"""Settings and limits are dated rows with a default, a source and a basis; damaged data are said."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable

import pytest

from gongkai.errors import InvalidData
from gongkai.law.clock import limits, rows, settings, words, year_end
from gongkai.law.clock.calendar import Calendar
from gongkai.law.clock.limits import all_limits, is_at_hand, limit
from gongkai.law.clock.periods import Pause, is_left_out, last_counted, same_day, united
from gongkai.law.clock.settings import ClockSettings, setting_rows
from gongkai.law.clock.words import alarm_basis, alarm_codes, alarm_text, cited

DAY = dt.date(2025, 3, 3)
CODES = [
    "unconfirmed",
    "unreachable",
    "overdue",
    "late-entry",
    "late-correction-notice",
    "second-correction-notice",
    "late-extension",
    "second-extension",
    "extension-too-long",
    "other-courier",
    "freight-collect",
    "service-not-proven",
    "consulted-silent",
    "agency-silent",
    "supply-missed",
    "payment-missed",
    "supply-late",
    "own-draft",
    "own-review",
    "own-signature",
    "answered-late",
    "no-answer-in-time",
    "defence-late",
    "redo-late",
    "answered-before-received",
    "unknown-order",
    "calendar-incomplete",
]
DEFAULTS = {
    "counting.receipt_day_counts": False,
    "counting.conclusion": "decided",
    "receipt.misdirected_mail": "signed",
    "receipt.unreachable_stops": True,
    "receipt.automatic_counts": False,
    "extension.once": True,
    "extension.before_end": True,
    "extension.max_days": 20,
    "consultation.from": "dispatch",
    "consultation.reply_days": 15,
    "reasons.delay_replaces": True,
    "service.electronic": "arrival",
    "own.draft_days": 10,
    "own.review_days": 13,
    "own.signature_days": 18,
    "own.escalation_days": 19,
    "own.agency_reply_days": 5,
    "reconsideration.absent_days": 5,
    "reconsideration.after_change": "copy",
}


def test_the_defaults_are_the_documented_ones() -> None:
    assert dict(ClockSettings().on(DAY)) == DEFAULTS


def test_every_setting_tells_its_source_and_basis_and_its_default_is_possible() -> None:
    for row in setting_rows():
        assert row.title and row.source
        assert [str(each) for each in row.citations()] == cited(row.basis).split("、")
        assert row.insist(row.default) == row.default


def test_what_an_office_sets_lies_over_the_default_and_what_a_case_sets_over_both() -> None:
    office = ClockSettings.of({"extension.max_days": 10, "extension.once": False})
    case = office.with_({"extension.max_days": 5})
    assert (case.on(DAY)["extension.max_days"], case.on(DAY)["extension.once"]) == (5, False)
    assert office.on(DAY)["extension.max_days"] == 10
    assert office.with_({}) is office


def test_a_later_row_of_a_setting_holds_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"key": "a", "default": 1, "title": "t", "source": "s", "basis": ["extension"], "high": 9}
    later = {**row, "default": 2, "from": dt.date(2025, 1, 1)}
    settings._rows.cache_clear()
    monkeypatch.setattr(tomllib, "loads", lambda _text: {"settings": [{**row, "from": dt.date(2020, 1, 1)}, later]})
    try:
        found = [ClockSettings().on(dt.date(year, 1, 1))["a"] for year in (2019, 2020, 2024, 2025, 2026)]
        assert found == [1, 1, 1, 2, 2]
        assert ClockSettings.of({"a": 9}).on(DAY) == {"a": 9}
    finally:
        monkeypatch.undo()
        settings._rows.cache_clear()


def test_a_limit_holds_from_its_day_on_and_before_it_for_want_of_another() -> None:
    assert (limit("answer", DAY).number, limit("answer", DAY).unit) == (20, "working")
    assert limit("answer", dt.date(2010, 1, 1)).number == 20
    assert is_at_hand("answer", dt.date(2019, 5, 15))
    assert not is_at_hand("answer", dt.date(2019, 5, 14))
    with pytest.raises(InvalidData, match="no limit 'x'"):
        limit("x", DAY)


def test_limits_are_those_of_the_law() -> None:
    assert {each.key: (each.number, each.unit) for _, each in all_limits()} == {
        "answer": (20, "working"),
        "correction_notice": (7, "working"),
        "payment": (20, "working"),
        "confirmation.mail": (0, "working"),
        "confirmation.electronic": (1, "working"),
        "redo": (20, "working"),
        "reconsideration_answer.simplified": (5, "working"),
        "reconsideration_answer.ordinary": (10, "working"),
        "reconsideration_decision.simplified": (30, "days"),
        "reconsideration_decision.ordinary": (60, "days"),
        "reconsideration_decision.extension": (30, "days"),
        "defence": (15, "days"),
        "applicant_reconsideration": (60, "days"),
        "applicant_reconsideration.untold": (12, "months"),
        "applicant_lawsuit": (6, "months"),
        "applicant_lawsuit.untold": (12, "months"),
        "applicant_lawsuit.silence": (6, "months"),
        "applicant_lawsuit.reconsidered": (15, "days"),
        "applicant_lawsuit.reconsideration_silent": (15, "days"),
        "applicant_appeal.judgment": (15, "days"),
        "applicant_appeal.ruling": (10, "days"),
    }
    assert all(first and cited(each.basis) for first, each in all_limits())


def test_every_alarm_of_the_contract_has_words_and_a_basis() -> None:
    assert set(CODES) <= set(alarm_codes())
    assert set(alarm_codes()) - set(CODES) == {"late-fee-notice", "law-not-at-hand", "own-escalation"}
    assert all(alarm_text(code) and alarm_basis(code) for code in alarm_codes())


@pytest.mark.parametrize(
    ("given", "joined"),
    [
        ([], []),
        ([(5, 8), (1, 3)], [(1, 3), (5, 8)]),
        ([(1, 3), (4, 8)], [(1, 8)]),
        ([(1, 8), (2, 3)], [(1, 8)]),
        ([(1, 8), (2, 9)], [(1, 9)]),
        ([(1, None), (2, 9)], [(1, None)]),
        ([(1, 4), (3, None)], [(1, None)]),
        ([(1, 4), (6, None)], [(1, 4), (6, None)]),
        ([(4, 3)], []),
        ([(3, 3)], [(3, 3)]),
    ],
)
def test_pauses_that_overlap_are_one(given: list[tuple[int, int | None]], joined: list[tuple[int, int | None]]) -> None:
    assert united(Pause(*each) for each in given) == [Pause(*each) for each in joined]


@pytest.mark.parametrize(
    ("start", "number", "pauses", "last"),
    [
        (1, 5, [], 5),
        (1, 1, [], 1),
        (1, 5, [(2, 3)], 7),
        (1, 5, [(5, 5)], 6),
        (1, 5, [(6, 9)], 5),
        (4, 5, [(1, 3)], 8),
        (4, 5, [(1, 4)], 9),
        (4, 5, [(1, 5), (10, 11)], 12),
        (1, 5, [(2, 3), (8, 9)], 7),
        (1, 5, [(2, 3), (7, 9)], 10),
        (1, 5, [(3, None)], None),
        (1, 5, [(6, None)], 5),
    ],
)
def test_counting_leaves_pauses_out(
    start: int, number: int, pauses: list[tuple[int, int | None]], last: int | None
) -> None:
    spells = [Pause(*each) for each in pauses]
    assert last_counted(start, number, spells) == last
    if last is not None:
        assert sum(not is_left_out(index, spells) for index in range(start, last + 1)) == number


@pytest.mark.parametrize(
    ("day", "number", "same"),
    [
        ("2025-08-31", 6, "2026-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-06-30", 6, "2025-12-30"),
        ("2025-07-01", 6, "2026-01-01"),
        ("2025-12-15", 1, "2026-01-15"),
    ],
)
def test_the_same_day_months_later(day: str, number: int, same: str) -> None:
    assert same_day(dt.date.fromisoformat(day), number).isoformat() == same


@pytest.mark.parametrize(
    ("key", "since", "last"),
    [
        ("confirmation.mail", "2025-03-08", "2025-03-08"),
        ("confirmation.electronic", "2025-03-07", "2025-03-10"),
        ("defence", "2025-03-03", "2025-03-18"),
        ("defence", "2025-09-20", "2025-10-09"),
        ("applicant_lawsuit", "2025-04-01", "2025-10-09"),
        ("answer", "2025-03-03", "2025-03-31"),
    ],
)
def test_a_period_ends_as_its_unit_says(key: str, since: str, last: str) -> None:
    day = dt.date.fromisoformat(since)
    assert limit(key, day).last_day(day, Calendar.known()).isoformat() == last


@pytest.mark.parametrize(
    ("cached", "ask", "damaged"),
    [
        (settings._rows, lambda: list(setting_rows()), [{}, {"settings": [{}]}, {"settings": [{"key": "a"}]}]),
        (
            limits._limits,
            lambda: limit("a", DAY),
            [{}, {"limits": [{}]}, {"limits": [{"key": "a", "number": 1, "unit": "weeks", "basis": []}]}],
        ),
        (rows._rows, lambda: rows.row_of("x"), [{}, {"rows": 5}]),
        (year_end.year_end_cases, year_end.year_end_cases, [{}, {"cases": [{}]}]),
    ],
    ids=["settings", "limits", "rows", "year-end"],
)
def test_damaged_data_are_said(
    cached: Callable[[], object], ask: Callable[[], object], damaged: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in damaged:
        cached.cache_clear()  # type: ignore[attr-defined]
        monkeypatch.setattr(tomllib, "loads", lambda _text, each=each: each)
        with pytest.raises(InvalidData, match=r"is damaged|no limit"):
            ask()
    monkeypatch.undo()
    cached.cache_clear()  # type: ignore[attr-defined]


def test_damaged_words_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_text: str) -> object:
        raise ValueError("x")

    words._words.cache_clear()
    monkeypatch.setattr(tomllib, "loads", fail)
    with pytest.raises(InvalidData, match="words is damaged"):
        words.word("weekend")
    monkeypatch.undo()
    words._words.cache_clear()
