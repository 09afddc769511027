"""What a statutory form is made of. All of it comes from ``data/form-*.toml``; nothing here names a label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from gongkai.errors import UnknownCell


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections, with its statutory heading and the variants seen in published reports."""

    key: str
    number: str
    """The printed ordinal: 一 … 六."""
    heading: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures."""

    key: str
    label: str
    unit: str
    variants: tuple[str, ...] = ()
    group: str | None = None
    """The header cell above several columns (法人或其他组织), if any."""
    signed: bool = False
    """Whether its figures are differences (本年增/减), which may be negative."""
    printed: str = ""
    """The header as the form prints it, where that is more than the label (its unit)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of figures. ``path`` holds the labels of the cells left of it, outermost first."""

    key: str
    label: str
    path: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    result: bool = False
    """True for the rows that make up the total of results (办理结果)."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows sharing the same columns, under one heading row (第二十条第（一）项) or none."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    heading: str | None = None
    corner: str | None = None
    """What stands above the row labels (信息内容), if anything."""
    spanning: str | None = None
    """The header cell above all columns (申请人情况), if any."""


@dataclass(frozen=True)
class Table:
    """A printed table. ``side-by-side`` tables print their rows beside each other in one line of figures."""

    key: str
    section: str
    blocks: tuple[Block, ...]
    layout: str = "stacked"
    other_rows: str | None = None
    """Key of the parent row whose collapsed print counts as an extra result (（六）其他处理), if any."""

    @cached_property
    def numbered_rows(self) -> tuple[NumberedRow, ...]:
        """All rows of all blocks with their place in the table, from 0."""
        pairs = [(row, block) for block in self.blocks for row in block.rows]
        return tuple(NumberedRow(place, row, block) for place, (row, block) in enumerate(pairs))


class NumberedRow(NamedTuple):
    """A row of the form with its place in the table and its block."""

    place: int
    row: Row
    block: Block


@dataclass(frozen=True, slots=True)
class Relation:
    """A sum that must hold: left cells equal right cells, once per column or once per row.

    ``left`` and ``right`` hold row keys where ``per`` is ``column`` and column keys where it is ``row``.
    """

    rule: str
    table: str
    per: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    extra: bool = False
    """Whether rows beyond the form count on the right side."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One named cell of a form."""

    key: str
    table: str
    row: Row
    column: Column
    block: Block = field(repr=False)

    @property
    def unit(self) -> str:
        """The form's unit: 件, 项, 万元 or 元."""
        return self.column.unit

    @property
    def is_amount(self) -> bool:
        """True for money, which may have decimals."""
        return self.column.unit.endswith("元")

    @property
    def row_path(self) -> str:
        """The row's labels from the outside in, joined by ``/``, as the contract's cell list prints them."""
        return "/".join((*self.row.path, self.row.label))

    @property
    def column_path(self) -> str:
        """The column's labels from the top down, joined by ``/``."""
        return "/".join(filter(None, (self.column.group, self.column.label)))


@dataclass(frozen=True)
class Form:
    """One version of the statutory form."""

    id: str
    title: str
    basis: str
    """The document that prescribes the form."""
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    assumed: bool = False
    """Whether a report that tells neither year nor form is read as filled in on this one."""

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in the form's own order."""
        return tuple(self._each_cell())

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all cells in the form's own order."""
        return tuple(cell.key for cell in self.cells)

    def _each_cell(self) -> Iterator[Cell]:
        for table in self.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        yield Cell(f"{table.key}.{row.key}.{column.key}", table.key, row, column, block)

    @cached_property
    def _by_row(self) -> dict[tuple[str, str], tuple[Cell, ...]]:
        rows: dict[tuple[str, str], list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault((cell.table, cell.row.key), []).append(cell)
        return {key: tuple(cells) for key, cells in rows.items()}

    @cached_property
    def _by_table(self) -> dict[str, tuple[str, ...]]:
        return {table.key: tuple(cell.key for cell in self.cells if cell.table == table.key) for table in self.tables}

    def table_keys(self, table: str) -> tuple[str, ...]:
        """Return the keys of one table's cells in the form's own order. Raises :class:`UnknownCell`."""
        try:
            return self._by_table[table]
        except KeyError:
            raise UnknownCell(f"Form {self.id} has no table '{table}'.") from None

    def row_cells(self, table: str, row: str) -> tuple[Cell, ...]:
        """Return the cells of one row in the order of its columns. Raises :class:`UnknownCell`."""
        try:
            return self._by_row[table, row]
        except KeyError:
            raise UnknownCell(f"Form {self.id} has no row '{table}.{row}'.") from None

    def summed_columns(self, table: str) -> tuple[str, ...]:
        """Return the columns that add up to a row's total, in the relation's order; none where the form has no sum."""
        return tuple(key for each in self.relations if each.table == table and each.per == "row" for key in each.right)

    def total_column(self, table: str) -> str | None:
        """Return the column that the others of a row add up to; none where the form has no sum."""
        totals = (key for each in self.relations if each.table == table and each.per == "row" for key in each.left)
        return next(totals, None)

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(key for cell in self.cells for key in (cell.table, cell.row.key, cell.column.key))

    def has(self, key: str) -> bool:
        """Whether the form has a table, row or column of that key."""
        return key in self._parts

    @cached_property
    def _by_key(self) -> dict[str, Cell]:
        return {cell.key: cell for cell in self.cells}

    def cell(self, key: str) -> Cell:
        """Return one cell. Raises :class:`UnknownCell`."""
        try:
            return self._by_key[key]
        except KeyError:
            raise UnknownCell(f"{self.id}表样没有“{key}”这一格。", advice="全部单元格名称见 gongkai forms。") from None

    def table(self, key: str) -> Table:
        """Return one table. Raises :class:`UnknownCell`."""
        for table in self.tables:
            if table.key == key:
                return table
        raise UnknownCell(f"Form {self.id} has no table '{key}'.")

    def section(self, key: str) -> Section:
        """Return one section. Raises :class:`UnknownCell`."""
        for section in self.sections:
            if section.key == key:
                return section
        raise UnknownCell(f"Form {self.id} has no section '{key}'.")
