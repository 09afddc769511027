from __future__ import annotations

import datetime as dt

import pytest

from gongkai.law import classify, locate, may_make_rules, statutory_deadline
from gongkai.law.divisions import is_unique_county

AGENCIES = [
    # name, kind, level, may make rules, deadline of the report on 2024
    ("江苏省人民政府", "government", "province", True, "03-31"),
    ("重庆市人民政府", "government", "province", True, "03-31"),
    ("新疆维吾尔自治区人民政府", "government", "province", True, "03-31"),
    ("苏州市人民政府", "government", "prefecture", True, "03-31"),
    ("景德镇市人民政府", "government", "prefecture", True, "03-31"),
    ("东莞市人民政府", "government", "prefecture", True, "03-31"),
    ("延边朝鲜族自治州人民政府", "government", "prefecture", True, "03-31"),
    ("恩施州人民政府", "government", "prefecture", True, "03-31"),
    ("锡林郭勒盟行政公署", "dispatched", "prefecture", None, None),
    ("昆山市人民政府", "government", "county", False, "03-31"),
    ("济源市人民政府", "government", "county", False, "03-31"),
    ("淮安市洪泽区人民政府", "government", "county", False, "03-31"),
    ("重庆市大足区人民政府", "government", "county", False, "03-31"),
    ("上海市浦东新区人民政府", "government", "county", False, "03-31"),
    ("神农架林区人民政府", "government", "county", False, "03-31"),
    ("鄂温克族自治旗人民政府", "government", "county", False, "03-31"),
    ("重庆市大足区国梁镇人民政府", "government", "township", False, None),
    ("白市驿镇人民政府", "government", "township", False, None),
    ("东莞市虎门镇人民政府", "government", "township", False, None),
    ("某县某某苗族乡人民政府", "government", "township", False, None),
    ("路北街道办事处", "dispatched", "township", False, None),
    ("大泉市人民政府新源街道办事处", "dispatched", "township", False, None),
    ("江苏省教育厅", "department", "province", False, "01-31"),
    ("南京市应急管理局", "department", "prefecture", False, "01-31"),
    ("景德镇市市场监督管理局", "department", "prefecture", False, "01-31"),
    ("广州市城市管理和综合执法局", "department", "prefecture", False, "01-31"),
    ("凉山州教育局", "department", "prefecture", False, "01-31"),
    ("重庆市大足区住房和城乡建设局", "department", "county", False, "01-31"),
    ("青山县乡村振兴局", "department", "county", False, "01-31"),
    ("江苏省人民政府国有资产监督管理委员会", "department", "province", False, "01-31"),
    ("淮安市人民政府办公室", "government-office", "prefecture", None, "03-31"),
    ("大足区人民政府办公室", "government-office", "county", False, "03-31"),
    ("财政部", "state-council", "national", True, "01-31"),
    ("中华人民共和国财政部", "state-council", "national", True, "01-31"),
    ("国家税务总局", "state-council", "national", True, "01-31"),
    ("国家税务总局南京市税务局", "vertical", "prefecture", None, None),
    ("重庆高新技术产业开发区管理委员会", "committee", "unknown", None, None),
    ("苏州工业园区管委会", "committee", "unknown", None, None),
    ("常州市生态环境局武进分局", "dispatched", "unknown", None, None),
    ("南京市江北新区管理委员会建设和交通局", "department", "unknown", None, None),
    ("云海市人民政府", "government", "city", None, "03-31"),
    ("云海市长荣市人民政府", "government", "county", False, "03-31"),
    ("苏州市长荣市教育局", "department", "county", False, "01-31"),
    ("南京市市场监督管理局", "department", "prefecture", False, "01-31"),
    ("云海市教育局", "department", "city", False, "01-31"),
    ("教育局", "department", "unknown", None, None),
    ("南京市公共资源交易中心", "organisation", "unknown", None, None),
    ("中共某县县委", "organisation", "unknown", None, None),
    ("四海帮", "unknown", "unknown", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind", "level", "rules", "due"), AGENCIES, ids=[each[0] for each in AGENCIES])
def test_a_name_tells_kind_level_powers_and_deadline_or_unknown(name, kind, level, rules, due):
    agency = classify(name)
    assert (agency.kind, agency.level) == (kind, level)
    assert may_make_rules(agency) is rules
    deadline = statutory_deadline(agency, 2024)
    assert (deadline and deadline.date) == (due and dt.date.fromisoformat(f"2025-{due}"))


def test_a_deadline_names_its_provision():
    deadline = statutory_deadline(classify("洪泽区教育局"), 2024)
    assert deadline is not None and str(deadline.citation) == "《政府信息公开条例》第四十九条第一款"


def test_the_ordinance_sets_no_date_before_it_was_in_force():
    assert statutory_deadline(classify("江苏省人民政府"), 2017) is None


@pytest.mark.parametrize(
    ("name", "located"),
    [
        ("重庆市大足区国梁镇人民政府", True),
        ("大足区教育局", True),
        ("青山县河口镇人民政府", True),
        ("云海市教育局", True),
        ("财政部", True),
        ("国家税务总局南京市税务局", True),
        ("鼓楼区教育局", False),
        ("南京市鼓楼区教育局", True),
        ("路北街道办事处", False),
        ("城关镇人民政府", False),
        ("教育局", False),
    ],
)
def test_a_name_with_its_place_is_told_from_one_that_namesakes_share(name, located):
    assert classify(name).is_located is located


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("安徽省合肥市庐阳区教育局", ("安徽省", "合肥市", "庐阳区", "教育局")),
        ("内蒙古自治区锡林郭勒盟东乌珠穆沁旗人民政府", ("内蒙古自治区", "锡林郭勒盟", "东乌珠穆沁旗", "人民政府")),
        ("重庆市九龙坡区白市驿镇人民政府", ("重庆市", "", "九龙坡区", "白市驿镇人民政府")),
        ("北京市朝阳区教育委员会", ("北京市", "", "朝阳区", "教育委员会")),
        ("朝阳市教育局", ("", "朝阳市", "", "教育局")),
        ("市场监督管理局", ("", "", "", "市场监督管理局")),
        ("江北城市管理局", ("", "", "", "江北城市管理局")),
        ("苏州高新区管委会", ("", "", "", "苏州高新区管委会")),
        ("", ("", "", "", "")),
    ],
)
def test_divisions_are_split_off_the_head_of_a_name(name, parts):
    place = locate(name)
    assert (place.province, place.prefecture, place.county, place.rest) == parts


def test_remarks_and_spaces_in_a_name_do_not_matter():
    agency = classify("重庆市 大足区人民政府（本级）")
    assert (agency.kind, agency.level) == ("government", "county")


def test_four_districts_are_called_gulou():
    assert not is_unique_county("鼓楼区")
    assert is_unique_county("洪泽区")
    assert is_unique_county("不在表里的县")
