"""Tables without rulings: columns inferred from figures that stand under each other; else the lines stay lines.

What such a table gains over lines is its blank cells: a figure missing in the third column is then seen to be the
third. So columns are believed only where at least two rows of figures agree on them and no two figures of a row
fall into one column.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from gongkai.document.layout.headers import header_cells
from gongkai.document.layout.labels import around_figures, continues_label, goes_below, labels_joined, starts_anew
from gongkai.document.layout.model import Glyph, Item, Space, Table, TableCell, TextLine
from gongkai.document.layout.rows import rows_of, segment_of
from gongkai.document.layout.segments import Row, Segment
from gongkai.document.layout.stacks import stacked
from gongkai.settings import Settings

Column = tuple[float, float]


def find_columns(lines: Sequence[TextLine], settings: Settings) -> list[Item]:
    """Return the lines in order, those that safely form a table without rulings replaced by it."""
    rows = rows_of(lines, settings)
    items: list[Item] = []
    index = free = 0  # from ``free`` on, lines belong to no table yet
    while index < len(rows):
        end, columns = _run(rows, index, settings)
        first, end = _with_label_lines(rows, index, end, free, columns, settings) if columns else (index, end)
        head = _head(rows, first, free, columns, settings) if columns else index
        figures, columns = columns, _with_blank_columns(rows[head:first], columns, settings)
        if figures and not columns:
            # Header and figures do not agree: which column is which is left open, but every row is whole.
            del items[len(items) - (index - first) :]
            items += _lines_whole(rows[first:end], figures[0][0], settings)
            index = free = end
            continue
        if columns:
            del items[len(items) - (index - head) :]
            items.append(_table(rows[head:first], rows[first:end], columns, settings))
            index = free = end
            continue
        first, end = _row_alone(rows, index, free, settings)
        if end > index + 1 or first < index:
            del items[len(items) - (index - first) :]
            items += _lines_whole(rows[first:end], rows[index].values()[0].x0, settings)
            index = free = end
        else:
            items.append(rows[index].line)
            index += 1
    return items


def _row_alone(rows: Sequence[Row], index: int, free: int, settings: Settings) -> tuple[int, int]:
    """Return where the label of a row that is in no table begins and ends, when it stands around the figures."""
    values = rows[index].values()
    if not values or (rows[index].labels() and len(values) < settings.many_columns):
        return index, index + 1
    columns = [(value.x0, value.x1) for value in values]
    return _with_label_lines(rows, index, index + 1, free, columns, settings)


def _lines_whole(rows: Sequence[Row], start: float, settings: Settings) -> list[TextLine]:
    """Return rows as lines, each with all lines of its label."""
    known = {id(row) for row in rows}
    return [row.line if id(row) in known else _line_of(row) for row in labels_joined(rows, start, settings)]


def _line_of(row: Row) -> TextLine:
    """Return a row as one line."""
    return row.line._replace(text=" ".join(segment.text for segment in row.segments), x0=row.segments[0].x0)


def _run(rows: Sequence[Row], start: int, settings: Settings) -> tuple[int, list[Column]]:
    """Return where the table that begins at ``start`` ends and its columns of figures; no columns: no table."""
    named = _named_columns(rows, start, settings)
    if named:
        return _run_below(rows, start, named, settings)
    least = settings.narrowest_column / 2
    columns = _merged([], _figures(rows[start], least))
    if columns is None or len(columns) < 2:
        return start, []
    agreeing, end, last, between = 1, start + 1, start, 0
    for index in range(start + 1, len(rows)):
        values = _figures(rows[index], least)
        if not values:
            between += rows[index].line.x1 > columns[0][0]
            if between > settings.lines_between or index - last > settings.label_lines:
                break
            continue
        between = 0
        merged = _merged(columns, values)
        if _stands_alone(rows, index):
            break
        if merged is None or (len(values) < 2 and (len(merged) > len(columns) or len(merged) < settings.many_columns)):
            break
        columns, last, end = merged, index, index + 1
        agreeing += len(values) > 1
    labels_end = max((row.label_end() for row in rows[start:end] if row.values()), default=0.0)
    if agreeing < settings.agreeing_rows or labels_end > columns[0][0]:
        return start, []
    return _with_tail(rows, end, columns, settings), columns


def _figures(row: Row, narrow: float) -> list[Segment]:
    """Return a row's figures, short ones as wide as the room that blanks printed beside them may move them in."""
    half = narrow * row.line.em
    return [
        value
        if value.x1 - value.x0 >= 2 * half
        else value._replace(x0=(value.x0 + value.x1) / 2 - half, x1=(value.x0 + value.x1) / 2 + half)
        for value in row.values()
    ]


def _named_columns(rows: Sequence[Row], start: int, settings: Settings) -> list[Column]:
    """Return the columns that one line of several headers names above the row at ``start``, else none.

    Every figure of the row must stand under exactly one of them.
    """
    values = rows[start].values()
    if not values:
        return []
    for row in reversed(rows[max(start - settings.naming_lines, 0) : start]):
        if row.values():
            break
        headers = [(s.x0, s.x1) for s in row.segments]
        heads_none = not any(v.x0 < headers[0][1] and v.x1 > headers[0][0] for v in values)
        if heads_none and (rows[start].label_end() or _labelled_around(rows, start, headers[0])):
            del headers[0]  # it heads the labels
        if len(headers) >= settings.naming_heads and _widened(headers, values):
            return headers
    return []


