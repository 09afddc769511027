"""The signs of a PDF's page and where each stands, to find again a text that was read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.document import budget

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points of the page."""


@dataclass(frozen=True, slots=True)
class PageSigns:
    """All signs of a page in the order of its text; ``printed`` are those that are no spaces."""

    text: str
    boxes: tuple[Box, ...]
    printed: tuple[int, ...]

    @classmethod
    def of(cls, page: Any) -> PageSigns:
        """Read a page of pdfium."""
        from pypdfium2 import raw

        textpage = page.get_textpage()
        signs: list[str] = []
        boxes: list[Box] = []
        for at in range(textpage.count_chars()):
            budget.spend()
            code = raw.FPDFText_GetUnicode(textpage, at)
            signs.append(chr(code) if 0 < code < 0xD800 or 0xDFFF < code <= 0x10FFFF else " ")
            boxes.append(textpage.get_charbox(at, loose=True))
        printed = tuple(at for at, sign in enumerate(signs) if not sign.isspace())
        return cls("".join(signs), tuple(boxes), printed)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the page's text."""
        yield from (line for line in self.text.splitlines() if line.strip())

    def hidden(self, old: str, new: str) -> Iterator[Box]:
        """Yield where the signs stand that are hidden in ``new``, wherever the page shows ``old``."""
        marks = [now == "*" != was for was, now in zip(old, new, strict=True) if not was.isspace()]
        wanted = "".join(old.split())
        shown = "".join(self.text[at] for at in self.printed)
        at = shown.find(wanted) if wanted else -1
        while at >= 0:
            yield from (self.boxes[self.printed[at + number]] for number, mark in enumerate(marks) if mark)
            at = shown.find(wanted, at + 1)
