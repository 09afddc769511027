from __future__ import annotations

import gzip
import tomllib
from importlib.resources import files

import pytest

from gongkai.errors import InvalidData
from gongkai.law import division_codes
from gongkai.law.division_codes import candidates, division, full_code, level_of_code


@pytest.mark.parametrize(
    ("code", "path", "level"),
    [
        ("320000", ("江苏省",), "province"),
        ("320800", ("江苏省", "淮安市"), "prefecture"),
        ("320813", ("江苏省", "淮安市", "洪泽区"), "county"),
        ("320813101", ("江苏省", "淮安市", "洪泽区", "蒋坝镇"), "township"),
        ("320813101000", ("江苏省", "淮安市", "洪泽区", "蒋坝镇"), "township"),
        ("500111114", ("重庆市", "大足区", "国梁镇"), "township"),
        ("419001", ("河南省", "济源市"), "county"),
        ("441900", ("广东省", "东莞市"), "prefecture"),
        ("659012", ("新疆维吾尔自治区", "白杨市"), "county"),
        ("710000", ("台湾省",), "province"),
    ],
)
def test_a_code_names_its_division_and_all_above_it(code, path, level):
    found = division(code)
    assert found is not None
    assert (found.path, found.level, found.place) == (path, level, "".join(path))
    assert found.code.startswith(code) and code.startswith(found.short_code)


@pytest.mark.parametrize("code", ["320813999", "330199", "441900100"])
def test_a_well_formed_code_that_the_data_lacks_is_told_from_a_malformed_one(code):
    assert full_code(code) is not None
    assert division(code) is None


@pytest.mark.parametrize(
    "code",
    [
        "",
        "32",
        "3208",
        "32081",
        "3208131",
        "320813101001",
        "3208131010000",
        "320013",
        "990000",
        "32081a",
        "３２０８１３",
    ],
)
def test_what_has_not_the_shape_of_a_code_is_none(code):
    assert full_code(code) is None
    assert level_of_code(code) is None
    assert division(code) is None


@pytest.mark.parametrize(
    ("name", "place", "codes"),
    [
        ("鼓楼区", "", ["320106", "320302", "350102", "410204"]),
        ("鼓楼区", "江苏省", ["320106", "320302"]),
        ("鼓楼区", "南京市", ["320106"]),
        ("鼓楼区", "浙江省", []),
        ("蒋坝镇", "洪泽区", ["320813101"]),
        ("蒋坝镇", "江苏省淮安市洪泽区", ["320813101"]),
        ("白市驿镇", "", ["500107105"]),
        ("五里乡", "安徽省安庆市宿松县", []),  # divided in 2022: marked so in the source
        ("云海市", "", []),
    ],
)
def test_a_name_gives_every_namesake_and_its_place_narrows_them(name, place, codes):
    assert [each.short_code for each in candidates(name, place)] == codes


def test_the_list_of_counties_and_the_codes_know_the_same_counties_but_for_those_abolished():
    listed = tomllib.loads(files("gongkai.law").joinpath("data", "divisions.toml").read_text("utf-8"))
    counties = {(p, county) for p, cities in listed.items() for each in cities.values() for county in each.split()}
    coded = {
        (each.path[0], each.name)
        for each in map(division, division_codes._names())
        if each is not None and each.level == "county"
    }
    assert not coded - counties
    assert len(counties - coded) == 15


def test_every_township_stands_under_a_known_county_or_city_and_abolished_ones_are_left_out():
    names = division_codes._names()
    townships = [code for code in names if level_of_code(code) == "township"]
    assert len(townships) > 38_000
    assert all(code[:6] + "000000" in names for code in townships)
    assert not [name for name in names.values() if "（" in name or "撤" in name]


@pytest.mark.parametrize(
    "packed",
    [
        b"not gzip",
        gzip.compress("12洪泽区\n".encode(), mtime=0),
        gzip.compress("320813洪泽区 10蒋坝镇\n".encode(), mtime=0),
        gzip.compress(b"320813\n", mtime=0),
        gzip.compress("320813洪泽区 100\n".encode(), mtime=0),
    ],
)
def test_a_damaged_data_file_says_so(packed, monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "division-codes.txt.gz").write_bytes(packed)
    monkeypatch.setattr(division_codes, "files", lambda package: tmp_path)
    division_codes._names.cache_clear()
    try:
        with pytest.raises(InvalidData, match="division codes"):
            division("320813")
    finally:
        division_codes._names.cache_clear()


def test_a_name_of_one_character_is_a_name():
    assert dict(division_codes._parse("# 注\n320813洪泽区 100镇\n")) == {
        "320813000000": "洪泽区",
        "320813100000": "镇",
    }
