"""How every office on the roster stands: one status each, decided by what came in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.checking import Finding
from gongkai.errors import TruncatedDocument, UsageError
from gongkai.january.matrix import collect, common_year
from gongkai.january.model import STATUS_NAMES, Collected, Office
from gongkai.january.roster import RosterEntry
from gongkai.reading import Unread
from gongkai.report import Doubtful, Extra, Report
from gongkai.settings import Settings
from tests.january.kit import YEAR, entry, finding, full

OFFICE = entry("教育局")
NAME = "红河县教育局"


def collected(
    *came_in: Report | Unread,
    roster: Sequence[RosterEntry] = (OFFICE,),
    year: int | None = YEAR,
    findings: Sequence[Finding] = (),
    settings: Settings | None = None,
) -> Collected:
    more: Any = {"settings": settings} if settings else {}
    return collect(roster, came_in, year=year, check=lambda report, entry: findings, **more)


def office(*came_in: Report | Unread, **more: Any) -> Office:
    return collected(*came_in, **more).offices[0]


def unread(source: str) -> Unread:
    return Unread(source, TruncatedDocument("文件不完整。"))


@pytest.mark.parametrize(
    ("came_in", "status", "reason"),
    [
        ([], "missing", ""),
        ([full(NAME)], "filed", ""),
        ([full(NAME, YEAR - 1)], "wrong-year", "2023年度的报告"),
        ([full(NAME, None)], "doubtful", "没有写明年度"),
        ([full(NAME), full(NAME, None)], "doubtful", "没有写明年度"),
        ([unread("红河县教育局.doc")], "unreadable", "文件不完整"),
        ([unread("扫描件.pdf")], "missing", ""),
        ([unread("红河县教育局.doc"), full(NAME)], "filed", ""),
        ([full(NAME, YEAR - 1), full(NAME)], "filed", ""),
        ([full(NAME, source="a"), full(NAME, source="b", requests__received__total=1)], "several", "2份报告内容不同"),
        ([full("白云县教育局")], "missing", ""),
    ],
)
def test_what_came_in_decides_the_status(came_in: list[Report | Unread], status: str, reason: str):
    found = office(*came_in)
    assert found.status == status and reason in found.reason
    assert (found.report is not None) == (status in ("filed", "wrong"))
    assert status in STATUS_NAMES


@pytest.mark.parametrize(
    ("severities", "status"),
    [
        ([], "filed"),
        (["notice"], "filed"),
        (["warning"], "filed"),
        (["not run"], "filed"),
        (["warning", "error"], "wrong"),
    ],
)
def test_only_an_error_makes_a_report_wrong(severities: list[str], status: str):
    found = office(full(NAME), findings=[finding(severity=severity) for severity in severities])
    assert found.status == status
    assert [each.severity for each in found.not_run] == [each for each in severities if each == "not run"]
    assert "not run" not in [each.severity for each in found.findings]
    assert found.count("warning") == severities.count("warning")


def test_the_same_report_in_two_formats_is_one_and_the_less_doubted_counts():
    doubted = replace(full(NAME, source="a.pdf"), warnings=(Doubtful("ocr", "存疑", ()),))
    clean = full(NAME, source="b.docx")
    found = office(doubted, clean)
    assert found.status == "filed" and found.report is clean and found.sources == ("b.docx", "a.pdf")


@pytest.mark.parametrize(
    "change",
    [
        {"cells": {"requests.received.total": 9}},
        {"extra": (Extra("requests", "（六）其他处理", {"total": 1}),)},
        {"sections": {"overview": "完全是另外一篇文字，与前面的那一份没有相同之处，句句不同。"}},
    ],
)
def test_two_differing_reports_are_never_chosen_between(change: dict[str, Any]):
    first = full(NAME, source="a.docx")
    second = replace(first, source="b.docx")
    if "cells" in change:
        second = second.with_cells(change["cells"])
    else:
        second = replace(second, **change)
    found = office(first, second)
    assert found.status == "several" and found.report is None and found.sources == ("a.docx", "b.docx")


def test_prose_that_differs_by_a_few_characters_of_extraction_is_the_same():
    long = "本年度主动公开各类政府信息，" * 20
    first = replace(full(NAME, source="a.docx"), sections={"overview": long + "完。"})
    second = replace(first, source="b.pdf", sections={"overview": long.replace("，", "， ") + "完."})
    assert office(first, second).status == "filed"
    assert office(first, second, settings=Settings(same_prose=100)).status == "several"


def test_a_doubtful_file_makes_its_candidates_doubtful_and_is_listed():
    red, white = entry("城关镇人民政府", "红河县"), entry("城关镇人民政府", "白云县")
    report = full("城关镇人民政府")
    report = replace(report, title=None)
    found = collected(report, roster=(red, white))
    assert [each.status for each in found.offices] == ["doubtful", "doubtful"]
    assert [each.source for each in found.doubtful] == [report.source] and found.strangers == ()
    assert found.offices[0].sources == (report.source,)


def test_a_report_of_its_own_outweighs_a_doubtful_one():
    red, white = entry("城关镇人民政府", "红河县"), entry("城关镇人民政府", "白云县")
    vague = replace(full("城关镇人民政府"), title=None)
    found = collected(vague, full("红河县城关镇人民政府"), roster=(red, white))
    assert [each.status for each in found.offices] == ["filed", "doubtful"]


def test_files_of_nobody_and_unreadable_files_are_listed():
    found = collected(full("青山县教育局"), unread("扫描件.pdf"))
    assert [each.source for each in found.strangers] == ["青山县教育局.json"]
    assert [each.source for each in found.unread] == ["扫描件.pdf"]
    assert len(found.filings) == 1


@pytest.mark.parametrize(
    ("due", "filed", "signed", "published", "late", "basis"),
    [
        ("2025-01-20", None, "2025-01-20", None, False, "落款日期"),
        ("2025-01-20", None, "2025-01-21", None, True, "落款日期"),
        ("2025-01-20", None, None, "2025-02-01", True, "公开日期"),
        ("2025-01-20", "2025-01-19", "2025-01-30", "2025-01-31", False, "名单所载报送日期"),
        ("2025-01-20", "2025-01-21", "2025-01-10", None, True, "名单所载报送日期"),
        ("2025-01-20", None, None, None, None, ""),
        (None, None, "2025-01-21", None, None, "落款日期"),
    ],
)
def test_a_report_is_late_by_the_best_date_known_and_else_unknown(
    due: str | None, filed: str | None, signed: str | None, published: str | None, late: bool | None, basis: str
):
    def day(text: str | None) -> dt.date | None:
        return dt.date.fromisoformat(text) if text else None

    report = replace(full(NAME), signed=day(signed), published=day(published))
    found = office(report, roster=(entry("教育局", due=day(due), filed=day(filed)),))
    assert (found.late, found.date_basis) == (late, basis)


def test_counts_cover_every_office_once():
    roster = (OFFICE, entry("公安局"), entry("民政局"))
    found = collected(full(NAME), full("红河县公安局", YEAR - 1), roster=roster)
    assert found.counts() == {**dict.fromkeys(STATUS_NAMES, 0), "filed": 1, "wrong-year": 1, "missing": 1}
    assert sum(found.counts().values()) == 3


@pytest.mark.parametrize(
    ("years", "expected"),
    [([2024, 2024, 2023], 2024), ([2024, None], 2024), ([2024, 2023], None), ([], None), ([None], None)],
)
def test_the_year_is_that_of_most_reports_or_must_be_given(years: list[int | None], expected: int | None):
    reports = [full(f"局{number}", year) for number, year in enumerate(years)]
    if expected is None:
        with pytest.raises(UsageError, match="年度"):
            common_year(reports)
    else:
        assert common_year(reports) == expected
        assert collected(*reports, year=None).year == expected


def test_every_report_that_counts_is_checked_once_with_its_entry():
    seen: list[tuple[str | None, str]] = []

    def check(report: Report, of: RosterEntry) -> list[Finding]:
        seen.append((report.agency, of.name))
        return []

    collect(
        (OFFICE, entry("公安局")),
        [full(NAME), full("青山县教育局"), full("红河县公安局", 2020)],
        year=YEAR,
        check=check,
    )
    assert seen == [(NAME, "教育局")]


files = st.lists(
    st.one_of(
        st.builds(
            full,
            st.sampled_from([NAME, "红河县公安局", "教育局", "青山县教育局", None]),
            st.sampled_from([YEAR, YEAR - 1, None]),
            st.sampled_from(["a.docx", "红河县教育局.pdf", "c.html"]),
        ),
        st.builds(unread, st.sampled_from(["红河县公安局.doc", "x.doc"])),
    ),
    max_size=6,
)


@given(files)
def test_whatever_comes_in_every_office_has_one_status_and_no_file_is_lost(came_in: list[Report | Unread]):
    roster = (OFFICE, entry("公安局"))
    found = collected(*came_in, roster=roster)
    assert [each.entry for each in found.offices] == list(roster)
    placed = [filing for filing in found.filings if filing.match.entry is not None]
    assert len(placed) + len(found.doubtful) + len(found.strangers) + len(found.unread) == len(came_in)
    for each in found.offices:
        assert each.report is None or each.report.year == YEAR
