"""A staged file as it will be read: every sheet with the chosen header, mended cells in place, what is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from gongkai_site.records.around import Around, around, without_unit
from gongkai_site.records.crosstab import unfolded
from gongkai_site.records.headers import ColumnMap, Header, found_again, header_at
from gongkai_site.records.models import StagedFile
from gongkai_site.records.registry import REGISTERS, Register, RegisterField
from gongkai_site.records.rows import SortedRows, sorted_rows
from gongkai_site.records.units import states_unit
from gongkai_site.sheets.tables import Book, LeftOut, Table, open_book, place_of
from gongkai_site.sheets.words import plain, tidy

_OTHER_HEADER = "没有这个表头"
_UNTICKED = "选择不读"


@dataclass(frozen=True)
class Sheet:
    """One sheet that is read."""

    register: Register
    table: Table
    header: Header
    mapping: ColumnMap
    starts: int
    """What is added to its rows' numbers, so that every row of the file has its own."""
    unit_chosen: str = ""

    @cached_property
    def rows(self) -> SortedRows:
        """Its rows by what they are."""
        return sorted_rows(self.table, self.header, self.mapping)

    @cached_property
    def around(self) -> Around:
        """What stands around its table."""
        return around(self.table, self.header, self.rows)

    def unit(self, each: RegisterField, column: int) -> str:
        """The unit of a column: as it is said, else as the officer chose."""
        return self.around.unit(each, self.header, column) or self.unit_chosen

    @property
    def counts_items(self) -> bool:
        """Whether its rows are single items that count 1 each: the register holds counts, and no column does."""
        items = self.register.items
        return bool(items) and items["count"] not in self.mapping and items["day"] in self.mapping

    @property
    def missing(self) -> list[RegisterField]:
        """Required fields for which there is neither column nor value."""
        implied = {self.register.items["count"], self.register.items["until"]} if self.counts_items else set()
        given = implied | self.mapping.keys()
        return [each for each in self.register.fields if each.required and each.name not in given]

    @property
    def without_unit(self) -> list[RegisterField]:
        """Fields of money with figures whose unit is said nowhere, nor chosen."""
        if self.unit_chosen:
            return []
        return [
            each
            for each in without_unit(self.register, self.around, self.header, self.mapping)
            if any(self._is_bare(at, self.mapping[each.name]) for at in self.rows.records)
        ]

    def _is_bare(self, at: int, column: int | str) -> bool:
        row = self.table.rows[at]
        cell = row[column] if isinstance(column, int) and column < len(row) else None
        return cell is not None and any(map(str.isdecimal, tidy(cell))) and not states_unit(tidy(cell))


@dataclass(frozen=True)
class Laid:
    """The whole file as it will be read."""

    book: Book
    chosen: Table
    """The sheet whose header was chosen."""
    header: Header | None
    sheets: list[Sheet] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    """Sheets, hidden rows and columns."""
    mended: Mapping[str, str] = field(default_factory=dict)
    """What the cells that were mended on the page had said, by address."""

    @property
    def without_unit(self) -> list[RegisterField]:
        """Fields of money whose unit must be chosen first."""
        return list({each.name: each for sheet in self.sheets for each in sheet.without_unit}.values())

    def place(self, number: int) -> str:
        """The row with this number as a person names it."""
        sheet = next(each for each in reversed(self.sheets) if number > each.starts)
        if len(self.sheets) == 1:
            return f"第{number - sheet.starts}行"
        return sheet.table.printed(str(number - sheet.starts))

    @property
    def missing(self) -> list[str]:
        """Labels of required fields for which a sheet has neither column nor value."""
        lacking = (each.label for sheet in self.sheets for each in sheet.missing)
        return list(dict.fromkeys(lacking))

    @property
    def starts(self) -> list[tuple[str, int]]:
        """The sheets read, and after which number the rows of each begin."""
        return [(each.table.name, each.starts) for each in self.sheets]


def laid(staged: StagedFile) -> Laid:
    """Open a staged file and lay it out as its uploader chose."""
    with staged.file.open("rb") as file:
        book = open_book(staged.file_name, file.read())
    mended = _mend(book, staged.edits)
    book.tables = [unfolded(REGISTERS[staged.register], each) for each in book.tables]
    main = next((each for each in book.tables if each.name[:60] == staged.sheet), book.tables[0])
    if not 1 <= staged.header_top <= len(main.rows):
        return Laid(book, main, None, mended=mended)
    header = header_at(main, staged.header_top - 1, staged.header_rows)
    register, without = REGISTERS[staged.register], staged.choices.get("without", [])
    sheets: list[Sheet] = []
    left_out = [*book.left_out]
    starts = 0
    for table in book.tables:
        left_out += table.left_out
        found = (header, staged.mapping) if table is main else found_again(header, staged.mapping, table)
        if found is None or table.name in without:
            why = _UNTICKED if found else _OTHER_HEADER
            left_out.append(LeftOut(f"“{table.name}”", why))
            continue
        mapping = _by_name(register, table.name, found[1], chosen=table is main)
        sheets.append(Sheet(register, table, found[0], mapping, starts, staged.choices.get("unit", "")))
        starts += len(table.rows)
    return Laid(book, main, header, sheets, left_out, mended)


def _mend(book: Book, edits: Mapping[str, str]) -> dict[str, str]:
    """Put the cells that were mended on the page in place, and return what had stood there."""
    was: dict[str, str] = {}
    tables = {table.name if table.in_book else "": table for table in book.tables}
    for where, text in edits.items():
        sheet, _, cell = where.rpartition("!")
        place = place_of(cell)
        table = tables.get(sheet)
        if table is None or place is None or place[0] >= len(table.rows):
            continue
        at, column = place
        row = table.rows[at]
        row.extend([None] * (column + 1 - len(row)))
        was[where] = tidy(row[column]) if row[column] is not None else ""
        row[column] = text or None
        table.filled.discard((at, column))
    return was


def _by_name(register: Register, name: str, mapping: ColumnMap, *, chosen: bool) -> ColumnMap:
    """A choice that no column holds is taken from the sheet's name (行政处罚), where that names exactly one.

    On the sheet whose columns the officer laid out his own choice counts.
    """
    found = dict(mapping)
    called = plain(name)
    for each in register.fields:
        if (
            each.kind != "choice"
            or not each.required
            or isinstance(found.get(each.name), int)
            or (chosen and each.name in found)
        ):
            continue
        values = {value for word, value in each.words.items() if len(word) > 1 and word in called}
        if len(values) == 1:
            found[each.name] = f"={values.pop()}"
    return found
