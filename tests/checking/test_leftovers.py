from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checking.build import TOWN, found, right_report, with_prose

RULE = "narrative.leftovers"
COUNTY = "淮安市洪泽区人民政府"
BUREAU = "淮安市洪泽区教育局"


def overview(text, **changes):
    return found(with_prose(right_report(**changes), overview=text), RULE)


@pytest.mark.parametrize(
    "text",
    [
        "2024年，国梁镇认真贯彻落实《条例》。",
        "2023年，我镇出台《办法》，认真组织实施。",
        "2023年以来，我镇坚持以公开为常态。",
        "较2023年增加12条，公开工作稳步推进。",
        "通过政府网站公开政府信息2095条（2023年为1750条），回应公众关注热点9次。",
        "2023年，我镇收到申请3件。2024年，我镇收到申请2件。",
        "2023年，全国统一施行新格式。",
        "2023年，我镇建成政务公开专区，常年开放。",
        "2023年，我镇构建了两类渠道，2项制度。2024年，我镇继续完善。",
        "2025年，我镇将进一步加强培训。",
        "2023年，累计收到信息处理费有关来信，未收取信息处理费。",
        "2023年度考核结果为优秀，我镇积极总结经验。",
        "截至2024年12月31日，共公开信息90条。",
        "截至2023年12月31日累计70条，较上年增加；截至2024年12月31日累计90条。",
        "截至2025年1月10日，本报告已公布。",
        "根据国务院2019年修订的《条例》，我镇认真落实。",
        "2023年12月，我镇开展了培训。",
        "（一）主动公开。我镇认真落实。",
        "",
    ],
)
def test_other_years_have_their_place(text):
    assert overview(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年，国梁镇认真贯彻落实《条例》。",
        "2023年，我镇坚持以习近平新时代中国特色社会主义思想为指导，扎实推进政务公开。",
        "2023年度，国梁镇人民政府严格按照要求开展工作。",
        "一是2023年，我镇主动公开信息90条。",
        "2024年，认真贯彻落实《条例》。2023年，国梁镇认真做好各项工作，取得了较好成效。",
        "截至2023年12月31日，我镇主动公开信息90条。",
        "2023年，收到政府信息公开申请0件。",
        "（二）渠道建设情况。2023年我镇构建多样化政府信息公开渠道，主要有两类。",
        "2023年度，我镇认真落实《条例》。",
        "2023年度未收到政府信息公开申请。",
        "2023年没有收到政府信息公开申请。",
        "2023年度，我镇未发生行政复议、行政诉讼。",
        "2023年度无行政复议、行政诉讼。",
        "截至2023年度末，我镇公开信息90条。",
        "2023年度没有收到政府信息公开申请，无上年结转。",
        "截至2023年12月31日，我镇在网站发布信息66条。2024年作出行政强制0件。",
        "截至2023年12月31日，我镇主动公开信息90条。2024年，我镇认真落实《条例》。",
        "2023年累计主动公开信息90条。",
        "2023年，改革任务繁重，国梁镇严格落实《条例》。",
    ],
)
def test_an_earlier_year_as_the_reporting_year_is_left_over(text):
    (finding,) = overview(text)
    assert finding.severity == "warning" and (finding.expected, finding.found) == (2024, 2023)
    assert "疑为以前年度文字的残留" in finding.message


def test_what_a_report_rests_on_is_no_subject_of_its_sentence():
    preamble = "按照《条例》要求，结合老子山镇人民政府2024年政府信息公开工作实际，编制本报告。"
    assert overview(preamble) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("现将国梁镇2023年度政府信息公开工作年度报告公布如下。", True),
        ("本报告为国梁镇2023年政府信息公开工作年度报告。", True),
        ("现将国梁镇2024年度政府信息公开工作年度报告公布如下。", False),
        ("根据《2023年政务公开工作要点》编制本报告。", False),
        ("", False),
    ],
)
def test_the_report_announced_is_of_the_reporting_year(text, wrong):
    assert len(found(right_report(preamble=text), RULE)) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2023年度未收取政府信息公开信息处理费。", True),
        ("白市驿镇2023年，我镇收取信息处理费0元。", True),
        ("按照《信息处理费管理办法》（国办函〔2020〕109号）规定，我镇2023年没有收取信息处理费。", True),
        ("2024年度未收取信息处理费。", False),
        ("根据2020年印发的《信息处理费管理办法》，未收取信息处理费。", False),
    ],
)
def test_the_fee_of_another_year_is_left_over(text, wrong):
    assert len(found(with_prose(right_report(), other=text), RULE)) == wrong


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("国梁镇2024年政府信息公开工作年度报告", False),
        ("国梁镇2024年度政府信息公开年度报告", False),
        ("国梁镇2023年政府信息公开工作年度报告", True),
        ("国梁镇政府信息公开工作年度报告（2024年）", False),
        (None, False),
    ],
)
def test_the_title_is_of_the_reporting_year(title, wrong):
    findings = found(right_report(title=title), RULE)
    assert ["标题写的是2023年" in each.message for each in findings] == [True] * wrong


