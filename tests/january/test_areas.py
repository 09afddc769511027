"""An area's own report is held against those of the offices below it, as the roster has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.january import run_january
from gongkai.january.areas import offices_below
from gongkai.january.model import Office
from tests.january.kit import entry, full, put, roster_csv

PLACE = "云南省红河州红河县"


def area(superior: str = "红河县人民政府") -> list[Office]:
    return [
        Office(entry("红河县人民政府", PLACE, superior="红河州人民政府"), "missing"),
        Office(entry("教育局", PLACE, superior=superior), "missing"),
        Office(entry("迤萨镇人民政府", PLACE, superior=superior), "missing"),
    ]


@pytest.mark.parametrize(
    ("superior", "below"),
    [
        ("红河县人民政府", ["教育局", "迤萨镇人民政府"]),
        ("云南省红河州红河县人民政府", ["教育局", "迤萨镇人民政府"]),
        ("红河县政府", ["教育局", "迤萨镇人民政府"]),
        ("元阳县人民政府", []),
        ("红河县人民政府办公室", []),
        ("", []),
    ],
)
def test_the_superior_named_on_the_roster_says_who_is_below(superior: str, below: list[str]):
    found = offices_below(area(superior)).values()
    assert [each.entry.name for offices in found for each in offices] == below


def test_two_offices_of_one_name_decide_nothing():
    assert offices_below([*area(), *area()[:1]]) == {}


def run(root: Path, *rows: str, **cells: int):
    folder, roster = root / "来件", root / "名单.csv"
    folder.mkdir()
    roster_csv(
        roster,
        f"红河县人民政府,{PLACE},红河州人民政府,,本级",
        f"教育局,{PLACE},红河县人民政府,,本级",
        f"迤萨镇人民政府,{PLACE},红河县人民政府,,下级",
        *rows,
        header="机关名称,所属地区,上级主管机关,应报日期,关系",
    )
    put(folder, full("红河县人民政府", **cells))
    put(folder, full("红河县教育局", proactive__licences__decisions=5))
    put(folder, full("红河县迤萨镇人民政府", proactive__licences__decisions=6))
    result = run_january(folder, roster, root / "结果")
    offices = {office.entry.name: office for office in result.collected.offices}
    return {
        name: [each for each in (*office.findings, *office.not_run) if each.rule == "consolidation.sums"]
        for name, office in offices.items()
    }


def test_an_area_that_states_the_sum_of_its_offices_is_right(tmp_path: Path):
    found = run(tmp_path, proactive__licences__decisions=11)
    assert found == {"红河县人民政府": [], "教育局": [], "迤萨镇人民政府": []}


def test_a_differing_cell_and_the_offices_that_have_not_filed_are_named(tmp_path: Path):
    found = run(
        tmp_path,
        f"公安局,{PLACE},红河县人民政府,,本级",
        f"税务局,{PLACE},红河县人民政府,,抄送",
        proactive__licences__decisions=12,
    )
    differing, lacking = found["红河县人民政府"]
    assert (differing.expected, differing.found) == (11, 12)
    assert "公安局（未报）" in lacking.message and "税务局" not in lacking.message
    assert found["教育局"] == []


def test_an_area_none_of_whose_offices_are_on_the_roster_is_not_run(tmp_path: Path):
    folder, roster = tmp_path / "来件", tmp_path / "名单.csv"
    folder.mkdir()
    put(folder, full("红河县人民政府"))
    roster_csv(roster, f"红河县人民政府,{PLACE},红河州人民政府,")
    (office,) = run_january(folder, roster, tmp_path / "结果").collected.offices
    (one,) = [each for each in office.not_run if each.rule == "consolidation.sums"]
    assert "没有提供所属机关的报告" in one.message
