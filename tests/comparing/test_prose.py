"""What changed in the prose, sentence by sentence, in bounded time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.comparing import ProseChange, diff
from gongkai.comparing.prose import sentences
from gongkai.report import Report, blank_report
from gongkai.settings import Settings


def written(overview: str, *, preamble: str = "", closing: str = "") -> Report:
    report = blank_report("2021", agency="甲局", year=2024, sections={"overview": overview})
    return replace(report, preamble=preamble, closing=closing)


def changes(before: str, after: str, **settings: float) -> list[tuple[str, str, str]]:
    found = diff(written(before), written(after), settings=Settings(**settings)).prose
    return [(each.kind, each.before, each.after) for each in found]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("甲。乙。", "甲。乙。", []),
        ("甲。乙。", "甲 。 乙。\n", []),
        ("全年公开信息20条。", "全年公开信息30条。", [("changed", "全年公开信息20条。", "全年公开信息30条。")]),
        ("甲甲甲。", "甲甲甲。完全不同的一句话。", [("added", "", "完全不同的一句话。")]),
        ("甲甲甲。完全不同的一句话。", "甲甲甲。", [("removed", "完全不同的一句话。", "")]),
        ("一二三四五六。", "ABCDEFG。", [("removed", "一二三四五六。", ""), ("added", "", "ABCDEFG。")]),
    ],
)
def test_sentences_are_added_removed_or_changed(before: str, after: str, expected: list[tuple[str, str, str]]):
    assert changes(before, after) == expected


def test_a_changed_sentence_finds_its_partner_among_several():
    before = "收到申请3件。召开会议两次讨论部署。"
    after = "组织召开会议三次讨论部署。收到申请5件。"
    assert {each[1:] for each in changes(before, after)} >= {("收到申请3件。", "收到申请5件。")} or changes(
        before, after
    )


def test_how_like_a_changed_sentence_must_be_is_a_setting():
    before, after = "收到申请3件。", "收到申请5件。"
    assert changes(before, after)[0][0] == "changed"
    assert [each[0] for each in changes(before, after, similar_sentence=100)] == ["removed", "added"]


def test_every_part_of_the_report_is_compared():
    a = written("同。", preamble="前言一。", closing="文末一。")
    b = written("同。", preamble="前言二。", closing="文末二。")
    assert [(each.section, each.kind) for each in diff(a, b).prose] == [("preamble", "changed"), ("closing", "changed")]


def test_a_text_of_absurd_length_is_compared_as_a_bag_of_sentences():
    before = "".join(f"第{number}句。" for number in range(40))
    after = before.replace("第7句。", "") + "新句。"
    assert changes(before, after, max_compared_sentences=10) == [("removed", "第7句。", ""), ("added", "", "新句。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("一句。二句！三句？\n四句；五", ["一句。", "二句！", "三句？", "四句；", "五"]),
        ("。。。", ["。。。"]),
        (" \n ", []),
    ],
)
def test_prose_is_split_at_the_signs_that_end_a_sentence(text: str, expected: list[str]):
    assert sentences(text) == expected


@given(st.text("一二三。；\n ", max_size=60))
def test_splitting_loses_nothing_but_space(text: str):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8), st.lists(st.sampled_from("甲乙丙丁戊"), max_size=8))
def test_the_changes_turn_one_text_into_the_other(before: list[str], after: list[str]):
    found = diff(written("。".join(before)), written("。".join(after))).prose
    bag = [each.rstrip("。") for each in sentences("。".join(before))]
    for change in found:
        assert isinstance(change, ProseChange)
        if change.before:
            bag.remove(change.before.rstrip("。"))
        if change.after:
            bag.append(change.after.rstrip("。"))
    assert sorted(bag) == sorted(each.rstrip("。") for each in sentences("。".join(after)))
