"""What ``tests/injected`` found the rules to pass over: rows of each kind, and what is right beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checking.build import found, right_report

BUREAU, TOWN = "重庆市大足区教育局", "重庆市大足区国梁镇人民政府"


def _says(rule: str, section: str, text: str, agency: str = TOWN) -> bool:
    report = right_report(agency=agency)
    sections = {
        key: each.replace("我镇", "我局") if agency == BUREAU else each for key, each in report.sections.items()
    }
    before = len(found(replace(report, sections=sections), rule))
    changed = {**sections, section: text if rule == "structure.aspects" else sections[section] + "\n" + text}
    return len(found(replace(report, sections=changed), rule)) > before


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("针对存在问题，2024年我镇将加大公开力度，加强业务培训。", True),
        ("2024年，我镇将政务公开纳入年度考核，仍有不足。", False),
        ("针对存在问题，2025年我镇将加大公开力度。", False),
    ],
)
def test_a_plan_for_the_year_that_is_over(text: str, left: bool) -> None:
    assert _says("narrative.leftovers", "problems", text) is left


@pytest.mark.parametrize(
    ("agency", "text", "left"),
    [
        (TOWN, "我局将继续做好公开工作。", True),
        (BUREAU, "我镇将继续做好公开工作。", True),
        (TOWN, "按照我区统一部署推进公开。", False),
        (BUREAU, "我局将继续做好公开工作。", False),
        (BUREAU, "本年度区教育局没有收到政府信息公开申请。", False),
        (BUREAU, "本年度区民政局没有收到政府信息公开申请。", True),
        (BUREAU, "下一步，大足区人力资源和社会保障局将重点做好以下工作。", True),
        (TOWN, "2024年度，清水镇认真贯彻落实上级部署。", True),
        (TOWN, "现将我镇本年度政务公开工作总结如下。", False),
    ],
)
def test_another_agency_as_the_subject(agency: str, text: str, left: bool) -> None:
    assert _says("narrative.leftovers", "overview", text, agency) is left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("我镇始终重视公开工作，2023年紧紧围绕中心任务推进公开。", True),
        ("回顾2023年，国梁镇认真履行公开职责。", True),
        ("我镇2023年共发布信息119条，其中规划计划23条，其他96条。", True),
        ("2023年制发行政规范性文件3件，2024年制发4件。", False),
        ("按规定公开了2023年度部门决算。", False),
        ("2023年以来，我镇不断完善公开制度。", False),
    ],
)
def test_figures_and_deeds_of_another_year(text: str, left: bool) -> None:
    assert _says("narrative.leftovers", "overview", text) is left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("政务新媒体推送条。", True),
        ("公开信息　条，内容丰富。", True),
        ("全年收到依申请公开件。", True),
        ("开展业务培训X次。", True),
        ("**局将加强培训。", True),
        ("落款：2025年  月  日", True),
        ("（请根据实际情况填写）", True),
        ("【单位名称】", True),
        ("及时登记办理申请件，对疑难申请件集体会商。", False),
        ("对收到的政府信息公开申请件，逐件登记。", False),
        ("2025年1月8日", False),
        ("申请人王某某的申请已答复。", False),
    ],
)
def test_what_a_template_left(text: str, left: bool) -> None:
    assert _says("text.placeholders", "overview", text) is left


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("我镇仍存在公开内容不够丰富、业务能力有待加强等问题。", True),
        ("下一步，我镇将加强业务培训，拓宽公开渠道。", True),
        ("公开渠道有待拓宽。下一步将拓宽渠道。", False),
        ("主要是解读形式单一。为此，我镇拟增加图解比重。", False),
        ("存在解读单一的短板。下步打算：压缩审签时间，用好线下专区。", False),
    ],
)
def test_problems_and_improvements(text: str, lacking: bool) -> None:
    assert _says("structure.aspects", "problems", text) is lacking


FOUR = (
    "（一）主动公开。发布信息90条。\n（二）依申请公开。收到申请3件，均按程序登记审核答复。\n"
    "（三）平台建设。管好网站。\n（四）监督保障。开展培训。"
)


def test_the_aspect_without_a_heading_beside_four_headings() -> None:
    assert _says("structure.aspects", "overview", FOUR)
    assert not _says("structure.aspects", "overview", FOUR.replace("管好网站", "管好网站，规范政府信息管理"))
