"""Figures that do not stand behind their own label: above it, or behind a heap of labels."""

from __future__ import annotations

import pytest

import gongkai
from gongkai.reading.figures_first import led_rows
from gongkai.reading.labels import lexicon
from gongkai.reading.layouts import AS_GIVEN
from tests.reading.lines import HEADINGS, TEXTS, TITLE
from tests.reading.printing import lines

OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
DISPUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
KEYS = ("upheld", "corrected", "other", "pending", "total")
DECISIONS = ("行政处罚", "行政强制")
STOCK = ("规章", "行政规范性文件")
REQUESTS = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（七）总计",
    "四、结转下年度继续办理",
)
FIGURES = ("7 0 0 0 0 0 7", "0 0 1 0 0 0 1", "7 0 1 0 0 0 8", "7 0 1 0 0 0 8", "0 0 0 0 0 0 0")


def read(section: int, *texts: str) -> gongkai.Report:
    body = [TITLE]
    for number, (heading, text) in enumerate(zip(HEADINGS, TEXTS, strict=True)):
        body += [heading, *(texts if number == section else (text,))]
    return gongkai.read("\n".join(body).encode(), name="report.txt")


def values(report: gongkai.Report, row: str, *keys: str) -> list[object]:
    return [report.cells[f"{row}.{key}"] for key in keys]


def doubted(report: gongkai.Report) -> set[str]:
    return {key for warning in report.warnings for key in warning.cells}


def nothing_sure(report: gongkai.Report, table: str) -> bool:
    """Whether each figure that was taken is doubted, and no cell is called missing."""
    cells = [key for key in report.cells if key.startswith(f"{table}.")]
    return all(report.provenance[key].how != "missing" for key in cells) and not any(
        report.cells[key] is not None and key not in doubted(report) for key in cells
    )


def above(labels: tuple[str, ...], figures: tuple[str, ...]) -> list[str]:
    return [text for pair in zip(figures, labels, strict=True) for text in pair]


@pytest.mark.parametrize("noise", [(), ("内部资料 注意保存",)], ids=["alone", "behind a line of others"])
def test_figures_above_their_labels_are_read_with_a_doubt(noise):
    report = read(3, *noise, *above(DISPUTES, ("1 0 0 0 1", "0 0 0 0 0", "0 0 2 0 2")))
    assert values(report, "disputes.reconsideration", *KEYS) == [1, 0, 0, 0, 1]
    assert values(report, "disputes.litigation_after_reconsideration", *KEYS) == [0, 0, 2, 0, 2]
    assert {f"disputes.reconsideration.{key}" for key in KEYS} <= doubted(report)


def test_blank_figures_above_the_first_label_are_figures_above_labels_too():
    report = read(3, *above(DISPUTES, ("— — — — —", "0 0 0 0 0", "0 0 2 0 2")))
    wrong = [key for key, value in report.cells.items() if value == 2 and key not in doubted(report)]
    assert wrong == []


def test_the_sums_of_columns_tell_that_figures_stand_above():
    report = read(2, *above(REQUESTS, FIGURES))
    assert values(report, "requests.received", "natural_person", "total") == [7, 7]
    assert values(report, "requests.carried_in", "research", "total") == [1, 1]


def test_text_in_which_labels_lead_is_not_turned_round():
    laid = AS_GIVEN.lay(lines(["规章", "0 0 1", "行政许可", "3", "行政处罚", "4"]), lexicon())
    assert led_rows(laid, lexicon()).rows == ()


def test_columns_under_their_names_are_dealt_to_the_labels_above():
    texts = [*DISPUTES]
    for name, figures in zip(OUTCOMES, ("1 0 0", "0 0 0", "0 0 2", "0 0 0", "1 0 2"), strict=True):
        texts += [name, *figures.split()]
    report = read(3, *texts)
    assert values(report, "disputes.reconsideration", *KEYS) == [1, 0, 0, 0, 1]
    assert values(report, "disputes.litigation_after_reconsideration", *KEYS) == [0, 0, 2, 0, 2]
    assert not doubted(report) & {f"disputes.reconsideration.{key}" for key in KEYS}


