"""Tables of every make become the same 200 cells."""

import pytest

from gongkai.document.model import Grid, Line, Picture
from gongkai.reading.tables import read_tables as align
from gongkai.reading.unfold import unfold
from tests.corpus.layout import Printed
from tests.reading.printing import (
    FIGURES_2021,
    cell_per_line,
    grid,
    lines,
    plain_grid,
    printed,
    row_of,
    row_per_line,
    truth,
)

ORDER = ("proactive", "requests", "disputes")


def aligned(tables, form="2021"):
    return align([grid(tables[key], number) for number, key in enumerate(ORDER, 1)])


def wrong(found, expected):
    """Cells whose value is not the expected one and that say nothing of it."""
    doubted = {key for doubt in found.warnings for key in doubt.cells}
    return {key: (value, found.cells[key]) for key, value in expected.items() if found.cells[key] != value} | {
        key: "silent" for key, value in expected.items() if found.cells[key] not in (value, None) and key not in doubted
    }


def hows(found, prefix=""):
    return {place.how for key, place in found.provenance.items() if key.startswith(prefix)}


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_official_grids_of_both_forms_are_read_without_a_doubt(form):
    found = aligned(printed(form))
    assert found.form == form
    assert wrong(found, truth(form)) == {}
    assert hows(found) == {"read"}
    assert found.warnings == ()
    assert found.extra == ()


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize(
    "flatten",
    [
        cell_per_line,
        lambda *tables: cell_per_line(*tables, separator=""),
        row_per_line,
        lambda *tables: row_per_line(*tables, by="\t"),
        lambda *tables: row_per_line(*tables, by=" | "),
        lambda *tables: [" ".join(row_per_line(*tables))],
        lambda *tables: ["　".join(cell_per_line(*tables))],
    ],
    ids=["cell-per-line", "blank-lines-between", "row-per-line", "tabs", "pipes", "one-line", "one-line-wide-spaces"],
)
def test_flattened_text_gives_the_same_cells_as_the_grid(form, flatten):
    tables = printed(form)
    found = align(unfold(lines(flatten(*(tables[key] for key in ORDER)))))
    assert found.form == form
    assert wrong(found, truth(form)) == {}
    assert hows(found) == {"read"}
    assert found.warnings == ()


def test_positions_count_from_one_and_name_table_row_and_column():
    found = aligned(printed())
    place = found.provenance["requests.received.natural_person"]
    assert (place.table, place.row, place.column, place.line, place.text) == (2, 4, 4, None, "12")
    place = found.provenance["disputes.litigation_after_reconsideration.total"]
    assert (place.table, place.row, place.column) == (3, 4, 15)
    flat = align(lines(cell_per_line(*(printed()[key] for key in ORDER))))
    place = flat.provenance["proactive.regulations.made"]
    assert (place.table, place.line) == (None, 7)


def drop_label(row):
    row[0] = Printed("")


def lose_span(row):
    row[0].column_span = 1


def stray_cell(row):
    row.insert(0, Printed(""))


def trailing_cells(row):
    row += [Printed(""), Printed("")]


def break_label(row):
    row[-8].text = " ".join(row[-8].text)


def lose_characters(row):
    row[-8].text = row[-8].text[:4] + row[-8].text[6:]


@pytest.mark.parametrize("damage", [drop_label, lose_span, stray_cell, trailing_cells, break_label, lose_characters])
@pytest.mark.parametrize("key", ["received", "granted", "refused.third_party", "unavailable.not_held", "concluded"])
def test_a_complete_row_with_one_possible_place_is_read_whatever_its_label_and_spans(damage, key):
    tables = printed()
    damage(row_of(tables["requests"], f"requests.{key}"))
    found = aligned(tables)
    assert wrong(found, truth()) == {}
    assert hows(found, f"requests.{key}.") == {"read"}


def test_all_header_rows_lost_leaves_the_figures_readable():
    tables = printed()
    tables["requests"].rows[:3] = []
    tables["disputes"].rows[:3] = []
    found = aligned(tables)
    assert wrong(found, truth()) == {}


