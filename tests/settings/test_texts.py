"""Every threshold of plain text decides something."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.document import Grid
from gongkai.document.bars import a_cell_per_line
from gongkai.document.fronts.text import read_text
from gongkai.document.workbook import open_tables
from gongkai.settings import Settings
from gongkai.settings.texts import Texts
from tests.settings.probe import Probe, differs
from tests.settings.test_fronts import text

FOLDED = text("""
规章其他对外管理服务事  1     12    12
项
其他对外管理服务事项    0     12    345
""")
HALF_FOLDED = text("""
一、国家秘密其他对外管  345   1     0
理服务事项                    件
""")
PLAIN = text("""
其他对外管理  12    0     0
一、国家秘密              件
""")
PARTS = "规章|1|2\n" * 5 + "文件|1|2|3\n" * 5
SEVERAL_LINES = 'a\t"x\ny\nz"\t1\nb\t"x"\t2\n'


def counted(settings: Settings) -> Any:
    """Look at the rows that may have lost cells."""
    blocks = read_text(PARTS.encode(), "a", settings).blocks
    return [[cell.counted for row in block.rows for cell in row] for block in blocks if isinstance(block, Grid)]


def listed(settings: Settings) -> Any:
    """Look at the rows of a CSV file."""
    content = "甲,乙,丙,丁\n" + "戊\t己\t庚\n" * 5
    return [each.rows for each in open_tables(content.encode(), "a.csv", settings)]


PROBES: dict[str, Probe] = {
    "quoted_share": Probe(0.9, text("> 甲\n> 乙\n> 丙\n丁\n戊\n")),
    "barred_share": Probe(1, text("规章|1|2|\n" * 9 + "其他|3|4\n")),
    "lone_cells": Probe(1, lambda settings: a_cell_per_line(["甲 |"] * 19 + ["|"] * 2 + ["乙 | 1 |"], settings)),
    "odd_figure": Probe(2, text("项目|数量\n行政许可|约518万元\n规章|\n")),
    "long_part": Probe(6, counted),
    "quoted_lines": Probe(2, text(SEVERAL_LINES)),
    "row_figures": Probe(5, text("规章|1|2|3|4")),
    "wide_rows": Probe(4, text("规章|甲|乙\n文件|丙|丁\n其他|戊|己\n")),
    "csv_sample": Probe(10, listed),
    "padded_lines": Probe(3, PLAIN),
    "padded_cells": Probe(2, PLAIN),
    "folded_narrowest": Probe(2, HALF_FOLDED),
    "folded_widest": Probe(2, FOLDED),
    "folded_rest": Probe(0, FOLDED),
    "cost_broken": Probe(1_000, text("（一）予以公              件\n其他对外管理  12    0     0")),
    "cost_joined": Probe(0, HALF_FOLDED),
    "cost_askew": Probe(0, text("这一情形，不计其他\n行政许可                  0\n一、国家秘密        件")),
    "cost_figureless": Probe(1_000, text("本年新收其他\n对外管理服务\n事项          12\n一、国家秘密  件    件")),
}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_gives_another_reading(name: str) -> None:
    assert differs(name, PROBES[name])


def test_every_setting_of_the_stage_is_tried() -> None:
    assert {each.name for each in fields(Texts)} == PROBES.keys()
