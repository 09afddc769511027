from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.report import Doubtful
from tests.checking.build import found, not_run, right_report, with_prose

EMPTY = {"overview": "", "problems": "", "other": ""}


def test_a_report_with_all_its_parts_is_right():
    assert found(right_report(), "structure") == []
    assert not_run(right_report(), "structure") == []


@pytest.mark.parametrize("code", ["section-missing", "section-order", "section-heading"])
def test_what_the_reader_says_of_sections_is_an_error(code):
    report = replace(right_report(), warnings=(Doubtful(code, "未见第五部分的标题。"),))
    (finding,) = found(report, "structure.sections")
    assert finding.severity == "error" and "未见第五部分的标题" in finding.message


def test_other_warnings_of_the_reader_are_no_matter_of_structure():
    report = replace(right_report(), warnings=(Doubtful("lost-cells", "少了一格", ("proactive.fees.amount",)),))
    assert found(report, "structure") == []


@pytest.mark.parametrize("key", ["overview", "problems", "other"])
def test_a_section_of_words_without_words_is_a_warning(key):
    (finding,) = found(with_prose(right_report(), **{key: " "}), "structure.sections")
    assert finding.severity == "warning" and "没有内容" in finding.message


def test_a_section_that_is_missing_is_not_called_empty_as_well():
    report = replace(with_prose(right_report(), problems=""), warnings=(Doubtful("section-missing", "未见第五部分。"),))
    assert [each.severity for each in found(report, "structure.sections")] == ["error"]


def test_a_report_known_by_its_figures_only_has_no_sections_to_judge():
    assert found(with_prose(right_report(), **EMPTY), "structure.sections") == []


def test_sections_two_to_four_need_no_words():
    assert found(with_prose(right_report(), proactive="", requests="", disputes=""), "structure.sections") == []


@pytest.mark.parametrize(
    ("form", "year", "right"),
    [("2021", 2021, True), ("2021", 2030, True), ("2021", 2020, False), ("2019", 2019, True), ("2019", 2020, True),
     ("2019", 2021, False), ("2019", 2018, True)],
)  # fmt: skip
def test_the_form_follows_the_year(form, year, right):
    findings = found(right_report(form, year=year), "structure.form")
    assert [each.severity for each in findings] == ([] if right else ["warning"])
    if not right:
        assert f"{year}年的报告应当使用" in findings[0].message and findings[0].expected != form


def test_without_a_year_neither_form_nor_period_is_judged():
    for rule in ("structure.form", "structure.period"):
        assert len(not_run(right_report(year=None), rule)) == 1


@pytest.mark.parametrize(
    ("year", "preamble", "wrong"),
    [
        (2024, "根据国办公开办函〔2019〕60号要求，编制本报告。", True),
        (2024, "根据（国办公开办函[2019] 60 号）要求，编制本报告。", True),
        (2024, "根据国办公开办函〔2021〕30号要求，编制本报告。", False),
        (2024, "国办公开办函〔2019〕60号已由国办公开办函〔2021〕30号代替。", False),
        (2024, "按照国办公开办函〔2019〕61号规范专栏。", False),
        (2020, "根据国办公开办函〔2019〕60号要求。", False),
        (2018, "根据国办公开办函〔2019〕60号要求。", False),
        (None, "根据国办公开办函〔2019〕60号要求。", False),
        (2024, "", False),
    ],
)
def test_a_superseded_document_cited_for_the_form_is_a_notice(year, preamble, wrong):
    findings = found(right_report(year=year, preamble=preamble), "structure.basis")
    assert [each.severity for each in findings] == ["notice"] * wrong
    if wrong:
        assert (findings[0].expected, findings[0].found) == ("国办公开办函〔2021〕30号", "国办公开办函〔2019〕60号")


@pytest.mark.parametrize(
    "preamble",
    [
        "本报告所列数据的统计期限自2024年1月1日起至2024年12月31日止。",
        "本报告所列数据的统计期限自 2024 年 1 月 1 日\n起至 2024 年 12 月 31 日止。",
        "数据统计时间为2024年1月1日至12月31日。",
        "数据统计期限为２０２４年１月１日—２０２４年１２月３１日。",
        "本报告中使用数据统计期限为2024年1月1日零时至12月31日。",
        "统计期限为2024年度。",
        "自2023年5月1日至2023年6月30日开展了培训。",
        "",
    ],
)
def test_the_calendar_year_or_no_period_is_right(preamble):
    assert found(right_report(preamble=preamble), "structure.period") == []


@pytest.mark.parametrize(
    ("preamble", "stated"),
    [
        ("统计期限自2024年1月1日起至2024年11月30日止。", "2024-01-01/2024-11-30"),
        ("统计期限为2023年1月1日至12月31日。", "2023-01-01/2023-12-31"),
        ("数据统计时间从2023年12月1日到2024年12月31日。", "2023-12-01/2024-12-31"),
        ("数据统计时间为2024年1月1日至11月31日。", "2024-01-01/2024-11-31"),
    ],
)
def test_another_period_is_a_notice(preamble, stated):
    (finding,) = found(right_report(preamble=preamble), "structure.period")
    assert (finding.severity, finding.found) == ("notice", stated)
    assert "应为2024年1月1日至2024年12月31日" in finding.message


def test_a_government_that_states_them_in_traditional_characters_is_not_blamed():
    overview = "2024年，開展工作考覈和社會評議，未發生責任追究情形。"
    assert found(with_prose(right_report(), overview=overview), "structure.assessment") == []


def test_a_government_that_states_none_of_the_three_is_told_all():
    (finding,) = found(with_prose(right_report(), overview="2024年，认真贯彻落实《条例》。"), "structure.assessment")
    assert finding.severity == "warning"
    assert "工作考核、社会评议、责任追究" in finding.message
    assert "第五十条第一款第（四）项" in finding.basis


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("纳入年度绩效考核。开展满意度测评。未发生责任追究。", ""),
        ("列入考评。主动接受社会监督。没有被问责的情况。", ""),
        ("纳入年度考核。未发生责任追究。", "社会评议"),
        ("纳入年度考核，开展社会评议。", "责任追究"),
        ("开展社会评议。未发生追责。", "工作考核"),
    ],
)
def test_any_usual_wording_states_it(text, lacking):
    findings = found(with_prose(right_report(), overview=text), "structure.assessment")
    assert [each.what.zh.split("没有写")[1].rstrip("。") for each in findings] == ([lacking] if lacking else [])


def test_it_may_be_stated_in_any_section():
    report = with_prose(right_report(), overview="2024年。", problems="考核、社会评议、责任追究结果：良好。")
    assert found(report, "structure.assessment") == []


@pytest.mark.parametrize("agency", ["路北街道办事处", "洪泽区教育局", "国家税务总局南京市税务局", None])
def test_only_governments_must_state_it(agency):
    assert found(with_prose(right_report(agency=agency), overview="2024年。"), "structure.assessment") == []


def test_a_government_without_prose_cannot_be_judged():
    assert len(not_run(with_prose(right_report(), **EMPTY), "structure.assessment")) == 1


@pytest.mark.parametrize("how", ["missing", "unread"])
def test_a_report_without_any_table_used_no_form(how):
    report = right_report("2021", year=2020)
    places = {key: place._replace(how=how) for key, place in report.provenance.items()}
    assert found(replace(report, provenance=places), "structure.form") == []
    assert len(found(report, "structure.form")) == 1
