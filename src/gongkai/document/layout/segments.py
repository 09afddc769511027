"""Printed lines as rows of an unruled table: pieces between gaps, told apart into labels and figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.document.layout.model import TextLine

_VALUE = re.compile(r"[-—–－―/\\]{1,2}|[OoＯ〇○]|[+-]?\d(?:[\d,，.．]*\d)?(?:件|条|元|万元|个|宗|起|％|%)?")


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
    number: Segment | None = None
    """The number that counts the row, left of its label; it is none of the pieces."""

    def values(self) -> list[Segment]:
        """Return the figures that close the row; a number before a label is part of the label."""
        found: list[Segment] = []
        for segment in reversed(self.segments):
            if not segment.is_value:
                break
            found.insert(0, segment)
        return found

    def labels(self) -> tuple[Segment, ...]:
        """Return what stands before the figures."""
        return self.segments[: len(self.segments) - len(self.values())]

    def label_end(self) -> float:
        """Return the right end of the label, 0 without one."""
        labels = self.labels()
        return labels[-1].x1 if labels else 0.0
