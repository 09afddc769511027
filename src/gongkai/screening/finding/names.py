"""Persons' names in Chinese text: a family name and one or two characters, set apart from what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.screening.words import words

_SPACES = re.compile(r"[\s\u3000]+")
_OTHER_PEOPLES = re.compile(r"[\u4e00-\u9fff]{2,8}[·•][\u4e00-\u9fff]{1,8}(?:[·•][\u4e00-\u9fff]{1,8})?")
_LONGEST = 12


@cache
def _names() -> re.Pattern[str]:
    singles = "".join(sorted(each for each in words().family_names if len(each) == 1))
    doubles = "|".join(sorted(each for each in words().family_names if len(each) == 2))
    family = rf"(?:{doubles}|[{singles}])"
    led_by = words().persons.lead.pattern
    return re.compile(
        rf"(?<![\u4e00-\u9fff])(?P<name>{family}[ ]?[\u4e00-\u9fff]{{1,2}})(?![\u4e00-\u9fff])"
        rf"|(?:{led_by})[:为是 ]{{0,2}}(?P<led>{family}[\u4e00-\u9fff]{{1,2}}?)"
        r"(?=[^\u4e00-\u9fff]|$|身|住|男|女|的|电|手|出|家[住在庭]|系)"
    )


def is_name(text: str) -> bool:
    """Whether a cell's whole text is a person's name; 张 三 and 买买提·艾力 are, 合计 is not."""
    if len(text) > _LONGEST:
        return False
    bare = _SPACES.sub("", text)
    if _OTHER_PEOPLES.fullmatch(bare):
        return True
    if bare in words().not_names or bare[:2] in words().not_names:
        return False
    for size in (2, 1):
        if bare[:size] in words().family_names and 1 <= len(bare) - size <= 2:
            return all("\u4e00" <= each <= "\u9fff" for each in bare)
    return False


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of names that stand apart in a text."""
    for match in _names().finditer(text):
        key = "name" if match["name"] else "led"
        if is_name(match[key]):
            yield match.start(key), match.end(key)


def has_name(text: str) -> bool:
    """Whether a person is named in a text."""
    return next(names(text), None) is not None


def masked_name(name: str) -> str:
    """Return a name with its middle hidden: 张*三, 李*."""
    bare = _SPACES.sub("", name)
    return f"{bare[0]}*{bare[-1]}" if len(bare) > 2 else f"{bare[:1]}*"
