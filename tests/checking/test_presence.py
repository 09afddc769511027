from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gongkai.checking import check
from gongkai.report import Doubtful, Extra, Provenance
from tests.checking.build import found, real_report, right_report, without

COLLAPSED = "（六）其他处理"


def with_provenance(report, key, how):
    provenance = {**report.provenance, key: Provenance(how, "8?")}
    return replace(report, cells={**report.cells, key: None}, provenance=provenance)


def test_a_complete_report_lacks_nothing():
    assert found(right_report(), "cells") == []


def test_a_missing_row_is_one_finding():
    report = without(right_report(), "requests.refused.other_law")
    (finding,) = found(report, "cells.missing")
    assert finding.severity == "error" and len(finding.cells) == 7
    assert "“（三）不予公开”项下“2.其他法律行政法规禁止公开”行缺失" in finding.message


def test_two_missing_rows_are_two_findings():
    report = without(right_report(), "requests.refused.other_law", "proactive.compulsion")
    assert [len(each.cells) for each in found(report, "cells.missing")] == [1, 7]


def test_a_missing_table_is_one_finding():
    (finding,) = found(without(right_report(), "disputes."), "cells.missing")
    assert len(finding.cells) == 15
    assert "图片" in finding.message and "picture" in finding.message_en


def test_all_tables_missing_are_three_findings():
    report = without(right_report(), "proactive.", "requests.", "disputes.")
    assert len(found(report, "cells.missing")) == 3


def test_a_row_that_lost_a_cell_names_the_column():
    (finding,) = found(without(right_report(), "requests.received.business"), "cells.missing")
    assert finding.cells == ("requests.received.business",)
    assert "“法人或其他组织—商业企业”列" in finding.message


def test_the_missing_group_of_disputes_is_called_a_group():
    (finding,) = found(without(right_report(), "disputes.litigation_direct"), "cells.missing")
    assert "“行政诉讼”“未经复议直接起诉”组缺失" in finding.message


def test_a_collapsed_row_is_told_once_as_a_warning():
    (finding,) = found(real_report("hongze-2024"), "cells.missing")
    assert finding.severity == "warning" and len(finding.cells) == 21
    assert "“（六）其他处理”项合并填成了一行" in finding.message and "collapsed" in finding.message_en


def test_a_collapsed_row_in_other_brackets_stands_for_its_rows_too():
    extra = (Extra("requests", "(六)其他处理", {"total": 0}),)
    (finding,) = found(without(right_report(), "requests.other", extra=extra), "cells.missing")
    assert finding.severity == "warning"


def test_an_added_row_of_another_name_does_not_excuse_missing_rows():
    extra = (Extra("requests", "9.其他情形", {"total": 0}),)
    assert [
        each.severity for each in found(without(right_report(), "requests.other", extra=extra), "cells.missing")
    ] == ["error"] * 3


def test_doubt_about_missing_cells_is_told_and_does_not_lower():
    report = without(right_report(), "disputes.")
    report = replace(report, warnings=(Doubtful("picture", "表格是图片", tuple(report.cells)[-15:]),))
    (finding,) = found(report, "cells.missing")
    assert finding.severity == "error" and "读取存疑" in finding.message


def test_blank_cells_are_one_finding_per_row():
    report = right_report().with_cells(
        {"requests.granted.business": None, "requests.granted.total": None, "proactive.fees.amount": None}
    )
    first, second = found(report, "cells.blank")
    assert first.cells == ("proactive.fees.amount",)
    assert second.cells == ("requests.granted.business", "requests.granted.total")
    assert second.severity == "warning" and "应当填“0”" in second.message
    assert "“法人或其他组织—商业企业”列、“总计”列" in second.message


def test_missing_cells_are_not_blank_and_blank_ones_not_missing():
    assert found(without(right_report(), "disputes."), "cells.blank") == []
    assert found(right_report().with_cells({"proactive.fees.amount": None}), "cells.missing") == []


def test_a_print_that_cannot_be_read_is_neither_blank_nor_missing():
    report = with_provenance(right_report(), "requests.granted.business", "repaired")
    (finding,) = found(report, "cells")
    assert (finding.rule, finding.severity) == ("cells.unreadable", "warning")
    assert "无法识别为数字" in finding.message


def test_a_repaired_value_that_was_read_is_not_unreadable():
    report = right_report()
    key = "requests.granted.business"
    report = replace(report, provenance={**report.provenance, key: Provenance("repaired", "０")})
    assert found(report, "cells") == []


@pytest.mark.parametrize(
    ("form", "key", "value", "what"),
    [
        ("2021", "proactive.penalties.decisions", Decimal("12.5"), "小数"),
        ("2021", "proactive.normative_documents.in_force", -2, "负数"),
        ("2021", "proactive.fees.amount", Decimal("-3.5"), "金额不能为负"),
        ("2021", "requests.granted.total", Decimal("0.5"), "小数"),
        ("2019", "proactive.licences.change", Decimal("1.5"), "小数"),
        ("2019", "proactive.procurement.amount", -1, "金额不能为负"),
        ("2019", "proactive.licences.previous_items", -1, "负数"),
    ],
)
def test_a_figure_that_is_no_count_is_an_error(form, key, value, what):
    (finding,) = found(right_report(form).with_cells({key: value}), "cells.not-a-count")
    assert finding.severity == "error" and finding.cells == (key,) and finding.found == value
    assert what in finding.message


@pytest.mark.parametrize(
    ("form", "key", "value"),
    [
        ("2021", "proactive.fees.amount", Decimal("7545.25")),
        ("2021", "proactive.licences.decisions", 9487),
        ("2021", "proactive.licences.decisions", Decimal("18")),
        ("2019", "proactive.licences.change", -12),
        ("2019", "proactive.fees.change", -1),
        ("2019", "proactive.procurement.amount", Decimal("1250000.55")),
        ("2021", "proactive.licences.decisions", None),
    ],
)
def test_a_right_figure_is_none(form, key, value):
    assert found(right_report(form).with_cells({key: value}), "cells.not-a-count") == []


def test_doubt_lowers_a_false_count():
    report = right_report().with_cells({"proactive.licences.decisions": -1}, how="repaired")
    assert [each.severity for each in check(report, rules=["cells.not-a-count"])] == ["warning"]


def unplaced(report, *keys):
    places = {**report.provenance, **dict.fromkeys(keys, Provenance("unread"))}
    doubt = Doubtful("figures-unplaced", "印有数字未能放入表样：7（第12行）", keys)
    cells = {**report.cells, **dict.fromkeys(keys)}
    return replace(report, cells=cells, provenance=places, warnings=(doubt,))


def test_figures_that_we_could_not_place_are_our_notice_and_no_missing_row():
    keys = tuple(key for key in right_report().cells if key.startswith("requests.granted."))
    (finding,) = found(unplaced(right_report(), *keys), "cells.unread")
    assert finding.severity == "notice"
    assert finding.cells == keys
    assert "7（第12行）" in finding.message
    assert found(unplaced(right_report(), *keys), "cells.missing") == []


def test_a_missing_row_is_no_unread_one():
    assert found(without(right_report(), "requests.refused.other_law"), "cells.unread") == []
