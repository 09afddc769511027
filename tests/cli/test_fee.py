"""``gongkai fee``."""

from __future__ import annotations

import json

import pytest

from tests.cli.kit import Run

FOUND = ("--found-by", "张三", "--reason", "反复申请")


def test_both_ways_are_worked_out_line_by_line_and_the_office_chooses(run: Run) -> None:
    ran = run("fee", "--on", "2025-03-20", *FOUND, "--items", 5, "--earlier", "2025-03-02=8", "--pages", 120,
              "--published", 40, "--read-on-the-spot", 3)  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:-3] == [
        "按件计收（同一申请人一个自然月内累计）",
        "  2025-03-02申请8件：本月累计8件",
        "  第9—10件：2件，不收费",
        "  第11—13件：3件×100元=300元",
        "  合计：300元",
        "按页计收（本件申请）",
        "  当场查阅3页：不计",
        "  已主动公开40页：不计",
        "  第1—30页：30页，不收费",
        "  第31—100页：70页×10元=700元",
        "  第101—120页：20页×20元=400元",
        "  合计：1100元",
        "由本机关选择其一，不得同时按两种标准计收。",
    ]
    assert "20个工作日" in ran.out
    assert ran.out.splitlines()[-2] == "认定：张三：反复申请"


def test_one_way_alone_leaves_nothing_to_choose(run: Run) -> None:
    ran = run("fee", "--on", "2025-03-20", *FOUND, "--items", 2)
    assert ran.out.splitlines()[:3] == [
        "按件计收（同一申请人一个自然月内累计）",
        "  第1—2件：2件，不收费",
        "  合计：0元",
    ]
    assert "选择其一" not in ran.out and "收费通知" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "amounts"),
    [
        (("--items", 11), {"item": 100}),
        (("--pages", 31), {"page": 10}),
        (("--pages", 0), {"page": 0}),
        (("--read-on-the-spot", 90), {"page": 0}),
        (("--published", 90), {"page": 0}),
        (("--items", 11, "--pages", 31, "--earlier", "2025-03-20=1", "--earlier", "2025-03-01=1"),
         {"item": 300, "page": 10}),
    ],
)  # fmt: skip
def test_amounts_as_json(run: Run, arguments: tuple[object, ...], amounts: dict[str, int]) -> None:
    found = json.loads(run("fee", "--on", "2025-03-20", *FOUND, *arguments, "--json").out)
    assert {each["by"]: each["amount"] for each in found} == amounts
    assert all(each["excess"] == {"found_by": "张三", "reason": "反复申请"} for each in found)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--items", 5), "没有写明认定人"),
        (("--items", 5, "--found-by", "张三"), "没有写明认定理由"),
        (FOUND, "没有给出件数，也没有给出页数"),
        ((*FOUND, "--pages", 3, "--earlier", "2025-03-02=8"), "没有给出本件的件数"),
        ((*FOUND, "--items", 0), "件数不能是0"),
        ((*FOUND, "--pages", -1), "页数不能是-1"),
        ((*FOUND, "--items", 1, "--earlier", "2025-03-02"), "看不懂“2025-03-02”"),
        ((*FOUND, "--items", 1, "--earlier", "三月=8"), "看不懂“三月=8”"),
        ((*FOUND, "--items", 1, "--earlier", "2025-03-02=八"), "看不懂“2025-03-02=八”"),
        ((*FOUND, "--items", 1, "--earlier", "2025-03-02=0"), "件数不能是0"),
        ((*FOUND, "--items", 1, "--earlier", "2025-04-02=1"), "晚于本件"),
        ((*FOUND, "--items", "many"), "many"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_charged(run: Run, arguments: tuple[object, ...], says: str) -> None:
    ran = run("fee", "--on", "2025-03-20", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


@pytest.mark.parametrize("arguments", [(), ("--on", "2025-02-30"), ("--on", "今天")])
def test_the_day_is_needed(run: Run, arguments: tuple[object, ...]) -> None:
    ran = run("fee", *arguments, *FOUND, "--items", 1)
    assert ran.code == 2
    assert "--on" in ran.err
