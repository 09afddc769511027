"""The rows to print: the form's own rows with their figures, and rows beyond the form in their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from gongkai.errors import WriteFailed
from gongkai.forms import Block, Row, Table
from gongkai.report import Extra, Number, Report


class Line(NamedTuple):
    """A row to print: its labels, and its figures and cell keys by column key."""

    row: Row
    values: Mapping[str, Number | None]
    keys: Mapping[str, str]
    missing: bool
    """True where the document the report was read from had no such row."""


def lines_of(report: Report, table: Table) -> list[list[Line]]:
    """Return the rows to print, block by block.

    Raises :class:`WriteFailed` where a row beyond the form has figures in columns that no block prints.
    """
    extras = _extras_by_block(report, table)
    return [_block_lines(report, table, block, extras[number]) for number, block in enumerate(table.blocks)]


def _extras_by_block(report: Report, table: Table) -> list[list[Extra]]:
    """Sort the rows beyond the form into the first block that has all their columns."""
    found: list[list[Extra]] = [[] for _ in table.blocks]
    for extra in report.extra:
        if extra.section != table.section:
            continue
        for place, block in zip(found, table.blocks, strict=True):
            if set(extra.values) <= {column.key for column in block.columns}:
                place.append(extra)
                break
        else:
            raise WriteFailed(
                f"报告中表外行“{extra.row}”的数据列（{'、'.join(extra.values)}）不在表格任何一栏之内，无法打印。",
                advice="请核对 extra 中的列名，或者改用 JSON 格式输出。",
            )
    return found


def _block_lines(report: Report, table: Table, block: Block, extras: Sequence[Extra]) -> list[Line]:
    lines = []
    for row in block.rows:
        keys = {column.key: f"{table.key}.{row.key}.{column.key}" for column in block.columns}
        missing = all(report.provenance[key].how == "missing" for key in keys.values())
        lines.append(Line(row, {name: report.cells[key] for name, key in keys.items()}, keys, missing))
    for extra in extras:
        lines = _with_extra(lines, extra)
    return lines


def _with_extra(lines: Sequence[Line], extra: Extra) -> list[Line]:
    """Put a row beyond the form in its place.

    A parent printed alone (a collapsed （六）其他处理) stands in place of its missing rows; a row added to the
    results stands after the last result, before the total; any other row stands last.
    """
    parent = _parent(lines, extra.row)
    members = [number for number, line in enumerate(lines) if parent and line.row.path[: len(parent)] == parent]
    if members and all(lines[number].missing for number in members):
        row = Row("", extra.row, parent[:-1], result=lines[members[0]].row.result)
        return [*lines[: members[0]], Line(row, extra.values, {}, False), *lines[members[-1] + 1 :]]
    results = members or [number for number, line in enumerate(lines) if line.row.result]
    path = parent[:-1] if parent else _common_prefix([lines[number].row.path for number in results])
    at = results[-1] + 1 if results else len(lines)
    while at < len(lines) and not lines[at].keys:
        at += 1  # keep the document's order among rows beyond the form
    return [*lines[:at], Line(Row("", extra.row, path, result=bool(results)), extra.values, {}, False), *lines[at:]]


def _parent(lines: Sequence[Line], label: str) -> tuple[str, ...]:
    """Return the path that ends in this label, if it is a label above other rows."""
    wanted = _squeezed(label)
    for line in lines:
        for depth, name in enumerate(line.row.path):
            if _squeezed(name) == wanted:
                return line.row.path[: depth + 1]
    return ()


def _common_prefix(paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(names[0] for names in takewhile(lambda names: len(set(names)) == 1, zip(*paths, strict=False)))


def _squeezed(label: str) -> str:
    """Return a label with width variants and spaces folded, for comparison only."""
    return "".join(unicodedata.normalize("NFKC", label).split())
