"""The roster: headers in many wordings, dates in many writings, and errors that name sheet, row and column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.errors import RosterInvalid
from gongkai.january import read_roster, write_roster_template
from gongkai.january.dates import read_date
from gongkai.january.roster import RosterEntry

JANUARY = dt.date(2025, 1, 20)


def workbook(path: Path, sheets: dict[str, list[list[Any]]], merged: tuple[str, ...] = (), hidden: str = "") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
        if name == hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(RosterInvalid) as caught:
        read_roster(path, year=2024)
    return str(caught.value)


@pytest.mark.parametrize(
    "header",
    [
        ["机关名称", "所属地区", "上级主管机关", "应报日期"],
        ["单位名称", "行政区划", "主管部门", "报送截止日期"],
        ["单 位", "区 县", "上级", "截止时间"],
        ["*报送单位（全称）", "属地", "主管单位（盖章）", "应报送日期（必填）"],
        ["各镇街单位名称", "所属区划", "归口单位", "时限"],
    ],
)
def test_headers_are_known_in_the_wordings_of_offices(tmp_path: Path, header: list[str]):
    path = workbook(tmp_path / "r.xlsx", {"名单": [header, ["教育局", "红河县", "红河县人民政府", "2025年1月20日"]]})
    assert read_roster(path) == [RosterEntry("教育局", "红河县", "红河县人民政府", JANUARY, sheet="名单", row=2)]


def test_the_header_may_stand_below_a_merged_title_and_remarks(tmp_path: Path):
    rows = [
        ["2024年度政府信息公开年报报送单位名单"],
        ["（县政府办制）"],
        [],
        ["序号", "单位名称", "所属地区"],
        [1, "教育局", "红河县"],
    ]
    path = workbook(tmp_path / "r.xlsx", {"Sheet1": rows}, merged=("A1:C1",))
    (only,) = read_roster(path)
    assert (only.name, only.place, only.row, only.due) == ("教育局", "红河县", 5, None)


def test_a_merged_cell_holds_for_every_row_it_covers(tmp_path: Path):
    rows = [
        ["所属地区", "单位名称", "应报日期"],
        ["红河县", "教育局", JANUARY],
        [None, "公安局", None],
        ["白云县", "教育局", None],
    ]
    path = workbook(tmp_path / "r.xlsx", {"名单": rows}, merged=("A2:A3", "C2:C4"))
    assert [(each.place, each.name, each.due) for each in read_roster(path)] == [
        ("红河县", "教育局", JANUARY),
        ("红河县", "公安局", JANUARY),
        ("白云县", "教育局", JANUARY),
    ]


def test_every_visible_sheet_with_headers_is_read_and_hidden_ones_are_not(tmp_path: Path):
    header = ["单位名称", "所属地区"]
    sheets = {
        "部门": [header, ["教育局", "红河县"]],
        "说明": [["请按时报送"]],
        "乡镇": [["名单"], header, ["城关镇人民政府", "红河县"]],
        "旧名单": [header, ["撤并局", "红河县"]],
    }
    path = workbook(tmp_path / "r.xlsx", sheets, hidden="旧名单")
    assert [(each.sheet, each.name) for each in read_roster(path)] == [("部门", "教育局"), ("乡镇", "城关镇人民政府")]


def test_optional_columns_give_role_former_names_and_date_of_filing(tmp_path: Path):
    header = ["机关名称", "所属地区", "关系", "曾用名", "报送日期"]
    rows = [
        header,
        ["教 育 局", "红河县", "本级", "教体局、教育体育局；文教局", "2025-1-18"],
        ["税务局", "红河县", "垂管", None, None],
        ["城关镇人民政府", "红河县", "乡镇", "", ""],
    ]
    first, second, third = read_roster(workbook(tmp_path / "r.xlsx", {"名单": rows}))
    assert first.name == "教育局" and first.role == "own" and first.filed == dt.date(2025, 1, 18)
    assert first.aliases == ("教体局", "教育体育局", "文教局")
    assert (second.role, third.role, third.aliases) == ("copy", "below", ())


def test_blank_rows_numbered_blank_rows_repeated_headers_and_footers_are_no_offices(tmp_path: Path):
    rows = [
        ["序号", "单位名称", "所属地区"],
        [1, "教育局", "红河县"],
        [],
        [2, None, None],
        ["序号", "单位名称", "所属地区"],
        [3, "公安局", "红河县"],
        ["合计", None, "2个"],
        ["注：请于1月20日前报送", None, None],
        ["填表人：张三", None, "红河县"],
    ]
    path = workbook(tmp_path / "r.xlsx", {"名单": rows})
    assert [each.name for each in read_roster(path)] == ["教育局", "公安局"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["单位名称", "所属地区"], ["教育局", "红河县"], [None, "红河县"]], "工作表“名单”第3行“单位名称”列缺机关名称"),
        ([["单位名称", "截止日期"], ["教育局", "一月底"]], "工作表“名单”第2行“截止日期”列的日期“一月底”认不出"),
        ([["单位名称", "截止日期"], ["教育局", "2025-02-30"]], "“2025-02-30”认不出"),
        ([["单位名称", "关系"], ["教育局", "不知道"]], "第2行“关系”列的“不知道”认不出"),
        (
            [["单位名称", "所属地区"], ["教育局", "红河县"], ["教育局", "红河县"]],
            "“红河县教育局”重复：工作表“名单”第2行和工作表“名单”第3行",
        ),
        ([["甲", "乙"], ["教育局", "红河县"]], "没有找到“机关名称”列"),
        ([["单位名称", "所属地区"]], "没有任何机关"),
    ],
)
def test_an_error_names_sheet_row_and_column(tmp_path: Path, rows: list[list[Any]], said: str):
    assert said in refused(workbook(tmp_path / "r.xlsx", {"名单": rows}))


def test_all_errors_are_told_at_once_but_not_without_end(tmp_path: Path):
    rows = [["单位名称", "截止日期"], *([f"局{number}", "某日"] for number in range(30))]
    message = refused(workbook(tmp_path / "r.xlsx", {"名单": rows}))
    assert message.count("认不出") == 10 and "共30处" in message


def test_same_named_townships_of_two_counties_or_superiors_are_no_duplicates(tmp_path: Path):
    rows = [
        ["单位名称", "所属地区", "上级"],
        ["城关镇人民政府", "红河县", ""],
        ["城关镇人民政府", "白云县", ""],
        ["城关镇人民政府", "白云县", "白云县高新区管委会"],
    ]
    assert len(read_roster(workbook(tmp_path / "r.xlsx", {"名单": rows}))) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_roster_may_be_csv_in_the_encodings_of_offices(tmp_path: Path, encoding: str, separator: str):
    lines = [
        ["单位名称", "所属地区", "截止日期"],
        ["红河县教育局", "红河县", "1月20日"],
        ["红河县公安局", "红河县", ""],
    ]
    path = tmp_path / "r.csv"
    path.write_bytes("\r\n".join(separator.join(line) for line in lines).encode(encoding))
    first, second = read_roster(path, year=2024)
    assert (first.name, first.due, second.due) == ("红河县教育局", JANUARY, None)


def test_a_day_without_a_year_needs_the_reporting_year(tmp_path: Path):
    path = workbook(tmp_path / "r.xlsx", {"名单": [["单位名称", "截止日期"], ["教育局", "1月20日"]]})
    assert read_roster(path, year=2024)[0].due == JANUARY
    with pytest.raises(RosterInvalid, match="认不出"):
        read_roster(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0broken", b"\x00\x01\x02\x03" * 50])
def test_a_file_that_is_no_roster_is_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "r.xlsx"
    path.write_bytes(data)
    assert "名单" in refused(path)


def test_a_roster_that_is_not_there_is_refused(tmp_path: Path):
    assert "打不开" in refused(tmp_path / "none.xlsx")


def test_the_template_is_a_roster_once_filled_in(tmp_path: Path):
    path = tmp_path / "template.xlsx"
    write_roster_template(path)
    assert "没有任何机关" in refused(path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column, value in enumerate(["教育局", "红河县", "红河县人民政府", JANUARY, "本级", "教体局", None], 1):
        sheet.cell(4, column, value)
    book.save(path)
    (only,) = read_roster(path)
    assert (only.name, only.place, only.superior, only.due, only.role, only.aliases) == (
        "教育局",
        "红河县",
        "红河县人民政府",
        JANUARY,
        "own",
        ("教体局",),
    )


@pytest.mark.parametrize(
    "written",
    [
        "2025年1月20日",
        "2025年01月20日前",
        "2025-1-20",
        "2025-01-20 00:00:00",
        "2025.1.20",
        "2025/01/20",
        "２０２５年１月２０号",
        "2025 年 1 月 20 日",
        "20250120",
        20250120,
        45677,
        45677.5,
        "45677",
        JANUARY,
        dt.datetime(2025, 1, 20, 9, 30),
    ],
)
def test_a_date_is_read_in_the_writings_of_offices(written: object):
    assert read_date(written) == JANUARY


@pytest.mark.parametrize(
    "written", ["", "尽快", "25.1.20", "2025-13-01", "2025-2-30", "1月20日", 3, True, None, "20/1/2025"]
)
def test_what_is_no_date_is_not_guessed(written: object):
    assert read_date(written) is None


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 12, 31)))
def test_every_writing_of_a_date_gives_the_date(day: dt.date):
    writings = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}.{day.month}.{day.day}",
        day.strftime("%Y%m%d"),
        (day - dt.date(1899, 12, 30)).days,
    )
    assert {read_date(each) for each in writings} == {day}
    assert read_date(f"{day.month}月{day.day}日", default_year=day.year) == day
