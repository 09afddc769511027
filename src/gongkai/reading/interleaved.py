"""Lines that belong to the paper (a watermark, a running head) between the lines of a flattened table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.labels import Lexicon, is_numbered, normal
from gongkai.reading.linetexts import line_figure
from gongkai.reading.printed import LONGEST_LABEL, Piece, PrintedRow, mark_of, with_values

_OFTEN = 3
"""Times a text that is no label must stand between figures to be the paper's."""
_ROWS_ABOVE = 2
"""Rows above that must have the same number of figures for it to be the usual one."""
_CUT = "本行数字之间夹有其他文字"


def without_watermark(pieces: Sequence[tuple[int, Piece]], words: Lexicon) -> Sequence[tuple[int, Piece]]:
    """Leave out a text that stands again and again right before figures and names nothing."""
    filled = [text for _, piece in pieces if (text := piece.text.strip())]
    if len(filled) - len(set(filled)) < _OFTEN - 1:
        return pieces
    standing = {text for text, count in Counter(filled).items() if count >= _OFTEN and text[-1].isalpha()}
    before = Counter(
        text
        for text, below in pairwise(filled)
        if text in standing and not line_figure(text) and line_figure(below[:_GLANCE].split()[0])
    )
    often = {text for text, count in before.items() if count >= _OFTEN and _names_nothing(text, words)}
    if not often:
        return pieces
    return [(index, piece) for index, piece in pieces if piece.text.strip() not in often]


_GLANCE = 20


def _names_nothing(text: str, words: Lexicon) -> bool:
    label = normal(text)
    return not (
        is_numbered(text)
        or label in words.prefixes
        or label in words.pieces
        or mark_of(text, words)[1]
        or (len(text) <= LONGEST_LABEL and words.similar(text))
    )


def rejoined_figures(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """Put a row together again that a foreign line cut: both halves' figures are as many as each row above has.

    The row stays in doubt.
    """
    whole: list[PrintedRow] = []
    for row in rows:
        if len(whole) > _ROWS_ABOVE and _may_be_rest(whole[-1], row) and _completes(whole, row):
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


def _completes(whole: Sequence[PrintedRow], row: PrintedRow) -> bool:
    """Whether the last row and this one together have as many figures as each of the rows above."""
    widths = {len(each.values) for each in whole[-1 - _ROWS_ABOVE : -1]}
    return widths == {len(whole[-1].values) + len(row.values)}
