"""A line of the document with the figures in it marked where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.document.model import Line
from gongkai.markup import Child, Markup, element
from gongkai.viewing.marked import marked
from gongkai.viewing.marks import Mark
from gongkai.viewing.texts import Room, plain

_LEVELS = 6


class _Found(NamedTuple):
    """A mark and the characters of the line that it is about."""

    start: int
    end: int
    mark: Mark


def line_markup(line: Line, marks: Sequence[Mark], room: Room) -> Markup:
    """Return a line as a paragraph; marks that are not found in its text, or stand far behind, follow it."""
    found, lost = _locate(line.text[: room.settings.view_searched], marks)
    parts: list[Child] = []
    at = 0
    for each in found:
        parts += [
            room.take(line.text[at : each.start]),
            marked(each.mark, room, plain(line.text[each.start : each.end])),
        ]
        at = each.end
    parts.append(room.take(line.text[at:]))
    parts += [[" ", marked(mark, room)] for mark in lost]
    heading = " view-heading" if 0 < line.heading <= _LEVELS else ""
    return element("p", *parts, class_=f"view-line{heading}{' view-has' if marks else ''}")


def shared_out(pieces: Sequence[str], marks: Sequence[Mark]) -> list[list[Mark]]:
    """Share the marks of a line that was unfolded into several among the pieces that print them."""
    given: list[list[Mark]] = [[] for _ in pieces]
    if len(pieces) == 1:
        return [list(marks)]
    at = 0
    for mark in marks:
        order = (*range(at, len(pieces)), *range(at))
        chosen = next((place for place in order if not _locate(pieces[place], [*given[place], mark])[1]), None)
        given[chosen or 0].append(mark)
        at = at if chosen is None else chosen
    return given


def _locate(text: str, marks: Sequence[Mark]) -> tuple[list[_Found], list[Mark]]:
    """Find the marks' texts one behind the other, as the row prints them; else anywhere that is not taken yet."""
    found: list[_Found] = []
    lost: list[Mark] = []
    cursor = 0
    for mark in sorted(marks, key=lambda mark: mark.spot.column):
        place = _search(text, mark.text.strip(), cursor, found) or _search(text, mark.text.strip(), 0, found)
        if place is None:
            lost.append(mark)
        else:
            found.append(_Found(*place, mark))
            cursor = place[1]
    return sorted(found, key=lambda each: each.start), lost


def _search(text: str, wanted: str, cursor: int, taken: Sequence[_Found]) -> tuple[int, int] | None:
    if not wanted:
        return None
    return next(
        (
            span
            for span in _occurrences(text, wanted, cursor)
            if all(span[1] <= each.start or each.end <= span[0] for each in taken)
        ),
        None,
    )


def _occurrences(text: str, wanted: str, cursor: int) -> Iterator[tuple[int, int]]:
    """Yield where a text stands by itself: the 2 of 22 or of 2.5 is none."""
    before = r"(?<![\d.,])" if wanted[0].isdecimal() else ""
    after = r"(?![.,]?\d)" if wanted[-1].isdecimal() else ""
    for match in re.compile(before + re.escape(wanted) + after).finditer(text, cursor):
        yield match.span()