def test_without_a_year_no_year_is_wrong():
    assert overview("2023年，国梁镇认真贯彻落实《条例》。", year=None) == []


@pytest.mark.parametrize(
    ("text", "agency", "other"),
    [
        ("万古镇认真贯彻落实《条例》。", TOWN, "万古镇"),
        ("2024年，万古镇严格按照要求开展工作。", TOWN, "万古镇"),
        ("公开意识有待提高。下一步，万古镇人民政府将进一步加强工作。", TOWN, "万古镇"),
        ("（一）主动公开。螺洋街道主动公开信息90条。", "路北街道办事处", "螺洋街道"),
        ("金湖县坚持以公开为常态。", COUNTY, "金湖县"),
        ("白音苏木积极推进公开。", "某旗巴彦苏木人民政府", "白音苏木"),
        ("就以上不足，万古镇将加强培训。", TOWN, "万古镇"),
        ("万古镇政府信息公开申请数量6件。", TOWN, "万古镇"),
        ("2024年，改革任务繁重，万古镇严格依照要求开展工作。", TOWN, "万古镇"),
    ],
)
def test_another_agency_as_the_subject_is_left_over(text, agency, other):
    (finding,) = overview(text, agency=agency)
    assert finding.severity == "warning" and finding.found == other
    assert f"出现了“{other}”" in finding.message


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2024年，洪泽区水利局认真贯彻落实《条例》。", "洪泽区水利局"),
        ("区水利局严格按照要求开展工作。", "区水利局"),
        ("（一）主动公开。水利局主动公开信息90条。", "水利局"),
        ("2024年度，淮安市洪泽区水利局未收到政府信息公开申请。", "淮安市洪泽区水利局"),
        ("金湖县教育局坚持以公开为常态。", "金湖县教育局"),
        ("区水利局2024年收取政府信息公开信息处理费0元。", "区水利局"),
        ("截至2024年底，区水利局现行有效的行政规范性文件15件。", "区水利局"),
        ("2025年，区水利局将重点做好以下工作：强化审核把关。", "区水利局"),
        ("2024年，区水利局共登记政府信息公开申请6件。", "区水利局"),
        ("总的来看，2024年区水利局政府信息公开工作开展顺利。", "区水利局"),
        ("截至2024年底，区水利局在洪泽区人民政府门户网站发布信息74条。", "区水利局"),
        ("坚持问题导向，2024年洪泽区水利局突出重点，成效明显。", "洪泽区水利局"),
    ],
)
def test_another_bureau_as_the_subject_of_a_bureaus_report_is_left_over(text, other):
    (finding,) = overview(text, agency=BUREAU)
    assert finding.severity == "warning" and finding.found == other


@pytest.mark.parametrize(
    "text",
    [
        "我局认真贯彻落实《条例》。区教育局坚持公开。教育局积极推进公开。淮安市洪泽区教育局主动公开信息90条。",
        "区教体局认真贯彻落实《条例》。教育体育局积极推进公开。",
        "淮安市教育局认真贯彻落实《条例》。淮安市水利局积极推进公开。",
        "区政务服务管理局积极推进政务公开。区数据局扎实推进平台建设。",
        "区司法局严格按照要求审核文件。区财政局积极配合。",
        "区财政局2024年收取非税收入90万元。",
        "学校放假期间，区水利局认真巡查。",
        "由市政府印发通知，区水利局认真落实。",
        "洪泽县教育局坚持公开。",
        "学习区水利局的做法。区水利局的网站已改版。",
        "大局意识不断增强。各局认真贯彻落实。",
        "",
    ],
)
def test_bureaus_above_beside_and_of_other_names_have_their_place(text):
    assert overview(text, agency=BUREAU) == []


