"""What a spreadsheet cell shows: the stored number's digits, dates as ISO text (ECMA-376 18.8.30 number formats)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

# Built-in format ids that show dates or times, East Asian ones included.
_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
_NOT_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]|General|G/通用格式', re.IGNORECASE)
_DATE_LETTERS = re.compile(r"[ymdhs]", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNIT = re.compile(r'(?:"([^"]*\w[^"]*)"|([\u4e00-\u9fff]+))\s*$')


@dataclass(frozen=True, slots=True)
class Format:
    """A number format, as far as it changes what is read."""

    is_date: bool = False
    hides: bool = False
    """``;;;`` shows nothing at all."""
    unit: str = ""
    """A literal after the digits: ``0"件"``."""


@lru_cache(maxsize=512)
def format_of(number: int, code: str) -> Format:
    """Classify the number format with this id; ``code`` is empty for built-in ones."""
    if number in _BUILTIN_DATES and not code:
        return Format(is_date=True)
    if code.count(";") >= 2 and not code.replace(";", "").strip():
        return Format(hides=True)
    if _DATE_LETTERS.search(_NOT_CODE.sub("", code)):
        return Format(is_date=True)
    unit = _UNIT.search(code.split(";", 1)[0])
    return Format(unit=(unit[1] or unit[2] or "").strip() if unit else "")


def number_text(raw: str | float, shown: Format = Format(), *, date1904: bool = False) -> str:
    """Return a stored number as text: ``3.0`` is ``3``, ``0.30000000000000004`` is ``0.3``, a date its ISO form.

    Spreadsheets hold 15 digits; zero stays ``0`` whatever the format shows for it. Text that is no number is
    returned as it is.
    """
    if shown.hides:
        return ""
    try:
        value = Decimal(f"{float(raw):.15g}")
    except (ValueError, InvalidOperation):
        return str(raw)
    if not value.is_finite():
        return str(raw)
    if shown.is_date:
        date = _date_text(float(value), date1904)
        if date is not None:
            return date
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return ("0" if digits == "-0" else digits) + shown.unit


def date_text(value: dt.datetime | dt.date | dt.time | dt.timedelta) -> str:
    """Return a date or time as ISO text; midnight is not printed."""
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date().isoformat()
        return value.isoformat(" ", "seconds")
    return str(value)


def _date_text(serial: float, date1904: bool) -> str | None:
    from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

    try:
        value = from_excel(serial, MAC_EPOCH if date1904 else WINDOWS_EPOCH)
    except (OverflowError, ValueError):
        return None
    return None if value is None else date_text(value)


def plain_text(text: str) -> str:
    """Return a stored string with its ``_x000D_`` escapes undone and one kind of line break."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
