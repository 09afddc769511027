"""The five aspects of section one, problems and improvements in section five, and no section beyond the sixth."""

from __future__ import annotations

import pytest

from tests.checking.build import OVERVIEW, found, right_report, with_prose

ASPECTS = {
    "主动公开": "主动公开各类信息，",
    "依申请公开": "畅通依申请公开渠道，",
    "政府信息管理": "规范政府信息管理，",
    "平台建设": "用好网站专栏。",
    "监督保障": "全年工作考核合格，开展了社会评议，未发生责任追究情形。",
}


@pytest.mark.parametrize("name", ASPECTS)
def test_an_aspect_that_section_one_passes_over_is_named(name):
    (finding,) = found(with_prose(right_report(), overview=OVERVIEW.replace(ASPECTS[name], "")), "structure.aspects")
    assert (finding.severity, finding.certain) == ("warning", False)
    assert f"没有写{name}方面的情况" in finding.message


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("公开的时效性还需提高。下一步将加强培训。", ""),
        ("（一）存在问题。一是内容不够丰富。（二）改进情况。开展了培训。", ""),
        ("目前没有突出问题，但公开渠道仍显单一，今后加以完善。", ""),
        ("无。", "主要问题、改进情况"),
        ("无", "主要问题、改进情况"),
        ("暂无突出问题。", "主要问题、改进情况"),
        ("不存在问题。", "主要问题、改进情况"),
        ("我镇本年度未发现主要问题，下一步将继续加强培训。", "主要问题"),
        ("公开内容不够丰富，更新不及时。", "改进情况"),
    ],
)
def test_section_five_names_problems_and_improvements(text, lacking):
    findings = found(with_prose(right_report(), problems=text), "structure.aspects")
    assert [each.severity for each in findings] == ["warning"] * bool(lacking)
    expected = lacking.replace("主要问题", "存在的主要问题")
    assert all(f"没有写{expected}，" in each.message for each in findings)


def test_a_report_in_traditional_characters_covers_what_it_speaks_of():
    report = with_prose(
        right_report(),
        overview="（一）主動公開。發布信息9條。（二）依申請公開。無。（三）政府信息管理。（四）平臺建設。（五）監督保障。",
        problems="存在問題：內容不夠豐富。改進情況：加強培訓。",
    )
    assert found(report, "structure.aspects") == []


@pytest.mark.parametrize("key", ["overview", "problems"])
def test_an_empty_section_is_the_matter_of_another_rule(key):
    assert found(with_prose(right_report(), **{key: ""}), "structure.aspects") == []


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("未收取信息处理费。\n七、建议提案办理情况\n办理3件。", True),
        ("七、 附件\n见附表。", True),
        ("一、收费\n二、培训\n三、宣传\n四、会议\n五、考核\n六、评议\n七、其他情况\n未收取信息处理费。", False),
        ("共七、八次培训。", False),
        ("未收取信息处理费。", False),
    ],
)
def test_a_section_beyond_the_sixth_is_named(text, beyond):
    for report in (with_prose(right_report(), other=text), right_report(closing=text)):
        assert [each.found[:2] for each in found(report, "structure.aspects")] == ["七、"] * beyond


HEADED = "（一）主动公开。及时。（二）依申请公开。规范。（三）政府信息管理。有序。（四）平台建设。网站。"


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        (f"{HEADED}（五）监督保障。有力。", ""),
        (f"{HEADED}（五）其他。开展专人检查。", "监督保障"),
        (f"{HEADED}（五）其他。开展业务培训，专人检查。", ""),
        ("（一）主动公开。（二）依申请公开。网站专栏、制度、专人检查。", ""),
    ],
)
def test_the_one_aspect_without_its_heading_must_be_named_somewhere(text, lacking):
    overview = text.replace("（", "\n（").strip()
    findings = found(with_prose(right_report(), overview=overview), "structure.aspects")
    assert [f"没有写{lacking}方面" in each.message for each in findings] == [True] * bool(lacking)
