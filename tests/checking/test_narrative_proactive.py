"""Documents, decisions and fees in prose against the table of section two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.reading.facts import facts_of
from tests.checking.build import fact, found, right_report, with_facts, with_prose, without

RULE = "narrative.proactive"
MADE = "proactive.normative_documents.made"
PENALTIES = "proactive.penalties.decisions"
FEES = "proactive.fees.amount"
COUNTY = "淮安市洪泽区人民政府"


def table(**changes):
    return right_report(**changes).with_cells({MADE: 7, PENALTIES: 30, FEES: Decimal("35.62")})


@pytest.mark.parametrize(
    "facts",
    [
        [(MADE, 7)],
        [(MADE, 3), (MADE, 4)],
        [(MADE, 7), (MADE, 2)],
        [(MADE, 9, "area")],
        [(MADE, 9, "own", "2023年制发规范性文件9件。")],
        [(PENALTIES, 30)],
        *([(FEES, yuan, "own", "", "overview", "元")] for yuan in (356_200, 356_000, 350_000, 360_000, 356_190)),
        [],
    ],
)
def test_prose_that_agrees_with_section_two_is_right(facts):
    assert found(with_facts(table(), *facts), RULE) == []


@pytest.mark.parametrize(
    ("stated", "expected", "number"),
    [
        ((MADE, 8), 7, 8),
        ((MADE, 0), 7, 0),
        ((PENALTIES, 3), 30, 3),
        ((FEES, 35_620, "own", "", "overview", "元"), Decimal("35.62"), Decimal("3.562")),
        ((FEES, 370_000, "own", "", "overview", "元"), Decimal("35.62"), 37),
        ((FEES, 0, "own", "", "overview", "元"), Decimal("35.62"), 0),
    ],
)
def test_prose_that_disagrees_with_section_two_is_a_warning(stated, expected, number):
    (finding,) = found(with_facts(table(), stated), RULE)
    assert (finding.severity, finding.cells, finding.expected, finding.found) == (
        "warning",
        (stated[0],),
        expected,
        number,
    )
    assert "第一部分《总体情况》写" in finding.message


@pytest.mark.parametrize(
    ("sentence", "number", "wrong"),
    [
        ("以区政府名义制发规范性文件{}件。", 3, False),
        ("以区政府名义制发规范性文件{}件。", 9, True),
        ("制发规范性文件{}件。", 3, True),
    ],
)
def test_one_offices_documents_are_no_contradiction_to_its_areas(sentence, number, wrong):
    report = replace(table(agency=COUNTY), facts=(fact(MADE, number, "own", sentence.format(number)),))
    assert len(found(report, RULE)) == wrong


def test_a_cell_that_is_not_there_is_not_compared():
    assert found(without(with_facts(right_report(), (MADE, 3)), "proactive."), RULE) == []
    stock = "proactive.normative_documents.in_force"
    assert found(with_facts(right_report("2019"), (stock, 3, "own", "现行有效3件。")), RULE) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年公开规范性文件15件，行政许可结果1200条，行政处罚信息230条。",
        "全年制发规范性文件7件，其中重大行政决策1件；全年开展规范性文件合法性审查15件。",
        "2024年，全区共制发规范性文件30件，其中我局制发3件。",
        "办理行政许可1670件，作出行政处罚决定30件（简易程序5件）。",
        "立案查处行政处罚案件45件，作出行政处罚决定30件，罚没款35万元。",
        "作出行政处罚决定30件，其中警告5件，罚款25件。",
        "公示行政处罚决定28件，作出行政处罚决定之日起7日内公开30件。",
        "修订规范性文件2件，新制定规范性文件7件，宣布失效规范性文件4件。",
        "对12件现行有效规范性文件进行了清理。",
        "截至目前，全局累计公开现行有效规范性文件12件。",
        "收取行政事业性收费35.6万元，同比减少3.4万元。",
        "未因行政处罚引发行政复议。",
    ],
)
def test_whoever_writes_of_other_numbers_is_not_accused(text):
    report = with_prose(table(agency="淮安市洪泽区教育局"), overview=text)
    assert found(replace(report, facts=facts_of(report.sections, report.agency, 2024)), RULE) == []
