"""Rows of a grid that a page's end cut in two: the label begins in one, ends in the next, the figures stand in one."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.labels import Lexicon, is_numbered
from gongkai.reading.printed import PrintedRow


def rejoined(rows: Sequence[PrintedRow], words: Lexicon) -> list[PrintedRow]:
    """Return the rows of one grid with those put together whose labels make one label of a form."""
    whole: list[PrintedRow] = []
    for row in rows:
        joined = _joined(whole[-1], row, words) if whole and row.labels and row.values else None
        if joined is None:
            whole.append(row)
        else:
            whole[-1] = joined
    return whole


def _joined(upper: PrintedRow, lower: PrintedRow, words: Lexicon) -> PrintedRow | None:
    """Return two halves of a row as one, ``None`` where they are not: a group and its first row are two rows."""
    if bool(upper.numbers) == bool(lower.numbers) or not upper.labels or len(upper.values) != len(lower.values):
        return None
    head, tail = upper.labels[-1], lower.labels[-1]
    if is_numbered(tail.text) or any(target.kind == "group" for target in head.targets):
        return None
    targets = words.find(head.text + tail.text)
    if not any(target.kind == "row" and target.exact for target in targets):
        return None
    label = head._replace(text=head.text + tail.text, targets=targets)
    figures = upper if upper.numbers else lower
    return upper._replace(labels=(*upper.labels[:-1], label), values=figures.values, numbers=figures.numbers)
