"""Kinds of pages that offices and their content systems really publish, each built small and read whole."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from copy import deepcopy

import pytest

from gongkai import Report, Unread, read
from gongkai.errors import EmptyForm, NotAReport
from gongkai.reading import read_bytes
from tests.corpus.layout import Printed, PrintedTable
from tests.reading.printing import FIGURES_2021, printed, truth

AGENCY = "仙居县卫生健康局"
TITLE = f"{AGENCY}2024年政府信息公开工作年度报告"
TRUTH = truth()
SEVEN = ("natural_person", "business", "research", "nonprofit", "legal_service", "other_organisation", "total")
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
LEAD = f"2024年，{AGENCY}认真贯彻落实《中华人民共和国政府信息公开条例》，全年通过门户网站主动公开政府信息326条。"


def tables() -> dict[str, PrintedTable]:
    return deepcopy(printed())


def html_of(rows: list[list[Printed]]) -> str:
    return (
        "<table border=1>"
        + "".join(
            "<tr>"
            + "".join(
                f'<td rowspan="{cell.row_span}" colspan="{cell.column_span}">{html.escape(cell.text)}</td>'
                for cell in row
            )
            + "</tr>"
            for row in rows
        )
        + "</table>"
    )


def tabs_of(rows: list[list[Printed]]) -> str:
    return "\n".join("\t".join(cell.text for cell in row) for row in rows) + "\n"


def page(
    found: Mapping[str, PrintedTable | str], *, title: str = TITLE, lead: str = LEAD, after: str = "", top: str = ""
) -> bytes:
    parts = [f"<html><head><meta charset=utf-8></head><body>{top}<h1>{title}</h1>"]
    texts = (lead, "", "", "", "一是公开的主动性有待提高；二是业务水平仍需加强。", "本年度未收取信息处理费。")
    for heading, text, key in zip(HEADINGS, texts, ("", "proactive", "requests", "disputes", "", ""), strict=True):
        table = found.get(key, "")
        parts += [f"<p>{heading}</p>", f"<p>{text}</p>", table if isinstance(table, str) else html_of(table.rows)]
    return "".join([*parts, after, "</body></html>"]).encode()


def text(found: Mapping[str, PrintedTable], flat: Callable[[list[list[Printed]]], str] = tabs_of) -> bytes:
    parts = [TITLE]
    texts = (LEAD, "", "", "", "一是公开的主动性有待提高。", "本年度未收取信息处理费。")
    for heading, line, key in zip(HEADINGS, texts, ("", "proactive", "requests", "disputes", "", ""), strict=True):
        parts += [heading, line, flat(found[key].rows) if key else ""]
    return "\n".join(part for part in parts if part).encode()


def without_column(key: str) -> dict[str, PrintedTable]:
    """Leave out one column of the table of requests, header and figures."""
    found = tables()
    rows = found["requests"].rows
    label = {"other_organisation": "其他", "total": "总计"}[key]
    for number, row in enumerate(rows):
        rows[number] = [
            cell for cell in row if not (cell.key or "").endswith("." + key) and not (number < 3 and cell.text == label)
        ]
    for cell in (*rows[0], *rows[1]):
        if cell.column_span in (7, 5) and (cell.column_span == 7 or key != "total"):
            cell.column_span -= 1
    return found


def with_subtotal() -> dict[str, PrintedTable]:
    """Add 小计 behind the five kinds of organisation."""
    found = tables()
    rows = found["requests"].rows
    for cell in (*rows[0], *rows[1]):
        if cell.column_span in (7, 5):
            cell.column_span += 1
    rows[2].append(Printed("小计"))
    for row in rows[3:]:
        five = sum(int(cell.text) for cell in row[-6:-1])
        row.insert(len(row) - 1, Printed(str(five)))
    return found


def total_first() -> dict[str, PrintedTable]:
    found = tables()
    rows = found["requests"].rows
    rows[1] = [rows[1][-1], *rows[1][:-1]]
    for number, row in enumerate(rows[3:], 3):
        rows[number] = [*row[:-7], row[-1], *row[-7:-1]]
    return found


def carried_in_first() -> dict[str, PrintedTable]:
    found = tables()
    rows = found["requests"].rows
    rows[3], rows[4] = rows[4], rows[3]
    rows[3][0].text, rows[4][0].text = "一、上年结转政府信息公开申请数量", "二、本年新收政府信息公开申请数量"
    return found


def repeated_figures() -> dict[str, PrintedTable]:
    """Print a figure that spans three columns in each of them, as converters do."""
    found = tables()
    for row in found["proactive"].rows:
        if len(row) == 2 and row[1].key:
            row[1].column_span = 1
            row += [Printed(row[1].text), Printed(row[1].text)]
    return found


def small_screen(report: bytes) -> bytes:
    """Print the whole report once more in a part whose hiding only the style sheet knows."""
    body = report.split(b"</h1>")[1].removesuffix(b"</body></html>")
    return report.replace(b"</body></html>", b"<div class='visible-xs'>" + body + b"</div></body></html>")


def requests_twice() -> dict[str, PrintedTable | str]:
    found: dict[str, PrintedTable | str] = dict(tables())
    rows = tables()["requests"].rows
    found["requests"] = html_of(rows) + "<div class='wap'>" + html_of(rows) + "</div>"
    return found


def row_numbers_beside_small_counts() -> bytes:
    """Comma-separated text: figures 0 and 1 one below the other, then a table with a column of row numbers."""
    figures = {**FIGURES_2021, "proactive.licences.decisions": 0, "proactive.penalties.decisions": 1}
    found = deepcopy(printed(figures=figures))
    rows = found["requests"].rows
    rows[0].insert(0, Printed("序号", row_span=3))
    for number, row in enumerate(rows[3:], 1):
        row.insert(0, Printed(str(number)))
    return text(found, commas_of)


def commas_of(rows: list[list[Printed]]) -> str:
    table = PrintedTable("", rows)
    placed = table.placed()
    return "".join(
        ",".join(placed[row, column].text if (row, column) in placed else "" for column in range(table.width)) + "\n"
        for row in range(len(rows))
    )


def lacking(column: str) -> dict[str, int | None]:
    rows = {key.rsplit(".", 1)[0] for key in TRUTH if key.startswith("requests.")}
    return {**TRUTH, **{f"{row}.{column}": None for row in rows}}


KINDS: dict[str, tuple[Callable[[], bytes], Mapping[str, int | None], tuple[str, ...]]] = {
    "no column 其他": (lambda: page(without_column("other_organisation")), lacking("other_organisation"), ()),
    "no column 其他, tabs": (lambda: text(without_column("other_organisation")), lacking("other_organisation"), ()),
    "no column 总计": (lambda: page(without_column("total")), lacking("total"), ()),
    "no column 总计, tabs": (lambda: text(without_column("total")), lacking("total"), ()),
    "a column 小计": (lambda: page(with_subtotal()), TRUTH, ("column-beyond-form",)),
    "总计 first, tabs": (lambda: text(total_first()), TRUTH, ()),
    "上年结转 first": (lambda: page(carried_in_first()), TRUTH, ()),
    "spans resolved into repeats": (lambda: page(repeated_figures()), TRUTH, ()),
    "printed again for small screens": (lambda: small_screen(page(tables())), TRUTH, ()),
    "row numbers beside small counts": (
        row_numbers_beside_small_counts,
        {**TRUTH, "proactive.licences.decisions": 0, "proactive.penalties.decisions": 1},
        (),
    ),
    "table printed again for small screens": (lambda: page(requests_twice()), TRUTH, ()),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kind_is_read_right_without_doubt(kind: str) -> None:
    build, cells, warnings = KINDS[kind]
    report = read(build())
    assert dict(report.cells) == cells
    assert [each.code for each in report.warnings] == list(warnings)
    assert report.extra == ()
    assert (report.agency, report.year) == (AGENCY, 2024)
    assert {key for key, place in report.provenance.items() if place.how == "missing"} == {
        key for key, value in cells.items() if value is None
    }


def test_a_table_of_the_whole_county_beside_the_own_is_doubted_where_they_differ() -> None:
    county = deepcopy(printed(figures={**FIGURES_2021, "requests.granted.natural_person": 70}))
    found: dict[str, PrintedTable | str] = dict(tables())
    found["requests"] = html_of(county["requests"].rows) + "<p>县本级情况</p>" + html_of(tables()["requests"].rows)
    report = read(page(found))
    assert [(each.code, each.cells) for each in report.warnings] == [
        ("table-twice", ("requests.granted.natural_person",))
    ]


def test_a_label_torn_apart_by_its_figures_names_its_row() -> None:
    found = tables()
    row = next(
        row for row in found["requests"].rows if any(cell.key == "requests.other.fee_overdue.total" for cell in row)
    )
    label = next(cell for cell in row if cell.text.startswith("2.申请人逾期未按"))
    label.text = "2.申请人逾期未按"
    assert dict(read(text(found)).cells) == TRUTH


@pytest.mark.parametrize("agency", ["中国（浙江）自由贸易试验区舟山管理委员会", "深圳市气象局（台）", AGENCY])
def test_an_agency_named_only_in_the_preamble_is_found_whole(agency: str) -> None:
    lead = f"现公布{agency}2024年政府信息公开工作年度报告。2024年，全年通过门户网站主动公开政府信息326条。"
    assert read(page(tables(), title="2024年政府信息公开工作年度报告", lead=lead)).agency == agency


def test_the_means_of_publication_is_no_agency() -> None:
    lead = "2024年，我单位认真贯彻落实条例。全年通过门户网站主动公开政府信息326条。"
    assert read(page(tables(), title="2024年政府信息公开工作年度报告", lead=lead)).agency is None


def test_short_prose_in_a_report_laid_out_as_one_table_is_kept() -> None:
    rows = [[Printed(HEADINGS[0])], [Printed(LEAD)]]
    for heading, table in zip(HEADINGS[1:4], tables().values(), strict=True):
        rows += [[Printed(heading)], *table.rows]
    rows += [[Printed(HEADINGS[4])], [Printed("公开不够及时")], [Printed(HEADINGS[5])], [Printed("无")]]
    report = read(f"<meta charset=utf-8><h1>{TITLE}</h1>{html_of(rows)}".encode())
    assert (report.sections["problems"], report.sections["other"]) == ("公开不够及时", "无")
    assert dict(report.cells) == TRUTH


def blank_form() -> dict[str, PrintedTable]:
    found = tables()
    for table in found.values():
        for cell in table.values():
            cell.text = ""
    return found


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (page(blank_form(), title="XX单位2024年政府信息公开工作年度报告", lead="（填写总体情况）"), EmptyForm),
        (page(blank_form(), title="关于做好2024年政府信息公开工作年度报告编制工作的通知", lead="（填写）"), EmptyForm),
        (page({}, title="图解：仙居县2024年政府信息公开工作年度报告", after="<img src=a.png>"), NotAReport),
    ],
    ids=["template", "notice with the form", "picture story"],
)
def test_what_is_written_about_a_report_is_none(data: bytes, error: type[Exception]) -> None:
    (found,) = read_bytes(data, "page.html")
    assert isinstance(found, Unread)
    assert isinstance(found.error, error)


def test_two_reports_of_different_figures_stay_two() -> None:
    other = deepcopy(printed(figures={}))
    first, second = page(tables()), page(other, title="仙居县教育局2024年政府信息公开工作年度报告")
    found = list(read_bytes(first.replace(b"</body></html>", second), "page.html"))
    assert [each.agency for each in found if isinstance(each, Report)] == [AGENCY, "仙居县教育局"]
