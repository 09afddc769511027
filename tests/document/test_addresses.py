"""Columns of a sheet and their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.document import column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_a_column_is_named_as_excel_names_it(number: int, letters: str) -> None:
    assert column_letters(number) == letters and column_number(letters.encode()) == number


@given(st.integers(1, 1_000_000))
def test_every_column_comes_back(number: int) -> None:
    assert column_number(column_letters(number).encode()) == number
