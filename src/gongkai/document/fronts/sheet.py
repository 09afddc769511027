"""One worksheet in memory and its division into lines and tables, whatever file it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.characters import join_lines, one_line
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.model import GridCell
from gongkai.errors import OversizedDocument

# A row of one cell that stands by itself although it touches a table: the report's title, a section's heading, prose.
# The form's row labels are numbered too (一、本年新收政府信息公开申请数量) and may have only blanks beside them.
_STANDS_ALONE = re.compile(
    r"年度报告|年报|^[（(]?[一二三四五六七八九十]+[)）]?、.*(?:情况|事项|问题)|[。；;]|^(?:注|附注|说明|备注)[:：]"
)
# 填报单位：…  填报日期：…
_LABELLED = re.compile(r"^[^：:\d]{2,10}[：:]")


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


def lay_out_sheet(sheet: Sheet, into: BlockList) -> None:
    """Add what a sheet shows to ``into``: single cells as lines, tables as grids, empty edges never.

    A blank row ends a table. Raises :class:`OversizedDocument` beyond ``max_cells``.
    """
    view = _View(sheet, into)
    for run in view.runs():
        _lay_out_run(run, view, into)


class _View:
    """A sheet without what is hidden; merged ranges clipped to what is used."""

    def __init__(self, sheet: Sheet, into: BlockList) -> None:
        self._sheet = sheet
        self._limit = int(into.settings.max_cells)
        self.texts = {
            at: text.strip()
            for at, text in sheet.cells.items()
            if text.strip() and not self._row_hidden(at[0]) and not self._column_hidden(at[1])
        }
        self.merges = self._visible_merges()
        self.by_row: dict[int, list[int]] = {}
        for row, column in sorted(self.texts):
            self.by_row.setdefault(row, []).append(column)
        self.covered = self._covered_rows()

    def runs(self) -> list[list[int]]:
        """Return the used rows in groups between blank rows."""
        rows = sorted(self.by_row.keys() | self.covered)
        runs: list[list[int]] = [rows[:1]] if rows else []
        for above, row in pairwise(rows):
            between = above + 1
            while between < row and self._row_hidden(between):
                between += 1
            if between == row:
                runs[-1].append(row)
            else:
                runs.append([row])
        return runs

    def _row_hidden(self, row: int) -> bool:
        return row in self._sheet.hidden_rows

    def _column_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._sheet.hidden_columns)

    def _visible_merges(self) -> list[Merge]:
        """Clip merged ranges to the used area; one whose first row or column is hidden shows its text further in."""
        cells = self._sheet.cells
        last_row = max((row for row, _ in cells), default=0)
        last_column = max((column for _, column in cells), default=0)
        found = []
        for merge in self._sheet.merges:
            bottom, right = min(merge.bottom, last_row), min(merge.right, last_column)
            top, left = merge.top, merge.left
            while top <= bottom and self._row_hidden(top):
                top += 1
            while left <= right and self._column_hidden(left):
                left += 1
            if top > bottom or left > right:
                continue
            text = cells.get((merge.top, merge.left), "").strip()
            if text:
                self.texts[top, left] = text
            found.append(Merge(top, left, bottom, right))
        return found

    def _covered_rows(self) -> set[int]:
        """Rows below the first of a merged range with text: blank perhaps, but inside a table."""
        last_row = max(self.by_row, default=0)
        covered: set[int] = set()
        spent = 0
        for merge in self.merges:
            bottom = min(merge.bottom, last_row)
            if (merge.top, merge.left) not in self.texts or bottom <= merge.top:
                continue
            spent += bottom - merge.top
            if spent > self._limit:
                raise OversizedDocument("表格合并区域过多，超出上限。", advice="请只保留报告内容后再报。")
            covered.update(row for row in range(merge.top + 1, bottom + 1) if not self._row_hidden(row))
        return covered


def _lay_out_run(run: Sequence[int], view: _View, into: BlockList) -> None:
    tabular = [_is_tabular(row, view) for row in run]
    table: list[int] = []
    for at, row in enumerate(run):
        texts = [view.texts[row, column] for column in view.by_row.get(row, ())]
        beside = tabular[at] or any(tabular[max(at - 1, 0) : at + 2])
        at_edge = at in (0, len(run) - 1) or not table
        labelled = tabular[at] and at_edge and row not in view.covered and all(map(_LABELLED.match, texts))
        alone = not tabular[at] and (not beside or bool(_STANDS_ALONE.search(texts[0])))
        if labelled or alone:
            _flush(table, view, into)
            table = []
            into.line("  ".join(texts))
        else:
            table.append(row)
    _flush(table, view, into)


def _is_tabular(row: int, view: _View) -> bool:
    return row in view.covered or len(view.by_row[row]) > 1


def _flush(rows: Sequence[int], view: _View, into: BlockList) -> None:
    if rows:
        into.grid(_grid(rows, view, int(into.settings.max_cells)))


def _grid(rows: Sequence[int], view: _View, limit: int) -> list[list[GridCell]]:
    merges = [each for each in view.merges if each.top <= rows[-1] and each.bottom >= rows[0]]
    columns = _columns(rows, view, merges)
    if len(rows) * len(columns) > limit:
        raise OversizedDocument("表格单元格过多，超出上限。", advice="请只保留报告内容后再报。")
    spans, covered = _spans(rows, columns, merges, limit)
    grid = []
    for number, row in enumerate(rows, 1):
        cells = []
        for place, column in enumerate(columns, 1):
            if (row, column) not in covered:
                row_span, column_span = spans.get((row, column), (1, 1))
                text = join_lines([one_line(line) for line in view.texts.get((row, column), "").split("\n")])
                cells.append(GridCell(text, number, place, row_span, column_span))
        grid.append(cells)
    return grid


def _columns(rows: Sequence[int], view: _View, merges: Sequence[Merge]) -> list[int]:
    """Columns with text, or under a heading that is merged over them; wholly empty ones only space the print."""
    used = {column for row in rows for column in view.by_row.get(row, ())}
    if not used:
        return []
    shown = set(used)
    for merge in merges:
        if (merge.top, merge.left) in view.texts and merge.right > merge.left:
            shown.update(range(merge.left, min(merge.right, max(used)) + 1))
    return sorted(each for each in shown if not view._column_hidden(each))


def _spans(
    rows: Sequence[int], columns: Sequence[int], merges: Sequence[Merge], limit: int
) -> tuple[Mapping[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return the spans of merged cells by their first cell, and the cells they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    spent = 0
    for merge in merges:
        over_rows = [row for row in rows if merge.top <= row <= merge.bottom]
        over_columns = [column for column in columns if merge.left <= column <= merge.right]
        spent += len(over_rows) * len(over_columns) + 1
        if spent > limit:
            raise OversizedDocument("表格合并区域过多，超出上限。", advice="请只保留报告内容后再报。")
        if not over_rows or not over_columns:
            continue
        first = (over_rows[0], over_columns[0])
        spans[first] = (len(over_rows), len(over_columns))
        covered.update((row, column) for row in over_rows for column in over_columns)
        covered.discard(first)
    return spans, covered
