"""Tables without rulings: columns inferred from figures that stand under each other; else the lines stay lines.

What such a table gains over lines is its blank cells: a figure missing in the third column is then seen to be the
third. So columns are believed only where at least two rows of figures agree on them and no two figures of a row
fall into one column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.layout.lines import join_texts, line_text
from gongkai.document.layout.model import Glyph, Item, Space, Table, TableCell, TextLine
from gongkai.settings import Settings

_VALUE = re.compile(r"[-—–－―/\\]{1,2}|[OoＯ〇○]|[+-]?[\d,，.．０-９]+(?:件|条|元|万元|个|宗|起|％|%)?")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")
_FEWEST = 2  # rows of figures that must agree
_FARTHEST = 3  # lines without figures between two rows of one table
_MANY = 5  # columns from which a single figure in a row is believed


class _Segment(NamedTuple):
    """A piece of a printed line between wide gaps."""

    text: str
    x0: float
    x1: float
    confidence: float

    @property
    def is_value(self) -> bool:
        return _VALUE.fullmatch(self.text) is not None


class _Row(NamedTuple):
    line: TextLine
    segments: tuple[_Segment, ...]

    def values(self) -> list[_Segment]:
        """Return the figures that close the row; a number before a label is part of the label."""
        found: list[_Segment] = []
        for segment in reversed(self.segments):
            if not segment.is_value:
                break
            found.insert(0, segment)
        return found


Column = tuple[float, float]


def find_columns(lines: Sequence[TextLine], settings: Settings) -> list[Item]:
    """Return the lines in order, those that safely form a table without rulings replaced by it."""
    rows = [_Row(line, tuple(_segments(line, settings))) for line in lines]
    items: list[Item] = []
    index = 0
    while index < len(rows):
        end, columns = _run(rows, index)
        head = _head(rows, index, len(items), columns) if columns else index
        columns = _with_blank_columns(rows[head:index], columns)
        if columns:
            del items[len(items) - (index - head) :]
            items.append(_table(rows[head:index], rows[index:end], columns))
            index = end
        else:
            items.append(rows[index].line)
            index += 1
    return items


def _segments(line: TextLine, settings: Settings) -> list[_Segment]:
    if " " not in line.text:
        return [_Segment(line.text, line.x0, line.x1, min(g.confidence for g in line.glyphs))]
    pieces: list[list[Glyph]] = []
    for before, after in pairwise([None, *line.glyphs]):
        if after is None:
            continue
        if before is None or after.x0 - before.x1 > line.em * _least_gap(before, after, settings):
            pieces.append([])
        pieces[-1].append(after)
    return [
        _Segment(line_text(piece, settings), piece[0].x0, max(g.x1 for g in piece), min(g.confidence for g in piece))
        for piece in pieces
    ]


def _least_gap(before: Glyph, after: Glyph, settings: Settings) -> float:
    end, start = before.text[-1], after.text[0]
    if end.isdigit() and start.isdigit():
        return min(0.5, settings.column_gap)
    if start.isdigit() or end.isdigit():
        return min(settings.figure_gap, settings.column_gap)
    return settings.column_gap


def _run(rows: Sequence[_Row], start: int) -> tuple[int, list[Column]]:
    """Return where the table that begins at ``start`` ends and its columns of figures; no columns: no table."""
    named = _named_columns(rows, start)
    if named:
        return _run_below(rows, start, named)
    columns = _merged([], rows[start].values())
    if columns is None or len(columns) < 2:
        return start, []
    agreeing, end, last = 1, start + 1, start
    for index in range(start + 1, len(rows)):
        values = rows[index].values()
        if not values:
            if index - last > _FARTHEST:
                break
            continue
        merged = _merged(columns, values)
        if merged is None or (len(values) < 2 and (len(merged) > len(columns) or len(merged) < _MANY)):
            break
        columns, last, end = merged, index, index + 1
        agreeing += len(values) > 1
    labels_end = max((_label_end(row) for row in rows[start:end] if row.values()), default=0.0)
    if agreeing < _FEWEST or labels_end > columns[0][0]:
        return start, []
    return _with_tail(rows, end, columns), columns


def _named_columns(rows: Sequence[_Row], start: int) -> list[Column]:
    """Return the columns that one line of at least three headers names above the row at ``start``, else none.

    Every figure of the row must stand under exactly one of them.
    """
    values = rows[start].values()
    if not values:
        return []
    for row in reversed(rows[max(start - 2, 0) : start]):
        if row.values():
            break
        headers = [(s.x0, s.x1) for s in row.segments]
        if _label_end(rows[start]) and not any(v.x0 < headers[0][1] and v.x1 > headers[0][0] for v in values):
            del headers[0]  # it heads the labels
        if len(headers) > 2 and _widened(headers, values):
            return headers
    return []


def _widened(columns: Sequence[Column], values: Sequence[_Segment]) -> list[Column]:
    """Return named columns widened by the figures under them; none where a figure stands under no or two names."""
    widened = _merged(columns, values)
    return widened if widened is not None and len(widened) == len(columns) else []


def _run_below(rows: Sequence[_Row], start: int, columns: list[Column]) -> tuple[int, list[Column]]:
    """Return where the table under named columns ends; a single figure in a row is enough to belong to it."""
    end, last = start, start
    for index in range(start, len(rows)):
        values = rows[index].values()
        if not values:
            if index - last > _FARTHEST or rows[index].line.x1 > columns[0][0]:
                break  # headers of the next part of the table
            continue
        widened = _widened(columns, values)
        if not widened or _label_end(rows[index]) > columns[0][0] or _spans(values, columns):
            break
        columns, last, end = widened, index, index + 1
    if end == start:
        return start, []
    return _with_tail(rows, end, columns), columns


def _spans(values: Sequence[_Segment], columns: Sequence[Column]) -> bool:
    """Tell whether a lone figure stands in the middle of all columns: then it may belong to a merged cell."""
    if len(values) > 1 or len(columns) >= _MANY:
        return False
    middle = (columns[0][0] + columns[-1][1]) / 2
    return abs((values[0].x0 + values[0].x1) / 2 - middle) < (columns[-1][1] - columns[0][0]) / 12


def _merged(columns: Sequence[Column], values: Sequence[_Segment]) -> list[Column] | None:
    """Return the columns widened by a row's figures, or ``None`` where two figures share one or two columns meet."""
    merged = list(columns)
    taken: set[Column] = set()
    for value in values:
        hit = [column for column in merged if value.x0 < column[1] and value.x1 > column[0]]
        if len(hit) > 1 or (hit and hit[0] in taken):
            return None
        column = (value.x0, value.x1)
        if hit:
            merged.remove(hit[0])
            column = (min(column[0], hit[0][0]), max(column[1], hit[0][1]))
        merged.append(column)
        taken.add(column)
    merged.sort()
    return merged if all(left[1] < right[0] for left, right in pairwise(merged)) else None


