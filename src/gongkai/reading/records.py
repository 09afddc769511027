"""Grids that print one figure a row (序号, 表, 指标, 分组, 数值): which column holds it, which number the rows.

Where one column names rows of a form and another its columns, the records are gathered into the table that they come
from; it is read as any other.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from gongkai.document.model import Block, Grid, GridCell
from gongkai.reading.labels import Kind, Lexicon, normal
from gongkai.reading.values import figure
from gongkai.settings import Settings


class Columns(NamedTuple):
    """What the columns of a grid hold."""

    beside: frozenset[int] = frozenset()
    """Columns of numbers that are no figures of the table."""
    values: int | None = None
    """The column of the figures, where the grid prints one a row."""


@lru_cache(maxsize=1)
def _heads() -> Mapping[str, tuple[str, ...]]:
    data = tomllib.loads(files("gongkai.reading").joinpath("data", "records.toml").read_text("utf-8"))
    return {name: tuple(map(normal, heads)) for name, heads in data.items()}


def columns_of(grid: Grid, settings: Settings) -> Columns:
    """Say which columns number the rows and, where the grid prints a record a row, which one holds its figure."""
    numeric = _number_columns(grid, settings.counting_share)
    heads = {normal(cell.text): cell.column for row in grid.rows[:1] for cell in row}
    counting = {heads[head] for head in _heads()["numbers"] if head in heads}
    counting |= {
        column
        for column, numbers in numeric.items()
        if _counts(numbers, settings) and (column == 1 or len(numeric) > 1)
    }
    if grid.width - len(set(numeric) | counting) < settings.record_labels:
        return Columns(frozenset(counting))
    others = set(numeric) - counting
    named = next((heads[head] for head in _heads()["values"] if head in heads), None)
    if named is not None:
        return Columns(frozenset(counting | (others - {named})), named)
    return Columns(frozenset(counting), others.pop() if counting and len(others) == 1 else None)


def _number_columns(grid: Grid, share: float) -> Mapping[int, Sequence[int]]:
    """Return the columns in which, below the head, such a share of the texts are figures, with their whole numbers."""
    texts: Counter[int] = Counter()
    found: dict[int, list[int]] = {}
    for row in grid.rows[1:]:
        for cell in row:
            read = figure(cell.text)
            texts[cell.column] += 1
            if read is not None:
                found.setdefault(cell.column, []).append(read.number if isinstance(read.number, int) else -1)
    return {column: numbers for column, numbers in found.items() if len(numbers) >= share * texts[column]}


def _counts(numbers: Sequence[int], settings: Settings) -> bool:
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    return len(numbers) >= settings.numbered_rows and steps >= settings.counting_share * (len(numbers) - 1)


class _Record(NamedTuple):
    """One figure with the labels that name it."""

    item: tuple[GridCell, ...]
    """The row's label, those of its groups before it."""
    column: GridCell
    value: GridCell


class _Fields(NamedTuple):
    """Which columns of a grid hold the labels of rows (those of groups first), of columns, and the figures."""

    items: tuple[int, ...]
    column: int
    value: int


def gathered(blocks: Sequence[Block], words: Lexicon) -> Iterable[Block]:
    """Return the blocks with the records of each table gathered in one grid, in the place of their first; else as is.

    A grid without a head of its own goes on with the records of the grid before it: a page or a remark parts them.
    """
    found: list[Block] = list(blocks)
    first, before = -1, list[_Record]()
    known: _Fields | None = None
    first_rows = words.settings.numbered_rows
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid):
            continue
        if known is not None and all(_is_record(row, known) for row in block.rows[:first_rows]):
            before += _records(block, known)
            found[index] = block._replace(rows=(), gathered=True)
        else:
            known = _fields(block, words) if _may_hold_records(block, words.settings) else None
            if known is None:
                continue
            first, before = index, list(_records(block, known))
        found[first] = _table(blocks[first], before)
    return found


def _may_hold_records(grid: Grid, settings: Settings) -> bool:
    """Tell cheaply whether a grid's head or its first rows are those of records."""
    if not settings.record_labels < grid.width <= settings.record_fields or len(grid.rows) < settings.numbered_rows:
        return False
    heads = {normal(cell.text) for cell in grid.rows[0]}
    if any(head in heads for names in _heads().values() for head in names):
        return True
    return all(row and row[0].text.strip().isdecimal() for row in grid.rows[: settings.numbered_rows])


