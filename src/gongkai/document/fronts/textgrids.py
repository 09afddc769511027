"""Tables in plain text: which runs of lines are one, and what their cells are.

Five shapes: pipes (Markdown, or cells joined by pipes), tabs, commas (CSV), box drawing, and columns padded with
spaces. A run is believed only where it could hardly be prose; everything else stays lines, for a reader of lines loses
nothing by it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from gongkai.document.bars import boxed_rows, double_barred_rows, keeps_places, unfilled
from gongkai.document.characters import is_figure, join_lines
from gongkai.document.fronts.boxdrawing import box_table
from gongkai.document.fronts.textcolumns import columned
from gongkai.document.model import Block, Grid, GridCell, Line
from gongkai.errors import OversizedDocument
from gongkai.settings import Settings

_PIPES = "|｜│┃"
_PIPE = re.compile(r"(?<![^|｜│┃]\\)[|｜│┃]")
"""A bar, unless Markdown's backslash makes it part of a cell's text; alone between two bars that is a blank cell."""
_RULE = re.compile(r"[\s|｜│┃+:\-—–─━═=]+")
_DASHES = re.compile(r"[-—–─━═=]{2}|:-|-:")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*(\S(?:[^*\n]{0,500}?\S)?)\*\*")
_TAB = "\t"
_STRUCK = re.compile(r"~~[\d\s,，.]{1,40}~~")


_QUOTED = re.compile(r'"[^"]*+"(?:,"[^"]*+")++')
"""A line of which each field stands in quotes, as only programs write them."""


class Run(NamedTuple):
    """Lines ``start`` to ``end`` (from 0, end excluded) as the rows of a table; no rows where they are none."""

    start: int
    end: int
    rows: list[list[str]]


Finder = Callable[[Sequence[str], int, Settings], Run]


def blocks_of(lines: Sequence[str], settings: Settings) -> Iterator[Block]:
    """Yield a line per physical line, numbered from 1, and a grid in place of each run that is a table.

    Markdown's marks for headings, bold and struck-out figures are taken as what they mean. Raises
    :class:`OversizedDocument` beyond ``max_lines`` lines or ``max_cells`` cells.
    """
    if len(lines) > settings.max_lines:
        raise OversizedDocument(f"文本有 {len(lines)} 行，超出上限。", advice="请只保留报告内容后再报。")
    at = grids = cells = 0
    refused = [0] * len(_FINDERS)  # up to where each finder has already said no
    before: Run | None = None
    while at < len(lines):
        run = _run_at(lines, at, refused, settings) or _rest_of(before, lines, at, settings)
        if run is None:
            yield _line(lines[at], at + 1)
            at += 1
            continue
        grids += 1
        cells += sum(map(len, run.rows))
        if cells > settings.max_cells:
            raise OversizedDocument("文件中的表格单元格过多，超出上限。", advice="请只保留报告内容后再报。")
        yield _grid(grids, run.rows, [Line(lines[each], each + 1) for each in range(at, run.end)], settings)
        before, at = run, run.end


def _rest_of(before: Run | None, lines: Sequence[str], at: int, settings: Settings) -> Run | None:
    """Return the last lines, too few for a table by themselves, of one with commas that a page's number cuts."""
    if before is None or at != before.end + 1 or any("," not in lines[each] for each in (before.start, at)):
        return None
    rest = _quoted_rows(lines, at, ",", settings)
    fields = len(before.rows[0])
    return rest if fields > 2 and rest.rows and len(rest.rows[0]) == fields else None


def _run_at(lines: Sequence[str], at: int, refused: list[int], settings: Settings) -> Run | None:
    line = lines[at]
    if len(line) > settings.longest_row or not line or line.isspace():
        return None
    marked = _MARKED.search(line) is not None
    opens = _opens_quotes(line)
    for number, (marks, finder) in enumerate(_FINDERS):
        may = not marks or (marked and any(mark in line for mark in marks)) or (opens and marks == _TAB)
        if at >= refused[number] and may:
            run = finder(lines, at, settings)
            if run.rows:
                return run
            refused[number] = run.end
    return None


def _line(text: str, number: int) -> Line:
    if "#" in text or "*" in text or "~" in text:
        text = _unmarked(text)
        heading = _HEADING.match(text)
        if heading:
            return Line(text[heading.end() :].rstrip("# "), number, None, len(heading[1]))
    return Line(text, number)


def _unmarked(text: str) -> str:
    """Take off Markdown's marks: bold goes, a struck-out figure goes with its text."""
    return _BOLD.sub(r"\1", _STRUCK.sub("", text))


def _grid(number: int, rows: list[list[str]], lines: list[Line], settings: Settings) -> Grid:
    counted = [not kept for run in _of_one_length(rows, settings.long_part) for kept in [keeps_places(run)] * len(run)]
    return Grid(
        number,
        tuple(
            tuple(GridCell(text, at, column, counted=counted[at - 1]) for column, text in enumerate(row, start=1))
            for at, row in enumerate(rows, start=1)
        ),
        max(map(len, rows)),
        lines=tuple(lines),
    )


