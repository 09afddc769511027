"""Rows out of flattened text."""

import pytest

from gongkai.reading.labels import lexicon, normal
from gongkai.reading.linetexts import segment
from gongkai.reading.printed import usual_gap
from gongkai.reading.printing import as_given, printed_rows
from tests.reading.printing import lines, plain_grid


def rows(*texts):
    """Printed rows as (labels, values), prose left out."""
    found = printed_rows(as_given(lines(texts))).rows
    return [
        ([atom.text for atom in row.labels], [atom.text for atom in row.values])
        for row in found
        if row.labels or row.values
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["规章", "0", "1", "2"], [(["规章"], ["0", "1", "2"])]),
        (["规章 0 1 2"], [(["规章"], ["0", "1", "2"])]),
        (["规章\t0\t1\t2"], [(["规章"], ["0", "1", "2"])]),
        (["规章 | 0 | 1 | 2 |"], [(["规章"], ["0", "1", "2"])]),
        (["规章", "0 1 2"], [(["规章"], ["0", "1", "2"])]),
        (["规章", "", "0", "", "1"], [(["规章"], ["0", "1"])]),
        (["行政许可 9487"], [(["行政许可"], ["9487"])]),
        (["行政许可9487"], [(["行政许可"], ["9487"])]),
        (["行政许可 3 件"], [(["行政许可"], ["3件"])]),
        (["行政许可（件）", "18"], [(["行政许可（件）"], ["18"])]),
        (["行政许可", "（件）", "18"], [(["行政许可"], ["18"])]),
        (["规章 —— —— ——"], [(["规章"], ["——", "——", "——"])]),
        (["行政", "许可 711"], [(["行政 许可"], ["711"])]),
        (["1 一、本年新收政府信息公开申请数量 3 0"], [(["一、本年新收政府信息公开申请数量"], ["3", "0"])]),
        (["3.", "其他", "0"], [(["3. 其他"], ["0"])]),
        (["行政处罚 1", "行政强制 2"], [(["行政处罚"], ["1"]), (["行政强制"], ["2"])]),
        (["行政处罚", "行政强制", "2"], [(["行政处罚"], []), (["行政强制"], ["2"])]),
    ],
)
def test_labels_and_figures_become_rows_however_they_are_broken(texts, expected):
    assert rows(*texts) == expected


def test_a_vertical_label_is_one_label():
    (found,) = rows(*"三、本年度办理结果", "（一）予以公开", "5")
    assert normal(found[0][0]) == normal("三、本年度办理结果（一）予以公开")
    assert {target.key for target in lexicon().find(found[0][0])} == {"granted"}
    assert found[1] == ["5"]


def test_a_label_torn_around_its_figures_keeps_them():
    found = rows("5.要求行政机关确认或重新出具", "已获取信息", "0 0 0 0 0 0 1")
    assert found == [(["5.要求行政机关确认或重新出具 已获取信息"], ["0", "0", "0", "0", "0", "0", "1"])]


@pytest.mark.parametrize("before", ["", "\u3000\u3000", "  "], ids=["plain", "indented", "by spaces"])
def test_the_sign_before_each_line_of_a_list_is_no_cell(before):
    labels = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]
    listed = [f"{before}- {text}" for label in labels for text in (label, "5")]
    assert rows(*listed, f"{before}- 信息内容", f"{before}- 本年制发件数")[: len(labels)] == [
        ([label], ["5"]) for label in labels
    ]


@pytest.mark.parametrize(
    ("texts", "figure"),
    [
        (["行政事业性收费 八百三十九万三千七百", "      元"], "八百三十九万三千七百元"),
        (["行政事业性收费", "12.5", "万元"], "12.5万元"),
        (["行政事业性收费 3元", "元"], "3元"),
    ],
)
def test_a_unit_folded_below_its_figure_belongs_to_it(texts, figure):
    assert rows(*texts)[0] == (["行政事业性收费"], [figure])


@pytest.mark.parametrize("mark", ["- 3 -", "— 12 —", "第3页", "第 3 页 共 8 页", "3/8"])
def test_a_page_number_between_rows_is_no_figure(mark):
    assert rows("行政处罚", mark, "7") == [(["行政处罚"], ["7"])]


@pytest.mark.parametrize(
    "prose",
    [
        "全年公开规章3件。",
        "一是加强组织领导，健全工作机制；",
        "我局高度重视政府信息公开工作，成立了领导小组，明确了分管领导和责任科室，全年召开会议3次，培训2次，取得了较好成效并将继续推进",
    ],
)
def test_prose_ends_a_row_and_is_not_taken(prose):
    printed = printed_rows(as_given(lines(["行政处罚", "7", prose, "8"])))
    assert 2 not in printed.tabular
    assert {0, 1} <= printed.tabular
    (row,) = [row for row in printed.rows if row.labels]
    assert [atom.text for atom in row.values] == ["7"]


