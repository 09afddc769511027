"""The ways in which a document's text can be laid out as cells; the reading that explains most decides among them.

The first is the front's own. The others are tried only where it leaves figures or labels unexplained, so that the
usual page costs one reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from gongkai.document.bars import a_cell_per_line, double_barred_rows, unfilled, without_filling
from gongkai.document.model import Block, Grid, GridCell, Line, Picture
from gongkai.reading.figures_first import led_rows
from gongkai.reading.labels import Lexicon
from gongkai.reading.listed import laid_out, listed_rows
from gongkai.reading.printed import Laid, Piece, Printed
from gongkai.reading.printing import as_given, printed_rows
from gongkai.reading.values import BLANK_SIGNS
from gongkai.settings import Settings

_BARS = "|｜│┃¦‖"
_BAR = re.compile(f"[{_BARS}]")
_TWO_BARS = re.compile("[|]{2}")
_TAB = re.compile("\t")
_BETWEEN = re.compile(
    r"(?<=[\d\u4e00-\u9fff)）\-—–－])[ \u3000]*(([^\w\s.()（）“”\-—–－+%:：])\2{0,7}|(\.)\.{2,11})[ \u3000]*"
    r"(?=\d|[-—–－]{1,2}(?:\1|$))"
)
"""A sign between a label or figure and a figure, as between cells; a dot, dashes and brackets belong to figures."""


class Layout(NamedTuple):
    """One way to lay out the blocks, and the reader of rows for it."""

    name: str
    lay: Callable[[Sequence[Block], Lexicon], Iterable[Laid]]
    read: Callable[[Iterable[Laid], Lexicon], Printed] = printed_rows
    unusual: bool = False
    """Whether it is never without doubt, and weighs as much as others only where the sums of columns bear it out."""


AS_GIVEN = Layout("as given", as_given)


def other_layouts(blocks: Sequence[Block], settings: Settings) -> Iterator[Layout]:
    """Yield the layouts besides the front's own that the blocks can hold."""
    texts = [line.text for block in blocks for line in _lines_of(block)]
    if any(_BAR.search(text) for text in texts):
        # A document's cells may be closed by bars (k1, k5 of the tests' cases), or only set apart by them.
        bar = _TWO_BARS if double_barred_rows([text for text in texts if _BAR.search(text)]) else _BAR
        yield Layout("each bar closes a cell", lambda blocks, words: _closed(blocks, bar, settings))
        yield Layout("bars set texts apart", lambda blocks, words: _apart(blocks, _BAR))
    if any("\t" in text for text in texts):
        yield Layout("each tab closes a cell", lambda blocks, words: _closed(blocks, _TAB, settings))
    sign = _usual_sign(texts, settings)
    if sign is not None:
        mark = _mark(sign)
        closed = partial(_closed, mark=mark, settings=settings, between=_stands_between(mark, texts, settings))
        yield Layout(f"“{sign}” closes a cell", lambda blocks, words: closed(blocks))
        yield Layout(f"“{sign}” sets texts apart", lambda blocks, words: _apart(blocks, mark))
    if sum(_RUN_TOGETHER.match(text.strip()) is not None for text in texts) >= settings.glued_lines:
        yield Layout("figures run together", _run_together)
    if any(isinstance(block, Grid) and block.lines for block in blocks):
        yield Layout("as lines", lambda blocks, words: _apart(blocks, None))
    if any(isinstance(block, Grid) and not block.lines for block in blocks):
        yield Layout("a grid's cells one by one", _one_by_one)
    if any(isinstance(block, Grid) for block in blocks):
        yield Layout("grids turned", _turned)
    yield Layout("labels and values written out", laid_out, listed_rows)
    yield Layout("figures above their labels", as_given, led_rows, unusual=True)


_RUN_TOGETHER = re.compile(r"[0０]\d+$")
"""Digits of which the first is a nought: no figure is printed so."""
_DIGITS_ALONE = re.compile(r"[-+－＋]?\d[\d.．]++$")


def _run_together(blocks: Sequence[Block], words: Lexicon) -> Iterator[Laid]:
    """Lay lines out with those of digits alone as figures between which nothing stands."""
    for index, laid in as_given(blocks, words):
        if isinstance(laid, Piece) and _DIGITS_ALONE.match(laid.text.strip()):
            laid = laid._replace(glued=True)
        yield index, laid


def sign_between(blocks: Sequence[Block], settings: Settings) -> str | None:
    """Return the sign by which the blocks' lines part their cells, ``None`` where none does often enough."""
    return _usual_sign([line.text for block in blocks for line in _lines_of(block)], settings)


def _lines_of(block: Block) -> Sequence[Line]:
    if isinstance(block, Line):
        return (block,)
    return block.lines if isinstance(block, Grid) else ()


def _usual_sign(texts: Sequence[str], settings: Settings) -> str | None:
    """Return the sign that stands most between cells, ``None`` where none does often enough."""
    count: Counter[str] = Counter()
    for text in texts:
        if len(text) <= settings.longest_row:
            count.update(run for run, sign, _ in _BETWEEN.findall(text) if not sign or sign not in _BARS)
    usual = count.most_common(1)
    return usual[0][0] if usual and usual[0][1] >= settings.cell_signs else None


