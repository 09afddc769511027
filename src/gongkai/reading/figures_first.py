"""Rows whose figures stand above their label, as some converters order the boxes of a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from gongkai.reading.labels import Lexicon
from gongkai.reading.printed import Laid, Printed, PrintedRow, with_values
from gongkai.reading.printing import printed_rows


def led_rows(laid_out: Iterable[Laid], words: Lexicon) -> Printed:
    """Return the printed rows with the figures of each given to the label below them.

    Nothing unless more stretches of text begin with figures and end with a label than the other way round.
    """
    printed = printed_rows(laid_out, words)
    runs = list(_runs(printed.rows))
    orders = [_order(run) for run in runs]
    if orders.count("figures") <= orders.count("labels"):
        return Printed((), printed.tabular)
    shifted = [run if order == "labels" else _shifted(run) for run, order in zip(runs, orders, strict=True)]
    return Printed(tuple(row for run in shifted for row in run), printed.tabular)


def _runs(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    """Yield stretches of text, and grids and prose between them."""
    run: list[PrintedRow] = []
    for row in rows:
        if row.grid is not None or not (row.labels or row.values):
            yield run
            yield [row]
            run = []
        else:
            run.append(row)
    yield run


def _order(run: Sequence[PrintedRow]) -> Literal["figures", "labels", ""]:
    """Say what leads in a stretch of text with labels of rows; "" where it does not tell."""
    named = [at for at, row in enumerate(run) if any(_names_row(row))]
    if not named or run[0].grid is not None:
        return ""
    above = run[named[0] - 1].values if named[0] else ()
    last = run[-1].values or run[named[-1]].values
    if above and not last:
        return "figures"
    return "labels" if last and not above and len(named) > 1 else ""


def _names_row(row: PrintedRow) -> Iterator[bool]:
    return (target.kind == "row" for atom in row.labels[-1:] for target in atom.targets)


def _shifted(run: Sequence[PrintedRow]) -> Iterator[PrintedRow]:
    above: PrintedRow | None = None
    for row in run:
        if row.grid is not None or not (row.labels or row.values):
            yield row
        elif row.labels:
            yield with_values(row, above.values if above is not None else ())
        above = row
