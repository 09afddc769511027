"""Linked numbers follow their cell or fact, and none that fails disappears."""

from decimal import Decimal

import pytest

from gongkai_site.annual.prose import links, placeholders, problems, resolve
from tests.site.annual.written import facts, lookup, town

NUMBERS = {"requests.received.total": 5, "proactive.fees.amount": Decimal("12.50"), "empty": None, "zero": 0}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("收到{{requests.received.total}}件", "收到5件"),
        ("收到{{ requests.received.total }}件", "收到5件"),
        ("收费{{proactive.fees.amount}}万元", "收费12.5万元"),
        ("共{{zero}}件", "共0件"),
        ("共{{empty}}件", "共【暂无数值：empty】件"),
        ("共{{no.such}}件", "共【无此数字：no.such】件"),
        ("共{{}}件", "共【无此数字：】件"),
        ("共{{zero}件", "共【链接不完整】zero}件"),
        ("共zero}}件", "共zero【链接不完整】件"),
        ("单个{花括号}不是链接", "单个{花括号}不是链接"),
    ],
)
def test_a_link_becomes_its_number_or_a_visible_problem(text: str, shown: str) -> None:
    assert resolve(text, NUMBERS) == shown
    assert resolve(text, NUMBERS.get) == (shown if "empty" not in text else "共【无此数字：empty】件")


def test_every_problem_shown_is_listed_and_only_those() -> None:
    text = "{{zero}}、{{empty}}、{{no.such}}、{{zero}"
    assert [each.shown for each in problems(text, NUMBERS)] == [
        "【暂无数值：empty】",
        "【无此数字：no.such】",
        "【链接不完整】",
    ]
    assert all(each.shown in resolve(text, NUMBERS) for each in problems(text, NUMBERS))
    assert problems("{{zero}}件", NUMBERS) == []


def test_links_are_found_in_their_order_and_place() -> None:
    text = "收{{a}}，办{{b.c}}，{{a}}"
    assert [(each.key, text[each.start : each.end]) for each in links(text)] == [
        ("a", "{{a}}"),
        ("b.c", "{{b.c}}"),
        ("a", "{{a}}"),
    ]


def test_what_a_draft_asks_for_is_found() -> None:
    assert list(placeholders("一【请填写：问题】二【暂无数值：x】三【请核实：有无】")) == [
        "【请填写：问题】",
        "【请核实：有无】",
    ]


def test_the_lookup_knows_cells_and_facts_by_name_and_unit() -> None:
    where = town()
    facts(where)
    find = lookup(where, requests__received__total=4)
    cell, fact, heading = (
        find("requests.received.total"),
        find("facts.publications.site"),
        find("facts.publications.site.机构信息"),
    )
    assert cell and (cell.number, cell.unit) == (4, "件") and "本年新收政府信息公开申请数量" in cell.label
    assert fact and (fact.number, fact.unit, fact.label) == (7, "条", "政府网站公开")
    assert heading and heading.number == 5
    assert find("facts.publications") is None
    keys = [each.key for each in find]
    assert len(keys) == len(set(keys)) and keys[0] == "proactive.regulations.made"
    assert resolve("网站{{facts.publications.site}}条，收到{{requests.received.total}}件", find) == "网站7条，收到4件"


def test_lawsuits_of_both_kinds_have_different_labels() -> None:
    find = lookup(town())
    labels = [each.label for each in find]
    assert len(labels) == len(set(labels))
