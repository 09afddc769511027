"""The return slip: findings by table, row and column, the reader's doubts apart, in the look of an official letter."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.shared import Mm

from gongkai.checking import Finding, check, severity_name
from gongkai.january.model import Office
from gongkai.january.slip import Slip, set_out_slip
from gongkai.january.slip_docx import SlipWriter
from gongkai.report import Doubtful, Report
from tests.january.kit import RECEIVED, entry, finding, full

BALANCE = (
    "requests.received.total",
    "requests.carried_in.total",
    "requests.concluded.total",
    "requests.carried_out.total",
)


def slip(*findings: Finding, report: Report | None = None, issuer: str = "", **more: Any) -> Slip:
    used = report or full("红河县教育局")
    office = Office(entry("教育局", superior="红河县人民政府"), "wrong", report=used, findings=findings, **more)
    return set_out_slip(office, used, issuer=issuer)


def written(one: Slip, writer: SlipWriter | None = None) -> Document:
    return docx.Document(io.BytesIO((writer or SlipWriter()).render(one)))


@pytest.mark.parametrize(
    ("severities", "said"),
    [
        (["error"], "发现1处错误。"),
        (["warning", "warning"], "有2处警告，需要核实。"),
        (["error", "warning", "notice"], "发现1处错误，另有1处警告，需要核实。"),
        (["notice"], "有1处提示。"),
    ],
)
def test_the_opening_counts_what_was_found(severities: list[str], said: str):
    made = slip(*(finding(severity=severity) for severity in severities))
    assert said in made.opening and "《红河县教育局2024年政府信息公开工作年度报告》" in made.opening
    assert re.search(r"于\u3000+年\u3000+月\u3000+日前", made.opening), "the deadline is left to fill in"
    assert made.addressee == "红河县教育局："


def test_findings_stand_by_severity_then_by_table_in_the_form_s_order():
    made = slip(
        finding("narrative.fees", "warning", ()),
        finding("disputes.total", "error", ("disputes.reconsideration.total",)),
        finding("requests.balance", "error", BALANCE),
        finding("cells.blank", "warning", ("proactive.fees.amount",)),
    )
    assert [part.heading for part in made.parts] == ["错误（应当改正）", "警告（需要核实）"]
    assert [[group.heading for group in part.groups] for part in made.parts] == [
        ["《三、收到和处理政府信息公开申请情况》表", "《四、政府信息公开行政复议、行政诉讼情况》表"],
        ["《二、主动公开政府信息情况》表", "文字部分"],
    ]


@pytest.mark.parametrize(
    ("cells", "row", "column"),
    [
        ((RECEIVED,), "一、本年新收政府信息公开申请数量", "总计"),
        (("requests.received.business",), "一、本年新收政府信息公开申请数量", "法人或其他组织—商业企业"),
        (
            ("requests.received.natural_person", "requests.received.total"),
            "一、本年新收政府信息公开申请数量",
            "自然人、总计",
        ),
        (BALANCE, "一、本年新收政府信息公开申请数量等4行", "总计"),
        ((), "", ""),
    ],
)
def test_a_point_names_row_and_column(cells: tuple[str, ...], row: str, column: str):
    (part,) = slip(finding(cells=cells)).parts
    point = part.groups[0].points[0]
    assert (point.row, point.column) == (row, column)


@pytest.mark.parametrize(
    ("value", "printed"), [(3, "3"), (0, "0"), (Decimal("1.50"), "1.5"), (None, "—"), ("空白", "空白"), ({"a": 1}, "—")]
)
def test_expected_and_found_are_printed_as_figures(value: Any, printed: str):
    (part,) = slip(finding(expected=value, found=value)).parts
    assert (part.groups[0].points[0].expected, part.groups[0].points[0].found) == (printed, printed)


def test_what_the_reader_doubts_stands_apart_and_is_no_fault_of_the_report():
    doubted = replace(full("红河县教育局"), warnings=(Doubtful("shifted", "第3行第2格系推断。", (RECEIVED,)),))
    made = slip(finding(), report=doubted)
    assert made.doubts == ("第3行第2格系推断。",)
    text = [paragraph.text for paragraph in written(made).paragraphs]
    heading = text.index("二、读取存疑之处")
    assert "不属于报告的错误" in text[heading + 1] and text[heading + 2] == "1. 第3行第2格系推断。"
    assert slip(finding()).doubts == ()


@pytest.mark.parametrize(
    ("issuer", "superior", "signed"),
    [
        ("红河县人民政府办公室", "红河县人民政府", "红河县人民政府办公室"),
        ("", "红河县人民政府", "红河县人民政府"),
        ("", "", "政府信息公开工作主管部门（盖章）"),
    ],
)
def test_the_slip_is_signed_by_the_issuer_or_the_superior(issuer: str, superior: str, signed: str):
    report = full("红河县教育局")
    office = Office(entry("教育局", superior=superior), "wrong", report=report, findings=(finding(),))
    assert set_out_slip(office, report, issuer=issuer).issuer == signed


def test_the_word_file_has_the_look_of_an_official_letter():
    document = written(slip(finding(cells=BALANCE, expected=5, found=3, message="不平<&>"), finding(cells=())))
    section = document.sections[0]
    page = [round((length or 0) / Mm(1)) for length in (section.page_width, section.left_margin, section.top_margin)]
    assert page == [210, 28, 37]
    assert [paragraph.style.name for paragraph in document.paragraphs[:2]] == ["Title", "Body Text"]
    assert document.styles["Title"].element.rPr.rFonts.get(docx.oxml.ns.qn("w:eastAsia")) == "方正小标宋简体"
    assert document.paragraphs[0].text == "政府信息公开工作年度报告退改通知"
    assert document.paragraphs[-1].style.name == "报告落款"
    assert [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs[-3:-1]] == [True, True]


def test_the_tables_name_place_problem_basis_found_and_expected():
    document = written(slip(finding(cells=BALANCE, expected=5, found=3, message="不平<&>"), finding(cells=())))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [
        ["序号", "行", "列", "问题及依据", "填报", "应为"],
        ["1", "一、本年新收政府信息公开申请数量等4行", "总计", "不平<&>\n依据：《条例》第五十条", "3", "5"],
    ]
    assert [cell.text for cell in document.tables[1].rows[0].cells] == ["序号", "问题及依据", "填报", "应为"]


def test_one_writer_writes_many_slips_that_share_nothing():
    writer = SlipWriter()
    first = slip(finding(message="第一份"))
    one = [paragraph.text for paragraph in written(first, writer).paragraphs]
    other = written(slip(finding(message="第二份"), issuer="另一机关"), writer)
    assert "第一份" not in "".join(cell.text for table in other.tables for row in table.rows for cell in row.cells)
    assert [paragraph.text for paragraph in written(first, writer).paragraphs] == one
    assert len(other.tables) == 1


@pytest.mark.parametrize("text", ["\x00\x0b坏\ufffe字", "<w:p/>", "]]>", "&amp;", "甲\n乙"])
def test_no_text_of_a_document_breaks_the_file(text: str):
    report = replace(full("红河县教育局"), title=text, source=text, warnings=(Doubtful("x", text, ()),))
    data = SlipWriter().render(slip(finding(message=text or "x"), report=report))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
    assert docx.Document(io.BytesIO(data)).tables


def test_the_findings_of_the_real_rules_can_all_be_set_out():
    report = full("红河县城关镇人民政府", requests__received__total=5, proactive__regulations__made=-1)
    report = replace(report, sections={}, warnings=(Doubtful("x", "存疑", ()),))
    findings = [each for each in check(report) if each.severity != "not run"]
    made = slip(*findings, report=report)
    assert sum(len(group.points) for part in made.parts for group in part.groups) == len(findings) > 3
    assert len(written(made).tables) == sum(len(part.groups) for part in made.parts)


@pytest.mark.parametrize("severity", ["error", "warning", "notice"])
def test_a_degree_is_called_what_the_check_calls_it(severity: str):
    made = slip(finding(severity=severity))
    name = severity_name(severity).zh
    assert name in made.opening and made.parts[0].heading.startswith(name)
