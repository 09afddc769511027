"""Grids made of ``div``, ``ul`` or ``dl``: told from running text by rows of short cells with figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from gongkai.document.characters import is_figure
from gongkai.document.fronts.html.pieces import Box, Leaf, Piece, TablePiece, cell_text
from gongkai.document.model import GridCell
from gongkai.settings import Settings

_SECTION_HEADING = re.compile(r"[一二三四五六七八]\s*[、.．]")

Row = list[str]


class _Run(NamedTuple):
    """Neighbouring pieces that could be rows: ``starts[i]`` is the index of the piece that gave ``rows[i]``."""

    rows: list[Row]
    starts: list[int]
    after: int


def with_grids(pieces: list[Piece], settings: Settings) -> Iterator[Piece]:
    """Yield ``pieces`` in order with boxes opened, and runs of box rows that hold figures as one table each."""
    waiting: list[Iterator[Piece]] = [iter(_gathered(pieces, settings))]
    while waiting:
        piece = next(waiting[-1], None)
        if piece is None:
            waiting.pop()
        elif isinstance(piece, Box):
            waiting.append(iter(_gathered(piece.pieces, settings)))
        else:
            yield piece


def _gathered(pieces: list[Piece], settings: Settings) -> list[Piece]:
    """Replace each run of rows among ``pieces`` that is a grid by that grid."""
    if not any(isinstance(piece, Box) for piece in pieces):
        return pieces
    result: list[Piece] = []
    at = 0
    while at < len(pieces):
        run = _run(pieces, at, settings)
        start = _first_row(run, settings)
        if start is not None:
            result += pieces[at : run.starts[start]]
            result.append(_table(run.rows[start:]))
        else:
            result += pieces[at : run.after]
        at = run.after
    return result


def _first_row(run: _Run, settings: Settings) -> int | None:
    """Return the row from which a run is a grid, or None.

    A menu made like a grid may stand right before it: then the grid begins a few header rows above the first figure.
    """
    if _is_grid(run.rows, settings):
        return 0
    with_figure = (at for at, row in enumerate(run.rows) if len(row) > 1 and any(map(is_figure, row)))
    start = max(0, next(with_figure, 0) - settings.inferred_headers)
    # A group of rows is one piece and is not parted.
    while start and run.starts[start] == run.starts[start - 1]:
        start -= 1
    return start if start and _is_grid(run.rows[start:], settings) else None


def _run(pieces: list[Piece], start: int, settings: Settings) -> _Run:
    """Return the rows from ``start`` on; a lone short leaf or two may stand between rows.

    A group of rows that is a grid of its own ends a run that already is one: two tables, not one.
    """
    rows: list[Row] = []
    starts: list[int] = []
    lone: list[tuple[Row, int]] = []
    after = start
    for at in range(start, len(pieces)):
        piece = pieces[at]
        alone = _lone(piece, settings)
        if alone is not None:
            if not rows or len(lone) == settings.lone_lines:
                break
            lone.append(([alone], at))
            continue
        found = _rows_of(piece, settings)
        if found is None or (len(found) > 1 and _is_grid(rows, settings)):
            break
        for row, index in (*lone, *((each, at) for each in found)):
            rows.append(row)
            starts.append(index)
        lone = []
        after = at + 1
    return _Run(rows, starts, max(after, start + 1))


def _lone(piece: Piece, settings: Settings) -> str | None:
    """Return the text of a piece that may be a cell, or a row of one cell: short, and no heading of a section."""
    if isinstance(piece, Leaf):
        if piece.heading:
            return None
        text = piece.text
    elif isinstance(piece, Box) and piece.broken:
        text = cell_text(piece.pieces)
    else:
        return None
    return text if len(text) <= settings.inferred_cell and not _SECTION_HEADING.match(text) else None


def _rows_of(piece: Piece, settings: Settings) -> list[Row] | None:
    """Return a box as one row of cells, or as several rows where it is a group of rows, else None."""
    if not isinstance(piece, Box) or piece.broken:
        return None
    row = _row_of(piece, settings)
    if row is not None:
        return [row]
    rows: list[Row] = []
    for inner in piece.pieces:
        alone = _lone(inner, settings)
        found = _row_of(inner, settings) if alone is None else [alone]
        if found is None:
            return None
        rows.append(found)
    return rows


def _row_of(piece: Piece, settings: Settings) -> Row | None:
    """Return the cells of a row: mostly single texts, some perhaps of several paragraphs."""
    if not isinstance(piece, Box) or piece.broken:
        return None
    cells: Row = []
    single = 0
    for inner in piece.pieces:
        if isinstance(inner, Leaf) or (isinstance(inner, Box) and inner.broken):
            single += 1
        elif not isinstance(inner, Box) or not all(isinstance(each, Leaf) for each in inner.pieces):
            return None
        cells.append(cell_text([inner]))
    if single * 2 <= len(cells) or max(map(len, cells)) > settings.inferred_cell:
        return None
    return cells


def _is_grid(rows: list[Row], settings: Settings) -> bool:
    """Tell whether rows hold figures enough to be a table of a report."""
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < settings.inferred_rows:
        return False
    cells = [cell for row in wide for cell in row]
    figures = sum(map(is_figure, cells))
    blanks = sum(not cell for cell in cells)
    return figures >= settings.table_figures and figures + blanks >= settings.inferred_figures * len(cells)


def _table(rows: list[Row]) -> TablePiece:
    return TablePiece(
        tuple(
            tuple(GridCell(text, at, column) for column, text in enumerate(row, start=1))
            for at, row in enumerate(rows, start=1)
        )
    )
