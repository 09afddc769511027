"""What stands in a cell, in words: a number, blank, absent, unread and unreadable are five different things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from gongkai.report.model import How, Number

Standing = Literal["number", "blank", "missing", "unread", "unreadable"]

IN_CHINESE: Mapping[str, str] = {
    "blank": "空白",
    "missing": "无此格",
    "unread": "未能读出",
    "unreadable": "无法辨认",
}
"""The word for each that is no number. ``unread`` is our limit, the others are the document's."""


_OF: Mapping[How, Standing] = {
    "read": "unreadable",
    "repaired": "unreadable",
    "blank": "blank",
    "missing": "missing",
    "unread": "unread",
}


def standing_of(value: Number | None, how: How) -> Standing:
    """Return what stands in a cell that was read so."""
    if value is not None:
        return "number"
    return _OF[how]
