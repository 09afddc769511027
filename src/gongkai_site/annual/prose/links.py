"""Linked numbers in prose: ``{{requests.received.total}}`` stands for the value of its cell or fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_LINK = re.compile(r"\{\{([^{}\n]*)\}\}")
_LOOSE = re.compile(r"\{\{|\}\}")
_PLACEHOLDER = re.compile(r"【请[^【】]*】")

Source = Mapping[str, Any] | Callable[[str], Any]
"""What gives a key its number: a mapping, or a function that returns ``None`` for a key it does not know."""


@dataclass(frozen=True, slots=True)
class Link:
    """One linked number: its key and where it stands in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A link that gives no number, as the reader sees it in the text."""

    key: str
    message: str
    shown: str


def links(text: str) -> list[Link]:
    """Return the linked numbers of a text in their order."""
    return [Link(each[1].strip(), each.start(), each.end()) for each in _LINK.finditer(text)]


def resolve(text: str, lookup: Source) -> str:
    """Return the text with every linked number in place of its link.

    A link that is unknown, has no number or is not closed is shown as a problem in 【】, never dropped.
    """
    return _LOOSE.sub(_broken().shown, _LINK.sub(lambda each: _shown(each[1].strip(), lookup), text))


def problems(text: str, lookup: Source) -> list[Problem]:
    """Return what :func:`resolve` shows as problems."""
    found = [each for link in links(text) if (each := _problem(link.key, lookup)) is not None]
    return found + [_broken() for _ in _LOOSE.finditer(_LINK.sub("", text))]


def placeholders(text: str) -> Iterator[str]:
    """Yield what a draft left for the officer to fill in: 【请……】."""
    return iter(_PLACEHOLDER.findall(text))


def printed(number: int | Decimal) -> str:
    """Write a number as prose does: no separators, no needless zeros."""
    return f"{number.normalize():f}" if isinstance(number, Decimal) else str(number)


def _shown(key: str, lookup: Source) -> str:
    problem = _problem(key, lookup)
    return printed(_number(key, lookup)) if problem is None else problem.shown


def _problem(key: str, lookup: Source) -> Problem | None:
    found = _find(key, lookup)
    if found is None and not (isinstance(lookup, Mapping) and key in lookup):
        return Problem(key, f"没有名为“{key}”的数字，请重新选择。", f"【无此数字：{key}】")
    if getattr(found, "number", found) is None:
        label = getattr(found, "label", key)
        return Problem(key, f"“{label}”目前没有数值，请补录台账或改写这句话。", f"【暂无数值：{label}】")
    return None


def _number(key: str, lookup: Source) -> int | Decimal:
    found = _find(key, lookup)
    number: int | Decimal = getattr(found, "number", found)
    return number


def _find(key: str, lookup: Source) -> Any:
    return lookup.get(key) if isinstance(lookup, Mapping) else lookup(key)


def _broken() -> Problem:
    return Problem("", "链接数字的花括号不成对，请删去后重新插入。", "【链接不完整】")
