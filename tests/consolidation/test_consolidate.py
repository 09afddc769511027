"""Consolidation: each agency once, printed values summed exactly, and everything that is lacking named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.consolidation import Consolidated, Member, area_sums, consolidate
from gongkai.consolidation.model import REASONS, Reason
from gongkai.errors import UnknownCell, UnknownForm
from gongkai.forms import get_form
from gongkai.report import Doubtful, Extra, Number, Provenance, Report, blank_report
from gongkai.settings import Settings

YEAR = 2024
RECEIVED = "requests.received.total"
FEES = "proactive.fees.amount"


def full(name: str, form: str = "2021", year: int = YEAR, **cells: Number | None) -> Report:
    """A report on which every cell is printed, 0 where nothing else is said (``__`` stands for a dot)."""
    values: dict[str, Number | None] = {cell.key: 0 for cell in get_form(form).cells}
    values.update({key.replace("__", "."): value for key, value in cells.items()})
    return blank_report(form, agency=name, year=year, source=f"{name}.html", cells=values)


def member(name: str, report: Report | None = None, place: str = "红河县", **more: str) -> Member:
    return Member(name, place, report, **more)  # type: ignore[arg-type]


def together(*members: Member, settings: Settings | None = None) -> Consolidated:
    return consolidate(members, agency="红河县", year=YEAR, **({"settings": settings} if settings else {}))


def test_printed_values_are_summed_cell_by_cell():
    done = together(
        member("教育局", full("教育局", requests__received__total=3, disputes__reconsideration__upheld=1)),
        member("公安局", full("公安局", requests__received__total=4)),
    )
    assert done.report.value(RECEIVED) == 7
    assert done.report.value("disputes.reconsideration.upheld") == 1
    assert done.report.value("requests.granted.total") == 0
    assert done.report.provenance[RECEIVED].how == "read"
    assert (done.report.agency, done.report.year, done.report.form) == ("红河县", YEAR, "2021")
    assert done.gaps == {} and done.left_out == ()


def test_every_sum_opens_on_its_agencies():
    done = together(
        member("教育局", full("教育局", requests__received__total=3)),
        member("公安局", full("公安局", requests__received__total=None)),
    )
    parts = done.contributions(RECEIVED)
    assert [(part.member.name, part.value, part.how) for part in parts] == [
        ("教育局", 3, "read"),
        ("公安局", None, "blank"),
    ]
    with pytest.raises(UnknownCell):
        done.contributions("requests.received.dogs")


def test_blank_and_missing_cells_are_named_apart_and_never_zero():
    printed = full("教育局", requests__received__total=3)
    blank = full("公安局", requests__received__total=None)
    lost = full("民政局", requests__received__total=None)
    lost = replace(lost, provenance={**lost.provenance, RECEIVED: Provenance("missing")})
    done = together(member("教育局", printed), member("公安局", blank), member("民政局", lost))
    assert [(gap.member.name, gap.how) for gap in done.gaps[RECEIVED]] == [("公安局", "blank"), ("民政局", "missing")]
    assert done.report.value(RECEIVED) == 3
    assert done.report.provenance[RECEIVED].how == "repaired"
    (warning,) = [each for each in done.report.warnings if RECEIVED in each.cells and each.code == "sum.gaps"]
    assert "红河县公安局（空白）" in warning.message and "红河县民政局（无此格）" in warning.message


@pytest.mark.parametrize(
    ("how", "said"), [("unread", "未能读出"), ("repaired", "无法辨认"), ("blank", "空白"), ("missing", "无此格")]
)
def test_each_agency_without_a_number_is_named_with_what_stands_there(how: str, said: str):
    lost = full("民政局", requests__received__total=None)
    lost = replace(lost, provenance={**lost.provenance, RECEIVED: Provenance(how)})  # type: ignore[arg-type]
    done = together(member("教育局", full("教育局", requests__received__total=3)), member("民政局", lost))
    (warning,) = [each for each in done.report.warnings if RECEIVED in each.cells and each.code == "sum.gaps"]
    assert f"民政局（{said}）没有数字" in warning.message


@pytest.mark.parametrize(
    ("hows", "expected"),
    [
        (("blank", "missing"), "blank"),
        (("missing", "missing"), "missing"),
        (("missing", "blank", "unread"), "unread"),
        (("blank", "repaired"), "repaired"),
    ],
)
def test_a_cell_nobody_has_a_number_for_stays_null(hows: tuple[str, ...], expected: str):
    members = []
    for index, how in enumerate(hows):
        report = full(f"局{index}", requests__received__total=None)
        provenance = {**report.provenance, RECEIVED: Provenance(how)}  # type: ignore[arg-type]
        members.append(member(f"局{index}", replace(report, provenance=provenance)))
    done = together(*members)
    assert done.report.value(RECEIVED) is None
    assert done.report.provenance[RECEIVED].how == expected


def test_no_members_at_all_leave_every_cell_missing():
    done = together()
    assert set(done.report.cells.values()) == {None}
    assert {place.how for place in done.report.provenance.values()} == {"missing"}


def test_an_agency_without_a_report_is_named_and_dims_every_sum():
    done = together(
        member("教育局", full("教育局", requests__received__total=3)), member("公安局", reason="文件无法读取")
    )
    (absent,) = done.missing
    assert absent.member.name == "公安局" and absent.message == "红河县公安局：文件无法读取。"
    assert {place.how for place in done.report.provenance.values()} == {"repaired"}
    warning = done.report.warnings[0]
    assert warning.code == "sum.members" and len(warning.cells) == 200 and "红河县公安局" in warning.message
    assert "红河县公安局" in done.report.preamble


def test_all_that_are_lacking_are_named_one_beside_the_other():
    done = together(member("教育局", full("教育局")), member("公安局"), member("民政局"))
    assert done.report.preamble.endswith("另有2个机关的数据未计入：红河县公安局、红河县民政局。")


def test_every_reason_has_words_of_its_own():
    assert (
        set(REASONS) == set(get_args(Reason)) and len(set(REASONS.values())) == len(REASONS) and all(REASONS.values())
    )


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (full("公安局", form="2019", year=YEAR), "other-form"),
        (full("公安局", year=YEAR - 1), "other-year"),
        (None, "no-report"),
    ],
)
def test_reports_that_cannot_be_summed_are_named_with_the_reason(report: Report | None, reason: str):
    done = together(member("教育局", full("教育局")), member("公安局", report))
    assert [(each.member.name, each.reason) for each in done.left_out] == [("公安局", reason)]
    assert len(done.members) == 1


def test_the_copy_of_a_vertical_department_is_never_summed_and_leaves_no_hole():
    done = together(
        member("教育局", full("教育局", requests__received__total=3)),
        member("税务局", full("税务局", requests__received__total=90), role="copy"),
    )
    assert done.report.value(RECEIVED) == 3
    assert [each.reason for each in done.left_out] == ["copy"] and done.missing == ()
    assert done.report.provenance[RECEIVED].how == "read"


def test_the_same_report_twice_counts_once():
    report = full("教育局", requests__received__total=3)
    done = together(member("教育局", report), member("教育局", replace(report, source="again.docx")))
    assert done.report.value(RECEIVED) == 3
    assert [each.reason for each in done.left_out] == ["duplicate"] and done.missing == ()


def test_one_report_handed_in_under_two_names_counts_once():
    report = full("红河县教育局", requests__received__total=3)
    done = together(member("教育局", report), member("教育体育局", replace(report, source="copy.pdf")))
    assert done.report.value(RECEIVED) == 3
    assert [(each.member.name, each.reason) for each in done.left_out] == [("教育体育局", "duplicate")]


def test_same_named_townships_of_two_counties_are_both_counted():
    report = full("城关镇人民政府", requests__received__total=2)
    other = replace(report, source="b.html")
    done = together(member("城关镇人民政府", report, "红河县"), member("城关镇人民政府", other, "白云县"))
    assert done.report.value(RECEIVED) == 4


def test_two_differing_reports_of_one_agency_are_a_conflict_and_neither_is_counted():
    done = together(
        member("教育局", full("教育局", requests__received__total=3)),
        member("教育局", full("教育局", requests__received__total=4)),
        member("公安局", full("公安局", requests__received__total=1)),
    )
    assert done.report.value(RECEIVED) == 1
    assert [each.reason for each in done.missing] == ["conflict", "conflict"]


def test_amounts_are_summed_exactly_and_rounded_once_half_up():
    parts = [Decimal("0.005"), Decimal("0.005"), Decimal("0.005"), 1]
    done = together(*(member(f"局{i}", full(f"局{i}", proactive__fees__amount=part)) for i, part in enumerate(parts)))
    assert done.report.value(FEES) == Decimal("1.02")  # rounding each part first would give 1.03 or 1.00
    assert done.exact == {FEES: Decimal("1.015")}
    (rounded,) = [each for each in done.report.warnings if each.code == "sum.rounded"]
    assert "：精确合计1.015，四舍五入为1.02。" in rounded.message


@pytest.mark.parametrize(("decimals", "expected"), [(0, 1), (1, Decimal("1.5")), (3, Decimal("1.455"))])
def test_the_decimals_of_amounts_are_a_setting(decimals: int, expected: Number):
    report = full("教育局", proactive__fees__amount=Decimal("1.455"))
    done = together(member("教育局", report), settings=Settings(amount_decimals=decimals))
    assert done.report.value(FEES) == expected


def test_decimal_parts_that_make_a_whole_give_an_integer():
    done = together(
        member("甲", full("甲", proactive__fees__amount=Decimal("0.5"))),
        member("乙", full("乙", proactive__fees__amount=Decimal("9.5"))),
    )
    assert done.report.value(FEES) == 10 and isinstance(done.report.value(FEES), int)


def test_totals_that_disagree_with_their_summed_parts_are_listed_with_the_agencies():
    right = full("公安局", disputes__reconsideration__upheld=2, disputes__reconsideration__total=2)
    wrong = full("教育局", disputes__reconsideration__upheld=1, disputes__reconsideration__total=3)
    done = together(member("教育局", wrong), member("公安局", right))
    (difference,) = done.differences
    assert (difference.rule, difference.printed, difference.recomputed, difference.difference) == (
        "disputes.total",
        5,
        3,
        2,
    )
    assert [each.name for each in difference.members] == ["教育局"]
    assert difference.cells[0] == "disputes.reconsideration.total"
    assert "行政复议" in difference.where
    assert done.report.value("disputes.reconsideration.total") == 5, "the printed total is not corrected"


@pytest.mark.parametrize(
    ("cells", "blamed"),
    [
        ({"upheld": None, "total": 3}, True),
        ({"upheld": None, "total": 0}, False),
        ({"upheld": None, "corrected": 3, "total": 3}, False),
        ({"upheld": 2, "total": None}, False),
        ({"upheld": 3, "total": 3}, False),
        ({"upheld": 2, "total": 3}, True),
    ],
)
def test_whose_own_total_disagrees_is_named_parts_without_a_number_counting_as_nothing(
    cells: dict[str, int | None], blamed: bool
):
    own = full("公安局", **{f"disputes__reconsideration__{key}": value for key, value in cells.items()})
    wrong = full("教育局", disputes__reconsideration__upheld=1, disputes__reconsideration__total=9)
    (difference,) = together(member("教育局", wrong), member("公安局", own)).differences
    assert [each.name for each in difference.members] == ["教育局"] + ["公安局"] * blamed


def test_who_has_a_row_beyond_the_form_is_judged_by_it_in_the_relation_that_is_broken_only():
    counted = {"requests__concluded__total": 2, "requests__concluded__natural_person": 2}
    received = {"requests__received__total": 2, "requests__received__natural_person": 2}
    lost = {cell.key: None for cell in get_form("2021").cells if cell.key.startswith("requests.other.")}
    beyond = Extra("requests", "（六）其他处理", {"natural_person": 2, "total": 2})
    right = replace(full("甲", **counted, **received).with_cells(lost), extra=(beyond,))
    wrong = full("乙", requests__granted__total=1, requests__granted__natural_person=1)
    done = together(member("甲", right), member("乙", wrong))
    assert {(each.rule, tuple(one.name for one in each.members)) for each in done.differences} == {
        ("requests.concluded", ("乙",))
    }


def test_a_collapsed_row_is_summed_as_a_row_of_its_own_and_the_totals_hold():
    keys = {"requests__received__total": 2, "requests__received__natural_person": 2}
    concluded = {"requests__concluded__total": 2, "requests__concluded__natural_person": 2}
    lost = {cell.key: None for cell in get_form("2021").cells if cell.key.startswith("requests.other.")}
    collapsed = Extra("requests", "（六）其他处理", {"natural_person": 2, "total": 2})
    first = replace(full("教育局", **keys, **concluded).with_cells(lost), extra=(collapsed,))
    second = replace(first, agency="公安局", source="b.html", extra=(replace(collapsed, row="(六) 其他处理"),))
    done = together(member("教育局", first), member("公安局", second))
    (row,) = done.report.extra
    assert row.row == "（六）其他处理" and row.values == {"natural_person": 4, "total": 4}
    assert done.differences == ()
    without = together(member("教育局", replace(first, extra=())))
    assert {each.rule for each in without.differences} == {"requests.concluded"}


def test_an_extra_value_known_to_one_agency_only_is_kept():
    first = replace(full("甲"), extra=(Extra("requests", "（六）其他处理", {"total": None}),))
    second = replace(full("乙"), extra=(Extra("requests", "（六）其他处理", {"total": 1, "business": None}),))
    (row,) = together(member("甲", first), member("乙", second)).report.extra
    assert row.values == {"total": 1, "business": None}


def test_a_doubted_figure_makes_the_sum_doubted():
    report = full("教育局", requests__received__total=3).with_cells({RECEIVED: 4}, how="repaired")
    report = replace(report, warnings=(Doubtful("shifted", "…", (RECEIVED,)),))
    done = together(member("教育局", report))
    assert [each.name for each in done.doubted[RECEIVED]] == ["教育局"]
    assert done.report.provenance[RECEIVED].how == "repaired"
    assert any(each.code == "sum.doubted" and each.cells == (RECEIVED,) for each in done.report.warnings)


def test_every_repaired_sum_is_named_by_a_warning():
    done = together(member("教育局", full("教育局", requests__received__total=None)), member("公安局", full("公安局")))
    repaired = {key for key, place in done.report.provenance.items() if place.how == "repaired"}
    assert repaired == {RECEIVED}
    assert repaired <= {key for each in done.report.warnings for key in each.cells}


def test_the_older_form_is_summed_on_its_own_relations():
    report = full("教育局", form="2019", year=2020, requests__concluded__total=1)
    done = consolidate([member("教育局", report)], agency="红河县", year=2020)
    assert done.report.form == "2019"
    assert {each.rule for each in done.differences} >= {"requests.balance", "requests.concluded"}


@pytest.mark.parametrize(
    ("roles", "said"), [(("own", "below", "below"), "（本级1个，下级2个）"), (("below",), "本表由1个机关2024年度")]
)
def test_own_level_and_below_are_counted_apart_where_the_roster_tells_them(roles: tuple[str, ...], said: str):
    done = together(*(member(f"局{i}", full(f"局{i}"), role=role) for i, role in enumerate(roles)))
    assert said in done.report.preamble


@pytest.mark.parametrize(
    ("place", "name", "label"),
    [
        ("红河县", "教育局", "红河县教育局"),
        ("红河县", "红河县教育局", "红河县教育局"),
        ("江苏省淮安市洪泽区", "淮安市洪泽区人民政府", "江苏省淮安市洪泽区人民政府"),
        ("江苏省淮安市洪泽区", "洪泽区教育局", "江苏省淮安市洪泽区教育局"),
        ("", "教育局", "教育局"),
    ],
)
def test_a_place_is_said_once(place: str, name: str, label: str):
    assert Member(name, place, None).label == label


def test_a_year_without_a_form_is_refused():
    with pytest.raises(UnknownForm):
        consolidate([], agency="红河县", year=2012)


def test_the_consolidated_report_survives_the_contract():
    done = together(member("教育局", full("教育局", proactive__fees__amount=Decimal("1.25"))), member("公安局"))
    assert Report.from_json(done.report.to_json()) == done.report


counts = st.one_of(st.none(), st.integers(0, 10**6))
amounts = st.one_of(st.none(), st.decimals(0, 10**6, places=2))


@given(st.lists(st.tuples(counts, amounts), max_size=8))
def test_sums_do_not_depend_on_the_order_and_never_invent_numbers(parts: list[tuple[int | None, Decimal | None]]):
    members = [
        member(f"局{i}", full(f"局{i}", requests__received__total=count, proactive__fees__amount=amount))
        for i, (count, amount) in enumerate(parts)
    ]
    forward, backward = together(*members), together(*reversed(members))
    assert forward.report.cells == backward.report.cells
    known = [count for count, _ in parts if count is not None]
    assert forward.report.value(RECEIVED) == (sum(known) if known else None)
    money = [amount for _, amount in parts if amount is not None]
    assert forward.report.value(FEES) == (sum(money) if money else None)
    assert len(forward.gaps.get(RECEIVED, ())) == len(parts) - len(known)


@given(st.integers(1, 6), st.integers(1, 6))
def test_consolidating_consolidated_parts_gives_the_same_sums(first: int, second: int):
    members = [
        member(f"局{i}", full(f"局{i}", requests__received__total=i, proactive__fees__amount=Decimal(i) / 4))
        for i in range(first + second)
    ]
    parts = [
        consolidate(each, agency=f"片区{i}", year=YEAR).report
        for i, each in enumerate((members[:first], members[first:]))
    ]
    staged = together(*(member(f"片区{i}", part) for i, part in enumerate(parts)))
    assert staged.report.cells == together(*members).report.cells


def test_whose_figures_another_report_holds_is_left_out_and_leaves_no_hole():
    report = full("高新区教育局", requests__received__total=3)
    done = together(
        member("高新区管委会", full("高新区管委会", requests__received__total=9)),
        member("高新区教育局", report, counted_in="高新区管委会", key="17"),
    )
    assert done.report.value(RECEIVED) == 9 and done.missing == ()
    (left,) = done.left_out
    assert (left.reason, left.member.key) == ("duplicate", "17")
    assert left.message == "红河县高新区教育局：已计入高新区管委会的报告，只计一次。"


def test_what_an_area_is_held_against_is_of_its_form_and_year():
    done = together(member("教育局", full("教育局", requests__received__total=3)), member("公安局"))
    sums = area_sums(done)
    assert (sums.form, sums.year, sums.agencies, sums.cells[RECEIVED]) == ("2021", YEAR, 1, 3)
    assert sums.left_out == (("红河县公安局", "未收到可用的年度报告"),)
