"""Tables: headings say what a column holds, digits are parted over cells, and a table of persons is a list of them."""

from __future__ import annotations

import pytest

from tests.screening.build import card, identity, kinds, screened, workbook

HEADING = ["序号", "姓名", "身份证号", "家庭住址", "联系电话", "金额"]
NAMES = ["张三", "李四", "欧阳修远"]


def rows(heading: list[str] = HEADING) -> list[list[object]]:
    body = [
        [at, name, identity(serial=f"12{at}"), "高良涧街道砚马村三组", f"1381234567{at}", 500.5]
        for at, name in enumerate(NAMES, 1)
    ]
    return [["2025年补助名单"], list(heading), *body]


def test_a_table_of_persons_is_found_cell_by_cell_and_as_a_list() -> None:
    hits = screened(workbook(rows()))
    assert [(each.kind, each.place.cell) for each in hits if each.place.row == 4] == [
        ("identity-number", "C4"),
        ("home-address", "D4"),
        ("mobile-number", "E4"),
    ]
    (whole,) = [each for each in hits if each.kind == "recipient-list"]
    assert whole.shown == "3人" and whole.place.sheet == "名单" and whole.place.cell is None


def test_without_a_persons_data_a_table_of_names_is_no_list() -> None:
    assert kinds(workbook([["姓名", "职务"], ["张三", "主任"], ["李四", "科员"], ["王五", "科员"]])) == []


def test_without_names_a_table_is_no_list() -> None:
    body = [["编号", "身份证号"], *([at, identity(serial=f"12{at}")] for at in range(3))]
    assert kinds(workbook(body)) == ["identity-number"] * 3


def test_a_column_of_names_needs_no_heading() -> None:
    body = [[name, identity(serial=f"12{at}")] for at, name in enumerate(NAMES)]
    assert "recipient-list" in kinds(workbook(body))


@pytest.mark.parametrize(
    ("heading", "value", "kind"),
    [
        ("身份证号", "320813870412123", "identity-number"),
        ("银行卡号", card(), "bank-card"),
        ("护照号", "E12345678", "passport"),
        ("地址", "城关镇新华街15号", "home-address"),
        ("出生年月", "1987-04", "birth-date"),
        ("出生日期", "1987年4月12日", "birth-date"),
        ("年龄", "12", "minor"),
    ],
)
def test_the_heading_says_what_a_column_holds(heading: str, value: str, kind: str) -> None:
    assert kind in kinds(workbook([["姓名", heading], ["张三", value]]))
    assert kind not in kinds(workbook([["项目", "数值"], ["甲类", value]]))


def test_a_childs_name_under_its_heading_is_a_minor() -> None:
    assert kinds(workbook([["学生姓名", "班级"], ["张小三", "三班"]])) == ["minor"]


@pytest.mark.parametrize("parts", [[1] * 18, [6, 8, 4], [6, 8, 3, 1], [2, 2, 2, 4, 2, 2, 4]])
def test_a_number_parted_over_cells_is_found(parts: list[int]) -> None:
    number = identity("19870412", "001")
    cells, at = [], 0
    for size in parts:
        cells.append(number[at : at + size])
        at += size
    assert kinds(workbook([["号码", *cells, "完"]])) == ["identity-number"]


def test_cells_that_only_seem_to_be_one_number_are_left_alone() -> None:
    assert kinds(workbook([["320813", "19870412", "1234"]])) == []


def test_lines_that_each_name_somebody_with_a_number_are_a_list() -> None:
    lines = [f"{name} {identity(serial=f'12{at}')}" for at, name in enumerate(NAMES)]
    assert kinds("\n".join(lines)).count("recipient-list") == 1
    assert "recipient-list" not in kinds("\n".join(lines[:2]))


def test_a_table_as_text_is_a_table() -> None:
    hits = screened("姓名,地址\n张三,城关镇新华街15号\n")
    assert [(each.kind, each.place.cell) for each in hits] == [("home-address", "B2"), ("recipient-list", None)]