def test_columns_that_no_sum_bears_out_are_dealt_with_a_doubt():
    report = read(1, *STOCK, "本年制发件数", "0", "7", "本年废止件数", "2", "1", "现行有效件数", "3", "4")
    assert values(report, "proactive.regulations", "made", "repealed", "in_force") == [0, 2, 3]
    assert values(report, "proactive.normative_documents", "made", "repealed", "in_force") == [7, 1, 4]
    assert "proactive.normative_documents.made" in doubted(report)


@pytest.mark.parametrize(
    "texts",
    [
        (*DECISIONS, "本年处理决定数量", "302", "5", "9"),
        (*STOCK, "本年制发件数", "0", "7", "本年废止件数", "2", "现行有效件数", "3", "4"),
        (*STOCK, "0", "0", "0", "7", "1", "4"),
    ],
)
def test_figures_behind_a_heap_of_labels_that_nothing_tells_apart_are_not_taken_for_sure(texts):
    assert nothing_sure(read(1, *texts), "proactive")


def test_as_many_figures_as_labels_of_one_column_are_dealt_in_order_with_a_doubt():
    report = read(1, *DECISIONS, "302", "5")
    assert values(report, "proactive.penalties", "decisions") == [302]
    assert "proactive.compulsion.decisions" in doubted(report)


def test_a_label_without_figures_takes_none_from_the_one_below():
    report = read(1, "本年处理决定数量", "行政许可", "行政处罚", "302", "行政强制", "5")
    assert values(report, "proactive.penalties", "decisions") == [302]
    assert values(report, "proactive.licences", "decisions") == [None]


def test_figures_in_a_heap_are_dealt_row_by_row_where_the_sums_tell():
    report = read(2, *REQUESTS, *" ".join(FIGURES).split())
    assert values(report, "requests.carried_in", "natural_person", "research", "total") == [0, 1, 1]
    assert "requests.carried_in.total" in doubted(report)


@pytest.mark.parametrize(
    ("figures", "taken"),
    [
        ("1 0 0 0 1 0 0 0 0 0 0 0 2 0 2", True),
        ("1 1 0 0 0 0 0 0 0 0 2 0 0 2 0", False),
        ("1 0 0 0 0 0 0 0 2 0 0 0 1 0 2", False),
        ("- - - - - - - - - - 2 - 1 1 -", False),
    ],
    ids=["as the form has them", "total first", "by columns", "total first, blank"],
)
def test_fifteen_figures_are_not_taken_where_the_sums_hold_only_otherwise(figures, taken):
    report = read(3, *DISPUTES, *figures.split())
    assert (report.cells["disputes.litigation_after_reconsideration.total"] == 2) == taken
    assert taken or not any(value for key, value in report.cells.items() if key.startswith("disputes."))


def test_a_blank_line_below_figures_on_one_line_is_no_blank_cell():
    report = read(3, "行政复议 行政诉讼", " ".join(OUTCOMES * 3), "2 7 5 9 23 9 9 5 7 30 0 0 9 13", "")
    told = {report.cells[f"disputes.litigation_after_reconsideration.{key}"] for key in KEYS}
    assert told == {None} or "disputes.litigation_after_reconsideration.upheld" in doubted(report)


@pytest.mark.parametrize(
    "label", ["行政许可（含依申请办理的审批、核准、备案事项）", "（一）予以公开（含告知获取方式和途径）"]
)
def test_a_label_with_its_explanation_is_one_before_any_figure_was_read(label):
    rows = AS_GIVEN.read(AS_GIVEN.lay(lines([label, "", "其他"]), lexicon()), lexicon()).rows
    assert any(atom.text == label for row in rows for atom in row.labels)
