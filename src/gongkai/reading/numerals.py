"""Numbers as Chinese prose writes them: 十七, 二百零三, 1.2万, 3,456, １２. What is not certain is no number."""

from __future__ import annotations

import re
from decimal import Decimal

from gongkai.reading.characters import fold
from gongkai.report.model import Number

DIGITS = r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
HAN = "零〇○一二两三四五六七八九十百千廿卅"
NUMBER = rf"(?:(?:{DIGITS})(?:[万千亿]|百万)?|[{HAN}万亿]+)"
"""Pattern of anything that may be a number, in folded text; :func:`parse_number` decides."""

_DIGITS = re.compile(rf"^(?P<digits>{DIGITS})(?P<scale>百万|[千万亿])?$")
_VALUES = {"零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_VALUES |= {"五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1_000}
_SCALES = {"千": 1_000, "百万": 1_000_000, "万": 10_000, "亿": 100_000_000}
_LONGEST = 24


def parse_number(text: str) -> Number | None:
    """Return the number a text prints, an integer where it is whole; ``None`` where it is none or not certain.

    ``10几``, ``数十``, ``百余`` and colloquial short forms (二百三 for 230) are not certain.
    """
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return int(text)  # as nearly all are
    plain = "".join(fold(text).split())
    if not plain or len(plain) > _LONGEST:
        return None
    match = _DIGITS.match(plain)
    if match:
        value = Decimal(match["digits"].replace(",", "")) * _SCALES.get(match["scale"] or "", 1)
        return int(value) if value == value.to_integral_value() else value
    return _from_han(plain.replace("廿", "二十").replace("卅", "三十"))


def _from_han(plain: str) -> int | None:
    if any(character not in _VALUES and character not in _UNITS and character not in "万亿" for character in plain):
        return None
    if all(character in _VALUES for character in plain):
        return _by_digit(plain)
    for mark, scale in (("亿", 100_000_000), ("万", 10_000)):
        if mark in plain:
            high, _, low = plain.partition(mark)
            upper = _from_han(high) if high else None
            if upper is None or (low and (mark in low or not _filled(low, scale))):
                return None
            lower = _from_han(low.lstrip("零〇○")) if low else 0
            return None if lower is None else upper * scale + lower
    return _below_ten_thousand(plain)


def _by_digit(plain: str) -> int | None:
    """一 is 1, 二〇二四 is 2024; 三四 ("three or four") is no number."""
    if len(plain) == 1:
        return _VALUES[plain]
    if len(plain) < 3 or "两" in plain or plain[0] in "零〇○":
        return None
    return int("".join(str(_VALUES[character]) for character in plain))


def _filled(low: str, scale: int) -> bool:
    """Whether what follows 万 or 亿 leaves no place open: 两万三千 and 两万零三 do not, 两万三 does."""
    return low[0] in "零〇○" or ("千" in low if scale == 10_000 else "万" in low)


def _below_ten_thousand(plain: str) -> int | None:
    total, last, digit, gap = 0, 10_000, None, False
    for character in plain:
        if character in "零〇○":
            if digit is not None or gap:
                return None
            gap = True
        elif character in _VALUES:
            if digit is not None:
                return None
            digit = _VALUES[character]
        else:
            unit = _UNITS[character]
            if unit >= last or (digit is None and (unit != 10 or (total and not gap))):
                return None
            total, last, digit, gap = total + (1 if digit is None else digit) * unit, unit, None, False
    if digit is not None:
        # 二百三 may mean 230: only after 十 or a printed zero is the last digit a single one.
        if last > 10 and not gap:
            return None
        total += digit
    elif gap:
        return None
    return total