def _of_one_length(rows: list[list[str]], long: int) -> Iterator[list[list[str]]]:
    """Cut a table into its parts, where it consists of long ones with rows of one length each; else yield it whole."""
    parts = [list(part) for _, part in groupby(rows, len)]
    yield from parts if all(len(part) >= long for part in parts) else [rows]


def _pipes(lines: Sequence[str], start: int, settings: Settings) -> Run:
    taken, end = _take(lines, start, lambda line: _PIPE.search(line) is not None and _short(line, _PIPES, settings))
    if len(taken) > 2 and _only_dashes(taken[1]) and not _only_dashes(taken[0]):
        taken[1] = "|---|"
    ruled = any(map(_is_rule, taken))
    content = [line.strip() for line in taken if not _is_rule(line)]
    boxed = [[_cell(cell) for cell in row] for row in boxed_rows(content) or double_barred_rows(content)]
    if _is_table(boxed, settings):
        return Run(start, end, boxed)
    rows = [[_cell(cell) for cell in _PIPE.split(line)] for line in unfilled(content)]
    if _barred(content, -1, settings.barred_share) and not _shorter_than_head(rows):
        rows = [row if row[-1] else row[:-1] for row in rows]
    if _barred(content, 0, settings.barred_share):
        rows = [row if row[0] else row[1:] for row in rows]
    return Run(
        start,
        end,
        rows if (ruled and len(rows) > 1) or _is_table(rows, settings) or _is_headed(rows, settings.odd_figure) else [],
    )


def _barred(lines: Sequence[str], end: int, share: float) -> bool:
    """Whether bars close the lines at this end: those that end without one have fewer, else the cell there is empty."""
    barred = [line for line in lines if line[end] in _PIPES]
    others = [line for line in lines if line[end] not in _PIPES]
    if not barred or len(barred) < share * len(lines):
        return False
    most, most_of_others = (max((len(_PIPE.findall(line)) for line in each), default=0) for each in (barred, others))
    return most_of_others < most


