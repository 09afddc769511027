"""Columns of a sheet as Excel names them: 1 is ``A``, 27 ``AA``."""

from __future__ import annotations


def column_letters(number: int) -> str:
    """Return the letters of a column, counted from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: bytes) -> int:
    """Return the number of a column by its capital letters, as they stand in a workbook's markup."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
