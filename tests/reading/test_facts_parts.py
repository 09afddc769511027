"""Parts of a whole: which belong together, and when they claim to be all of it."""

from __future__ import annotations

import pytest

from gongkai.reading.facts import Parts, parts_of


def only(text: str) -> Parts:
    (found,) = parts_of(text, "overview")
    return found


@pytest.mark.parametrize(
    ("text", "whole", "parts"),
    [
        (
            "发布主动公开政府信息共计90条,其中重大决策执行信息6条,基层重点领域信息20条,人事任免信息3条,其他信息61条。",
            90,
            [6, 20, 3, 61],
        ),
        ("收到依申请公开案件共计5件,其中3件为予以公开,2件为本机关不掌握相关政府信息,故无法提供。", 5, [3, 2]),
        ("共受理申请36件(其中:自然人申请32件、企业申请2件、其他组织申请2件),上年结转7件,予以公开3件。", 36, [32, 2, 2]),
        ("收到申请12件，分别为网上申请8件、信函申请4件。", 12, [8, 4]),
        ("共办理申请10件，其中新收政府信息公开申请8件，上年结转2件。", 10, [8, 2]),
        ("收到申请9件，其中自然人申请6件，法人或其他组织申请3件。", 9, [6, 3]),
        ("共收到12件依申请公开申请，其中10件已按时答复，剩余2件结转下年度继续办理。", 12, [10, 2]),
    ],
)
def test_parts_that_claim_to_be_all_are_known(text: str, whole: int, parts: list[int]) -> None:
    found = only(text)
    assert found.whole.number == whole
    assert [part.number for part in found.parts] == parts
    assert found.claims_all and found.total == whole
    assert (found.sentence, found.section) == (text, "overview")


@pytest.mark.parametrize(
    "text",
    [
        "主动公开各类信息121条，其中政府机构和领导信息21条，涉农补贴领域25条，财政预决算10条。",
        "主动公开信息90条，其中主要包括工作动态60条，通知公告10条。",
        "主动公开信息90条，其中工作动态60条、通知公告10条等。",
        "收到申请36件，其中予以公开3件，部分公开24件。",
        "收到申请36件，其中网上申请20件，信函申请10件。",
    ],
)
def test_parts_that_are_only_some_claim_nothing(text: str) -> None:
    assert not only(text).claims_all


@pytest.mark.parametrize(
    "text",
    [
        "主动公开信息121条，其中工作动态60余条，其他信息61条。",
        "主动公开信息约120条，其中工作动态60条，其他信息61条。",
        "主动公开信息121条，较上年增加20条。",
        "主动公开信息121条，其中工作动态60条，召开新闻发布会2次。",
        "主动公开信息121条，解读3件，其中图解2件。",
        "收到申请5件，均在法定期限内答复。",
        "包括机构职能、政策文件等内容。",
    ],
)
def test_what_is_no_whole_with_parts_is_left_alone(text: str) -> None:
    assert parts_of(text) == ()


def test_parts_of_another_dimension_are_not_added_up() -> None:
    text = "收到申请5件，其中自然人申请3件、法人或其他组织申请2件，予以公开4件，不予公开1件。"
    assert [part.number for part in only(text).parts] == [3, 2]


def test_parts_of_a_part_are_not_parts_of_the_whole() -> None:
    text = "公开政府信息14条,其中人事信息2条,财务信息2条(其中预算1条、决算1条),其他信息10条。"
    whole, part = parts_of(text)
    assert ([each.number for each in whole.parts], whole.claims_all) == ([2, 2, 10], True)
    assert (part.whole.number, [each.number for each in part.parts]) == (2, [1, 1])


def test_a_remark_in_brackets_does_not_hide_the_whole() -> None:
    found = only("受理申请8件（含上年度结转1件），其中当面申请1件、网络申请5件、信函申请2件，均按期答复。")
    assert (found.whole.number, found.total) == (8, 8)


def test_what_is_counted_next_is_no_part() -> None:
    results = parts_of("办结24件，其中予以公开10件，无法提供14件；结转下年度继续办理1件。")[0]
    disputes = only("行政复议2件，其中结果维持1件，其他结果1件；行政诉讼1件。")
    assert (results.total, disputes.total) == (24, 2)


def test_a_sum_that_is_wrong_is_visible() -> None:
    found = only("共计90条,其中重大决策执行信息6条,基层信息20条,人事任免信息3条,其他信息62条。")
    assert found.claims_all and (found.total, found.whole.number) == (91, 90)


def test_labels_say_what_each_part_counts() -> None:
    found = only("共计90条,其中人事任免信息3条,其他信息87条。")
    assert [part.label for part in found.parts] == ["人事任免信息", "其他信息"]
    assert {part.unit for part in found.parts} == {"条"}
