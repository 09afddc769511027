from __future__ import annotations

import datetime as dt
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.document import Document, Picture
from gongkai.document.fronts.cell_text import number_text
from gongkai.document.fronts.number_format import format_of
from gongkai.document.fronts.sheet_doubts import column_letters
from gongkai.document.fronts.xlsx import read_xlsx
from gongkai.errors import EmptyDocument, OversizedDocument, TruncatedDocument
from gongkai.settings import Settings
from tests.document.office_samples import grids, lines, places, relationships, texts, workbook_parts, zipped


def sheet() -> Worksheet:
    found = Workbook().active
    assert isinstance(found, Worksheet)
    return found


def saved(sheet: Worksheet) -> bytes:
    assert sheet.parent is not None
    buffer = io.BytesIO()
    sheet.parent.save(buffer)
    return buffer.getvalue()


def read(sheet: Worksheet, settings: Settings | None = None) -> Document:
    return read_xlsx(saved(sheet), "a.xlsx", settings or Settings())


def fill(sheet: Worksheet, top: int, *rows: list[object]) -> None:
    for down, values in enumerate(rows):
        for right, value in enumerate(values):
            sheet.cell(top + down, 1 + right, value)  # type: ignore[arg-type]


NUMBERS = [
    (5, "General", "5"),
    (0, "General", "0"),
    (0, "0;;", ""),
    (0, '_-* "-"', "0"),
    (3.0, "0.00", "3"),
    (3.5, "0", "4"),
    (0.1 + 0.2, "General", "0.3"),
    (12345678, "#,##0", "12345678"),
    (-2, "0", "-2"),
    (1e-7, "General", "0.0000001"),
    (1e15, "General", "1000000000000000"),
    (5, '0"件"', "5件"),
    (3.5, '0.00"万元"', "3.5万元"),
    (7, "0项", "7项"),
    (7, ";;;", ""),
    (45000, "yyyy-mm-dd", "2023-03-15"),
    (45000.5, "yyyy/m/d h:mm", "2023-03-15 12:00:00"),
    (45000, '[$-804]yyyy"年"m"月"d"日"', "2023-03-15"),
    (5, '0"day"', "5day"),
    (5, "[Red]0", "5"),
    (5, "_ * #,##0_ ;_ * -#,##0_ ", "5"),
    (1e12, "yyyy-mm-dd", "\ufffd"),
    (1086600, "0.00,,", "1.09"),
    (1086600, "0!.0000", "108.6600"),
    (1086600, r"0\.0,", "108.7"),
    (1086600, '0"."0,"万"', "108.7万"),
    (1086600, "#,##0.00,", "1086.6"),
    (1086600, "0,.00", "1086.6"),
    (1086600, "#,##0", "1086600"),
    (499, "0,", "0"),
    (500, "#,", "1"),
    (499, "#,", ""),
    (0.12, "0%", "12%"),
    (0.125, "0.0%", "12.5%"),
    (0.125, "0.00%", "12.5%"),
    (35, "[$¥-804]#,##0.00", "¥35"),
    (3.456, "¥0.00", "¥3.46"),
    (5, "0;-0;无;@", "5"),
    (0, '0;-0;"无";@', "无"),
    (-7, "0;(0)", "(7)"),
    (-7, '0;[Red]"减"0', "减7"),
    (-0.2, "0", "0"),
    (72, '"增"0', "增72"),
    (120, '"约"0', "约120"),
    (7, '[>=5]"多";"少"', "多"),
    (3, '[>=5]"多";"少"', "少"),
    (25000, '[>=10000]0!.0,"万";0', "2.5万"),
    (9999, '[>=10000]0!.0,"万";0', "9999"),
    (0.5, "# ?/?", "\ufffd"),
    (1086600, "0.00E+00", "\ufffd"),
    (12, "[DBNum1][$-804]General", "\ufffd"),
    (12, "[DBNum2]0", "\ufffd"),
    (12, "[$-804]General", "12"),
    (12, "0;0;0;@;0", "\ufffd"),
    (12, "[<5]0", "\ufffd"),
    (3.5, ".0", "\ufffd"),
    (12, "0.0.0", "\ufffd"),
    (12, "d0", "\ufffd"),
    (12, "@", "12"),
    (12, '@"件"', "12件"),
    (12, 'General"件"', "12件"),
    (12, "G/通用格式", "12"),
    (12, "000", "012"),
    (1234567, "000-0000", "123-4567"),
    (5, "0 ", "5"),
]


