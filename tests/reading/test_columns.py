"""Headers that state another order or unit, row numbers, spacer columns, rows beyond the form."""

import pytest

from gongkai.reading.tables import read_tables as align
from tests.corpus.layout import Printed
from tests.reading.printing import grid, lines, printed, row_of, row_per_line, truth

ORDER = ("proactive", "requests", "disputes")


def wrong(tables, expected=None):
    found = align([grid(tables[key], number) for number, key in enumerate(ORDER, 1)])
    right = expected or truth()
    return {key: (value, found.cells[key]) for key, value in right.items() if found.cells[key] != value}


def data_rows(table):
    return [row for row in table.rows if any(cell.key for cell in row)]


def test_columns_in_another_order_follow_the_header_where_the_sums_hold():
    tables = printed()
    table = tables["requests"]
    for row in data_rows(table):
        row[-6], row[-2] = row[-2], row[-6]
    header = table.rows[2]
    header[0], header[4] = header[4], header[0]
    assert wrong(tables) == {}


def test_a_header_that_breaks_the_sums_is_not_followed():
    tables = printed()
    table = tables["requests"]
    table.rows[1:3] = [[*[table.rows[1][-1]], *table.rows[2], table.rows[1][0]]]
    for cell in table.rows[1]:
        cell.row_span = 1
    assert wrong(tables) == {}


@pytest.mark.parametrize("place", [0, 1])
def test_a_column_of_row_numbers_is_dropped(place):
    tables = printed()
    for number, row in enumerate(data_rows(tables["requests"]), 1):
        row.insert(len(row) - 7 if place else 0, Printed(str(number)))
    assert wrong(tables) == {}


def test_row_numbers_before_the_labels_of_flattened_text_are_dropped():
    rows = row_per_line(printed()["requests"])
    numbered = rows[:3] + [f"{number} {text}" for number, text in enumerate(rows[3:], 1)]
    found = align(lines(numbered))
    expected = {key: value for key, value in truth().items() if key.startswith("requests.")}
    assert {key: found.cells[key] for key in expected} == expected


def test_a_spacer_column_with_blank_zeros_shifts_nothing():
    tables = printed()
    for row in tables["requests"].rows[3:]:
        row.insert(len(row) - 7, Printed(""))
        for cell in row:
            if cell.key and cell.text == "0":
                cell.text = ""
    tables["requests"].rows[0][0].column_span += 1
    assert wrong(tables, {key: value or None for key, value in truth().items() if key.startswith("requests.")}) == {}


@pytest.mark.parametrize(
    ("header", "printed_amount", "value", "how"),
    [
        ("本年收费金额（单位：万元）", "7545", 7545, "read"),
        ("本年收费金额（单位：元）", "75450000", 7545, "repaired"),
        ("本年收费金额（单位：亿元）", "0.7545", 7545, "repaired"),
        ("本年收费金额", "7545", 7545, "read"),
    ],
)
def test_the_unit_a_header_states_is_believed(header, printed_amount, value, how):
    tables = printed()
    next(cell for row in tables["proactive"].rows for cell in row if "万元" in cell.text).text = header
    row_of(tables["proactive"], "proactive.fees")[-1].text = printed_amount
    found = align([grid(tables["proactive"], 1), grid(tables["requests"], 2)])
    assert found.cells["proactive.fees.amount"] == value
    assert found.provenance["proactive.fees.amount"].how == how


def test_a_subtotal_of_rows_that_are_there_is_not_extra():
    tables = printed()
    table = tables["requests"]
    at = table.rows.index(row_of(table, "requests.refused.state_secret"))
    texts = ["（三）不予公开", "0", "1", "0", "0", "0", "0", "1"]
    table.rows.insert(at, [Printed(text) for text in texts])
    found = align([grid(tables[key], number) for number, key in enumerate(ORDER, 1)])
    assert found.extra == ()
    assert "subtotal-row" in {doubt.code for doubt in found.warnings}


def test_an_added_row_in_place_of_a_lost_one_is_extra_and_not_taken_for_it():
    tables = printed()
    row = row_of(tables["requests"], "requests.not_handled.confirmation")
    row[0].text = "6.其他"
    found = align([grid(tables[key], number) for number, key in enumerate(ORDER, 1)])
    assert [each.row for each in found.extra] == ["6.其他"]
    assert found.provenance["requests.not_handled.confirmation.total"].how == "missing"


def test_a_row_of_section_two_beyond_the_form_is_extra_with_its_columns():
    tables = printed()
    table = tables["proactive"]
    at = table.rows.index(row_of(table, "proactive.licences")) + 1
    table.rows.insert(at, [Printed("其他对外管理服务事项"), Printed("12", 3)])
    found = align([grid(tables[key], number) for number, key in enumerate(ORDER, 1)])
    assert [(each.section, each.row, dict(each.values)) for each in found.extra] == [
        ("proactive", "其他对外管理服务事项", {"decisions": 12})
    ]
    assert found.form == "2021"


@pytest.mark.parametrize("blank", ["", "—"])
def test_a_row_of_one_figure_and_an_equal_total_says_nothing_of_the_order_of_columns(blank):
    figures = {"requests.received.natural_person": 4, "requests.received.total": 4}
    tables = printed(figures=figures)
    for row in data_rows(tables["requests"]):
        for cell in row:
            if cell.key and cell.text == "0":
                cell.text = blank
    header = tables["requests"].rows[1]
    header.insert(0, header.pop())
    header[0].row_span = 1
    assert wrong(tables, {key: figures.get(key) for key in truth() if key.startswith("requests.")}) == {}
