"""Which printed labels belong to which row, column or heading."""

import pytest

from gongkai.forms import form_ids, get_form
from gongkai.reading.labels import lexicon, normal, unnumbered


def keys(targets, form="2021", kind="row"):
    return {(target.table, target.key) for target in targets if target.form == form and target.kind == kind}


@pytest.mark.parametrize("form_id", form_ids())
def test_every_label_of_every_form_finds_its_own_row_and_column(form_id):
    form = get_form(form_id)
    for cell in form.cells:
        assert (cell.table, cell.row.key) in keys(lexicon().find(cell.row.label), form_id)
        assert (cell.table, cell.column.key) in keys(lexicon().find(cell.column.label), form_id, "column")


@pytest.mark.parametrize(
    "printed",
    [
        "（三）不予公开",
        "(三)不予公开",
        " （三） 不 予 公 开 ",
        "㈢不予公开",
        "（三）不予公開",
    ],
)
def test_spaces_brackets_and_traditional_characters_do_not_hide_a_label(printed):
    assert "（三）不予公开" in {target.key for target in lexicon().find(printed)}


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("1属于国家秘密", "refused.state_secret"),
        ("①属于国家秘密", "refused.state_secret"),
        ("１．属于国家秘密", "refused.state_secret"),
        ("属于国家秘密", "refused.state_secret"),
        ("（九）属于国家秘密", "refused.state_secret"),
        ("危及“三安全一稳定”", "refused.safety_stability"),
        ('3.危及"三安全一稳定"', "refused.safety_stability"),
        ("一、本年新收政府信息公開申請數量", "received"),
    ],
)
def test_numbering_lost_or_changed_still_finds_the_row(printed, key):
    assert ("requests", key) in keys(lexicon().find(printed))


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2.其他法律行政止公开", "refused.other_law"),
        ("5.要求行政机关确认或重新出具已获取信", "not_handled.confirmation"),
        ("6.属于四类过程信息", "refused.process_information"),
        ("一、本年新收政府信息公申请数量", "received"),
        ("4.无正当理由大量反复申", "not_handled.excessive"),
        ("2.逾期未缴纳费用", "other.fee_overdue"),
        ("2.逾期未按收费通知缴纳费用", "other.fee_overdue"),
        ("1.无正当理由逾期不再处理", "other.correction_overdue"),
    ],
)
def test_a_label_with_lost_characters_is_found_by_similarity(printed, key):
    assert ("requests", key) in keys(lexicon().similar(printed))


@pytest.mark.parametrize("printed", ["备注", "统计口径说明", "其他对外服务", "", "12", "今年", "四、结"])
def test_similarity_is_not_believed_for_what_is_no_label(printed):
    assert not keys(lexicon().similar(printed))


@pytest.mark.parametrize(
    ("printed", "kind", "key"),
    [
        ("行政诉讼（未经复议起诉）", "row", "litigation_direct"),
        ("行政诉讼（未经复议直接起泝）", "row", "litigation_direct"),
        ("行政诉讼（复议后诉）", "row", "litigation_after_reconsideration"),
        ("行政诉讼（件）", "group", "行政诉讼"),
        ("行政诉讼（含一审、二审）", "group", "行政诉讼"),
        ("（三）不予公开（合计）", "group", "（三）不予公开"),
    ],
)
def test_brackets_behind_a_group_s_name_may_hold_the_row_s(printed, kind, key):
    assert [(each.kind, each.key) for each in lexicon().find(printed) if each.form == "2021"] == [(kind, key)]


def test_normal_keeps_only_what_identifies_a_label():
    assert normal("（本列數據的勾稽關係為：第一項）") == "本列数据的勾稽关系为第一项"
    assert unnumbered("（二） 部分公开") == "部分公开"
    assert unnumbered("3.其他") == "其他"


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2.逾期未缴纳费用", "other.fee_overdue"),
        ("（六）其他处理2.逾期未缴纳费用", "other.fee_overdue"),
        ("（六）其他处理1.逾期不补正", "other.correction_overdue"),
    ],
)
def test_many_words_kept_in_order_name_the_one_label_that_has_them(printed, key):
    assert ("requests", key) in keys(lexicon().similar(printed))


@pytest.mark.parametrize("printed", ["行政诉讼（未经复议起诉）", "行政诉讼(直接起诉)", "行政诉讼（未经复议直接起诉）"])
def test_a_row_may_be_named_in_brackets_behind_its_group(printed):
    assert ("disputes", "litigation_direct") in keys(lexicon().find(printed))


@pytest.mark.parametrize("printed", ["其他处理其他", "不予公开属于国家秘密", "（六）其他处理3.其他"])
def test_a_group_before_its_row_names_it_with_or_without_numbers(printed):
    assert len(keys(lexicon().find(printed))) == 1


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2.逾期末缴纳费用", "other.fee_overdue"),
        ("1.信访举报投泝", "not_handled.petition"),
        ("7.执法宷卷信息", "refused.enforcement_file"),
        ("5.確认或重新岀具", "not_handled.confirmation"),
    ],
)
def test_a_shortened_label_with_a_damaged_character_finds_the_row_that_the_rest_tells(printed, key):
    assert ("requests", key) in keys(lexicon().similar(printed))


@pytest.mark.parametrize("printed", ["培训霓虹", "信访霓", "逾期霓虹灯", "其他信霓"])
def test_what_is_left_of_a_damaged_label_must_tell_one_row(printed):
    assert lexicon().similar(printed) == ()
