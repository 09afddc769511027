"""No layout wins by not seeing what another one shows, and no row takes the figures of its neighbour."""

import pytest

from gongkai.reading.accounts import is_prose
from gongkai.reading.regions import Region
from gongkai.reading.tables import Tables, read_tables
from tests.reading.printing import lines, plain_grid


def torn(*figures: str, rest: str = "政府规章）") -> Tables:
    """A row's figures stand in a grid between the beginning of its label and the rest."""
    blocks = [
        *lines(
            [
                "二、主动公开政府信息情况",
                "信息内容 本年制发件数 本年废止件数 现行有效件数",
                "规章（指国务院部门规章和地方",
            ]
        ),
        plain_grid([["", *figures]], 1),
        *lines([rest, "行政规范性文件 0 0 5", "行政许可 338", "行政处罚 12", "行政强制 4", "行政事业性收费 3"]),
    ]
    return read_tables(blocks, {"proactive": Region((1, 0), (10, 0))})


def test_a_row_torn_off_its_label_with_a_figure_too_many_is_unread_and_its_figures_are_told():
    found = torn("7", "8", "9", "6")
    assert {"7", "8", "9", "6"} & {each.text for each in found.unplaced} or found.warnings
    assert found.provenance["proactive.regulations.made"].how == "unread"
    assert found.cells["proactive.normative_documents.in_force"] == 5


@pytest.mark.parametrize("rest", ["政府规章）", "政府规章等"])
def test_a_row_in_the_midst_of_its_explanation_in_brackets_is_read(rest):
    found = torn("7", "8", "9", rest=rest)
    assert [found.cells[f"proactive.regulations.{each}"] for each in ("made", "repealed", "in_force")] == [7, 8, 9]
    assert found.unplaced == ()


@pytest.mark.parametrize("figures", ["176\t107", "176"])
@pytest.mark.parametrize("gap", ["\t", " "])
def test_two_rows_named_side_by_side_do_not_give_the_second_the_figures_of_the_first(figures, gap):
    texts = [f"项目{gap}行政处罚{gap}行政强制", f"本年处理决定数量 {figures}", f"同期{gap}3{gap}4"]
    found = read_tables(lines(texts), {"proactive": Region((0, 0), (3, 0))})
    for key in ("proactive.penalties.decisions", "proactive.compulsion.decisions"):
        assert found.cells[key] is None
        assert found.provenance[key].how != "missing"


@pytest.mark.parametrize("upper", [True, False])
@pytest.mark.parametrize("cut", [4, 6, 9])
def test_a_row_cut_in_two_by_the_end_of_a_page_is_one_row(upper, cut):
    figures, blank = ["1", "2", "0", "0", "0", "0", "3"], [""] * 7
    label = "2.其他法律行政法规禁止公开"
    halves = [[label[:cut], *(figures if upper else blank)], [label[cut:], *(blank if upper else figures)]]
    rows = [["1.属于国家秘密", *["4"] * 7], *halves, ["3.危及“三安全一稳定”", *blank]]
    found = read_tables([plain_grid(rows)])
    key = "requests.refused.other_law"
    assert [found.cells[f"{key}.{column}"] for column in ("natural_person", "business", "total")] == [1, 2, 3]
    assert found.cells["requests.refused.state_secret.total"] == 4
    assert found.provenance["requests.refused.safety_stability.total"].how == "blank"
    assert found.extra == ()


def test_a_group_with_figures_over_a_blank_first_row_keeps_them():
    rows = [["不予处理", *["3"] * 7], ["信访举报投诉类申请", *[""] * 7], ["重复申请", *["3"] * 7]]
    found = read_tables([plain_grid(rows)])
    assert found.provenance["requests.not_handled.petition.total"].how != "read"


@pytest.mark.parametrize("gap", [" ", "\u3000"])
def test_figures_that_share_a_cell_are_not_told_as_unplaced_once_each_has_its_own(gap):
    labels = ["一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量", "（一）予以公开"]
    rows = [[label, gap.join(str(at + each) for each in range(7))] for at, label in enumerate(labels)]
    found = read_tables([plain_grid(rows)], {"requests": Region((0, 0), (1, 0))})
    assert found.cells["requests.carried_in.total"] == 7
    assert found.unplaced == ()


@pytest.mark.parametrize("sign", ["，", "、", "；", ", ", ";"])
@pytest.mark.parametrize("blank", ["–", "\\", "#DIV/0!"])
def test_figures_between_the_marks_of_a_sentence_are_no_prose(sign, blank):
    assert not is_prose(sign.join(["54", "109", blank, "27", "215"]))


@pytest.mark.parametrize(
    "text", ["共收到3件，答复2件，结转1件", "2023年1月5日，12件", "3，见附件，附表", "2024-01-05，12"]
)
def test_a_sentence_with_figures_stays_prose(text):
    assert is_prose(text)


def test_a_row_behind_a_head_that_ends_with_a_total_does_not_repeat_the_row_of_totals():
    texts = [
        "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计",
        "某某某某某某 2 0 0 0 0 0 2",
        "（一）予以公开 2 0 0 0 0 0 2",
        "（七）总计 2 0 0 0 0 0 2",
    ]
    found = read_tables(lines(texts), {"requests": Region((0, 0), (4, 0))})
    told = [each.text for each in found.unplaced] or [each.text for each in found.extra_figures]
    assert told == ["2", "0", "0", "0", "0", "0", "2"]


@pytest.mark.parametrize("blanks", [["—"] * 7, [""] * 7])
def test_a_row_of_blank_cells_under_a_label_that_no_form_knows_may_be_the_one_that_is_wanting(blanks):
    rows = [["（一）予以公开", *["1"] * 7], ["贰点某某某某", *blanks], ["（七）总计", *["1"] * 7]]
    found = read_tables([plain_grid(rows)], {"requests": Region((0, 0), (1, 0))})
    assert found.provenance["requests.partly_granted.total"].how == "unread"
    named = blanks[0] or "贰点某某某某"
    assert [named in each.message for each in found.warnings if each.code == "figures-unplaced"] == [True]
    known = read_tables([plain_grid([rows[0], rows[2]])], {"requests": Region((0, 0), (1, 0))})
    assert known.provenance["requests.partly_granted.total"].how == "missing"
