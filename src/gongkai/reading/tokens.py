"""What a text that writes labels and values out is made of: labels of the forms, figures, and words that are neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.reading.labels import Lexicon, Target, normal
from gongkai.reading.values import BLANK, UNREADABLE, Figure, figure, odd_figure

_FIGURE = re.compile(
    r"(?:[增减+\-－](?:加|少|长)?)?[¥￥]?(?:[1-9]\d{0,2}(?:,\d{3})++(?![\d,])|\d++)(?:[.．]\d++)?+"
    r"\s?(?:万元|亿元|千元|元|件次|件|项次|项|条|个|宗|起|次|份|例|人次)?"
)
_DASH = re.compile(r"[-—–－─]{1,3}(?![-—–－─])")
_ABOUT = re.compile(r"(?:约|近|逾|超过?|不足|大约)\s?\d[\d,.]*(?:余|多)?|\d[\d,.]*\s?(?:余|多|几|%|％)")
"""Quantities that are no exact figure."""
_TEXT = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Za-z\d０-９]")
_APART = re.compile(r"[\s：:，,；;。、|｜│=＝→＞>\"'”“]|$")
"""Signs that end a field."""
_NUMBERING = re.compile(
    r"[(（]?\d{1,2}[)）.．、](?=[\s“\"\u3400-\u9fff])|[①-⑳]|\d{4}年|(?<!.)\s*+\d{1,3}[\t ]+(?=[\u3400-\u9fff])"
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_LONGEST_REMARK = 120
_LONGEST_LABEL = 90
_LONGEST_FIELD = 16
_LINKS = frozenset("为有是共计了数量的")
"""Words that may stand between a label and its figure without meaning something else."""


class Token(NamedTuple):
    """A label, a figure, or words that are neither (no targets, no figure)."""

    text: str
    targets: tuple[Target, ...]
    figure: Figure | None


def tokens_of(text: str, words: Lexicon) -> Iterator[Token]:
    """Yield the labels, figures and other words of a text, remarks in brackets and numberings left out."""
    whole = figure(text)
    if whole is not None and text.strip():
        yield Token(text, (), whole)
        return
    at = 0
    strange = begins = -1
    after_label = False
    while at < len(text):
        end, token = _token_at(text, at, words, after_label=after_label)
        if token is not None:
            if strange >= 0:
                yield _other(text[strange:at], words, after_label=begins > 0)
                strange = -1
            if token.text:
                yield token
                after_label = bool(token.targets)
            at = end
            continue
        if end > at:  # a numbering or a remark
            at = end
            continue
        if _TEXT.match(text, at) and text[at] not in _LINKS:
            if strange < 0:
                strange, begins = at, after_label
                after_label = False
        elif strange >= 0 and _APART.match(text, at):
            yield _other(text[strange:at], words, after_label=begins > 0)
            strange = -1
        at += 1
    if strange >= 0:
        yield _other(text[strange:], words, after_label=begins > 0)


def _token_at(text: str, at: int, words: Lexicon, *, after_label: bool) -> tuple[int, Token | None]:
    """Return the label or figure that begins here and where it ends; without one, the end of what is to be left out."""
    end, targets = label_at(text, at, words)
    if targets:
        return end, Token(text[at:end], targets, None)
    about = _ABOUT.match(text, at)
    if about:
        return about.end(), Token(about[0], (), UNREADABLE)
    skipped = _skipped(text, at, words, after_label=after_label)
    if skipped:
        return skipped, None
    match = _FIGURE.match(text, at)
    found = figure(match[0]) if match else None
    if match and found is not None:
        return match.end(), Token(match[0], (), found)
    dash = _DASH.match(text, at)
    if dash:
        return dash.end(), Token(dash[0], (), BLANK) if after_label and _stands_alone(text, dash) else None
    return at, None


def _stands_alone(text: str, dash: re.Match[str]) -> bool:
    """Whether a dash stands where a figure would, and does not join two labels."""
    following = text[dash.end() : dash.end() + 1]
    if following.isspace():
        rest = text[dash.end() :].lstrip()
        return not rest or not text[dash.start() - 1].isspace()
    return not following or _APART.match(following) is not None


def _other(text: str, words: Lexicon, *, after_label: bool) -> Token:
    """Make a token of words that begin with no label: a damaged label, a figure in words, or neither."""
    text = text.strip()
    targets = words.find(text) or words.similar(text)
    if targets or not after_label:
        return Token(text, targets, None)
    return Token(text, (), figure(text) or (odd_figure(text) if len(text) <= _LONGEST_FIELD else None))


def _skipped(text: str, at: int, known: Lexicon, *, after_label: bool) -> int:
    """Return where a numbering or a remark in brackets ends that begins here, 0 where none does.

    A number right behind a label is its figure (自然人0、商业企业0), unless it numbers a row.
    """
    match = _NUMBERING.match(text, at)
    if match and not (after_label and match[0][0].isdecimal() and not _numbers_row(text, match.end(), known)):
        return match.end()
    closing = _BRACKETS.get(text[at])
    if closing is None:
        return 0
    end = text.find(closing, at, at + _LONGEST_REMARK)
    remark = text[at + 1 : end] if end > 0 else ""
    inside = any(label_at(remark, place, known)[1] for place in range(min(len(remark), 12)))
    return 0 if end < 0 or (inside and any(each.isdigit() for each in remark)) else end + 1


def _numbers_row(text: str, at: int, known: Lexicon) -> bool:
    _, targets = label_at(text, at, known)
    return bool(targets) and all(target.kind in ("row", "group") for target in targets)


def label_at(text: str, at: int, words: Lexicon) -> tuple[int, tuple[Target, ...]]:
    """Return where the longest label that begins here ends, and what it stands for."""
    label = ""
    best: tuple[int, tuple[Target, ...]] = (at, ())
    if not _TEXT.match(text[at]) and text[at] not in '(（“"':
        return best
    for end in range(at, min(len(text), at + _LONGEST_LABEL)):
        part = normal(text[end])
        if part:
            label += part
            if label not in words.prefixes:
                break
            found = words.targets.get(label)
            if found:
                best = (end + 1, found)
        elif not label and end > at:
            break
    return best
