from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.reading.facts import facts_of
from gongkai.report import Doubtful, Extra
from tests.checking.build import fact, found, not_run, right_report, with_facts, with_prose, without

COUNTY = "淮安市洪泽区人民政府"


def table(received=5, carried_in=0, concluded=None, carried_out=0, **results):
    """A report whose totals are these; the sums in between are no matter here."""
    concluded = received + carried_in - carried_out if concluded is None else concluded
    values = {"received": received, "carried_in": carried_in, "concluded": concluded, "carried_out": carried_out}
    cells = {f"requests.{name}.total": value for name, value in (values | results).items()}
    return right_report().with_cells(cells)


@pytest.mark.parametrize(
    "facts",
    [
        [("requests.received", 5)],
        [("requests.received", 7)],
        [("requests.received", 5), ("requests.received", 2, "own", "其中网上申请2件。")],
        [("requests.received", 3), ("requests.received", 2)],
        [("requests.received", 6, "own", "2024年共办理政府信息公开申请6件。")],
        [("requests.received", 4, "own", "2023年收到申请4件。")],
        [("requests.received", 4, "own", "较2023年的4件增加，2024年有所上升。")],
        [("requests.received", 400, "area", "全县共收到申请400件。")],
        [("requests.carried_in", 2), ("requests.carried_out", 1), ("requests.concluded", 6)],
        [("requests.concluded", 4, "own", "已办结4件。")],
        [("published.total", 121)],
        [],
    ],
)
def test_prose_that_agrees_with_the_table_is_right(facts):
    assert found(with_facts(table(5, 2, carried_out=1), *facts), "narrative.requests") == []


@pytest.mark.parametrize(
    ("facts", "cell"),
    [
        ([("requests.received", 9)], "requests.received.total"),
        ([("requests.received", 0)], "requests.received.total"),
        ([("requests.received", 9, "own", "共办理申请9件。")], "requests.received.total"),
        ([("requests.received", 9), ("requests.received", 8)], "requests.received.total"),
        ([("requests.carried_in", 3)], "requests.carried_in.total"),
        ([("requests.carried_out", 0)], "requests.carried_out.total"),
        ([("requests.concluded", 11)], "requests.concluded.total"),
    ],
)
def test_prose_that_disagrees_is_a_warning(facts, cell):
    (finding,) = found(with_facts(table(5, 2, carried_out=1), *facts), "narrative.requests")
    assert finding.severity == "warning" and finding.cells == (cell,)
    assert finding.found == facts[0][1]
    assert "第一部分《总体情况》写" in finding.message


def test_a_disagreement_quotes_the_sentence_short():
    report = with_facts(table(), ("requests.received", 9, "own", "2024年，" + "我镇严格依法办事，" * 20 + "收到9件。"))
    (finding,) = found(report, "narrative.requests")
    assert "……”" in finding.message and len(finding.message) < 250
    assert (finding.expected, finding.found) == (5, 9)


@pytest.mark.parametrize(
    ("agency", "scope", "sentence", "number", "wrong"),
    [
        (COUNTY, "own", "2024年，区政府办代表区政府受理政府信息公开申请17件。", 17, False),
        (COUNTY, "own", "区本级收到申请17件。", 17, False),
        (COUNTY, "own", "区政府收到申请17件。", 17, True),
        (COUNTY, "area", "全区收到申请17件。", 17, True),
        (COUNTY, "area", "全区各部门收到申请170件。", 170, False),
        (COUNTY, "area", "全区收到申请95件。", 95, False),
        ("洪泽区教育局", "area", "全区教育系统收到申请17件。", 17, False),
        ("洪泽区教育局", "own", "局办公室收到申请17件。", 17, True),
        ("云海帮", "own", "办公室收到申请17件。", 17, False),
        (None, "own", "办公室收到申请17件。", 17, False),
        (None, "own", "收到申请17件。", 17, True),
    ],
)
def test_an_offices_own_figure_beside_its_areas_table_is_no_contradiction(agency, scope, sentence, number, wrong):
    report = replace(table(95), agency=agency)
    report = with_facts(report, ("requests.received", number, scope, sentence))
    assert len(found(report, "narrative.requests")) == wrong


def test_an_empty_table_is_not_compared():
    report = without(with_facts(right_report(), ("requests.received", 3), ("requests.carried_in", 3)), "requests.")
    assert found(report, "narrative.requests") == []


RECEIVED = ("requests.received", 5)
APART = "办结申请5件，其中予以公开4件、部分公开1件。"
UNAVAILABLE = {"unavailable.not_held": 2, "unavailable.needs_creation": 1}


