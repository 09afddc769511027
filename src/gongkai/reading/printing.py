"""All printed rows of a stretch of blocks, from grids and from flattened text, in each way they can be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from gongkai.document.model import Block, Line, Picture
from gongkai.reading.cut_rows import rejoined
from gongkai.reading.flattened import line_rows
from gongkai.reading.labels import Lexicon, lexicon
from gongkai.reading.printed import Atom, Laid, Piece, Printed, PrintedRow, grid_rows
from gongkai.reading.records import gathered
from gongkai.reading.split_columns import rejoined_columns


def printed_rows(laid_out: Iterable[Laid], words: Lexicon | None = None) -> Printed:
    """Return the printed rows of a laid-out document in reading order."""
    words = words or lexicon()
    rows: list[PrintedRow] = []
    tabular: set[int] = set()
    run: list[tuple[int, Piece]] = []
    for index, laid in laid_out:
        if isinstance(laid, Piece):
            run.append((index, laid))
            continue
        if run:
            line_rows(run, words, rows, tabular)
            run = []
        if laid is not None:
            begin = len(rows)
            grid_rows(index, laid, words, rows)
            if any(row.labels and row.values and not row.numbers for row in rows[begin:]):
                rows[begin:] = rejoined(rows[begin:], words)
            if laid.gathered:
                rows[begin:] = map(_where_printed, rows[begin:])
    if run:
        line_rows(run, words, rows, tabular)
    return Printed(tuple(rows), frozenset(tabular))


def _where_printed(row: PrintedRow) -> PrintedRow:
    """Return a row with each text in the grid that it was taken out of."""
    return row._replace(labels=tuple(map(_in_own_grid, row.labels)), values=tuple(map(_in_own_grid, row.values)))


def _in_own_grid(atom: Atom) -> Atom:
    origin = atom.cell.origin if atom.cell is not None else None
    return atom if origin is None else atom._replace(table=origin[0])


def as_given(blocks: Sequence[Block], words: Lexicon | None = None) -> Iterator[Laid]:
    """Lay the blocks out as the front gave them: grids as grids, lines as lines; records (a figure a row) gathered.

    Columns that stand in a grid of their own stand beside those of the grid before.
    """
    words = words or lexicon()
    for index, block in enumerate(gathered(rejoined_columns(blocks, words), words)):
        if isinstance(block, Line):
            yield index, Piece(block.text, block.number, block.page)
        else:
            yield index, None if isinstance(block, Picture) else block