@pytest.mark.parametrize("keep", [0, 1, 2])
def test_the_dispute_figures_are_found_with_half_their_header_missing(keep):
    tables = printed()
    tables["disputes"].rows[:3] = [row[: len(row) // 2] for row in tables["disputes"].rows[:keep]]
    flat = align(
        lines(
            [
                *cell_per_line(tables["proactive"], tables["requests"]),
                "四、政府信息公开行政复议、行政诉讼情况",
                *cell_per_line(tables["disputes"]),
            ]
        )
    )
    assert wrong(flat, truth()) == {}


def test_blank_cells_are_blank_and_dashes_too():
    tables = printed()
    for cell in row_of(tables["requests"], "requests.carried_in"):
        if cell.key and cell.text == "0":
            cell.text = "—" if cell.key.endswith("research") else ""
    found = aligned(tables)
    assert found.cells["requests.carried_in.business"] is None
    assert found.provenance["requests.carried_in.business"].how == "blank"
    assert found.provenance["requests.carried_in.research"].text == "—"
    assert found.cells["requests.carried_in.natural_person"] == 2
    assert found.warnings == ()


def without_number(row):
    row[-8].text = row[-8].text.partition(".")[2] or row[-8].text


@pytest.mark.parametrize("blank", ["", "—", "/"])
@pytest.mark.parametrize(
    ("damage", "key"),
    [
        *((lose_characters, key) for key in ("received", "carried_in", "refused.third_party", "carried_out")),
        *((without_number, key) for key in ("refused.third_party", "other.other", "not_handled.repeated")),
    ],
)
def test_a_row_left_blank_is_blank_under_a_damaged_label_too(damage, blank, key):
    tables = printed()
    row = row_of(tables["requests"], f"requests.{key}")
    damage(row)
    for cell in row:
        if cell.key:
            cell.text = blank
    found = aligned(tables)
    assert hows(found, f"requests.{key}.") == {"blank"}
    others = {each: value for each, value in truth().items() if not each.startswith(f"requests.{key}.")}
    assert {each: found.cells[each] for each in others} == others


def test_the_first_rows_both_damaged_one_of_them_blank_are_both_there():
    tables = printed()
    for key, label in (("received", "一、本年新收数量"), ("carried_in", "二、上年结转数量")):
        row_of(tables["requests"], f"requests.{key}")[0].text = label
    for cell in row_of(tables["requests"], "requests.carried_in"):
        if cell.key:
            cell.text = ""
    found = aligned(tables)
    assert hows(found, "requests.carried_in.") == {"blank"}
    assert hows(found, "requests.received.") == {"read"}


def test_a_lost_row_is_missing_and_the_others_stay_where_they_belong():
    tables = printed()
    tables["requests"].rows.remove(row_of(tables["requests"], "requests.refused.third_party"))
    found = aligned(tables)
    assert hows(found, "requests.refused.third_party.") == {"missing"}
    expected = {key: value for key, value in truth().items() if ".third_party." not in key}
    assert wrong(found, expected) == {}


def test_a_blocks_head_over_empty_cells_is_no_blank_row_of_the_block_before():
    tables = printed()
    proactive = tables["proactive"]
    proactive.rows.remove(row_of(proactive, "proactive.normative_documents"))
    rows = [[cell.text for cell in row] for row in proactive.rows]
    rows = [row + [""] * (proactive.width - len(row)) for row in rows]
    found = align([plain_grid(rows)])
    assert hows(found, "proactive.normative_documents.") == {"missing"}


def test_a_table_cut_in_three_and_three_tables_in_one_are_the_same_report():
    tables = printed()
    whole = tables["requests"].rows
    parts = []
    for number, rows in enumerate((whole[:9], whole[9:20], whole[20:]), 2):
        parts.append(plain_grid([[cell.text for cell in row] for row in rows], number))
    found = align([grid(tables["proactive"], 1), *parts, grid(tables["disputes"], 5)])
    assert wrong(found, truth()) == {}
    rows = [[cell.text for cell in row] for key in ORDER for row in tables[key].rows]
    assert wrong(align([plain_grid(rows)]), truth()) == {}


def test_a_collapsed_row_of_other_results_is_extra_and_its_cells_are_missing():
    tables = printed()
    table = tables["requests"]
    for key in ("fee_overdue", "other"):
        table.rows.remove(row_of(table, f"requests.other.{key}"))
    row = row_of(table, "requests.other.correction_overdue")
    values = [cell for cell in row if cell.key]
    values[0].text = values[-1].text = "1"
    row[:] = [Printed("（六）其他处理", column_span=2), *values]
    found = aligned(tables)
    assert found.form == "2021"
    assert hows(found, "requests.other.") == {"missing"}
    (extra,) = found.extra
    assert (extra.section, extra.row) == ("requests", "（六）其他处理")
    assert (extra.values["natural_person"], extra.values["business"], extra.values["total"]) == (1, 0, 1)


def test_an_added_row_is_extra_with_its_label_and_values():
    tables = printed()
    table = tables["requests"]
    at = table.rows.index(row_of(table, "requests.other.other")) + 1
    table.rows.insert(at, [Printed(text) for text in ("4.其他情形", "1", "0", "0", "0", "0", "0", "1")])
    found = aligned(tables)
    assert [(each.row, each.values["total"]) for each in found.extra] == [("4.其他情形", 1)]
    assert wrong(found, truth()) == {}


def test_few_words_without_the_number_that_the_other_rows_have_are_doubted_to_be_the_forms_row():
    tables = printed()
    row = row_of(tables["requests"], "requests.other.other")
    next(cell for cell in row if cell.text == "3.其他").text = "其他情形"
    found = aligned(tables)
    assert wrong(found, truth()) == {}
    assert hows(found, "requests.other.other.") == {"repaired"}
    assert hows(found, "requests.other.fee_overdue.") == {"read"}


def test_row_numbers_beside_the_figures_are_not_figures():
    tables = printed()
    for number, row in enumerate(tables["requests"].rows[3:], 1):
        row.insert(len(row) - 7, Printed(str(number)))
    found = aligned(tables)
    assert wrong(found, truth()) == {}


def test_a_cell_that_is_no_number_is_doubted_and_never_guessed():
    tables = printed()
    next(cell for cell in row_of(tables["requests"], "requests.received") if cell.text == "12").text = "1l"
    found = aligned(tables)
    key = "requests.received.natural_person"
    assert found.cells[key] is None
    assert found.provenance[key].how == "repaired"
    assert any(key in doubt.cells for doubt in found.warnings)


def test_an_amount_in_yuan_is_converted_with_a_doubt():
    tables = printed()
    row_of(tables["proactive"], "proactive.fees")[-1].text = "35000元"
    found = aligned(tables)
    assert str(found.cells["proactive.fees.amount"]) == "3.5"
    assert found.provenance["proactive.fees.amount"].how == "repaired"
    assert any("proactive.fees.amount" in doubt.cells for doubt in found.warnings)


def test_a_header_in_yuan_converts_the_column():
    tables = printed()
    header = next(cell for row in tables["proactive"].rows for cell in row if "万元" in cell.text)
    header.text = "本年收费金额（单位：元）"
    row_of(tables["proactive"], "proactive.fees")[-1].text = "75450000"
    found = aligned(tables)
    assert found.cells["proactive.fees.amount"] == 7545
    assert found.provenance["proactive.fees.amount"].how == "repaired"


def test_columns_in_another_order_follow_their_header():
    tables = printed()
    table = tables["proactive"]
    for row in table.rows[1:4]:
        row[1], row[3] = row[3], row[1]
    found = aligned(tables)
    assert wrong(found, truth()) == {}


def test_a_value_lost_from_a_flattened_row_is_placed_by_the_sums_or_left_out():
    texts = []
    table = printed()["requests"]
    for row in table.rows:
        cells = [cell.text for cell in row]
        if any(cell.key == "requests.granted.business" for cell in row):
            cells = ["三、本年度办理结果", "（一）予以公开", "7", "1", "0", "0", "0", "8"]
        texts += cells
    found = align(lines(texts))
    for column, value in (("natural_person", 7), ("business", 1), ("total", 8)):
        key = f"requests.granted.{column}"
        assert found.cells[key] == value
        assert found.provenance[key].how == "repaired"
        assert any(key in doubt.cells for doubt in found.warnings)
    for column in ("research", "nonprofit", "legal_service", "other_organisation"):
        assert found.cells[f"requests.granted.{column}"] in (0, None)


def test_decoy_tables_and_prose_give_no_cells():
    decoy = plain_grid([["单位", "行政许可", "行政处罚"], ["甲局", "5", "6"], ["乙局", "7", "8"]], 1)
    menu = plain_grid([["首页", "政务公开"], ["政府信息公开年报", "2023"]], 2)
    tables = printed()
    found = align([decoy, menu, Line("行政许可 18", 1), *(grid(tables[key], n) for n, key in enumerate(ORDER, 3))])
    assert wrong(found, truth()) == {}


def test_last_years_table_behind_this_years_changes_nothing():
    tables, old = printed(), printed(figures={})
    blocks = [grid(tables[key], n) for n, key in enumerate(ORDER, 1)] + [grid(old["requests"], 4)]
    assert wrong(align(blocks), truth()) == {}


def test_tables_given_as_pictures_are_missing_and_said_to_be_pictures():
    tables = printed()
    found = align(
        [grid(tables["proactive"], 1), Picture("表"), Line("三、收到和处理政府信息公开申请情况", 1), Picture("表")]
    )
    assert hows(found, "requests.") == {"missing"}
    assert {doubt.code for doubt in found.warnings} == {"table-as-picture"}


def test_recognised_text_with_a_broken_sum_is_doubted():
    tables = printed()
    next(cell for cell in row_of(tables["requests"], "requests.received") if cell.text == "12").text = "17"
    blocks = [grid(tables[key], number) for number, key in enumerate(ORDER, 1)]
    found = align(blocks, recognised=True)
    assert hows(found, "requests.received.") == {"repaired"}
    assert hows(align(blocks), "requests.received.") == {"read"}


def test_lines_taken_as_table_text_are_told_from_prose():
    tables = printed()
    flat = [
        "二、主动公开政府信息情况",
        *cell_per_line(tables["proactive"]),
        "三、收到和处理政府信息公开申请情况",
        *cell_per_line(tables["requests"]),
        "我镇依法办理，未发生争议。",
    ]
    found = align(lines(flat))
    left = [flat[index] for index in range(len(flat)) if index not in found.consumed]
    assert left == ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "我镇依法办理，未发生争议。"]


def test_labels_torn_by_line_breaks_are_joined_again():
    tables = printed()
    texts = []
    for text in cell_per_line(*(tables[key] for key in ORDER)):
        texts += [text] if text.isdigit() or len(text) < 5 else [text[:4], text[4:]]
    found = align(lines(texts))
    assert wrong(found, truth()) == {}


def test_nothing_in_nothing_out():
    found = align([])
    assert found.found == frozenset()
    assert hows(found) == {"missing"}
    assert FIGURES_2021.keys() <= found.cells.keys()
    assert isinstance(grid(printed()["requests"]), Grid)