def _stands_between(mark: re.Pattern[str], texts: Sequence[str], settings: Settings) -> bool:
    """Whether a sign parts cells and closes none: then an empty cell stands behind one at the end of a line."""
    rows = [text.rstrip() for text in texts if len(text) <= settings.longest_row and len(mark.findall(text)) > 1]
    closed = sum(mark.match(text, len(text) - 1) is not None for text in rows)
    return 2 * closed < len(rows)


_IN_WORDS = frozenset("、，,;；")


def _mark(sign: str) -> re.Pattern[str]:
    """Return the pattern of a sign between cells; one that words have too parts them only before a figure."""
    escaped = re.escape(sign)
    if sign not in _IN_WORDS:
        return re.compile(escaped)
    return re.compile(rf"{escaped}(?=[ \u3000]*(?:[{BLANK_SIGNS}+\d¥￥#约增减无空]|{escaped}|$))")


def _row(block: Block, line: Line) -> int:
    """Return the row of a line within a grid made of lines, 0 for a line that is a block of its own."""
    return line.number - block.lines[0].number + 1 if isinstance(block, Grid) else 0


def _apart(blocks: Sequence[Block], mark: re.Pattern[str] | None) -> Iterator[Laid]:
    """Lay lines out with marks as mere gaps between texts; a line of nothing but marks is padding."""
    for index, block in enumerate(blocks):
        lines = _lines_of(block)
        if not lines:
            yield index, block if isinstance(block, Grid) else None
        for line in lines:
            text = line.text if mark is None else mark.sub(" ", line.text)
            if text.strip() or not line.text.strip():
                yield index, Piece(text, line.number, line.page, row=_row(block, line))


class _Cells:
    """Cells closed by marks or by line ends, a bar on a line of its own closing the cell before it.

    A mark ``between`` cells has an empty one behind it at the end of a line.
    """

    def __init__(self, mark: re.Pattern[str], *, between: bool = False) -> None:
        self._mark = mark
        self._between = between
        self._waits = False
        """Whether a text ended with its line: a mark that follows closes it, and is no empty cell."""

    def of(self, line: Line) -> Iterator[Piece]:
        parts = self._mark.split(line.text)
        at = 0
        for position, part in enumerate(parts):
            last = position == len(parts) - 1
            text = part.strip()
            if text:
                yield Piece(text, line.number, line.page, at=at)
                at += 1 + text.count(" ")
                self._waits = last
            elif not last:
                border = position == 0 and any(each.strip() for each in parts)
                if not self._waits and not border:
                    yield Piece("", line.number, line.page, at=at, empty=True)
                    at += 1
                self._waits = False
            elif self._between and position > 1:
                yield Piece("", line.number, line.page, at=at, empty=True)


def _closed(
    blocks: Sequence[Block], mark: re.Pattern[str], settings: Settings, *, between: bool = False
) -> Iterator[Laid]:
    """Lay lines out as cells, each closed by a mark; two marks with nothing between hold an empty cell."""
    cells = _Cells(mark, between=between)
    printed = [line.text for block in blocks for line in _lines_of(block)]
    single = mark is _BAR and a_cell_per_line(printed, settings)
    for index, block in enumerate(blocks):
        lines = _lines_of(block)
        if not lines:
            yield index, block if isinstance(block, Grid) else None
        texts = [line.text for line in lines]
        for line, text in zip(lines, map(without_filling, texts) if single else unfilled(texts), strict=True):
            for piece in cells.of(line._replace(text=text)):
                yield index, piece._replace(row=_row(block, line))


def _one_by_one(blocks: Sequence[Block], words: Lexicon) -> Iterator[Laid]:
    """Lay the cells of grids out one after the other, as the eye reads them."""
    for index, block in enumerate(blocks):
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    empty = not cell.text.strip()
                    yield (
                        index,
                        Piece(cell.text.strip(), None, cell.page, cell, block.number, row=cell.row, empty=empty),
                    )
        elif isinstance(block, Picture):
            yield index, None
        else:
            yield index, Piece(block.text, block.number, block.page)


def _turned(blocks: Sequence[Block], words: Lexicon) -> Iterator[Laid]:
    """Lay grids out with rows for columns."""
    for index, laid in as_given(blocks, words):
        yield index, _transposed(laid) if isinstance(laid, Grid) else laid


def _transposed(grid: Grid) -> Grid:
    rows: list[list[GridCell]] = [[] for _ in range(max(grid.width, 1))]
    for row in grid.rows:
        for cell in row:
            turned = cell._replace(
                row=cell.column, column=cell.row, row_span=cell.column_span, column_span=cell.row_span, turned=True
            )
            if cell.column <= len(rows):
                rows[cell.column - 1].append(turned)
    return grid._replace(rows=tuple(map(tuple, rows)), width=len(grid.rows))
