"""Every threshold of folded lines decides where some line is cut."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.document.model import Line
from gongkai.reading.entries import entries_of
from gongkai.reading.unfold import unfold
from gongkai.settings import Settings
from gongkai.settings.folds import Folds
from tests.reading.lines import HEADINGS
from tests.settings.printed import table, texts
from tests.settings.probe import Probe, differs


def unfolded(text: str) -> Any:
    return lambda settings: [block.text for block in unfold([Line(text, 1)], settings)]


def cut_at_gaps(settings: Settings) -> Any:
    line = Line("根据条例编制本报告，现予公布。  一、总体情况  工作平稳有序。", 1)
    return [entry.text for entry in entries_of([line], settings)]


ROWS = " ".join(texts(table()[1:4]))
SECTIONS = "".join(f"{heading}工作平稳有序，没有其他情况。" + "继续努力。" * 120 for heading in HEADINGS[:3])
LONG_WORDS = "本年度工作情况" * 16 + " 一、本年新收政府信息公开申请数量 12 3 0 0 0 0 15 "

PROBES: dict[str, Probe] = {
    "folded_shortest": Probe(10_000, unfolded(ROWS)),
    "folded_long": Probe(100_000, unfolded(LONG_WORDS)),
    "folded_figures": Probe(1_000, unfolded(ROWS)),
    "folded_words": Probe(1_000, unfolded(" ".join(texts(table()[:2])))),
    "folded_prose": Probe(1_000_000, unfolded(SECTIONS + "四、五、六、")),
    "folded_headings": Probe(6, unfolded(SECTIONS + "四、五、六、")),
    "folded_tables": Probe(100, unfolded(" ".join(texts(table())))),
    "folded_before": Probe(0, unfolded(" ".join(texts(table()[:4])))),
    "stray_dashes": Probe(0, unfolded(ROWS.replace(" 0 ", " - ", 1) + " - 1 - " + ROWS)),
    "paragraph_cut": Probe(10_000, cut_at_gaps),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Folds)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_cuts_elsewhere(name: str) -> None:
    assert differs(name, PROBES[name])
