"""One worksheet in memory, and what of it can be seen."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gongkai.document import budget
from gongkai.errors import OversizedDocument
from gongkai.settings import Settings


class Merge(NamedTuple):
    """A merged range; rows and columns count from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A visible worksheet: texts by (row, column) from 1; cells without text need not be there."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    """First and last column of each hidden band."""
    framed: dict[int, list[int]] = field(default_factory=dict)
    """Columns of the cells that have a border but no text, by row: blank cells of a table whose headings are lost."""
    unvalued: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose formula has no stored value."""
    unformatted: list[tuple[int, int]] = field(default_factory=list)
    """Cells whose number format shows what is not known."""


_CHINESE = re.compile(r"[\u4e00-\u9fff]")


class SheetView:
    """A sheet without what is hidden; merged ranges clipped to what is used.

    ``texts`` holds the visible texts by (row, column), ``by_row`` the columns with text by row, ``covered`` the rows
    under the first of a merged range with text: blank perhaps, but inside a table; ``framed`` is the sheet's own.
    """

    def __init__(self, sheet: Sheet, settings: Settings) -> None:
        self.framed = sheet.framed
        self._hidden_rows = sheet.hidden_rows
        self._bands = joined(sheet.hidden_columns)
        self._left = settings.max_cells
        self.texts = {
            at: text.strip()
            for at, text in sheet.cells.items()
            if text.strip() and at[0] not in self._hidden_rows and not self.column_hidden(at[1])
        }
        self.merges = self._visible_merges(sheet)
        self.by_row: dict[int, list[int]] = {}
        for row, column in sorted(self.texts):
            self.by_row.setdefault(row, []).append(column)
        self.covered = self._covered_rows()

    def spend(self, steps: int) -> None:
        """Count work on cells and merged ranges; refuses the sheet beyond ``max_cells`` of it."""
        self._left -= steps
        budget.spend(steps)
        if self._left < 0:
            raise OversizedDocument("表格单元格或合并区域过多，超出上限。", advice="请只保留报告内容后再报。")

    def runs(self) -> list[list[int]]:
        """Return the used rows in groups between blank rows; bordered blank cells right under a header belong to it."""
        used = self.by_row.keys() | self.covered
        framed = (row for row, columns in self.framed.items() if len(columns) > 1 and row not in self._hidden_rows)
        under = {row for row in framed if row not in used and self._is_header(row - 1)}
        rows = sorted(used | under)
        runs: list[list[int]] = [rows[:1]] if rows else []
        for above, row in pairwise(rows):
            between = above + 1
            while between < row and between in self._hidden_rows:
                between += 1
            if between == row:
                runs[-1].append(row)
            else:
                runs.append([row])
        return runs

    def _is_header(self, row: int) -> bool:
        columns = self.by_row.get(row, ())
        return len(columns) > 1 and all(_CHINESE.search(self.texts[row, column]) for column in columns)

    def column_hidden(self, column: int) -> bool:
        """True for a column in a hidden band."""
        return is_within(self._bands, column)

    def _visible_merges(self, sheet: Sheet) -> list[Merge]:
        """Clip merged ranges to the used area; one whose first row or column is hidden shows its text further in."""
        last_row = max((row for row, _ in sheet.cells), default=0)
        last_column = max((column for _, column in sheet.cells), default=0)
        found = []
        for merge in sheet.merges:
            bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
            top, left = merge.top, merge.left
            while top <= bottom and top in self._hidden_rows:
                top += 1
            while left <= right and self.column_hidden(left):
                left += 1
            self.spend(top - merge.top + left - merge.left + 1)
            if top > bottom or left > right:
                continue
            text = sheet.cells.get((merge.top, merge.left), "").strip()
            if text:
                self.texts[top, left] = text
            found.append(Merge(top, left, bottom, right))
        return found

    def _covered_rows(self) -> set[int]:
        last_row = max(self.by_row, default=0)
        covered: set[int] = set()
        for merge in self.merges:
            bottom = min(merge.bottom, last_row)
            if (merge.top, merge.left) in self.texts and bottom > merge.top:
                self.spend(bottom - merge.top)
                covered.update(row for row in range(merge.top + 1, bottom + 1) if row not in self._hidden_rows)
        return covered


def joined(bands: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return bands sorted, overlapping ones joined."""
    found: list[tuple[int, int]] = []
    for first, last in sorted(bands):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def is_within(bands: list[tuple[int, int]], column: int) -> bool:
    """Tell whether a column lies in one of the bands, which are :func:`joined`."""
    at = bisect_right(bands, (column, 1 << 30)) - 1
    return at >= 0 and column <= bands[at][1]
