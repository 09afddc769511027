"""One long line becomes a report again."""

import pytest

from gongkai.document.model import Line, Picture
from gongkai.reading.unfold import unfold
from tests.reading.printing import lines, printed, row_per_line

ORDER = ("proactive", "requests", "disputes")
TABLES = printed()
FOLDED = " ".join(
    [
        "某县某镇人民政府2024年政府信息公开工作年度报告 一、总体情况 2024年，我镇认真贯彻条例，公开信息12条。",
        "二、主动公开政府信息情况",
        *row_per_line(TABLES["proactive"]),
        "三、收到和处理政府信息公开申请情况",
        *row_per_line(TABLES["requests"]),
        "四、政府信息公开行政复议、行政诉讼情况",
        *row_per_line(TABLES["disputes"]),
        "五、存在的主要问题及改进情况 公开不够及时。 六、其他需要报告的事项 无。",
    ]
)


def texts(line):
    return [block.text for block in unfold([Line(line, 1)])]


def test_headings_and_labels_begin_lines_of_their_own_and_nothing_is_lost():
    found = texts(FOLDED)
    for heading in ("一、总体情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项"):
        assert heading in found
    assert "（一）予以公开" in found
    assert "".join(found).replace(" ", "") == FOLDED.replace(" ", "")


def test_the_pieces_keep_the_number_of_their_line():
    assert {block.number for block in unfold([Line(FOLDED, 7)])} == {7}


@pytest.mark.parametrize(
    "damaged",
    [
        FOLDED.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}),
        FOLDED.replace("（", "(").replace("）", ")"),
        FOLDED.replace("行政许可", "行政许可（件）"),
        FOLDED.replace(" ", "　"),
    ],
    ids=["full-width digits", "half-width brackets", "units behind labels", "wide spaces"],
)
def test_other_characters_unfold_as_well(damaged):
    assert sum("结转下年度继续办理" in text for text in texts(damaged)) == 1
    assert len(texts(damaged)) > 80


def test_a_number_before_a_label_stays_a_figure():
    found = texts(FOLDED.replace("行政许可 9487", "行政许可 23"))
    assert "23" in found
    found = texts(FOLDED.replace("（六）其他处理", "（六）其他处理"))
    assert any("其他" in text for text in found)


def test_a_page_number_is_parted_from_the_figures_but_dashes_for_blanks_are_not():
    with_page = FOLDED.replace("行政处罚 2776", "行政处罚 2776 - 3 -")
    assert "- 3 -" in texts(with_page)
    dashes = FOLDED.replace(" 0 ", " - ").replace(" 0 ", " - ")
    assert not any(text.startswith("- 12 -") for text in texts(dashes))


def test_short_lines_prose_and_pictures_are_left_as_they_are():
    blocks = [*lines(["规章 0 0 0", "我镇" + "认真贯彻落实条例，" * 40, "首页 公开 互动 " * 40]), Picture("")]
    assert unfold(blocks) is blocks
