"""What findings say word for word where it is put together of parts, and the first of several that is named."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from decimal import Decimal

import pytest

from gongkai.checking import rules
from gongkai.checking.naming import Name
from gongkai.report import Provenance
from tests.checking.build import fact, found, right_report, with_facts, with_prose
from tests.checking.cases import CASES, COUNTY, FEES, LONG, MADE, RECEIVED, RULES, Cases, stated

REPEALED = "proactive.regulations.repealed"


@pytest.mark.parametrize(("rule", "cases"), CASES.items(), ids=list(CASES))
def test_a_finding_bears_the_title_the_severity_and_the_law_of_its_rule(rule: str, cases: Cases):
    known = {each.id: each for each in rules()}[rule]
    wrong = cases.wrong
    for each in found(wrong.report, rule, wrong.previous, area=wrong.area):
        assert each.title == Name(known.title, known.title_en) and all((known.title, known.title_en))
        assert each.basis == "；".join(map(str, each.cites)) and each.cites
        assert each.severity == known.severity or not each.certain


def test_several_figures_of_one_row_are_named_one_after_the_other():
    (one,) = found(right_report().with_cells({RULES: 1, REPEALED: 2}), "proactive.authority")
    assert "“本年制发件数”填了1，“本年废止件数”填了2。" in one.message
    assert one.cells == (RULES, REPEALED) and one.found == 1


def test_columns_compared_together_are_named_together():
    persons, business = "requests.received.natural_person", "requests.received.business"
    report = right_report().with_cells({RECEIVED: 10, persons: 8, business: 2})
    text = "收到政府信息公开申请10件，其中自然人7件，法人或其他组织3件。"
    one, other = found(stated(report, overview=text), "narrative.requests")
    assert (one.expected, one.found, other.expected, other.found) == (8, 7, 2, 3)
    assert "“法人或其他组织”各列合计为2" in other.message and "together" in other.message_en


def test_two_amounts_of_the_fee_are_quoted_with_their_figures():
    facts = [
        ("fees.processing", 5, "own", "收5元。", "other", "元"),
        ("fees.processing", 300, "own", "收300元。", "overview", "元"),
    ]
    (one,) = found(with_facts(right_report(), *facts), "narrative.fees")
    assert one.what.zh == "信息处理费前后不一致：“收5元。”为5元，“收300元。”为300元。"
    assert (one.expected, one.found) == (5, 300)


def test_the_parts_are_added_up_for_all_to_see_in_every_sentence():
    text = "公开信息90条，其中重点信息20条，其他信息70条。公开文件9件，其中政策文件6件，其他文件4件。"
    (one,) = found(with_prose(right_report(), overview=text), "narrative.parts")
    assert "但各项6＋4＝10" in one.message and (one.expected, one.found) == (9, 10)


def test_the_first_of_several_statements_is_the_one_that_is_quoted():
    report = right_report().with_cells({MADE: 7})
    facts = [fact(MADE, 4, sentence="制发规范性文件4件。"), fact(MADE, 2, sentence="印发规范性文件2件。")]
    (one,) = found(replace(report, facts=tuple(facts)), "narrative.proactive")
    assert one.found == 4 and "“制发规范性文件4件。”" in one.message


@pytest.mark.parametrize(
    ("stated_yuan", "table", "wrong"), [(0, Decimal("0.5"), 1), (5_000, 0, 1), (0, 0, 0), (5_000, Decimal("0.5"), 0)]
)
def test_no_fee_is_no_amount_however_small(stated_yuan, table, wrong):
    report = right_report().with_cells({FEES: table})
    made = with_facts(report, (FEES, stated_yuan, "own", "收费。", "overview", "元"))
    assert len(found(made, "narrative.proactive")) == wrong


def test_refused_requests_are_compared_as_all_other_results():
    report = right_report().with_cells({RECEIVED: 3, "requests.refused.state_secret.total": 2})
    key = next(each for each in report.cells if each.startswith("requests.refused.") and each.endswith(".total"))
    made = with_facts(report.with_cells({key: 2}), ("requests.received", 3), ("requests.refused", 1))
    assert [each.found for each in found(made, "narrative.requests")] == [1]


@pytest.mark.parametrize(("own", "wrong"), [(Decimal("3.4"), 0), (Decimal("3.45"), 0), (Decimal("3.3"), 1)])
def test_an_areas_amount_agrees_to_the_decimals_it_has_where_its_print_is_not_known(own, wrong):
    sample = CASES["consolidation.sums"].wrong
    area = replace(sample.area, cells={**sample.area.cells, FEES: Decimal("3.44")}, gaps={}, left_out=())
    report = right_report(agency=COUNTY).with_cells({FEES: own})
    report = replace(report, provenance={**report.provenance, FEES: Provenance("read", None)})
    found_there = [each for each in found(report, "consolidation.sums", area=area) if FEES in each.cells]
    assert len(found_there) == wrong


def test_a_finding_is_a_value_that_nobody_changes():
    (one,) = found(right_report().with_cells({"disputes.reconsideration.total": 1}), "disputes.total")
    with pytest.raises(FrozenInstanceError):
        one.severity = "notice"  # type: ignore[misc]
    assert one.to_json() == one.to_json(language="zh") != one.to_json(language="en")


@pytest.mark.parametrize(("name", "lacking"), [("甲", 1), ("甲局", 0)])
def test_one_character_is_no_agencys_name(name, lacking):
    title = f"{name}2024年政府信息公开工作年度报告"
    assert len(found(right_report(title=title), "structure.title")) == lacking


def test_a_negative_amount_of_last_year_is_no_measure():
    last = right_report(year=2023).with_cells({FEES: Decimal("-0.5")})
    assert found(right_report().with_cells({FEES: 3}), "years.magnitude", last) == []


def test_of_several_reports_that_are_alike_the_most_alike_tells_the_share():
    report = with_prose(right_report(), overview=LONG)
    cut = LONG[: len(LONG) * 9 // 10]
    peers = [right_report(agency=name, source=name) for name in ("甲县甲镇人民政府", "乙县乙镇人民政府")]
    alike = [with_prose(each, overview=text) for each, text in zip(peers, (cut, LONG), strict=True)]
    (one,) = found(report, "text.repeated", None, alike)
    (less,) = found(report, "text.repeated", None, alike[:1])
    assert one.found > less.found and f"约占{one.found:.0%}" in one.message
