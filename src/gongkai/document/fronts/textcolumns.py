"""Tables in plain text whose cells stand under each other: padded with spaces, long ones folded over several lines.

A terminal, ``pdftotext -layout`` and programs that copy tables print them so. Which column a figure belongs to, and
which cells are empty, is then seen by position only. A Chinese character is two columns wide. Cells that merely have
the same gap between them everywhere are not padded and stay lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.characters import is_figure, join_lines
from gongkai.settings import Settings

_GAP = re.compile(r"[ \u00a0\u3000]{2,}+")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,2}[、.．)）]|[①-⑳]")


class Piece(NamedTuple):
    """What stands between two gaps of a line, and its columns, from 0, the end excluded."""

    text: str
    begin: int
    end: int


Span = tuple[int, int]


class Columned(NamedTuple):
    """A table among lines: from which line on, up to which, and its rows with a text for each column."""

    begin: int
    end: int
    rows: list[list[str]]


def columned(lines: Sequence[str], settings: Settings) -> Columned:
    """Return the table of padded columns that lines hold, without what stands above and below it; else no rows."""
    pieces: Sequence[Sequence[Piece]] = [pieces_of(line) for line in lines]
    nothing = Columned(0, len(lines), [])
    if any(len(line) > settings.padded_cells for line in pieces):
        return nothing
    pieces = _flush(pieces)
    rows = [line for line in pieces if len(line) > 1 and _has_figures(line)]
    if not rows:
        return nothing
    second = min(line[1].begin for line in rows)
    within = [line for line in rows if not _overflows(line, second)]
    columns = _columns(within)
    if len(columns) < 2 or 2 * len(within) <= len(rows):
        return nothing
    begin, end = _stretch(pieces, columns[1][0], settings.label_lines)
    several = [line for line in pieces[begin:end] if len(line) > 1]
    if len(several) < settings.padded_lines or not _padded(several):
        return nothing
    pieces = [_moved_back(line, columns) if _overflows(line, second) else line for line in pieces[begin:end]]
    columns = _headed([line for line in pieces if len(line) > 1], columns)
    cells = [_in_columns(line, columns) for line in pieces]
    spans = _rows(cells, pieces, settings)
    while all(len(pieces[at]) < 2 for at in range(*spans[0])):
        begin += spans[0][1] - spans[0][0]
        del spans[0]
    texts = [
        [join_lines([cells[at].get(column, "") for at in range(first, last)]) for column in range(len(columns))]
        for first, last in spans
    ]
    return Columned(begin, end, texts)


def _stretch(lines: Sequence[Sequence[Piece]], second: int, highest: int) -> Span:
    """Return where the table begins and ends: at lines that go beyond the labels, without pieces in other columns."""
    rows = [at for at, line in enumerate(lines) if len(line) > 1 and _has_figures(line)]
    begin, end = rows[0], rows[-1] + 1
    while begin and rows[0] - begin < highest and not _stands_apart(lines[begin - 1], second):
        begin -= 1
    while end < len(lines) and not _stands_apart(lines[end], second):
        end += 1
    return begin, end


def _stands_apart(line: Sequence[Piece], second: int) -> bool:
    return len(line) == 1 and line[0].begin < second < line[0].end


def pieces_of(line: str) -> list[Piece]:
    """Return the pieces of a line between gaps of two spaces or more."""
    found: list[Piece] = []
    at = column = 0
    for gap in (*_GAP.finditer(line), None):
        end = gap.start() if gap else len(line)
        text = line[at:end]
        if text:
            found.append(Piece(text, column, column + width_of(text)))
            column = found[-1].end
        if gap:
            column += width_of(gap[0])
            at = gap.end()
    return found


@lru_cache(maxsize=4_000)
def width_of(text: str) -> int:
    """Return how many columns a text takes: two for each Chinese character."""
    return len(text) if text.isascii() else sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)


def _padded(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether the gaps differ, as they do where they pad cells; several of one width have empty cells between them."""
    gaps = Counter(after.begin - before.end for line in lines for before, after in pairwise(line))
    least = min(gaps)
    return any(gap % least for gap in gaps) or 2 * gaps[least] < gaps.total()


def _has_figures(line: Sequence[Piece]) -> bool:
    return any(is_figure(piece.text) for piece in line)


