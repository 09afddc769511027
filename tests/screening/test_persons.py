"""Addresses, dates of birth, ages and names."""

from __future__ import annotations

import pytest

from gongkai.screening.finding.names import is_name, masked_name
from tests.screening.build import kinds, screened


@pytest.mark.parametrize(
    "text",
    [
        "家住江苏省淮安市洪泽区高良涧街道砚马村三组12号。",
        "家庭住址：高良涧街道人民路12号3幢501室",
        "户籍地址为某县某镇大庄村",
        "张三，江苏省淮安市洪泽区高良涧街道砚马村12号。",
        "李四（男），住址：城关镇新华街15号2单元301室",
    ],
)
def test_a_home_is_found(text: str) -> None:
    assert kinds(text) == ["home-address"]


@pytest.mark.parametrize(
    "text",
    [
        "办公地址：洪泽区人民路12号县政府大楼501室。",
        "某某公司住所地：洪泽区工业园东一路8号",
        "地址：高良涧街道人民路12号",
        "洪泽区高良涧街道砚马村开展了信息公开",
        "住址不详",
        "家庭住址：未填写",
    ],
)
def test_an_office_or_a_place_is_no_home(text: str) -> None:
    assert screened(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "出生日期：1987年4月12日",
        "出生年月日 1987-04-12",
        "张三，男，1987年4月12日生",
        "出生于一九八七年四月十二日",
        "出生日期19870412",
    ],
)
def test_a_date_of_birth_is_found(text: str) -> None:
    (hit,) = screened(text)
    assert hit.kind == "birth-date" and "12" not in hit.shown.replace("1987", "")


@pytest.mark.parametrize(
    "text",
    [
        "张三，男，1970年5月生，中共党员。",
        "2024年4月12日生产安全事故",
        "本条例自2019年5月15日起施行",
        "1987年4月12日生效",
        "出生人口12.3万",
    ],
)
def test_another_date_is_none(text: str) -> None:
    assert screened(text) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("王小明，8岁", ["minor"]),
        ("王小明（男，17岁）", ["minor"]),
        ("王小明，18岁", []),
        ("未满8岁儿童", []),
        ("出生日期：2015年3月7日", ["birth-date", "minor"]),
    ],
)
def test_a_child_is_a_minor(text: str, found: list[str]) -> None:
    assert kinds(text) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张三", True),
        ("张 三", True),
        ("欧阳修", True),
        ("欧阳修远", True),
        ("买买提·艾力", True),
        ("李小明", True),
        ("合计", False),
        ("单位", False),
        ("张", False),
        ("江苏省", False),
        ("张三丰年间", False),
        ("", False),
        ("abc", False),
        ("张3", False),
    ],
)
def test_a_cell_is_a_name_or_is_not(text: str, name: bool) -> None:
    assert is_name(text) is name


@pytest.mark.parametrize(("name", "masked"), [("张三", "张*"), ("张小三", "张*三"), ("欧阳修远", "欧*远")])
def test_a_name_is_masked_in_its_middle(name: str, masked: str) -> None:
    assert masked_name(name) == masked