@pytest.mark.parametrize(
    ("results", "facts", "wrong"),
    [
        ({"granted": 3}, [RECEIVED, ("requests.granted", 3)], 0),
        ({"granted": 3}, [RECEIVED, ("requests.granted", 4)], 1),
        ({"granted": 3, "partly_granted": 1}, [RECEIVED, ("requests.granted", 4)], 0),
        (
            {"granted": 3, "partly_granted": 1},
            [RECEIVED, ("requests.granted", 4, "own", APART), ("requests.partly_granted", 1, "own", APART)],
            1,
        ),
        ({"granted": 3}, [("requests.received", 8), ("requests.granted", 4)], 1),
        ({"granted": 3}, [("requests.granted", 4)], 0),
        (UNAVAILABLE, [RECEIVED, ("requests.unavailable", 3)], 0),
        (UNAVAILABLE, [RECEIVED, ("requests.unavailable", 2)], 0),
        (UNAVAILABLE, [RECEIVED, ("requests.unavailable", 2), ("requests.unavailable", 1)], 0),
        (UNAVAILABLE, [RECEIVED, ("requests.unavailable", 5)], 1),
        ({"refused.third_party": 1}, [RECEIVED, ("requests.refused", 0)], 0),
        ({"not_handled.petition": 1}, [RECEIVED, ("requests.not_handled", 2)], 1),
    ],
)
def test_results_are_compared_where_the_number_received_agrees(results, facts, wrong):
    assert len(found(with_facts(table(5, **results), *facts), "narrative.requests")) == wrong


def test_a_family_of_results_is_named_together():
    report = with_facts(table(5, **UNAVAILABLE), RECEIVED, ("requests.unavailable", 5))
    (finding,) = found(report, "narrative.requests")
    assert "“（四）无法提供”各行“总计”列合计为3" in finding.message and len(finding.cells) == 3


def test_a_doubted_total_lowers_what_prose_says_of_it():
    report = replace(table(), warnings=(Doubtful("x", "y", ("requests.received.total",)),))
    (finding,) = found(with_facts(report, ("requests.received", 9)), "narrative.requests")
    assert finding.severity == "notice"


def disputes(reviews=0, direct=0, after=0):
    cells = {"reconsideration": reviews, "litigation_direct": direct, "litigation_after_reconsideration": after}
    return right_report().with_cells({f"disputes.{row}.total": value for row, value in cells.items()})


@pytest.mark.parametrize(
    ("tables", "subject", "number", "wrong"),
    [
        ((0, 0, 0), "disputes.reconsideration", 0, False),
        ((2, 0, 0), "disputes.reconsideration", 2, False),
        ((2, 0, 0), "disputes.reconsideration", 0, True),
        ((0, 0, 0), "disputes.reconsideration", 2, True),
        ((0, 1, 3), "disputes.litigation", 4, False),
        ((0, 1, 3), "disputes.litigation", 1, False),
        ((0, 1, 3), "disputes.litigation", 0, True),
        ((0, 1, 3), "disputes.litigation", 2, True),
        ((0, 0, 3), "disputes.litigation", 0, True),
        ((0, 0, 0), "disputes.reconsideration.upheld", 0, False),
        ((0, 0, 0), "disputes.reconsideration.upheld", 2, True),
        ((0, 0, 0), "disputes.litigation.pending", 1, True),
        ((9, 9, 9), "disputes.unheard-of", 1, False),
    ],
)
def test_disputes_in_prose_agree_with_the_table(tables, subject, number, wrong):
    report = with_facts(disputes(*tables), (subject, number, "own", f"因政府信息公开被申请{number}件。"))
    findings = found(report, "narrative.disputes")
    assert [each.severity for each in findings] == ["warning"] * wrong
    if wrong:
        assert "《四、" in findings[0].message and findings[0].found == number


def test_reconsiderations_in_general_are_another_matter():
    general = ("disputes.reconsideration", 120, "own", "全年办理行政复议案件120件。")
    assert found(with_facts(disputes(), general), "narrative.disputes") == []
    assert len(found(with_facts(disputes(), (*general, "disputes")), "narrative.disputes")) == 1


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("发生行政复议3件。", 1),
        ("办理行政复议3件。", 0),
        ("出庭应诉，涉及行政复议3件。", 0),
        ("办理信息公开复议3件。", 1),
    ],
)
def test_a_dispute_that_no_office_decides_is_of_disclosure(sentence, wrong):
    report = with_facts(disputes(2), ("disputes.reconsideration", 3, "own", sentence))
    assert len(found(report, "narrative.disputes")) == wrong


