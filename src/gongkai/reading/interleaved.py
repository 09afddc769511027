"""Lines that belong to the paper (a watermark, a running head) between the lines of a flattened table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from gongkai.reading.labels import Lexicon, is_numbered, normal
from gongkai.reading.linetexts import line_figure
from gongkai.reading.printed import Piece, PrintedRow, mark_of, with_values

_CUT = "本行数字之间夹有其他文字"


def without_watermark(pieces: Sequence[tuple[int, Piece]], words: Lexicon) -> Sequence[tuple[int, Piece]]:
    """Leave out a text that stands again and again right before figures and names nothing."""
    filled = [(index, piece.text.strip()) for index, piece in pieces if piece.text.strip()]
    before = Counter(
        text
        for (_, text), (_, below) in pairwise(filled)
        if text[-1].isalpha() and not line_figure(text) and line_figure(below.split(None, 1)[0])
    )
    often = {
        text
        for text, count in before.items()
        if count >= words.settings.watermark_lines and _names_nothing(text, words)
    }
    if not often:
        return pieces
    return [(index, piece) for index, piece in pieces if piece.text.strip() not in often]


def _names_nothing(text: str, words: Lexicon) -> bool:
    label = normal(text)
    return not (
        is_numbered(text)
        or label in words.prefixes
        or label in words.pieces
        or mark_of(text, words)[1]
        or (len(text) <= words.settings.label_longest and words.similar(text))
    )


def rejoined_figures(rows: Sequence[PrintedRow], above: int) -> list[PrintedRow]:
    """Put a row together again that a foreign line cut: both halves' figures are as many as each row above has.

    So many rows ``above`` must have the same number of figures.
    The row stays in doubt.
    """
    whole: list[PrintedRow] = []
    for row in rows:
        widths = {len(each.values) for each in whole[-1 - above : -1]}
        if len(whole) > above and len(widths) == 1 and _is_rest(whole[-1], row, widths.pop()):
            values = (*whole[-1].values, *row.values)
            doubted = [
                atom._replace(figure=atom.figure._replace(doubt=atom.figure.doubt or _CUT)) if atom.figure else atom
                for atom in values
            ]
            whole[-1] = with_values(whole[-1], doubted)
        else:
            whole.append(row)
    return whole


def _is_rest(above: PrintedRow, row: PrintedRow, width: int) -> bool:
    """Whether a row is the rest of the one above: a line that names nothing, no number, and the figures wanting."""
    foreign = len(row.labels) == 1 and not row.labels[0].targets and not is_numbered(row.labels[0].text)
    named = bool(above.labels) and bool(above.labels[-1].targets)
    together = len(above.values) + len(row.values) == width
    return foreign and named and together and bool(above.values) and bool(row.values)
