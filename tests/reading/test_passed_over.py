"""No layout wins by not seeing what another one shows, and no row takes the figures of its neighbour."""

import pytest

from gongkai.reading.regions import Region
from gongkai.reading.tables import read_tables
from tests.reading.printing import lines, plain_grid


def test_a_row_torn_off_its_label_is_unread_and_its_figures_are_told():
    blocks = [
        *lines(
            [
                "二、主动公开政府信息情况",
                "信息内容 本年制发件数 本年废止件数 现行有效件数",
                "规章（指国务院部门规章和地方",
            ]
        ),
        plain_grid([["", "7", "8", "9"]], 1),
        *lines(["政府规章）", "行政规范性文件 0 0 5", "行政许可 338", "行政处罚 12", "行政强制 4", "行政事业性收费 3"]),
    ]
    found = read_tables(blocks, {"proactive": Region((1, 0), (10, 0))})
    assert [each.text for each in found.unplaced] == ["7", "8", "9"]
    assert found.provenance["proactive.regulations.made"].how == "unread"
    assert found.cells["proactive.normative_documents.in_force"] == 5


@pytest.mark.parametrize("figures", ["176\t107", "176"])
@pytest.mark.parametrize("gap", ["\t", " "])
def test_two_rows_named_side_by_side_do_not_give_the_second_the_figures_of_the_first(figures, gap):
    texts = [f"项目{gap}行政处罚{gap}行政强制", f"本年处理决定数量 {figures}", f"同期{gap}3{gap}4"]
    found = read_tables(lines(texts), {"proactive": Region((0, 0), (3, 0))})
    for key in ("proactive.penalties.decisions", "proactive.compulsion.decisions"):
        assert found.cells[key] is None
        assert found.provenance[key].how != "missing"