def _shorter_than_head(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row has fewer cells than its head names columns unless one stands behind its last bar, too."""
    head = list(takewhile(bool, rows[0]))
    if len(head) < 3 or any(rows[0][len(head) :]) or any(map(is_figure, head)):
        return False
    return any(len(row) <= len(head) and not row[-1] for row in rows[1:])


def _tabs(lines: Sequence[str], start: int, settings: Settings) -> Run:
    taken, end = _take(lines, start, lambda line: _TAB in line and _short(line, _TAB, settings))
    if any('"' in line for line in taken) or any(map(_opens_quotes, (lines[start], *lines[end : end + 1]))):
        quoted = _quoted_rows(lines, start, _TAB, settings)
        if _several(quoted.rows) and _is_table(quoted.rows, settings):
            return quoted
    rows = [[_cell(cell) for cell in line.split(_TAB)] for line in taken]
    believed = (_several(rows) and _is_table(rows, settings)) or _is_headed(rows, settings.odd_figure)
    return Run(start, end, rows if believed else [])


def _opens_quotes(line: str) -> bool:
    """Whether a quoted cell begins here that goes on on the next line, as a spreadsheet copies its line breaks."""
    return line.startswith('"') and line.count('"') % 2 == 1


def _several(rows: Sequence[Sequence[str]]) -> bool:
    """Tell tabs between cells from tabs that only indent: more than one row has more than one cell."""
    return sum(sum(map(bool, row)) > 1 or (bool(row[0]) and len(row) > 3) for row in rows) > 1


def _commas(lines: Sequence[str], start: int, settings: Settings) -> Run:
    run = _quoted_rows(lines, start, ",", settings)
    cells = [cell for row in run.rows for cell in row]
    quoted = len(run.rows) == run.end - start and all(map(_QUOTED.fullmatch, lines[start : run.end]))
    believed = quoted or (
        len(run.rows) >= settings.inferred_rows
        and len(run.rows[0]) > 2
        and max(map(len, cells)) <= settings.inferred_cell
        and not any("。" in cell for cell in cells)
        and any(not cell or is_figure(cell) for cell in cells)
        and _is_table(run.rows, settings)
    )
    return run if believed else run._replace(rows=[])


def _quoted_rows(lines: Sequence[str], start: int, separator: str, settings: Settings) -> Run:
    """Read lines as CSV (RFC 4180) while they have the separator; a quoted cell may go over lines.

    Commas must be the same number in every row: they stand in prose too.
    """
    rows: list[list[str]] = []
    at = start
    while at < len(lines) and len(lines[at]) <= settings.longest_row:
        if separator not in lines[at] and not _opens_quotes(lines[at]):
            break
        taken = [lines[at]]
        while (
            sum(line.count('"') for line in taken) % 2
            and len(taken) < settings.quoted_lines
            and at + len(taken) < len(lines)
        ):
            taken.append(lines[at + len(taken)])
        try:
            read = list(csv.reader(["\n".join(taken)], delimiter=separator))
        except csv.Error:
            break
        if len(read) != 1 or len(read[0]) < 2:
            break
        fields = read[0]
        if rows and separator == "," and len(fields) != len(rows[0]):
            fields = _within_brackets(fields)
            if len(fields) != len(rows[0]):
                break
        rows.append([join_lines([part.strip() for part in cell.split("\n")]) for cell in fields])
        at += len(taken)
    return Run(start, max(at, start + 1), rows)


def _within_brackets(fields: Sequence[str]) -> list[str]:
    """Return fields with those joined that commas part within brackets: a program did not quote the label."""
    joined: list[str] = []
    opened = 0
    for field in fields:
        if opened > 0:
            joined[-1] += "," + field
        else:
            joined.append(field)
        opened += field.count("(") + field.count("（") - field.count(")") - field.count("）")
    return joined


def _boxes(lines: Sequence[str], start: int, settings: Settings) -> Run:
    rows, end = box_table(lines, start)
    return Run(start, end, rows if rows and max(map(len, rows)) > 1 else [])


def _columned(lines: Sequence[str], start: int, settings: Settings) -> Run:
    end = start
    while (
        end < len(lines) and lines[end].strip() and "。" not in lines[end] and len(lines[end]) <= settings.longest_row
    ):
        end += 1
    if not any("  " in line or "\u3000\u3000" in line for line in lines[start:end]):
        return Run(start, max(end, start + 1), [])
    found = columned(lines[start:end], settings)
    if found.begin or not found.rows:
        return Run(start, start + (found.begin or found.end), [])
    return Run(start, start + found.end, found.rows)


def _take(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> tuple[list[str], int]:
    """Return the lines from ``start`` that belong, and the index after them (at least the next).

    Single blank lines are passed over where they stand between all lines, as some pages are copied.
    """
    if not belongs(lines[start]):
        return [], start + 1
    taken = [lines[start]]
    end = start + 1

    def blank(at: int) -> bool:
        return at >= len(lines) or not lines[at].strip()

    spaced = end + 1 < len(lines) and blank(end) and belongs(lines[end + 1]) and blank(end + 2)
    step = int(spaced)
    while end + step < len(lines) and (not spaced or blank(end)) and belongs(lines[end + step]):
        taken.append(lines[end + step])
        end += step + 1
    return taken, end


def _short(line: str, separators: str, settings: Settings) -> bool:
    """Tell whether a line is made of cells, not of sentences that happen to hold a separator."""
    if len(line) <= settings.cell_prose:
        return True
    if len(line) > settings.longest_row:
        return False
    cells = re.split(f"[{re.escape(separators)}]", line)
    return len(cells) > 2 and max(map(len, cells)) <= settings.long_cell


def _is_rule(line: str) -> bool:
    """Tell whether a line only draws (``|---|:--|``, ``+----+``)."""
    return _RULE.fullmatch(line) is not None and _DASHES.search(line) is not None and not _dash_cells(line)


def _only_dashes(line: str) -> bool:
    """Tell whether all cells of a line are dashes: right below the first of more lines it rules off a head."""
    return _RULE.fullmatch(line) is not None and "-" in line


def _dash_cells(line: str) -> bool:
    """Tell whether the dashes stand for blank figures: single dashes between pipes, as in ``| - | - |``."""
    cells = [cell.strip() for cell in _PIPE.split(line) if cell.strip()]
    return bool(cells) and all(len(cell) <= 2 and cell[0] in "-—–─" for cell in cells) and len(cells) > 1


def _is_table(rows: list[list[str]], settings: Settings) -> bool:
    """Tell whether split lines are a table: figures among them, or many rows of several cells, or one full row."""
    figures = sum(is_figure(cell) for row in rows for cell in row if cell)
    if not rows:
        return False
    if len(rows) == 1:
        return figures >= settings.row_figures and figures * 2 > sum(bool(cell) for cell in rows[0])
    wide = sum(len(row) > 2 for row in rows)
    return figures >= settings.table_figures or (wide >= settings.wide_rows and wide * 2 > len(rows))


def _is_headed(rows: list[list[str]], odd: int) -> bool:
    """Tell whether rows are a full head over labels with figures, few or blank (项目, 行政许可; 数量, 252)."""
    if not rows:
        return False
    head, *under = rows
    return (
        bool(under)
        and len(head) > 1
        and all(head)
        and not any(map(is_figure, head))
        and all(
            len(row) == len(head) and _is_label(row[0]) and all(_may_be_figure(text, odd) for text in row[1:])
            for row in under
        )
    )


def _is_label(text: str) -> bool:
    return bool(text) and not is_figure(text)


def _may_be_figure(text: str, odd: int) -> bool:
    return not text or is_figure(text) or (len(text) <= odd and any(map(str.isdigit, text)))


def _cell(text: str) -> str:
    if "*" in text or "~" in text:
        text = _unmarked(text)
    return " ".join(join_lines(_BREAK.sub("\n", text).split("\n")).replace("\\|", "|").split())


_FINDERS: tuple[tuple[str, Finder], ...] = (
    ("┌┍┎┏┬╔╦+", _boxes),
    (_PIPES, _pipes),
    (_TAB, _tabs),
    (",", _commas),
    ("", _columned),
)
_MARKED = re.compile("[" + re.escape("".join(marks for marks, _ in _FINDERS)) + "]")
