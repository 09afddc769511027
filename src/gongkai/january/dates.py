"""Dates as people write them into a roster."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_FULL = re.compile(r"(?P<year>(?:19|20)\d\d)[年./-](?P<month>\d{1,2})[月./-](?P<day>\d{1,2})[日号]?")
_COMPACT = re.compile(r"(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_SHORT = re.compile(r"(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})[日号]?")
_REMARK = re.compile(r"(?:之?前|以前|止|截止|\d{1,2}:\d{2}(?::\d{2})?|[上下]午|星期.|周.)+$")
_LONGEST = 100
"""Characters from which on a text is no date, whatever remark stands behind it."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EPOCH = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers, as they count after its 29 February 1900."""


def read_date(value: object, *, default_year: int | None = None) -> dt.date | None:
    """Read 2025年1月20日, 2025-1-20, 2025.1.20, 20250120, a spreadsheet's serial number, or 1月20日 with a year given.

    Returns ``None`` for what is no date; nothing is guessed (day before month, two-digit years).
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _of_number(value)
    text = "".join(unicodedata.normalize("NFKC", str(value)).split()).replace("/", "-")
    if len(text) > _LONGEST:
        return None
    text = _REMARK.sub("", text)
    for pattern in (_FULL, _COMPACT, _SHORT):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = {name: int(number) for name, number in match.groupdict().items()}
        year = parts.get("year", default_year)
        return None if year is None else _real(year, parts["month"], parts["day"])
    return _of_number(float(text)) if _SERIAL.fullmatch(text) else None


def _of_number(value: float) -> dt.date | None:
    if 20000 <= value < 80000:
        return _EPOCH + dt.timedelta(days=int(value))
    number = int(value)
    match = _COMPACT.fullmatch(str(number)) if number == value else None
    return _real(*(int(each) for each in match.groups())) if match else None


def _real(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
