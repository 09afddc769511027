"""Rows of a table that are no records: totals, and what is written under it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai_site.sheets.words import plain

_TOTALS = re.compile(
    r"(?:本页|本月|本季|本年|全年|年度|累计|上年|本期)?(?:合计|总计|小计|共计|累计)\d*[件条元笔个]?|\d{1,2}月(?:合计|小计)"
)
_REMARKS = re.compile(
    r"(?:填表|制表|填报|审核|负责|单位负责|经办|联系|复核)人|填报(?:单位|日期)|制表(?:单位|日期)|"
    r"^(?:金额|计量|货币)?单位$|^注\d*$|^(?:填表)?说明$|^备注\d*$"
)
_MARK = re.compile(r"[:：]")
_LONGEST = 8


def said_aside(texts: Sequence[str]) -> str | None:
    """Return what a row that is no record says, else None. ``texts`` are its cells."""
    said = [each for each in texts if each]
    if not said:
        return None
    return " ".join(said)[:80] if is_total(said) or _is_remark(said[0]) else None


def is_total(texts: Sequence[str]) -> bool:
    """Whether a row sums others up; a serial number may stand before the word."""
    said = [plain(each) for each in texts if each]
    if not said:
        return False
    # A record's own text only seldom is nothing but 合计.
    words = {said[0], said[1]} if len(said) > 1 and said[0].isdigit() else {said[0]}
    return any(_TOTALS.fullmatch(word) for word in words)


def _is_remark(text: str) -> bool:
    head = plain(_MARK.split(text)[0])
    return bool(_MARK.search(text)) and len(head) <= _LONGEST and bool(_REMARKS.search(head))
