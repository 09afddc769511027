"""Texts whose layout hides a whole table: it is found, and each figure comes into its own cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import gongkai
from tests.corpus.layout import PrintedTable
from tests.reading.lines import HEADINGS, TEXTS, TITLE
from tests.reading.printing import printed, truth

SMALL = {
    "proactive.normative_documents.made": 3,
    "proactive.normative_documents.repealed": 1,
    "proactive.normative_documents.in_force": 8,
    "proactive.licences.decisions": 7,
    "proactive.fees.amount": 5,
    "requests.received.natural_person": 4,
    "requests.received.business": 1,
    "requests.received.total": 5,
    "requests.other.correction_overdue.natural_person": 4,
    "requests.other.correction_overdue.business": 1,
    "requests.other.correction_overdue.total": 5,
    "requests.concluded.natural_person": 4,
    "requests.concluded.business": 1,
    "requests.concluded.total": 5,
    "disputes.litigation_direct.corrected": 2,
    "disputes.litigation_direct.total": 2,
}
TABLES = ("proactive", "requests", "disputes")


def read(tables: Sequence[Sequence[str]]) -> gongkai.Report:
    lines = [TITLE]
    for number, (heading, text) in enumerate(zip(HEADINGS, TEXTS, strict=True)):
        lines += [heading, *(tables[number - 1] if 0 < number < 4 else (text,))]
    return gongkai.read("\n".join(lines).encode(), name="report.txt")


def laid(how: Callable[[PrintedTable], list[str]]) -> list[list[str]]:
    official = printed("2021", SMALL)
    return [how(official[key]) for key in TABLES]


def wrong(report: gongkai.Report) -> dict[str, object]:
    """The cells that are not what was printed, or that a warning names."""
    expected = truth("2021", SMALL)
    named = {key for warning in report.warnings for key in warning.cells}
    return {key: report.cells[key] for key in expected if report.cells[key] != expected[key] or key in named}


def by_row(between: str) -> Callable[[PrintedTable], list[str]]:
    return lambda table: [between.join(cell.text for cell in row) for row in table.rows]


def one_line(between: str) -> Callable[[PrintedTable], list[str]]:
    return lambda table: [between.join(cell.text for row in table.rows for cell in row)]


def glued_on_two_lines(table: PrintedTable) -> list[str]:
    lines = []
    for row in table.rows:
        lines.append("".join(cell.text for cell in row if not cell.key))
        lines.append("".join(cell.text for cell in row if cell.key))
    return [line for line in lines if line]


def glued(table: PrintedTable) -> list[str]:
    return ["".join(cell.text for cell in row) for row in table.rows]


def full_width(lines: list[list[str]]) -> list[list[str]]:
    return [[line.translate({0x30 + digit: 0xFF10 + digit for digit in range(10)}) for line in each] for each in lines]


def colons(mark: str) -> Callable[[PrintedTable], list[str]]:
    def lines(table: PrintedTable) -> list[str]:
        found = []
        for row in table.rows:
            labels = [cell.text for cell in row if not cell.key]
            figures = [cell.text for cell in row if cell.key]
            found.append("".join(labels) + "：" * bool(labels and figures) + mark.join(figures))
        return found

    return lines


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(laid(by_row("......")), id="leader of dots"),
        pytest.param(laid(by_row("…")), id="leader of one sign"),
        pytest.param(laid(glued), id="glued rows"),
        pytest.param(laid(glued_on_two_lines), id="glued figures below their label"),
        pytest.param(full_width(laid(glued)), id="glued, full width"),
        pytest.param(full_width(laid(glued_on_two_lines)), id="glued below, full width"),
        pytest.param(laid(one_line(" ")), id="each table on one line"),
        pytest.param(laid(one_line(" | ")), id="each table on one line, bars between"),
        pytest.param(laid(one_line("\t")), id="each table on one line, tabs between"),
        pytest.param(laid(colons("；")), id="figures behind a colon"),
    ],
)
def test_a_table_is_found_whatever_hides_it(shape):
    assert wrong(read(shape)) == {}


def test_dashes_behind_a_colon_are_blank_figures():
    tables = laid(colons("；"))
    tables[2] = ["行政复议：—；—；—；—；—", "未经复议直接起诉：0；2；0；0；2", "复议后起诉：—；0；0；0；0"]
    report = read(tables)
    assert {report.provenance[f"disputes.reconsideration.{key}"].how for key in ("upheld", "other", "total")} == {
        "blank"
    }
    assert report.provenance["disputes.litigation_after_reconsideration.upheld"].how == "blank"
    assert report.cells["disputes.litigation_after_reconsideration.total"] == 0


@pytest.mark.parametrize("figure", ["11", "12", "120"])
def test_a_figure_behind_a_colon_is_not_parted(figure):
    """``规章：11，`` has lost a figure; its digits are one."""
    tables = laid(colons("，"))
    tables[0][2] = f"规章：{figure}，"
    cells = read(tables).cells
    assert {cells[f"proactive.regulations.{key}"] for key in ("made", "repealed", "in_force")} <= {None, int(figure)}


@pytest.mark.parametrize(
    ("damaged", "row"),
    [
        ("5.属于三类内部事务息", "refused.internal_affairs"),
        ("2.重复申", "not_handled.repeated"),
        ("1.逾期不补正", "other.correction_overdue"),
        ("2.逾期未缴纳费用", "other.fee_overdue"),
    ],
)
@pytest.mark.parametrize("shape", [glued, glued_on_two_lines, one_line("\t"), by_row("···")])
def test_a_damaged_or_shortened_label_keeps_its_figures(damaged, row, shape):
    from gongkai.forms import get_form

    label = next(each.row.label for each in get_form("2021").table("requests").numbered_rows if each.row.key == row)
    tables = [[line.replace(label, damaged) for line in table] for table in laid(shape)]
    assert any(damaged in line for line in tables[1])
    assert wrong(read(tables)) == {}


@pytest.mark.parametrize("mark", ["·2·", "- 2 -", "内部资料 注意保存", "www.example.gov.cn"])
def test_a_page_number_or_watermark_between_cells_moves_nothing(mark):
    def cells(table: PrintedTable) -> list[str]:
        lines = [cell.text for row in table.rows for cell in row]
        return [text for number, line in enumerate(lines, 1) for text in ((line, mark) if not number % 29 else (line,))]

    assert wrong(read(laid(cells))) == {}


def test_a_watermark_that_cuts_one_row_leaves_it_in_doubt_and_others_as_they_are():
    rows = [
        "行政复议",
        "0",
        "0",
        "0",
        "0",
        "0",
        "未经复议直接起诉",
        "0",
        "2",
        "0",
        "0",
        "2",
        "复议后起诉",
        "0",
        "0",
        "1",
    ]
    report = read([*laid(by_row(" "))[:2], [*rows, "政府信息公开专用", "0", "1"]])
    last = [f"disputes.litigation_after_reconsideration.{key}" for key in ("upheld", "other", "total")]
    assert [report.cells[key] for key in last] == [0, 1, 1]
    assert {report.provenance[key].how for key in last} == {"repaired"}
    assert report.provenance["disputes.litigation_direct.total"].how == "read"


PATH = ("→", "-", "/", " > ", "—", "_")


@pytest.mark.parametrize("between", PATH)
@pytest.mark.parametrize("number", ["七", "7"])
def test_a_path_of_labels_leads_to_its_cell(between, number):
    report = read(
        [
            [],
            [
                between.join(("三、本年度办理结果", "（六）其他处理", "3.其他", column)) + f"：{figure}"
                for column, figure in (("自然人", 4), ("总计", 4))
            ]
            + [
                between.join(("三、本年度办理结果", f"{number}、总计", *column)) + f"：{figure}"
                for column, figure in ((("自然人",), 4), (("法人或其他绀织", "科研机构"), 5), (("总计",), 9))
            ],
            [],
        ]
    )
    cells = {key: value for key, value in report.cells.items() if value is not None}
    assert cells == {
        "requests.other.other.natural_person": 4,
        "requests.other.other.total": 4,
        "requests.concluded.natural_person": 4,
        "requests.concluded.research": 5,
        "requests.concluded.total": 9,
    }


@pytest.mark.parametrize("beyond", ["小计", "2023年同期数", "上年数"])
@pytest.mark.parametrize("shape", ["{row}-{column}：{figure}", "{row} > {column} = {figure}"])
def test_a_column_beyond_the_form_takes_no_cell_and_spoils_none(beyond, shape):
    row = "二、上年结转政府信息公开申请数量"
    figures = {"自然人": 4, "商业企业": 1, beyond: 3, "总计": 5}
    report = read([[], [shape.format(row=row, column=column, figure=figure) for column, figure in figures.items()], []])
    assert {key: value for key, value in report.cells.items() if value is not None} == {
        "requests.carried_in.natural_person": 4,
        "requests.carried_in.business": 1,
        "requests.carried_in.total": 5,
    }
    assert [extra.values for extra in report.extra] == ([] if beyond == "小计" else [{beyond: 3}])
    assert not [warning for warning in report.warnings if warning.code == "figures-unplaced"]
