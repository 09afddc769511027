"""A pasted block laid onto a table of the statutory form: which figure is which cell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.forms import Form
from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.reading import text as shown
from gongkai_site.sheets.tables import Table

_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?")
_ADVICE = "请连同行名，把这张表从第一行到最后一行整块选中，复制后重新粘贴。"
_SIDE_BY_SIDE = "side-by-side"


class Placed(NamedTuple):
    """One pasted cell: the form's cell, its text, and where it stood in the block, from 1."""

    cell: str
    text: str
    row: int
    column: int

    @property
    def where(self) -> str:
        """The place as the person who pasted it counts."""
        return f"粘贴的第{self.row}行第{self.column}列"


class _Line(NamedTuple):
    number: int
    """Of the block, from 1."""
    labels: frozenset[str]
    figures: list[tuple[int, str]]
    """Column of the block, from 1, and text."""


def plain_figure(text: str) -> str:
    """A figure without the signs that only make it easier to read: full-width digits, separators, spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace(",", "")


def placed_on(form: Form, table_key: str, block: Table) -> list[Placed]:
    """Return which pasted cell is which of the table's, by the names of the rows, else by their order.

    Raises :class:`InvalidInput` where rows or columns do not come to the table's; nothing is guessed then.
    """
    table = next(each for each in form.tables if each.key == table_key)
    wanted = [
        (row.label, [cell.key for cell in form.row_cells(table_key, row.key)])
        for each in table.blocks
        for row in each.rows
    ]
    rows = [[shown(cell) for cell in row] for row in block.rows]
    if table.layout == _SIDE_BY_SIDE and sum(any(map(_is_figure, row)) for row in rows) == 1:
        wanted = [("", [key for _, keys in wanted for key in keys])]
    widest = max(len(keys) for _, keys in wanted)
    lines = _lines(rows, widest)
    return [
        Placed(key, text, line.number, column)
        for line, (_, keys) in zip(lines, _matched(lines, wanted), strict=True)
        for key, (column, text) in zip(keys, line.figures, strict=False)
    ]


def _lines(rows: Sequence[Sequence[str]], widest: int) -> list[_Line]:
    """The rows from the first with a figure on, each cut into what names it and its last ``widest`` figures."""
    first = next((at for at, row in enumerate(rows) if any(map(_is_figure, row))), None)
    if first is None:
        raise InvalidInput("粘贴的内容里没有数字。", advice=_ADVICE)
    body = [(at, row) for at, row in enumerate(rows[first:], first + 1) if any(row)]
    width = max(at for _, row in body for at, cell in enumerate(row, 1) if _is_figure(cell))
    start = width - widest
    if start < 0:
        raise InvalidInput(f"粘贴的内容有{width}列数字，这张表有{widest}列。", advice=_ADVICE)
    return [
        _Line(
            number,
            frozenset(_plain(cell) for cell in row[:start] if cell),
            [(at + 1, row[at] if at < len(row) else "") for at in range(start, width)],
        )
        for number, row in body
    ]


def _matched(lines: list[_Line], wanted: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """The table's row of every line: by names where each line bears exactly one, else one by one."""
    often = Counter(_plain(label) for label, _ in wanted)
    named = {_plain(each[0]): each for each in wanted if often[_plain(each[0])] == 1}
    found = [[named[label] for label in line.labels if label in named] for line in lines]
    if all(len(each) == 1 for each in found) and len({each[0][0] for each in found}) == len(lines):
        return [each[0] for each in found]
    if len(lines) != len(wanted):
        raise InvalidInput(f"粘贴的内容有{len(lines)}行数字，这张表有{len(wanted)}行，行名也对不上。", advice=_ADVICE)
    for line, each, want in zip(lines, found, wanted, strict=True):
        if each and each[0] is not want:
            raise InvalidInput(f"粘贴的第{line.number}行是“{each[0][0]}”，表中这一行是“{want[0]}”。", advice=_ADVICE)
    return wanted


def _is_figure(text: str) -> bool:
    return bool(_FIGURE.fullmatch(plain_figure(text)))


def _plain(label: str) -> str:
    return "".join(unicodedata.normalize("NFKC", label).split())
