"""All printed rows of a stretch of blocks, from grids and from flattened text."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document.model import Block, Grid, Line
from gongkai.reading.flattened import line_rows
from gongkai.reading.labels import lexicon
from gongkai.reading.printed import Printed, PrintedRow, grid_rows


def printed_rows(blocks: Sequence[Block]) -> Printed:
    """Return the printed rows of the blocks in reading order."""
    words = lexicon()
    rows: list[PrintedRow] = []
    tabular: set[int] = set()
    run: list[tuple[int, Line]] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            run.append((index, block))
            continue
        if run:
            line_rows(run, words, rows, tabular)
            run = []
        if isinstance(block, Grid):
            grid_rows(index, block, words, rows)
    if run:
        line_rows(run, words, rows, tabular)
    return Printed(tuple(rows), frozenset(tabular))
