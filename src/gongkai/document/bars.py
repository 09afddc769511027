"""Bars in plain text that are no borders of cells: what programs that save web pages print with a table's rows.

Several drop empty cells and fill the row up at its end: which of its cells were empty cannot be seen from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import repeat

from gongkai.document.characters import is_figure
from gongkai.settings import Settings

_FILLED = re.compile(r"(?<![|])[|]{2,}$")
_FILLING = re.compile(r"(?<= [|]) [|]+$")
"""Bars without spaces behind those that close cells (``行政许可 | 12 | ||``)."""
_BARS = re.compile(r"[|]++")
_BOXED = re.compile(r"[|][^|]+(?:[|][|][^|]+)*[|]")


def unfilled(lines: Sequence[str]) -> list[str]:
    """Return a table's lines without the bars that fill its rows up; a row without figures keeps them as its cells.

    They do so where each line has as many bars (but the last, whose end was trimmed), and some end in several
    without spaces.
    """
    fillings = [_FILLING.search(line) for line in lines]
    counts = {line.count("|") for line in lines[:-1]}
    if not any(found and len(found.group()) > 2 for found in fillings) or len(counts) > 1:
        return list(lines)
    return [
        line[: found.start()] if found and any(map(is_figure, line[: found.start()].split("|"))) else line
        for line, found in zip(lines, fillings, strict=True)
    ]


def boxed_rows(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of lines that all have each cell between bars of its own (``|规章||0||3|``); else none."""
    if not any("||" in line for line in lines) or not all(map(_BOXED.fullmatch, lines)):
        return []
    return [line[1:-1].split("||") for line in lines]


def double_barred_rows(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of lines whose bars all stand in pairs, each pair one border (``||规章||0||||``); else none."""
    if len(lines) < 2 or not all("||" in line for line in lines):
        return []
    runs = [run for line in lines for run in _BARS.findall(line)]
    if any(len(run) % 2 for run in runs):
        return []
    begun, ended = (all(map(str.startswith, lines, repeat("||"))), all(map(str.endswith, lines, repeat("||"))))
    return [line[2 * begun : len(line) - 2 * ended].split("||") for line in lines]


def keeps_places(rows: Sequence[Sequence[str]]) -> bool:
    """Whether cells stand where their columns are, since no empty one was dropped.

    So it is where a row with a figure has an empty cell, too, and in rows of one length where an empty cell stands
    before a filled one or each row has all its cells or a single one. A program that drops empty cells leaves rows of
    different lengths, or fills them up behind.
    """
    if any("" in row and any(map(is_figure, row)) for row in rows):
        return True
    if len(set(map(len, rows))) > 1 or len(rows[0]) < 2:
        return False
    return any("" in row and any(row[row.index("") :]) for row in rows) or all(
        "" not in row or sum(map(bool, row)) <= 1 for row in rows
    )


def a_cell_per_line(lines: Sequence[str], settings: Settings) -> bool:
    """Whether lines with bars hold a cell each: then an empty one has its bar alone, and more bars fill up a row."""
    barred = [line for line in lines if "|" in line]
    single = sum(1 for line in barred if sum(map(bool, map(str.strip, line.split("|")))) <= 1)
    lone = sum(1 for line in barred if line.strip() == "|")
    return bool(lone) and single >= settings.lone_cells * len(barred)


def without_filling(line: str) -> str:
    """Return a line of one cell without the bars that fill up its row, those that close the cell aside."""
    text = line.rstrip()
    filling = _FILLED.search(text)
    if filling is None:
        return line
    before = text[: filling.start()]
    return before if not before.strip() or before.endswith("| ") else before + "|"
