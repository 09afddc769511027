"""An area's own figures against the sum of its agencies' reports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.checking import AreaSums
from gongkai.consolidation import Member, area_sums, consolidate
from gongkai.report import Number, Provenance, Report
from tests.checking.build import found, not_run, right_report, without

RULE = "consolidation.sums"
COUNTY = "淮安市洪泽区人民政府"
LICENCES, FEES = "proactive.licences.decisions", "proactive.fees.amount"


def area(*changes: dict[str, Number | None], missing: tuple[Member, ...] = (), form: str = "2021") -> AreaSums:
    """The sums of one agency for each of these changes to an empty report, and of members without a report."""
    made = [
        Member(f"第{n}镇人民政府", "洪泽区", right_report(form, agency=None, source=f"{n}").with_cells(each))
        for n, each in enumerate(changes, 1)
    ]
    return area_sums(consolidate([*made, *missing], agency=COUNTY, year=2024, form=form))


def county(changes: dict[str, Number | None] | None = None, **fields: object) -> Report:
    return right_report(agency=COUNTY, **fields).with_cells(changes or {})


def test_each_differing_cell_is_named_with_both_figures():
    findings = found(county({LICENCES: 12, FEES: 3}), RULE, area=area({LICENCES: 5, FEES: 3}, {LICENCES: 6}))
    (one,) = findings
    assert (one.severity, one.cells, one.expected, one.found) == ("notice", (LICENCES,), 11, 12)
    assert "行政许可" in one.message and "为12件" in one.message and "2个机关的报告相加为11件" in one.message
    assert not one.certain


@pytest.mark.parametrize(
    ("own", "printed", "agencies", "agrees"),
    [
        (Decimal("3.47"), "3.47", (Decimal("1.234"), Decimal("2.234")), True),
        (Decimal("3.5"), "3.5", (Decimal("1.23"), Decimal("2.23")), True),
        (3, "3", (Decimal("1.23"), Decimal("2.23")), True),
        (3, "3.00", (Decimal("1.23"), Decimal("2.23")), False),
        (4, "4", (Decimal("1.23"), Decimal("2.23")), False),
        (Decimal("3.48"), "3.48", (Decimal("1.23"), Decimal("2.23")), False),
        (34600, "34600", (Decimal("1.23"), Decimal("2.23")), False),
    ],
)
def test_amounts_agree_as_far_as_they_are_rounded(own, printed, agencies, agrees):
    report = county({FEES: own})
    report = replace(report, provenance={**report.provenance, FEES: Provenance("read", printed)})
    findings = found(report, RULE, area=area(*({FEES: each} for each in agencies)))
    assert [each.cells for each in findings] == ([] if agrees else [(FEES,)])


def test_counts_are_never_rounded():
    assert found(county({LICENCES: 1001}), RULE, area=area({LICENCES: 1000}))


def test_an_agency_that_is_not_counted_is_named_with_the_reason():
    sums = area(
        {LICENCES: 5},
        missing=(
            Member("朱坝街道办事处", "洪泽区", None),
            Member("岔河镇人民政府", "洪泽区", right_report("2019", year=2024)),
            Member("老子山镇人民政府", "洪泽区", None, reason="无法读取"),
            Member("洪泽区税务局", "", None, role="copy"),
        ),
    )
    (one,) = found(county({LICENCES: 5}), RULE, area=sums)
    assert "3处未计入" in one.message
    for words in (
        "朱坝街道办事处（未收到可用的年度报告）",
        "岔河镇人民政府（填报的表式与汇总表式不同）",
        "老子山镇人民政府（无法读取）",
    ):
        assert words in one.message
    assert "税务局" not in one.message


@pytest.mark.parametrize(
    ("how", "words"), [("blank", "空白"), ("missing", "无此格"), ("unread", "未能读出"), ("repaired", "无法辨认")]
)
def test_a_cell_without_a_figure_is_named_and_not_taken_for_nothing(how, words):
    report = right_report(source="empty")
    empty = replace(
        report,
        cells={**report.cells, LICENCES: None},
        provenance={**report.provenance, LICENCES: Provenance(how)},
    )
    members = [Member("甲镇人民政府", "", right_report().with_cells({LICENCES: 5})), Member("乙镇人民政府", "", empty)]
    sums = area_sums(consolidate(members, agency=COUNTY, year=2024))
    differing, lacking = found(county({LICENCES: 8}), RULE, area=sums)
    assert "1个机关的报告相加为5件" in differing.message and f"乙镇人民政府{words}，未按零计入" in differing.message
    assert f"乙镇人民政府（1格{words}）" in lacking.message and lacking.cells == (LICENCES,)
    (only,) = found(county({LICENCES: 5}), RULE, area=sums)
    assert only.cells == lacking.cells


def test_a_doubted_figure_of_an_agency_is_said_to_be_doubted():
    report = right_report().with_cells({LICENCES: 5})
    doubted = replace(report, provenance={**report.provenance, LICENCES: Provenance("repaired", "5")})
    sums = area_sums(consolidate([Member("甲镇人民政府", "", doubted)], agency=COUNTY, year=2024))
    (one,) = found(county({LICENCES: 8}), RULE, area=sums)
    assert "甲镇人民政府的数字系统读取存疑" in one.message


def test_what_the_area_itself_does_not_state_is_not_this_rules_business():
    assert found(without(county(), "disputes."), RULE, area=area({})) == []


@pytest.mark.parametrize(
    ("report", "sums", "why"),
    [
        (county(), None, "没有提供所属机关的报告"),
        (county(), area({}, form="2019"), "表样或年度"),
        (county(), area(missing=(Member("甲镇人民政府", "", None),)), "甲镇人民政府：未收到可用的年度报告"),
        (county(year=2023), area({}), "表样或年度"),
    ],
)
def test_it_is_not_run_where_there_is_nothing_to_sum(report, sums, why):
    (one,) = not_run(report, RULE, area=sums)
    assert why in one.message
    assert found(report, RULE, area=sums) == []


@pytest.mark.parametrize("agency", ["淮安市洪泽区教育局", "重庆市大足区国梁镇人民政府", None])
def test_nobody_below_a_bureau_or_a_township_is_missed(agency):
    assert not_run(right_report(agency=agency), RULE) == []
