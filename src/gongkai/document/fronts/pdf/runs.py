"""The characters of one text object that follow each other on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gongkai.document.fronts.pdf.looks import Box
from gongkai.document.layout.model import Glyph


class Run(NamedTuple):
    """Characters of one text that follow each other; there is at least one."""

    owner: int
    """Address of the text object, or of the first where each character of a text is one by itself."""
    glyphs: list[Glyph]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def box(self) -> Box:
        """The box around it; text objects are set along a line."""
        _, x0, y0, x1, y1, _ = self.glyphs[0]
        if len(self.glyphs) > 1:
            _, last_x0, last_y0, last_x1, last_y1, _ = self.glyphs[-1]
            return min(x0, last_x0), min(y0, last_y0), max(x1, last_x1), max(y1, last_y1)
        return x0, y0, x1, y1

    @property
    def height(self) -> float:
        """How high it is."""
        _, y0, _, y1 = self.box
        return y1 - y0


def characters(runs: Iterable[Run]) -> list[Glyph]:
    """Return the characters of all runs."""
    return [glyph for run in runs for glyph in run.glyphs]


def without(runs: Iterable[Run], dropped: set[int]) -> list[Run]:
    """Return the runs without some of their characters, these given by identity."""
    if not dropped:
        return list(runs)
    kept = (Run(run.owner, [glyph for glyph in run.glyphs if id(glyph) not in dropped]) for run in runs)
    return [run for run in kept if run.glyphs]
