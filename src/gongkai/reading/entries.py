"""A document's blocks as one sequence of short texts with their places: lines, and grid rows that hold one text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.document.budget import counted
from gongkai.document.model import Block, Grid, Line, Picture
from gongkai.reading.characters import tight
from gongkai.settings import DEFAULT_SETTINGS, Settings


class Place(NamedTuple):
    """A place in the blocks; places compare in reading order."""

    block: int
    row: int = 0
    """Grid row from 1; 0 in a line."""
    offset: int = 0
    """Characters into the text."""


class Entry(NamedTuple):
    """A line, or the text of a grid row. Blank ones are left out; a picture is an entry without text."""

    place: Place
    text: str
    start: str = ""
    """The text folded and without spaces; of a long text only the beginning."""
    heading: int = 0
    sole: bool = True
    """False for a grid row with more than one text (``text`` is then its first)."""
    page: int | None = None


_GAP = re.compile(r"(?<![ \t\u3000])[ \t\u3000]++(?:(?=[^\x00-\x7f])|(?<=[ \t\u3000]\u3000))")
"""A run of spaces before Chinese, or one that indents a paragraph; tried once, from its beginning."""
_DATED = re.compile(r"[-/:]\d\d$")


class _Start(NamedTuple):
    """How much of a text is folded: all of one that is no longer than ``short``, else so much of its beginning."""

    short: int
    begin: int

    def of(self, text: str) -> str:
        return tight(text if len(text) <= self.short else text[: self.begin])


def entries_of(blocks: Sequence[Block], settings: Settings = DEFAULT_SETTINGS) -> list[Entry]:
    """Return the texts of all blocks in reading order; a very long line is cut where sections may begin."""
    entries: list[Entry] = []
    cut, start = settings.paragraph_cut, _Start(settings.note_line, settings.line_start)
    for index, block in enumerate(counted(blocks, "段")):
        if isinstance(block, Line):
            text = block.text
            if len(text) > cut and "。" in text and (gaps := _gaps(text)):
                entries += _pieces(index, block, gaps, start)
            elif text and not text.isspace():
                entries.append(Entry(Place(index), text, start.of(text), block.heading, True, block.page))
        elif isinstance(block, Grid):
            entries += _rows(index, block, start)
        elif isinstance(block, Picture):
            entries.append(Entry(Place(index), "", page=block.page))
    return entries


def _gaps(text: str) -> list[int]:
    """Where spaces between Chinese characters, or between a date and one, end."""
    if len(text.split(None, 1)) < 2:
        return []  # as nearly all paragraphs
    return [
        match.end()
        for match in _GAP.finditer(text)
        if match.start()
        and (text[match.start() - 1] > "\x7f" or _DATED.search(text[max(0, match.start() - 3) : match.start()]))
    ]


def _pieces(index: int, line: Line, gaps: Sequence[int], start: _Start) -> Iterator[Entry]:
    """Cut a line that holds more than a paragraph (a whole page on one line) at its gaps."""
    cuts = [0, *gaps, len(line.text)]
    for begin, end in itertools.pairwise(cuts):
        piece = line.text[begin:end]
        if piece.strip():
            yield Entry(Place(index, 0, begin), piece, start.of(piece), page=line.page)


def _rows(index: int, grid: Grid, start: _Start) -> Iterator[Entry]:
    for number, row in enumerate(grid.rows, 1):
        first, count = "", 0
        for cell in row:
            if cell.text and not cell.text.isspace():
                if not count:
                    first = cell.text
                count += 1
                if count > 1:
                    break
        if first:
            yield Entry(Place(index, number), first, start.of(first), 0, count == 1, grid.page)
