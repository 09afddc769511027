"""Every place of what screening finds: on the pages' lines, and in the tables that the reader makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gongkai.document.kinds import Kind, sniff
from gongkai.errors import UnreadableDocument
from gongkai.redaction.finding.laid import Laid
from gongkai.redaction.finding.words import plain_word
from gongkai.redaction.grounds import ground_of_hit
from gongkai.screening import Content, Passage, Screen
from gongkai.screening.finding.found import About
from gongkai.screening.text import found_in, headings, name_column

_TELLING = 6
"""Figures of a number that stands for one thing alone."""


class Said(NamedTuple):
    """A text that screening finds in a file, where the file itself does not say on which place of a page."""

    word: str
    kind: str


def is_common(word: str) -> bool:
    """Tell whether a word is a figure too short to be looked for by itself."""
    return word.isdecimal() and len(word) < _TELLING


def on_lines(laid: Laid, screen: Screen) -> Iterator[tuple[int, int, str]]:
    """Yield what screening finds in the lines of a page: from, to, and the kind of hit."""
    start = 0
    for line in laid.text.split("\n"):
        for each in found_in(line, About(screen.day), screen.rules):
            if ground_of_hit(each.kind):
                yield start + each.start, start + each.end, each.kind
        start += len(line) + 1


def in_file(data: bytes, screen: Screen) -> tuple[tuple[Said, ...], str]:
    """Return the texts that screening finds in what a file shows, and why it could not be looked at, if so.

    Tables tell more than lines: a heading says what stands below it.
    """
    if sniff(data, screen.settings).kind is Kind.IMAGE:
        return (), ""  # what recognition reads in it stands on its lines
    try:
        content = screen.content(data)
    except UnreadableDocument as error:
        return (), f"筛查没有读到表格（{error.message}），只查了各行文字"
    return tuple(dict.fromkeys(_said(content, screen))), ""


def _said(content: Content, screen: Screen) -> Iterator[Said]:
    for passage in content.passages:
        yield from _in_passage(passage, screen, listed=False)
    for listing in content.listings:
        heading, headers = headings(listing)
        named = name_column(listing, heading, headers) is not None
        for number, row in enumerate(listing.rows):
            below = number > heading
            for cell in row:
                headed = cell._replace(header=headers.get(cell.place.column, "") if below else "")
                yield from _in_passage(headed, screen, listed=named and below)


def _in_passage(passage: Passage, screen: Screen, *, listed: bool) -> Iterator[Said]:
    if passage.hidden or not passage.text:
        return
    for each in found_in(passage.text, About(screen.day, passage.header, listed), screen.rules):
        word = plain_word(passage.text[each.start : each.end])
        if word and ground_of_hit(each.kind):
            yield Said(word, each.kind)
