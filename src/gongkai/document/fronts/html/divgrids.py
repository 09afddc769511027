"""Grids made of ``div``, ``ul`` or ``dl``: told from running text by rows of short cells with figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.document.characters import is_figure, join_lines
from gongkai.document.fronts.html.pieces import Box, Leaf, Piece, TablePiece
from gongkai.document.model import GridCell
from gongkai.settings import Settings

_SECTION_HEADING = re.compile(r"[一二三四五六七八]\s*[、.．]")


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
        rows, after = _run(pieces, at, settings)
        if rows and _is_grid(rows, settings):
            result.append(_table(rows))
            at = after
        else:
            result.append(pieces[at])
            at += 1
    return result


def _run(pieces: list[Piece], start: int, settings: Settings) -> tuple[list[list[str]], int]:
    """Return the rows from ``start`` on and the index after them; a lone short leaf may stand between rows."""
    rows: list[list[str]] = []
    lone: list[list[str]] = []
    after = start
    for at in range(start, len(pieces)):
        piece = pieces[at]
        if isinstance(piece, Leaf):
            if (
                len(piece.text) > settings.inferred_cell
                or piece.heading
                or _SECTION_HEADING.match(piece.text)
                or not rows
            ):
                break
            lone.append([piece.text])
            if len(lone) > 2:
                break
            continue
        found = _rows_of(piece, settings)
        if found is None:
            break
        rows += lone + found
        lone = []
        after = at + 1
    return rows, after


def _rows_of(piece: Piece, settings: Settings) -> list[list[str]] | None:
    """Return a box as one row of cells, or as several rows where it is a group of rows, else None."""
    if not isinstance(piece, Box):
        return None
    row = _row_of(piece, settings)
    if row is not None:
        return [row]
    rows: list[list[str]] = []
    for inner in piece.pieces:
        found = _row_of(inner, settings)
        if found is None:
            return None
        rows.append(found)
    return rows


def _row_of(piece: Piece, settings: Settings) -> list[str] | None:
    """Return the cells of a row: mostly leaves, some perhaps of several lines."""
    if not isinstance(piece, Box):
        return None
    cells: list[str] = []
    leaves = 0
    for inner in piece.pieces:
        if isinstance(inner, Leaf):
            leaves += 1
            cells.append(inner.text)
        elif isinstance(inner, Box) and all(isinstance(each, Leaf) for each in inner.pieces):
            cells.append(join_lines([each.text for each in inner.pieces if isinstance(each, Leaf)]))
        else:
            return None
    if leaves * 2 <= len(cells) or max(map(len, cells)) > settings.inferred_cell:
        return None
    return cells


def _is_grid(rows: list[list[str]], settings: Settings) -> bool:
    wide = [row for row in rows if len(row) > 1]
    if len(wide) < settings.inferred_rows:
        return False
    cells = [cell for row in wide for cell in row]
    figures = sum(map(is_figure, cells))
    blanks = sum(not cell for cell in cells)
    return figures >= 2 and figures + blanks >= settings.inferred_figures * len(cells)


def _table(rows: Iterable[list[str]]) -> TablePiece:
    grid = tuple(
        tuple(GridCell(text, at, column) for column, text in enumerate(row, start=1))
        for at, row in enumerate(rows, start=1)
    )
    return TablePiece(grid)