@pytest.mark.parametrize(("value", "code", "expected"), NUMBERS)
def test_a_number_shows_its_digits(value: float, code: str, expected: str) -> None:
    page = sheet()
    fill(page, 1, ["规章", value], ["其他", 1])
    page["B1"].number_format = code
    assert texts(grids(read(page))[0])[0] == ["规章", expected]


@given(st.integers(-(10**14), 10**14))
def test_every_whole_number_keeps_its_digits(number: int) -> None:
    assert number_text(str(number)) == str(number)
    assert number_text(float(number)) == str(number)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_amount_keeps_its_value(amount: object) -> None:
    assert float(number_text(str(amount))) == float(str(amount))


@pytest.mark.parametrize("number", [14, 22, 31, 46, 57])
def test_built_in_date_formats_are_dates_and_plain_ones_not(number: int) -> None:
    assert format_of(number, "").is_date
    assert not format_of(2, "").is_date


@pytest.mark.parametrize("raw", ["", "abc", "1,2", "nan", "inf"])
def test_what_is_no_number_stays_as_it_is(raw: str) -> None:
    assert number_text(raw) == raw


VALUES = [
    ("文字", "文字"),
    (True, "TRUE"),
    ("#REF!", "#REF!"),
    ("1 234", "1 234"),
    (dt.date(2025, 1, 3), "2025-01-03"),
    ("甲\n乙", "甲乙"),
    ("1\n2", "1 2"),
]


@pytest.mark.parametrize(("value", "expected"), VALUES)
def test_other_values_are_text(value: object, expected: str) -> None:
    page = sheet()
    fill(page, 1, ["规章", value], ["其他", 1])
    assert texts(grids(read(page))[0])[0][1] == expected


def test_a_formula_gives_its_stored_value_and_is_never_computed() -> None:
    cells = '<row r="1"><c r="A1" t="inlineStr"><is><t>合计</t></is></c><c r="B1"><f>SUM(C1:D1)</f><v>7</v></c>'
    cells += '<c r="C1"><f>1+1</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>5</v></c></row>'
    document = read_xlsx(zipped(workbook_parts(f"<sheetData>{cells}</sheetData>")), "a")
    assert texts(grids(document)[0]) == [["合计", "7", "\ufffd", "5"]]
    (doubt,) = document.doubts
    assert doubt.code == "formula-without-value"
    assert "表1!C1" in doubt.message
    assert "D1" not in doubt.message


def test_many_formulas_without_value_are_counted_not_listed() -> None:
    page = sheet()
    fill(page, 1, *[[f"项目{n}", "=1+1", n] for n in range(30)])
    (doubt,) = read(page).doubts
    assert "30 处" in doubt.message
    assert "B25" not in doubt.message


def test_hidden_sheets_rows_and_columns_are_not_read() -> None:
    page = sheet()
    fill(page, 1, ["项目", "今年", "去年", "合计"], ["规章", 1, 91, 1], ["旧", 92, 93, 94], ["其他", 2, 95, 2])
    page.row_dimensions[3].hidden = True
    page.column_dimensions["C"].hidden = True
    assert page.parent is not None
    for state in ("hidden", "veryHidden"):
        other = page.parent.create_sheet(state)
        other["A1"] = "去年的报告"
        other.sheet_state = state
    document = read(page)
    assert texts(grids(document)[0]) == [["项目", "今年", "合计"], ["规章", "1", "1"], ["其他", "2", "2"]]
    assert lines(document) == []
    assert document.meta == {"sheets": "Sheet"}