def _labelled_around(rows: Sequence[Row], at: int, head: Column) -> bool:
    """Tell whether a line of the label stands under its head right above or below the figures of a row."""
    start = rows[at].values()[0].x0
    near = [*rows[max(at - 1, 0) : at], *rows[at + 1 : at + 2]]
    return any(
        not row.values() and row.line.x1 < start and row.line.x0 < head[1] and head[0] < row.line.x1 for row in near
    )


def _widened(columns: Sequence[Column], values: Sequence[Segment]) -> list[Column]:
    """Return named columns widened by the figures under them; none where a figure stands under no or two names."""
    widened = _merged(columns, values)
    return widened if widened is not None and len(widened) == len(columns) else []


def _run_below(rows: Sequence[Row], start: int, columns: list[Column], settings: Settings) -> tuple[int, list[Column]]:
    """Return where the table under named columns ends; a single figure in a row is enough to belong to it."""
    end, last = start, start
    for index in range(start, len(rows)):
        values = rows[index].values()
        if not values:
            if index - last > settings.label_lines or rows[index].line.x1 > columns[0][0]:
                break  # headers of the next part of the table
            continue
        widened = _widened(columns, values)
        if not widened or rows[index].label_end() > columns[0][0] or _spans(values, columns, settings):
            break
        if _stands_alone(rows, index):
            break
        columns, last, end = widened, index, index + 1
    if end == start:
        return start, []
    return _with_tail(rows, end, columns, settings), columns


def _stands_alone(rows: Sequence[Row], index: int) -> bool:
    """Tell whether a row is one figure without a label and far from the row above it: the number of the page."""
    row = rows[index]
    if len(row.values()) > 1 or row.labels() or not index:
        return False
    return row.line.y0 - rows[index - 1].line.y1 > row.line.em


def _spans(values: Sequence[Segment], columns: Sequence[Column], settings: Settings) -> bool:
    """Tell whether a lone figure stands in the middle of all columns: then it may belong to a merged cell."""
    if len(values) > 1 or len(columns) >= settings.many_columns:
        return False
    middle = (columns[0][0] + columns[-1][1]) / 2
    return abs((values[0].x0 + values[0].x1) / 2 - middle) < (columns[-1][1] - columns[0][0]) / settings.merged_middle


def _merged(columns: Sequence[Column], values: Sequence[Segment]) -> list[Column] | None:
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


def _with_tail(rows: Sequence[Row], end: int, columns: Sequence[Column], settings: Settings) -> int:
    """Take in the last lines of the last row's label, printed below its figures."""
    if end == len(rows):
        return end
    row, after, left = rows[end - 1], rows[end], columns[0][0]
    around = end > 1 and not row.label_end() and not rows[end - 2].values()
    goes_on = continues_label(row, after, left, settings) or (around and goes_below(row, after, left, settings))
    return end + goes_on


def _with_label_lines(
    rows: Sequence[Row], start: int, end: int, free: int, columns: Sequence[Column], settings: Settings
) -> tuple[int, int]:
    """Take in the lines above the first and below the last figures that are part of their labels."""
    left, most, between = columns[0][0], settings.label_lines, settings.lines_between
    first, last = start, end
    while first > max(free, start - most) and not rows[first - 1].values() and rows[first - 1].line.x1 < left:
        first -= 1
    while last < min(len(rows), end + most) and not rows[last].values() and rows[last].line.x1 < left:
        last += 1
    stacks = stacked(rows[first:last], left, settings)
    if stacks is not None and not stacks.bare:
        used = [first + line for places in stacks.labels.values() for line, _ in places]
    else:
        first, last = max(first, start - between), min(last, end + between)
        used = [first + line for line, _ in around_figures(rows[first:last], settings)[1]]
    return min([start, *used]), max([end, *(line + 1 for line in used)])


def _head(rows: Sequence[Row], start: int, free: int, columns: Sequence[Column], settings: Settings) -> int:
    """Return where the header lines above the first row of figures begin.

    The head of the labels may run over more lines than those of the figures, which then stand beside its middle.
    """
    head = at = start
    left = columns[0][0]
    while at > max(free, start - settings.head_lines):
        row, below = rows[at - 1], rows[at]
        far = below.line.y0 - row.line.y1 > settings.head_gap * row.line.em
        if far or row.values():
            break
        at -= 1
        if len(row.segments) > 1 or row.line.x0 > left - 2 * row.line.em:
            head = at
        elif row.line.x1 > left or starts_anew(row):
            break
    return head


