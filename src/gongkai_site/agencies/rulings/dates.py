"""A date of publication as a ruling writes it: of every year after the one reported on, or of one certain year."""

from __future__ import annotations

import datetime as dt
import re

from gongkai.law import year_end
from gongkai_site.errors import InvalidInput

_EVERY_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})")
_PLAIN = 2023
"""A year whose days exist in every year."""


def normal_date(value: str, since: dt.date) -> str:
    """Return ``MM-DD`` or ``YYYY-MM-DD``. Raises :class:`InvalidInput` for what is no date, or can never be asked."""
    text = value.strip()
    try:
        if found := _EVERY_YEAR.fullmatch(text):
            return f"{dt.date(_PLAIN, int(found[1]), int(found[2])):%m-%d}"
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"“{text}”不是日期。", advice="每年同一天的写月-日，如 01-20；只管一年的写 2025-01-20。"
        ) from None
    asked = year_end(day.year - 1)
    if since > asked or since <= year_end(day.year - 2):
        raise InvalidInput(
            f"{day}是{day.year - 1}年度报告的期限，自{since}起设定不会被用到。",
            advice=f"请把起始日期写为{asked}：各年度的报告按其最后一天的规定办理。",
        )
    return day.isoformat()


def date_for(value: str, year: int) -> dt.date | None:
    """Return the day by which the report on ``year`` is due; ``None`` where the ruling speaks of another year."""
    if found := _EVERY_YEAR.fullmatch(value):
        return dt.date(year + 1, int(found[1]), int(found[2]))
    day = dt.date.fromisoformat(value)
    return day if day.year == year + 1 else None


def shown_date(value: str) -> str:
    """The date in words."""
    if found := _EVERY_YEAR.fullmatch(value):
        return f"每年{int(found[1])}月{int(found[2])}日"
    day = dt.date.fromisoformat(value)
    return f"{day.year}年{day.month}月{day.day}日（{day.year - 1}年度报告）"