def test_what_is_hidden_and_not_read_is_said() -> None:
    page = sheet()
    fill(page, 1, ["规章", 1, 2], ["其他", 3, 4], ["旧", 5, 6])
    page.row_dimensions[3].hidden = True
    page.column_dimensions["C"].hidden = True
    assert page.parent is not None
    old = page.parent.create_sheet("去年")
    old["A1"] = 1
    old.sheet_state = "hidden"
    page.parent.create_sheet("空").sheet_state = "hidden"
    (doubt,) = read(page).doubts
    assert doubt.code == "hidden-not-read"
    assert all(place in doubt.message for place in ("工作表“去年”", "Sheet!第3行", "Sheet!C列"))
    assert "空" not in doubt.message


def test_a_number_whose_format_is_not_known_is_unreadable_and_named() -> None:
    page = sheet()
    fill(page, 1, ["规章", 0.5, 2], ["其他", 3, 4])
    page["B1"].number_format = "# ?/?"
    document = read(page)
    assert texts(grids(document)[0])[0] == ["规章", "\ufffd", "2"]
    (doubt,) = document.doubts
    assert (doubt.code, "Sheet!B1" in doubt.message) == ("number-format-unknown", True)


WHITE_FONTS = [
    ("FFFFFFFF", None, ""),
    ("FFFFFFFF", "FF1F4E79", "5"),
    ("FFFF0000", "FFFF0000", ""),
    ("FF000000", None, "5"),
    ("FF000000", "FF000000", ""),
]


@pytest.mark.parametrize(("ink", "ground", "shown"), WHITE_FONTS)
def test_text_in_the_colour_of_its_ground_is_not_read(ink: str, ground: str | None, shown: str) -> None:
    page = sheet()
    fill(page, 1, ["规章", 5, 2], ["其他", 3, 4])
    page["B1"].font = Font(color=ink)
    if ground:
        page["B1"].fill = PatternFill("solid", fgColor=ground)
    assert texts(grids(read(page))[0])[0] == ["规章", shown, "2"]


def test_type_of_one_point_is_not_read_nor_zeros_that_the_sheet_does_not_show() -> None:
    page = sheet()
    fill(page, 1, ["项目", "甲", "乙"], ["规章", 5, 2], ["其他", 0, 4])
    page["B2"].font = Font(size=1)
    page.sheet_view.showZeros = False
    assert texts(grids(read(page))[0])[1:] == [["规章", "", "2"], ["其他", "", "4"]]


@pytest.mark.parametrize("code", ['"a' * 9_000, "[" * 18_000, "0," * 9_000, "\\" * 18_000, "_" * 18_000, "y" * 18_000])
def test_an_endless_number_format_is_read_in_one_pass(code: str) -> None:
    before = time.process_time()
    number_text(1086600, format_of(0, code))
    assert time.process_time() - before < 1


def test_a_workbook_with_nothing_visible_is_empty() -> None:
    page = sheet()
    page["A1"] = "甲"
    page.row_dimensions[1].hidden = True
    with pytest.raises(EmptyDocument):
        read(page)


def test_struck_out_cells_and_runs_are_left_out() -> None:
    page = sheet()
    fill(page, 1, ["规章", 3, CellRichText(TextBlock(InlineFont(strike=True), "3"), "5"), 1], ["其他", 1, 1, 1])
    page["B1"].font = Font(strike=True)
    assert texts(grids(read(page))[0])[0] == ["规章", "", "5", "1"]


def test_a_raised_mark_after_a_figure_is_left_out() -> None:
    page = sheet()
    fill(page, 1, ["规章", CellRichText("5", TextBlock(InlineFont(vertAlign="superscript"), "1"))], ["其他", 1])
    assert texts(grids(read(page))[0])[0] == ["规章", "5"]


