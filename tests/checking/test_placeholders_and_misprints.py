"""What of a template was left, sentences without their number, and misprints of the law's own terms."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.checking.wording import misprinted_letters, misprints
from tests.checking.build import found, right_report, with_prose

LEFT = [
    "全年收到申请XX件。",
    "全年收到申请ＸＸ件。",
    "XXXX年，我镇认真落实。",
    "××镇人民政府认真落实。",
    "某某镇人民政府认真落实。",
    "【请填写机关名称】认真落实。",
    "（此处填写具体情况）",
    "[待补充]",
    "举办培训____次。",
    "共有＿＿＿人参加。",
    "{{requests.received.total}}件",
    "收费#REF!元",
    "办理*** 件",
    "X月召开会议。",
]
KEPT = [
    "邮箱xxgk@dazu.gov.cn，网址www.xx.gov.cn/xxgk/。",
    "收到申请3件，办结3件。",
    "《条例》第二十条（八）项所列事项。",
    "组织X光检查。",
    "公开信息 3 条，规范性文件 2 件。",
    "采用XBRL格式。",
    "每件均有答复，依申请公开件，均已办结。",
    "收集意见一件，多次组织培训。",
    "印发文件，制发件数2件；新收件9件，总量件件有数。",
]
LACKING = [
    "全年共收到件，均已办结。",
    "收到信息公开申请件。",
    "共计条。",
    "全年共发布   条。",
    "收到申请　　件；",
    "公开__篇，",
    "现行有效的行政规范性文件15件，其中本年新制发  件。",
    "本年新制发件、废止0件。",
    "政府信息公开申请总量 件，较上年增加2件。",
    "本年度新收件政府信息公开申请，按时答复率100%。",
    "全年收到的  件政府信息公开申请中，自然人申请8件。",
]

ASPECTS = "主动公开、依申请公开、制度、网站、监督。"


def codes(text, **where):
    report = right_report(**where) if where else with_prose(right_report(), overview=ASPECTS + text)
    return [each.severity for each in found(report, "text.placeholders")]


@pytest.mark.parametrize("text", LEFT)
def test_what_of_a_template_was_left_is_an_error(text):
    assert codes(text) == ["error"]


@pytest.mark.parametrize("text", KEPT)
def test_what_only_looks_like_it_is_none(text):
    assert codes(text) == []


@pytest.mark.parametrize("text", LACKING)
def test_a_sentence_without_its_number_is_an_error(text):
    assert codes(text) == ["error"]


@pytest.mark.parametrize("field", ["title", "preamble", "closing", "signature"])
def test_every_part_of_the_report_is_looked_through(field):
    assert codes("", **{field: "XX镇人民政府"}) == ["error"]


def test_a_sentence_is_named_once():
    assert codes("XX镇XX年收到XX件。") == ["error"]


@pytest.mark.parametrize("each", misprints(), ids=lambda each: each.wrong)
def test_a_misprint_is_named_with_the_right_term(each):
    (finding,) = found(with_prose(right_report(), other=f"本年{each.wrong}。未收取信息处理费。"), "text.wording")
    assert (finding.severity, finding.expected, finding.found) == ("warning", each.right, each.wrong)


@pytest.mark.parametrize("each", misprints(), ids=lambda each: each.wrong)
def test_a_misprint_that_is_all_there_is_is_found(each):
    report = right_report(title=None, sections={"other": each.wrong})
    assert each.wrong in [finding.found for finding in found(report, "text.wording")]


def test_misprints_are_found_through_spaces_and_line_breaks_of_pdfs():
    assert len(found(with_prose(right_report(), other="行政 复义。"), "text.wording")) == 1


def test_no_right_term_holds_a_misprint():
    rights = {each.right for each in misprints()}
    assert not [each for each in misprints() if any(each.wrong in right for right in rights)]
    assert len({each.wrong for each in misprints()}) == len(misprints())


def test_every_misprint_has_its_source():
    assert all(each.source for each in misprints())


def test_a_right_report_has_neither():
    assert found(right_report(), "text") == []


WORDING = tomllib.loads(files("gongkai.checking").joinpath("data", "wording.toml").read_text("utf-8"))["placeholders"]


@pytest.mark.parametrize(
    ("hint", "pattern"),
    [
        (WORDING[hint], each)
        for hint, patterns in (("hint", "patterns"), ("number_hint", "number"))
        for each in WORDING[patterns]
    ],
)
@given(data=st.data())
def test_the_quick_hint_stands_in_all_that_a_pattern_finds(hint, pattern, data):
    text = data.draw(st.from_regex(pattern))
    assert re.search(hint, text)


def test_each_misprint_has_the_letters_that_are_looked_for_first():
    assert all(each.letters <= set(each.wrong) and not each.letters & set(each.right) for each in misprints())
    found_first = misprinted_letters()
    assert all(set(found_first.findall(each.wrong)) >= each.letters for each in misprints())
