"""Sentences as data: ``[this|that|]`` chooses, ``<list>`` sets in another list, ``{name}`` waits for a figure."""

from __future__ import annotations

import math
import random
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "wording"
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_MACRO = re.compile(r"<([a-z0-9_.]+)>")
DIGITS = "〇一二三四五六七八九十"


BELOW = {"further": ("common", "tuned")}
"""The files that a file of wordings is laid over, where it is not the shared one alone."""


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """All lists of one file of wordings, as ``table.list``; those that it has not itself are of the files below it."""
    found: dict[str, tuple[str, ...]] = {}
    for file in (*BELOW.get(name, ("common",)), name):
        for table, content in tomllib.loads((FOLDER / f"{file}.toml").read_text("utf-8")).items():
            found |= {f"{table}.{key}": tuple(sentences) for key, sentences in content.items()}
    return found


def draw(name: str, kind: str, rng: random.Random, *, also: Mapping[str, str] | None = None) -> str:
    """One sentence of a kind with its choices made and its lists set in; figures are still open."""
    text = rng.choice(lists(name)[kind])
    for _ in range(60):
        if found := _CHOICE.search(text):
            chosen = rng.choice(found[1].split("|"))
        elif found := _MACRO.search(text):
            chosen = (also or {}).get(found[1]) or draw(name, found[1], rng, also=also)
        else:
            break
        text = text[: found.start()] + chosen + text[found.end() :]
    return text


def variants(name: str, kind: str) -> int:
    """How many sentences a kind can come to, with those of the lists set into it."""
    return sum(_count(name, text) for text in lists(name)[kind])


def _count(name: str, text: str) -> int:
    """Choices beside each other multiply, choices within one add up."""
    counts: list[int] = []

    def kept(count: int) -> str:
        counts.append(count)
        return chr(0xE000 + len(counts) - 1)

    def product(part: str) -> int:
        return math.prod(counts[ord(sign) - 0xE000] for sign in part if 0 <= ord(sign) - 0xE000 < len(counts))

    text = _MACRO.sub(lambda found: kept(variants(name, found[1]) if found[1] in lists(name) else 1), text)
    while found := _CHOICE.search(text):
        text = text[: found.start()] + kept(sum(product(each) for each in found[1].split("|"))) + text[found.end() :]
    return product(text)


def as_written(value: object, numerals: str) -> object:
    """A small figure in Chinese numerals where this sentence writes them so."""
    if numerals == "chinese" and isinstance(value, int) and 0 < value <= 10:
        return DIGITS[value]
    return value
