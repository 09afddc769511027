"""The summary page and the workbooks: complete, escaped, self-contained, and telling blank from missing."""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pytest

from gongkai.consolidation import Consolidated, Member, consolidate
from gongkai.errors import TruncatedDocument
from gongkai.january.changes import Changes
from gongkai.january.matrix import collect
from gongkai.january.model import STATUS_NAMES, Collected
from gongkai.january.summary_page import summary_page
from gongkai.january.total_workbook import render_total_workbook
from gongkai.january.workbook import matrix_workbook
from gongkai.reading import Unread
from gongkai.report import How, Provenance, Report
from tests.january.kit import RECEIVED, YEAR, entry, finding, full

EVIL = '<script src="https://evil.example/x.js">alert(1)</script>'


def county() -> tuple[Collected, Consolidated]:
    roster = [
        entry("教育局", due=dt.date(2025, 1, 20), role="own"),
        entry("公安局"),
        entry("城关镇人民政府", "红河县"),
        entry("城关镇人民政府", "白云县"),
        entry("民政局"),
    ]
    wrong = replace(full("红河县教育局", requests__received__total=5), published=dt.date(2025, 1, 30))
    came_in: list[Report | Unread] = [
        wrong,
        full("红河县公安局", source="=1+1.json", requests__received__total=None),
        replace(full("城关镇人民政府"), title=None),
        full(f"青山县{EVIL}局", source=f"{EVIL}.html"),
        Unread("红河县民政局.doc", TruncatedDocument(EVIL)),
    ]
    collected = collect(
        roster, came_in, year=YEAR, check=lambda report, entry: [finding(message=EVIL)] if report is wrong else []
    )
    members = [Member(each.entry.name, each.entry.place, each.report, each.entry.role) for each in collected.offices]
    return collected, consolidate(members, agency="红河县", year=YEAR)


@pytest.fixture(scope="module")
def page() -> str:
    collected, consolidated = county()
    slips = {collected.offices[0].key: "红河县教育局.docx"}
    return summary_page(collected, consolidated, Changes(False, reason="第一次"), slips, ["注意一件事"])


