from __future__ import annotations

import random

import pytest

from gongkai.checking import Peers, check
from gongkai.checking.repetition import Text, fingerprints, own_names
from gongkai.settings import Settings
from tests.checking.build import TOWN, found, not_run, right_report, with_prose

LONG = (
    "2024年，国梁镇认真贯彻落实《条例》，主动公开各类信息121条。一是健全信息发布审核机制，严格执行三审三校制度，明确责任分工；"
    "二是优化政务公开专区布局，方便群众就近查询，重庆市大足区国梁镇人民政府公开栏每季度更新；三是加强队伍建设，组织业务培训2次，"
    "提高工作人员的业务能力和综合素质；四是完善信息反馈机制，建立多渠道反馈平台，及时回应公众关切，收集意见建议，不断改进工作。"
)
OTHER = (
    "过去一年，街道聚焦营商环境、城市更新、养老托育等重点领域，围绕居民急难愁盼问题编制公开事项清单，邀请人大代表、政协委员和企业"
    "负责人走进机关，面对面听取意见；同时对网站栏目进行全面体检，清理失效链接，合并重复栏目，把更新责任落实到科室和个人，"
    "并将办理时限压缩了三个工作日，群众获得感明显增强，全年没有发生因公开不及时引起的投诉。"
)
WANGU = "重庆市大足区万古镇人民政府"


def town(agency=TOWN, text=LONG, **changes):
    short = agency.removeprefix("重庆市大足区").removesuffix("人民政府")
    own = text.replace("国梁镇", short)
    return with_prose(right_report(**{"agency": agency, "source": f"{short}.html", **changes}), overview=own)


def test_last_years_text_with_figures_and_year_changed_is_a_notice():
    last = town(text=LONG.replace("2024", "2023").replace("121", "98"), year=2023)
    (finding,) = found(town(), "text.repeated", last)
    assert finding.severity == "notice" and finding.found == 1.0
    assert "第一部分《总体情况》与本机关2023年报告雷同" in finding.message and "100%" in finding.message
    assert "《" not in finding.basis and "30号" in finding.basis


def test_a_neighbours_text_with_names_changed_is_a_notice():
    (finding,) = found(town(), "text.repeated", peers=[town(WANGU)])
    assert WANGU in finding.message and finding.found >= 0.9


def test_a_text_of_ones_own_is_none():
    assert found(town(), "text.repeated", town(text=OTHER, year=2023), [town(WANGU, OTHER)]) == []


def test_a_text_half_rewritten_is_none():
    half = LONG[: len(LONG) // 2] + OTHER[: len(OTHER) // 2]
    assert found(town(), "text.repeated", peers=[town(WANGU, half)]) == []


def test_how_much_in_common_is_too_much_is_a_setting():
    third = LONG[: 2 * len(LONG) // 3] + OTHER[:60]
    options = {"peers": [town(WANGU, third)], "rules": ["text.repeated"], "severities": ["notice"]}
    assert check(town(), **options) == []
    assert len(check(town(), settings=Settings(repeated_share=0.4), **options)) == 1


def test_how_the_parts_are_headed_makes_no_text_another():
    heads = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    parts = [OTHER[begin : begin + 30] for begin in range(0, 150, 30)]
    now = "\n".join(
        f"（{number}）{head}情况。{part}" for number, head, part in zip("一二三四五", heads, parts, strict=True)
    )
    before = "\n".join(f"在{head}方面，{part}" for head, part in zip(heads, parts, strict=True))
    (finding,) = found(town(text=now), "text.repeated", town(text=before, year=2023))
    assert finding.found == 1.0


def test_short_texts_are_not_compared():
    assert found(right_report(), "text.repeated", peers=[right_report(agency=WANGU)]) == []


def test_ones_own_report_among_the_peers_is_no_other():
    assert found(town(), "text.repeated", peers=[town(), town(source="copy.docx")]) == []


def test_many_copies_are_one_finding_that_names_three():
    names = [f"重庆市大足区{name}镇人民政府" for name in ("万古", "中敖", "三驱", "宝兴", "龙石")]
    (finding,) = found(town(), "text.repeated", peers=[town(name) for name in names])
    assert "等5份报告" in finding.message and "and others, 5 in all" in finding.message_en


def test_peers_are_fingerprinted_once_for_many_checks():
    peers = Peers(iter([town(WANGU), town(text=OTHER)]))
    assert [each.agency for each in peers.fingerprints] == [WANGU, TOWN]
    for _ in range(2):
        assert len(found(town(), "text.repeated", peers=peers)) == 1


def test_without_anything_to_compare_with_the_rule_says_so():
    (finding,) = not_run(town(), "text.repeated")
    assert "没有提供上一年度的报告" in finding.message


def test_with_peers_only_the_half_that_did_not_run_is_told():
    (finding,) = not_run(town(), "text.repeated", peers=[town(WANGU, OTHER)])
    assert "与上年的比较未进行" in finding.message
    assert not_run(town(), "text.repeated", peers=[town(WANGU)]) == []


def test_with_last_year_only_the_rule_ran():
    assert check(town(), town(text=OTHER, year=2023), rules=["text.repeated"]) == []


@pytest.mark.parametrize(
    ("agency", "names"),
    [
        (TOWN, {TOWN, "国梁镇人民政府", "重庆市大足区国梁镇", "国梁镇", "国梁", "重庆市", "大足区", "大足"}),
        ("路北街道办事处", {"路北街道办事处", "路北街道", "路北"}),
        ("", set()),
    ],
)
def test_an_agency_goes_by_several_names(agency, names):
    assert names <= set(own_names(agency))
    assert all(len(each) >= 2 for each in own_names(agency))


def test_names_figures_and_signs_are_no_part_of_the_compared_text():
    (text,) = fingerprints(town(), 20).texts.values()
    assert not set("国梁0123456789，。《》") & set(text.plain.replace("全国", ""))


def test_likeness_is_the_share_of_runs_in_common():
    one, other = Text("甲乙丙丁戊己庚"), Text("甲乙丙丁戊己辛")
    assert one.likeness(one) == 1.0
    assert one.likeness(other) == pytest.approx(2 / 4)
    assert Text("").likeness(Text("")) == 0.0
    assert one.likeness(Text("")) == 0.0


@pytest.mark.parametrize("kept", [0.5, 0.75, 0.9])
def test_likeness_of_long_texts_is_near_the_exact_share(kept):
    rng = random.Random(7)
    signs = [chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(3_000)]
    cut = int(len(signs) * kept)
    changed = signs[:cut] + [chr(rng.randint(0x4E00, 0x9FA5)) for _ in range(len(signs) - cut)]
    exact = cut / (2 * len(signs) - cut)
    assert abs(Text("".join(signs)).likeness(Text("".join(changed))) - exact) < 0.12


def test_the_index_finds_the_copies_among_many():
    others = [town(f"重庆市大足区{chr(0x4E00 + n)}{chr(0x5E00 + n)}镇人民政府", OTHER) for n in range(40)]
    peers = Peers([*others, town(WANGU)])
    (alike,) = peers.like("overview", Peers([town()]).fingerprints[0].texts["overview"], 0.8)
    assert [each.agency for each in alike.reports] == [WANGU] and alike.share >= 0.9
