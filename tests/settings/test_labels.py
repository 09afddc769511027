"""Every threshold of labels decides what some text is taken for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from gongkai.reading.labels import lexicon
from gongkai.reading.like_columns import column_like
from gongkai.reading.tokens import tokens_of
from gongkai.settings import Settings
from gongkai.settings.labels import Labels
from tests.settings.printed import in_grid, in_lines, table
from tests.settings.probe import Probe, differs


def found(text: str) -> Any:
    return lambda settings: lexicon(settings).find(text)


def similar(text: str) -> Any:
    return lambda settings: lexicon(settings).similar(text)


def tokens(text: str) -> Any:
    return lambda settings: list(tokens_of(text, lexicon(settings)))


def damaged_column(settings: Settings) -> Any:
    words = lexicon(settings)
    return column_like("本年制发件敉", words.find("规章"), words)


def damaged_head(settings: Settings) -> Any:
    rows = table(order=[0, 3, 2, 1, 5, 4, 6])
    rows[0] = [text.replace("法律服务机构", "法律服雾机构") for text in rows[0]]
    return in_lines(rows, settings)


def relabelled(at: int, label: str, *lost: int) -> Any:
    def look(settings: Settings) -> Any:
        rows = table()
        rows[at][0] = label
        return in_grid([row for number, row in enumerate(rows) if number not in lost], settings)

    return look


PROBES: dict[str, Probe] = {
    "label_longest": Probe(10, lambda settings: in_lines(table(), settings)),
    "remark_longest": Probe(5, tokens("规章（设区的市应当提供的数据）3件")),
    "short_label": Probe(0, tokens("法人或其他绀织3")),
    "telling_label": Probe(20, similar("1.属干国家秘密")),
    "cut_label": Probe(20, found("7.属于国家秘密")),
    "damaged_shortest": Probe(20, similar("1.属干国家秘密")),
    "row_clearly": Probe(50, similar("年新收申请数量")),
    "column_clearly": Probe(50, damaged_column),
    "label_words": Probe(1, similar("逾期未缴纳费用")),
    "words_kept": Probe(50, similar("逾期未缴纳费用")),
    "own_words": Probe(100, damaged_head),
    "garbled_label": Probe(0, relabelled(15, "6.其他")),
    "damaged_row": Probe(100, relabelled(7, "3.危急叁安荃一稳定", 8)),
    "label_in_remark": Probe(1, tokens("本年收到的申请（其中自然人3件）")),
}


def test_every_setting_of_the_stage_has_a_probe() -> None:
    assert PROBES.keys() == {each.name for each in fields(Labels)}


@pytest.mark.parametrize("name", PROBES)
def test_another_value_takes_a_text_for_something_else(name: str) -> None:
    assert differs(name, PROBES[name])
