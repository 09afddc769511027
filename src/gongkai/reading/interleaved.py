"""Lines that belong to the paper (a watermark, a running head) between the lines of a table, and folded units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.labels import Lexicon, is_numbered, normal
from gongkai.reading.linetexts import line_figure
from gongkai.reading.printed import Laid, Piece, PrintedRow, mark_of, with_values
from gongkai.reading.tokens import label_at

PAGE_MARK = re.compile(
    r"^(?:[-‐–—―－·•~]\s*\d{1,3}\s*[-‐–—―－·•~]|第\s*+\d++\s*+页(?:\s*+[，,/]?\s*+共\s*+\d++\s*+页)?|\d++\s*+/\s*+\d++\s*+页?)$"
)
"""A line that only numbers the page."""
_CUT = "本行数字之间夹有其他文字"


_UNITS = frozenset(["元", "千元", "万元", "亿元"])


def with_units(pieces: Sequence[tuple[int, Piece]]) -> Sequence[tuple[int, Piece]]:
    """Put a unit of money that was folded below its figure behind it again (八百三十九万三千七百, 元)."""
    if not any(piece.text.strip() in _UNITS for _, piece in pieces):
        return pieces
    whole: list[tuple[int, Piece]] = []
    for index, piece in pieces:
        above = whole[-1][1] if whole else None
        if piece.text.strip() in _UNITS and above is not None and _ends_in_number(above.text):
            whole[-1] = (whole[-1][0], above._replace(text=above.text.rstrip() + piece.text.strip()))
        else:
            whole.append((index, piece))
    return whole


def _ends_in_number(text: str) -> bool:
    found = line_figure(text.split()[-1]) if text.strip() else None
    return found is not None and found.kind == "number" and not text.rstrip().endswith("元")


def without_watermark(pieces: Sequence[tuple[int, Piece]], words: Lexicon) -> Sequence[tuple[int, Piece]]:
    """Leave out a text that stands again and again right before figures and names nothing."""
    filled = [text for _, piece in pieces if (text := piece.text.strip())]
    least = words.settings.watermark_lines
    if len(filled) - len(set(filled)) < least - 1:
        return pieces
    standing = {text for text, count in Counter(filled).items() if count >= least and text[-1].isalpha()}
    before = Counter(
        text
        for text, below in pairwise(filled)
        if text in standing and not line_figure(text) and line_figure(below.split(None, 1)[0])
    )
    often = {text for text, count in before.items() if count >= least and _names_nothing(text, words)}
    if not often:
        return pieces
    return [(index, piece) for index, piece in pieces if piece.text.strip() not in often]


def without_paper(laid: Sequence[Laid], words: Lexicon) -> Sequence[Laid]:
    """Leave out the lines that number pages, and words that stand there again and again and name nothing.

    Words before a figure may be its damaged label.
    """
    lines = [piece.text.strip() for _, piece in laid if isinstance(piece, Piece) and piece.cell is None]
    filled = [text for text in lines if text]
    counted = Counter(filled)
    often = {text for text, count in counted.items() if count >= words.settings.watermark_lines and text[-1].isalpha()}
    labels = {text for text, below in pairwise(filled) if text in often and line_figure(below.split(None, 1)[0])}
    paper = {text for text in counted if PAGE_MARK.match(text)}
    paper |= {text for text in often - labels if _names_nothing(text, words)}
    if not paper:
        return laid
    return [(at, piece) for at, piece in laid if not (isinstance(piece, Piece) and piece.text.strip() in paper)]


def _names_nothing(text: str, words: Lexicon) -> bool:
    label = normal(text)
    return not (
        is_numbered(text)
        or label in words.prefixes
        or label in words.pieces
        or mark_of(text, words)[1]
        or label_at(text, 0, words)[1]
        or (len(text) <= words.settings.label_longest and words.similar(text))
    )


def rejoined_figures(rows: Sequence[PrintedRow], above: int) -> list[PrintedRow]:
    """Put a row together again that a foreign line cut: both halves' figures are as many as each row above has.

    So many rows ``above`` must have the same number of figures.
    The row stays in doubt.
    """
    whole: list[PrintedRow] = []
    for row in rows:
        if len(whole) > above and _may_be_rest(whole[-1], row) and _completes(whole, row, above):
            values = (*whole[-1].values, *row.values)
            doubted = [
                atom._replace(figure=atom.figure._replace(doubt=atom.figure.doubt or _CUT)) if atom.figure else atom
                for atom in values
            ]
            whole[-1] = with_values(whole[-1], doubted)
        else:
            whole.append(row)
    return whole


def _may_be_rest(above: PrintedRow, row: PrintedRow) -> bool:
    """Whether a row may be the rest of the one above: a line that names nothing, no number, and figures behind it."""
    if len(row.labels) != 1 or row.labels[0].targets or not (row.values and above.values and above.labels):
        return False
    return bool(above.labels[-1].targets) and not is_numbered(row.labels[0].text)


def _completes(whole: Sequence[PrintedRow], row: PrintedRow, above: int) -> bool:
    """Whether the last row and this one together have as many figures as each of so many rows above."""
    widths = {len(each.values) for each in whole[-1 - above : -1]}
    return widths == {len(whole[-1].values) + len(row.values)}
