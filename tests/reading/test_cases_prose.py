"""Small whole reports, each after a fault seen on published ones: names, dates, facts and structure."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import gongkai
from gongkai.report.model import Report

CASES = Path(__file__).parents[1] / "data" / "cases" / "prose"


def report(name: str) -> Report:
    (path,) = CASES.glob(f"{name}-*.txt")
    return gongkai.read(path)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("a1", "县统计局"),
        ("a2", "两安镇人民政府"),
        ("a3-0", "某安市公安局甲区分局"),
        ("a3-5", "某安市公安局甲区分局"),
        ("a5", "某安新区自然资源局"),
        ("a6", "合安镇人民政府"),
        ("a6b", "合安镇人民政府"),
        ("a7", "某安市信访局"),
        ("s1", "某市甲区丙安街道办事处"),
    ],
)
def test_the_agency_is_the_one_that_reports(name: str, agency: str) -> None:
    assert report(name).agency == agency


def test_a_report_without_a_heading_of_section_one_says_its_year() -> None:
    assert report("a8b").year == 2023


@pytest.mark.parametrize(("name", "day"), [("a10", dt.date(2024, 2, 10)), ("a11", dt.date(2024, 1, 30))])
def test_a_date_behind_a_bullet_is_read(name: str, day: dt.date) -> None:
    assert report(name).published == day


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (
            "f1",
            {
                ("requests.received", 12),
                ("requests.not_handled", 4),
                ("requests.unavailable.still_unclear", 1),
            },
        ),
        (
            "f2",
            {
                ("requests.concluded", 11),
                ("requests.received", 10),
                ("requests.carried_in", 1),
                ("requests.granted", 11),
            },
        ),
        ("f3", {("requests.received", 9), ("requests.unavailable", 5)}),
        ("f5", {("requests.concluded", 1)}),
        ("f6", set()),
        ("f7", {("published.website", 363)}),
        ("f8", set()),
        ("f10", {("published.total", 2640), ("published.website", 547), ("published.website", 2093)}),
        ("f11", {("requests.received", 6), ("requests.concluded", 6)}),
    ],
)
def test_the_prose_states_these_figures_and_accuses_nobody(name: str, facts: set[tuple[str, int]]) -> None:
    found = report(name)
    subjects = {each[0].split(".")[0] for each in facts} or {"published", "requests"}
    assert {(f.subject, f.number) for f in found.facts if f.subject.split(".")[0] in subjects} == facts
    assert not [each for each in gongkai.check(found) if each.rule == "narrative.requests"]


def test_a_report_without_tables_used_no_form() -> None:
    assert not [each for each in gongkai.check(report("s1")) if each.rule == "structure.form"]


def test_headings_in_the_ordinances_words_are_headings() -> None:
    assert not [each for each in gongkai.check(report("s2")) if each.rule == "structure.sections"]
