"""The words of a page as one text in which every character knows its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.redaction.model import Box
from gongkai.redaction.opening.pages import PageWords, Sign
from gongkai.settings import Settings

_NARROW = 0.55
"""Width of a letter or figure, where a Chinese character has one."""
_LEVEL = 0.5
"""Share of the lower of two characters that must lie beside the other for both to stand on a line."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One reading of a page: its text, and for each character of it the sign it comes from."""

    page: int
    text: str
    """Full-width signs as ASCII; a line ends with a line feed, a gap is a space."""
    signs: tuple[Sign, ...]
    at: tuple[int, ...]
    """For each character of the text the number of its sign; -1 for the spaces that stand for gaps."""
    aspect: float
    recognised: bool


def readings(words: PageWords, settings: Settings) -> Iterator[Laid]:
    """Yield the page's own text and what recognition read, as far as there is either."""
    if words.signs:
        yield _laid(words, words.signs, settings, recognised=False)
    if words.recognised:
        single = tuple(sign for run in words.recognised for sign in _parted(run, words.aspect))
        yield _laid(words, single, settings, recognised=True)


def _laid(words: PageWords, signs: tuple[Sign, ...], settings: Settings, *, recognised: bool) -> Laid:
    text: list[str] = []
    at: list[int] = []
    for number, sign in enumerate(signs):
        if number:
            gap = between(signs[number - 1].box, sign.box, words.aspect, settings)
            if gap:
                text.append(gap)
                at.append(-1)
        for each in unicodedata.normalize("NFKC", sign.text):
            if not each.isspace():
                text.append(each)
                at.append(number)
    return Laid(words.page, "".join(text), signs, tuple(at), words.aspect, recognised)


def between(one: Box, other: Box, aspect: float, settings: Settings) -> str:
    """Return what stands between two characters: a line feed, a space, or nothing."""
    low = min(one.bottom - one.top, other.bottom - other.top)
    if min(one.bottom, other.bottom) - max(one.top, other.top) < _LEVEL * low:
        return "\n"
    apart = max(other.left - one.right, one.left - other.right) * aspect
    return " " if apart > settings.redaction_between * low else ""


def tight(laid: Laid) -> Laid:
    """Return the same reading without spaces and line ends, for words that are broken over lines or spaced out."""
    kept = [(each, at) for each, at in zip(laid.text, laid.at, strict=True) if at >= 0]
    return Laid(
        laid.page,
        "".join(each for each, _ in kept),
        laid.signs,
        tuple(at for _, at in kept),
        laid.aspect,
        laid.recognised,
    )


def boxes(laid: Laid, start: int, end: int, settings: Settings) -> list[Box]:
    """Return what must be covered for the characters from ``start`` to ``end`` to be gone: a box on every line."""
    numbers = sorted({at for at in laid.at[start:end] if at >= 0})
    lines: list[Box] = []
    for number in numbers:
        box = laid.signs[number].box
        if lines and between(lines[-1], box, laid.aspect, settings) == "":
            last = lines[-1]
            lines[-1] = Box(
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            lines.append(box)
    return [_with_margin(each, laid, settings) for each in lines]


def _with_margin(box: Box, laid: Laid, settings: Settings) -> Box:
    high = box.bottom - box.top
    down = settings.redaction_margin * high
    across = (settings.redaction_scan_margin if laid.recognised else settings.redaction_margin) * high / laid.aspect
    return Box(
        max(box.left - across, 0.0),
        max(box.top - down, 0.0),
        min(box.right + across, 100.0),
        min(box.bottom + down, 100.0),
    )


def _parted(run: Sign, aspect: float) -> Sequence[Sign]:
    """Return a recognised run as its characters, each where it must stand by the widths of those before it."""
    weights = [1.0 if unicodedata.east_asian_width(each) in "WF" else _NARROW for each in run.text]
    whole = sum(weights)
    left, top, right, bottom = run.box
    upright = (bottom - top) > (right - left) * aspect and len(run.text) > 1
    found: list[Sign] = []
    done = 0.0
    for each, weight in zip(run.text, weights, strict=True):
        first, last = done / whole, (done + weight) / whole
        done += weight
        if upright:
            box = Box(left, top + first * (bottom - top), right, top + last * (bottom - top))
        else:
            box = Box(left + first * (right - left), top, left + last * (right - left), bottom)
        found.append(Sign(each, box))
    return found
