"""Numbers in prose: what is certain is read exactly, what is not is no number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.reading.numerals import parse_number
from gongkai.report.model import Number

_DIGITS = "零一二三四五六七八九"


def in_words(number: int) -> str:
    """Write a number below 10**8 the way Chinese does (the test's own, independent rule)."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        link = "零" if 0 < low < 1_000 else ""
        return f"{in_words(high)}万{link}{in_words(low) if low else ''}"
    words, gap = "", False
    for unit, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return words or "零"


@given(st.integers(min_value=0, max_value=99_999_999))
def test_every_number_written_out_in_full_is_read_back(number: int) -> None:
    assert parse_number(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_are_read_with_and_without_separators_and_at_full_width(number: int) -> None:
    assert parse_number(str(number)) == number
    assert parse_number(f"{number:,}") == number
    assert parse_number("".join(chr(ord(each) + 0xFEE0) for each in str(number))) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十七", 17),
        ("十", 10),
        ("二十", 20),
        ("廿", 20),
        ("廿三", 23),
        ("卅一", 31),
        ("二百零三", 203),
        ("两千三百", 2300),
        ("两千三百零四", 2304),
        ("一百一十", 110),
        ("二百五十六", 256),
        ("一万二千", 12_000),
        ("一百二十万零五", 1_200_005),
        ("三亿零五十万", 300_500_000),
        ("二〇二四", 2024),
        ("二○二四", 2024),
        ("二零二四", 2024),
        ("〇", 0),
        ("零", 0),
        ("1.2万", 12_000),
        ("3千", 3_000),
        ("2百万", 2_000_000),
        ("0.35", Decimal("0.35")),
        ("12.0", 12),
        (" 3 456 ", 3456),
        ("１,２３４", 1234),
    ],
)
def test_usual_forms_are_read(text: str, number: Number) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "10几",
        "十几",
        "几十",
        "数十",
        "百余",
        "三四",
        "二百三",
        "三千五",
        "两万三",
        "一二",
        "12,34",
        "1,2345",
        "1.2.3",
        "千",
        "百二",
        "十百",
        "二十三十",
        "一千二千",
        "万",
        "三零",
        "零零",
        "〇二",
        "1万2千",
        "-3",
        "件",
        "3件",
        "一" * 30,
    ],
)
def test_what_is_not_certain_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@given(st.text(alphabet="零〇一二两三十百千万亿廿0123456789.,余几 ", max_size=12))
def test_no_text_breaks_the_reader_and_no_number_is_negative(text: str) -> None:
    number = parse_number(text)
    assert number is None or number >= 0
