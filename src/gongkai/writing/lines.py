"""The rows to print: the form's own rows with their figures, and rows beyond the form in their places."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from gongkai.forms import Block, Row, Table
from gongkai.report import Extra, Number, Report
from gongkai.writing.printed_columns import printed_columns


class Line(NamedTuple):
    """A row to print: its labels, and its figures and cell keys by column key."""

    row: Row
    values: Mapping[str, Number | None]
    keys: Mapping[str, str]
    missing: bool
    """True where the document the report was read from had no such row."""


class PrintedBlock(NamedTuple):
    """A block in the columns it is printed in, with its rows."""

    block: Block
    lines: list[Line]


def blocks_of(report: Report, table: Table) -> list[PrintedBlock]:
    """Return a table's blocks as they are printed: every figure of the report's has its row and its column."""
    printed = []
    for block, beside, added in _extras_by_block(report, table):
        columns = printed_columns(report, table, block, [*beside.values(), *added])
        printed.append(PrintedBlock(replace(block, columns=columns), _block_lines(report, table, block, beside, added)))
    return printed


class _Extras(NamedTuple):
    """What a block prints beyond the form."""

    block: Block
    beside: dict[str, Extra]
    """By row key the figures of the form's own rows in columns that it lacks."""
    added: list[Extra]
    """Rows that the form lacks."""


def _extras_by_block(report: Report, table: Table) -> list[_Extras]:
    """Sort what stands beyond the form by block: to its own row, else where most of its columns are."""
    found = [_Extras(block, {}, []) for block in table.blocks]
    for extra in report.extra:
        if extra.section == table.section and not _taken_beside(extra, found):
            best = max(found, key=lambda each: len(extra.values.keys() & _columns(each)))
            best.added.append(extra)
    return found


def _taken_beside(extra: Extra, blocks: Sequence[_Extras]) -> bool:
    wanted = _squeezed(extra.row)
    for block, beside, _ in blocks:
        if extra.values.keys() & {column.key for column in block.columns}:
            continue
        row = next((row.key for row in block.rows if _squeezed(row.label) == wanted), None)
        if row is not None and row not in beside:
            beside[row] = extra
            return True
    return False


def _columns(extras: _Extras) -> set[str]:
    headings = {name for extra in (*extras.beside.values(), *extras.added) for name in extra.values}
    return headings | {column.key for column in extras.block.columns}


def _block_lines(
    report: Report, table: Table, block: Block, beside: Mapping[str, Extra], added: Sequence[Extra]
) -> list[Line]:
    lines = []
    for row in block.rows:
        keys = {column.key: f"{table.key}.{row.key}.{column.key}" for column in block.columns}
        values = {name: report.cells[key] for name, key in keys.items()}
        if row.key in beside:
            values |= beside[row.key].values
        missing = row.key not in beside and all(report.provenance[key].how == "missing" for key in keys.values())
        lines.append(Line(row, values, keys, missing))
    for extra in added:
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
