"""Rows of a grid that a page's end cut in two: the label begins in one, ends in the next, the figures stand in one."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.reading.labels import HEADING, Lexicon, is_numbered, names_any
from gongkai.reading.printed import PrintedRow


def rejoined(rows: Sequence[PrintedRow], words: Lexicon) -> list[PrintedRow]:
    """Return the rows of one grid with those put together whose labels make one label of a form."""
    whole: list[PrintedRow] = []
    for row in rows:
        above = _last_below_heads(whole) if row.labels and row.values else None
        joined = _joined(whole[above], row, words) if above is not None else None
        if above is None or joined is None:
            whole.append(row)
        else:
            whole[above] = joined
    return whole


def _last_below_heads(rows: Sequence[PrintedRow]) -> int | None:
    """Return the place of the last row that is no head: a page prints its table's head again before what goes on."""
    for place in range(len(rows) - 1, -1, -1):
        row = rows[place]
        if row.numbers or not row.labels or not all(names_any(atom.targets, HEADING) for atom in row.labels):
            return place
    return None


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