def test_merged_ranges_are_spans_also_over_hidden_rows_and_columns() -> None:
    page = sheet()
    fill(
        page,
        1,
        ["项目", "申请人情况", None, None],
        [None, "自然人", "隐藏", "总计"],
        ["结果", 1, 9, 1],
        [None, 9, 9, 9],
    )
    fill(page, 5, [None, 2, 9, 2])
    for area in ("A1:A2", "B1:D1", "A3:A5"):
        page.merge_cells(area)
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[4].hidden = True
    (grid,) = grids(read(page))
    assert places(grid)["项目"] == (1, 1, 2, 1)
    assert places(grid)["申请人情况"] == (1, 2, 1, 2)
    assert places(grid)["结果"] == (3, 1, 2, 1)
    assert texts(grid)[3] == ["2", "2"]


def test_a_merged_range_shows_its_text_when_its_first_row_is_hidden() -> None:
    page = sheet()
    fill(page, 1, ["结果", 9], [None, 1], [None, 2])
    page.merge_cells("A1:A3")
    page.row_dimensions[1].hidden = True
    (grid,) = grids(read(page))
    assert places(grid)["结果"] == (1, 1, 2, 1)


def test_a_blank_row_under_a_merged_label_stays_in_the_table() -> None:
    page = sheet()
    fill(page, 1, ["项目", "数量"], ["结果", 1], [None, None], ["其他", 2])
    page.merge_cells("A2:A3")
    (grid,) = grids(read(page))
    assert texts(grid) == [["项目", "数量"], ["结果", "1"], [""], ["其他", "2"]]


def test_title_headings_and_prose_are_lines_and_tables_grids() -> None:
    page = sheet()
    rows: list[list[object]] = [["清和镇2024年政府信息公开工作年度报告"], ["一、总体情况"], ["全年收到申请5件。"]]
    rows += [["二、主动公开政府信息情况"], ["第二十条第（一）项"], ["信息内容", "制发"], ["规章", 0]]
    rows += [
        ["三、收到和处理政府信息公开申请情况"],
        ["项目", "数量"],
        ["一、本年新收政府信息公开申请数量"],
        ["二、结转", 2],
    ]
    rows += [["注：不含下属单位。"], [], ["填报人：张三", "日期：1月3日"]]
    fill(page, 2, *rows)
    document = read(page)
    assert lines(document) == [
        "清和镇2024年政府信息公开工作年度报告",
        "一、总体情况",
        "全年收到申请5件。",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "注：不含下属单位。",
        "填报人：张三  日期：1月3日",
    ]
    assert [texts(each) for each in grids(document)] == [
        [["第二十条第（一）项", ""], ["信息内容", "制发"], ["规章", "0"]],
        [["项目", "数量"], ["一、本年新收政府信息公开申请数量", ""], ["二、结转", "2"]],
    ]


def test_a_blank_row_parts_two_tables() -> None:
    page = sheet()
    fill(page, 1, ["甲", 1], ["乙", 2], [], ["丙", 3], ["丁", 4])
    assert [texts(each) for each in grids(read(page))] == [[["甲", "1"], ["乙", "2"]], [["丙", "3"], ["丁", "4"]]]


LEFT: list[list[object]] = [["信息内容", "制发", "废止"], ["规章", 0, 1], ["规范性文件", 3, None], ["合计", 3, 1]]
RIGHT: list[list[object]] = [["项目", "自然人", "总计"], ["一、新收", 5, 6], ["二、结转", 0, 0]]


@pytest.mark.parametrize("gap", [0, 1, 3])
def test_tables_side_by_side_are_tables_one_after_the_other(gap: int) -> None:
    page = sheet()
    page["A1"] = "年度报告"
    page.merge_cells("A1:F1")
    fill(page, 2, *LEFT)
    for down, values in enumerate(RIGHT):
        for right, value in enumerate(values):
            page.cell(2 + down, 4 + gap + right, value)  # type: ignore[arg-type]
    document = read(page)
    assert [texts(each) for each in grids(document)][-2:] == [
        [["信息内容", "制发", "废止"], ["规章", "0", "1"], ["规范性文件", "3", ""], ["合计", "3", "1"]],
        [["项目", "自然人", "总计"], ["一、新收", "5", "6"], ["二、结转", "0", "0"]],
    ]


