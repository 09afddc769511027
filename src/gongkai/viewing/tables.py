"""A table of the document with its spans, its figures marked; rows far from any figure are left out and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.document.model import Grid, GridCell
from gongkai.markup import Child, Markup, element
from gongkai.viewing.marked import marked
from gongkai.viewing.marks import Mark
from gongkai.viewing.texts import Room

_WIDEST = 1_000
"""HTML knows no wider column span."""

Marks = Mapping[tuple[int, int], Sequence[Mark]]
"""Marks by row and column of the cell they stand in."""


def placed(grid: Grid, marks: Sequence[Mark]) -> Marks:
    """Sort marks by the cell that covers their place; a place outside the table has none and is left out."""
    starts = {(cell.row, cell.column) for row in grid.rows for cell in row}
    wide = [cell for row in grid.rows for cell in row if cell.row_span > 1 or cell.column_span > 1]
    found: dict[tuple[int, int], list[Mark]] = {}
    for mark in marks:
        spot = (mark.spot.row, mark.spot.column)
        if spot not in starts:
            spot = next(((cell.row, cell.column) for cell in wide if _covers(cell, *spot)), spot)
        if spot[0] <= len(grid.rows) and spot[1] <= grid.width:
            found.setdefault(spot, []).append(mark)
    return found


def _covers(cell: GridCell, row: int, column: int) -> bool:
    return cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span


def table_markup(grid: Grid, marks: Marks, room: Room, nearby: int, *, name: str) -> Markup:
    """Return the table; it scrolls by itself where it is wide, reachable by keyboard."""
    shown = _shown(len(grid.rows), {row for row, _ in marks}, nearby, room.settings.view_fewest)
    rows = [element("tr", *cells) for cells in _Rows(grid, marks, room, shown)]
    table = element("table", element("caption", name), element("tbody", *rows), class_="view-table")
    return element("div", table, class_="view-scroll", role="group", aria_label=name, tabindex="0")


def _shown(height: int, wanted: set[int], nearby: int, fewest: int) -> list[int]:
    """Return the numbers of the rows that are shown; 0 where some are left out between them."""
    near = {1, height, *wanted}
    kept: list[int] = []
    last = 0
    for row in sorted(near):
        low, high = max(1, row - nearby), min(height, row + nearby)
        if low - last - 1 >= fewest and kept:
            kept.append(0)
        else:
            low = min(low, last + 1)
        kept += range(max(low, last + 1), high + 1)
        last = max(last, high)
    return kept


class _Rows:
    """Lays a grid's cells into rows of HTML, so that every cell stands in its own column whatever is left out."""

    def __init__(self, grid: Grid, marks: Marks, room: Room, shown: Sequence[int]) -> None:
        self._grid, self._marks, self._room, self._shown = grid, marks, room, shown
        self._busy: dict[int, int] = {}
        """The last row of the page that a column is taken in by a cell above."""
        self._firsts: dict[int, int] = {}
        """The first marked column of every row that has one."""
        for row, column in sorted(marks, reverse=True):
            self._firsts[row] = column
        self._last = max(self._firsts, default=0)

    def __iter__(self) -> Iterator[list[Markup]]:
        for place, row in enumerate(self._shown):
            yield list(self._cells(place, row) if row else self._gap(place))

    def _cells(self, place: int, row: int) -> Iterator[Markup]:
        # Where there is no more room, only marked cells are written, and empty ones hold their places.
        cells = {c.column: c for c in self._grid.rows[row - 1] if self._room.left > 0 or (row, c.column) in self._marks}
        self._room.left -= self._room.settings.view_cost * len(cells)
        holes = {column for at, column in self._marks if at == row and column not in cells}
        column = 1
        for stop in sorted((*cells, *holes)):
            yield from self._filled(place, column, stop)
            if stop in cells:
                cell = cells[stop]
                tall = self._tall(place, cell)
                yield self._cell(cell, tall)
                self._busy |= dict.fromkeys(range(stop, stop + cell.column_span), place + tall - 1)
                column = stop + cell.column_span
            else:
                yield element("td", *self._inside(row, stop, ""), class_=self._class(row, stop))
                column = stop + 1

    def _filled(self, place: int, start: int, stop: int) -> Iterator[Markup]:
        """Fill the columns before ``stop`` in which nothing stands."""
        free = [column for column in range(start, stop) if self._busy.get(column, -1) < place]
        while free:
            run = 1
            while run < len(free) and run < _WIDEST and free[run] == free[0] + run:
                run += 1
            yield element("td", colspan=run if run > 1 else None)
            free = free[run:]

    def _gap(self, place: int) -> Iterator[Markup]:
        left_out = self._shown[place + 1] - self._shown[place - 1] - 1
        said: Child = self._room.words("rows_left_out", count=left_out)
        for column in range(1, self._grid.width + 1):
            if self._busy.get(column, -1) < place:
                yield element("td", said, class_="view-omitted")
                return

    def _tall(self, place: int, cell: GridCell) -> int:
        """How many rows of the page a cell spans, those left out counted once."""
        end = cell.row + max(1, cell.row_span)
        tall = 1
        while (
            place + tall < len(self._shown) and 0 < (self._shown[place + tall] or self._shown[place + tall + 1]) < end
        ):
            tall += 1
        return tall

    def _cell(self, cell: GridCell, tall: int) -> Markup:
        scope = self._scope(cell)
        return element(
            "th" if scope else "td",
            *self._inside(cell.row, cell.column, cell.text),
            scope=scope,
            class_=self._class(cell.row, cell.column),
            rowspan=tall if tall > 1 else None,
            colspan=min(cell.column_span, _WIDEST) if cell.column_span > 1 else None,
        )

    def _scope(self, cell: GridCell) -> str | None:
        """What a label heads: the figures below it, or those right of it."""
        if (cell.row, cell.column) in self._marks or not any(map(str.isalpha, cell.text)):
            return None
        first = self._firsts.get(cell.row)
        if first is None:
            return "col" if cell.row < self._last else None
        return "row" if cell.column < first else None

    def _class(self, row: int, column: int) -> str | None:
        sorts = sorted({mark.sort for mark in self._marks.get((row, column), ())})
        return " ".join(f"view-in-{sort}" for sort in sorts) or None

    def _inside(self, row: int, column: int, text: str) -> Iterator[Child]:
        marks = self._marks.get((row, column), ())
        if len(marks) == 1:
            yield marked(marks[0], self._room, self._room.take(text))
            return
        yield self._room.take(text)
        for mark in marks:
            yield [" ", marked(mark, self._room)]
