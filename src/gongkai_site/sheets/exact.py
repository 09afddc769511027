"""Whether a cell still holds what was typed: spreadsheets keep fifteen digits, and drop the zeros before a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

DIGITS_KEPT = 15
"""Digits of a number that Excel and WPS keep; whatever follows has become zeros."""
TELEPHONE = r"1[3-9]\d{9}|[2-8]\d{6,7}|[48]00\d{7}|1\d{4}"
"""A telephone number that begins with no zero: of a mobile, without an area code, 400 and 800, 12345."""
_SCIENTIFIC = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+?\d{1,3}")
_AS_TEXT = "请把这一列设为“文本”格式后重新填写，或在下面改正"


def inexact(cell: object, held: str = "") -> str:
    """Return why a cell of a column of names, numbers or codes no longer says what was typed, "" where it does.

    ``held`` is what a whole number that was typed into such a column can look like (a pattern); empty for anything.
    """
    if isinstance(cell, str):
        plain = "".join(unicodedata.normalize("NFKC", cell).split())
        return f"“{plain}”是科学记数法，原来的数字已看不出来，{_AS_TEXT}" if is_scientific(plain) else ""
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return ""
    if abs(cell) >= 10**DIGITS_KEPT:
        return f"这一格是数值，超过{DIGITS_KEPT}位的数字已变成0（现为{int(cell)}），{_AS_TEXT}"
    if held and cell == int(cell) and not re.fullmatch(held, str(int(cell))):
        return f"这一格是数值{int(cell)}，位数不对，前面的0可能已丢失，{_AS_TEXT}"
    return ""


def is_scientific(text: str) -> bool:
    """Whether a text is a number as Excel shortens it: 1.1E+17."""
    return _SCIENTIFIC.fullmatch(text) is not None


def shorter(cells: Iterable[tuple[int, object]]) -> Mapping[int, str]:
    """Return by place the numbers of a column that lack the zeros with which its other cells begin, and why."""
    listed = list(cells)
    written = next((each for _, each in listed if isinstance(each, str) and _begins_with_zero(each)), "")
    if not written:
        return {}
    return {
        place: f"这一格是数值{int(cell)}，同一列别的格写成“{written}”，前面的0可能已丢失，{_AS_TEXT}"
        for place, cell in listed
        if isinstance(cell, (int, float))
        and not isinstance(cell, bool)
        and cell == int(cell)
        and len(str(int(cell))) < len(written.strip())
    }


def _begins_with_zero(text: str) -> bool:
    plain = text.strip()
    return len(plain) > 1 and plain.startswith("0") and plain.isdecimal()
