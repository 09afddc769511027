"""Rows of totals compared with what was read above them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai_site.records.laid import Sheet
from gongkai_site.records.money import yuan
from gongkai_site.records.registry import RegisterField
from gongkai_site.records.units import MONEY
from gongkai_site.records.usual import figured
from gongkai_site.records.values import Unreadable, parse
from gongkai_site.sheets.words import plain, tidy

_ROWS = re.compile(r"(?:合计|总计|小计|共计?)?(\d{1,7})(?:件|条|份|宗|起|个|笔|人次)")


@dataclass(frozen=True, slots=True)
class Total:
    """One figure of a row of totals, beside what was read."""

    cell: str
    label: str
    written: str
    read: str
    agrees: bool

    @property
    def told(self) -> str:
        """What is asked where they differ."""
        return f"{self.cell}的{self.label}合计是{self.written}，读到的各行相加是{self.read}，请核对有无漏行或单位不对。"


def compared(sheet: Sheet, read: Mapping[int, Mapping[str, Any]]) -> Iterator[Total]:
    """Compare every row of totals with the rows above it, by place in the table: since the last one, or all of them."""
    fields = figured(sheet.register)
    if not fields:
        yield from _of_rows(sheet, read)
    for each in fields:
        column = sheet.mapping.get(each.name)
        if isinstance(column, int):
            yield from _of_column(sheet, each, column, read)


def _of_rows(sheet: Sheet, read: Mapping[int, Mapping[str, Any]]) -> Iterator[Total]:
    """Of a register without figures: how many rows there are said to be (合计 3件)."""
    before = 0
    for at in sheet.rows.totals:
        whole = sum(1 for each in read if each < at)
        for column, cell in enumerate(sheet.table.rows[at]):
            if cell is not None and (match := _ROWS.fullmatch(plain(cell))) is not None:
                agrees = int(match[1]) in {whole, whole - before}
                yield Total(sheet.table.at(at, column), "件数", tidy(cell), f"{whole}", agrees)
        before = whole


def _of_column(
    sheet: Sheet, each: RegisterField, column: int, read: Mapping[int, Mapping[str, Any]]
) -> Iterator[Total]:
    since = whole = 0
    totals = set(sheet.rows.totals)
    for at in sorted({*read, *totals}):
        if at not in totals:
            value = read[at].get(each.column) or 0
            since, whole = since + value, whole + value
            continue
        row = sheet.table.rows[at]
        cell = row[column] if column < len(row) else None
        try:
            written = parse(each, cell, unit=sheet.unit(each, column))
        except Unreadable:
            written = None
        if written is not None:
            nearest = min((whole, since), key=lambda read_: abs(read_ - written))
            agrees = abs(nearest - written) <= _rounding(each, sheet.unit(each, column))
            yield Total(sheet.table.at(at, column), each.label, _shown(each, written), _shown(each, nearest), agrees)
        elif cell is not None and tidy(cell):
            yield Total(sheet.table.at(at, column), each.label, tidy(cell), _shown(each, whole), False)
        since = 0


def _rounding(each: RegisterField, unit: str) -> int:
    """By how much a sum that is printed to two decimals may be off."""
    return MONEY.get(unit, 0) // 200 if each.kind == "money" else 0


def _shown(each: RegisterField, value: int) -> str:
    return f"{yuan(value)}元" if each.kind == "money" else str(value)