def test_results_beside_the_number_of_one_kind_only_may_be_of_that_kind():
    cells = {"litigation_direct.upheld": 2, "litigation_after_reconsideration.upheld": 1}
    report = disputes(0, 3, 0).with_cells({f"disputes.{key}": value for key, value in cells.items()})
    told = "因政府信息公开被提起行政诉讼3件，结果维持2件。"
    facts = (("disputes.litigation", 3, "own", told), ("disputes.litigation.upheld", 2, "own", told))
    assert found(with_facts(report, *facts), "narrative.disputes") == []


def test_disputes_without_their_table_are_not_compared():
    report = without(with_facts(right_report(), ("disputes.reconsideration", 2)), "disputes.")
    assert found(report, "narrative.disputes") == []


@pytest.mark.parametrize(
    "text",
    [
        "2024年，国梁镇未收取政府信息公开信息处理费。",
        "本机关未收取信息处理费。",
        "2024年,我街道收取政府信息公开处理费0元。",
        "收取信息 处理费 0 元。",
        "本年度未发出收费通知。",
        "政府信息公开未收费，无其他事项。",
        "2024年依申请公开政府信息未收取任何费用。",
    ],
)
def test_section_six_states_the_fee(text):
    assert found(with_prose(right_report(), other=text), "narrative.fees") == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("无。", "没有写明"),
        ("", "没有写明"),
        ("没有其他需要报告的事项。", "没有写明"),
        ("本年度未收取行政事业性收费。", "只写了行政事业性收费"),
        ("本年度行政事业性收费0元。", "只写了行政事业性收费"),
        ("收取污水处理费3万元。", "没有写明"),
    ],
)
def test_section_six_without_the_fee_is_a_warning(text, says):
    (finding,) = found(with_prose(right_report(), other=text), "narrative.fees")
    assert finding.severity == "warning" and says in finding.message
    assert "《政府信息公开信息处理费管理办法》" in finding.basis


def test_a_fee_stated_elsewhere_belongs_in_section_six():
    report = with_prose(right_report(), requests="未收取信息处理费。", other="无。")
    (finding,) = found(report, "narrative.fees")
    assert "写在第三部分" in finding.message


def test_two_amounts_of_one_fee_are_a_warning():
    facts = [
        ("fees.processing", 0, "own", "未收取。", "other", "元"),
        ("fees.processing", 300, "own", "收300元。", "overview", "元"),
    ]
    (finding,) = found(with_facts(right_report(), *facts), "narrative.fees")
    assert "前后不一致" in finding.message and {finding.expected, finding.found} == {0, 300}


@pytest.mark.parametrize(
    "second",
    [
        ("fees.processing", 1, "own", "收取1万元。", "overview", "万元"),
        ("fees.processing", 300, "area", "全县收取300元。", "overview", "元"),
        ("fees.processing", 300, "own", "2023年收取300元。", "overview", "元"),
    ],
)
def test_the_same_amount_or_another_scope_or_year_is_none(second):
    first = ("fees.processing", 10_000, "own", "收取10000元。", "other", "元")
    assert found(with_facts(right_report(), first, second), "narrative.fees") == []


def test_the_fee_is_no_matter_of_reports_before_2021():
    assert found(with_prose(right_report("2019"), other="无。"), "narrative.fees") == []
    assert found(with_prose(right_report(year=2020), other="无。"), "narrative.fees") == []


def test_a_report_without_prose_cannot_be_judged():
    report = with_prose(right_report(), overview="", problems="", other="")
    assert len(not_run(report, "narrative.fees")) == 1


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("全年公开信息90条，其中政策文件6条，重点领域信息20条，其他信息64条。", False),
        ("全年公开信息90条，其中政策文件6条，重点领域信息20条，其他信息61条。", True),
        ("全年公开信息121条，其中机构信息21条，补贴领域25条，财政信息10条。", False),
        ("全年公开信息90条，其中政策文件96条，重点领域信息20条。", True),
        ("全年公开信息90条。", False),
    ],
)
def test_parts_add_up_where_they_claim_to_be_all(text, wrong):
    findings = found(with_prose(right_report(), overview=text), "narrative.parts")
    assert [each.severity for each in findings] == ["warning"] * wrong
    if wrong:
        assert findings[0].expected == 90


def test_a_collapsed_row_counts_for_its_results():
    extra = (Extra("requests", "（五）不予处理", {"total": 2}),)
    report = without(table(5), "requests.not_handled", extra=extra)
    assert found(with_facts(report, RECEIVED, ("requests.not_handled", 2)), "narrative.requests") == []
    (finding,) = found(with_facts(report, RECEIVED, ("requests.not_handled", 3)), "narrative.requests")
    assert (finding.expected, finding.found) == (2, 3)


def test_facts_are_made_with_their_sentence():
    assert "5件" in fact("requests.received", 5).sentence


