"""Every threshold of tables without ruling lines decides something."""

from __future__ import annotations

from dataclasses import fields

import pytest

from gongkai.settings.unruled import Unruled
from tests.settings.laid import Put, laid
from tests.settings.probe import Probe, differs

CUT = laid(
    *(Put(20, 100, "一行"), Put(150, 100, "1"), Put(190, 100, "2"), Put(230, 100, "3")),
    *(Put(20, 120, "二行"), Put(20, 133, "文字"), Put(150, 133, "1"), Put(190, 133, "1"), Put(230, 133, "2")),
    *(Put(20, 153, "行政规范"), Put(150, 153, "7"), Put(190, 153, "8"), Put(230, 153, "15")),
    *(Put(20, 100, "性文件", page=2), Put(20, 140, "五行", page=2), Put(20, 153, "文字", page=2)),
    *(Put(150, 153, "5", page=2), Put(190, 153, "5", page=2), Put(230, 153, "10", page=2)),
    *(Put(20, 173, "六行", page=2), Put(150, 173, "6", page=2), Put(190, 173, "6", page=2)),
)
"""A table of which a label is cut in two by the edge of the page."""

PROBES: dict[str, Probe] = {
    "digit_gap": Probe(0, laid(Put(187, 233, "345", 12), Put(207, 234, "12"), Put(157, 239, "12"))),
    "telling_figures": Probe(
        1,
        laid(
            Put(162, 116, "12"),
            Put(235, 116, "1234", 8),
            Put(5, 155, "6"),
            Put(207, 155, "12"),
            Put(235, 155, "1"),
            Put(20, 158, "总计"),
        ),
    ),
    "figure_word": Probe(
        2,
        laid(
            Put(162, 60, "0"), Put(180, 60, "12", 12), Put(229, 60, "12."), Put(211, 61, "0", 8), Put(250, 66, "—", 8)
        ),
    ),
    "broken_lines": Probe(1, laid(Put(155, 6, "1,", 16), Put(20, 17, "本年新收"), Put(155, 21, "345"))),
    "level_shift": Probe(0.4, laid(Put(210, 154, "1", 8), Put(287, 157, "345"))),
    "counted_rows": Probe(
        1, laid(Put(127, 240, "345"), Put(190, 240, "—", 16), Put(252, 243, "无"), Put(250, 262, "0"))
    ),
    "counted_reach": Probe(
        0,
        laid(
            *(Put(5, 0, "1"), Put(20, 0, "规章"), Put(100, 0, "5"), Put(140, 0, "6")),
            *(Put(5, 20, "2"), Put(20, 20, "文件"), Put(100, 20, "7"), Put(140, 20, "8")),
            *(Put(5, 40, "3"), Put(20, 40, "许可"), Put(100, 40, "9"), Put(140, 40, "0")),
            *(Put(5, 60, "4"), Put(100, 60, "1"), Put(140, 60, "2")),
        ),
    ),
    "recut_rows": Probe(
        0,
        laid(
            Put(110, 146, "0", 12),
            Put(157, 146, "1234"),
            Put(187, 147, "12", 12),
            Put(20, 165, "行政许可商业企业"),
            Put(107, 167, "0"),
            Put(135, 206, "1"),
            Put(160, 206, "—", 8),
        ),
    ),
    "river_gap": Probe(
        0.5,
        laid(
            Put(143, 84, "无"),
            Put(20, 117, "上年结转信息公开申请"),
            Put(125, 117, "十二"),
            Put(179, 117, "无"),
            Put(143, 123, "345"),
            Put(125, 165, "十二"),
            Put(146, 190, "0"),
            Put(161, 190, "345"),
            Put(182, 190, "345"),
        ),
    ),
    "river_free": Probe(
        0.45,
        laid(
            Put(132, 84, "—", 12),
            Put(207, 84, "1", 16),
            Put(170, 90, "0"),
            Put(127, 147, "0", 12),
            Put(30, 166, "商业企业"),
            Put(75, 166, "上年结转"),
            Put(130, 176, "—"),
            Put(20, 181, "行政许可商业企业"),
            Put(127, 241, "1", 8),
            Put(28, 370, "字" * 35),
            Put(28, 398, "字" * 35),
        ),
    ),
    "river_slack": Probe(
        20,
        laid(
            *(
                Put(235, 71, "345"),
                Put(310, 68, "1"),
                Put(160, 128, "公益"),
                Put(160, 141, "有效"),
                Put(185, 141, "废止"),
            ),
            *(Put(162, 175, "无"), Put(210, 172, "1", 16), Put(285, 172, "1"), Put(307, 173, "0", 16)),
        ),
    ),
    "next_line": Probe(
        3.2,
        laid(
            Put(250, 61, "公益"),
            Put(170, 85, "公益"),
            Put(210, 85, "废止"),
            Put(250, 85, "制发"),
            Put(20, 113, "一、国家秘密"),
            Put(172, 113, "12"),
        ),
    ),
    "label_line": Probe(0.5, laid(Put(20, 142, "行政许可"), Put(172, 151, "1", 12), Put(20, 162, "总计"))),
    "label_gap": Probe(
        0.375,
        laid(
            Put(214, 60, "—"),
            Put(160, 69, "12", 8),
            Put(214, 100, "无", 16),
            Put(20, 122, "规章"),
            Put(216, 122, "—", 16),
            Put(178, 123, "1"),
        ),
    ),
    "label_askew": Probe(1.2, laid(Put(20, 131, "商业企业"), Put(160, 140, "345"), Put(20, 146, "一、国家秘密"))),
    "label_lines": Probe(
        1, laid(Put(20, 146, "规章"), Put(30, 157, "商业企业"), Put(160, 163, "1"), Put(20, 172, "其他处理"))
    ),
    "stack_slack": Probe(
        5, laid(Put(5, 188, "2"), Put(190, 188, "1,"), Put(5, 200, "3"), Put(112, 200, "12."), Put(230, 203, "12", 12))
    ),
    "stack_closest": Probe(0.6, laid(Put(20, 25, "其他处理信息公开申请"), Put(20, 37, "规章"), Put(130, 40, "—", 16))),
    "stack_farthest": Probe(
        3.0, laid(Put(30, 315, "信息公开申请"), Put(130, 316, "1", 16), Put(20, 353, "上年结转商业企业"))
    ),
    "stack_beside": Probe(
        1.6, laid(Put(185, 64, "0", 12, 2), Put(30, 72, "2.危及安全", 10, 2), Put(30, 88, "上年结转其他处理", 10, 2))
    ),
    "stack_pieces": Probe(
        1,
        laid(
            Put(30, 137, "其他处理"),
            Put(250, 137, "无"),
            Put(370, 143, "1", 12),
            Put(20, 148, "商业企业"),
            Put(30, 159, "上年结转"),
        ),
    ),
    "agreeing_rows": Probe(
        100, laid(Put(162, 116, "12"), Put(235, 116, "1234", 8), Put(207, 155, "12"), Put(235, 155, "1"))
    ),
    "lines_between": Probe(
        0,
        laid(
            Put(20, 252, "2.危及安全"),
            Put(130, 255, "1", 8),
            Put(247, 255, "345", 8),
            Put(310, 256, "12."),
            Put(427, 264, "0", 12),
            Put(487, 264, "0"),
        ),
    ),
    "label_room": Probe(
        500,
        laid(
            *(Put(95, 0, "名称"), Put(145, 0, "制发"), Put(195, 0, "废止")),
            *(Put(20, 20, "规章"), Put(150, 20, "1"), Put(200, 20, "2")),
            *(Put(20, 40, "文件"), Put(150, 40, "3"), Put(200, 40, "4")),
        ),
    ),
    "head_lines": Probe(
        0,
        laid(
            Put(170, 85, "公益"),
            Put(210, 85, "废止"),
            Put(250, 85, "制发"),
            Put(20, 113, "一、国家秘密"),
            Put(172, 113, "12"),
        ),
    ),
    "head_gap": Probe(
        0,
        laid(
            Put(20, 115, "行政许可"), Put(5, 136, "1"), Put(162, 136, "345", 8), Put(162, 158, "12"), Put(210, 161, "—")
        ),
    ),
    "naming_lines": Probe(
        0,
        laid(
            Put(170, 85, "公益"),
            Put(210, 85, "废止"),
            Put(250, 85, "制发"),
            Put(20, 113, "一、国家秘密"),
            Put(172, 113, "12"),
        ),
    ),
    "naming_heads": Probe(
        12,
        laid(
            Put(370, 10, "名称"),
            Put(430, 10, "法律服务"),
            Put(490, 10, "名称"),
            Put(312, 56, "无", 12),
            Put(370, 65, "12", 8),
        ),
    ),
    "narrowest_column": Probe(
        2.0,
        laid(
            Put(262, 101, "1234", 12),
            Put(182, 104, "0"),
            Put(30, 113, "总计"),
            Put(162, 116, "12"),
            Put(235, 116, "1234", 8),
        ),
    ),
    "many_columns": Probe(
        2, laid(Put(30, 145, "行政许可"), Put(207, 155, "12"), Put(235, 155, "1"), Put(20, 158, "总计"))
    ),
    "merged_middle": Probe(
        48,
        laid(
            Put(20, 84, "废止"),
            Put(110, 84, "社会"),
            Put(170, 84, "公益"),
            Put(230, 84, "废止"),
            Put(20, 112, "商业企业"),
            Put(170, 112, "—"),
        ),
    ),
    "blank_column": Probe(
        0,
        laid(
            Put(285, 114, "无"),
            Put(185, 120, "345"),
            Put(160, 123, "345", 12),
            Put(160, 154, "0"),
            Put(310, 154, "1234"),
        ),
    ),
    "cut_figures": Probe(5, CUT),
    "cut_rows": Probe(1, CUT),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_looked_at() -> None:
    assert {field.name for field in fields(Unruled)} == PROBES.keys()
