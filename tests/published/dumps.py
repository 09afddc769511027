"""Tables as programs that save web pages print them; each was met with several published reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.grammar.draft import Draft, Table
from tests.grammar.grids import Box, Grid
from tests.grammar.text_lines import grids


def _rows(table: Table, draft: Draft) -> Iterator[tuple[Grid, list[Box]]]:
    for grid in grids(table, draft):
        for row in grid.rows:
            yield grid, row


def _flat(text: str) -> str:
    return " ".join(text.split("\n"))


def _kept(row: list[Box]) -> list[str]:
    """The row's texts without its empty cells, which most of these programs drop."""
    return [_flat(box.text) for box in row if box.text.strip()]


def padded_rows(table: Table, draft: Draft) -> list[str]:
    """A row per line, closed by a bar and filled up to the table's width by bars without spaces."""
    lines: list[str] = []
    for grid in grids(table, draft):
        lines += _filled(grid)
    return lines


def _filled(grid: Grid) -> list[str]:
    lines = []
    for row in grid.rows:
        cells = _kept(row)
        lines.append("".join(f"{cell} | " for cell in cells).rstrip() + _pad(grid, cells, " "))
    lines[-1] = lines[-1].rstrip("| ") + " |"
    return lines


def _pad(grid: Grid, cells: list[str], gap: str) -> str:
    spare = grid.width - len(cells)
    return gap + "|" * spare if spare > 0 else ""


def ruled_rows(table: Table, draft: Draft) -> list[str]:
    """The same with a rule under the table's first row."""
    lines: list[str] = []
    for grid in grids(table, draft):
        first, *rest = _filled(grid)
        lines += [first, "|".join(["---"] * grid.width) + "|", *rest]
    return lines


def closed_rows(table: Table, draft: Draft) -> list[str]:
    """A row per line, each cell closed by a bar; merged cells stand once and nothing fills their places."""
    return ["".join(f"{cell} | " for cell in _kept(row)).rstrip() for _, row in _rows(table, draft)]


def boxed_cells(table: Table, draft: Draft) -> list[str]:
    """A row per line, a bar on either side of each cell."""
    return ["".join(f"|{cell}|" for cell in _kept(row)) for _, row in _rows(table, draft)]


def bar_below(table: Table, draft: Draft) -> list[str]:
    """A cell per line, the bar that closes it on the next; an empty cell is its bar alone."""
    lines: list[str] = []
    for _, row in _rows(table, draft):
        for box in row:
            lines += [*_lines(box), "|"]
    return lines


def _lines(box: Box) -> list[str]:
    return [line for line in box.text.split("\n") if line]


def bar_below_padded(table: Table, draft: Draft) -> list[str]:
    """The same, each row filled up to the table's width by bars on a line of their own."""
    lines: list[str] = []
    for grid, row in _rows(table, draft):
        for box in row:
            lines += [*_lines(box), "|"]
        if spare := grid.width - len(row):
            lines.append("|" * spare)
    return lines


def cell_lines_padded(table: Table, draft: Draft) -> list[str]:
    """A cell per line with its bar, the row's filling behind the last one."""
    lines: list[str] = []
    for grid, row in _rows(table, draft):
        cells = [_flat(box.text) for box in row]
        lines += [f"{cell} |" if cell else "|" for cell in cells]
        lines[-1] += _pad(grid, cells, " ")
    return lines


def cell_lines_opened(table: Table, draft: Draft) -> list[str]:
    """The same, each row opened by a bar on a line of its own."""
    lines: list[str] = []
    for grid, row in _rows(table, draft):
        cells = [_flat(box.text) for box in row]
        lines += ["|", *(f"{cell} |" if cell else "|" for cell in cells)]
        lines[-1] += _pad(grid, cells, " ")
    return lines


def cell_lines_filled(table: Table, draft: Draft) -> list[str]:
    """A cell per line with its bar, the row's filling on a line of its own."""
    lines: list[str] = []
    for grid, row in _rows(table, draft):
        lines += [f"{_flat(box.text)} |" if box.text else "|" for box in row]
        if spare := grid.width - len(row):
            lines.append("|" * spare)
    return lines


def bars_between_lines(table: Table, draft: Draft) -> list[str]:
    """Paragraphs within cells: a bar ends each cell's line after the text and opens the row."""
    lines: list[str] = []
    for grid, row in _rows(table, draft):
        lines.append("| ")
        for number, box in enumerate(row):
            last = number == len(row) - 1
            filling = "|" * (grid.width - len(row)) if last else ""
            lines.append(f" {_flat(box.text)}  | {filling}".rstrip() if box.text else f"  | {filling}".rstrip())
    return lines


def spaced_cells(table: Table, draft: Draft) -> list[str]:
    """A cell per line, each followed by a blank line; an empty cell leaves its blank line."""
    lines: list[str] = []
    for _, row in _rows(table, draft):
        for box in row:
            lines += [*(line for part in box.text.split("\n") for line in (part, ""))] if box.text else [""]
    return lines


def spaced_paragraphs(table: Table, draft: Draft) -> list[str]:
    """A paragraph per line of a cell, with a blank line behind each; empty cells vanish."""
    return [line for _, row in _rows(table, draft) for box in row for part in _lines(box) for line in (part, "")]


def indented_glued(table: Table, draft: Draft) -> list[str]:
    """A row per line, its cells run together."""
    return ["    " + "".join(_kept(row)) for _, row in _rows(table, draft)]


Dump = Callable[[Table, Draft], list[str]]
DUMPS: dict[str, Dump] = {
    "padded rows": padded_rows,
    "ruled rows": ruled_rows,
    "closed rows": closed_rows,
    "boxed cells": boxed_cells,
    "bar below": bar_below,
    "bar below, padded": bar_below_padded,
    "cell lines, padded": cell_lines_padded,
    "cell lines, opened": cell_lines_opened,
    "cell lines, filled": cell_lines_filled,
    "bars between lines": bars_between_lines,
    "spaced cells": spaced_cells,
    "spaced paragraphs": spaced_paragraphs,
    "glued rows": indented_glued,
}