@pytest.mark.parametrize(
    ("agency", "sentence", "number", "wrong"),
    [
        ("杭州市人民政府", "全市共收到14096件。", 14096, True),
        ("杭州市人民政府", "全市各级行政机关共收到14096件。", 14096, True),
        ("杭州市人民政府", "全市共收到14069件。", 14069, False),
        ("杭州市", "杭州市共收到14096件。", 14096, True),
        ("杭州市", "杭州市共收到14069件。", 14069, False),
        ("杭州市教育局", "全市共收到14096件。", 14096, False),
        ("杭州市人民政府办公室", "全市共收到14096件。", 14096, False),
        ("杭州市某某开发区", "全市共收到14096件。", 14096, False),
    ],
)
def test_an_areas_figure_is_held_against_the_table_of_the_area_only(agency, sentence, number, wrong):
    report = replace(table(14069), agency=agency)
    report = with_facts(report, ("requests.received", number, "area", sentence))
    assert len(found(report, "narrative.requests")) == wrong


@pytest.mark.parametrize(
    ("sentence", "results", "wrong"),
    [
        ("不予受理4件。", {"not_handled.petition": 4}, False),
        ("不予受理4件。", {"other.other": 4}, False),
        ("不予受理4件。", {"other.other": 3, "not_handled.petition": 1}, False),
        ("不予受理4件。", {"granted": 4}, True),
        ("不予处理4件。", {"other.other": 4}, True),
    ],
)
def test_what_was_not_accepted_may_be_counted_as_handled_otherwise(sentence, results, wrong):
    report = with_facts(table(5, **results), RECEIVED, ("requests.not_handled", 4, "own", sentence))
    assert len(found(report, "narrative.requests")) == wrong


@pytest.mark.parametrize("text", ["本年度未收取信息處理費。", "未產生政府信息公開信息處理費。"])
def test_a_fee_stated_in_traditional_characters_is_stated(text):
    assert found(with_prose(right_report(), other=text), "narrative.fees") == []


APPLICANTS = {
    "requests.received.natural_person": 8,
    "requests.received.business": 1,
    "requests.received.other_organisation": 1,
    "requests.received.total": 10,
}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("收到政府信息公开申请10件，其中自然人申请8件，法人或其他组织申请2件。", []),
        ("收到政府信息公开申请10件，其中自然人申请7件，法人或其他组织申请3件。", [(8, 7), (2, 3)]),
        ("收到政府信息公开申请10件，其中自然人8件，商业企业2件。", [(1, 2)]),
        ("收到政府信息公开申请10件，其中自然人8件，法人2件。", []),
        ("收到政府信息公开申请10件，其中自然人有7件，均已答复。", [(8, 7)]),
        ("收到政府信息公开申请10件，其中公民申请9件，企业1件。", [(8, 9)]),
        # What does not add up is what narrative.parts says; another whole is not the table's.
        ("收到政府信息公开申请10件，其中自然人申请9件，法人或其他组织申请2件。", []),
        ("收到政府信息公开申请9件，其中自然人申请7件，法人或其他组织申请2件。", None),
        ("办理依申请公开10件，其中网上申请7件，信函3件。", []),
        ("公开信息50条，收到政府信息公开申请10件，其中自然人申请9件，均已答复。", [(8, 9)]),
    ],
)
def test_kinds_of_applicants_are_compared_with_their_columns(text, wrong):
    report = with_prose(right_report(), overview=text).with_cells(APPLICANTS)
    report = replace(report, facts=facts_of(report.sections, report.agency, report.year))
    findings = found(report, "narrative.requests")
    if wrong is None:
        assert [each.cells for each in findings] == [("requests.received.total",)]
    else:
        assert [(each.expected, each.found) for each in findings] == wrong


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("复议后起诉3件。", []),
        ("行政诉讼4件，其中未经复议直接起诉1件，复议后起诉3件。", []),
        ("因政府信息公开经复议后提起行政诉讼2件。", ["litigation_after_reconsideration"]),
        ("复议后起诉的案件为1件。", ["litigation_after_reconsideration"]),
        ("未经复议直接起诉3件。", ["litigation_direct"]),
        ("未发生复议后起诉案件。", ["litigation_after_reconsideration"]),
        ("未发生未经复议直接起诉案件。", ["litigation_direct"]),
        ("2023年复议后起诉2件。", []),
        ("复议后起诉约2件。", []),
    ],
)
def test_each_kind_of_lawsuit_is_compared_with_its_own_cell(text, cells):
    report = with_prose(disputes(0, 1, 3), disputes=text)
    report = replace(report, facts=facts_of(report.sections, report.agency, report.year))
    findings = found(report, "narrative.disputes")
    assert [each.cells for each in findings] == [(f"disputes.{cell}.total",) for cell in cells]
