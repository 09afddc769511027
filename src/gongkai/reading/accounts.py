"""Nothing printed is passed over: every figure of sections two to four is placed, or said to be unplaced."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.model import Block, Line
from gongkai.reading.draft import position
from gongkai.reading.labels import lexicon
from gongkai.reading.printed import Atom, PrintedRow
from gongkai.reading.regions import Region
from gongkai.reading.tokens import tokens_of
from gongkai.reading.values import figure
from gongkai.settings import Settings

_SENTENCE = re.compile("[，。；！？,;!?]")
_DIGITS = re.compile(r"\d")
_NUMBERING = re.compile(
    r"^\s*(?:第\s*\d+\s*[页条章项]|[(（]?\d{1,2}[)）.．、]|[-—–]\s*\d{1,3}\s*[-—–]$|\d{1,3}\s*/\s*\d{1,3}$)"
)
_NUMBER = re.compile(r"\d[\d,.]*")
_LABELS_NUMBER = re.compile(r"^[(（]?\d{1,2}[)）.．、]\s?(?=[“\"\u3400-\u9fff])")
_PARTED = re.compile(r"[\s|｜│┃，、。；,;]+")
_DATED = re.compile(r"\d{2,4}\s*(?:年|[-/.]\d)")


class Unplaced(NamedTuple):
    """A figure that the reading could not place, and where it stands; positions count from 1."""

    text: str
    section: str
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


_Key = tuple[int, int | None, int, int, int]


def key_of(atom: Atom) -> _Key:
    """Identify a printed figure by its place."""
    cell = atom.cell
    return atom.block, atom.line, cell.row if cell else 0, cell.column if cell else 0, atom.at


def unplaced_in(
    section: str,
    region: Region,
    rows: Sequence[PrintedRow],
    blocks: Sequence[Block],
    tabular: Collection[int],
    used: Collection[Atom],
    settings: Settings,
    *,
    complete: bool,
) -> tuple[Unplaced, ...]:
    """Return the figures of a section that are in no cell and in no row beyond the form, in reading order.

    The ``rows`` are those not used altogether. Where the table is not ``complete``, a sentence that writes out
    labels with their figures is no mere prose.
    """
    open_figures: list[Atom] = []
    same = set(map(id, used))
    for row in rows:
        if row.numbers and (region.holds_row(row) or region.holds_atom(row.values[0])):
            left = [atom for atom in row.values if id(atom) not in same and _is_figure(atom)]
            if left and not numbers_columns(row, settings.numbered_rows):
                open_figures += left
    placed = set(map(key_of, used)) if open_figures else set()
    found = [atom for atom in open_figures if key_of(atom) not in placed]
    return (
        *(_said(atom, section) for atom in found),
        *_in_lines(section, region, blocks, tabular, settings, complete=complete),
    )


def _is_figure(atom: Atom) -> bool:
    return atom.figure is not None and atom.figure.kind != "blank"


def numbers_columns(row: PrintedRow, least: int) -> bool:
    """Whether a row only counts the columns (栏次 1, 2, 3 …), as some forms print below their head."""
    numbers = [atom.figure.number for atom in row.values if atom.figure is not None]
    named = any(atom.targets for atom in row.labels) or len(row.labels) > 1
    return not named and len(numbers) >= least and numbers == list(range(1, len(numbers) + 1))


def _said(atom: Atom, section: str) -> Unplaced:
    row, column = position(atom)
    return Unplaced(atom.text, section, atom.page, atom.table, row, column, atom.line)


def _in_lines(
    section: str,
    region: Region,
    blocks: Sequence[Block],
    tabular: Collection[int],
    settings: Settings,
    *,
    complete: bool,
) -> Iterator[Unplaced]:
    """Yield figures of lines that are neither table text nor prose."""
    for index in range(region.begin[0], min(region.end[0], len(blocks))):
        block = blocks[index]
        if index in tabular or not isinstance(block, Line) or not region.holds(index, None):
            continue
        text = block.text.strip()
        if is_prose(text) and (complete or not writes_out(text, settings)):
            continue
        for number in _NUMBER.findall(_LABELS_NUMBER.sub("", text)):
            yield Unplaced(number, section, block.page, line=block.number)


def is_prose(text: str) -> bool:
    """Whether a line's figures belong to prose: a sentence, a date, a page number or a numbered heading."""
    if not _DIGITS.search(text):
        return True
    if figure(text) is not None or _only_figures(text):
        return False
    return bool(_SENTENCE.search(text) or _DATED.search(text) or _NUMBERING.match(text))


def _only_figures(text: str) -> bool:
    """Whether the marks of a sentence part nothing but figures here, one that cannot be read (#DIV/0!) among them."""
    found = [figure(part) for part in _PARTED.split(text) if part]
    numbers = sum(each is not None and each.kind == "number" for each in found)
    return numbers > 1 and 2 * found.count(None) < len(found)


def writes_out(text: str, settings: Settings) -> bool:
    """Whether a sentence is a table written out: it begins with a row's label, or has many with figures behind."""
    if len(text) > settings.longest_row:
        return False
    tokens = list(tokens_of(text, lexicon(settings)))
    pairs = sum(bool(one.targets) and two.figure is not None for one, two in pairwise(tokens))
    begins = any(target.kind == "row" for target in tokens[0].targets) if tokens else False
    return pairs >= settings.written_pairs or (begins and any(each.figure is not None for each in tokens))


def unplaced_message(figures: Sequence[Unplaced], most: int) -> str:
    """Say which figures could not be placed, and where they stand; at ``most`` so many are named."""
    return f"印有数字未能放入表样：{_named(figures, most)}。这是读取的局限，请对照原件核对"


def unknown_message(cells: Sequence[Unplaced], most: int) -> str:
    """Say which cells without a figure could not be placed, and where they stand; at ``most`` so many are named."""
    return f"印有空格或空行未能放入表样：{_named(cells, most)}。这是读取的局限，请对照原件核对"


def _named(figures: Sequence[Unplaced], most: int) -> str:
    named = "、".join(f"{each.text}（{_where(each)}）" for each in figures[:most])
    return f"{named}等{len(figures)}个" if len(figures) > most else named


def _where(each: Unplaced) -> str:
    parts = []
    if each.page is not None:
        parts.append(f"第{each.page}页")
    if each.table is not None:
        parts.append(f"第{each.table}个表格")
    if each.row is not None and each.column is not None:
        parts.append(f"第{each.row}行第{each.column}列")
    if each.line is not None:
        parts.append(f"第{each.line}行")
    return "".join(parts) or "位置不明"
