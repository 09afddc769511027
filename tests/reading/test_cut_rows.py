"""Rows of a grid that a page's end cut in two."""

from __future__ import annotations

import pytest

from gongkai.reading.printing import as_given, printed_rows
from tests.reading.printing import plain_grid

UPPER, LOWER = "2.申请人逾期未按收费通知", "要求缴纳费用、行政机关不再处理其政府信息公开申请"
HEAD = [["", "自然人", "商业企业", "总计"], ["", "", "商业企业", ""]]
FIGURES, EMPTY = ["1", "0", "1"], ["", "", ""]


def rows(*texts: list[str]) -> list[tuple[str, list[str]]]:
    """The last label and the figures of the rows and halves of rows."""
    found = printed_rows(as_given([plain_grid(list(texts))])).rows
    own = [row for row in found if row.labels[-1].text[0] in "2要"]
    return [(row.labels[-1].text, [atom.text for atom in row.values]) for row in own]


@pytest.mark.parametrize("between", [[], HEAD], ids=["at once", "under the head printed again"])
@pytest.mark.parametrize(("above", "below"), [(FIGURES, EMPTY), (EMPTY, FIGURES)], ids=["above", "below"])
def test_both_halves_of_a_label_are_one_row_with_the_figures_of_either(
    between: list[list[str]], above: list[str], below: list[str]
) -> None:
    assert rows(*HEAD, [UPPER, *above], *between, [LOWER, *below]) == [(UPPER + LOWER, FIGURES)]


def test_two_rows_with_figures_of_their_own_stay_two() -> None:
    assert len(rows([UPPER, *FIGURES], *HEAD, [LOWER, *FIGURES])) == 2