def _with_blank_columns(header: Sequence[Row], columns: list[Column], settings: Settings) -> list[Column]:
    """Add columns that have a header but no figure in any row; none at all where header and figures do not agree."""
    if not header or not columns:
        return columns
    columns = _with_headed_columns(header, columns, settings.blank_column)
    leaves = [s for s in max(header, key=lambda row: len(row.segments)).segments if s.x1 > columns[0][0]]
    if len(leaves) <= len(columns):
        return columns
    blank = [(s.x0, s.x1) for s in leaves if not any(s.x0 < x1 and s.x1 > x0 for x0, x1 in columns)]
    whole = sorted([*columns, *blank])
    agree = len(whole) == len(leaves) and all(left[1] < right[0] for left, right in pairwise(whole))
    return whole if agree else []


def _with_headed_columns(header: Sequence[Row], columns: list[Column], room: float) -> list[Column]:
    """Add columns where a header stands over none and there is room: at the right, or in a gap twice as wide."""
    centres = [(x0 + x1) / 2 for x0, x1 in columns]
    pitch = median(b - a for a, b in pairwise(centres)) if len(columns) > 2 else 0.0
    added: list[Column] = []
    for segment in (segment for row in header for segment in row.segments):
        centre = (segment.x0 + segment.x1) / 2
        free = not any(segment.x0 < x1 and segment.x1 > x0 for x0, x1 in (*columns, *added))
        if not pitch or not free or centre < centres[0]:
            continue
        before = max(other for other in centres if other < centre)
        after = min((other for other in centres if other > centre), default=2 * centre - before)
        if min(centre - before, after - centre) > room * pitch:
            added.append((segment.x0, segment.x1))
    return sorted([*columns, *added])


def _table(header: Sequence[Row], body: Sequence[Row], columns: Sequence[Column], settings: Settings) -> Table:
    everything = [*header, *body]
    left = min(row.line.x0 for row in everything)
    right = max(row.line.x1 for row in everything)
    edges = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    labelled = any(row.label_end() for row in body)
    first = max(
        max((row.label_end() for row in body if row.values()), default=0.0), columns[0][0] - settings.label_room
    )
    xs = tuple([left, (first + columns[0][0]) / 2, *edges, right] if labelled else [left, *edges, right])
    numbers = [row.number for row in body if row.number]
    if numbers:
        xs = (min(number.x0 for number in numbers), max(number.x1 for number in numbers), *xs[1:])
    grid: list[list[TableCell]] = []
    for heads in header_cells([_parted_heads(row, columns, settings) for row in header], settings):
        grid.append(_header_cells(heads, xs, len(grid), header[0].line.page))
    for row in labels_joined(body, columns[0][0], settings):
        made = _body_cells(row, xs, columns, len(grid), labelled)
        grid.append(_numbered(made, row, len(grid)) if numbers else made)
    cells = tuple(cell for cells_of_row in grid for cell in cells_of_row)
    page = everything[0].line.page
    # Lines of type set larger may reach into one another: the middle tells what stands above the table.
    y0, y1 = (everything[0].line.y0 + everything[0].line.y1) / 2, everything[-1].line.y1
    return Table(xs, y0, y1, len(grid), cells, page, page, certain=False)


def _parted_heads(row: Row, columns: Sequence[Column], settings: Settings) -> Row:
    """Return a header line with heads apart that fill their columns so that only a space is left between them."""
    segments: list[Segment] = []
    for segment in row.segments:
        parts = [segment]
        if " " in segment.text:
            inside = [glyph for glyph in row.line.glyphs if segment.x0 <= glyph.x0 < segment.x1]
            parts = [segment_of(piece, settings) for piece in _at_spaces(inside, settings.wide_gap * row.line.em)]
        over = [[column for column in columns if part.x0 < column[1] and column[0] < part.x1] for part in parts]
        apart = all(len(each) == 1 for each in over) and len({each[0] for each in over}) == len(parts)
        segments += parts if apart else [segment]
    return row._replace(segments=tuple(segments))


def _at_spaces(glyphs: Sequence[Glyph], least: float) -> list[list[Glyph]]:
    pieces = [list(glyphs[:1])]
    for before, after in pairwise(glyphs):
        if after.x0 - before.x1 > least:
            pieces.append([])
        pieces[-1].append(after)
    return pieces


def _header_cells(heads: Sequence[Segment], xs: Sequence[float], number: int, page: int) -> list[TableCell]:
    cells = []
    for segment in heads:
        over = [i for i in range(len(xs) - 1) if xs[i] <= (segment.x0 + segment.x1) / 2 < xs[i + 1]]
        column = over[0] if over else len(xs) - 2
        cells.append(TableCell(Space(number, column, 1, 1), segment.text, page, segment.confidence))
    return cells


def _body_cells(
    row: Row, xs: Sequence[float], columns: Sequence[Column], number: int, labelled: bool
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


def _numbered(cells: list[TableCell], row: Row, at: int) -> list[TableCell]:
    """Return a row's cells with that of the number that counts it before them."""
    if not row.values():
        return cells
    text, confidence = (row.number.text, row.number.confidence) if row.number else ("", 1.0)
    moved = [cell._replace(space=cell.space._replace(column=cell.space.column + 1)) for cell in cells]
    return [TableCell(Space(at, 0, 1, 1), text, row.line.page, confidence), *moved]