def _label_end(row: _Row) -> float:
    labels = row.segments[: len(row.segments) - len(row.values())]
    return labels[-1].x1 if labels else 0.0


def _with_tail(rows: Sequence[_Row], end: int, columns: Sequence[Column]) -> int:
    """Take in the last lines of the last row's label, printed below its figures."""
    if end == len(rows):
        return end
    row, after = rows[end - 1], rows[end]
    around = end > 1 and not _label_end(row) and not rows[end - 2].values()
    return end + (_continues_label(row, after, columns) or (around and _goes_below(row, after, columns)))


def _continues_label(row: _Row, after: _Row, columns: Sequence[Column]) -> bool:
    """Tell whether a line without figures goes on with the label of the row above it."""
    if not _label_end(row) or not _goes_below(row, after, columns):
        return False
    return after.line.x0 > row.line.x0 - after.line.em


def _goes_below(row: _Row, after: _Row, columns: Sequence[Column]) -> bool:
    """Tell whether a line close below a row stands left of the figures and does not begin anew."""
    line = after.line
    near = line.y0 - row.line.y1 < 0.5 * line.em
    return near and not after.values() and line.x1 < columns[0][0] and not _NUMBERED.match(line.text)


def _head(rows: Sequence[_Row], start: int, free: int, columns: Sequence[Column]) -> int:
    """Return where the header lines above the first row of figures begin."""
    head = start
    while head > 0 and start - head < min(4, free):
        row, below = rows[head - 1], rows[head]
        far = below.line.y0 - row.line.y1 > 2 * row.line.em
        if far or row.values() or not (len(row.segments) > 1 or row.line.x0 > columns[0][0] - 2 * row.line.em):
            break
        head -= 1
    return head


def _with_blank_columns(header: Sequence[_Row], columns: list[Column]) -> list[Column]:
    """Add columns that have a header but no figure in any row; none at all where header and figures do not agree."""
    if not header or not columns:
        return columns
    leaves = [s for s in max(header, key=lambda row: len(row.segments)).segments if s.x1 > columns[0][0]]
    if len(leaves) <= len(columns):
        return columns
    blank = [(s.x0, s.x1) for s in leaves if not any(s.x0 < x1 and s.x1 > x0 for x0, x1 in columns)]
    whole = sorted([*columns, *blank])
    agree = len(whole) == len(leaves) and all(left[1] < right[0] for left, right in pairwise(whole))
    return whole if agree else []


