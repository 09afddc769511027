"""The form's tables as printed grids, and a whole report as printed blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.forms import Block, Form, Table
from tests.corpus.truth import Truth


@dataclass
class Printed:
    """One printed cell."""

    text: str
    column_span: int = 1
    row_span: int = 1
    key: str | None = None
    """The form's cell it gives, for figures."""
    head: bool = False
    struck: str = ""
    """An old figure struck out before the text."""
    mark: str = ""
    """A footnote mark set high after the text."""


@dataclass
class PrintedTable:
    """Rows of printed cells, in source order; spans are not repeated."""

    key: str
    rows: list[list[Printed]]
    hidden_rows: set[int] = field(default_factory=set)
    picture: bool = False

    def placed(self) -> dict[tuple[int, int], Printed]:
        """Every cell at the row and column (from 0) it starts at once spans are expanded."""
        taken: set[tuple[int, int]] = set()
        result = {}
        for row_number, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while (row_number, column) in taken:
                    column += 1
                result[row_number, column] = cell
                taken |= {
                    (row_number + down, column + right)
                    for down in range(cell.row_span)
                    for right in range(cell.column_span)
                }
                column += cell.column_span
        return result

    @property
    def width(self) -> int:
        return max(column + cell.column_span for (_, column), cell in self.placed().items())

    def values(self) -> Iterator[Printed]:
        """All cells that give a figure."""
        return (cell for row in self.rows for cell in row if cell.key)


@dataclass
class Paragraph:
    """One printed paragraph; ``role`` says what it is, so that a renderer can style it and a fault find it."""

    text: str
    role: str = "prose"
    section: str = ""


PrintedBlock = Paragraph | PrintedTable


def plain(value: int | Decimal) -> str:
    """A figure as an office prints it without decoration."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def print_tables(form: Form, cells: dict[str, int | Decimal]) -> dict[str, PrintedTable]:
    """The form's tables in the official layout, by key."""
    return {table.key: PrintedTable(table.key, _rows(table, cells)) for table in form.tables}


def _rows(table: Table, cells: dict[str, int | Decimal]) -> list[list[Printed]]:
    if table.layout == "side-by-side":
        return _side_by_side(table, cells)
    if any(block.spanning for block in table.blocks):
        return _requests(table.blocks[0], table.key, cells)
    width = 1 + max(len(block.columns) for block in table.blocks)
    return [row for block in table.blocks for row in _block(block, table.key, width, cells)]


def _value(key: str, cells: dict[str, int | Decimal], span: int = 1) -> Printed:
    return Printed(plain(cells[key]), column_span=span, key=key)


def _block(block: Block, table: str, width: int, cells: dict[str, int | Decimal]) -> Iterator[list[Printed]]:
    spans = [1] * (len(block.columns) - 1)
    spans.append(width - 1 - len(spans))
    if block.heading:
        yield [Printed(block.heading, column_span=width, head=True)]
    corner = Printed(block.corner or "", head=True)
    heads = [Printed(c.printed, column_span=s, head=True) for c, s in zip(block.columns, spans, strict=True)]
    yield [corner, *heads]
    for row in block.rows:
        values = [_value(f"{table}.{row.key}.{c.key}", cells, s) for c, s in zip(block.columns, spans, strict=True)]
        yield [Printed(row.label), *values]


def _requests(block: Block, table: str, cells: dict[str, int | Decimal]) -> list[list[Printed]]:
    depth = 1 + max(len(row.path) for row in block.rows)
    grouped = [column for column in block.columns if column.group]
    rows = [
        [
            Printed(block.corner or "", column_span=depth, row_span=3, head=True),
            Printed(block.spanning or "", column_span=len(block.columns), head=True),
        ],
        [],
        [Printed(column.label, head=True) for column in grouped],
    ]
    for column in block.columns:
        if not column.group:
            rows[1].append(Printed(column.label, row_span=2, head=True))
        elif column is grouped[0]:
            rows[1].append(Printed(column.group, column_span=len(grouped), head=True))
    opened: tuple[str, ...] = ()
    for number, row in enumerate(block.rows):
        printed = []
        for level, label in enumerate(row.path):
            if row.path[: level + 1] != opened[: level + 1]:
                span = 0
                while number + span < len(block.rows) and (
                    block.rows[number + span].path[: level + 1] == row.path[: level + 1]
                ):
                    span += 1
                printed.append(Printed(label, row_span=span))
        opened = row.path
        printed.append(Printed(row.label, column_span=depth - len(row.path)))
        rows.append(printed + [_value(f"{table}.{row.key}.{c.key}", cells) for c in block.columns])
    return rows


def _side_by_side(table: Table, cells: dict[str, int | Decimal]) -> list[list[Printed]]:
    block = table.blocks[0]
    width = len(block.columns)
    single = [row for row in block.rows if not row.path]
    grouped = [row for row in block.rows if row.path]
    top = [Printed(row.label, column_span=width, head=True) for row in single]
    top.append(Printed(grouped[0].path[0], column_span=width * len(grouped), head=True))
    second = [Printed(column.label, row_span=2, head=True) for _ in single for column in block.columns]
    second += [Printed(row.label, column_span=width, head=True) for row in grouped]
    third = [Printed(column.label, head=True) for _ in grouped for column in block.columns]
    figures = [_value(f"{table.key}.{row.key}.{c.key}", cells) for row in block.rows for c in block.columns]
    return [top, second, third, figures]


def print_report(truth: Truth) -> list[PrintedBlock]:
    """The whole report as blocks in the official order."""
    form, tables = truth.form, print_tables(truth.form, truth.cells)
    blocks: list[PrintedBlock] = [Paragraph(line, "title") for line in truth.title]
    if truth.addressee:
        blocks.append(Paragraph(f"{truth.addressee}：", "addressee"))
    blocks += [Paragraph(line, "preamble") for line in truth.preamble]
    for section in form.sections:
        blocks.append(Paragraph(f"{section.number}、{section.heading}", "heading", section.key))
        blocks += [Paragraph(line, "prose", section.key) for line in truth.prose.paragraphs[section.key]]
        blocks += [tables[table.key] for table in form.tables if table.section == section.key]
    if truth.signature and truth.signed:
        blocks.append(Paragraph(truth.signature, "signature"))
        day = truth.signed
        blocks.append(Paragraph(f"{day.year}年{day.month}月{day.day}日", "signed"))
    blocks += [Paragraph(line, "closing") for line in truth.closing]
    return blocks
