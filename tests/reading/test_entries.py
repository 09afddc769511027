"""Blocks as one sequence of short texts with their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.model import Line, Picture
from gongkai.reading.characters import fold, tight
from gongkai.reading.entries import Place, entries_of
from tests.reading.lines import grid, lines


def test_blank_lines_and_rows_are_left_out_but_places_stay() -> None:
    entries = entries_of((*lines("一", "", " \u3000"), grid(1, ("", ""), ("二", "")), Line("三", 4)))
    assert [(entry.text, entry.place) for entry in entries] == [
        ("一", Place(0)),
        ("二", Place(3, 2)),
        ("三", Place(4)),
    ]


def test_a_row_with_several_texts_is_told_from_one_with_a_single_text() -> None:
    entries = entries_of((grid(1, ("规章", "0"), ("第二十条第（一）项", "")),))
    assert [(entry.text, entry.sole) for entry in entries] == [("规章", False), ("第二十条第（一）项", True)]


def test_a_picture_holds_its_place_without_a_text() -> None:
    assert [entry.text for entry in entries_of((*lines("上"), Picture("表"), *lines("下")))] == ["上", "", "下"]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "工作平稳。 本机关未收取信息处理费。 安平县教育局 2025年1月16日",
            ["工作平稳。", "本机关未收取信息处理费。", "安平县教育局 2025年1月16日"],
        ),
        ("发布日期：2025-01-21 根据《条例》编制本报告。", ["发布日期：2025-01-21", "根据《条例》编制本报告。"]),
        ("今天是 10:20:31 安平县教育局2024年工作情况良好。", ["今天是 10:20:31", "安平县教育局2024年工作情况良好。"]),
        ("2024 年，全年收到申请 3 件，均已按时答复申请人。", ["2024 年，全年收到申请 3 件，均已按时答复申请人。"]),
        ("\u3000\u3000按照《条例》的要求，扎实推进各项公开工作。", ["按照《条例》的要求，扎实推进各项公开工作。"]),
        (
            "首页 政务公开 政府信息公开指南 政府信息公开制度 互动交流",
            ["首页 政务公开 政府信息公开指南 政府信息公开制度 互动交流"],
        ),
    ],
)
def test_a_page_folded_into_one_line_is_cut_at_the_gaps_between_its_parts(text: str, pieces: list[str]) -> None:
    assert [entry.text.strip() for entry in entries_of(lines(text))] == pieces


@given(st.lists(st.text(alphabet="总体情况。 \u30002024-01:0", max_size=60), max_size=8))
def test_pieces_lose_no_character_and_places_rise(texts: list[str]) -> None:
    blocks = lines(*texts)
    entries = entries_of(blocks)
    places = [entry.place for entry in entries]
    assert places == sorted(set(places))
    assert "".join("".join(entry.text for entry in entries).split()) == "".join("".join(texts).split())
    for entry in entries:
        assert texts[entry.place.block][entry.place.offset :].startswith(entry.text)


@given(st.text(alphabet="（）：；，１２Ａｚ個國政府 a1\u3000", max_size=40))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    assert tight(text) == fold("".join(text.split()))


@pytest.mark.parametrize(
    ("printed", "folded"),
    [("（１２３，ＡＢ）：；", "(123,AB):;"), ("政府信息公開", "政府信息公开"), ("。、“”", "。、“”"), ("", "")],
)
def test_widths_and_traditional_characters_are_folded(printed: str, folded: str) -> None:
    assert fold(printed) == folded


@pytest.mark.parametrize(
    ("printed", "plain"), [("⼯作年度报告", "工作年度报告"), ("⼈⺠", "人⺠"), ("⾧沙市", "长沙市"), ("⾨⼾", "门户")]
)
def test_radicals_are_the_characters_they_stand_for(printed: str, plain: str) -> None:
    assert fold(printed) == plain
