"""Columns and rows that are not the form's own: added, parted, moved, repeated; in each way a table can be printed."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from gongkai import Report, read
from gongkai.forms import get_form
from tests.reading.printing import FIGURES_2021, truth

TRUTH = truth(figures={**FIGURES_2021, "requests.carried_in.other_organisation": 2, "requests.carried_in.total": 4})
TITLE = "仙居县卫生健康局2024年政府信息公开工作年度报告"
HEADINGS = (
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
)
FORM = get_form("2021")
Rows = list[list[str]]


class Tables(NamedTuple):
    """Three sections as rows of texts; a section may hold several tables."""

    proactive: list[Rows]
    requests: list[Rows]
    disputes: list[Rows]


def requests() -> Rows:
    """The table of requests with its columns in one head."""
    block = FORM.table("requests").blocks[0]
    head = ["申请情形", *(column.label for column in block.columns)]
    return [head] + [
        [row.label, *(str(TRUTH[f"requests.{row.key}.{column.key}"]) for column in block.columns)] for row in block.rows
    ]


def proactive() -> list[Rows]:
    found = []
    for block in FORM.table("proactive").blocks:
        rows = [["信息内容", *(column.label for column in block.columns)]]
        for row in block.rows:
            rows.append([row.label, *(str(TRUTH[f"proactive.{row.key}.{column.key}"]) for column in block.columns)])
        found.append(rows)
    return found


def disputes() -> Rows:
    block = FORM.table("disputes").blocks[0]
    rows = [["情形", *(column.label for column in block.columns)]]
    for row in block.rows:
        figures = [str(TRUTH[f"disputes.{row.key}.{column.key}"]) for column in block.columns]
        rows.append([f"{row.path[0]}（{row.label}）" if row.path else row.label, *figures])
    return rows


def reordered(rows: Rows, order: list[int]) -> Rows:
    return [[row[0], *(row[place] for place in order)] for row in rows]


def with_column(rows: Rows, at: int, head: str, texts: Callable[[int, list[str]], str]) -> Rows:
    return [[*row[:at], head if not number else texts(number, row), *row[at:]] for number, row in enumerate(rows)]


def moved_rows() -> Rows:
    """The total before the results, the reasons within their groups in another order."""
    head, *rows = requests()
    received, results, total, carried = rows[:2], rows[2:-2], rows[-2], rows[-1]
    return [head, *received, total, *reversed(results), carried]


def unmoved() -> Tables:
    return Tables(proactive(), [requests()], [disputes()])


def with_requests(*tables: Rows) -> Tables:
    return unmoved()._replace(requests=list(tables))


def last_year() -> Tables:
    blocks = [
        with_column(rows, len(rows[0]), "2023年同期数", lambda number, _: str(40 + number)) for rows in proactive()
    ]
    return unmoved()._replace(proactive=blocks)


def changes() -> Tables:
    blocks = [with_column(rows, len(rows[0]), "比上年增减", lambda number, _: str(7 + number)) for rows in proactive()]
    return unmoved()._replace(proactive=blocks)


KINDS: dict[str, Callable[[], Tables]] = {
    "小计 of the organisations": lambda: with_requests(
        with_column(requests(), 7, "小计", lambda _, row: str(sum(map(int, row[2:7]))))
    ),
    "the total first": lambda: with_requests(reordered(requests(), [7, 1, 2, 3, 4, 5, 6])),
    "the organisations in another order": lambda: with_requests(reordered(requests(), [1, 6, 3, 2, 5, 4, 7])),
    "two tables of some columns each": lambda: with_requests(
        reordered(requests(), [1, 2, 3]), reordered(requests(), [4, 5, 6, 7])
    ),
    "three tables of some columns each": lambda: with_requests(
        reordered(requests(), [1, 2]), reordered(requests(), [3, 4, 5]), reordered(requests(), [6, 7])
    ),
    "rows in another order": lambda: with_requests(moved_rows()),
    "an added row that is named like another": lambda: with_requests(
        [*requests()[:-2], ["其他情形", *"0000000"], *requests()[-2:]]
    ),
    "last year's figures": last_year,
    "changes against last year": changes,
    "disputes with the total first": lambda: unmoved()._replace(disputes=[reordered(disputes(), [5, 1, 2, 3, 4])]),
}


def as_html(rows: Rows) -> str:
    cells = ("".join(f"<td>{html.escape(text)}</td>" for text in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def as_stretched_html(rows: Rows) -> str:
    """Each cell two columns wide, as a page saved out of a sheet has it."""
    return as_html(rows).replace("<td>", '<td colspan="2">')


def as_row_tables(rows: Rows) -> str:
    """Each row a table of its own."""
    return "".join(as_html([row]) for row in rows)


def by(separator: str) -> Callable[[Rows], str]:
    return lambda rows: "\n".join(separator.join(row) for row in rows) + "\n"


def barred(rows: Rows) -> str:
    return "\n".join("|" + "|".join(row) + "|" for row in rows) + "\n"


def drawn(rows: Rows) -> str:
    """Boxes, ruled below the head alone."""
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    rule = "+" + "+".join("-" * (most + 2) for most in wide) + "+"
    cells = ([f" {text}{' ' * (most - width(text))} " for text, most in zip(row, wide, strict=True)] for row in rows)
    head, *others = ("|" + "|".join(row) + "|" for row in cells)
    return "\n".join([rule, head, rule, *others, rule]) + "\n"


def width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)


def padded(rows: Rows) -> str:
    """Columns padded with spaces, as a terminal shows them."""
    wide = [max(map(width, column)) for column in zip(*rows, strict=True)]
    cells = ([text + " " * (most - width(text)) for text, most in zip(row, wide, strict=True)] for row in rows)
    return "\n".join("   ".join(row).rstrip() for row in cells) + "\n"


def fold(text: str) -> list[str]:
    lines = [""]
    for each in text:
        if width(lines[-1] + each) > 20:
            lines.append("")
        lines[-1] += each
    return lines


def folded(rows: Rows) -> str:
    """The same with cells folded at twenty columns, the figures level with the middle of their labels."""
    lines: Rows = []
    for row in rows:
        parts = [fold(text) for text in row]
        high = max(map(len, parts))
        for at in range(high):
            above = [(high - len(part)) // 2 for part in parts]
            lines.append(
                [part[at - up] if 0 <= at - up < len(part) else "" for part, up in zip(parts, above, strict=True)]
            )
    return padded(lines)


def records(rows: Rows) -> str:
    """A line for each figure, as a database gives them out."""
    heads, *others = rows
    named = [(row[0], head, text) for row in others for head, text in zip(heads[1:], row[1:], strict=True)]
    lines = [["序号", "表", "指标", "分组", "数值"]]
    lines += [[str(number), "年度报告", *record] for number, record in enumerate(named, 1)]
    return "\n".join("\t".join(line) for line in lines) + "\n\n"


def a_line_each(rows: Rows) -> str:
    return "\n\n".join(text for row in rows for text in row) + "\n\n"


PRINTS: dict[str, tuple[str, Callable[[Rows], str]]] = {
    "html": ("html", as_html),
    "stretched html": ("html", as_stretched_html),
    "row tables": ("html", as_row_tables),
    "tabs": ("txt", by("\t")),
    "commas": ("txt", by(",")),
    "spaces": ("txt", by(" ")),
    "bars": ("txt", barred),
    "padded columns": ("txt", padded),
    "a figure a row": ("txt", records),
    "folded columns": ("txt", folded),
    "a cell per line": ("txt", a_line_each),
    "drawn boxes": ("txt", drawn),
    "slashes": ("txt", by(" / ")),
    "enumerated": ("txt", by("，")),
}


def document(tables: Tables, ending: str, write: Callable[[Rows], str]) -> bytes:
    parts = [TITLE, "一、总体情况", "2024年，本局认真贯彻落实《中华人民共和国政府信息公开条例》。"]
    for heading, found in zip(HEADINGS, tables, strict=True):
        parts += [heading, *map(write, found)]
    parts += ["五、存在的主要问题及改进情况", "公开的主动性有待提高。", "六、其他需要报告的事项", "未收取信息处理费。"]
    if ending == "txt":
        return "\n".join(parts).encode()
    wrapped = (part if part.startswith("<table") else f"<p>{part}</p>" for part in parts)
    return ("<html><meta charset=utf-8><body>" + "".join(wrapped) + "</body></html>").encode()


def reading(kind: Callable[[], Tables], way: str) -> Report:
    ending, write = PRINTS[way]
    return read(document(kind(), ending, write), name=f"report.{ending}")


def wrong(report: Report) -> Mapping[str, tuple[object, object, str]]:
    doubted = {key for doubt in report.warnings for key in doubt.cells}
    return {
        key: (value, report.cells[key], report.provenance[key].how)
        for key, value in TRUTH.items()
        if report.cells[key] != value or key in doubted
    }


@pytest.mark.parametrize("way", PRINTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_forms_own_cells_are_read_without_doubt(kind: str, way: str) -> None:
    assert wrong(reading(KINDS[kind], way)) == {}


@pytest.mark.parametrize("way", PRINTS)
def test_figures_of_columns_that_the_form_does_not_have_stand_beside_it(way: str) -> None:
    found = reading(last_year, way)
    assert [(row.row, dict(row.values)) for row in found.extra] == [
        (row[0], {"2023年同期数": 40 + number}) for rows in proactive() for number, row in enumerate(rows[1:], 1)
    ]


@pytest.mark.parametrize("way", PRINTS)
def test_a_subtotal_says_nothing_new(way: str) -> None:
    assert reading(KINDS["小计 of the organisations"], way).extra == ()


def with_repeated_head(rows: Rows) -> str:
    """A head of three levels, each cell that is merged printed again in each place, as Markdown can only have it."""
    groups = ["法人或其他组织" if text in ORGANISATIONS else text for text in rows[0]]
    head = [rows[0][:1] + ["申请人情况"] * (len(rows[0]) - 1), groups, rows[0]]
    lines = ["| " + " | ".join(row) + " |" for row in (*head, *rows[1:])]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]]) + "\n\n"


ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")


@pytest.mark.parametrize("order", [[7, 1, 2, 3, 4, 5, 6], [1, 4, 3, 2, 6, 5, 7]], ids=["total first", "mixed"])
def test_repeated_heads_of_text_tell_the_columns_as_merged_ones_do(order: list[int]) -> None:
    text = document(unmoved(), "txt", padded).decode()
    moved = text.replace(padded(requests()), with_repeated_head(reordered(requests(), order)))
    assert wrong(read(moved.encode(), name="report.md")) == {}


@pytest.mark.parametrize("way", ["html", "bars", "tabs", "commas", "padded columns", "drawn boxes", "a figure a row"])
@pytest.mark.parametrize("key", ["other.other", "concluded"])
def test_a_row_of_empty_cells_is_blank_though_its_label_may_be_a_columns(key: str, way: str) -> None:
    place, label = EMPTIED[key]
    rows = [[label, *[""] * 7] if number == place else row for number, row in enumerate(requests())]
    found = reading(lambda: with_requests(rows), way)
    cells = [each for each in TRUTH if each.startswith(f"requests.{key}.")]
    assert {found.provenance[each].how for each in cells} == {"blank"}
    assert not any(found.provenance[each].how == "missing" for each in TRUTH)


EMPTIED = {"other.other": (23, "其他"), "concluded": (24, "总计")}


@pytest.mark.parametrize("way", ["tabs", "bars", "commas"])
def test_rows_of_empty_cells_alone_are_a_table(way: str) -> None:
    rows = [[row[0], *[""] * 5] for row in disputes()[1:]]
    found = reading(lambda: unmoved()._replace(disputes=[rows]), way)
    assert {found.provenance[key].how for key in TRUTH if key.startswith("disputes.")} == {"blank"}


@pytest.mark.parametrize("way", ["bars", "tabs", "html", "drawn boxes"])
def test_a_part_of_a_table_begins_below_its_own_head_whatever_its_first_label(way: str) -> None:
    upper, lower = reordered(requests(), [1, 2, 3, 4]), reordered(requests(), [5, 6, 7])
    lower[1][0] = "一、本年新收政信息公开申请数量"
    found = reading(lambda: with_requests([*upper, *[[*row, ""] for row in lower]]), way)
    assert {key: found.cells[key] for key in TRUTH} == TRUTH


@pytest.mark.parametrize("way", ["spaces", "slashes", "enumerated", "padded columns", "tabs"])
def test_a_damaged_name_among_a_heads_columns_does_not_hide_their_order(way: str) -> None:
    rows = reordered(requests(), [1, 4, 3, 2, 6, 5, 7])
    rows[0] = [text.replace("法律服务机构", "法律服机构") for text in rows[0]]
    assert wrong(reading(lambda: with_requests(rows), way)) == {}


def test_statistics_that_name_the_row_of_new_requests_begin_no_other_report() -> None:
    text = document(unmoved(), "txt", by("\t")).decode()
    statistics = "近两年对比\n新收申请\t89\t11\n行政复议\t54\t5\n行政诉讼\t86\t39\n"
    statistics += "办理情况统计\n本年新收政府信息公开申请数量\t1\t94.8%\n予以公开\t82\t64.9%\n行政许可\t34\t91.0%\n"
    found = read(text.replace("二、主动公开", statistics + "二、主动公开", 1).encode(), name="a.txt")
    assert wrong(found) == {}


def parted_by_channel() -> str:
    """自然人 printed as 网络 and 信函, without their sum."""
    rows = requests()
    others = "".join(f'<td rowspan="2">{text}</td>' for text in rows[0][2:])
    lines = [f'<td rowspan="2">申请情形</td><td colspan="2">自然人</td>{others}', "<td>网络</td><td>信函</td>"]
    for row in rows[1:]:
        letters = int(row[1]) // 3
        texts = [row[0], str(int(row[1]) - letters), str(letters), *row[2:]]
        lines.append("".join(f"<td>{text}</td>" for text in texts))
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def test_a_column_of_which_only_parts_are_printed_is_not_added_up() -> None:
    page = document(unmoved(), "html", as_html)
    found = read(page.replace(as_html(requests()).encode(), parted_by_channel().encode()))
    mine = [f"requests.{row.key}.natural_person" for row in FORM.table("requests").blocks[0].rows]
    assert set(wrong(found)) == set(mine)
    assert {found.cells[key] for key in mine} == {None}
    assert {found.provenance[key].how for key in mine} == {"repaired"}
    assert set(mine) <= {key for doubt in found.warnings for key in doubt.cells}


def test_a_total_that_only_the_sums_tell_to_stand_first_is_doubted() -> None:
    rows = reordered(requests(), [7, 1, 2, 3, 4, 5, 6])[1:]
    found = read(document(with_requests(rows), "html", as_html))
    cells = [key for key in TRUTH if key.startswith("requests.")]
    assert {key: found.cells[key] for key in cells} == {key: TRUTH[key] for key in cells}
    assert {found.provenance[key].how for key in cells} == {"repaired"}
