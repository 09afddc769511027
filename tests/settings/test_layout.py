"""Every threshold of lines, paragraphs and cells decides something."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gongkai.document.layout import Rule
from gongkai.settings.layout import Layout
from tests.settings.laid import Put, laid
from tests.settings.probe import Probe, differs

TWO_CELLS = (Rule(15, 90, 300, 90), Rule(15, 5, 15, 90), Rule(135, 5, 135, 90), Rule(300, 5, 300, 90))
PROBES: dict[str, Probe] = {
    "smallest_in_line": Probe(0.9, laid(Put(210, 233, "12.", 12), Put(290, 238, "0", 8))),
    "vertical_label": Probe(2, laid(Put(130, 20, "社会"), Put(130, 48, "废止"))),
    "vertical_width": Probe(
        4,
        laid(
            Put(20, 93, "法律服务"),
            Put(20, 124, "行政许可"),
            Put(20, 149, "上年结转"),
            Put(20, 174, "其他处理"),
            Put(30, 185, "总计"),
        ),
    ),
    "vertical_grid": Probe(
        50, laid(Put(30, 184, "总计"), Put(40, 210, "持"), Put(40, 236, "持"), Put(40, 262, "果"), Put(40, 288, "他"))
    ),
    "vertical_first": Probe(
        1, laid(Put(40, 51, "结"), Put(40, 64, "维"), Put(40, 77, "果"), Put(40, 90, "纠"), Put(40, 103, "其"))
    ),
    "vertical_apart": Probe(
        0.625,
        laid(
            Put(40, 20, "果"),
            Put(40, 50, "维"),
            Put(40, 65, "果"),
            Put(40, 80, "果"),
            Put(40, 95, "纠"),
            Put(56, 95, "本年新收"),
        ),
    ),
    "vertical_step": Probe(
        10, laid(Put(40, 59, "纠"), Put(40, 100, "他"), Put(40, 113, "其"), Put(40, 126, "持"), Put(40, 139, "正"))
    ),
    "mark_size": Probe(0.5, laid(Put(20, 20, "95", 16), Put(36, 20, "1"))),
    "mark_raised": Probe(0.15, laid(Put(166, 63, "1,", 16), Put(180, 66, "1234"))),
    "mark_near": Probe(0.1, laid(Put(20, 20, "95", 16), Put(38, 20, "1"))),
    "full_line": Probe(
        10,
        laid(
            Put(230, 43, "1234", 12),
            Put(157, 49, "1"),
            rules=TWO_CELLS,
        ),
    ),
    "whole_figure": Probe(0, laid(Put(132, 72, "12"), rules=TWO_CELLS)),
    "whole_level": Probe(0, laid(Put(132, 72, "12"), rules=TWO_CELLS)),
    "struck_above": Probe(0.15, laid(Put(20, 57, "有效"), Put(285, 57, "废止"), rules=(Rule(15, 60, 300, 60),))),
    "struck_below": Probe(0.125, laid(Put(20, 22, "废止"), Put(285, 22, "公益"), rules=(Rule(15, 30, 300, 30),))),
    "struck_share": Probe(1, laid(Put(20, 56, "字" * 30, 12), rules=(Rule(15, 60, 300, 60),))),
    "struck_beyond": Probe(0, laid(Put(20, 84, "字" * 35), rules=(Rule(15, 90, 300, 90),))),
    "same_place": Probe(
        6.0, laid(Put(20, 10, "年报甲", 10, 2), Put(20, 13, "年报甲", 10, 3), Put(20, 13, "年报甲", 10, 4))
    ),
    "header_pages": Probe(2, laid(Put(20, 10, "年报甲", 10, 2), Put(20, 10, "年报甲", 10, 4))),
    "paragraph_type": Probe(1, laid(Put(25, 36, "字" * 18, 12), Put(28, 60, "字" * 17))),
    "paragraph_right": Probe(20, laid(Put(20, 20, "制发"), Put(20, 40, "废止"), Put(210, 40, "有效"))),
    "paragraph_left": Probe(20, laid(Put(20, 40, "废止"), Put(210, 40, "有效"), Put(210, 53, "制发"))),
    "paragraph_gap": Probe(20, laid(Put(25, 76, "字" * 35), Put(25, 144, "字" * 33))),
    "margin_ragged": Probe(24, laid(Put(20, 60, "字" * 19, 12), Put(28, 74, "字" * 20), Put(25, 100, "字" * 20))),
    "margin_indent": Probe(
        100, laid(Put(20, 20, "字" * 30), Put(25, 40, "字" * 30), Put(25, 60, "字" * 30), Put(31, 78, "字" * 9))
    ),
    "margin_lines": Probe(1, laid(Put(20, 20, "字" * 20, 12), Put(20, 134, "字" * 18, 12), Put(28, 162, "字" * 21))),
    "prose_share": Probe(
        1, laid(Put(20, 40, "废止"), Put(210, 40, "有效"), Put(210, 53, "制发"), Put(20, 78, "总计商业企业"))
    ),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_looked_at() -> None:
    assert {field.name for field in fields(Layout)} == PROBES.keys()