def test_serial_numbers_before_the_labels_are_no_table() -> None:
    page = sheet()
    fill(page, 1, ["序号", "信息内容", "制发", "废止"], [1, "规章", 0, 1], [2, "规范性文件", 3, 4], [3, "其他", 5, 6])
    assert len(grids(read(page))) == 1


def test_units_and_remarks_amid_figures_begin_no_table() -> None:
    page = sheet()
    fill(page, 1, ["规章", 1, "件", 2], ["文件", 3, "份", 4], ["收费", 5, "万元", 6], ["其他", 7, "万元", "略"])
    assert len(grids(read(page))) == 1


def test_a_hidden_row_parts_nothing() -> None:
    page = sheet()
    fill(page, 1, ["甲", 1], [None, None], ["乙", 2])
    page.row_dimensions[2].hidden = True
    assert len(grids(read(page))) == 1


def test_blank_edges_and_spacer_columns_are_not_printed() -> None:
    page = sheet()
    for row, values in enumerate([["项目", "数量"], ["规章", 1]], 4):
        page.cell(row, 3, values[0])
        page.cell(row, 6, values[1])
    page["Z90"] = " "
    (grid,) = grids(read(page))
    assert (texts(grid), grid.width) == ([["项目", "数量"], ["规章", "1"]], 2)


def test_blank_cells_under_a_heading_are_cells() -> None:
    page = sheet()
    fill(page, 1, ["项目", "甲", "乙"], ["规章", None, None], ["其他", 1, None])
    assert texts(grids(read(page))[0]) == [["项目", "甲", "乙"], ["规章", "", ""], ["其他", "1", ""]]


def test_an_empty_column_with_a_border_is_a_column_of_blanks() -> None:
    page = sheet()
    fill(page, 1, ["新收", 1, None], ["结转", 2, None])
    page["E1"] = None
    for row in (1, 2):
        page.cell(row, 4).border = Border(left=Side("thin"))
        page.cell(row, 6).number_format = "0.00"
    assert texts(grids(read(page))[0]) == [["新收", "1", ""], ["结转", "2", ""]]


def test_borders_over_the_whole_sheet_make_no_columns() -> None:
    page = sheet()
    fill(page, 1, ["新收", 1], ["结转", 2])
    for column in range(3, 300):
        page.cell(1, column).border = Border(left=Side("thin"))
    assert grids(read(page))[0].width == 2


def test_sheets_are_read_in_order() -> None:
    page = sheet()
    page["A1"] = "第一"
    assert page.parent is not None
    page.parent.create_sheet("依申请公开")["A1"] = "第二"
    document = read(page)
    assert (lines(document), document.meta["sheets"]) == (["第一", "第二"], "Sheet/依申请公开")


def test_what_floats_over_a_sheet_follows_its_cells() -> None:
    words = "".join(f"<a:p><a:r><a:t>{each}</a:t></a:r></a:p>" for each in ("年度报告", "", "2024年"))
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"<xdr:sp><xdr:txBody>{words}</xdr:txBody></xdr:sp>"
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图" descr="申请情况表"/></xdr:nvPicPr></xdr:pic></xdr:wsDr>'
    )
    parts = workbook_parts('<sheetData><row r="1"><c r="A1" t="str"><v>甲</v></c></row></sheetData>')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships({"d": ("drawing", "../drawings/drawing1.xml")})
    parts["xl/drawings/drawing1.xml"] = drawing
    document = read_xlsx(zipped(parts), "a")
    assert lines(document) == ["甲", "年度报告", "2024年"]
    assert document.blocks[-1] == Picture("申请情况表")


def test_cells_without_addresses_follow_each_other() -> None:
    xml = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row></sheetData>"
    document = read_xlsx(zipped(workbook_parts(xml)), "a")
    assert texts(grids(document)[0]) == [["1", "2"], ["", "3"]]


