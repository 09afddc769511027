from __future__ import annotations

from dataclasses import replace

import pytest

from gongkai.checking import PreviousReports, check
from gongkai.errors import UsageError
from gongkai.report import Doubtful
from gongkai.report.json import dumps
from tests.checking.build import TOWN, found, not_run, right_report

RULES = ("years.carried", "years.stock", "years.unchanged", "years.magnitude")


def last_year(**changes):
    return right_report(**{"year": 2023, "source": "last.html", **changes})


def reason(report, previous, rule="years.carried"):
    (finding,) = not_run(report, rule, previous)
    return finding.message


def test_years_that_follow_one_another_are_right():
    last = last_year().with_cells({"requests.carried_out.business": 2, "requests.carried_out.total": 2})
    report = right_report().with_cells({"requests.carried_in.business": 2, "requests.carried_in.total": 2})
    assert found(report, "years", last) == []
    assert not_run(report, "years", last) == []


def test_carried_in_otherwise_than_carried_out_is_an_error_per_column():
    last = last_year().with_cells({"requests.carried_out.business": 2, "requests.carried_out.total": 2})
    first, second = found(right_report(), "years.carried", last)
    assert first.severity == "error" and first.cells == ("requests.carried_in.business",)
    assert (first.expected, first.found) == (2, 0)
    assert "2023年报告的“结转下年度继续办理”为2" in first.message
    assert second.cells == ("requests.carried_in.total",)


@pytest.mark.parametrize("empty", ["this", "last"])
def test_where_a_figure_is_empty_the_years_are_not_compared(empty):
    last = last_year().with_cells({"requests.carried_out.total": None if empty == "last" else 5})
    report = right_report().with_cells({"requests.carried_in.total": None if empty == "this" else 5})
    assert found(report, "years.carried", last) == []


def test_doubt_about_last_years_figure_lowers_the_severity():
    last = last_year().with_cells({"requests.carried_out.total": 2})
    doubted = replace(last, warnings=(Doubtful("x", "y", ("requests.carried_out.total",)),))
    (finding,) = found(right_report(), "years.carried", doubted)
    assert finding.severity == "warning" and "上年原件" in finding.message


def test_the_form_before_is_compared_with_the_form_now():
    last = right_report("2019", year=2020).with_cells({"requests.carried_out.total": 1})
    report = right_report(year=2021)
    assert [each.expected for each in found(report, "years.carried", last)] == [1]
    assert "格式" in reason(report, last, "years.stock")


def test_the_stock_follows_from_last_year():
    last = last_year().with_cells({"proactive.normative_documents.in_force": 8})
    cells = {"proactive.normative_documents.made": 3, "proactive.normative_documents.repealed": 1}
    right = right_report().with_cells({**cells, "proactive.normative_documents.in_force": 10})
    assert found(right, "years.stock", last) == []
    (finding,) = found(
        right_report().with_cells({**cells, "proactive.normative_documents.in_force": 3}), "years.stock", last
    )
    assert (finding.severity, finding.expected, finding.found) == ("notice", 10, 3)
    assert "到期失效" in finding.message


def test_a_stock_with_an_empty_cell_is_not_judged():
    last = last_year().with_cells({"proactive.normative_documents.in_force": 8})
    report = right_report().with_cells({"proactive.normative_documents.made": None})
    assert found(report, "years.stock", last) == []


def test_the_stock_is_no_matter_of_the_form_of_2019():
    assert check(right_report("2019"), right_report("2019", year=2019), rules=["years.stock"]) == []


def test_without_last_year_both_rules_say_so():
    findings = check(right_report(), rules=["years"])
    assert [(each.rule, each.severity) for each in findings] == [(rule, "not run") for rule in RULES]
    assert (
        "没有提供上一年度的报告" in findings[0].message and "no report of the previous year" in findings[0].message_en
    )


@pytest.mark.parametrize(
    ("previous", "why"),
    [
        (last_year(year=2022), "没有找到"),
        (last_year(year=2024), "没有找到"),
        (last_year(agency="重庆市大足区万古镇人民政府"), "没有找到"),
        (last_year(agency="国梁镇人民政府"), "没有找到"),
        (last_year(agency=None), "没有找到"),
        ([last_year(), last_year(source="copy.docx")], "有2份"),
        ([], "没有找到"),
    ],
)
def test_a_report_that_does_not_match_is_not_compared(previous, why):
    assert why in reason(right_report(), previous)


def test_a_report_without_agency_or_year_has_no_last_year():
    assert "未能确定" in reason(right_report(agency=None), last_year())
    assert "未能确定" in reason(right_report(year=None), last_year())


def test_spaces_and_widths_in_a_name_do_not_matter():
    assert not_run(right_report(), "years.carried", last_year(agency="重庆市大足区 国梁镇人民政府")) == []


def test_a_name_without_its_place_matches_only_the_report_pointed_at():
    bare = {"agency": "路北街道办事处"}
    assert not_run(right_report(**bare), "years.carried", last_year(**bare)) == []
    assert "没有写明所在地" in reason(right_report(**bare), [last_year(**bare)])


def test_last_year_is_found_in_a_reports_file(tmp_path):
    lines = [last_year(), last_year(year=2022), last_year(agency="重庆市大足区万古镇人民政府")]
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(dumps(each.to_json()) for each in lines) + "\n\n", "utf-8")
    wrong = right_report().with_cells({"requests.carried_in.total": 1})
    assert len(found(wrong, "years.carried", path)) == 1
    assert len(found(wrong, "years.carried", str(path))) == 1
    assert len(found(wrong, "years.carried", tmp_path)) == 1


def test_last_year_is_found_in_a_single_json_file(tmp_path):
    path = tmp_path / "last.json"
    path.write_text(dumps(last_year(agency="路北街道办事处").to_json()), "utf-8")
    assert not_run(right_report(agency="路北街道办事处"), "years.carried", path) == []


def test_a_file_that_cannot_be_read_is_a_reason(tmp_path):
    path = tmp_path / "last.json"
    path.write_text("{", "utf-8")
    assert "1个文件无法读取，如 last.json" in reason(right_report(), path)
    (tmp_path / "other.json").write_text("[1, 2]", "utf-8")
    assert "2个文件无法读取" in reason(right_report(), tmp_path)


def test_a_path_that_is_not_there_is_the_callers_error(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        check(right_report(), tmp_path / "nowhere")


def test_an_index_serves_many_checks():
    index = PreviousReports([last_year(), last_year(agency="重庆市大足区万古镇人民政府")])
    assert PreviousReports.of(index) is index
    for agency in (TOWN, "重庆市大足区万古镇人民政府"):
        assert index.match(right_report(agency=agency)).report is not None
