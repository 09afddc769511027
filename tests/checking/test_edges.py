"""What findings are made of, at the edges: names, sentences, figures that are not there, and what is certain."""

from __future__ import annotations

import pytest

from gongkai.checking import Finding, check, superiors_last
from gongkai.checking import rule as registry
from gongkai.checking.naming import number, row_label
from gongkai.checking.repetition import fingerprints, least_common
from gongkai.checking.stated import sentence_around
from gongkai.errors import InvalidData
from gongkai.forms import get_form
from gongkai.report import Report
from gongkai.screening.finding.digits import passes_luhn
from tests.checking.build import found, right_report, with_prose


def finding(rule: str = "cells.blank") -> Finding:
    return Finding(rule, "warning", (), "空白。", "Blank.", "条例")


def test_a_finding_is_told_in_the_language_asked_for_and_in_chinese_else() -> None:
    said = [finding().to_json(**language)["message"] for language in ({}, {"language": "zh"}, {"language": "en"})]
    assert said == ["空白。", "空白。", "Blank."]


def test_what_superiors_ask_stands_behind_all_else_in_its_order() -> None:
    made = [finding(each) for each in ("superior:b.x", "cells.blank", "superior:a.x", "cells.missing")]
    assert [each.rule for each in superiors_last(made)] == [
        "cells.blank",
        "cells.missing",
        "superior:b.x",
        "superior:a.x",
    ]


def test_names_say_that_nothing_is_there_and_close_their_brackets() -> None:
    assert (number(None), number(0)) == ("空", "0")
    row = next(each.row for each in get_form("2021").cells if each.row.key == "received")
    assert row_label(row).en == "一、本年新收政府信息公开申请数量 (received)"


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("前文。甲X乙。后文", "甲X乙"),
        ("前文；甲X乙；后文", "甲X乙"),
        ("前文\n甲X乙\n后文", "甲X乙"),
        ("甲X乙", "甲X乙"),
        ("甲" * 40 + "X" + "乙" * 40, "甲" * 30 + "X" + "乙" * 30),
        ("。" + "甲" * 29 + "X" + "乙" * 29 + "。丙", "甲" * 29 + "X" + "乙" * 29),
    ],
)
def test_the_sentence_around_a_place_ends_at_its_marks_or_near(text: str, around: str) -> None:
    at = text.index("X")
    assert sentence_around(text, at, at + 1) == around


@pytest.mark.parametrize(("long", "compared"), [(79, False), (80, True), (81, True)])
def test_a_section_is_compared_from_the_least_length_on(long: int, compared: bool) -> None:
    made = fingerprints(with_prose(right_report(), problems="改" * long), 80)
    assert ("problems" in made.texts) is compared


def test_at_least_one_run_must_be_in_common_however_little_is_asked() -> None:
    assert [least_common(10, least) for least in (0.0, 0.05, 0.1, 0.2)] == [1, 1, 1, 2]


@pytest.mark.parametrize("rule_id", ["cells", "Cells.blank", "cells.blank", "unknown.rule"])
def test_a_rules_id_that_cannot_be_is_quoted(rule_id: str) -> None:
    with pytest.raises(InvalidData, match=f"^'{rule_id}' cannot be a rule's id"):
        registry.rule(rule_id, "试验", "trial", "error")


PARTS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_organisation")


def test_a_total_over_parts_that_are_all_empty_is_judged() -> None:
    row = {f"requests.carried_out.{part}": None for part in PARTS} | {"requests.carried_out.total": 3}
    (broken,) = found(right_report().with_cells(row), "requests.row-total")
    assert (broken.found, broken.expected, broken.severity) == (3, 0, "warning")


@pytest.mark.parametrize(
    ("cells", "certain"),
    [
        ({"requests.carried_out.total": 3}, True),
        ({"requests.carried_out.total": 3, "requests.carried_out.business": None}, False),
    ],
)
def test_what_rests_on_an_empty_cell_is_to_be_looked_at(cells: dict[str, int | None], certain: bool) -> None:
    findings = check(right_report().with_cells(cells), rules=["requests.row-total"])
    assert [each.certain for each in findings] == [certain]


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("6228480402564890018", True),
        ("6228480402564890019", False),
        ("6228480402564890081", False),
        ("4111111111111111", True),
        ("4111111111111112", False),
        ("4222222222222", True),
        ("5555555555554444", True),
        ("5555555555554440", False),
        ("79927398713", True),
        ("79927398710", False),
        ("0", True),
        ("5", False),
    ],
)
def test_a_cards_last_digit_checks_the_others(number: str, right: bool) -> None:
    assert passes_luhn(number) is right


@pytest.mark.parametrize(
    ("report", "rule"), [(right_report(), "years.carried"), (right_report(title=None), "structure.title")]
)
def test_what_would_make_a_rule_run_is_said_in_both_languages(report: Report, rule: str) -> None:
    (reason,) = check(report, rules=[rule])
    assert reason.severity == "not run"
    assert reason.advice.zh.endswith("。") and reason.advice.en.endswith(".")
