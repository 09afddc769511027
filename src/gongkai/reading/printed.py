"""Turn blocks into printed rows: labels followed by the figures that stand behind them.

Grids keep their rows. Flattened text has none: a row begins where a label follows a figure, and labels that the
line breaks of a copy tore apart are joined again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gongkai.document.model import Grid, GridCell
from gongkai.reading.labels import HEADING, Lexicon, Target, names_any
from gongkai.reading.values import ABOUT, UNREADABLE, Figure, figure, odd_figure
from gongkai.report.model import Number

_MOST_REMEMBERED = 50_000


class Atom(NamedTuple):
    """One printed text with its place: a label, a figure, or neither."""

    text: str
    figure: Figure | None
    targets: tuple[Target, ...]
    block: int
    cell: GridCell | None = None
    line: int | None = None
    page: int | None = None
    table: int | None = None
    gap: int = 0
    """Blank lines before it; they may stand for blank cells."""
    at: int = 0
    """Which of the texts of its line or cell it is, from 0."""
    row: int = 0
    """Its row where several pieces of text stand in one block; 0 for a line that is a block of its own."""
    glued: bool = False
    """Whether figures run into each other, or into the label before them, without any sign between."""


class Piece(NamedTuple):
    """A stretch of text on its way to becoming atoms: a line, or a cell taken out of its grid."""

    text: str
    number: int | None
    """Number of the line, ``None`` for a cell."""
    page: int | None = None
    cell: GridCell | None = None
    table: int | None = None
    at: int = 0
    row: int = 0
    """Row within its block, from 1, where the block has several."""
    empty: bool = False
    """Whether a cell stands here with nothing in it."""
    value: bool = False
    """Whether it stands where only a figure can."""
    glued: bool = False
    """Whether it is figures that run into each other."""
    begins: bool = False
    """Whether a label began here whose text stands with the line that ends it."""


Laid = tuple[int, Piece | Grid | None]
"""The index of a block, and a piece of its text, its grid, or ``None`` for what holds no text."""


class PrintedRow(NamedTuple):
    """Labels and the figures behind them. A row with neither marks prose: whatever ran before it has ended."""

    labels: tuple[Atom, ...]
    values: tuple[Atom, ...]
    block: int
    grid: int | None = None
    row: int | None = None
    tail: int = 0
    """Blank lines behind the last figure."""
    numbers: int = 0
    """How many of the values are figures, blank ones not counted."""


def printed_row(
    labels: Sequence[Atom],
    values: Sequence[Atom],
    block: int,
    grid: int | None = None,
    row: int | None = None,
    tail: int = 0,
) -> PrintedRow:
    """Make a row and count its figures."""
    return PrintedRow(tuple(labels), tuple(values), block, grid, row, tail, _count(values))


def with_values(row: PrintedRow, values: Sequence[Atom]) -> PrintedRow:
    """Return the row with other values."""
    return row._replace(values=tuple(values), numbers=_count(values))


def _count(values: Sequence[Atom]) -> int:
    count = 0
    for atom in values:
        if atom.figure is not None and atom.figure.kind != "blank":
            count += 1
    return count


class Printed(NamedTuple):
    """All printed rows of a stretch of blocks, and which line blocks were taken as table text."""

    rows: tuple[PrintedRow, ...]
    tabular: frozenset[int]


def mark_of(text: str, words: Lexicon) -> tuple[Figure | None, tuple[Target, ...]]:
    """Say of one printed text whether it is a figure or a label; remembered, as the same few texts fill all forms."""
    try:
        return words.marks[text]
    except KeyError:
        found = figure(text)
        longest = words.settings.label_longest
        mark = (found, () if found is not None else words.find(_without_remark(text, longest)))
        if len(text) <= longest:
            if len(words.marks) > _MOST_REMEMBERED:
                words.marks.clear()
            words.marks[text] = mark
        return mark


def _without_remark(text: str, longest: int) -> str:
    """Cut the long remark in brackets off a label; "" where the text is too long for one all the same."""
    if len(text) <= longest:
        return text
    head = text[0] + re.split("[(（]", text[1:longest], maxsplit=1)[0]
    return head if len(head) < longest else ""


_new = tuple.__new__


def grid_rows(index: int, grid: Grid, words: Lexicon, rows: list[PrintedRow]) -> None:  # noqa: C901  (the hot path)
    """Append the rows of the grid that is block ``index``. A label behind figures begins a row of its own."""
    table = grid.number
    known, settings = words.marks.get, words.settings
    shortest = settings.telling_label
    columns: frozenset[int] | None = None
    for number, cells in enumerate(grid.rows, 1):
        labels: list[Atom] = []
        values: list[Atom] = []
        figures = 0
        for cell in cells:
            text = cell.text
            found, targets = known(text) or mark_of(text, words)
            if found is None:
                if labels and not targets and (_names_row(labels[-1]) or (values and words.similar(labels[-1].text))):
                    columns = _figure_columns(grid, words) if columns is None else columns
                    found = odd_figure(text, settings)
                    if found is None and _stands_for_figure(cell, labels[-1], grid, columns, words):
                        found = UNREADABLE
                elif not labels and not targets and ABOUT.fullmatch(text.strip()):
                    found = UNREADABLE  # a row without a label begins with what is no figure
                if found is None and figures == 1 and not labels and len(text) >= shortest:
                    # A number before the first label is the row's number.
                    values, figures = [], 0
                elif found is None and figures and not (targets := targets or words.similar(text)):
                    found = UNREADABLE
                elif found is None and figures:
                    row = PrintedRow(tuple(labels), tuple(values), index, table, number, 0, figures)
                    rows.append(_with_similar(row, words) if labels and not labels[-1].targets else row)
                    labels, values, figures = [], [], 0
                elif found is None and values:
                    targets = targets or words.similar(text)
                    begins = len(values) > 1 or _row_or_group(targets)
                    above = labels[-1] if labels else None
                    if begins and (_names_row(above) if values[0].text else _names_row_only(above)):
                        # Dashes printed for a row's figures are its row; empty cells may be merged ones of a group.
                        rows.append(PrintedRow(tuple(labels), tuple(values), index, table, number, 0, 0))
                        labels = []
                    values = []
            # Made as a plain tuple is: a page has hundreds of cells, and this is where reading spends its time.
            atom = _new(Atom, (text, found, targets, index, cell, None, cell.page, table, 0, 0, number, False))
            if found is None:
                labels.append(atom)
            else:
                values.append(atom)
                if found.kind != "blank":
                    figures += 1
        if labels or values:
            row = PrintedRow(tuple(labels), tuple(values), index, table, number, 0, figures)
            rows.append(_with_similar(row, words) if values and labels and not labels[-1].targets else row)


def _names_row(atom: Atom | None) -> bool:
    return atom is not None and _any_row(atom.targets)


def _names_row_only(atom: Atom | None) -> bool:
    return atom is not None and bool(atom.targets) and all(target.kind == "row" for target in atom.targets)


def _any_row(targets: Iterable[Target]) -> bool:
    return any(target.kind == "row" for target in targets)


def _row_or_group(targets: Iterable[Target]) -> bool:
    return any(target.kind in ("row", "group") for target in targets)


def _stands_for_figure(cell: GridCell, label: Atom, grid: Grid, columns: frozenset[int], words: Lexicon) -> bool:
    """Whether a text that no form knows stands in a figure's place behind its row's label (同上, 见附件).

    A label in a column of figures is a head, and so is what follows it. Where heads fill the column, too, the rows
    above and below tell.
    """
    if label.cell is not None and label.cell.column in columns:
        return False
    if cell.column in columns:
        return True
    if names_any(label.targets, HEADING):
        return False
    count = len(grid.rows[cell.row - 1])
    beside = (grid.rows[at] for at in (cell.row - 2, cell.row) if 0 <= at < len(grid.rows))
    return any(
        len(row) == count and each.column == cell.column and _is_number(each.text, words)
        for row in beside
        for each in row
    )


def _is_number(text: str, words: Lexicon) -> bool:
    found = mark_of(text, words)[0]
    return found is not None and found.kind != "blank"


def _figure_columns(grid: Grid, words: Lexicon) -> frozenset[int]:
    """Return the columns in which mostly figures stand: a text there is a figure's, whatever it says."""
    figures: Counter[int] = Counter()
    texts: Counter[int] = Counter()
    for row in grid.rows:
        for cell in row:
            found = mark_of(cell.text, words)[0]
            if found is None:
                texts[cell.column] += 1
            elif found.kind != "blank":
                figures[cell.column] += 1
    return frozenset(column for column, count in figures.items() if count > 1 and count > texts[column])


