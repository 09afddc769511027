"""Marks as JSON: what is written is read again, and whatever is wrong is named with its place."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from gongkai.errors import InvalidMarks
from gongkai.redaction import (
    Box,
    Decision,
    Mark,
    Marks,
    PageDecision,
    decision_in_words,
    ground_on,
    grounds_on,
    marks_digest,
    marks_from_json,
    marks_to_json,
    plan,
    schema,
    undecided,
)
from tests.redaction.kit import DAY

MARKS = Marks(
    "0" * 64,
    4,
    DAY,
    (Mark(1, Box(10, 20, 30.5, 40.125), "privacy", "word"), Mark(1, Box(0, 0, 100, 100), "trade-secret")),
    (PageDecision(2, Decision.WITHHOLD, "state-secret"), PageDecision(3, Decision.DUPLICATE, of=1)),
    ("1" * 64,) * 4,
    Decision.RELEASE,
)


def data(**changes: Any) -> dict[str, Any]:
    return {**json.loads(marks_to_json(MARKS)), **changes}


def test_marks_are_read_as_they_were_written() -> None:
    assert marks_from_json(marks_to_json(MARKS)) == MARKS
    bare = Marks("f" * 64, 1, DAY)
    assert marks_from_json(marks_to_json(bare)) == bare


def test_the_digest_is_of_what_is_written() -> None:
    assert marks_digest(MARKS) == marks_digest(marks_from_json(marks_to_json(MARKS)))
    assert marks_digest(MARKS) != marks_digest(replace(MARKS, otherwise=None))


def test_what_is_written_keeps_to_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema()))
    jsonschema.validate(data(), json.loads(schema()))


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"format": "gongkai-marks-2"}, "format 应为"),
    ({"source": "A" * 64}, "source 应为 SHA-256"),
    ({"source": 1}, "source 应为 SHA-256"),
    ({"pages": 0}, "pages 应为从1数起的整数"),
    ({"pages": True}, "pages 应为从1数起的整数"),
    ({"pages": "4"}, "pages 应为从1数起的整数"),
    ({"day": "2026-13-01"}, "day 应为日期"),
    ({"day": 5}, "day 应为文字"),
    ({"marks": {}}, "marks 应为数组"),
    ({"marks": [1]}, r"marks\[0\] 应为对象"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 4]}]}, r"marks\[0\] 缺少 ground"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 4], "ground": "privacy", "text": "x"}]}, r"marks\[0\] 里有不认识的"),
    ({"marks": [{"page": 1, "box": [1, 2, 3], "ground": "privacy"}]}, r"marks\[0\].box 应为四个数字"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, "4"], "ground": "privacy"}]}, r"marks\[0\].box 应为四个数字"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 1e999], "ground": "privacy"}]}, r"marks\[0\].box 应为四个数字"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 10**400], "ground": "privacy"}]}, r"marks\[0\].box 应为四个数字"),
    ({"marks": [{"page": 1, "box": [1, 2, True, 4], "ground": "privacy"}]}, r"marks\[0\].box 应为四个数字"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 4], "ground": 5}]}, r"marks\[0\].ground 应为文字"),
    ({"marks": [{"page": 1, "box": [1, 2, 3, 4], "ground": "\ud800"}]}, r"marks\[0\].ground 里有半个字符"),
    ({"decisions": [{"page": 1}]}, r"decisions\[0\] 缺少 decision"),
    ({"decisions": [{"page": 1, "decision": "hide"}]}, r"decisions\[0\].decision 应为release、part"),
    ({"decisions": [{"page": 1, "decision": "duplicate", "of": "2"}]}, r"decisions\[0\].of 应为从1数起的整数"),
    ({"looks": ["1" * 64]}, "looks 应有4项，而不是1项"),
    ({"looks": ["x"] * 4}, r"looks\[0\] 应为 SHA-256"),
    ({"otherwise": "withhold"}, "otherwise 只能是“release”"),
    ({"note": ""}, "不认识的"),
]


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_what_is_wrong_is_named_with_its_place(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidMarks, match=said):
        marks_from_json(json.dumps(data(**changes)))


@pytest.mark.parametrize("changes", [each for each, _ in WRONG if "day" not in each and "looks" not in each])
def test_the_schema_refuses_it_too(changes: dict[str, Any]) -> None:
    text = json.dumps(changes)
    if "d800" in text or ("box" in text and "e" not in text):
        return
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data(**changes), json.loads(schema()))


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, "null", b"\xff\xfe\x00"])
def test_what_is_no_json_object_is_refused(text: str | bytes) -> None:
    with pytest.raises(InvalidMarks):
        marks_from_json(text)


def test_a_file_beyond_measure_is_refused() -> None:
    with pytest.raises(InvalidMarks, match="过大"):
        marks_from_json(" " * 50_000_001)


def marked(
    *marks: Mark, decisions: tuple[PageDecision, ...] = (), otherwise: Decision | None = Decision.RELEASE
) -> Marks:
    return Marks("0" * 64, 3, DAY, marks, decisions, (), otherwise)


ONE = Mark(1, Box(1, 1, 2, 2), "privacy")


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (marked(Mark(4, Box(1, 1, 2, 2), "privacy")), "第1个标记：没有第4页。 文件共3页"),
        (marked(ONE, Mark(0, Box(1, 1, 2, 2), "privacy")), "第2个标记：没有第0页"),
        (marked(Mark(1, Box(2, 1, 2, 2), "privacy")), "第1个标记的方框（2，1，2，2）不在页面之内"),
        (marked(Mark(1, Box(1, 2, 2, 2), "privacy")), "不在页面之内"),
        (marked(Mark(1, Box(-1, 1, 2, 2), "privacy")), "不在页面之内"),
        (marked(Mark(1, Box(1, -1, 2, 2), "privacy")), "不在页面之内"),
        (marked(Mark(1, Box(1, 1, 101, 2), "privacy")), "不在页面之内"),
        (marked(Mark(1, Box(1, 1, 2, 101), "privacy")), "不在页面之内"),
        (marked(Mark(1, Box(1, 1, 2, 2), "secret")), "没有“secret”这项依据"),
        (marked(decisions=(PageDecision(4, Decision.RELEASE),)), "没有第4页"),
        (marked(decisions=(PageDecision(1, Decision.RELEASE), PageDecision(1, Decision.RELEASE))), "第1页有两个决定"),
        (marked(decisions=(PageDecision(1, Decision.WITHHOLD),)), "第1页的决定没有写明依据"),
        (marked(decisions=(PageDecision(1, Decision.RELEASE, "privacy"),)), "第1页的决定不应写明依据"),
        (marked(decisions=(PageDecision(1, Decision.WITHHOLD, "none"),)), "没有“none”这项依据"),
        (marked(decisions=(PageDecision(1, Decision.DUPLICATE),)), "第1页的决定没有写明与哪一页重复"),
        (marked(decisions=(PageDecision(1, Decision.RELEASE, of=2),)), "第1页的决定不应写明与哪一页重复"),
        (marked(decisions=(PageDecision(1, Decision.DUPLICATE, of=1),)), "第1页写明与第1页重复"),
        (marked(decisions=(PageDecision(1, Decision.DUPLICATE, of=9),)), "第1页所重复的页：没有第9页"),
        (
            marked(decisions=(PageDecision(1, Decision.DUPLICATE, of=2), PageDecision(2, Decision.DUPLICATE, of=3))),
            "第1页写明与第2页重复",
        ),
        (marked(ONE, decisions=(PageDecision(1, Decision.RELEASE),)), "第1页决定予以公开，却有1个标记"),
        (marked(decisions=(PageDecision(1, Decision.PART),)), "第1页决定区分处理，却没有标记"),
        (marked(otherwise=None), "第1至3页还没有决定"),
        (marked(ONE, otherwise=None), "第2至3页还没有决定"),
        (marked(decisions=(PageDecision(2, Decision.RELEASE),), otherwise=None), "第1、3页还没有决定"),
    ],
)
def test_what_contradicts_itself_or_is_left_open_is_refused(marks: Marks, said: str) -> None:
    with pytest.raises(InvalidMarks, match=said):
        plan(marks)


def test_every_page_comes_to_a_decision() -> None:
    plans = plan(MARKS)
    assert [each.decision for each in plans] == [
        Decision.PART,
        Decision.WITHHOLD,
        Decision.DUPLICATE,
        Decision.RELEASE,
    ]
    assert [len(each.marks) for each in plans] == [2, 0, 0, 0]
    assert (plans[1].ground, plans[2].of) == ("state-secret", 1)


def test_boxes_of_a_page_that_does_not_go_out_say_nothing_any_more() -> None:
    (first, *_) = plan(marked(ONE, decisions=(PageDecision(1, Decision.WITHHOLD, "privacy"),)))
    assert (first.decision, first.marks) == (Decision.WITHHOLD, ())
    (first, *_) = plan(marked(ONE, decisions=(PageDecision(1, Decision.PART),)))
    assert first.marks == (ONE,)


def test_the_pages_left_open_are_known() -> None:
    assert undecided(marked(ONE, otherwise=None)) == (2, 3)
    assert undecided(marked(ONE)) == ()


def test_very_many_open_pages_are_not_all_named() -> None:
    marks = Marks("0" * 64, 100, DAY, decisions=tuple(PageDecision(at, Decision.RELEASE) for at in range(1, 101, 2)))
    with pytest.raises(InvalidMarks, match="36、38、40等页"):
        plan(marks)


def test_grounds_are_those_of_the_law_on_the_day() -> None:
    keys = [each.key for each in grounds_on(DAY)]
    assert keys[:3] == ["state-secret", "forbidden-by-law", "safety-stability"]
    ground = ground_on("process-information", DAY)
    assert str(ground.basis[0]) == "《政府信息公开条例》第十六条第二款"
    assert ground.basis[0].document.in_force == dt.date(2019, 5, 15)
    assert ground.label == "过程性信息（《政府信息公开条例》第十六条第二款）"
    assert "privacy" not in [each.key for each in grounds_on(dt.date(2019, 5, 14))]
    assert "personal-information" not in [each.key for each in grounds_on(dt.date(2020, 1, 1))]
    with pytest.raises(InvalidMarks, match="2019-05-14没有“privacy”"):
        ground_on("privacy", dt.date(2019, 5, 14))


def test_decisions_have_words_in_both_languages() -> None:
    assert decision_in_words(Decision.WITHHOLD) == "不予公开"
    assert decision_in_words(Decision.WITHHOLD, "en") == "withheld"
    assert len({decision_in_words(each) for each in Decision}) == 5


def test_the_names_of_decisions_are_permanent() -> None:
    assert [each.value for each in Decision] == ["release", "part", "withhold", "duplicate", "not-responsive"]
