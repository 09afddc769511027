"""Texts on which a regular expression does its worst, made from the expression itself.

For each part that may repeat: the shortest text that leads there, that part over and over, and a tail on which the
whole must fail; and runs of what documents are full of.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from re import _constants as sre
from re import _parser as parser
from typing import Any

RUNS = (
    *(
        "0",
        "9",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u3000",
        "a",
        "A",
        "一",
        "第",
        "年",
        "件",
        "（",
        "）",
        "(",
        ")",
        "【",
        "<",
        ">",
    ),
    *('"', "'", "|", ",", "，", ".", "。", "、", "-", "—", "/", "\\", ":", "：", ";", "_", "*", "#", "&", "=", "%"),
    *("1,", "1 ", "1.", " 1", "a ", "一、", "<a", "<a ", "a=", "年1", "第1", "1年", "<!--", "\xad", "\x00"),
)
TAILS = ("", "\x01")
_SIZES = (16, 24, 40, 64, 96, 128, 256, 1_024, 4_096)
"""Few steps at first: what grows by powers of two must not be let run."""
_SLOW = 0.008
"""Seconds of processor time below which nothing is slow: a thousandth of it is usual at the largest size."""
_STEEPEST = 8.0
"""How many times longer a text four times as long may take: 4 where time is linear, 16 where it is quadratic."""
_CATEGORIES = {
    sre.CATEGORY_DIGIT: "05",
    sre.CATEGORY_SPACE: " \n",
    sre.CATEGORY_WORD: "a0一",
    sre.CATEGORY_NOT_DIGIT: "a ",
    sre.CATEGORY_NOT_SPACE: "a0",
    sre.CATEGORY_NOT_WORD: " ,",
}
_ANY = "a0 一,x"
_MANY = 16
"""A part that may repeat so often can be long."""


def texts(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Yield makers of texts: each gives one of about so many characters."""
    seen: set[tuple[str, str, str]] = set()
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    parts = [("", unit) for unit in RUNS] + list(_repeated(tree, "", pattern.flags))
    for lead, unit in parts:
        for tail in TAILS:
            key = (lead, unit, tail)
            if unit and key not in seen:
                seen.add(key)
                yield lambda size, key=key: key[0] + key[1] * max(size // len(key[1]), 1) + key[2]  # type: ignore[misc]


def steepness(run: Callable[[Any], object], make: Callable[[int], Any], longest: int | None = None) -> float:
    """Return how many times longer a text four times as long takes, at the first size that is slow; 0 where none is.

    Texts longer than ``longest`` are not tried.
    """
    for size in _SIZES:
        if longest is not None and size > longest:
            return 0.0
        if _best(run, make(size), 1) > _SLOW:
            slow, before = _best(run, make(size), 3), _best(run, make(size // 4), 3)
            if slow > _SLOW and slow > _STEEPEST * before:
                return slow / max(before, 1e-7)
            if slow > 10 * _SLOW:
                return 0.0
    return 0.0


def _best(run: Callable[[Any], object], text: Any, times: int) -> float:
    best = float("inf")
    for _ in range(times):
        started = time.thread_time()
        run(text)
        best = min(best, time.thread_time() - started)
        if best > 10 * _SLOW:
            break
    return best


def _repeated(tree: Any, lead: str, flags: int) -> Iterator[tuple[str, str]]:  # noqa: C901 - one case each
    """Yield what leads to each repeatable part, and that part once."""
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            least, most, inner = value
            if most >= _MANY:
                for unit in _samples(inner):
                    yield lead, unit
                    # The part itself, and the part after its first turn: two neighbours that take the same text.
                    yield lead + unit * max(least, 1), unit
            yield from _repeated(inner, lead, flags)
            lead += _shortest(inner) * least
        elif op is sre.SUBPATTERN:
            yield from _repeated(value[3], lead, flags)
            lead += _shortest(value[3])
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch, lead, flags)
            lead += _shortest(value[1][0])
        elif op is sre.ATOMIC_GROUP:
            yield from _repeated(value, lead, flags)
            lead += _shortest(value)
        elif op in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeated(value[1], lead, flags)
            if op is sre.ASSERT and value[0] < 0:
                lead += _shortest(value[1])
        else:
            lead += _one(op, value)[:1]


def _samples(tree: Any) -> list[str]:
    """Return texts that a part matches: its shortest with each character that its first choice allows."""
    tree = list(tree)
    if len(tree) == 1 and tree[0][0] in (sre.IN, sre.ANY, sre.NOT_LITERAL, sre.LITERAL):
        return list(dict.fromkeys(_one(*tree[0])))[:8]
    if len(tree) == 1 and tree[0][0] is sre.SUBPATTERN:
        return _samples(tree[0][1][3])
    if len(tree) == 1 and tree[0][0] is sre.BRANCH:
        return [unit for branch in tree[0][1][1] for unit in _samples(branch)][:12]
    longest = "".join(_shortest([item], 1) for item in tree)
    return list(dict.fromkeys(each for each in (_shortest(tree), longest) if each))


def _shortest(tree: Any, least_turns: int = 0) -> str:
    made = ""
    for op, value in tree:
        if op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            made += _shortest(value[2], least_turns) * max(min(value[0], 50), least_turns)
        elif op is sre.SUBPATTERN:
            made += _shortest(value[3], least_turns)
        elif op is sre.BRANCH:
            made += _shortest(value[1][0], least_turns)
        elif op is sre.ATOMIC_GROUP:
            made += _shortest(value, least_turns)
        else:
            made += _one(op, value)[:1]
    return made


def _one(op: Any, value: Any) -> str:
    """Return characters that one item of a pattern matches; the first is the usual one."""
    if op is sre.LITERAL:
        return chr(value)
    if op is sre.NOT_LITERAL:
        return "".join(each for each in _ANY if ord(each) != value)
    if op is sre.ANY:
        return _ANY
    if op is sre.IN:
        return _of_class(value)
    return ""


def _of_class(items: list[tuple[Any, Any]]) -> str:
    if items and items[0][0] is sre.NEGATE:
        barred = set(_of_class(items[1:]))
        return "".join(each for each in _ANY + "b(\n年" if each not in barred) or "ｚ"
    made = ""
    for op, value in items:
        if op is sre.LITERAL:
            made += chr(value)
        elif op is sre.RANGE:
            made += chr(value[0]) + chr(value[1])
        elif op is sre.CATEGORY:
            made += _CATEGORIES.get(value, "")
    return made