def _with_similar(row: PrintedRow, words: Lexicon) -> PrintedRow:
    """Let the damaged label of a row with figures, or with cells left blank, stand for the row it most resembles."""
    targets = words.similar(row.labels[-1].text)
    if not targets:
        return row
    return row._replace(labels=(*row.labels[:-1], row.labels[-1]._replace(targets=targets)))


def usual_gap(rows: Sequence[PrintedRow], enough: int) -> int:
    """Return how many blank lines usually stand between two cells of flattened text.

    Labels tell it best where there are ``enough`` of them: they are never blank, as figures may be.
    """
    flat = [row for row in rows if row.grid is None and (row.labels or row.values)]
    if not flat:
        return 0
    labels = Counter(atom.gap for row in flat for atom in row.labels[1:])
    gaps = labels if labels.total() >= enough else Counter(atom.gap for row in flat for atom in row.values[1:])
    return gaps.most_common(1)[0][0] if gaps else 0


def is_blank(atom: Atom) -> bool:
    """Whether the cell stood there without a figure."""
    return atom.figure is None or atom.figure.kind == "blank"


def number_of(atom: Atom | None) -> Number | None:
    """Return the printed number, ``None`` for blank, unreadable and absent cells."""
    return atom.figure.number if atom is not None and atom.figure is not None else None