def test_dates_may_count_from_1904() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    xml = '<sheetData><row r="1"><c r="A1" s="1"><v>43831</v></c><c r="B1"><v>1</v></c></row></sheetData>'
    for book, expected in (("", "2020-01-01"), ('<workbookPr date1904="1"/>', "2024-01-02")):
        document = read_xlsx(zipped(workbook_parts(xml, styles=styles, book=book)), "a")
        assert texts(grids(document)[0])[0][0] == expected


def test_phonetic_guides_and_escapes_in_strings() -> None:
    strings = "<si><t>规章</t><rPh><t>guizhang</t></rPh></si><si><t>甲_x000D_\n乙_x0041_</t></si>"
    xml = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>'
    assert texts(grids(read_xlsx(zipped(workbook_parts(xml, strings=strings)), "a"))[0]) == [["规章", "甲乙A"]]


BROKEN = {
    "string that is not there": '<sheetData><row><c t="s"><v>9</v></c></row></sheetData>',
    "string number that is none": '<sheetData><row><c t="s"><v>x</v></c></row></sheetData>',
    "address that is none": '<sheetData><row><c r="1A"><v>9</v></c></row></sheetData>',
    "cut off": "<sheetData><row><c><v>9</v>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_sheet_is_said_to_be_damaged(name: str) -> None:
    with pytest.raises(TruncatedDocument):
        read_xlsx(zipped(workbook_parts(BROKEN[name])), "a")


HUGE = {
    "far apart": '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'
    + "".join(
        f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="{column_letters(n)}{n}"><v>2</v></c></row>' for n in range(2, 900)
    ),
    "merged down": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="B1048576"><v>1</v></c></row>',
}


@pytest.mark.parametrize("name", HUGE)
def test_a_sheet_that_would_fill_the_memory_is_refused(name: str) -> None:
    xml = f'<sheetData>{HUGE[name]}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(OversizedDocument):
        read_xlsx(zipped(workbook_parts(xml)), "a")


def test_two_cells_at_the_far_corners_are_two_lines() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    assert lines(read_xlsx(zipped(workbook_parts(f"<sheetData>{rows}</sheetData>")), "a")) == ["1", "2"]


@pytest.mark.parametrize(("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (16384, "XFD")])
def test_columns_have_letters(column: int, letters: str) -> None:
    assert column_letters(column) == letters


def test_a_strict_workbook_reads_like_any_other() -> None:
    xml = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row></sheetData>'
    parts = workbook_parts(xml)
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
    }
    assert texts(grids(read_xlsx(zipped(strict), "a"))[0]) == [["1", "2"]]


HOSTILE = {
    "merges over merges": "<sheetData>"
    + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="Z{n}"><v>1</v></c></row>' for n in range(1, 4000))
    + "</sheetData><mergeCells>"
    + "".join(f'<mergeCell ref="A{n}:Z3999"/>' for n in range(1, 3999))
    + "</mergeCells>",
    "hidden bands without end": "<cols>"
    + "".join(f'<col min="{n}" max="{n + 9}" hidden="1"/>' for n in range(3, 9_000))
    + "</cols><sheetData>"
    + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 9_000))
    + "</sheetData>",
    "merges over hidden rows": "<sheetData>"
    + "".join(f'<row r="{n}" hidden="1"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 20_000))
    + '<row r="20000"><c r="A20000"><v>1</v></c></row></sheetData><mergeCells>'
    + "".join(f'<mergeCell ref="A{n}:B20000"/>' for n in range(1, 9_999))
    + "</mergeCells>",
}


@pytest.mark.parametrize(("name", "grids_read"), [(name, 1 if "bands" in name else None) for name in HOSTILE])
def test_a_sheet_that_asks_for_endless_work_gets_bounded_work(name: str, grids_read: int | None) -> None:
    """Each of these took minutes when the work on merges and bands was not counted; ``None`` is refused."""
    data = zipped(workbook_parts(HOSTILE[name]))
    if grids_read is None:
        with pytest.raises(OversizedDocument):
            read_xlsx(data, "a")
    else:
        assert len(grids(read_xlsx(data, "a"))) == grids_read
