"""Pieces of a printed line cut again where the rows around show columns that its own gaps are too narrow to show.

A figure close to the end of its label, two figures in narrow columns, the name of a group beside the first label of the
group: the gap alone could be one within a text. A row above or below whose figures stand apart shows the columns; a
gap that runs through most lines of the table parts two columns of labels.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from gongkai.document.layout.model import Glyph
from gongkai.document.layout.segments import Row, Segment
from gongkai.settings import Settings

Make = Callable[[Sequence[Glyph]], Segment]


def recut(rows: Sequence[Row], make: Make, settings: Settings) -> list[Row]:
    """Return the rows with their pieces cut again; ``make`` makes a piece of characters."""
    figured = [len(row.values()) for row in rows]
    if max(figured, default=0) < settings.telling_figures:
        return list(rows)
    cut, near = list(rows), settings.recut_rows
    for index, row in enumerate(rows):
        if figured[index] == max(figured[max(index - near, 0) : index + near + 1]):
            continue
        for other in _neighbours(figured, index, settings):
            segments = _by_columns(row, rows[other].values(), make, settings)
            if segments is not None and len(Row(row.line, segments, settings).values()) > figured[index]:
                cut[index] = row._replace(segments=segments)
                break
    return _by_rivers(cut, make, settings)


def _neighbours(figured: Sequence[int], index: int, settings: Settings) -> list[int]:
    """Return the rows near one that have more figures, the nearest first."""
    near = range(max(index - settings.recut_rows, 0), min(index + settings.recut_rows + 1, len(figured)))
    more = [other for other in near if figured[other] > max(figured[index], settings.telling_figures - 1)]
    return sorted(more, key=lambda other: abs(other - index))


def _by_columns(row: Row, columns: Sequence[Segment], make: Make, settings: Settings) -> tuple[Segment, ...] | None:
    """Return the pieces of a row cut at small gaps, where its figures then stand each under one of the columns."""
    if not row.line.glyphs or row.line.x1 <= columns[0].x0:
        return None
    pieces = _pieces(row.line.glyphs, settings.narrow_gap * row.line.em)
    first = columns[0].x0 - row.line.em
    label = [glyph for piece in pieces if not _is_under(piece, columns) for glyph in piece]
    values = [make(piece) for piece in pieces if _is_under(piece, columns)]
    if any(glyph.x0 >= first for glyph in label) or not all(value.is_value for value in values):
        return None
    under = [[i for i, column in enumerate(columns) if value.over(column)] for value in values]
    if any(len(hit) != 1 for hit in under) or len({hit[0] for hit in under}) < len(under):
        return None
    return (*((make(label),) if label else ()), *values)


def _is_under(piece: Sequence[Glyph], columns: Sequence[Segment]) -> bool:
    return any(piece[0].x0 < column.x1 and piece[-1].x1 > column.x0 for column in columns) and all(
        glyph.text.isascii() for glyph in piece
    )


def _pieces(glyphs: Sequence[Glyph], least: float) -> list[list[Glyph]]:
    pieces = [[glyphs[0]]]
    for before, after in pairwise(glyphs):
        if after.x0 - before.x1 > least or (after.text[0].isdigit() and not before.text[-1].isascii()):
            pieces.append([])
        pieces[-1].append(after)
    return pieces


def _by_rivers(rows: list[Row], make: Make, settings: Settings) -> list[Row]:
    """Cut labels at gaps that most lines of the table's labels leave free."""
    starts = [row.values()[0].x0 for row in rows if len(row.values()) >= settings.telling_figures]
    start = min(starts)
    lines = [[glyph for glyph in row.line.glyphs if glyph.x0 < start] for row in rows if row.line.x0 < start]
    lines = [line for line in lines if line]
    cut = []
    for row in rows:
        least = settings.river_gap * row.line.em
        gaps = [(a.x1, b.x0) for a, b in pairwise(row.line.glyphs) if b.x0 < start and _parts(a, b, least)]
        rivers = [gap for gap in gaps if _is_river(gap, lines, settings)]
        cut.append(_at_gaps(row, rivers, start, make) if rivers else row)
    return cut


def _parts(before: Glyph, after: Glyph, least: float) -> bool:
    wide = after.x0 - before.x1 > least
    return wide and not (before.text[-1].isascii() and after.text[0].isascii())


def _is_river(gap: tuple[float, float], lines: Sequence[Sequence[Glyph]], settings: Settings) -> bool:
    """Tell whether most lines leave the gap free, and some begin right behind it."""
    middle = (gap[0] + gap[1]) / 2
    crossed = sum(1 for line in lines if any(glyph.x0 < middle < glyph.x1 for glyph in line))
    begun = sum(1 for line in lines if gap[0] - settings.river_slack <= line[0].x0)
    return begun >= settings.telling_figures and crossed <= (1 - settings.river_free) * len(lines)


def _at_gaps(row: Row, rivers: Sequence[tuple[float, float]], start: float, make: Make) -> Row:
    segments: list[Segment] = []
    glyphs = row.line.glyphs
    for segment in row.segments:
        inside = [g for g in glyphs if segment.x0 <= g.x0 < segment.x1]
        cuts = [right for left, right in rivers if segment.x0 < left and right < segment.x1]
        if segment.x0 >= start or not cuts or not inside:
            segments.append(segment)
            continue
        edges = [segment.x0, *cuts, segment.x1]
        parts = [[g for g in inside if low <= g.x0 < high] for low, high in pairwise(edges)]
        segments += [make(part) for part in parts if part]
    return row._replace(segments=tuple(segments))
