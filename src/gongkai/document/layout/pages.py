"""Tables over pages: a table cut by the edge of the page and the part at the head of the next page are one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from gongkai.document.layout.lines import join_texts
from gongkai.document.layout.model import Item, Space, Table, TableCell
from gongkai.settings import Settings

_FIGURE = re.compile(r"\d")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]")


def join_pages(pages: Sequence[Sequence[Item]], settings: Settings) -> list[Item]:
    """Return the items of all pages in one sequence, tables over pages joined."""
    joined: list[Item] = []
    for items in pages:
        rest = list(items)
        if rest and joined and isinstance(rest[0], Table) and isinstance(joined[-1], Table):
            whole = continue_table(joined[-1], rest[0], settings)
            if whole is not None:
                joined[-1] = whole
                del rest[0]
        joined.extend(rest)
    return joined


def continue_table(upper: Table, lower: Table, settings: Settings) -> Table | None:
    """Return both as one table, or ``None`` where their column edges do not agree.

    They agree where the outer edges are the same and every inner edge of one is an edge of the other: the rows on
    one page may all have fewer columns than those on the other.
    """
    if lower.page != upper.last_page + 1 or upper.certain != lower.certain:
        return None
    tolerance = 2 * settings.rule_snap
    # Centred tables of landscape pages or mirrored margins are the same table moved sideways.
    shift = lower.xs[0] - upper.xs[0]
    moved = tuple(x - shift for x in lower.xs)
    if abs(upper.xs[-1] - moved[-1]) > tolerance:
        return None
    few, many = sorted((upper.xs, moved), key=len)
    if any(min(abs(x - other) for other in many) > tolerance for x in few):
        return None
    upper_edges, lower_edges = _onto(upper.xs, many), _onto(moved, many)
    cells = [_respanned(cell, upper_edges) for cell in upper.cells]
    below = [_respanned(cell, lower_edges) for cell in lower.cells]
    cells, below, cut = _without_cut_row(cells, below, upper.height)
    offset = upper.height - cut
    cells += [cell._replace(space=cell.space._replace(row=cell.space.row + offset)) for cell in below]
    return upper._replace(xs=many, height=offset + lower.height, cells=tuple(cells), last_page=lower.last_page)


def _onto(xs: Sequence[float], many: Sequence[float]) -> list[int]:
    """Return for each edge the index of the nearest edge in the finer division."""
    return [min(range(len(many)), key=lambda i: abs(many[i] - x)) for x in xs]


def _respanned(cell: TableCell, edges: Sequence[int]) -> TableCell:
    space = cell.space
    start, end = edges[space.column], edges[space.column + space.column_span]
    return cell._replace(space=space._replace(column=start, column_span=max(end - start, 1)))


def _without_cut_row(
    upper: list[TableCell], lower: list[TableCell], height: int
) -> tuple[list[TableCell], list[TableCell], int]:
    """Join a row cut by the edge of the page, which may come after a repeated header.

    Returns both parts and the number of rows that became one (0 or 1).
    """
    number = _repeated_rows(upper, lower)
    second = [cell for cell in lower if cell.space.row == number]
    first = {_columns(cell.space): i for i, cell in enumerate(upper) if cell.space.row + cell.space.row_span == height}
    if not _is_second_part(second, {columns: upper[i] for columns, i in first.items()}):
        return upper, lower, 0
    upper = list(upper)
    for cell in second:
        index = first[_columns(cell.space)]
        above = upper[index]
        space = above.space._replace(row_span=above.space.row_span + cell.space.row_span - 1)
        text, confidence = join_texts(above.text, cell.text), min(above.confidence, cell.confidence)
        upper[index] = above._replace(space=space, text=text, confidence=confidence)
    return upper, [_raised(cell, number) for cell in lower if cell.space.row != number], 1


def _raised(cell: TableCell, removed: int) -> TableCell:
    """Return a cell above the removed row one row lower, where the offset will take it back up."""
    if cell.space.row > removed:
        return cell
    return cell._replace(space=cell.space._replace(row=cell.space.row + 1))


def _repeated_rows(upper: Sequence[TableCell], lower: Sequence[TableCell]) -> int:
    """Return how many rows at the head of the second part repeat the head of the first."""
    count = 0
    while True:
        ours = [(_columns(c.space), c.text) for c in lower if c.space.row == count]
        if not ours or ours != [(_columns(c.space), c.text) for c in upper if c.space.row == count]:
            return count
        count += 1


def _is_second_part(second: Sequence[TableCell], first: Mapping[tuple[int, int], TableCell]) -> bool:
    """Tell whether a row goes on with the last row of the page before.

    Either there is no line above it and it has no figures of its own; or (Word and LibreOffice draw a line above
    every page of a table) one text goes on whose first part is full and which is not numbered anew, while the other
    cells hold something on one of the two pages only.
    """
    if not second or any(_columns(cell.space) not in first for cell in second):
        return False
    if not any(cell.space.top_ruled for cell in second):
        return not any(_FIGURE.match(cell.text) for cell in second)
    pairs = [(first[_columns(cell.space)], cell) for cell in second]
    going_on = [(above, below) for above, below in pairs if above.text and below.text]
    if len(going_on) != 1:
        return False
    above, below = going_on[0]
    others = [pair for pair in pairs if pair[0] is not above]
    on_pages = [any(cell.text for cell in side) for side in zip(*others, strict=True)]
    starts_anew = _FIGURE.match(below.text) or _NUMBERED.match(below.text)
    return above.full and not starts_anew and sum(on_pages) == 1


def _columns(space: Space) -> tuple[int, int]:
    return space.column, space.column_span
