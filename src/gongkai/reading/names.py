"""What an agency's name looks like, and how it is told from what a page prints before it."""

from __future__ import annotations

import re
from functools import lru_cache

from gongkai.reading.characters import data_file

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters, the rare ones of place names (㙍, 𬇕) among them, as a pattern's class."""
NAME = rf"(?:[{HAN}·A-Za-z]|\d{{1,5}}(?![\d年月日.:])|\([{HAN}]{{1,12}}\)){{2,40}}?"
"""Pattern of a name in running text, folded and without spaces; it takes as little as it can."""

_NAME = re.compile(rf"^[{HAN}·、()“”A-Za-z\d-]{{2,45}}$")
_CHINESE = re.compile(f"[{HAN}]")
_NO_NAME = re.compile(r"(?<!\d)20\d\d年|\d月|月\d|\d日|[Xx]{2}")
"""Dates, and what a template leaves open (XX单位)."""
_BRACKETED_END = re.compile(r"\([^()]{1,20}\)$")
_NOTE = re.compile(r"^(?:\([^()]{0,14}\)|\[[^\[\]]{0,14}\]|【[^【】]{0,14}】|<[^<>]{0,14}>)+")
_PAGE = re.compile(
    r"^(?:page\.?|p\.?)\d{1,4}|^第\d{1,4}页(?:[,/]?共\d{1,4}页)?|^\d{1,3}/\d{1,3}页?|^[-—–]+\d{1,4}[-—–]+", re.I
)
_CLOCK = re.compile(
    r"农历[闰正一二三四五六七八九十冬腊]{1,3}月[初廿卅一二三四五六七八九十]{1,3}|(?:星期|周)[一二三四五六日天]|\d{1,2}月\d{1,2}日|\d{1,2}:\d\d(?::\d\d)?"
)
_SEPARATOR = re.compile(r"[-—–_|:/\\>»›→?]+")


@lru_cache(maxsize=1)
def _words() -> tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str], tuple[str, ...], frozenset[str]]:
    words = data_file("agency.toml")
    page = re.compile("|".join(map(re.escape, sorted(words["page"], key=len, reverse=True))))
    return (
        tuple(words["organs"]),
        tuple(words["party"]),
        page,
        tuple(words["page_keepers"]),
        frozenset(words["generic"]),
    )


def is_name(text: str) -> bool:
    """Whether a folded text without spaces is made of what names are made of."""
    if not _NAME.match(text):
        return False
    return len(_CHINESE.findall(text)) >= 2 and not _NO_NAME.search(text)


def is_agency_name(text: str) -> bool:
    """Whether a folded text without spaces has the shape of an agency's name."""
    if len(text) < 3 or not is_name(text):
        return False
    return _BRACKETED_END.sub("", text).endswith(_words()[0])


def is_party_name(text: str) -> bool:
    """Whether a name is that of a Party committee (县委), which reports on no disclosure."""
    return text.endswith(_words()[1])


def without_page_words(name: str) -> str:
    """Cut off what a page prints before a name: a note (（图解）), page numbers, clocks, menus, the site's name.

    Nothing is cut off where what remains is no agency's name.
    """
    name = _PAGE.sub("", _NOTE.sub("", name)).strip("-—–_|:/\\>»›→?")
    pieces = [piece for piece in _SEPARATOR.split(name) if piece]
    if len(pieces) > 1:
        name = next((piece for piece in reversed(pieces) if is_agency_name(piece)), pieces[-1])
    name = _NOTE.sub("", name)
    for pattern in (_CLOCK, _words()[2]):
        for match in reversed(list(pattern.finditer(name))):
            rest = name[match.end() :]
            if is_agency_name(rest) and not rest.startswith(_words()[3]) and rest not in _words()[4]:
                return rest
    return name
