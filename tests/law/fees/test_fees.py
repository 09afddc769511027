"""The information processing fee, worked by hand from the tariff of 国办函〔2020〕109号."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import InvalidData, UsageError
from gongkai.law.fees import By, Excess, Filed, Pages, fee_by_item, fee_by_page, tariff_on
from gongkai.law.fees.tariff import parse_tariffs
from tests.law.fixed import insist_on_fixed

DAY = dt.date(2025, 3, 20)
FOUND = Excess("张三", "一月内就同一事项反复申请")


@pytest.mark.parametrize(
    ("before", "items", "yuan"),
    [
        (0, 1, 0),
        (0, 10, 0),
        (0, 11, 100),
        (0, 30, 2_000),
        (0, 31, 2_200),
        (0, 40, 4_000),
        (0, 41, 4_300),
        (0, 50, 7_000),
        (0, 51, 7_400),
        (0, 100, 37_000),
        (9, 1, 0),
        (10, 1, 100),
        (29, 1, 100),
        (30, 1, 200),
        (39, 1, 200),
        (40, 1, 300),
        (59, 1, 400),
        (8, 5, 300),
        (28, 4, 600),
        (35, 10, 2_500),
        (100, 1, 900),
    ],
)
def test_items_are_charged_by_what_the_applicant_asked_for_in_the_month(before, items, yuan):
    earlier = [Filed(dt.date(2025, 3, 1), before)] if before else []
    assert fee_by_item(FOUND, Filed(DAY, items), earlier).amount == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (1, 0), (30, 0), (31, 10), (100, 700), (101, 720), (200, 2_700), (201, 2_740), (250, 4_700),
     (1_200, 42_700)],
)  # fmt: skip
def test_pages_are_charged_by_this_request_alone(pages, yuan):
    assert fee_by_page(FOUND, DAY, Pages(pages)).amount == yuan


def test_pages_read_on_the_spot_or_already_published_are_shown_and_not_counted():
    fee = fee_by_page(FOUND, DAY, Pages(copied=31, read_on_the_spot=500, published=7))
    assert fee.amount == 10
    assert [(each.text, each.units, each.yuan, each.amount) for each in fee.lines] == [
        ("当场查阅500页：不计", 500, None, 0),
        ("已主动公开7页：不计", 7, None, 0),
        ("第1—30页：30页，不收费", 30, 0, 0),
        ("第31页：1页×10元=10元", 1, 10, 10),
    ]
    assert fee_by_page(FOUND, DAY, Pages(read_on_the_spot=500)).amount == 0
    assert [each.text for each in fee_by_page(FOUND, DAY, Pages(2, 0, 0)).lines] == ["第1—2页：2页，不收费"]
    assert fee_by_page(FOUND, DAY, Pages()).lines == ()


def test_only_earlier_requests_of_the_same_calendar_month_are_added():
    earlier = [Filed(dt.date(2025, 3, 20), 3), Filed(dt.date(2025, 3, 1), 5), Filed(dt.date(2025, 2, 28), 40),
               Filed(dt.date(2024, 3, 10), 40)]  # fmt: skip
    fee = fee_by_item(FOUND, Filed(DAY, 25), earlier)
    assert [(each.text, each.amount) for each in fee.lines] == [
        ("2024-03-10申请40件：不是同一自然月，不计", 0),
        ("2025-02-28申请40件：不是同一自然月，不计", 0),
        ("2025-03-01申请5件：本月累计5件", 0),
        ("2025-03-20申请3件：本月累计8件", 0),
        ("第9—10件：2件，不收费", 0),
        ("第11—30件：20件×100元=2000元", 2_000),
        ("第31—33件：3件×200元=600元", 600),
    ]
    assert (fee.amount, fee.by, fee.on, fee.excess) == (2_600, "item", DAY, FOUND)
    assert [(each.units, each.yuan) for each in fee.lines] == [(40, None), (40, None), (5, None), (3, None), (2, 0),
                                                                (20, 100), (3, 200)]  # fmt: skip


def test_fees_and_tariffs_are_fixed():
    fee, tariff = fee_by_item(FOUND, Filed(DAY)), tariff_on("item", DAY)
    insist_on_fixed(fee, fee.lines[0], FOUND, Filed(DAY), Pages(), tariff, tariff.steps[0], next(tariff.tiers()))


def test_a_request_counts_as_one_item_unless_it_is_split():
    assert Filed(DAY).items == 1


def test_a_tier_that_is_used_up_has_no_line():
    fee = fee_by_item(FOUND, Filed(DAY), [Filed(DAY, 10)])
    assert [each.text for each in fee.lines] == ["2025-03-20申请10件：本月累计10件", "第11件：1件×100元=100元"]


@pytest.mark.parametrize("day", [dt.date(2019, 5, 15), dt.date(2020, 12, 31)])
def test_before_the_measures_there_is_no_fee(day):
    for fee in (fee_by_item(FOUND, Filed(day, 500)), fee_by_page(FOUND, day, Pages(5_000))):
        assert (fee.amount, fee.notice) == (0, "")
        assert [(each.text, each.units, each.yuan, each.amount) for each in fee.lines] == [
            (f"{day}没有施行中的收费办法（2021-01-01起施行），不收费", 0, None, 0)
        ]
        assert [str(each) for each in fee.basis] == ["《政府信息公开条例》第四十二条第一款"]
    assert fee_by_item(FOUND, Filed(day)).by == "item" and fee_by_page(FOUND, day, Pages(1)).by == "page"


def test_on_their_first_day_the_measures_are_in_force():
    assert fee_by_item(FOUND, Filed(dt.date(2021, 1, 1), 11)).amount == 100
    assert fee_by_page(FOUND, dt.date(2021, 1, 1), Pages(31)).amount == 10


@pytest.mark.parametrize(
    ("by", "reason", "says"),
    [("", "x", "认定人"), (" ", "x", "认定人"), ("x", "", "认定理由"), ("x", "\n", "认定理由")],
)
def test_without_a_person_who_found_excess_and_a_reason_nothing_is_charged(by, reason, says):
    with pytest.raises(UsageError, match=f"没有写明{says}，不能收取信息处理费.*第四十二条"):
        Excess(by, reason)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Filed(DAY, 0), "件数不能是0。 请填1至100000的整数"),
        (lambda: Filed(DAY, -3), "件数不能是-3"),
        (lambda: Filed(DAY, 100_001), "件数不能是100001"),
        (lambda: Pages(-1), "页数不能是-1。 请填0至100000的整数"),
        (lambda: Pages(0, -1), "页数不能是-1"),
        (lambda: Pages(0, 0, -1), "页数不能是-1"),
        (lambda: Pages(0, 0, 100_001), "页数不能是100001"),
        (
            lambda: fee_by_item(FOUND, Filed(DAY), [Filed(dt.date(2025, 3, 21))]),
            "2025-03-21的申请晚于本件（2025-03-20）。 只列本件之前收到的申请。",
        ),
    ],
)
def test_numbers_that_cannot_be_are_refused(make, says):
    with pytest.raises(UsageError, match=says):
        make()


def test_the_largest_numbers_are_worked_out():
    assert fee_by_page(FOUND, DAY, Pages(100_000)).amount == 700 + 2_000 + 40 * 99_800
    assert Filed(DAY, 100_000).items == 100_000


def test_a_fee_names_its_notice_and_no_fee_none():
    assert "20个工作日" in fee_by_item(FOUND, Filed(DAY, 11)).notice
    assert "20个工作日" in fee_by_page(FOUND, DAY, Pages(31)).notice
    assert fee_by_item(FOUND, Filed(DAY, 10)).notice == fee_by_page(FOUND, DAY, Pages(30)).notice == ""


def test_a_fee_as_json_names_everything():
    assert fee_by_item(FOUND, Filed(DAY, 11)).to_json() == {
        "by": "item",
        "on": "2025-03-20",
        "amount": 100,
        "lines": [
            {"text": "第1—10件：10件，不收费", "units": 10, "yuan": 0, "amount": 0},
            {"text": "第11件：1件×100元=100元", "units": 1, "yuan": 100, "amount": 100},
        ],
        "excess": {"found_by": "张三", "reason": "一月内就同一事项反复申请"},
        "basis": [
            "《政府信息公开条例》第四十二条第一款",
            "《政府信息公开信息处理费管理办法》第三条",
            "《政府信息公开信息处理费管理办法》第四条",
            "《政府信息公开信息处理费管理办法》",
        ],
        "notice": fee_by_page(FOUND, DAY, Pages(31)).notice,
    }
    assert fee_by_page(FOUND, DAY, Pages(31)).to_json()["basis"][2].endswith("第五条")
    assert fee_by_page(FOUND, DAY, Pages(31)).to_json()["by"] == "page"


@given(st.integers(0, 150), st.integers(1, 150))
def test_more_items_never_cost_less_and_the_next_never_less_than_the_one_before(before, items):
    earlier = [Filed(dt.date(2025, 3, 1), before)] if before else []
    fee, one_more, two_more = (fee_by_item(FOUND, Filed(DAY, items + more), earlier).amount for more in (0, 1, 2))
    assert fee <= one_more <= two_more
    assert one_more - fee <= two_more - one_more


@given(st.integers(0, 600))
def test_more_pages_never_cost_less_and_the_next_never_less_than_the_one_before(pages):
    fee, one_more, two_more = (fee_by_page(FOUND, DAY, Pages(pages + more)).amount for more in (0, 1, 2))
    assert one_more - fee in (0, 10, 20, 40)
    assert fee <= one_more <= two_more and one_more - fee <= two_more - one_more


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_requests_of_a_month_cost_together_what_one_of_all_their_items_would(items):
    fees = [
        fee_by_item(FOUND, Filed(DAY, each), [Filed(dt.date(2025, 3, 1), before) for before in items[:place]]).amount
        for place, each in enumerate(items)
    ]
    assert sum(fees) == fee_by_item(FOUND, Filed(DAY, sum(items))).amount


@given(st.integers(0, 300), st.integers(1, 300))
def test_the_lines_add_up_to_amount_and_units(before, items):
    earlier = [Filed(dt.date(2025, 3, 1), before)] if before else []
    fee = fee_by_item(FOUND, Filed(DAY, items), earlier)
    charged = [each for each in fee.lines if each.yuan is not None]
    assert sum(each.units for each in charged) == items
    assert all(each.units * (each.yuan or 0) == each.amount for each in charged)
    assert sum(each.amount for each in fee.lines) == fee.amount


@given(st.integers(11, 400))
def test_the_nth_item_costs_what_a_slow_reading_of_the_measures_gives(number):
    """Art. 4: 11–30 100 yuan; from 31 on every further ten 100 more."""
    price = 100 if number <= 30 else 200 + 100 * ((number - 31) // 10)
    assert fee_by_item(FOUND, Filed(DAY), [Filed(dt.date(2025, 3, 1), number - 1)]).amount == price


@pytest.mark.parametrize(
    ("by", "tiers"),
    [
        ("item", [(1, 10, 0), (11, 30, 100), (31, 40, 200), (41, 50, 300), (51, 60, 400)]),
        ("page", [(1, 30, 0), (31, 100, 10), (101, 200, 20), (201, None, 40)]),
    ],
)
def test_the_tiers_are_those_of_the_measures(by, tiers):
    tariff = tariff_on(by, DAY)
    assert [(each.first, each.last, each.yuan) for each in islice(tariff.tiers(), 5)] == tiers


def test_there_is_a_tariff_for_each_way_of_charging():
    assert [tariff_on(by, DAY).by for by in get_args(By)] == list(get_args(By)) == ["item", "page"]


def test_a_step_that_does_not_rise_costs_the_same_on():
    row = {"by": "item", "unit": "件", "basis": [], "notice": "", "steps": [{"first": 1, "yuan": 5, "every": 10}]}
    tiers = parse_tariffs({"tariffs": [row]})["item"].newest.tiers()
    assert [(each.first, each.last, each.yuan) for each in islice(tiers, 2)] == [(1, 10, 5), (11, 20, 5)]


STEP = {"first": 1, "yuan": 0}


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ([], "must begin with the first unit"),
        ([{"first": 2, "yuan": 0}], "must begin with the first unit"),
        ([STEP, {"first": 1, "yuan": 10}], "the step at 1 must end before the one at 1"),
        ([STEP, {"first": 5, "yuan": 1}, {"first": 4, "yuan": 10}], "the step at 5 must end before the one at 4"),
        ([{**STEP, "every": 10, "rise": 1}, {"first": 20, "yuan": 10}], "the step at 1 must end before the one at 20"),
    ],
)
def test_a_damaged_tariff_is_refused(steps, says):
    with pytest.raises(InvalidData, match=says):
        parse_tariffs({"tariffs": [{"by": "item", "unit": "件", "steps": steps, "basis": [], "notice": ""}]})


def test_tariffs_that_hold_on_the_same_day_are_refused_with_their_name():
    row = {"by": "item", "unit": "件", "basis": [], "notice": "", "steps": [STEP]}
    with pytest.raises(InvalidData, match="fee by item: two periods hold"):
        parse_tariffs({"tariffs": [row, row]})


def test_a_tariff_may_count_what_the_present_one_does_not(monkeypatch):
    row = {"by": "page", "unit": "页", "basis": ["fee-per-page"], "notice": "x", "steps": [{"first": 1, "yuan": 2}]}
    counted = parse_tariffs({"tariffs": [{**row, "not_counted": ["published"]}]})
    monkeypatch.setattr("gongkai.law.fees.tariff._tariffs", lambda: counted)
    fee = fee_by_page(FOUND, DAY, Pages(copied=1, read_on_the_spot=3, published=5))
    assert (fee.amount, [each.text for each in fee.lines]) == (8, ["已主动公开5页：不计", "第1—4页：4页×2元=8元"])


def test_a_tariff_that_follows_changes_no_earlier_day():
    row = {"by": "item", "unit": "件", "basis": ["fee-per-item"], "notice": "x"}
    dated = parse_tariffs(
        {
            "tariffs": [
                {**row, "from": dt.date(2021, 1, 1), "steps": [STEP]},
                {**row, "from": dt.date(2030, 1, 1), "steps": [{"first": 1, "yuan": 5}]},
            ]
        }
    )["item"]
    assert [next(dated.on(dt.date(year, 1, 1)).tiers()).yuan for year in (2029, 2030)] == [0, 5]
    assert dated.on(dt.date(2020, 12, 31)) is None