@pytest.mark.parametrize("agency", ["教育局", "洪泽区卫生健康委员会", "云海帮"])
def test_a_bureau_without_a_place_or_not_called_bureau_accuses_only_who_is_surely_other(agency):
    assert len(overview("区水利局认真贯彻落实《条例》。", agency=agency)) == (agency == "洪泽区卫生健康委员会")


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("国梁镇认真贯彻落实《条例》。", TOWN),
        ("我镇认真贯彻落实《条例》。全镇积极推进。各镇街严格按照要求落实。", TOWN),
        ("大足区认真组织培训，我镇参加。", TOWN),
        ("大足区坚持统一部署。", TOWN),
        ("天峨乡认真贯彻落实《条例》。", "某县天峨壮族乡人民政府"),
        ("学习借鉴万古镇的做法。", TOWN),
        ("老子山镇积极推进基层公开。", COUNTY),
        ("洪泽县坚持公开。", COUNTY),
        ("园区积极推进公开。社区严格按照要求公开。", COUNTY),
        ("城镇坚持绿化。乡镇认真落实。", TOWN),
        ("万古镇认真落实。", "洪泽区教育局"),
        ("万古镇认真落实。", None),
    ],
)
def test_agencies_above_below_and_beside_have_their_place(text, agency):
    assert overview(text, agency=agency) == []


def test_the_same_name_is_told_once():
    assert len(overview("万古镇认真落实。万古镇严格按照要求公开。")) == 1


@pytest.mark.parametrize("field", ["preamble", "closing"])
@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("如有疑问，请与重庆市大足区万古镇人民政府办公室联系。", True),
        ("如有疑问，请与国梁镇人民政府党政办公室联系。", False),
        ("现公布国梁镇人民政府2024年报告。", False),
        ("各镇人民政府、各街道办事处。", False),
        ("请与我镇政府联系。", False),
    ],
)
def test_another_township_to_contact_is_left_over(field, text, wrong):
    assert len(found(right_report(**{field: text}), RULE)) == wrong


@pytest.mark.parametrize(
    ("agency", "signature", "wrong"),
    [
        (TOWN, TOWN, False),
        (TOWN, "国梁镇人民政府", False),
        (TOWN, "重庆市大足区 国梁镇人民政府", False),
        (TOWN, "重庆市大足区万古镇人民政府", True),
        (TOWN, "重庆市大足区人民政府", False),
        (COUNTY, "淮安市金湖县人民政府", True),
        (COUNTY, "淮安市洪泽区人民政府办公室", False),
        ("福建省南平市人民政府", "泰州市人民政府", True),
        ("福建省南平市人民政府", "南平市人民政府", False),
        ("福建省南平市人民政府", "南平市人民政府办公室", False),
        (COUNTY, "淮安市人民政府", False),
        ("洪泽区教育局", "洪泽区教体局", False),
        ("洪泽区教育局", "洪泽区水利局", True),
        ("洪泽区教育局", "洪泽区人民政府", False),
        (TOWN, None, False),
    ],
)
def test_the_signature_is_the_agencys(agency, signature, wrong):
    report = right_report(agency=agency, signature=signature)
    if agency.endswith("局"):
        report = replace(report, sections={key: text.replace("我镇", "我局") for key, text in report.sections.items()})
    findings = found(report, RULE)
    assert ["落款是" in each.message for each in findings] == [True] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年我镇将加大公开力度。", True),
        ("2024年我镇将加大公开力度，2025年继续。", False),
        ("2024年我镇将政务公开纳入考核。", False),
        ("2025年我镇将加大公开力度。", False),
    ],
)
def test_a_plan_of_the_year_reported_on_is_last_years(text, wrong):
    findings = found(with_prose(right_report(), problems=f"公开还不及时。{text}"), RULE)
    assert [(each.expected, each.found) for each in findings] == [(2025, 2024)] * wrong


@pytest.mark.parametrize(("section", "wrong"), [("other", True), ("overview", False)])
def test_a_fee_of_another_year_is_left_over_in_section_six_only(section, wrong):
    text = "全镇2023年发生的信息处理费事项已办结。"
    assert (
        len(found(with_prose(right_report(), **{section: f"{right_report().sections[section]}{text}"}), RULE)) == wrong
    )


@pytest.mark.parametrize(("between", "wrong"), [(16, False), (17, True)])
def test_what_is_done_together_is_looked_for_near_the_bureaus_name(between, wrong):
    assert len(overview(f"区水利局认真{'落' * between}检查。", agency=BUREAU)) == wrong


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("大厂县教育局认真落实《条例》。", "河北省廊坊市大厂回族自治县教育局"),
        ("其他五镇认真落实《条例》。", TOWN),
        ("该片三镇认真落实《条例》。", TOWN),
    ],
)
def test_a_countys_short_name_and_towns_without_a_name_are_no_other_agency(text, agency):
    assert overview(text, agency=agency) == []