def _table(header: Sequence[_Row], body: Sequence[_Row], columns: Sequence[Column]) -> Table:
    everything = [*header, *body]
    left = min(row.line.x0 for row in everything)
    right = max(row.line.x1 for row in everything)
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    labelled = any(_label_end(row) for row in body)
    first = max(max((_label_end(row) for row in body if row.values()), default=0.0), columns[0][0] - 20)
    xs = tuple([left, (first + columns[0][0]) / 2, *edges, right] if labelled else [left, *edges, right])
    grid: list[list[TableCell]] = []
    for row in header:
        grid.append(_header_cells(row, xs, len(grid)))
    for row in _label_lines_joined(body, columns):
        grid.append(_body_cells(row, xs, columns, len(grid), labelled))
    cells = tuple(cell for made in grid for cell in made)
    page = everything[0].line.page
    y0, y1 = everything[0].line.y0, everything[-1].line.y1
    return Table(xs, y0, y1, len(grid), cells, page, page, certain=False)


def _header_cells(row: _Row, xs: Sequence[float], number: int) -> list[TableCell]:
    cells = []
    for segment in row.segments:
        over = [i for i in range(len(xs) - 1) if xs[i] <= (segment.x0 + segment.x1) / 2 < xs[i + 1]]
        column = over[0] if over else len(xs) - 2
        cells.append(TableCell(Space(number, column, 1, 1), segment.text, row.line.page, segment.confidence))
    return cells


def _label_lines_joined(body: Sequence[_Row], columns: Sequence[Column]) -> list[_Row]:
    """Join the lines of labels that run over several lines to the row of their figures.

    Where the label goes around its figures (a line above, a line below, none beside them), all three are one row.
    """
    joined: list[_Row] = []
    index = 0
    while index < len(body):
        row = body[index]
        after = body[index + 1] if index + 1 < len(body) else None
        if after is not None and row.values() and _continues_label(row, after, columns):
            count = len(row.values())
            label = join_texts(" ".join(s.text for s in row.segments[: len(row.segments) - count]), after.line.text)
            confidence = min(s.confidence for s in (*row.segments, *after.segments))
            whole = _Segment(label, row.segments[0].x0, row.segments[0].x1, confidence)
            row = row._replace(segments=(whole, *row.values()), line=row.line._replace(y1=after.line.y1))
            index += 1
        elif joined and after is not None and not _label_end(row) and not joined[-1].values():
            before = joined[-1]
            if row.values() and not after.values() and after.line.y0 - before.line.y1 < 2 * row.line.em:
                row = _headed(before, row._replace(segments=(*after.segments, *row.segments)))
                joined.pop()
                index += 1
        if joined and _label_end(row) and row.values() and not joined[-1].values():
            before = joined[-1]
            if row.line.y0 - before.line.y1 < 0.5 * row.line.em and not _NUMBERED.match(row.line.text):
                row = _headed(before, row)
                joined.pop()
        joined.append(row)
        index += 1
    return joined


def _headed(before: _Row, row: _Row) -> _Row:
    """Return a row with the line above it as the beginning of its label."""
    values = row.values()
    labels = row.segments[: len(row.segments) - len(values)]
    text = join_texts(" ".join(s.text for s in before.segments), " ".join(s.text for s in labels))
    confidence = min(s.confidence for s in (*before.segments, *labels))
    label = _Segment(text, before.segments[0].x0, before.segments[-1].x1, confidence)
    return row._replace(segments=(label, *values))


def _body_cells(
    row: _Row, xs: Sequence[float], columns: Sequence[Column], number: int, labelled: bool
) -> list[TableCell]:
    """Return label and figures, empty cells among them; a line without figures is one cell over all columns."""
    page = row.line.page
    values = row.values()
    if not values:
        text = " ".join(segment.text for segment in row.segments)
        return [TableCell(Space(number, 0, 1, len(xs) - 1), text, page, min(s.confidence for s in row.segments))]
    cells = []
    if labelled:
        labels = row.segments[: len(row.segments) - len(values)]
        confidence = min((s.confidence for s in labels), default=1.0)
        cells.append(TableCell(Space(number, 0, 1, 1), " ".join(s.text for s in labels), page, confidence))
    for i, (x0, x1) in enumerate(columns, 1 if labelled else 0):
        inside = next((v for v in values if v.x0 < x1 and v.x1 > x0), None)
        text, confidence = (inside.text, inside.confidence) if inside else ("", 1.0)
        cells.append(TableCell(Space(number, i, 1, 1), text, page, confidence))
    return cells
