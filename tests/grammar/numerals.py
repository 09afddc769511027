"""Figures in words and in other digits, written out here without gongkai's own numeral code."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
FULL_WIDTH[ord(".")] = "．"


def in_words(number: int) -> str:
    """A whole number up to a hundred million as it is written in Chinese."""
    if number < 0:
        return "负" + in_words(-number)
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return in_words(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _below_ten_thousand(low))
    return _below_ten_thousand(number)


def _below_ten_thousand(number: int) -> str:
    if number < 20:
        return DIGITS[number] if number < 10 else "十" + (DIGITS[number - 10] if number > 10 else "")
    words, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + unit
        gap = digit == 0
    return words


def full_width(text: str) -> str:
    return text.translate(FULL_WIDTH)


def with_thousands(text: str) -> str:
    """Western groups of three before the point."""
    whole, dot, rest = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    return sign + ",".join([whole, *groups]) + dot + rest
