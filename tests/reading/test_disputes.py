"""The 15 dispute figures in every arrangement."""

import pytest

from gongkai.reading.regions import Region
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


def turned(rows):
    """Columns down the side, the table's rows across."""
    names = ["行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉"]
    return [
        ["项目", *names[: len(rows)]],
        *([name, *row] for name, row in zip(COLUMNS, zip(*rows, strict=True), strict=True)),
    ]


@pytest.mark.parametrize("blank", ["0", ""])
def test_columns_down_the_side_are_no_run_of_figures(blank):
    rows = [[text if text != "0" else blank for text in FIGURES[at : at + 5]] for at in (0, 5, 10)]
    values, found = disputes(plain_grid(turned(rows), 2))
    assert values == {key: value or (0 if blank else None) for key, value in EXPECTED.items()}
    assert {place.how for key, place in found.provenance.items() if key in EXPECTED} <= {"read", "blank"}


@pytest.mark.parametrize("head", [[], [["行政复议", "行政诉讼"], COLUMNS * 3]])
def test_a_table_on_a_sheet_of_its_own_is_found_behind_other_figures_of_its_rows(head):
    headings = lines(["二、主动公开", "三、申请情况", "四、复议诉讼", "五、问题"])
    regions = {"disputes": Region((2, 1), (3, 0))}
    other = plain_grid([["项目", "2023年", "2024年"], ["行政复议", "16", "6"], ["行政诉讼", "7", "35"]], 3)
    found = align([*headings, grid(REQUESTS, 1), other, plain_grid([*head, FIGURES], 4)], regions)
    assert {key: found.cells[key] for key in EXPECTED} == EXPECTED


def test_a_head_read_level_by_level_moves_no_total_where_the_forms_order_has_one_for_each_figure():
    head = ["结果维持 结果纠正 其他结果 尚未审结", "总计"]
    levels = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", "总计", head[0], "总计 总计", " ".join([head[0]] * 2)]
    _, found = disputes(*lines([*levels, "— 1 1 1 3 — — — — — — — — — —"]))
    read = [
        found.cells[f"disputes.reconsideration.{key}"] for key in ("upheld", "corrected", "other", "pending", "total")
    ]
    assert read == [None, 1, 1, 1, 3]
