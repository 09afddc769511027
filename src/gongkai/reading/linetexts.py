"""What one line of flattened text holds: a label and the figures behind it, several labels, or figures alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from gongkai.reading.labels import HEADING, Lexicon, Target, names_any, normal
from gongkai.reading.printed import mark_of
from gongkai.reading.values import ABOUT, BLANK, UNREADABLE, Figure, figure, odd_figure
from gongkai.settings import Settings

_NUMBER_ALONE = re.compile(r"^[(（]?\d{1,2}[)）.．、]$")
_HAS_FIGURE = re.compile(
    r"^[OoＯｏ]$|[\d零〇/\\无空\-‐-―−﹣－ー]"
    r"|^[零一二三四五六七八九十百千万亿]{2,20}(?:元|万元|件|项)?$|^[增减升降↑↓]"
)
_UNIT = re.compile(r"(?<=\d)\s+(?=(?:件|项|条|个|宗|元|万元|亿元)(?:\s|$))")
_COLON = re.compile(r"[：:](?=(?:[-—–－/\\]{1,3}|无|空|没有)(?:[\s|｜]|$))")
"""A colon before a blank figure; one before digits parts them well enough."""
_COLONS = ("：", ":")
_ROW_NUMBER = re.compile(r"^\d{1,2}\s+(?=\D|\d[.．、])")
_IN_FIGURES = frozenset(",.+-，．＋－")
SPLIT = re.compile(r"[\s|｜│┃]+")

Tail = tuple[tuple[str, Figure], ...]


class Text(NamedTuple):
    """A part of a line: a label, a figure, or figures that run into each other or into the label (``glued``)."""

    text: str
    figure: Figure | None
    targets: tuple[Target, ...]
    glued: bool = False


def line_figure(text: str) -> Figure | None:
    """Take text of a line as a figure; lone numerals and punctuation there are pieces of labels."""
    return figure(text) if _HAS_FIGURE.search(text) and not _NUMBER_ALONE.match(text) else None


def _parts(text: str) -> list[str]:
    return [part for part in SPLIT.split(_COLON.sub(" ", _UNIT.sub("", text))) if part]


def behind_label(text: str) -> tuple[str, Tail]:
    """Part the figures at the end of a line from the label before them."""
    parts = _parts(text)
    tail: list[tuple[str, Figure]] = []
    while parts:
        found = line_figure(parts[-1])
        if found is None or found.kind == "unreadable":
            break
        tail.insert(0, (parts.pop(), found))
    return " ".join(parts), tuple(tail)


def among_figures(text: str, settings: Settings) -> tuple[str, Tail]:
    """Part the figures at the end of a line from the label, with what is none (#DIV/0!, 十二批) among several."""
    label, tail = behind_label(text)
    parts = label.split(" ") if label else []
    odd: list[tuple[str, Figure]] = []
    while parts and (found := line_figure(parts[-1]) or odd_figure(parts[-1], settings)) is not None:
        odd.insert(0, (parts.pop(), found))
    figures = (*odd, *tail)
    numbers = sum(each.kind == "number" for _, each in figures)
    return (" ".join(parts), figures) if odd and numbers > 1 else (label, tail)


def texts_of(text: str, words: Lexicon) -> Sequence[Text]:
    """Split a line into label and figures, remembered: each layout of a document asks for the same lines."""
    return _remembered(text, words) if len(text) <= words.settings.label_longest else _texts_of(text, words)


@lru_cache(maxsize=32_000)
def _remembered(text: str, words: Lexicon) -> tuple[Text, ...]:
    return tuple(_texts_of(text, words))


def _texts_of(text: str, words: Lexicon) -> list[Text]:
    """Split a line such as ``（一）予以公开 3 0 0 0 0 0 3`` into label and figures; empty if it is not one."""
    listed = listed_cells(text, words)
    if listed:
        return listed
    label, figures = behind_label(text)
    tail = [Text(part, what, ()) for part, what in figures]
    if not label or len(label) > 2 * words.settings.label_longest:
        return [] if label else tail
    bare, odd = _without_odd_figures(label, words.settings)
    if (first := _first_figure(bare, odd, tail)) is not None:
        return [Text(bare, first, ()), *odd, *tail]
    for each, figures_of in ((label, tail), (_ROW_NUMBER.sub("", label), tail), (bare, [*odd, *tail])):
        labels = _labels_in(each, words)
        if labels:
            return [*labels, *figures_of]
    glued = _glued_texts(text, words)
    if glued:
        return glued
    if tail and len(label) <= words.settings.label_longest:
        similar = _similar(label, words)
        if similar:
            return [*similar, *tail]
        if len(tail) >= words.settings.wide_table:
            return [Text(label, None, ()), *tail]
    return []


_CELLS_BEHIND_COLON = re.compile(r"([^：:]{1,90})[：:]([^：:]{2,200})")
_SIGNS = "、，,；;"


def listed_cells(text: str, words: Lexicon) -> list[Text]:
    """Take apart a label with all of its row's cells behind a colon, empty ones among them (规章：、、295)."""
    match = _CELLS_BEHIND_COLON.fullmatch(text.strip())
    sign = next((sign for sign in _SIGNS if match and sign in match[2]), "") if match else ""
    if match is None or not sign or match[2].count(sign) < 2:
        return []
    cells = [cell.strip() for cell in match[2].split(sign)]
    figures = [line_figure(cell) if cell else BLANK for cell in cells]
    if None in figures:
        return []
    labels = _labels_in(match[1], words) or _similar(match[1], words)
    pairs = zip(cells, figures, strict=True)
    return [*labels, *(Text(cell, each, ()) for cell, each in pairs)] if labels else []


def _first_figure(text: str, odd: list[Text], tail: list[Text]) -> Figure | None:
    """Return the figure that begins a line of figures: a number before what is none, or what is none before several."""
    if odd:
        return line_figure(text)
    return UNREADABLE if len(tail) > 1 and ABOUT.fullmatch(text) else None


def head_texts(text: str, words: Lexicon) -> list[Text]:
    """Take a line as the head of a table where most of its parts name columns; the others may be damaged."""
    settings = words.settings
    for split, fewest in ((_SET_APART, settings.head_columns), (_ENUMERATED, settings.enumerated_columns)):
        parts = [part for part in split.split(text.strip()) if part]
        if fewest <= len(parts) <= settings.head_parts and (found := _mostly_heads(parts, fewest, words)):
            return found
    return []


def _mostly_heads(parts: list[str], fewest: int, words: Lexicon) -> list[Text]:
    """Return the parts where enough of them name columns; look no further as soon as too many do not, or one counts."""
    found: list[Text] = []
    known = len(parts)
    for part in parts:
        targets = mark_of(part, words)[1]
        if not names_any(targets, HEADING):
            known -= 1
            number = mark_of(part, words)[0]
            counts = number is not None and number.kind == "number"
            if counts or known < fewest or words.settings.head_known * known < len(parts):
                return []
        found.append(Text(part, None, targets))
    return found


_SET_APART, _ENUMERATED = re.compile(r"[\s|｜│┃/]+"), re.compile(r"[\s，,；;、]+")


def _without_odd_figures(label: str, settings: Settings) -> tuple[str, list[Text]]:
    """Part texts in figures' places that are none (约120, #REF!) from the label before them, with figures between."""
    parts = label.split(" ")
    odd: list[Text] = []
    while len(parts) > 1 and (found := figure(parts[-1]) or odd_figure(parts[-1], settings)) is not None:
        odd.insert(0, Text(parts.pop(), found, ()))
    return " ".join(parts), odd


def _glued_texts(text: str, words: Lexicon) -> list[Text]:
    """Take apart a label whose first figure follows without a space (``…申请数量95 0 0``, ``规章000``)."""
    parts = _parts(text)
    at = next((at for at, part in enumerate(parts) if 0 < _figures_begin(part) < len(part)), None)
    if at is None:
        return []
    begin = _figures_begin(parts[at])
    label, first, rest = " ".join([*parts[:at], parts[at][:begin]]), parts[at][begin:], parts[at + 1 :]
    figures = [line_figure(value) for value in rest]
    labels = _labels_in(label, words) or _similar(label, words)
    if not labels or any(each is None or each.kind == "unreadable" for each in figures):
        return []
    value = line_figure(first)
    known = value if value is not None and value.kind == "number" else Figure("unreadable", doubt="数字之间没有间隔")
    return [
        *labels,
        Text(first, known, (), glued=not label.endswith(_COLONS) or _run_together(first)),
        *(Text(value, each, ()) for value, each in zip(rest, figures, strict=True)),
    ]


def _run_together(text: str) -> bool:
    """Whether digits begin with a nought that no figure begins with."""
    return len(text) > 1 and figure(text[0]) == figure("0") and text.isdecimal()


def _similar(label: str, words: Lexicon) -> list[Text]:
    targets = words.similar(label) if len(label) <= words.settings.label_longest else ()
    return [Text(label, None, targets)] if targets else []


def _figures_begin(part: str) -> int:
    """Return where the figures at the end of a text begin; its length where it ends in none."""
    begin = len(part)
    while begin and (part[begin - 1] in _IN_FIGURES or part[begin - 1].isdecimal()):
        begin -= 1
    while begin < len(part) and part[begin] in ",.，．":
        begin += 1
    return begin


def _labels_in(label: str, words: Lexicon) -> list[Text]:
    """Return the label, or the several ones that make up the text without remainder; ``[]`` if they do not."""
    if len(label) > 2 * words.settings.label_longest:
        return []
    targets = words.find(label) if len(label) <= words.settings.label_longest else ()
    if targets:
        return [Text(label, None, targets)]
    return [Text(part, None, words.targets[part]) for part in segment(normal(label), words)]


def segment(label: str, words: Lexicon) -> list[str]:
    """Split a normal text into known labels without remainder (``商业企业科研机构…``); ``[]`` if it cannot be."""
    if label[:2] not in words.prefixes:
        return []
    ways: list[list[str] | None] = [[]] + [None] * len(label)
    for end in range(1, len(label) + 1):
        for start in range(max(0, end - words.longest), end):
            way = ways[start]
            if way is not None and label[start:end] in words.targets:
                best = ways[end]
                if best is None or len(way) + 1 < len(best):
                    ways[end] = [*way, label[start:end]]
    return ways[-1] or []
