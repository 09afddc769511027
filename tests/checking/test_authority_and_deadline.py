from __future__ import annotations

import datetime as dt

import pytest

from tests.checking.build import TOWN, found, not_run, right_report

RULES_CELL = "proactive.regulations.in_force"


@pytest.mark.parametrize(
    "agency",
    [
        TOWN,
        "淮安市洪泽区人民政府",
        "昆山市人民政府",
        "洪泽区教育局",
        "江苏省教育厅",
        "路北街道办事处",
        "大足区人民政府办公室",
    ],
)
def test_rules_of_an_agency_without_the_power_are_a_warning(agency):
    report = right_report(agency=agency).with_cells({RULES_CELL: 3, "proactive.regulations.made": 1})
    (finding,) = found(report, "proactive.authority")
    assert finding.severity == "warning" and finding.expected == 0
    assert finding.cells == ("proactive.regulations.made", RULES_CELL)
    assert f"{agency}没有规章制定权" in finding.message
    assert (
        "第二十条第（一）项；《立法法》（2023年修正）第九十一条第一款；《立法法》（2023年修正）第九十三条第一款"
        in finding.basis
    )


@pytest.mark.parametrize(
    "agency", ["苏州市人民政府", "江苏省人民政府", "恩施州人民政府", "国家税务总局", "苏州市人民政府办公室"]
)
def test_rules_of_an_agency_with_the_power_are_right(agency):
    assert found(right_report(agency=agency).with_cells({RULES_CELL: 3}), "proactive.authority") == []


@pytest.mark.parametrize(
    "agency", ["云海市人民政府", "某某经济开发区管委会", "国家税务总局南京市税务局", "教育局", None]
)
def test_an_agency_that_cannot_be_told_is_left_alone(agency):
    assert found(right_report(agency=agency).with_cells({RULES_CELL: 3}), "proactive.authority") == []


@pytest.mark.parametrize("value", [0, None])
def test_no_rules_are_right_for_everyone(value):
    assert found(right_report().with_cells({RULES_CELL: value}), "proactive.authority") == []


def test_the_law_of_the_year_is_cited():
    (finding,) = found(right_report("2019").with_cells({"proactive.regulations.made": 1}), "proactive.authority")
    assert "《立法法》（2015年修正）第八十二条" in finding.basis


def late(agency, published, **options):
    return found(right_report(agency=agency, published=published), "deadline.published", **options)


@pytest.mark.parametrize(
    ("agency", "day", "days"),
    [
        ("洪泽区教育局", dt.date(2025, 2, 1), 1),
        ("江苏省教育厅", dt.date(2025, 3, 2), 30),
        ("淮安市洪泽区人民政府", dt.date(2025, 4, 1), 1),
        ("江苏省人民政府", dt.date(2025, 5, 6), 36),
        ("大足区人民政府办公室", dt.date(2025, 4, 2), 2),
        ("云海市教育局", dt.date(2025, 2, 1), 1),
    ],
)
def test_a_report_after_the_statutory_day_is_late(agency, day, days):
    (finding,) = late(agency, day)
    assert finding.severity == "warning" and f"晚了{days}天" in finding.message
    assert finding.found == day.isoformat()
    assert "第四十九条" in finding.message and "art. 49" in finding.message_en


@pytest.mark.parametrize(
    ("agency", "day"),
    [
        ("洪泽区教育局", dt.date(2025, 1, 31)),
        ("洪泽区教育局", dt.date(2024, 12, 31)),
        ("淮安市洪泽区人民政府", dt.date(2025, 3, 31)),
        ("大足区人民政府办公室", dt.date(2025, 2, 14)),
    ],
)
def test_a_report_on_the_day_or_before_is_in_time(agency, day):
    assert late(agency, day) == []
    assert not_run(right_report(agency=agency, published=day), "deadline.published") == []


def test_the_date_a_superior_set_gives_a_notice():
    due = dt.date(2025, 1, 15)
    (finding,) = late(TOWN, dt.date(2025, 1, 21), due=due)
    assert (finding.severity, finding.expected) == ("notice", "2025-01-15")
    assert "上级机关规定的日期" in finding.message
    assert late(TOWN, due, due=due) == []


def test_the_statutory_day_goes_before_the_superiors():
    assert late("洪泽区教育局", dt.date(2025, 1, 20), due=dt.date(2025, 1, 10)) == []


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, "没有载明发布日期"),
        ({"signed": dt.date(2025, 9, 1)}, "落款日期不等于发布日期"),
        ({"published": dt.date(2025, 9, 1)}, "条例没有规定该机关的公布日期"),
        ({"published": dt.date(2025, 9, 1), "agency": "教育局"}, "条例没有规定该机关的公布日期"),
        ({"published": dt.date(2025, 9, 1), "year": None}, "未能确定"),
        ({"published": dt.date(2025, 9, 1), "agency": None}, "未能确定"),
    ],
)
def test_what_cannot_be_judged_is_said(changes, why):
    (finding,) = not_run(right_report(**changes), "deadline.published")
    assert why in finding.message
