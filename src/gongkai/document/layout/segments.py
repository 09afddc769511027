"""Printed lines as rows of an unruled table: pieces between gaps, told apart into labels and figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.document.layout.model import TextLine
from gongkai.settings import Settings

_VALUE = re.compile(
    r"[-—–－―/\\]{1,2}|[OoＯ〇○]|[约近逾+-]?\d(?:[\d,，.．]*\d)?[余多]?(?:(?P<open>[（(])?(?:件|条|元|万元|个|宗|起|％|%)(?(open)[）)]))?"
    r"(?:[\[［〔]\d{1,2}[\]］〕]|[*※])?"
)

NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|[①-⑳⑴-⒇㈠-㈩]")
"""How labels and headings that have a number of their own begin."""


class Segment(NamedTuple):
    """A piece of a printed line between wide gaps."""

    text: str
    x0: float
    x1: float
    middle: float
    """Its vertical middle."""
    confidence: float
    label: bool = False
    """True where it is a label whatever it looks like."""

    @property
    def is_value(self) -> bool:
        """Tell whether it looks like a figure, or what stands for one."""
        return not self.label and _VALUE.fullmatch(self.text) is not None

    def over(self, other: Segment) -> bool:
        """Tell whether both share some of the page's width."""
        return self.x0 < other.x1 and other.x0 < self.x1


class Row(NamedTuple):
    """A printed line and its pieces from left to right."""

    line: TextLine
    segments: tuple[Segment, ...]
    settings: Settings
    """By which its figures are told from its labels."""
    number: Segment | None = None
    """The number that counts the row, left of its label; it is none of the pieces."""

    def values(self) -> list[Segment]:
        """Return the figures that close the row; a number before a label is part of the label.

        A short text among or behind them (无, 十二) stands for a figure.
        """
        count = 0
        for back, segment in enumerate(reversed(self.segments), 1):
            if segment.is_value:
                count = back
            elif not self._stands_for_figure(len(self.segments) - back):
                break
        return list(self.segments[len(self.segments) - count :])

    def _stands_for_figure(self, at: int) -> bool:
        """Tell whether a short text has a figure to its left that does not itself begin the row."""
        text, before = self.segments[at], self.segments[:at]
        if text.label or len(text.text) > self.settings.figure_word or not before or not before[-1].is_value:
            return False
        telling = self.settings.telling_figures
        shown = len(before) >= telling and all(segment.is_value for segment in before[-telling:])
        return shown or not before[0].is_value

    def labels(self) -> tuple[Segment, ...]:
        """Return what stands before the figures."""
        return self.segments[: len(self.segments) - len(self.values())]

    def label_end(self) -> float:
        """Return the right end of the label, 0 without one."""
        labels = self.labels()
        return labels[-1].x1 if labels else 0.0
