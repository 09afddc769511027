"""Every sheet with the header is read; what is not taken in, and what no longer says what was typed, is named."""

import pytest

from gongkai_site.agencies.exchange.columns import LAYOUT as AGENCIES
from gongkai_site.errors import InvalidInput
from gongkai_site.people.exchange.columns import LAYOUT as PEOPLE
from gongkai_site.sheets.exact import inexact, shorter
from gongkai_site.sheets.reading import read_rows
from gongkai_site.sheets.tables import open_book, runs
from tests.site.sheets.build import book, saved, separated

HEAD = ["名称", "类型", "联系电话", "邮政编码"]


def test_every_sheet_with_the_header_is_read_and_the_others_are_named() -> None:
    made = book(
        {
            "说明": [["请逐项填写"]],
            "乡镇": [HEAD, ["东镇", "乡镇", "8812345", "050000"]],
            "街道": [["2025年名录"], ["类型", "名称"], ["街道", "西街道"]],
            "底稿": [HEAD, ["不要", "乡镇"]],
            "空": [],
        }
    )
    made["底稿"].sheet_state = "veryHidden"
    upload = read_rows(AGENCIES, "名录.xlsx", saved(made))
    assert [(row.place, row.values["name"]) for row in upload.rows] == [
        ("“乡镇”第2行", "东镇"),
        ("“街道”第3行", "西街道"),
    ]
    assert [(each.where, each.why[:4]) for each in upload.left_out] == [
        ("“底稿”", "深度隐藏"),
        ("“空”", "空白工作"),
        ("“说明”", "没有“名"),
    ]


def test_hidden_rows_columns_and_totals_are_named_and_not_read() -> None:
    made = book({"名录": [HEAD, ["东镇", "乡镇"], ["西镇", "乡镇"], ["南镇", "乡镇"], ["合计", "3个"]]})
    sheet = made["名录"]
    sheet.auto_filter.ref = "A1:B4"
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    upload = read_rows(AGENCIES, "名录.xlsx", saved(made))
    assert [row.values["name"] for row in upload.rows] == ["东镇"]
    told = {each.where: each.why for each in upload.left_out}
    assert set(told) == {"“名录”第3–4行", "“名录”B列", "“名录”第5行"}
    assert "取消隐藏" in told["“名录”第3–4行"] and "合计" in told["“名录”第5行"]


@pytest.mark.parametrize("layout", [AGENCIES, PEOPLE], ids=["agencies", "people"])
def test_a_total_is_no_agency_and_no_person(layout) -> None:
    rows = [[each.title for each in layout.columns[:3]], ["甲", "乙", "丙"], ["合计", "", "1"], ["填表人：李四"]]
    for data in (saved(book({"表": rows})), separated(rows, codec="gb18030"), separated(rows, codec="utf-8-sig")):
        upload = read_rows(layout, "表", data)
        assert [row.values["name"] for row in upload.rows] == ["甲"]
        assert len(upload.left_out) == 2


def test_a_file_of_which_nothing_is_seen_says_where_to_look() -> None:
    made = book({"名录": [HEAD, ["东镇", "乡镇"]], "封面": []})
    for row in (1, 2):
        made["名录"].row_dimensions[row].hidden = True
    with pytest.raises(InvalidInput, match="没有内容"):
        open_book("名录.xlsx", saved(made))


HELD = AGENCIES.columns[-1].held
INEXACT = [
    (110101199003074000, "", "超过15位"),
    (1.1e17, "", "超过15位"),
    (10**15 - 1, "", ""),
    (10**15, "", "超过15位"),
    ("1.1E+17", "", "科学记数法"),
    ("1.10101E17", "", "科学记数法"),
    ("１.１E+17", "", "科学记数法"),
    ("E17", "", ""),
    ("110101199003074000", "", ""),
    (10000, HELD, "前面的0"),
    (100000, HELD, ""),
    (True, HELD, ""),
    (None, HELD, ""),
]


@pytest.mark.parametrize(("cell", "held", "told"), INEXACT)
def test_a_cell_that_lost_what_was_typed_is_known(cell: object, held: str, told: str) -> None:
    why = inexact(cell, held)
    assert told in why and bool(why) == bool(told)


def test_zeros_are_missed_where_others_of_the_column_have_them() -> None:
    cells = [(1, "0012"), (2, 13), (3, 1234), (4, "甲"), (5, 14.0), (6, "15")]
    assert set(shorter(cells)) == {2, 5}
    assert shorter([(1, "12"), (2, 3)]) == {} and shorter([(1, "0"), (2, 3)]) == {}


def test_the_fault_names_sheet_and_cell() -> None:
    made = book({"名录": [HEAD, ["东镇", "乡镇", 3121234567, 50000]]})
    [row] = read_rows(AGENCIES, "名录.xlsx", saved(made)).rows
    assert [(title, why.split("：")[0]) for title, why in row.faults] == [
        ("联系电话", "名录!C2"),
        ("邮政编码", "名录!D2"),
    ]


def test_runs_of_numbers_are_told_in_short() -> None:
    assert runs([1, 2, 3, 7, 9, 10]) == "1–3、7、9–10" and runs([]) == ""