def _fields(grid: Grid, words: Lexicon) -> _Fields | None:
    """Say what the columns of a grid of records hold; ``None`` where none names rows, or none names columns."""
    columns = columns_of(grid, words.settings)
    if columns.values is None:
        return None
    texts: dict[int, list[str]] = {}
    for row in grid.rows[1:]:
        for cell in row:
            if cell.column not in columns.beside and cell.column != columns.values and cell.text.strip():
                texts.setdefault(cell.column, []).append(cell.text)
    rows = {column: _share(texts[column], frozenset(["row"]), words) for column in sorted(texts)}
    heads = {column: _share(texts[column], _COLUMNS, words) for column in rows}
    naming = [column for column, share in heads.items() if share >= words.settings.record_share]
    if not naming:
        return None
    named = max(naming, key=lambda column: (heads[column] - rows[column], column))
    # What all records say alike and names no row is the name of the whole table.
    items = tuple(each for each in rows if each != named and (rows[each] or len(set(texts[each])) > 1))
    if not items or max(rows[column] for column in items) < words.settings.record_share:
        return None
    return _Fields(items, named, columns.values)


_COLUMNS: frozenset[Kind] = frozenset(["column", "beyond"])


def _share(texts: Sequence[str], kinds: frozenset[Kind], words: Lexicon) -> float:
    return sum(any(target.kind in kinds for target in words.find(text) or words.similar(text)) for text in texts) / len(
        texts
    )


def _is_record(row: Sequence[GridCell], fields: _Fields) -> bool:
    """Whether a row ends with a figure, or its empty cell, and not with the head of its column; or is counted."""
    if not row or row[-1].column == fields.value:
        return bool(row) and figure(row[-1].text) is not None
    return row[0].column not in (*fields.items, fields.column) and row[0].text.strip().isdecimal()


def _records(grid: Grid, fields: _Fields) -> Iterable[_Record]:
    for number, row in enumerate(grid.rows, 1):
        if number == 1 and not _is_record(row, fields):
            continue
        cells = {cell.column: cell for cell in row}
        items = tuple(cells[at] for at in fields.items if at in cells and cells[at].text.strip())
        column = cells.get(fields.column)
        if items and column is not None and column.text.strip():
            value = cells.get(fields.value) or GridCell("", number, fields.value)
            yield _Record(tuple(_out_of(cell, grid) for cell in items), _out_of(column, grid), _out_of(value, grid))


def _out_of(cell: GridCell, grid: Grid) -> GridCell:
    return cell._replace(origin=(grid.number, cell.row, cell.column))


class _Row(NamedTuple):
    """A row of the table that records come from, with its figures by the label of their column."""

    item: tuple[GridCell, ...]
    values: dict[str, _Record]


def _table(grid: Block, records: Sequence[_Record]) -> Block:
    """Return the table that records come from: a row for each item, a head wherever other columns begin."""
    if not isinstance(grid, Grid):
        return grid
    rows: list[_Row] = []
    at: dict[tuple[str, ...], _Row] = {}
    for record in records:
        item = tuple(normal(cell.text) for cell in record.item)
        name = normal(record.column.text)
        row = at.get(item)
        if row is None or name in row.values:
            row = at[item] = _Row(record.item, {})
            rows.append(row)
        row.values[name] = record
    depth = max((len(row.item) for row in rows), default=1)
    laid: list[tuple[GridCell, ...]] = []
    for group in _with_like_columns(rows):
        columns = list(dict.fromkeys(name for row in group for name in row.values))
        heads = {name: record.column for row in reversed(group) for name, record in row.values.items()}
        laid.append(_placed([heads[name] for name in columns], len(laid) + 1, depth))
        for row in group:
            labels = _placed(row.item, len(laid) + 1, depth - len(row.item))
            values = (
                row.values[name].value._replace(row=len(laid) + 1, column=depth + 1 + place)
                for place, name in enumerate(columns)
                if name in row.values
            )
            laid.append((*labels, *values))
    width = max((cell.column for row in laid for cell in row), default=0)
    return grid._replace(rows=tuple(laid), width=width, gathered=True)


def _placed(cells: Iterable[GridCell], row: int, after: int) -> tuple[GridCell, ...]:
    return tuple(cell._replace(row=row, column=after + 1 + place) for place, cell in enumerate(cells))


def _with_like_columns(rows: Sequence[_Row]) -> Iterable[list[_Row]]:
    """Yield the rows that follow each other and have most of their columns in common."""
    group: list[_Row] = []
    for row in rows:
        names = {name for each in group for name in each.values}
        if group and 2 * len(names & row.values.keys()) <= min(len(names), len(row.values)):
            yield group
            group = []
        group.append(row)
    if group:
        yield group
