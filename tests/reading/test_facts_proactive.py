"""What prose states of documents made, decisions taken and fees charged, and what only looks like it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.reading.facts import facts_of

BUREAU = "淮安市洪泽区教育局"
DOCUMENTS = "normative_documents"


def stated(text, section="overview", agency=BUREAU):
    facts = facts_of({section: text}, agency, 2024)
    prefix = "proactive."
    return {(fact.subject.removeprefix(prefix), fact.number) for fact in facts if fact.subject.startswith(prefix)}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            "2024年制发规范性文件3件，废止1件，现行有效12件。",
            {(f"{DOCUMENTS}.made", 3), (f"{DOCUMENTS}.repealed", 1), (f"{DOCUMENTS}.in_force", 12)},
        ),
        (
            "本年制发行政规范性文件3件、废止行政规范性文件1件。",
            {(f"{DOCUMENTS}.made", 3), (f"{DOCUMENTS}.repealed", 1)},
        ),
        ("我局制发3件行政规范性文件，均已公开。", {(f"{DOCUMENTS}.made", 3)}),
        ("教育局共制定出台规范性文件一件。", {(f"{DOCUMENTS}.made", 1)}),
        ("（一）主动公开。2024年制发规范性文件3份。", {(f"{DOCUMENTS}.made", 3)}),
        ("现行有效的规范性文件12件。", {(f"{DOCUMENTS}.in_force", 12)}),
        ("规范性文件现行有效12件。", {(f"{DOCUMENTS}.in_force", 12)}),
        ("制定部门规章2部。", {("regulations.made", 2)}),
        ("本年度未制发规范性文件。", {(f"{DOCUMENTS}.made", 0)}),
        ("未制定、废止规范性文件。", {(f"{DOCUMENTS}.made", 0), (f"{DOCUMENTS}.repealed", 0)}),
        ("2024年，洪泽区教育局作出行政处罚决定30件。", {("penalties.decisions", 30)}),
        ("我局依法作出行政处罚12起。", {("penalties.decisions", 12)}),
        ("作出12件行政处罚决定。", {("penalties.decisions", 12)}),
        (
            "作出行政许可决定167件、行政处罚决定30件，行政强制4件。",
            {("licences.decisions", 167), ("penalties.decisions", 30), ("compulsion.decisions", 4)},
        ),
        ("本年度行政许可处理决定数量167件。", {("licences.decisions", 167)}),
        (
            "无行政许可、行政处罚和行政强制事项。",
            {("licences.decisions", 0), ("penalties.decisions", 0), ("compulsion.decisions", 0)},
        ),
        ("没有作出行政强制决定。", {("compulsion.decisions", 0)}),
        ("全年收取行政事业性收费35.6万元。", {("fees.amount", 356_000)}),
        ("行政事业性收费总金额为35.5元。", {("fees.amount", Decimal("35.5"))}),
        ("收取3万元行政事业性收费。", {("fees.amount", 30_000)}),
        ("本年度无行政事业性收费。", {("fees.amount", 0)}),
    ],
)
def test_the_forms_numbers_are_found_in_prose(text, facts):
    assert stated(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "公开规范性文件3件。",
        "审查规范性文件20件，其中废止3件。",
        "清理行政规范性文件20件，废止3件。",
        "对制发的规范性文件3件进行备案。",
        "制定规章制度5项。",
        "制定、修订规范性文件3件。",
        "修改、废止规范性文件3件。",
        "制发规范性文件和政策文件20件。",
        "2023年制发规范性文件3件。",
        "计划制发规范性文件3件。",
        "一季度制发规范性文件3件。",
        "累计制发规范性文件30件。",
        "制发规范性文件约5件。",
        "县委办制发党内规范性文件3件。",
        "各部门制发规范性文件30件。",
        "未发现违规制发规范性文件。",
        "印发文件20件。",
        "公示行政处罚决定30件。",
        "办理行政处罚案件30件。",
        "作出不予行政许可决定3件。",
        "简易程序行政处罚决定5件。",
        "市水利局作出行政处罚3件。",
        "未发生行政处罚被撤销情形。",
        "实施行政许可12项。",
        "减免行政事业性收费30万元。",
        "行政事业性收费项目3项。",
        "未向申请人收取行政事业性收费。",
    ],
)
def test_other_numbers_are_not_taken_for_the_forms(text):
    assert stated(text) == set()


def test_in_section_six_an_administrative_charge_denied_is_the_processing_fee_meant():
    assert stated("本年度未收取行政事业性收费。", "other") == set()


@pytest.mark.parametrize(("text", "scope"), [("全区共制发规范性文件7件。", "area"), ("我局制发规范性文件7件。", "own")])
def test_the_areas_documents_are_told_from_ones_own(text, scope):
    (fact,) = facts_of({"overview": text}, BUREAU, 2024)
    assert (fact.number, fact.scope) == (7, scope)
