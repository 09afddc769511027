"""Tables side by side on one worksheet: told by a second column of labels, with figures before and after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gongkai.document.characters import is_figure
from gongkai.document.fronts.sheet_view import Merge, Sheet, SheetView

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
"""Two Chinese characters at least: one alone is a unit."""


class Side(NamedTuple):
    """Where a second table begins: its first row and its first column."""

    top: int
    left: int


def side_of(run: Sequence[int], view: SheetView, least: int) -> Side | None:
    """Return where another table begins beside the first in a run of rows, None where there is one table.

    ``least`` is how many different labels make a column of labels. Nothing merged may reach over the border.
    """
    labels: dict[int, set[str]] = {}
    for row in run:
        columns = view.by_row.get(row, [])
        # A serial number before a label is no table: the first one has its own labels.
        labelled = bool(columns) and _is_label(view.texts[row, columns[0]])
        for before, column, after in zip(columns, columns[1:], columns[2:], strict=False):
            text = view.texts[row, column]
            if not _is_label(text):
                continue
            if labelled and is_figure(view.texts[row, before]) and is_figure(view.texts[row, after]):
                labels.setdefault(column, set()).add(text)
            labelled = True
    left = min((column for column, found in labels.items() if len(found) >= least), default=None)
    if left is None:
        return None
    last = run[-1]
    crossing = [m.bottom for m in view.merges if m.left < left <= m.right and run[0] <= m.top and m.bottom <= last]
    after = max(crossing, default=0)
    top = next((row for row in run if row > after and (row, left) in view.texts), None)
    both = None if top is None else [row for row in run if row >= top and (row, left) in view.texts]
    return Side(top, left) if top is not None and both and len(both) >= least else None


def _is_label(text: str) -> bool:
    return not is_figure(text) and len(_CHINESE.findall(text)) > 1


def parted(sheet: Sheet, run: Sequence[int], side: Side) -> tuple[Sheet, Sheet, Sheet]:
    """Return what stands above both tables, the first table, and what stands right of it, each as a sheet."""
    parts = (Sheet(sheet.name), Sheet(sheet.name), Sheet(sheet.name))
    rows = set(run)
    for part in parts:
        part.hidden_rows, part.hidden_columns = sheet.hidden_rows, sheet.hidden_columns

    def place(row: int, column: int) -> Sheet:
        return parts[0] if row < side.top else parts[1] if column < side.left else parts[2]

    for (row, column), text in sheet.cells.items():
        if row in rows:
            place(row, column).cells[row, column] = text
    for row in rows & sheet.framed.keys():
        for column in sheet.framed[row]:
            place(row, column).framed.setdefault(row, []).append(column)
    for merge in sheet.merges:
        if run[0] <= merge.bottom and merge.top <= run[-1]:
            place(merge.top, merge.left).merges.append(_within(merge, run))
    return parts


def _within(merge: Merge, run: Sequence[int]) -> Merge:
    return merge._replace(bottom=min(merge.bottom, run[-1]))
