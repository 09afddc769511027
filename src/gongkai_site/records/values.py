"""What people write into a cell or a form becomes a value, or a message that says what is wrong; in this one place."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from gongkai.january import read_date
from gongkai_site.records.registry import RegisterField
from gongkai_site.records.units import MONEY, times
from gongkai_site.sheets.exact import inexact, is_scientific
from gongkai_site.sheets.words import document_number, plain, tidy

_NOTHING = frozenset({"", "/", "-", "—", "——", "--", "\\", "无", "暂无"})
"""What offices write where there is nothing to write, in dates, choices and figures."""
_UNDECIDED = frozenset(
    {"办理中", "未办结", "在办", "正在办理", "未审结", "审理中", "尚未审结", "待办", "未撤下", "未签收"}
)
_SHORT_YEAR = re.compile(r"\D{0,2}\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?")
_NO_DAY = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}月?")
_COUNT = re.compile(r"(-?\d+(?:\.\d*)?)([百千万]?)(?:件|条|次|人|人次|个|份|篇|宗|起|例|场|期|部)?")
_UNIT = re.compile(rf"({'|'.join(sorted(MONEY, key=len, reverse=True))})$")
_MOST_NAMED = 8
_LARGEST_COUNT = 2_147_483_647
_MOST_FIGURES = 20
"""Figures of a number worth reading; Python refuses to read thousands of them."""
_LARGEST_FEN = 10**16
"""A hundred trillion yuan: hundreds of such amounts still add up within what a database holds."""
_EARLIEST, _LATEST = dt.date(1949, 10, 1), dt.date(2100, 12, 31)
_WRITTEN = frozenset({"text", "number", "request"})
"""Kinds of fields that hold names, numbers and codes as they were written."""
_valid_url = URLValidator(schemes=("http", "https"))


class Unreadable(ValueError):
    """A value that cannot be read; the message is Chinese and names no field."""


def parse(field: RegisterField, raw: object, *, unit: str = "", year: int | None = None) -> Any:
    """Return what ``raw`` (typed text, or a cell's value) means in this field; ``None`` where nothing was written.

    ``unit`` is the unit that the table states, for money (元 where none is) and counts; ``year`` that of days without
    one. Sections and requests are returned as their text. Raises :class:`Unreadable`.
    """
    if raw is None or (isinstance(raw, str) and not tidy(raw)):
        return None
    if field.kind == "money":
        return _money(raw, unit or "元")
    if field.kind == "count":
        return _count(raw, times(unit))
    if field.kind == "date":
        return _date(raw, year)
    if field.kind in _WRITTEN and (why := inexact(raw, field.held)):
        raise Unreadable(f"{why}。")
    return _PARSERS.get(field.kind, _text)(field, raw)


def _is_nothing(raw: object) -> bool:
    return isinstance(raw, str) and "".join(raw.split()) in _NOTHING | _UNDECIDED


def _date(raw: object, year: int | None) -> dt.date | None:
    if _is_nothing(raw):
        return None
    found = read_date(raw.replace("T", " ") if isinstance(raw, str) else raw, default_year=year)
    if found is not None:
        if not _EARLIEST <= found <= _LATEST:
            raise Unreadable(f"日期{found}不合情理，请核对年份。")
        return found
    text = "".join(unicodedata.normalize("NFKC", str(raw)).split())
    if _SHORT_YEAR.fullmatch(text):
        raise Unreadable(f"“{text}”的年份只有两位，请写四位年份，如2025-03-05。")
    if _NO_DAY.fullmatch(text):
        raise Unreadable(f"“{text}”没有写到日，请写明年月日，如2025-03-05。")
    raise Unreadable(f"“{_cut(text)}”不是日期，请写成2025-03-05或2025年3月5日。")


def _choice(field: RegisterField, raw: object) -> str | None:
    word = plain(raw)
    if word in field.words:
        return field.words[word]
    if _is_nothing(raw) or not word:
        return None
    starts = {value for known, value in field.words.items() if len(word) > 3 and known.endswith(word)}
    if len(starts) == 1:
        return starts.pop()
    labels = [label for _, label in field.choices]
    nearer = [label for label in labels if plain(label).startswith(word)]
    if nearer:
        raise Unreadable(f"只写“{_cut(tidy(raw))}”分不清是哪一种，请写明：{'、'.join(nearer)}。")
    more = f"等{len(labels)}种" if len(labels) > _MOST_NAMED else ""
    raise Unreadable(f"“{_cut(tidy(raw))}”不在可选范围内，请写：{'、'.join(labels[:_MOST_NAMED])}{more}。")


def _count(raw: object, each: int) -> int | None:
    if isinstance(raw, bool):
        raise Unreadable("这里应填数字。")
    if _is_nothing(raw):
        return None
    written = str(round(raw, 6)) if isinstance(raw, float) else str(raw)
    text = "".join(unicodedata.normalize("NFKC", written).replace(",", "").split())
    match = _COUNT.fullmatch(text)
    if match is None:
        raise Unreadable(f"“{_cut(text)}”不是整数。")
    if len(match[1]) > _MOST_FIGURES:
        raise Unreadable(f"“{_cut(text)}”过大，请核对。")
    number = Decimal(match[1]) * (times(match[2]) if match[2] else each)
    if number != number.to_integral_value():
        raise Unreadable(f"“{_cut(text)}”不是整数。")
    if number < 0:
        raise Unreadable(f"“{_cut(text)}”小于零，数量不能是负数。")
    if number > _LARGEST_COUNT:
        raise Unreadable(f"“{_cut(text)}”过大，请核对。")
    return int(number)


def _money(raw: object, unit: str) -> int | None:
    if isinstance(raw, (bool, dt.date, dt.time)):
        raise Unreadable("这里应填金额，单位为元。")
    if _is_nothing(raw):
        return None
    # A workbook's binary fractions carry noise behind the sixth decimal.
    written = str(round(raw, 6)) if isinstance(raw, float) else str(raw)
    text = "".join(unicodedata.normalize("NFKC", written).split()).replace(",", "").lstrip("¥")
    if (found := _UNIT.search(text)) is not None:
        unit, text = found[1], text[: found.start()]
    if is_scientific(text) and isinstance(raw, str):
        raise Unreadable(f"“{_cut(written)}”是科学记数法，原来的数字已看不出来，请写出全部数字。")
    if text.startswith("(") and text.endswith(")"):
        text = f"-{text[1:-1]}"
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise Unreadable(f"“{_cut(written)}”不是金额，请写成数字，如1250.50。") from None
    if not amount.is_finite() or amount.adjusted() > _MOST_FIGURES:
        raise Unreadable(f"“{_cut(written)}”过大或不是金额，请核对。")
    fen = amount * MONEY[unit]
    if abs(fen) > _LARGEST_FEN:
        raise Unreadable(f"“{_cut(written)}”过大，请核对。")
    if fen != fen.to_integral_value():
        raise Unreadable(f"“{_cut(written)}”不足一分，金额最多写到分（两位小数）。")
    return int(fen)


def _url(field: RegisterField, raw: object) -> str | None:
    text = tidy(raw)
    if _is_nothing(text):
        return None
    try:
        _valid_url(text)
    except ValidationError:
        raise Unreadable(f"“{_cut(text)}”不是网址，网址以http://或https://开头。") from None
    return _short_enough(field, text)


def _text(field: RegisterField, raw: object) -> str | None:
    if isinstance(raw, bool):
        raw = "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        raw = raw.date()
    text = tidy(raw)
    if text in {"/", "-", "—", "——"}:
        return None
    return _short_enough(field, document_number(text, field.brackets) if field.kind == "number" else text)


def _short_enough(field: RegisterField, text: str) -> str:
    if field.max_length and len(text) > field.max_length:
        raise Unreadable(f"共{len(text)}个字，最多{field.max_length}个字。")
    return text


def _cut(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}……"


_PARSERS: Mapping[str, Callable[[RegisterField, object], Any]] = {
    "choice": _choice,
    "url": _url,
}
