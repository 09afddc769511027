"""Printed lines → rows of an unruled table: pieces between wide gaps, told apart into labels and figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from gongkai.document.layout.lines import line_text
from gongkai.document.layout.model import Glyph, TextLine
from gongkai.document.layout.recut import recut
from gongkai.document.layout.segments import Row, Segment
from gongkai.settings import Settings

_BROKEN = re.compile(r"[+-]?\d{1,3}(?:[,，]\d{3})*[,，]")
_REST = re.compile(r"\d{3}(?:[,，]\d{3})*(?:[.．]\d+)?(?:件|条|元|万元|个|宗|起)?")
_DASHES = frozenset("-—–－―")
_NUMBER = re.compile(r"\d{1,3}")


def rows_of(lines: Sequence[TextLine], settings: Settings) -> list[Row]:
    """Return the lines as rows; a row whose figures stand on two levels a few points apart is one."""

    rows: list[Row] = []
    printed = [Row(line, tuple(_segments(line, settings)), settings) for line in lines]
    for row in _figures_whole(recut(printed, partial(segment_of, settings=settings), settings), settings):
        rows[-1:] = _levelled(rows[-1], row, settings) if rows else [row]
    return _with_row_numbers(rows, settings)


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
    return [segment_of(piece, settings) for piece in pieces]


def segment_of(glyphs: Sequence[Glyph], settings: Settings) -> Segment:
    """Return characters that follow each other as one piece."""
    return _segment(line_text(glyphs, settings), glyphs)


def _segment(text: str, glyphs: Sequence[Glyph]) -> Segment:
    middle = (min(g.y0 for g in glyphs) + max(g.y1 for g in glyphs)) / 2
    return Segment(text, glyphs[0].x0, max(g.x1 for g in glyphs), middle, min(g.confidence for g in glyphs))


def _least_gap(before: Glyph, after: Glyph, settings: Settings) -> float:
    end, start = before.text[-1], after.text[0]
    if _is_figure(end) and _is_figure(start):
        return min(settings.digit_gap, settings.column_gap)
    if start.isdigit() or end.isdigit():
        return min(settings.figure_gap, settings.column_gap)
    return settings.column_gap


def _is_figure(character: str) -> bool:
    return character.isdigit() or character in _DASHES


def _figures_whole(rows: Sequence[Row], settings: Settings) -> list[Row]:
    """Return the rows with figures whole that were broken after a separator (1， over 367), in their lower line."""
    whole = list(rows)
    for index, row in enumerate(rows):
        for part in row.segments:
            if not _BROKEN.fullmatch(part.text):
                continue
            for below in range(index + 1, min(index + settings.broken_lines + 1, len(rows))):
                rest = next((s for s in whole[below].segments if _REST.fullmatch(s.text) and s.over(part)), None)
                if rest is not None and rest.middle - part.middle < settings.next_line * row.line.em:
                    joined = rest._replace(text=part.text + rest.text, x0=min(part.x0, rest.x0))
                    whole[below] = _with_segments(
                        whole[below], [joined if s is rest else s for s in whole[below].segments]
                    )
                    whole[index] = _with_segments(whole[index], [s for s in whole[index].segments if s is not part])
                    break
    return [row for row in whole if row.segments]


def _levelled(upper: Row, lower: Row, settings: Settings) -> list[Row]:
    """Return two lines with the figures in one of them, where they are those of one row on two levels.

    Figures stand a little higher or lower than the rest of their row where something struck out or set in another
    type is beside them. No two rows are as near as that, and no two figures of one row share a column.
    """
    ours, theirs = upper.values(), lower.values()
    if not ours or not theirs or any(one.over(other) for one in ours for other in theirs):
        return [upper, lower]
    if abs(theirs[0].middle - ours[0].middle) > settings.level_shift * max(upper.line.em, lower.line.em):
        return [upper, lower]
    most, fewer = (upper, lower) if len(ours) >= len(theirs) else (lower, upper)
    if most.label_end() > fewer.values()[0].x0:
        return [upper, lower]
    whole = _with_segments(most, sorted((*most.segments, *fewer.values()), key=lambda segment: segment.x0))
    if not fewer.labels():
        return [whole]
    rest = _with_segments(fewer, fewer.labels())
    return [whole, rest] if most is upper else [rest, whole]


def _with_segments(row: Row, segments: Sequence[Segment]) -> Row:
    if not segments:
        return row._replace(segments=(), number=None)
    line = row.line._replace(
        text=" ".join(segment.text for segment in segments), x0=segments[0].x0, x1=max(s.x1 for s in segments)
    )
    return Row(line, tuple(segments), row.settings)


def _with_row_numbers(rows: list[Row], settings: Settings) -> list[Row]:
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
        if len(run) >= settings.counted_rows:
            _mark(marked, run, settings.counted_reach)
        run = [index] if row is not None else []
    return marked


def _is_number(segment: Segment) -> bool:
    return _NUMBER.fullmatch(segment.text) is not None


def _mark(rows: list[Row], run: Sequence[int], reach: int) -> None:
    """Set apart the first pieces of all rows near the run that are numbers under each other."""
    known = rows[run[0]].segments[0]
    for index in range(max(run[0] - reach, 0), min(run[-1] + reach + 1, len(rows))):
        row = rows[index]
        first = row.segments[0]
        if _is_number(first) and first.over(known) and len(row.segments) > 1:
            rows[index] = row._replace(segments=row.segments[1:], number=first)
