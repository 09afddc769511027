"""Sheets of months × matters are read figure by figure; a list of items without a count column counts 1 each."""

import datetime as dt
from typing import Any

import pytest

from gongkai_site.records.actions import import_rows
from gongkai_site.records.shown import shown
from gongkai_site.records.staging import choose, mend, stage_file
from gongkai_site.registers.models import DecisionCount, Fee
from tests.site import build
from tests.site.sheets.build import FORMATS

ACROSS: list[list[Any]] = [
    ["2025年决定件数"],
    ["序号", "类别", "1月", "2月", "3月", "合计"],
    [1, "行政许可", 3, 0, "", 3],
    [2, "行政处罚", 1, 2, 4, 7],
    ["", "合计", 4, 2, 4, 10],
    ["填表人：李四"],
]
DOWN: list[list[Any]] = [
    ["2025年决定件数"],
    ["月份", "行政许可", "行政处罚", "合计"],
    ["1月", 3, 1, 4],
    ["2月", 0, 2, 2],
    ["3月", "", 4, 4],
    ["合计", 3, 7, 10],
]
READ = {
    ("licence", 1): 3, ("licence", 2): 0, ("penalty", 1): 1, ("penalty", 2): 2, ("penalty", 3): 4,
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("rows", [ACROSS, DOWN], ids=["across", "down"])
def test_every_figure_of_months_and_kinds_is_a_record(rows: list[list[Any]], kind: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "decision-counts", f"件数.{kind}", FORMATS[kind](rows))
    found = shown(staged)["found"]
    assert (found["errors"], found["questions"]) == ([], [])
    import_rows(who, staged)
    made = DecisionCount.objects.all()
    assert {(each.kind, each.starts_on.month): each.count for each in made} == READ
    assert {each.ends_on for each in made} == {dt.date(2025, 1, 31), dt.date(2025, 2, 28), dt.date(2025, 3, 31)}


def test_a_figure_in_error_is_named_by_its_own_cell_and_mended_there() -> None:
    agency = build.agency()
    who = build.actor(agency)
    for rows, cell in ((ACROSS, "Sheet1!D4"), (DOWN, "Sheet1!C4")):
        wrong = [list(row) for row in rows]
        at = (3, 3) if rows is ACROSS else (3, 2)
        wrong[at[0]][at[1]] = "两件"
        staged = stage_file(who, agency, "decision-counts", "件数.xlsx", FORMATS["xlsx"](wrong))
        [error] = shown(staged)["found"]["errors"]
        assert error["cell"] == cell
        mend(who, staged, {cell: "2"}, revision=1)
        assert shown(staged)["found"]["errors"] == [] and shown(staged)["found"]["count"] == 5


def test_charges_by_item_and_month_take_the_unit_over_them_and_leave_zeros_out() -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows = [["2024年收费", "单位：万元"], ["项目", "1月", "2月", "12月"], ["停车", 1.5, 0, 2], ["合计", 1.5, 0, 2]]
    staged = stage_file(who, agency, "fees", "收费.xlsx", FORMATS["xlsx"](rows))
    assert any("1格为0" in each["why"] for each in shown(staged)["left_out"])
    import_rows(who, staged)
    assert dict(Fee.objects.values_list("charged_on", "amount_fen")) == {
        dt.date(2024, 1, 31): 1_500_000,
        dt.date(2024, 12, 31): 2_000_000,
    }
    rows[0] = ["2024年收费"]
    staged = stage_file(who, agency, "fees", "收费.xlsx", FORMATS["xlsx"](rows))
    assert shown(staged)["units_missing"] == ["金额"]
    choose(who, staged, unit="元", without=(), revision=1)
    assert shown(staged)["found"]["rows"][0]["cells"][3]["value"] == "1.50"


def test_months_without_a_year_are_asked_for_it() -> None:
    agency = build.agency()
    who = build.actor(agency)
    staged = stage_file(who, agency, "decision-counts", "件数.xlsx", FORMATS["xlsx"]([["件数"], *ACROSS[1:]]))
    assert {each["cell"] for each in shown(staged)["found"]["errors"]} >= {"Sheet1!C2", "Sheet1!D2", "Sheet1!E2"}
    mend(who, staged, {f"Sheet1!{at}2": f"2024年{n}月" for n, at in enumerate("CDE", 1)}, revision=1)
    assert shown(staged)["found"]["errors"] == []


def test_two_months_are_no_sheet_of_months() -> None:
    agency = build.agency()
    rows = [["2025年"], ["类别", "1月", "2月"], ["行政许可", 3, 0]]
    staged = stage_file(build.actor(agency), agency, "decision-counts", "件数.xlsx", FORMATS["xlsx"](rows))
    assert shown(staged)["found"] is None


@pytest.mark.parametrize("kind", FORMATS)
def test_items_without_a_count_column_count_one_each(kind: str) -> None:
    agency = build.agency()
    who = build.actor(agency)
    rows: list[list[Any]] = [["类别", "事项", "决定日期"], ["许可", "甲", "2025-1-5"], ["许可", "乙", "2025-1-5"],
                             ["处罚", "丙", "2025-1-5"], ["许可", "丁", "2025-2-5"]]  # fmt: skip
    staged = stage_file(who, agency, "decision-counts", f"明细.{kind}", FORMATS[kind](rows))
    seen = shown(staged)
    assert seen["counts_items"] and seen["missing"] == [] and seen["found"]["count"] == 3
    import_rows(who, staged)
    made = DecisionCount.objects.order_by("kind", "starts_on")
    assert [(each.kind, each.starts_on.month, each.ends_on.month, each.count) for each in made] == [
        ("licence", 1, 1, 2),
        ("licence", 2, 2, 1),
        ("penalty", 1, 1, 1),
    ]


def test_items_that_have_numbers_are_said_to_belong_to_the_single_decisions() -> None:
    agency = build.agency()
    rows: list[list[Any]] = [["类别", "文号", "事项", "决定日期", "网址"], ["许可", "1号", "甲", "2025-1-5", ""]]
    staged = stage_file(build.actor(agency), agency, "decision-counts", "明细.xlsx", FORMATS["xlsx"](rows))
    assert shown(staged)["other"] == "decisions"