def test_indentation_marks_cells_and_an_empty_line_the_end_of_a_row():
    texts = []
    for label in ("行政处罚", "行政强制", "行政许可"):
        texts += ["\t" + label, "\t1", "\t", "\t2", "\t3", ""]
    texts += ["\t", "\t规章", "\t0", "\t0", "\t0", ""]
    found = rows(*texts)
    assert found[0] == (["行政处罚"], ["1", "", "2", "3"])
    assert found[3] == (["规章"], ["0", "0", "0"])


def test_blank_lines_between_cells_are_counted():
    flat = printed_rows(
        as_given(lines(["规章", "", "0", "", "1", "", "2", "", "行政规范性文件", "", "0", "", "", "", "2"]))
    ).rows
    assert [atom.gap for atom in flat[1].values] == [1, 3]
    assert usual_gap(flat, 6) == 1
    assert usual_gap(printed_rows(as_given([plain_grid([["规章", "1"]])])).rows, 6) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("商业企业科研机构社会公益组织", 3),
        ("本年制发件数本年废止件数现行有效件数", 3),
        ("结果维持结果", 0),
        ("", 0),
        ("行政复议行政诉讼", 2),
    ],
)
def test_labels_run_together_are_told_apart_only_without_remainder(text, count):
    assert len(segment(text, lexicon())) == count


def test_a_grid_row_with_two_labels_gives_two_rows():
    printed = printed_rows(as_given([plain_grid([["行政处罚", "5", "行政强制", "6"]])])).rows
    assert [[atom.text for atom in row.values] for row in printed] == [["5"], ["6"]]


def test_text_among_figures_of_a_grid_row_is_unreadable():
    (row,) = printed_rows(as_given([plain_grid([["一、本年新收政府信息公开申请数量", "5", "见附件", "5"]])])).rows
    assert [atom.figure.kind for atom in row.values] == ["number", "unreadable", "number"]
    assert row.numbers == 3


def test_a_number_before_the_first_label_of_a_grid_row_is_the_rows_number():
    (row,) = printed_rows(as_given([plain_grid([["7", "（二）部公开（区分处理的）", "24", "1"]])])).rows
    assert [atom.text for atom in row.values] == ["24", "1"]


RECEIVED = "一、本年新收政府信息公开申请数量"
SEVEN = ["3", "0", "0", "1", "0", "0", "4"]


@pytest.mark.parametrize(
    "texts",
    [
        ["一、本年新收政府信息公开", "申请数量（以收到申请之日 3 0 0 1 0 0 4", "计算）"],
        ["一、本年新收政府信息公开", "申请数量（以收到申请之日", "3 0 0 1 0 0 4", "计算）"],
        ["一、本年新收政府信息公开", "申请数量（以收到申请之日计算） 3 0 0 1 0 0 4"],
        ["一、本年新收政府信息公开", "3 0 0 1 0 0 4", "申请数量（以收到申请之日计算）"],
        ["一、本年新收政府信息公", "开申请数量（自收到之日", "起计算，补正的自补正之日起", "3 0 0 1 0 0 4", "计算）"],
    ],
)
def test_a_torn_label_whose_explanation_opens_on_another_of_its_lines_keeps_its_figures(texts):
    head = ["自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"]
    found = rows(*head, *texts, "二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0")
    assert found[-2][1] == SEVEN
    assert {target.key for target in lexicon().find(found[-2][0][-1])} == {"received"}


@pytest.mark.parametrize("odd", ["#DIV/0!", "12%", "约120"])
@pytest.mark.parametrize("last", ["4", "十二批"])
def test_what_is_no_figure_stands_among_the_figures_of_a_torn_label(odd, last):
    found = rows("2.其他法律行政法规禁", f"3 0 {odd} 1 0 0 {last}", "止公开")
    assert [(normal(labels[-1]), values) for labels, values in found] == [
        (normal("2.其他法律行政法规禁止公开"), ["3", "0", odd, "1", "0", "0", last])
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [("#DIV/0! 1 1 2", ["#DIV/0!", "1", "1", "2"]), ("约120 0 3", ["约120", "0", "3"])],
)
def test_a_line_of_figures_may_begin_with_what_is_no_figure_and_no_label(text, values):
    found = rows("行政复议", text)
    assert found[-1] == (["行政复议"], values)
