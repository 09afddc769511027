"""Printed lines → rows of an unruled table: pieces between wide gaps, told apart into labels and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.layout.lines import line_text
from gongkai.document.layout.model import Glyph, TextLine
from gongkai.settings import Settings

_VALUE = re.compile(r"[-—–－―/\\]{1,2}|[OoＯ〇○]|[+-]?\d(?:[\d,，.．]*\d)?(?:件|条|元|万元|个|宗|起|％|%)?")
_NUMBER = re.compile(r"\d{1,3}")
_NUMBERED_ROWS = 3  # rows that count on, from which the numbers before them are row numbers


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


def rows_of(lines: Sequence[TextLine], settings: Settings) -> list[Row]:
    """Return the lines as rows; a row whose figures stand on two levels a few points apart is one."""
    rows: list[Row] = []
    for line in lines:
        row = Row(line, tuple(_segments(line, settings)))
        if rows and _same_row(rows[-1], row):
            rows[-1] = _merged(rows[-1], row)
        else:
            rows.append(row)
    return _with_row_numbers(rows)


def _segments(line: TextLine, settings: Settings) -> list[Segment]:
    if " " not in line.text:
        return [_segment(line.text, line.glyphs)]
    pieces: list[list[Glyph]] = []
    for before, after in pairwise([None, *line.glyphs]):
        if after is None:
            continue
        if before is None or after.x0 - before.x1 > line.em * _least_gap(before, after, settings):
            pieces.append([])
        pieces[-1].append(after)
    return [_segment(line_text(piece, settings), piece) for piece in pieces]


def _segment(text: str, glyphs: Sequence[Glyph]) -> Segment:
    middle = (min(g.y0 for g in glyphs) + max(g.y1 for g in glyphs)) / 2
    return Segment(text, glyphs[0].x0, max(g.x1 for g in glyphs), middle, min(g.confidence for g in glyphs))


def _least_gap(before: Glyph, after: Glyph, settings: Settings) -> float:
    end, start = before.text[-1], after.text[0]
    if end.isdigit() and start.isdigit():
        return min(0.5, settings.column_gap)
    if start.isdigit() or end.isdigit():
        return min(settings.figure_gap, settings.column_gap)
    return settings.column_gap


def _same_row(upper: Row, lower: Row) -> bool:
    """Tell whether two lines that overlap by half their height are one row, one of them nothing but figures."""
    a, b = upper.line, lower.line
    if min(a.y1, b.y1) - max(a.y0, b.y0) <= 0.5 * min(a.y1 - a.y0, b.y1 - b.y0):
        return False
    if not (upper.values() and lower.values()) or (upper.labels() and lower.labels()):
        return False
    return not any(one.over(other) for one in upper.segments for other in lower.segments)


def _merged(upper: Row, lower: Row) -> Row:
    a, b = upper.line, lower.line
    segments = tuple(sorted((*upper.segments, *lower.segments), key=lambda segment: segment.x0))
    line = a._replace(
        text=" ".join(segment.text for segment in segments),
        x0=min(a.x0, b.x0),
        y0=min(a.y0, b.y0),
        x1=max(a.x1, b.x1),
        y1=max(a.y1, b.y1),
        em=max(a.em, b.em),
        glyphs=tuple(sorted((*a.glyphs, *b.glyphs), key=lambda glyph: glyph.x0)),
    )
    return Row(line, segments)


def _with_row_numbers(rows: list[Row]) -> list[Row]:
    """Set apart the numbers that count the rows (序号) left of their labels, so that none passes for a figure.

    They are known by rows that have number, label and figures; where the label stands above and below its row, only
    the number is left before the figures.
    """
    marked = list(rows)
    run: list[int] = []
    for index, row in [*enumerate(rows), (len(rows), None)]:
        if row is not None and len(row.segments) > 2 and _is_number(row.segments[0]) and row.labels():
            first = row.segments[0]
            last = rows[run[-1]].segments[0] if run else None
            if last is None or (first.over(last) and int(first.text) > int(last.text)):
                run.append(index)
                continue
        elif row is not None:
            continue
        if len(run) >= _NUMBERED_ROWS:
            _mark(marked, run)
        run = [index] if row is not None else []
    return marked


def _is_number(segment: Segment) -> bool:
    return _NUMBER.fullmatch(segment.text) is not None


def _mark(rows: list[Row], run: Sequence[int]) -> None:
    """Set apart the first pieces of all rows near the run that are numbers under each other."""
    known = rows[run[0]].segments[0]
    for index in range(max(run[0] - 2, 0), min(run[-1] + 3, len(rows))):
        row = rows[index]
        first = row.segments[0]
        if _is_number(first) and first.over(known) and len(row.segments) > 1:
            rows[index] = row._replace(segments=row.segments[1:], number=first)