def test_the_page_needs_no_other_place_and_runs_no_script(page: str):
    assert "<script" not in page and "&lt;script" in page
    quoted = re.sub(r"&lt;script.*?&lt;/script&gt;", "", page)
    assert set(re.findall(r"https?://[^\"'\s<>]+", quoted)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:link|img|iframe|object)\b|url\(|@import", page)


def test_the_page_can_be_read_by_ear_and_printed(page: str):
    assert '<html lang="zh-CN">' in page and page.count("<h1>") == 1 and "<main>" in page
    tables = page.count("<table>")
    assert tables == page.count("<caption>") == page.count("<thead>") >= 5
    assert page.count('role="img"') == 3 and "@media print" in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_every_element_of_the_page_is_closed(page: str):
    class Checker(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            if tag not in ("meta", "br"):
                self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    checker = Checker()
    checker.feed(page)
    assert checker.open == []


def test_the_page_tells_every_office_s_status_and_every_open_question(page: str):
    for said in (
        "红河县教育局",
        "红河县公安局",
        "白云县城关镇人民政府",
        "有错",
        "已报",
        "待确认",
        "无法读取",
        "迟报",
        "注意一件事",
    ):
        assert said in page
    assert "同名机关，地区不能确定" in page and "红河县城关镇人民政府、白云县城关镇人民政府" in page
    assert "退改通知/" in page or "%E9%80%80%E6%94%B9%E9%80%9A%E7%9F%A5/" in page
    assert "未计入汇总的机关" in page and "第一次" in page


def test_the_page_says_so_where_nothing_is_wrong():
    collected = collect([entry("教育局")], [full("红河县教育局")], year=YEAR, check=lambda report, entry: [])
    one = consolidate([Member("教育局", "红河县", collected.offices[0].report)], agency="红河县", year=YEAR)
    html = summary_page(collected, one, Changes(True), {}, [])
    assert "没有发现问题" in html and "没有需要人工确认" in html and "没有变化" in html


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_the_matrix_has_a_row_per_office_and_sheets_of_open_questions():
    collected, _ = county()
    book = opened(matrix_workbook(collected, {collected.offices[0].key: "红河县教育局.docx"}))
    assert book.sheetnames == ["报送情况", "待确认", "名单以外", "无法读取"]
    sheet = book["报送情况"]
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert [row["状态"] for row in rows] == ["有错", "已报", "待确认", "待确认", "无法读取"]
    assert {row["状态"] for row in rows} <= set(STATUS_NAMES.values())
    first = rows[0]
    assert (first["时限"], first["日期依据"], first["错误"], first["关系"]) == ("迟报", "公开日期", 1, "本级")
    assert first["报送日期"] == dt.datetime(2025, 1, 30) and first["退改通知"] == "打开"
    assert sheet.cell(2, len(header)).hyperlink.target == "退改通知/红河县教育局.docx"
    assert rows[2]["错误"] is None and rows[2]["文件"] == "城关镇人民政府.json"
    assert sheet.freeze_panes == "C2" and sheet.auto_filter.ref == sheet.dimensions
    assert [cell.value for cell in book["无法读取"][2]][:2] == ["红河县民政局.doc", "truncated"]


def test_text_that_looks_like_a_formula_stays_text():
    collected, _ = county()
    sheet = opened(matrix_workbook(collected, {}))["报送情况"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert len(cells) == 1 and cells[0].data_type == "s"


def test_characters_that_excel_cannot_hold_are_left_out():
    collected, _ = county()
    odd = replace(collected.offices[1], reason="坏\x00\x0b字" + "长" * 40_000)
    sheet = opened(matrix_workbook(replace(collected, offices=(odd,)), {}))["报送情况"]
    texts = [cell.value for cell in sheet[2] if isinstance(cell.value, str) and cell.value.startswith("坏")]
    assert len(texts) == 1 and texts[0].startswith("坏字") and len(texts[0]) <= 32_767


def test_all_cells_stand_by_agency_with_the_sums_below():
    _, consolidated = county()
    sheet = opened(render_total_workbook(consolidated))["各机关数据"]
    keys = [cell.value for cell in sheet[4]]
    assert len(keys) == 203 and sheet.freeze_panes == "D5"
    column = keys.index(RECEIVED) + 1
    assert sheet.cell(1, column).value == "收到和处理政府信息公开申请情况"
    assert (
        sheet.cell(2, column).value == "一、本年新收政府信息公开申请数量"
        and sheet.cell(3, column).value == "总计（件）"
    )
    assert [sheet.cell(row, 1).value for row in range(5, sheet.max_row + 1)] == ["教育局", "公安局", "合计"]
    assert [sheet.cell(row, column).value for row in range(5, 8)] == [5, "（空白）", 5]


def test_what_is_lacking_and_what_does_not_add_up_have_sheets_of_their_own():
    _, consolidated = county()
    book = opened(render_total_workbook(consolidated))
    lacking = [[cell.value for cell in row] for row in book["缺项"].iter_rows(min_row=2)]
    assert ["整份", "红河县民政局"] in [[row[0], row[3]] for row in lacking]
    assert [row[4] for row in lacking if row[3] == "红河县公安局"] == ["空白：格内没有数字"]
    differences = [[cell.value for cell in row] for row in book["差异"].iter_rows(min_row=2)]
    assert [row[1] for row in differences] == ["requests.balance", "requests.row-total"]
    assert [row[2:6] for row in differences] == [[5, 0, 5, "红河县教育局"], [5, 0, 5, "红河县教育局"]]
    assert book["存疑"].cell(2, 1).value == "（无）"


def test_a_missing_cell_is_told_from_a_blank_one_and_a_doubted_from_a_read_one():
    report = full("红河县教育局", requests__received__total=None)
    report = replace(report, provenance={**report.provenance, RECEIVED: Provenance("missing")})
    report = report.with_cells({"requests.received.business": 2}, how="repaired")
    one = consolidate([Member("教育局", "红河县", report)], agency="红河县", year=YEAR)
    book = opened(render_total_workbook(one))
    values = [cell.value for row in book["各机关数据"].iter_rows(min_row=5) for cell in row]
    assert "（无此格）" in values and "（空白）" not in values and values.count("—") == 1
    assert [cell.value for cell in book["存疑"][2]][3:] == ["红河县教育局", 2]


@pytest.mark.parametrize(
    ("how", "shown", "said"),
    [
        ("blank", "（空白）", "空白：格内没有数字"),
        ("missing", "（无此格）", "缺格：文件里没有这一格"),
        ("unread", "（未能读出）", "未能读出：是程序没有读出，请对照原文"),
        ("repaired", "（无法辨认）", "无法辨认：格内有内容，但不是能确定的数字"),
    ],
)
def test_what_is_no_number_is_shown_as_what_it_is_and_only_what_lacks_is_called_lacking(
    how: How, shown: str, said: str
) -> None:
    report = full("红河县教育局", requests__received__total=None)
    report = replace(report, provenance={**report.provenance, RECEIVED: Provenance(how)})
    book = opened(render_total_workbook(consolidate([Member("教育局", "红河县", report)], agency="红河县", year=YEAR)))
    assert shown in [cell.value for row in book["各机关数据"].iter_rows(min_row=5) for cell in row]
    assert [row[4].value for row in book["缺项"].iter_rows(min_row=2)] == [said]


def test_a_roster_of_thousands_is_written_without_frames_but_whole():
    roster = [entry(f"局{number}") for number in range(1_200)]
    collected = collect(roster, [], year=YEAR, check=lambda report, entry: [])
    sheet = opened(matrix_workbook(collected, {}))["报送情况"]
    assert sheet.max_row == 1_201 and sheet.cell(1_201, 2).value == "局1199"
