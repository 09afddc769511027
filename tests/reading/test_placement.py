"""Figures into columns: positions, blanks, and sums where cells were lost."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document.model import GridCell
from gongkai.forms import get_form
from gongkai.reading.placement import solve
from gongkai.reading.printed import Atom, number_of, printed_row
from gongkai.reading.sums import Sums, broken_in_columns, broken_in_row
from gongkai.reading.values import figure
from gongkai.reading.ways import gaps_as_blanks, merged_blanks, options, usual_columns

FORM = get_form("2021")
TABLE = FORM.table("requests")
SUMS = Sums(
    tuple(column.key for column in TABLE.blocks[0].columns),
    tuple(each for each in FORM.relations if each.table == "requests"),
)


def atoms(*texts, columns=None, gaps=None):
    """Atoms of a row; ``columns`` puts them into a grid."""
    return tuple(
        Atom(
            text,
            figure(text),
            (),
            0,
            GridCell(text, 1, columns[index]) if columns else None,
            gap=gaps[index] if gaps else 0,
        )
        for index, text in enumerate(texts)
    )


def placed(*texts, columns=None, usual=None, others=None):
    """The numbers of one row by column, with the doubts, among other rows that are certain."""
    values = {"granted": atoms(*texts, columns=columns)}
    ways = {"granted": options(values["granted"], 7, usual)}
    for key, row in (others or {}).items():
        values[key] = atoms(*row)
        ways[key] = options(values[key], 7, None)
    found = solve(values, ways, SUMS)["granted"]
    return [number_of(atom) for atom in found.atoms], [bool(doubt) for doubt in found.doubts]


def test_a_complete_row_is_placed_as_it_stands():
    assert placed(*"1000001") == ([1, 0, 0, 0, 0, 0, 1], [False] * 7)


@pytest.mark.parametrize(
    "texts", [("", "1", "0", "0", "0", "0", "0", "1"), ("1", "0", "0", "0", "0", "0", "1", "", "")]
)
def test_stray_empty_cells_around_a_complete_row_change_nothing(texts):
    assert placed(*texts) == ([1, 0, 0, 0, 0, 0, 1], [False] * 7)


def test_too_many_figures_are_not_placed():
    numbers, doubts = placed(*"10000010")
    assert numbers == [None] * 7
    assert all(doubts)


def test_lost_cells_in_a_grid_are_known_by_their_columns():
    numbers, doubts = placed("1", "0", "1", columns=[4, 9, 10], usual=(4, 5, 6, 7, 8, 9, 10))
    assert numbers == [1, None, None, None, None, 0, 1]
    assert doubts == [True, False, False, False, False, True, True]


def test_sums_choose_the_only_way_that_fits():
    full = {
        "received": "5000207",
        "carried_in": "0000000",
        "concluded": "5000207",
        "carried_out": "0000000",
    }
    numbers, doubts = placed("5", "2", "7", others=full)
    assert (numbers[0], numbers[4], numbers[6]) == (5, 2, 7)
    assert doubts[0] and doubts[4] and doubts[6]


def test_what_the_sums_cannot_decide_is_left_out_with_a_doubt():
    numbers, doubts = placed(*"000000")
    assert numbers == [None] * 7
    assert all(doubts)


def test_a_row_that_only_fits_without_its_total_has_lost_it():
    numbers, doubts = placed(*"123456")
    assert numbers == [1, 2, 3, 4, 5, 6, None]
    assert doubts == [True] * 6 + [False]


@given(st.lists(st.integers(0, 99), min_size=6, max_size=6), st.integers(0, 6))
def test_no_way_of_losing_a_cell_gives_a_wrong_number_without_a_doubt(parts, lost):
    truth = [*parts, sum(parts)]
    printed = [str(number) for index, number in enumerate(truth) if index != lost]
    numbers, doubts = placed(*printed)
    for number, right, doubt in zip(numbers, truth, doubts, strict=True):
        assert number in (right, None) or doubt


def test_the_usual_columns_are_those_of_complete_rows():
    rows = [printed_row((), atoms("1", "2", columns=[4, 6]), 0, 1, row) for row in (1, 2)]
    rows.append(printed_row((), atoms("1", columns=[9]), 0, 1, 3))
    assert usual_columns(rows, 2) == {1: (4, 6)}
    assert usual_columns([printed_row((), atoms("1", "2"), 0)], 2) == {}


def test_a_lone_complete_row_tells_the_columns_of_its_grid_where_another_grid_has_the_same():
    rows = [printed_row((), atoms("1", "2", columns=[4, 6]), 0, 1, row) for row in (1, 2)]
    rows.append(printed_row((), atoms("1", "2", columns=[4, 6]), 1, 2, 1))
    rows.append(printed_row((), atoms("1", "2", columns=[3, 5]), 2, 3, 1))
    assert usual_columns(rows, 2) == {1: (4, 6), 2: (4, 6)}


def test_with_an_empty_cell_on_either_side_a_row_is_not_placed_without_a_doubt():
    assert placed("", *"000000", "") == ([None] * 7, [True] * 7)


def test_an_empty_cell_over_several_columns_stands_for_each():
    cell = Atom("", figure(""), (), 0, GridCell("", 1, 2, 1, 6))
    assert len(merged_blanks((*atoms("1", columns=[1]), cell), 7)) == 7
    assert len(merged_blanks((*atoms("1", columns=[1]), cell), 5)) == 2


@pytest.mark.parametrize(
    ("gaps", "usual", "expected"),
    [
        ([0, 0, 0], 0, ["1", "2", "3"]),
        ([0, 1, 0], 0, ["1", "", "2", "3"]),
        ([0, 3, 1], 1, ["1", "", "2", "3"]),
        ([0, 2, 1], 1, ["1", "", "2", "3"]),  # an empty cell may leave no more than one line
        ([0, 1, 1], 1, ["1", "2", "3"]),
    ],
)
def test_surplus_blank_lines_are_blank_cells_where_the_row_is_then_complete(gaps, usual, expected):
    row = printed_row((), atoms("1", "2", "3", gaps=gaps), 0)
    assert [atom.text for atom in gaps_as_blanks(row, 4, usual)] == expected


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        ([1, 2, 0, 0, 0, 0, 3], 0),
        ([1, 2, 0, 0, 0, 0, 4], 1),
        ([1, None, 0, 0, 0, 0, 1], 0),
        ([1, 2, 0, 0, 0, 0, None], 0),
    ],
)
def test_a_row_breaks_its_sum_only_where_the_total_is_there(numbers, broken):
    assert broken_in_row(numbers, SUMS) == broken


def test_columns_break_the_balance_per_column():
    zero = [0] * 7
    rows = {key: list(zero) for key in ("received", "carried_in", "concluded", "carried_out", "granted")}
    assert broken_in_columns(rows, [], SUMS) == 0
    rows["received"][0] = 1
    assert broken_in_columns(rows, [], SUMS) == 1
    rows["concluded"][0] = 1
    assert broken_in_columns(rows, [], SUMS) == 1
    assert broken_in_columns(rows, [[1, 0, 0, 0, 0, 0, 0]], SUMS) == 0


@given(st.lists(st.sampled_from(["", "1", "2"]), min_size=8, max_size=11))
def test_a_row_with_cells_too_many_may_leave_out_any_of_its_empty_ones(texts):
    figures = {index for index, text in enumerate(texts) if text}
    chosen = [each for each in combinations(range(len(texts)), 7) if figures <= set(each)]
    found = options(atoms(*texts), 7, None)
    assert found.certain or list(found.ways) == chosen


def test_a_row_with_far_too_many_cells_has_too_many_ways_to_try():
    assert options(atoms(*"1", *[""] * 60, "1"), 7, None).ways == ()
