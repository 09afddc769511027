"""Drafts say what the registers say, ask for what they do not, and pass the checks of narrative."""

import dataclasses

import pytest

from gongkai import check
from gongkai.forms import form_for_year
from gongkai.report import SECTION_KEYS, blank_report
from gongkai_site.agencies.models import Kind
from gongkai_site.annual.models import AnnualReport, Scope
from gongkai_site.annual.prose import TEXT_KEYS, Lookup, draft, links, placeholders, problems, resolve, with_prose
from gongkai_site.facts.models import Appraisal
from tests.site.annual.written import DAY, YEAR, facts, lookup, report, town, values
from tests.site.build import agency

ASKED = {
    "requests__received__natural_person": 4, "requests__received__total": 4,
    "requests__granted__natural_person": 2, "requests__granted__total": 2,
    "requests__refused__third_party__natural_person": 1, "requests__refused__third_party__total": 1,
    "requests__concluded__natural_person": 3, "requests__concluded__total": 3,
    "requests__carried_out__natural_person": 1, "requests__carried_out__total": 1,
}  # fmt: skip


def _drafted(written: AnnualReport, **cells: int) -> dict[str, str]:
    find = lookup(written.agency, **cells)
    return {key: resolve(draft(written, key, find), find) for key in TEXT_KEYS}


def test_the_draft_tells_the_year_in_linked_numbers() -> None:
    where = town()
    facts(where)
    written = report(where)
    raw = draft(written, "overview", lookup(where, **ASKED))
    text = _drafted(written, **ASKED)["overview"]
    assert "全年主动公开各类信息10条。其中，通过政府网站公开7条，在公告栏张贴3条。" in text
    assert "政府网站公开较多的栏目有“机构信息”5条、“财政预决算”2条。" in text
    assert "新收政府信息公开申请4件，上年结转0件，办结3件，结转下年度继续办理1件。" in text
    assert "办理结果分别为：予以公开2件、不予公开（保护第三方合法权益）1件。" in text
    assert "举办政府信息公开业务培训1次，参加30人次。开展检查发现问题2个，已整改1个。" in text
    assert "工作考核结果情况：6月2日，考核为良好等次。" in text
    assert len(links(raw)) >= 15 and problems(raw, lookup(where, **ASKED)) == []


def test_nothing_is_told_where_nothing_was_recorded() -> None:
    text = _drafted(report(town()))
    asked = " ".join(placeholders("".join(text.values())))
    for word in (
        "主动公开台账没有",
        "业务培训和检查整改台账没有",
        "工作考核",
        "社会评议",
        "责任追究",
        "收费台账没有",
        "主要问题",
    ):
        assert word in asked
    assert "全年收到政府信息公开申请0件。未发生因政府信息公开引起的行政复议、行政诉讼。" in text["overview"]
    assert "facts." not in "".join(text.values()) and "无此数字" not in "".join(text.values())


@pytest.mark.parametrize(
    ("name", "kind", "self_name", "assessed"),
    [
        ("江苏省淮安市洪泽区岔河镇人民政府", Kind.TOWNSHIP, "我镇", True),
        ("江苏省淮安市洪泽区某某乡人民政府", Kind.TOWNSHIP, "我乡", True),
        ("江苏省淮安市洪泽区高良涧街道办事处", Kind.SUBDISTRICT, "我街道", False),
        ("江苏省淮安市洪泽区财政局", Kind.DEPARTMENT, "我局", False),
        ("江苏省淮安市洪泽区人民政府办公室", Kind.OFFICE, "本机关", False),
    ],
)
def test_the_agency_speaks_of_itself_and_only_governments_of_assessment(
    name: str, kind: str, self_name: str, assessed: bool
) -> None:
    text = _drafted(report(agency(name, kind=kind)))
    assert text["overview"].startswith(f"2025年，{self_name}认真贯彻")
    assert ("（六）工作考核、社会评议和责任追究结果情况" in text["overview"]) is assessed


def test_the_countys_report_names_the_area_and_asks_for_those_outside_the_site() -> None:
    county = agency("江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT, place="江苏省淮安市洪泽区")
    township = town(superior=county)
    facts(township)
    written = report(county, scope=Scope.AREA)
    text = draft(written, "overview", lookup(township))
    assert (
        text.startswith("2025年，全区认真贯彻")
        and "请核对：以上公开、培训、检查等情况只统计了在本系统登记的下级单位" in text
    )


def test_the_countys_report_quotes_no_record_of_those_below() -> None:
    county = agency("江苏省淮安市洪泽区人民政府", kind=Kind.GOVERNMENT, place="江苏省淮安市洪泽区")
    for where, result in ((county, "区政府考核优秀"), (town(superior=county), "对张三批评教育")):
        Appraisal.objects.create(agency=where, kind="accountability", on=DAY, result=result)
    text = draft(report(county, scope=Scope.AREA), "overview")
    assert "区政府考核优秀" in text and "张三" not in text
    assert "【请填写：下级单位的工作考核、社会评议和责任追究结果情况】" in text


@pytest.mark.parametrize("rich", [True, False])
@pytest.mark.parametrize("cells", [ASKED, {}])
def test_drafts_pass_the_checks_of_narrative_and_structure(rich: bool, cells: dict[str, int]) -> None:
    where = town(address="洪泽区岔河镇人民路1号", telephone="0517-87000000")
    if rich:
        facts(where)
        for kind, result in (("public", "群众评议满意率98%"), ("accountability", "未发生责任追究")):
            Appraisal.objects.create(agency=where, kind=kind, on=DAY, result=result)
    written = report(where)
    find = lookup(where, **cells)
    blank = blank_report(
        "2021",
        agency=where.name,
        year=YEAR,
        title=f"{where.name}{YEAR}年政府信息公开工作年度报告",
        cells=values(**cells),
    )
    content = with_prose(blank, {key: draft(written, key, find) for key in TEXT_KEYS}, find)
    assert len(content.facts) >= 3
    found = check(content, rules=["narrative", "structure", "privacy"], severities=["error", "warning", "notice"])
    assert found == []
    # The same prose against other figures is noticed: the checks do read it.
    other = dataclasses.replace(content, cells=values(**{**cells, "requests__received__total": 9}))
    assert [each.rule for each in check(other, rules=["narrative.requests"])] == ["narrative.requests"]


def test_tables_of_sections_two_to_four_need_no_words() -> None:
    text = _drafted(report(town()))
    assert [key for key in SECTION_KEYS if not text[key]] == ["proactive", "requests", "disputes"]
    assert "统计期限自2025年1月1日起至2025年12月31日止" in text["preamble"]


def test_a_sentence_about_a_figure_that_the_form_has_no_more_is_left_out() -> None:
    where = town()
    written = report(where)
    known = values(**ASKED)
    gone = {key: number for key, number in known.items() if not key.startswith("requests.carried_out.")}
    find = Lookup(gone, {}, form_for_year(YEAR))
    text = draft(written, "overview", find)
    assert "新收政府信息公开申请" not in text and "办理结果分别为：予以公开" in text
    assert problems(text, find) == []