def _columns(rows: Sequence[Sequence[Piece]]) -> list[Span]:
    """Return the columns that all rows of figures agree on; none where two pieces of a row share one."""
    columns: list[Span] = []
    for line in rows:
        for piece in line:
            columns = _widened(columns, piece)
    agree = all(len({_column_of(piece, columns) for piece in line}) == len(line) for line in rows)
    return columns if agree else []


def _headed(lines: Sequence[Sequence[Piece]], columns: list[Span]) -> list[Span]:
    """Add the columns that only a head stands over."""
    for line in reversed(lines):
        for piece in line:
            if _column_of(piece, columns) < 0:
                columns = sorted([*columns, (piece.begin, piece.end)])
    return columns


def _overflows(line: Sequence[Piece], second: int) -> bool:
    """Whether a label is longer than its column: then it has moved all that stands behind it."""
    return len(line) > 1 and line[0].begin < second < line[0].end


def _moved_back(line: Sequence[Piece], columns: Sequence[Span]) -> list[Piece]:
    """Return a line with the pieces behind its overlong label moved back by as little as brings them into columns."""
    label, *others = line
    for by in range(label.end - columns[0][1] + 1):
        moved = [piece._replace(begin=piece.begin - by, end=piece.end - by) for piece in others]
        places = [_column_of(piece, columns) for piece in moved]
        if min(places) > 0 and len(set(places)) == len(places):
            return [label._replace(end=columns[0][1]), *moved]
    return list(line)


def _flush(lines: Sequence[Sequence[Piece]]) -> list[Sequence[Piece]]:
    """Return the lines, those whose pieces do not end where the others' do moved back to where they all do.

    A label longer than its column may end before the next one's figures begin, where these stand at the right.
    """
    ends = {end for end, count in Counter(piece.end for line in lines for piece in line[1:]).items() if count > 1}
    flush = [line for line in lines if _ends_in(line[1:], ends)]
    askew = [line[0].end for line in lines if not _ends_in(line[1:], ends)]
    longest = max((line[0].end for line in flush if line), default=0)
    if not askew or 2 * len(askew) >= len(lines) or min(askew) <= longest:
        return list(lines)
    columns: list[Span] = []
    for piece in (piece for line in flush for piece in line[1:]):
        columns = _widened(columns, piece)
    if any(sum(begin <= end <= last for end in ends) != 1 for begin, last in columns):
        return list(lines)
    return [line if _ends_in(line[1:], ends) else _moved_to(line, ends) for line in lines]


def _ends_in(pieces: Sequence[Piece], ends: Set[int], by: int = 0) -> bool:
    return all(piece.end - by in ends for piece in pieces)


def _moved_to(line: Sequence[Piece], ends: Set[int]) -> Sequence[Piece]:
    """Return a line with what stands behind its label moved back by as little as brings it to the ends of columns."""
    label, *others = line
    for by in range(1, label.end - label.begin):
        if _ends_in(others, ends, by):
            moved = [piece._replace(begin=piece.begin - by, end=piece.end - by) for piece in others]
            return [label._replace(end=label.end - by), *moved]
    return line


def _widened(columns: list[Span], piece: Piece) -> list[Span]:
    met = [each for each in columns if piece.begin < each[1] and each[0] < piece.end]
    whole = (min([piece.begin, *(begin for begin, _ in met)]), max([piece.end, *(end for _, end in met)]))
    return [whole] if met == columns else sorted([*(each for each in columns if each not in met), whole])


def _column_of(piece: Piece, columns: Sequence[Span]) -> int:
    """Return the first column in which a piece stands, -1 if it stands between them."""
    return next((at for at, (begin, end) in enumerate(columns) if piece.begin < end and begin < piece.end), -1)


Cells = dict[int, str]


def _in_columns(line: Sequence[Piece], columns: Sequence[Span]) -> Cells:
    cells: Cells = {}
    for piece in line:
        at = max(_column_of(piece, columns), 0)
        cells[at] = f"{cells[at]} {piece.text}" if at in cells else piece.text
    return cells


