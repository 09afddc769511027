"""What stands in a cell, in words: absent, blank, zero, unread and unreadable are five different things."""

from __future__ import annotations

from typing import NamedTuple

from gongkai.checking.naming import number
from gongkai.report import Number


class Standing(NamedTuple):
    """How a cell's value is shown."""

    word: str
    """``number``, ``blank``, ``missing``, ``unread`` or ``unreadable``."""
    shown: str
    """The number as printed, else the word in Chinese."""


_SHOWN = {"blank": "空白", "missing": "无此格", "unread": "未能读出", "repaired": "无法辨认"}
_WORDS = {"repaired": "unreadable", "read": "unreadable"}
_HOW = {
    "read": "原文有数",
    "blank": "原文空白",
    "missing": "原文无此格",
    "unread": "是本系统没有读出，请对照原文",
    "repaired": "推断得出",
}
MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("number", "0", "原文写着零"),
    ("blank", "空白", "原文有格没有填"),
    ("missing", "无此格", "原文没有这一格"),
    ("unread", "未能读出", "是本系统没有读出，请对照原文"),
    ("unreadable", "无法辨认", "原文有内容，但不是能确定的数字"),
)
"""Each word with an example and its meaning, for the key."""


def standing_of(value: Number | None, how: str) -> Standing:
    """Return what stands in a cell that was read so."""
    if value is not None:
        return Standing("number", number(value))
    return Standing(_WORDS.get(how, how), _SHOWN.get(how, "无法辨认"))


def how_words(value: Number | None, how: str) -> str:
    """Say how a value was got."""
    return "有内容，无法辨认" if value is None and how == "repaired" else _HOW[how]
