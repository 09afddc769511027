"""The 15 dispute figures in every arrangement."""

import pytest

from gongkai.reading.tables import read_tables as align
from tests.reading.printing import DISPUTES, grid, lines, plain_grid, printed, truth

TABLE = printed()["disputes"]
REQUESTS = printed()["requests"]
FIGURES = [cell.text for cell in TABLE.rows[3]]
EXPECTED = {key: value for key, value in truth().items() if key.startswith("disputes.")}
COLUMNS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]


def disputes(*blocks):
    found = align([grid(REQUESTS, 1), *blocks])
    return {key: found.cells[key] for key in EXPECTED}, found


@pytest.mark.parametrize(
    "rows",
    [
        [FIGURES],
        [["件数", *FIGURES]],
        [["行政复议", *FIGURES[:5]], ["未经复议直接起诉", *FIGURES[5:10]], ["复议后起诉", *FIGURES[10:]]],
        [
            ["行政复议", *FIGURES[:5]],
            ["行政诉讼（未经复议直接起诉）", *FIGURES[5:10]],
            ["行政诉讼（复议后起诉）", *FIGURES[10:]],
        ],
        [
            ["行政复议"],
            COLUMNS,
            FIGURES[:5],
            ["未经复议直接起诉"],
            COLUMNS,
            FIGURES[5:10],
            ["复议后起诉"],
            COLUMNS,
            FIGURES[10:],
        ],
        [["行政复议"], ["结果维持", "结果", "其他"], FIGURES],
        [[*FIGURES, "", ""]],
    ],
    ids=[
        "no header",
        "a label before",
        "in rows",
        "in rows with the group",
        "each its own",
        "half a header",
        "stray cells",
    ],
)
def test_the_figures_are_found_in_every_arrangement(rows):
    values, found = disputes(plain_grid([["行政复议", "行政诉讼"], *rows], 2))
    assert values == EXPECTED
    assert found.warnings == ()


def test_two_tables_for_reconsideration_and_litigation():
    first = plain_grid([["行政复议"], COLUMNS, FIGURES[:5]], 2)
    second = plain_grid([["行政诉讼"], ["未经复议直接起诉", "复议后起诉"], COLUMNS * 2, FIGURES[5:]], 3)
    assert disputes(first, second)[0] == EXPECTED


def test_dashes_are_blank():
    row = [text if text != "0" else "—" for text in FIGURES]
    values, found = disputes(plain_grid([["行政复议", "行政诉讼"], row], 2))
    assert values == {key: value or None for key, value in EXPECTED.items()}
    assert {found.provenance[key].how for key, value in EXPECTED.items() if not value} == {"blank"}


def test_rows_of_groups_with_lost_cells_are_placed_by_their_sums_with_a_doubt():
    texts = [
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "复议后起诉",
        *COLUMNS,
        *(text for text in FIGURES if text != "0"),
    ]
    found = align(lines(texts))
    doubted = {key for doubt in found.warnings for key in doubt.cells}
    for key, value in DISPUTES.items():
        assert found.cells[key] in (value, None)
        assert key in doubted


def test_without_any_figures_the_table_is_missing():
    values, found = disputes()
    assert set(values.values()) == {None}
    assert "disputes" not in found.found


def test_a_grid_wider_than_its_table_adds_no_blank_figures():
    empty = [""] * 5
    rows = [["行政复议", *empty], [*COLUMNS, *empty], [*FIGURES[:5], *empty], ["行政诉讼"], COLUMNS * 2, FIGURES[5:]]
    assert disputes(plain_grid(rows, 2))[0] == EXPECTED