def _rows(cells: Sequence[Cells], pieces: Sequence[Sequence[Piece]], settings: Settings) -> list[Span]:
    """Cut the lines into rows: one each, or several where their cells are folded, at the least cost."""
    widths: dict[int, int] = {}
    for line in cells:
        for column, text in line.items():
            widths[column] = max(widths.get(column, 0), width_of(text))
    figures = [_has_figures(line) for line in pieces]
    best: tuple[int, list[Span]] | None = None
    for middle in (False, True):
        found = _cut(_Folding(cells, widths, figures, middle, settings))
        if best is None or found[0] < best[0]:
            best = found
    rows = best[1] if best else []
    folded = [(begin, end) for begin, end in rows if end - begin > 1]
    if len(folded) == 1 and _may_be_two(cells, *folded[0], settings):
        return [(at, at + 1) for at in range(len(cells))]
    return rows


def _may_be_two(cells: Sequence[Cells], begin: int, end: int, settings: Settings) -> bool:
    """Whether the only row of several lines may be two: the longest label, and one whose cells are empty."""
    first, second = cells[begin], cells[end - 1]
    if end - begin != 2 or len(second) != 1 or _within_brackets(first.values()):
        return False
    ((column, text),) = second.items()
    return len(text) > settings.folded_rest or width_of(first.get(column, "")) > settings.folded_widest


class _Folding(NamedTuple):
    """Lines of cells, and how high their rows' cells are set: from the first line on, or in the middle."""

    cells: Sequence[Cells]
    widths: dict[int, int]
    figures: Sequence[bool]
    middle: bool
    settings: Settings

    def full(self, at: int, column: int) -> bool:
        """Whether the cell's line is so full that the next one's first character would not have fitted into it."""
        text, after = self.cells[at].get(column, ""), self.cells[at + 1].get(column, "")
        width = self.widths[column]
        foldable = width >= self.settings.folded_narrowest  # in a narrower one every label fills its line
        return bool(text and after) and foldable and width_of(text) + width_of(after[0]) > width

    def broken(self, at: int) -> int:
        """What it costs to begin a row behind a line: more where a full cell seems to go on."""
        goes_on = (
            column for column, after in self.cells[at + 1].items() if self.full(at, column) and not _begins(after)
        )
        if self.figures[at + 1] and self.figures[at]:
            return 0
        return self.settings.cost_broken * any(True for _ in goes_on)

    def of(self, begin: int, end: int) -> int:
        """What it costs to take lines as one row."""
        high, prices = end - begin, self.settings
        cost = 0 if high == 1 or any(self.figures[begin:end]) else prices.cost_figureless
        for column in self.widths:
            filled = [at for at in range(begin, end) if column in self.cells[at]]
            if not filled:
                continue
            first = begin + (high - len(filled)) // 2 if self.middle else begin
            cost += prices.cost_broken * (_within_brackets(self.cells[at][column] for at in filled))
            cost += prices.cost_askew * (filled != list(range(first, first + len(filled))))
            joined = (at for at in filled[1:] if not self.full(at - 1, column) or _begins(self.cells[at][column]))
            cost += prices.cost_joined * sum(1 for _ in joined)
        return cost


def _within_brackets(texts: Iterable[str]) -> bool:
    """Whether texts, taken as one, leave a bracket open or close one that they do not open."""
    opened = 0
    for text in texts:
        if text.isascii() and text.isalnum():
            continue
        for character in text:
            opened += (character in "（(") - (character in "）)")
            if opened < 0:
                return True
    return opened > 0


def _begins(text: str) -> bool:
    """Whether a text goes on with none above it: a figure, or what has a number of its own."""
    return is_figure(text) or _NUMBERED.match(text) is not None


def _cut(folding: _Folding) -> tuple[int, list[Span]]:
    """Return the least cost of cutting all lines into rows with one line of figures at most, and these rows."""
    count = len(folding.cells)
    least: list[tuple[int, int]] = [(0, 0)]
    """Per number of lines the least cost and where the last row begins."""
    for end in range(1, count + 1):
        behind = folding.broken(end - 1) if end < count else 0
        ways = []
        for begin in range(end - 1, max(-1, end - 1 - folding.settings.label_lines), -1):
            if sum(folding.figures[begin:end]) > 1:
                break
            ways.append((least[begin][0] + folding.of(begin, end) + behind, -begin))
        cost, begin = min(ways)
        least.append((cost, -begin))
    rows: list[Span] = []
    end = count
    while end:
        begin = least[end][1]
        rows.append((begin, end))
        end = begin
    return least[count][0], rows[::-1]
