from __future__ import annotations

import pytest

from gongkai.document import Document
from gongkai.document.opening import read_one
from gongkai.errors import EmptyDocument, HostileDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import Settings
from tests.document.office_samples import grids, lines, places, texts

SPACES = (
    'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:html="http://www.w3.org/TR/REC-html40"'
)
STYLES = (
    '<Style ss:ID="gone"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="child" ss:Parent="gone"/>'
    '<Style ss:ID="kept" ss:Parent="gone"><Font ss:StrikeThrough="0"/></Style>'
    '<Style ss:ID="box"><Borders><Border ss:Position="Top" ss:LineStyle="Continuous"/></Borders></Style>'
    '<Style ss:ID="day"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="unit"><NumberFormat ss:Format="0&quot;件&quot;"/></Style>'
)
HIDDEN = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"


def cell(value: str, kind: str = "String", **attributes: str) -> str:
    stated = "".join(f' ss:{name}="{each}"' for name, each in attributes.items())
    return f'<Cell{stated}><Data ss:Type="{kind}">{value}</Data></Cell>'


def row(*cells: str, **attributes: str) -> str:
    stated = "".join(f' ss:{name}="{each}"' for name, each in attributes.items())
    return f"<Row{stated}>{''.join(each if each.startswith('<') else cell(each) for each in cells)}</Row>"


def book(*rows: str, more: str = "") -> bytes:
    table = f'<Worksheet ss:Name="年报"><Table>{"".join(rows)}</Table></Worksheet>'
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f"<Workbook {SPACES}><Styles>{STYLES}</Styles>{table}{more}</Workbook>"
    ).encode()


def read(data: bytes, settings: Settings | None = None) -> Document:
    return read_one(data, "a.xls", settings or Settings())


VALUES = [
    (cell("5", "Number"), "5"),
    (cell("3.50", "Number"), "3.5"),
    (cell("5", "Number", StyleID="unit"), "5件"),
    (cell("45000", "Number", StyleID="day"), "2023-03-15"),
    (cell("2025-01-03T00:00:00.000", "DateTime"), "2025-01-03"),
    (cell("2025-01-03T08:30:00.000", "DateTime"), "2025-01-03 08:30:00"),
    (cell("1", "Boolean"), "TRUE"),
    (cell("#REF!", "Error"), "#REF!"),
    (cell("8", "Number", StyleID="gone"), ""),
    (cell("8", "Number", StyleID="child"), ""),
    (cell("8", "Number", StyleID="kept"), "8"),
    (cell("<html:Font><html:S>3</html:S>5<html:Sup>1</html:Sup></html:Font>件"), "5件"),
    ("<Cell/>", ""),
]


@pytest.mark.parametrize(("markup", "expected"), VALUES)
def test_a_cell_shows_its_value(markup: str, expected: str) -> None:
    document = read(book(row("规章", markup, "末"), row("其他", "0", "末")))
    assert texts(grids(document)[0])[0] == ["规章", expected, "末"]


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    other = f'<Worksheet ss:Name="上年"><Table>{row("2023")}</Table>{HIDDEN}</Worksheet>'
    columns = '<Column/><Column ss:Hidden="1" ss:Span="1"/><Column/>'
    hidden = row("旧", "9", "9", "9", Hidden="1", Span="1")
    after = row("其他", "9", "9", "2", Index="4")
    document = read(book(columns, row("规章", "9", "9", "1"), hidden, after, more=other))
    assert texts(grids(document)[0]) == [["规章", "1"], ["其他", "2"]]
    assert document.meta["sheets"] == "年报"


def test_merged_cells_and_stated_places() -> None:
    head = row(cell("项目", MergeDown="1"), cell("申请人", MergeAcross="1"), "总计")
    (grid,) = grids(read(book(head, row(cell("甲", Index="2"), "乙"), row("规章", "1", "2", "3"))))
    assert places(grid)["项目"] == (1, 1, 2, 1)
    assert places(grid)["申请人"] == (1, 2, 1, 2)
    assert places(grid)["总计"] == (1, 4, 1, 1)
    assert places(grid)["乙"] == (2, 3, 1, 1)


def test_a_formula_without_value_is_a_doubt() -> None:
    document = read(book(row("合计", '<Cell ss:Formula="=SUM(RC[1])"/>', "5"), row("其他", "1", "1")))
    assert texts(grids(document)[0])[0] == ["合计", "\ufffd", "5"]
    assert "年报!B1" in document.doubts[0].message


def test_an_empty_column_with_a_border_is_a_column_of_blanks() -> None:
    blank = '<Cell ss:StyleID="box"/>'
    document = read(book(row("新收", "1", blank, "<Cell/>"), row("结转", "2", blank)))
    assert texts(grids(document)[0]) == [["新收", "1", ""], ["结转", "2", ""]]


def test_single_cells_are_lines() -> None:
    assert lines(read(book(row("2024年年度报告"), row("甲", "1"), row("乙", "2")))) == ["2024年年度报告"]


def test_nothing_visible_damage_and_bombs_have_their_errors() -> None:
    data = book(row("甲"))
    for broken, error in (
        (book(), EmptyDocument),
        (data[:-20], TruncatedDocument),
        (data.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a "b">]>', 1), HostileDocument),
        (book(row(cell("甲", MergeDown="1000000"), "1"), row("乙", "1", Index="1000000")), OversizedDocument),
    ):
        with pytest.raises(error):
            read(broken)
