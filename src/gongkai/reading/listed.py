"""Labels and values written out one after the other: ``规章：本年制发0件，本年废止0件``, ``自然人 3``, a card per row.

The text is scanned for the forms' labels wherever they stand; a figure belongs to the column named right before it,
or to the row. Words that no form knows, standing before a figure, keep it out of every cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gongkai.document.model import Block, Grid, Line, Picture
from gongkai.reading.labels import Lexicon, Target, lexicon, normal
from gongkai.reading.printed import Atom, Piece, Printed, PrintedRow, printed_row
from gongkai.reading.printing import Laid
from gongkai.reading.values import Figure, figure

_FIGURE = re.compile(r"[增减+\-－]?[¥￥]?\d[\d,.]*(?:万元|亿元|元|件|项|条|个|宗|次)?|[-—–－─]{1,3}")
_TEXT = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffffA-Za-z\d]")
_NUMBERING = re.compile(
    r"[(（]?\d{1,2}[)）.．、](?=[\s“\"\u3400-\u9fff])|[①-⑳]|\d{4}年|\d{1,3}[\t ]+(?=[\u3400-\u9fff])"
)
_BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
_LONGEST_REMARK = 120
_LINKS = frozenset("为有是共计了数量约等的")
"""Words that may stand between a label and its figure without meaning something else."""


class Token(NamedTuple):
    """A label, a figure, or words that are neither (no targets, no figure)."""

    text: str
    targets: tuple[Target, ...]
    figure: Figure | None


def listed_rows(laid: Iterable[Laid], words: Lexicon | None = None) -> Printed:
    """Return the printed rows of texts in which labels and values are written out."""
    words = words or lexicon()
    rows = _Rows()
    tabular: set[int] = set()
    for index, piece in laid:
        if not isinstance(piece, Piece):
            rows.end(index)
            continue
        tokens = list(tokens_of(piece.text, words))
        if not any(token.targets for token in tokens) and not (rows.waits and len(tokens) == 1 and tokens[0].figure):
            if piece.text.strip():
                rows.end(index)
            continue
        tabular.add(index)
        for at, token in enumerate(tokens):
            rows.take(_atom(index, piece, token, at))
    rows.end(-1)
    return Printed(tuple(rows.rows), frozenset(tabular))


def _atom(index: int, piece: Piece, token: Token, at: int) -> Atom:
    cell, table = piece.cell, piece.table
    return Atom(
        token.text, token.figure, token.targets, index, cell, piece.number, piece.page, table, at=at, row=piece.row
    )


class _Rows:
    """Gathers rows: the row named last, and the column named right before a figure."""

    def __init__(self) -> None:
        self.rows: list[PrintedRow] = []
        self._row: Atom | None = None
        self._column: Atom | None = None
        self._values: list[Atom] = []
        self._strange = False
        self._together = False
        """Whether two rows are named side by side before any figure: neither has the figures that follow."""

    @property
    def waits(self) -> bool:
        """Whether a column was named and its figure has not come yet."""
        return self._column is not None

    def take(self, atom: Atom) -> None:
        """Take the next token."""
        if atom.figure is not None:
            self._take_figure(atom)
        elif not atom.targets:
            self._strange = True
            self._column = None
        elif self._row is not None and _kind(atom, "column") and not _outranks(atom):
            self._column, self._strange = atom, False
        elif _kind(atom, "row"):
            self._begin(atom)
        elif _kind(atom, "column"):
            self._column, self._strange = atom, False

    def _take_figure(self, atom: Atom) -> None:
        if self._row is None or self._strange or self._together:
            self.rows.append(printed_row((), (atom,), atom.block, None, atom.row or None))
            return
        named = self._column.targets if self._column is not None else ()
        if self._column is None and any(each.targets for each in self._values):
            self.rows.append(printed_row((), (atom,), atom.block, None, atom.row or None))
            return
        self._values.append(atom._replace(targets=named))
        self._column = None

    def _begin(self, atom: Atom) -> None:
        known = self._row
        self._strange, self._column = False, None
        if known is not None and known.targets == atom.targets and self._values and self._values[-1].targets:
            return  # the row named again before each of its figures
        self._together = known is not None and not self._values and _side_by_side(known, atom)
        self._flush()
        self._row = atom

    def _flush(self) -> None:
        if self._row is not None:
            row = self._row
            self.rows.append(printed_row((row,), self._values, row.block, None, row.row or None))
        self._row, self._values = None, []

    def end(self, block: int) -> None:
        """End the row: what follows is neither label nor figure."""
        self._flush()
        self._column, self._strange, self._together = None, False, False
        if block >= 0 and self.rows and (self.rows[-1].labels or self.rows[-1].values):
            self.rows.append(PrintedRow((), (), block))


def _kind(atom: Atom, kind: str) -> bool:
    return any(target.kind == kind for target in atom.targets)


def _side_by_side(first: Atom, second: Atom) -> bool:
    """Whether two labels in one line or row of a grid name two rows of one table."""
    if (first.block, first.line, first.row) != (second.block, second.line, second.row) or _kind(first, "group"):
        return False
    mine = {(each.form, each.table): each.key for each in first.targets if each.kind == "row"}
    return any(mine.get((each.form, each.table), each.key) != each.key for each in second.targets if each.kind == "row")


def _outranks(atom: Atom) -> bool:
    """Whether a label that names both a column and a row is printed as the row: with its number."""
    return _kind(atom, "row") and normal(atom.text)[:1] in "一二三四五六七八九123456789"


def tokens_of(text: str, words: Lexicon) -> Iterator[Token]:
    """Yield the labels, figures and other words of a text, remarks in brackets and numberings left out."""
    at = 0
    strange = ""

    def other() -> Iterator[Token]:
        if strange:
            yield Token(strange, words.find(strange) or words.similar(strange), None)

    while at < len(text):
        character = text[at]
        end, targets = _label_at(text, at, words)
        if targets:
            yield from other()
            strange = ""
            yield Token(text[at:end], targets, None)
            at = end
            continue
        skipped = _skipped(text, at, words)
        if skipped:
            at = skipped
            continue
        match = _FIGURE.match(text, at)
        found = figure(match[0]) if match else None
        if match and found is not None:
            yield from other()
            strange = ""
            yield Token(match[0], (), found)
            at = match.end()
            continue
        if _TEXT.match(character) and character not in _LINKS:
            strange += character
        at += 1
    yield from other()


def _skipped(text: str, at: int, known: Lexicon) -> int:
    """Return where a numbering or a remark in brackets ends that begins here, 0 where none does."""
    match = _NUMBERING.match(text, at)
    if match:
        return match.end()
    closing = _BRACKETS.get(text[at])
    if closing is None:
        return 0
    end = text.find(closing, at, at + _LONGEST_REMARK)
    remark = text[at + 1 : end] if end > 0 else ""
    inside = any(_label_at(remark, place, known)[1] for place in range(min(len(remark), 12)))
    return 0 if end < 0 or (inside and any(each.isdigit() for each in remark)) else end + 1


def _label_at(text: str, at: int, words: Lexicon) -> tuple[int, tuple[Target, ...]]:
    """Return where the longest label that begins here ends, and what it stands for."""
    label = ""
    best: tuple[int, tuple[Target, ...]] = (at, ())
    if not _TEXT.match(text[at]) and text[at] not in '(（“"':
        return best
    for end in range(at, min(len(text), at + _LONGEST_LABEL)):
        part = normal(text[end])
        if part:
            label += part
            if label not in words.prefixes:
                break
            found = words.targets.get(label)
            if found:
                best = (end + 1, found)
        elif not label and end > at:
            break
    return best


_LONGEST_LABEL = 90


def laid_out(blocks: Sequence[Block]) -> Iterator[Laid]:
    """Lay out lines as they are and the cells of grids one after the other, each with its row's."""
    for index, block in enumerate(blocks):
        if isinstance(block, Picture):
            yield index, None
        elif isinstance(block, Line):
            yield index, Piece(block.text, block.number, block.page)
        else:
            yield from ((index, piece) for piece in _cells(block))


def _cells(grid: Grid) -> Iterator[Piece]:
    for number, row in enumerate(grid.rows, 1):
        cells = [cell for cell in row if cell.text.strip()]
        if len(cells) > 2 and cells[0].text.strip().isdecimal() and figure(cells[1].text) is None:
            del cells[0]  # the row's number
        for cell in cells:
            yield Piece(cell.text, None, cell.page, cell, grid.number, row=number)
