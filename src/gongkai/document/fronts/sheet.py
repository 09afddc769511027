"""A worksheet divided into lines and tables, whatever file it came from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from gongkai.document.characters import join_lines, one_line
from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.sheet_sides import parted, side_of
from gongkai.document.fronts.sheet_view import Merge, Sheet, SheetView
from gongkai.document.model import GridCell

# A row of one cell that stands by itself although it touches a table: the report's title, a section's heading, prose.
# The form's row labels are numbered too (一、本年新收政府信息公开申请数量) and may have only blanks beside them.
_STANDS_ALONE = re.compile(
    r"年度报告|年报|^[（(]?[一二三四五六七八九十]+[)）]?、.*(?:情况|事项|问题)|[。；;]|^(?:注|附注|说明|备注)[:：]"
)
# 填报单位：…  填报日期：…
_LABELLED = re.compile(r"^[^：:\d]{2,10}[：:]")


def lay_out_sheet(sheet: Sheet, into: BlockList) -> None:
    """Add what a sheet shows to ``into``: single cells as lines, tables as grids, empty edges never.

    A blank row ends a table; tables side by side come one after the other, as many as ``most_sides``: every
    further one costs another look at the sheet. Raises :class:`OversizedDocument` beyond ``max_cells``.
    """
    _lay_out(sheet, into, into.settings.most_sides)


def _lay_out(sheet: Sheet, into: BlockList, sides: int) -> None:
    view = SheetView(sheet, into.settings)
    runs: list[list[int]] = []
    for run in view.runs():
        side = side_of(run, view, into.settings.side_labels) if sides > 1 else None
        if side is None:
            runs.append(run)
            continue
        _lay_out_runs(runs, view, into)
        runs = []
        for part in parted(sheet, run, side):
            if part.cells:
                _lay_out(part, into, sides - 1)
    _lay_out_runs(runs, view, into)


def _lay_out_runs(runs: Sequence[Sequence[int]], view: SheetView, into: BlockList) -> None:
    pieces = [piece for run in runs for piece in _pieces(run, view, into.settings.cell_prose)]
    tables = [piece for piece in pieces if not isinstance(piece, str)]
    merges = iter(_by_table(tables, view))
    for piece in pieces:
        if isinstance(piece, str):
            into.line(piece)
        else:
            into.grid(_grid(piece, view, next(merges)))


def _pieces(run: Sequence[int], view: SheetView, longest: int) -> list[str | list[int]]:
    """Divide a run of rows into lines (their text) and tables (their rows).

    A lone text, no longer than ``longest``, right below a table in its first column is a label whose figures were
    left blank.
    """
    tabular = [_is_tabular(row, view) for row in run]
    found: list[str | list[int]] = []
    labels = 0
    """The first column of the table that is open; 0 for none."""
    for at, row in enumerate(run):
        columns = view.by_row.get(row, ())
        texts = [view.texts[row, column] for column in columns]
        table = found[-1] if found and isinstance(found[-1], list) else None
        beside = any(tabular[max(at - 1, 0) : at + 2])
        at_edge = table is None or at == len(run) - 1
        labelled = tabular[at] and at_edge and row not in view.covered and all(map(_LABELLED.match, texts))
        goes_on = beside or (table is not None and columns[:1] == [labels] and len(texts[0]) <= longest)
        alone = not tabular[at] and (not goes_on or bool(_STANDS_ALONE.search(texts[0])))
        if labelled or alone:
            found.append("  ".join(texts))
        elif table is None:
            found.append([row])
            labels = columns[0] if len(columns) > 1 else 0
        else:
            table.append(row)
            labels = min(labels or columns[0], columns[0]) if len(columns) > 1 else labels
    return found


def _is_tabular(row: int, view: SheetView) -> bool:
    return row in view.covered or len(view.by_row.get(row, ())) != 1 or _has_blank_cells(row, view)


def _has_blank_cells(row: int, view: SheetView) -> bool:
    """Whether bordered empty cells stand right of the row's one text: a label whose figures were left blank."""
    label = view.by_row[row][0]
    right = next((merge.right for merge in view.merges if (merge.top, merge.left) == (row, label)), label)
    return sum(column > right for column in view.framed.get(row, ())) > 1 and not _STANDS_ALONE.search(
        view.texts[row, label]
    )


def _by_table(tables: Sequence[Sequence[int]], view: SheetView) -> list[list[Merge]]:
    """Return the merged ranges that touch each table."""
    firsts, lasts = [rows[0] for rows in tables], [rows[-1] for rows in tables]
    found: list[list[Merge]] = [[] for _ in tables]
    for merge in view.merges:
        touched = range(bisect_left(lasts, merge.top), bisect_right(firsts, merge.bottom))
        view.spend(len(touched))
        for at in touched:
            found[at].append(merge)
    return found


def _grid(rows: Sequence[int], view: SheetView, merges: Sequence[Merge]) -> list[list[GridCell]]:
    columns = _columns(rows, view, merges)
    view.spend(len(rows) * len(columns))
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for merge in merges:
        over_rows = rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]
        over_columns = columns[bisect_left(columns, merge.left) : bisect_right(columns, merge.right)]
        view.spend(len(over_rows) * len(over_columns))
        if over_rows and over_columns:
            spans[over_rows[0], over_columns[0]] = (len(over_rows), len(over_columns))
            covered.update((row, column) for row in over_rows for column in over_columns)
    covered -= spans.keys()
    return [
        [
            GridCell(_cell_text(view.texts.get((row, column), "")), number, place, *spans.get((row, column), (1, 1)))
            for place, column in enumerate(columns, 1)
            if (row, column) not in covered
        ]
        for number, row in enumerate(rows, 1)
    ]


def _columns(rows: Sequence[int], view: SheetView, merges: Sequence[Merge]) -> list[int]:
    """Columns with text, with a border, or under a heading merged over them; other empty ones only space the print."""
    used = {column for row in rows for column in view.by_row.get(row, ())}
    framed = {column for row in rows for column in view.framed.get(row, ())} - used
    # Borders over more empty columns than filled ones were drawn over the whole sheet.
    shown = used | framed if len(framed) <= len(used) else set(used)
    for merge in merges:
        if used and (merge.top, merge.left) in view.texts and merge.right > merge.left:
            over = range(merge.left, min(merge.right, max(used)) + 1)
            view.spend(len(over))
            shown.update(over)
    return sorted(each for each in shown if not view.column_hidden(each))


def _cell_text(text: str) -> str:
    return join_lines([one_line(line) for line in text.split("\n")]) if "\n" in text else one_line(text)
