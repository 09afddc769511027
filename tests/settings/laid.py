"""A page of characters and ruling lines at places, and a look at the lines and cells that are made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from gongkai.document.layout import Glyph, Page, Rule, assemble
from gongkai.document.model import Block, Grid, Line
from gongkai.settings import Settings
from tests.document.test_layout_lines import printed

Look = Callable[[Settings], Any]


class Put(NamedTuple):
    """A text, where it stands on which page, and how large its characters are, in points."""

    x: float
    y: float
    text: str
    size: float = 10
    page: int = 1


def seen(blocks: tuple[Block, ...]) -> list[Any]:
    """Return what blocks say: texts, and of cells their columns and how sure they are."""
    found: list[Any] = []
    for block in blocks:
        if isinstance(block, Grid):
            found.append([[(cell.text, cell.column, cell.confidence) for cell in row] for row in block.rows])
        else:
            found.append(block.text if isinstance(block, Line) else "picture")
    return found


def laid(*texts: Put, rules: tuple[Rule, ...] = ()) -> Look:
    """Look at what is made of texts, and of ruling lines on the first page."""
    last = max(each.page for each in texts)
    pages = []
    for number in range(1, last + 1):
        on_it = [printed(each.text, each.x, each.y, each.size) for each in texts if each.page == number]
        glyphs: tuple[Glyph, ...] = tuple(glyph for text in on_it for glyph in text)
        pages.append(Page(number, 400, 500, glyphs, rules if number == 1 else ()))
    return lambda settings: seen(assemble(pages, settings))
