"""What the title names, and dates that exist and fit the year reported on."""

from __future__ import annotations

import datetime as dt
import sys
import unicodedata

import pytest

from tests.checking.build import TOWN, found, not_run, right_report, with_prose


@pytest.mark.parametrize(
    ("title", "lacking"),
    [
        (f"{TOWN}2024年政府信息公开工作年度报告", []),
        ("2024年国梁镇政府信息公开工作年度报告", []),
        ("国梁镇人民政府\n二〇二四年政府信息公开工作\n年度报告", []),
        ("国梁镇２０２４年度政府信息公开工作年度报告", []),
        ("重庆市大足区国梁镇人民政府关于2024年度政府信息公开工作年度报告", []),
        ("国梁镇政府信息公开工作2024年年度报告", []),
        ("國梁鎮2024年政府信息公開工作年度報告", []),
        ("2024年政府信息公开工作年度报告", ["机关名称"]),
        ("国梁镇政府信息公开工作年度报告", ["年度"]),
        ("国梁镇2024年政府信息公开年报", ["“政府信息公开工作年度报告”"]),
        ("国梁镇2024年政务公开工作总结", ["“政府信息公开工作年度报告”"]),
        ("政府信息公开工作年度报告", ["机关名称", "年度"]),
    ],
)
def test_a_title_names_agency_year_and_report(title, lacking):
    findings = found(right_report(title=title), "structure.title")
    assert [each.severity for each in findings] == ["notice"] * bool(lacking)
    assert all(f"没有写明{'、'.join(lacking)}。" in each.message for each in findings)
    assert all(each.expected == f"{TOWN}2024年政府信息公开工作年度报告" for each in findings)


@pytest.mark.parametrize("title", [None, " "])
def test_a_title_that_was_not_read_is_not_blamed(title):
    report = right_report(title=title)
    assert found(report, "structure.title") == []
    assert len(not_run(report, "structure.title")) == 1


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"published": dt.date(2025, 1, 21)}, []),
        ({"signed": dt.date(2025, 1, 1)}, []),
        ({"published": dt.date(2024, 12, 31)}, ["发布日期2024年12月31日早于2024年度结束"]),
        ({"signed": dt.date(2024, 1, 20)}, ["落款日期2024年1月20日早于2024年度结束"]),
        (
            {"published": dt.date(2024, 1, 31), "signed": dt.date(2024, 1, 20)},
            ["发布日期2024年1月31日", "落款日期2024年1月20日"],
        ),
        ({"published": dt.date(2025, 1, 20), "signed": dt.date(2025, 1, 20)}, []),
        ({"published": dt.date(2025, 1, 19), "signed": dt.date(2025, 1, 20)}, ["早于落款日期2025年1月20日"]),
        ({}, []),
    ],
)
def test_nothing_is_signed_or_published_before_its_year_ended(days, says):
    messages = [each.message for each in found(right_report(**days), "structure.dates")]
    assert len(messages) == len(says)
    assert all(part in message for part, message in zip(says, messages, strict=True))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2025年2月30日", True),
        ("2024年13月1日", True),
        ("2024年2月29日", False),
        ("２０２５年 ２月 ３１日", True),
        ("2024年4月", False),
    ],
)
def test_a_date_that_does_not_exist_is_named(text, wrong):
    for report in (
        right_report(closing=f"国梁镇人民政府\n{text}"),
        with_prose(right_report(), other=f"于{text}公布。"),
    ):
        assert [each.severity for each in found(report, "structure.dates")] == ["warning"] * wrong


def test_without_a_year_dates_are_not_judged():
    assert len(not_run(right_report(year=None, signed=dt.date(2024, 1, 1)), "structure.dates")) == 1


def test_a_date_is_seen_whatever_character_its_day_ends_in():
    kinds = [chr(code) for code in range(sys.maxunicode + 1) if "日" in unicodedata.normalize("NFKC", chr(code))]
    dates = [date for each in kinds for date in (f"2025年2月30{each}", f"2025年2月{each}")]
    assert len(kinds) > 30
    for date in dates:
        impossible = unicodedata.normalize("NFKC", date) in ("2025年2月30日", "2025年2月31日", "2025年2月29日")
        assert bool(found(with_prose(right_report(), overview=date), "structure.dates")) is impossible, date
