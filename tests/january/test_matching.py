"""Whose report is it: by name and place, never guessed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.january.matching import Match, Matcher
from gongkai.january.names import Agreement, entry_names, full_form, levels_of, place_of_superior
from gongkai.january.roster import RosterEntry
from tests.january.kit import entry, full

BAISHIYI = entry("白市驿镇人民政府", "重庆市九龙坡区", superior="重庆高新技术产业开发区管理委员会")
RED, WHITE = entry("城关镇人民政府", "红河县"), entry("城关镇人民政府", "白云县")
EDUCATION, COUNTY = entry("教育局", "红河县"), entry("红河县人民政府", "红河县")
PLANNING = entry("发展和改革委员会", "红河县", aliases=("计划委员会",))
ROSTER = [BAISHIYI, RED, WHITE, EDUCATION, COUNTY, PLANNING]


def match(agency: str | None, *, source: str = "a.docx", overview: str = "", roster: Any = None, **more: Any) -> Match:
    report = full(agency, source=source)
    more.setdefault("title", None)
    report = replace(report, sections={**report.sections, "overview": overview}, **more)
    return Matcher(ROSTER if roster is None else roster).match(report)


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("重庆市九龙坡区白市驿镇人民政府", BAISHIYI),
        ("九龙坡区白市驿镇政府", BAISHIYI),
        ("重庆高新技术产业开发区白市驿镇人民政府", BAISHIYI),
        ("九龙坡白市驿镇", BAISHIYI),
        ("红河县城关镇人民政府", RED),
        ("白云县城关镇人民政府", WHITE),
        ("云南省红河县教育局", EDUCATION),
        ("红河县 教 育 局", EDUCATION),
        ("红河县人民政府", COUNTY),
        ("红河县政府", COUNTY),
        ("红河县发改委", PLANNING),
        ("红河县计划委员会", PLANNING),
    ],
)
def test_a_name_with_its_place_decides(agency: str, expected: RosterEntry):
    found = match(agency)
    assert found.entry is expected and found.basis == "机关名称和地区一致" and not found.doubtful


@pytest.mark.parametrize(
    "agency", ["青山县城关镇人民政府", "白云县教育局", "白云县人民政府", "红河县水利局", "红河县文化教育局", "人民政府"]
)
def test_another_place_or_another_name_is_nobody_on_the_roster(agency: str):
    found = match(agency)
    assert found.entry is None and found.candidates == () and "不在名单上" in found.reason


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"signature": "白云县城关镇人民政府"}, WHITE),
        ({"title": "红河县城关镇2024年政府信息公开工作年度报告"}, RED),
        ({"addressee": "白云县人民政府："}, WHITE),
        ({"preamble": "本报告由红河县城关镇党政办编制。"}, RED),
        ({"overview": "通过白云县人民政府门户网站公开信息20条。"}, WHITE),
        ({"overview": "按照红河县委、县政府部署。赴白云县人民政府学习考察。"}, RED),
        ({"source": "红河县/城关镇年报.docx"}, RED),
        ({"source": "白云县城关镇.zip!/报告.docx"}, WHITE),
    ],
    ids=[
        "signature",
        "title",
        "addressee",
        "preamble",
        "website",
        "own county, not the one visited",
        "folder",
        "archive",
    ],
)
def test_namesakes_are_told_apart_by_the_place_the_document_or_its_path_states(told: Any, expected: RosterEntry):
    assert match("城关镇人民政府", **told).entry is expected


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"overview": "与白云县交流，到红河县学习。"},
        {"overview": "通过红河县政府网站和白云县政府网站公开，白云县政府网站为主。"},
        {"source": "城关镇2024.docx"},
    ],
    ids=["nothing", "passing mentions", "both", "file without place"],
)
def test_namesakes_that_nothing_tells_apart_are_doubtful_with_candidates(told: Any):
    found = match("城关镇人民政府", **told)
    assert found.entry is None and found.doubtful and found.candidates == (RED, WHITE)
    assert "地区" in found.reason


def test_the_document_s_own_words_outweigh_its_path():
    assert match("白云县城关镇人民政府", source="红河县/城关镇.docx").entry is WHITE
    assert match("城关镇人民政府", source="红河县/城关镇.docx", addressee="白云县人民政府：").entry is WHITE


def test_one_name_without_place_on_a_roster_of_several_places_is_doubtful():
    found = match("教育局")
    assert found.doubtful and found.candidates == (EDUCATION,)


def test_one_name_without_place_on_a_roster_of_one_place_is_the_one():
    found = match("教育局", roster=[EDUCATION, COUNTY])
    assert found.entry is EDUCATION and "名单只有一个地区" in found.basis


def test_one_name_without_place_in_a_text_of_another_place_is_doubtful():
    found = match("教育局", overview="通过白云县人民政府网站公开。")
    assert found.doubtful and "白云县" in found.reason


def test_title_and_signature_that_name_another_agency_make_it_doubtful():
    found = match("红河县教育局", signature="红河县人民政府")
    assert found.doubtful and set(found.candidates) == {EDUCATION, COUNTY}


def test_an_agency_not_on_the_roster_signed_by_one_that_is_is_doubtful():
    found = match("红河县文化教育局", signature="红河县教育局")
    assert found.doubtful and found.candidates == (EDUCATION,)


def test_a_township_run_by_a_zone_the_roster_does_not_name_with_it_is_doubtful_not_lost():
    roster = [entry("白市驿镇人民政府", "重庆高新区"), EDUCATION]
    found = match("重庆市九龙坡区白市驿镇人民政府", roster=roster, overview="在重庆高新区党工委领导下。")
    assert found.doubtful and found.candidates == (roster[0],)


@pytest.mark.parametrize(
    ("source", "candidates"),
    [
        ("红河县教育局2024年政府信息公开工作年度报告.docx", (EDUCATION,)),
        ("2024年红河县教育局年报（定稿）.pdf", (EDUCATION,)),
        ("年报.docx", ()),
    ],
)
def test_a_document_without_any_name_is_never_matched_by_its_file_name_alone(
    source: str, candidates: tuple[RosterEntry, ...]
):
    found = match(None, source=source)
    assert found.entry is None and found.candidates == candidates


@pytest.mark.parametrize(
    ("source", "expected", "candidates"),
    [
        ("红河县教育局2024年政府信息公开工作年度报告.doc", EDUCATION, ()),
        ("01_红河县发改委.pdf", PLANNING, ()),
        ("白云县/城关镇.pdf", WHITE, ()),
        ("来件.zip!/红河县教育局.docx", EDUCATION, ()),
        ("城关镇.pdf", None, (RED, WHITE)),
        ("扫描件001.pdf", None, ()),
    ],
)
def test_a_file_that_cannot_be_read_is_tied_to_the_one_office_its_path_names(
    source: str, expected: RosterEntry | None, candidates: tuple[RosterEntry, ...]
):
    found = Matcher(ROSTER).match_unread(source)
    assert found.entry is expected and found.candidates == candidates


def test_a_roster_without_places_is_matched_by_full_names():
    roster = [entry("红河县教育局", ""), entry("白云县教育局", "")]
    assert match("红河县教育局", roster=roster).entry is roster[0]
    assert match("云南省白云县教育局", roster=roster).entry is roster[1]
    assert match("教育局", roster=roster).doubtful


def test_a_county_s_own_government_is_placed_by_its_own_name():
    roster = [
        entry("宁定县人民政府", "上海市"),
        entry("鼓楼区人民政府", "江苏省南京市"),
        entry("鼓楼区人民政府", "江苏省徐州市"),
    ]
    assert match("宁定县人民政府", roster=roster).entry is roster[0]
    assert match("南京市鼓楼区人民政府", roster=roster).entry is roster[1]
    assert match("徐州市鼓楼区人民政府", roster=roster).entry is roster[2]
    assert match("鼓楼区人民政府", roster=roster).candidates == (roster[1], roster[2])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("白市驿镇", "白市驿镇人民政府"),
        ("白市驿镇政府", "白市驿镇人民政府"),
        ("路北街道", "路北街道办事处"),
        ("路北街道办", "路北街道办事处"),
        ("红河县政府办", "红河县人民政府办公室"),
        ("红河县人民政府办公室", "红河县人民政府办公室"),
        ("红河县人社局", "红河县人力资源和社会保障局"),
        ("红河县卫健委", "红河县卫生健康委员会"),
        ("红河县市场监管局", "红河县市场监督管理局"),
        ("高新区管委会", "高新区管理委员会"),
        ("国家税务总局红河县税务局", "红河县税务局"),
        ("红河县教育局（本级）", "红河县教育局"),
        ("红河县“教育局”", "红河县教育局"),
        ("红河县城市管理局", "红河县城市管理局"),
        ("", ""),
    ],
)
def test_short_names_are_brought_to_the_long_form(name: str, expected: str):
    assert full_form(name) == expected


@given(st.sampled_from(["白市驿镇", "红河县卫健委", "县政府办", "路北街道", "市发改局", "城管局"]))
def test_the_long_form_of_a_long_form_is_itself(name: str):
    assert full_form(full_form(name)) == full_form(name)


def test_places_are_split_into_levels():
    assert levels_of("重庆市九龙坡区") == ("重庆市", "九龙坡区")
    assert levels_of("江苏省淮安市洪泽区") == ("江苏省", "淮安市", "洪泽区")
    assert levels_of("") == ()
    assert place_of_superior("红河县人民政府") == ("红河县",)
    assert place_of_superior("重庆高新技术产业开发区管委会") == ("重庆高新技术产业开发区",)
    assert place_of_superior("党政办公室") == ()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("重庆市九龙坡区白市驿镇人民政府", Agreement.PLACED),
        ("重庆市白市驿镇人民政府", Agreement.PARTLY_PLACED),
        ("白市驿镇人民政府", Agreement.BARE),
        ("四川省白市驿镇人民政府", Agreement.NONE),
        ("新白市驿镇人民政府", Agreement.NONE),
        ("白市驿镇", Agreement.NONE),
    ],
)
def test_how_far_a_name_agrees_with_an_entry(name: str, expected: Agreement):
    assert entry_names(BAISHIYI).agreement(name) == expected


names = st.text("红白城关河云镇县区市局教育", min_size=1, max_size=10)


@given(names, st.lists(st.tuples(names, names), min_size=1, max_size=4, unique=True))
def test_no_name_is_ever_matched_to_two_and_candidates_are_on_the_roster(name: str, listed: list[tuple[str, str]]):
    roster = [entry(each, place) for each, place in listed]
    found = match(name, roster=roster)
    assert found.entry is None or found.entry in roster
    assert (found.entry is None) == bool(found.reason) and (found.entry is not None) == bool(found.basis)
    assert set(found.candidates) <= set(roster)


@given(st.sampled_from(ROSTER), st.sampled_from(["", "云南省", "某某市"]))
def test_the_full_name_of_an_entry_is_always_its_own(one: RosterEntry, above: str):
    agency = above + one.label if not one.label.startswith("重庆市") else one.label
    assert match(agency).entry is one
