"""Unfold a report that came as one long line: section headings and table labels begin lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from gongkai.document.model import Block, Line
from gongkai.forms import form_ids, get_form

_LONG = 120
_FIGURES = re.compile(r"(?:(?<![\d.])\d[\d,.]*\s*(?:件|项)?[\s|｜]+){5}")
_LONGEST_WINDOW = 60_000


def unfold(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks with every line that holds a folded report split up; all others as they are."""
    if not any(isinstance(block, Line) and _is_folded(block.text) for block in blocks):
        return blocks
    unfolded: list[Block] = []
    for block in blocks:
        if isinstance(block, Line) and _is_folded(block.text):
            unfolded += [block._replace(text=piece) for piece in _split(block.text)]
        else:
            unfolded.append(block)
    return unfolded


def _is_folded(text: str) -> bool:
    return len(text) >= _LONG and (_FIGURES.search(text) is not None or len(_headings().findall(text)) >= 2)


@lru_cache(maxsize=1)
def _headings() -> re.Pattern[str]:
    """Section headings with their ordinal, spaces allowed between all characters."""
    found: set[str] = set()
    for form_id in form_ids():
        for section in get_form(form_id).sections:
            for heading in (section.heading, *section.variants):
                found.add(rf"{section.number}\s*[、.．,，:：]?\s*{_loose(heading)}")
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    """Every label of the tables that is long or numbered enough not to occur in running prose."""
    found: set[str] = set()
    for form_id in form_ids():
        for table in get_form(form_id).tables:
            for block in table.blocks:
                heads = (block.heading, block.corner, block.spanning, *(column.group for column in block.columns))
                found.update(_loose(label) for label in heads if label)
                for column in block.columns:
                    found.update(_loose(label) for label in (column.printed, column.label))
                for row in block.rows:
                    found.update(_loose(label) for label in (*row.path, row.label, *row.variants) if len(label) > 1)
    return re.compile("|".join(sorted(found, key=len, reverse=True)))


_OPTIONAL = {
    "（": "[（(]?",
    "）": "[）)]?",
    "“": '["“”]?',
    "”": '["“”]?',
    "、": "[、，,.]?",
    "，": "[，,、]?",
    ".": "[.．、]?",
}

_PAGE_MARK = re.compile(r"(?<=\s)[-—－]\s*\d{1,3}\s*[-—－](?=\s)")


def _loose(label: str) -> str:
    return r"\s*".join(_OPTIONAL.get(char, re.escape(char)) for char in label)


def _split(text: str) -> list[str]:
    """Split at headings everywhere and at labels inside the stretch of tables."""
    cuts: set[int] = set()
    for match in _headings().finditer(text):
        cuts.update((match.start(), match.end()))
    for match in _PAGE_MARK.finditer(text):
        cuts.update((match.start(), match.end()))
    first = _FIGURES.search(text)
    if first is not None:
        start = max(0, first.start() - 3_000)
        for match in _labels().finditer(text, start, min(len(text), start + _LONGEST_WINDOW)):
            if _in_table(text, match):
                cuts.update((match.start(), match.end()))
    edges = [0, *sorted(cuts), len(text)]
    pieces = [text[begin:end].strip(" \t|｜\u3000") for begin, end in pairwise(edges)]
    return [part for piece in pieces for part in _without_note(piece) if part]


_NOTE_BEHIND = re.compile(r"^((?:\S{0,12}\d\S{0,4}[\s|｜]+){3,})(?=[^\d\s|｜]\S{3})")


def _without_note(piece: str) -> list[str]:
    """Part figures from a remark that follows them (注：…)."""
    match = _NOTE_BEHIND.match(piece)
    return [match[1].strip(" \t|｜\u3000"), piece[match.end() :]] if match else [piece]


_NEIGHBOUR = re.compile(r"[\s|｜\d]")


def _in_table(text: str, match: re.Match[str]) -> bool:
    """Whether a label stands apart (spaces, bars or figures around it), as in a table and not in a sentence."""
    before = match.start() == 0 or _NEIGHBOUR.match(text[match.start() - 1]) is not None
    after = match.end() == len(text) or _NEIGHBOUR.match(text[match.end()]) is not None
    return before or after
