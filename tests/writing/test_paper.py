"""What a written report says: nothing dropped, nothing invented, in the order of the form."""

from __future__ import annotations

import datetime as dt

import pytest

from gongkai.report import blank_report
from gongkai.writing.paper import paragraphs_of, set_out
from tests.writing.strategies import example, without


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_six_sections_stand_in_order_under_the_forms_headings(form_id: str) -> None:
    report = example(form_id)
    expected = [f"{section.number}、{section.heading}" for section in report.statutory_form.sections]
    assert [section.heading for section in set_out(report).sections] == expected


def test_the_web_version_has_a_date_of_publication_and_no_addressee_or_signature() -> None:
    paper = set_out(example())
    assert paper.published == dt.date(2025, 1, 21)
    assert (paper.addressee, paper.signature, paper.signed, paper.notice) == ("", "", "", "")


def test_the_version_handed_up_has_addressee_signature_date_and_notice() -> None:
    paper = set_out(example(), "handed-up")
    assert paper.published is None
    assert paper.addressee == "区政府："
    assert (paper.signature, paper.signed, paper.notice) == ("国梁镇人民政府", "2025年1月6日", "（此件公开发布）")


def test_handed_up_without_a_signature_the_agency_signs_and_no_date_is_invented() -> None:
    paper = set_out(example(signature=None, signed=None, addressee=None), "handed-up")
    assert paper.signature == "重庆市大足区国梁镇人民政府"
    assert (paper.signed, paper.addressee) == ("", "")


def test_lines_of_the_closing_that_are_printed_anyway_are_not_printed_twice() -> None:
    report = example(
        closing="附：名词解释\n国梁镇人民政府\n2025年1月6日\n（此件公开发布）", preamble="区政府:\n现报告如下。"
    )
    handed_up = set_out(report, "handed-up")
    assert [each.text for each in handed_up.closing] == ["附：名词解释"]
    assert [each.text for each in handed_up.preamble] == ["现报告如下。"]
    assert len(set_out(report).closing) == 4


def test_a_table_of_which_nothing_was_there_is_left_out() -> None:
    layouts = {section.key: section.layout for section in set_out(without(example(), "disputes.")).sections}
    assert layouts["disputes"] is None
    assert layouts["requests"] is not None


def test_a_report_without_a_title_gets_the_forms() -> None:
    assert set_out(example(title=None)).title == "重庆市大足区国梁镇人民政府2024年政府信息公开工作年度报告"
    assert set_out(blank_report("2021")).title == "政府信息公开工作年度报告"


def test_the_agency_stands_under_a_title_that_does_not_name_it() -> None:
    assert set_out(example(title="2024年政府信息公开工作年度报告")).byline == "重庆市大足区国梁镇人民政府"
    assert set_out(example()).byline == ""


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("重庆市大足区国梁镇人民政府2024年政府信息公开工作年度报告", 2),
        ("2024年政府信息公开工作年度报告", 1),
        ("国梁镇2024年报告（重庆市大足区国梁镇人民政府）", 1),
    ],
)
def test_a_long_title_breaks_after_the_agency(title: str, lines: int) -> None:
    paper = set_out(example(title=title))
    assert len(paper.title_lines) == lines
    assert "".join(paper.title_lines) == title


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("（一）主动公开情况", [2]),
        ("(二) 依申请公开", [2]),
        ("（十一）监督保障。", [2]),
        ("（一）主动公开情况。全年公开信息3条。", [0]),
        ("1.加强领导", [3]),
        ("1.加强领导，压实责任，形成合力。", [0]),
        ("2024年公开情况", [0]),
        ("1.5万元", [0]),
        ("甲\n\n　　乙\r\n丙\u2028丁", [0, 0, 0, 0]),
        ("  \n\t\n", []),
    ],
)
def test_headings_in_prose_are_told_by_their_form(text: str, levels: list[int]) -> None:
    assert [each.level for each in paragraphs_of(text)] == levels


def test_characters_that_no_format_can_hold_are_left_out() -> None:
    assert [each.text for each in paragraphs_of("甲\x00乙\x08丙\ud800丁\ufffe")] == ["甲乙丙丁"]
    assert set_out(example(title="某镇\n2024年\x01报告")).title == "某镇 2024年报告"


def test_captions_state_the_units_of_the_figures() -> None:
    captions = [section.caption for section in set_out(example()).sections]
    assert captions[1:4] == [
        "表一：主动公开政府信息情况（单位：件、万元）",
        "表二：收到和处理政府信息公开申请情况（单位：件）",
        "表三：政府信息公开行政复议、行政诉讼情况（单位：件）",
    ]
