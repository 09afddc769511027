"""Characters as they stand in real documents: invisible ones, symbol-font rubbish, and what looks like a figure.

Nothing that could be a digit is ever removed: what cannot be read becomes U+FFFD, so that *unreadable* does not turn
into *blank*.
"""

from __future__ import annotations

import re

UNREADABLE = "\ufffd"
"""Stands for characters that cannot be read (bad bytes, private-use glyphs of an unknown font)."""

PICTURED = "\ufffc"
"""Stands for a picture where text is expected, so that such a cell is not taken for a blank one."""

_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe0e\ufe0f\ufeff"
# Bullets and spaces of the Wingdings and Symbol fonts as Word stores them (U+F000 + code). The digits of those fonts
# (U+F030 to U+F039) are left out on purpose.
_BULLETS = "\uf020\uf06c\uf06e\uf071\uf075-\uf077\uf0a0\uf0a7\uf0a8\uf0b7\uf0d8\uf0e8\uf0fc\uf0fe"
_RUBBISH = re.compile(f"[{_INVISIBLE}{_BULLETS}]")
_PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_PRIVATE = re.compile(f"[{_PRIVATE_USE}]")
_ODD = re.compile(f"[{_INVISIBLE}{_PRIVATE_USE}]")
"""Either of both; the bullets are in the private use area. Hardly a text has any."""
_FIGURE = re.compile(r"[-+−]?\d[\d,，.． ]*(?:件|万元|元|宗|条|个|起)?|[-－—–―─/／\\＼]+|[无零〇]")
_CJK_EDGE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2010-\u201f\u2026\U00020000-\U0003ffff"
_BETWEEN_CJK = re.compile(f"(?<=[{_CJK_EDGE}])\n(?=[{_CJK_EDGE}])")


def strip_rubbish(text: str) -> str:
    """Return ``text`` without invisible characters and symbol-font bullets; other private-use glyphs become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _without_odd(text) if _ODD.search(text) else text


def one_line(text: str) -> str:
    """Return ``text`` cleaned and with every run of white space as a single space."""
    if not text.isascii():
        if _ODD.search(text):
            text = _without_odd(text)
    elif text.isalnum():
        return text
    return " ".join(text.split())


def _without_odd(text: str) -> str:
    return _PRIVATE.sub(UNREADABLE, _RUBBISH.sub("", text))


def join_lines(lines: list[str]) -> str:
    """Join the lines of one cell: nothing between Chinese characters, a space between others (1⏎2 is not 12)."""
    kept = [line for line in lines if line]
    if len(kept) < 2:
        return kept[0] if kept else ""
    return _BETWEEN_CJK.sub("", "\n".join(kept)).replace("\n", " ")


def is_figure(text: str) -> bool:
    """Return whether a cell's text looks like a figure of the form: a number with or without unit, a dash, 无."""
    return _FIGURE.fullmatch(text.strip()) is not None
