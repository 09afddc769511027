"""Rules name the rows and columns that they need; one that a form calls otherwise, or has no more, breaks none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai import Finding, check
from gongkai.reading.facts import facts_of
from gongkai.report import Report, blank_report
from tests.forms.to_come import forget, known

Changes = tuple[tuple[str, str], ...]
Make = Callable[[Changes], None]
COLUMNS_RENAMED: Changes = (
    ('key = "natural_person"', 'key = "persons"'),
    ('["natural_person", ', '["persons", '),
    ('key = "total"', 'key = "sum"'),
    ('left = ["total"]', 'left = ["sum"]'),
)
ROWS_GONE: Changes = (
    ('  { key = "regulations", label = "规章", variants = ["政府规章"] },\n', ""),
    ('  { key = "partly_granted"', '  { key = "granted_else"'),
    ('  "partly_granted",\n', '  "granted_else",\n'),
    ('  { key = "litigation_direct"', '  { key = "litigation_first"'),
    ('  { key = "carried_in"', '  { key = "brought_in"'),
    ('left = ["received", "carried_in"]', 'left = ["received", "brought_in"]'),
)
AGENCY = "江苏省淮安市洪泽区教育局"


@pytest.fixture
def form_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    yield lambda changes: known(tmp_path / "gongkai", monkeypatch, changes)
    monkeypatch.undo()
    forget()


def report(prose: str, **cells: int) -> Report:
    made = blank_report("2027", agency=AGENCY, year=2027)
    figures = {key.replace("__", "."): number for key, number in cells.items()}
    made = made.with_cells(dict.fromkeys(made.cells, 0) | figures)
    sections = {"overview": prose, "problems": "公开还不及时。下一步加强培训。", "other": "未收取信息处理费。"}
    return replace(made, sections=sections, facts=facts_of(sections, AGENCY, 2027))


def named(findings: list[Finding], family: str) -> list[tuple[str, ...]]:
    return [each.cells for each in findings if each.rule.startswith(family) and each.severity != "not run"]


@pytest.mark.parametrize(
    ("prose", "cells", "family", "blamed"),
    [
        ("收到政府信息公开申请5件。", {"requests__received__sum": 3}, "narrative.requests", "requests.received.sum"),
        (
            "收到政府信息公开申请3件，其中自然人申请2件，均已答复。",
            {"requests__received__sum": 3, "requests__received__persons": 3},
            "narrative.requests",
            "requests.received.persons",
        ),
        (
            "收到政府信息公开申请3件，办结3件，其中予以公开2件。",
            {"requests__received__sum": 3, "requests__concluded__sum": 3, "requests__granted__sum": 3},
            "narrative.requests",
            "requests.granted.sum",
        ),
        (
            "因政府信息公开被申请行政复议4件。",
            {"disputes__reconsideration__sum": 3},
            "narrative.disputes",
            "disputes.reconsideration.sum",
        ),
    ],
)
def test_columns_are_known_by_what_the_form_says_of_them(
    form_with: Make, prose: str, cells: dict[str, int], family: str, blamed: str
) -> None:
    form_with(COLUMNS_RENAMED)
    assert named(check(report(prose, **cells)), family) == [(blamed,)]


def test_a_row_that_a_form_has_no_more_leaves_the_rule_its_others(form_with: Make) -> None:
    form_with(ROWS_GONE)
    prose = "收到政府信息公开申请5件，上年结转2件，予以公开3件。因政府信息公开被提起行政诉讼4件。"
    made = report(prose, requests__received__total=5, requests__granted__total=1, disputes__litigation_first__total=3)
    findings = check(made)
    assert named(findings, "narrative.requests") == [("requests.granted.total",)]
    assert named(findings, "narrative.disputes") == [
        ("disputes.litigation_first.total", "disputes.litigation_after_reconsideration.total")
    ]
    assert named(findings, "proactive.authority") == []
