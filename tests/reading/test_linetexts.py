"""What one line of flattened text holds: cells behind a colon, heads without figures among their names."""

from __future__ import annotations

import pytest

from gongkai.reading.labels import lexicon
from gongkai.reading.linetexts import head_texts, texts_of


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("规章：、、295", ["", "", "295"]),
        ("规章：3、、103", ["3", "", "103"]),
        ("规章:1，2，3", ["1", "2", "3"]),
        ("1.予以公开：——、——、——、——、——、——、——", ["——"] * 7),
        ("行政许可：1,234", ["1,234"]),
        ("行政许可：3；", []),
        ("规章：一、二是，三", []),
    ],
)
def test_cells_behind_a_colon_are_parted_by_one_sign_with_empty_ones_among_them(text: str, cells: list[str]) -> None:
    assert [each.text for each in texts_of(text, lexicon()) if each.figure is not None] == cells


@pytest.mark.parametrize(("last", "found"), [("其他", 4), ("498.65", 0)])
def test_a_line_with_a_figure_is_no_head(last: str, found: int) -> None:
    assert len(head_texts(f"自然人 商业企业 科研机构 {last}", lexicon())) == found
