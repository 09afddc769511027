"""How a disclosure officer names a table, a row, a column and a cell, in Chinese and in English."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from gongkai.forms import Cell, Column, Form, Row
from gongkai.report import Number

# Parentheses at a label's end explain how to count and are no part of the name one speaks of.
_REMARK = re.compile(r"（[^（）]{6,}）$")
_NUMBER = re.compile(r"^(?:（[一二三四五六七八九十]+）|\d+[.．、]|[一二三四五六七八九十]+、)")
_NESTED = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.zh)


NOTHING = Name("", "")


def number(value: Number | None) -> str:
    """Write a figure as it is printed; nothing for no figure."""
    if value is None:
        return "空"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)


def table_name(form: Form, table: str) -> Name:
    """Name a table by its section's heading: 《三、收到和处理政府信息公开申请情况》表."""
    section = form.section(form.table(table).section)
    return Name(f"《{section.number}、{section.heading}》表", f"table of section {section.number} ({table})")


def section_name(form: Form, key: str) -> Name:
    """Name a section: 第六部分《其他需要报告的事项》."""
    section = form.section(key)
    return Name(f"第{section.number}部分《{section.heading}》", f"Section {section.number} ({section.heading})")


def row_label(row: Row) -> Name:
    """Name a row by its own label, without what the form explains behind it."""
    return Name(_quoted(row.label), f"{_REMARK.sub('', row.label)} ({_spoken(row.key)})")


def plain_label(label: str) -> str:
    """Return a label without its number and without what the form explains behind it: 属于国家秘密, 部分公开."""
    return _NUMBER.sub("", _REMARK.sub("", label))


def row_name(form: Form, cell: Cell) -> Name:
    """Name the row a cell stands in, with its table and the heading it stands under."""
    table = table_name(form, cell.table)
    label = row_label(cell.row)
    if form.table(cell.table).layout == "side-by-side":
        group = "".join(_quoted(each) for each in cell.row.path)
        return Name(f"{table.zh}{group}{label.zh}组", f"{table.en}, group {label.en}")
    # The outermost label (三、本年度办理结果) stands over the whole table and says nothing.
    above = "".join(f"{_quoted(each)}项下" for each in cell.row.path[1:])
    return Name(f"{table.zh}{above}{label.zh}行", f"{table.en}, row {label.en}")


def column_word(column: Column) -> Name:
    """Name a column by its bare label, inside a row that has been named."""
    return Name(_quoted(column.label), f"{column.label} ({_spoken(column.key)})")


def column_label(cell: Cell) -> Name:
    """Name a column by its label, with the header above it where the label alone is ambiguous."""
    label = f"{cell.column.group}—{cell.column.label}" if cell.column.group else cell.column.label
    return Name(f"“{label}”列", f"column {column_word(cell.column).en}")


def column_name(form: Form, cell: Cell) -> Name:
    """Name a whole column with its table."""
    table, column = table_name(form, cell.table), column_label(cell)
    return Name(f"{table.zh}{column.zh}", f"{table.en}, {column.en}")


def cell_name(form: Form, key: str) -> Name:
    """Name one cell by table, row and column. Raises ``UnknownCell``."""
    cell = form.cell(key)
    row, column = row_name(form, cell), column_label(cell)
    return Name(f"{row.zh}{column.zh}", f"{row.en}, {column.en}")


def short_cell_name(form: Form, key: str) -> Name:
    """Name one cell by row and column, for use where the table has been named already."""
    cell = form.cell(key)
    row, column = row_label(cell.row), column_label(cell)
    kind = "组" if form.table(cell.table).layout == "side-by-side" else "行"
    return Name(f"{row.zh}{kind}{column.zh}", f"row {row.en}, {column.en}")


def day_name(day: dt.date) -> Name:
    """Write a date: 2025年1月21日."""
    return Name(f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def _quoted(label: str) -> str:
    return f"“{_REMARK.sub('', label).translate(_NESTED)}”"


def _spoken(key: str) -> str:
    return key.replace(".", ": ").replace("_", " ")
