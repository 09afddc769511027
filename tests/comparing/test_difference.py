"""Comparing two reports: changed figures with direction and size, carried-over requests, rows beyond the form."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.comparing import diff
from gongkai.errors import UsageError
from gongkai.forms import get_form
from gongkai.report import Extra, How, Number, Provenance, Report, blank_report

RECEIVED = "requests.received.total"
AGENCY = "红河县教育局"


def full(year: int = 2024, agency: str = AGENCY, form: str = "2021", **cells: Number | None) -> Report:
    values: dict[str, Number | None] = {cell.key: 0 for cell in get_form(form).cells}
    values.update({key.replace("__", "."): value for key, value in cells.items()})
    return blank_report(form, agency=agency, year=year, source=f"{agency}{year}.html", cells=values)


@pytest.mark.parametrize(
    ("before", "after", "direction", "delta", "percent"),
    [
        (2, 5, "up", 3, Decimal("150.0")),
        (4, 3, "down", -1, Decimal("-25.0")),
        (3, 4, "up", 1, Decimal("33.3")),
        (0, 7, "up", 7, None),
        (None, 7, "appeared", None, None),
        (7, None, "vanished", None, None),
        (Decimal("0.3"), Decimal("0.1"), "down", Decimal("-0.2"), Decimal("-66.7")),
        (-2, -1, "up", 1, Decimal("50.0")),
    ],
)
def test_a_changed_cell_has_direction_and_size(
    before: Number | None, after: Number | None, direction: str, delta: Number | None, percent: Decimal | None
):
    (change,) = diff(full(2023, proactive__fees__amount=before), full(2024, proactive__fees__amount=after)).cells
    assert (change.key, change.before, change.after) == ("proactive.fees.amount", before, after)
    assert (change.direction, change.delta, change.percent) == (direction, delta, percent)
    assert (change.section, change.row, change.column, change.unit) == (
        "主动公开政府信息情况",
        "行政事业性收费",
        "本年收费金额",
        "万元",
    )


@pytest.mark.parametrize(
    ("how", "direction", "zh", "en"),
    [
        ("blank", "appeared", "空白", "blank"),
        ("missing", "appeared", "无此格", "missing"),
        ("unread", "unknown", "未能读出", "not read"),
        ("repaired", "appeared", "无法辨认", "unreadable"),
    ],
)
def test_what_is_no_number_is_told_apart_and_what_was_not_read_is_no_change_of_the_office(
    how: How, direction: str, zh: str, en: str
):
    before = full(2023, proactive__fees__amount=None)
    before = replace(before, provenance={**before.provenance, "proactive.fees.amount": Provenance(how)})
    found = diff(before, full(2024, proactive__fees__amount=7))
    assert [each.direction for each in found.cells] == [direction]
    assert zh in found.to_text() and zh in found.to_html()
    assert en in found.to_text(language="en")
    assert ("无法比较" in found.to_text()) == (direction == "unknown")


def test_cells_that_agree_are_no_change():
    difference = diff(full(2023), full(2024))
    assert difference.empty and difference.cells == () and difference.to_json()["cells"] == []
    assert "没有差别" in difference.to_text() and "do not differ" in difference.to_text(language="en")


def test_blank_and_missing_are_printed_as_what_they_are():
    blank = full(2023, requests__received__total=None)
    missing = replace(
        full(2024, requests__received__total=3, requests__granted__total=None),
        provenance={**blank.provenance, "requests.granted.total": Provenance("missing")},
    )
    text = diff(blank, missing).to_text(width=140)
    assert "空白" in text and "无此格" in text and "由无到有" in text and "由有到无" in text


@pytest.mark.parametrize("swapped", [False, True])
def test_requests_carried_out_must_come_in_the_year_after(swapped: bool):
    earlier = full(2023, requests__carried_out__total=2, requests__carried_out__business=1)
    later = full(2024, requests__carried_in__total=1, requests__carried_in__business=1)
    difference = diff(later, earlier) if swapped else diff(earlier, later)
    (mismatch,) = difference.carried
    assert (mismatch.column, mismatch.carried_out, mismatch.carried_in) == ("总计", 2, 1)
    assert mismatch.cells == ("requests.carried_out.total", "requests.carried_in.total")
    assert "继续办理2件" in difference.to_text()


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (full(2022, requests__carried_out__total=2), full(2024)),
        (full(2023, "白云县教育局", requests__carried_out__total=2), full(2024)),
        (full(2023, requests__carried_out__total=None), full(2024)),
        (full(2024, requests__carried_out__total=2), full(2024)),
    ],
    ids=["two years apart", "two agencies", "no number", "one year"],
)
def test_carried_over_requests_are_compared_only_where_they_must_agree(earlier: Report, later: Report):
    assert diff(earlier, later).carried == ()


def test_an_agency_that_states_its_place_in_one_year_only_is_the_same():
    earlier, later = full(2023, "教育局", requests__carried_out__total=2), full(2024, AGENCY)
    difference = diff(earlier, later)
    assert difference.same_agency and len(difference.carried) == 1 and difference.names == ("2023年", "2024年")


def test_different_forms_are_compared_on_their_common_cells():
    difference = diff(full(2020, form="2019", requests__received__total=1), full(2021))
    assert [change.key for change in difference.cells] == [RECEIVED]
    assert "proactive.procurement.amount" in difference.only_a
    assert "proactive.regulations.in_force" in difference.only_b
    assert set(difference.only_a).isdisjoint(difference.only_b)
    assert "表式不同" in difference.to_text() and "表式不同" in difference.to_html()


def test_figures_in_rows_beyond_the_form_are_compared():
    before = replace(full(2023), extra=(Extra("requests", "（六）其他处理", {"total": 1, "business": 0}),))
    after = replace(full(2024), extra=(Extra("requests", "（六） 其他处理", {"total": 2, "business": 0}),))
    (change,) = diff(before, after).extra
    assert (change.row, change.column, change.before, change.after) == ("（六）其他处理", "total", 1, 2)
    (gone,) = [each for each in diff(after, full(2025)).extra if each.column == "total"]
    assert (gone.before, gone.after) == (2, None)
    assert "（六）其他处理" in diff(before, after).to_text() and "（六）其他处理" in diff(before, after).to_html()


@pytest.mark.parametrize(
    ("a", "b", "names"),
    [
        (full(2023), full(2024), ("2023年", "2024年")),
        (full(2024, "甲局"), full(2024, "乙局"), ("甲局2024年", "乙局2024年")),
        (full(2024), full(2024), ("2024年（甲）", "2024年（乙）")),
        (replace(full(), agency=None, year=None), full(2024, "乙局"), ("红河县教育局2024.html", "乙局2024年")),
    ],
)
def test_the_two_reports_are_called_so_that_they_are_told_apart(a: Report, b: Report, names: tuple[str, str]):
    assert diff(a, b).names == names


def test_long_names_give_way_to_signs_so_that_the_table_stays_aligned():
    text = diff(full(2024, "淮安市洪泽区人民政府"), full(2024, "路北街道办事处", requests__received__total=3)).to_text()
    assert "甲 = 淮安市洪泽区人民政府2024年" in text
    rows = [line for line in text.splitlines() if "总计（件）" in line]
    assert len(rows) == 1 and rows[0].split()[-2:] == ["3", "+3"]


def test_an_unknown_language_is_refused():
    with pytest.raises(UsageError):
        diff(full(2023), full(2024)).to_text(language="la")


def test_inputs_are_not_changed():
    a, b = full(2023, requests__received__total=1), full(2024)
    before = json.dumps([a.to_json(), b.to_json()])
    diff(a, b).to_html()
    assert json.dumps([a.to_json(), b.to_json()]) == before


values = st.dictionaries(
    st.sampled_from([cell.key for cell in get_form("2021").cells]),
    st.one_of(st.none(), st.integers(0, 99)),
    max_size=12,
)


@given(values, values)
def test_a_comparison_and_its_reverse_tell_the_same(one: dict[str, int | None], other: dict[str, int | None]):
    a, b = full(2023).with_cells(one), full(2024).with_cells(other)
    forward, backward = diff(a, b), diff(b, a)
    assert [(each.key, each.before, each.after) for each in forward.cells] == [
        (each.key, each.after, each.before) for each in backward.cells
    ]
    assert {each.key for each in forward.cells} == {key for key in a.cells if a.cells[key] != b.cells[key]}
    assert forward.carried == backward.carried
    assert json.loads(json.dumps(forward.to_json()))["cells"] == forward.to_json()["cells"]


@given(values)
def test_a_report_does_not_differ_from_itself(one: dict[str, int | None]):
    report = full().with_cells(one)
    assert diff(report, report).empty
