"""What importing a table would do, row by row, before anything is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai_site.agencies.models import Agency
from gongkai_site.records.entry import Entry, EntryContext, Key, key_of, read_entry
from gongkai_site.records.headers import ColumnMap, Header
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.registry import Register
from gongkai_site.sheets.words import plain, tidy
from gongkai_site.sheets.tables import Table

_TOTALS = re.compile(r"(?:本页|本月|本季|本年|全年|年度|累计|上年)?(?:合计|总计|小计|共计|累计)\d*[件条元笔]?")
_REMARKS = re.compile(
    r"(?:填表|制表|填报|审核|负责|单位负责|经办|联系)人|填报(?:单位|日期)|制表(?:单位|日期)|^注\d*$|^说明$"
)
_MARK = re.compile(r"[:：]")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row: the printed row, the cell's address (``C7``), the field's label."""

    row: int
    cell: str
    label: str
    message: str
    doubt: bool = False


@dataclass
class Preview:
    """Everything a table holds, sorted out. ``entries`` are the rows to add, by printed row."""

    entries: list[tuple[int, Entry]] = field(default_factory=list)
    errors: list[RowProblem] = field(default_factory=list)
    doubts: list[RowProblem] = field(default_factory=list)
    in_file: list[tuple[int, int]] = field(default_factory=list)
    """Duplicates within the file: row, and the row it repeats."""
    in_register: list[int] = field(default_factory=list)
    """Rows that stand in the register already."""
    left_out: list[tuple[int, str]] = field(default_factory=list)
    """Totals rows and remarks under the table."""
    blank: int = 0

    @property
    def skipped(self) -> int:
        """Duplicates that are not added."""
        return len(self.in_file) + len(self.in_register)


def address(row: int, column: int) -> str:
    """Return a cell's address as Excel writes it; ``row`` from 1, ``column`` from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def missing_columns(register: Register, mapping: Mapping[str, object]) -> list[str]:
    """Return the labels of required fields for which the mapping names neither column nor value."""
    return [each.label for each in register.fields if each.required and each.name not in mapping]


def preview(
    agency: Agency, register: Register, table: Table, header: Header, mapping: ColumnMap, *, keep_doubtful: bool = False
) -> Preview:
    """Read every row under the header. ``keep_doubtful`` keeps repeated rows where the register allows them."""
    made = Preview()
    context = EntryContext(agency, register, store={"bulk": True})
    seen: dict[Key, tuple[int, Entry]] = {}
    known = existing_keys(agency, register)
    keep = keep_doubtful and not register.duplicates_refused
    units = {name: header.unit(where) for name, where in mapping.items() if isinstance(where, int)}
    for number, row in _rows(table, header, mapping, made):
        entry = _entry(context, table, number, row, mapping, units)
        made.errors.extend(_told(register, mapping, number, entry, doubt=False))
        made.doubts.extend(_told(register, mapping, number, entry, doubt=True))
        if entry.errors:
            continue
        key = key_of(register, entry.values)
        if keep or (key not in seen and key not in known):
            made.entries.append((number, entry))
        elif key in known:
            made.in_register.append(number)
        elif register.duplicates_refused and _differ(seen[key][1], entry):
            made.errors.append(_conflict(register, mapping, number, seen[key][0]))
        else:
            made.in_file.append((number, seen[key][0]))
        seen.setdefault(key, (number, entry))
    return made


def existing_keys(agency: Agency, register: Register, *, besides: ImportBatch | None = None) -> set[Key]:
    """Return the keys of all records that stand in the register, but for those of one import."""
    rows = register.model._default_manager.filter(agency=agency, voided=False).order_by()
    if besides is not None:
        rows = rows.exclude(batch=besides)
    return set(rows.values_list(*register.key_columns).iterator(chunk_size=5_000))


def _rows(table: Table, header: Header, mapping: ColumnMap, made: Preview) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that hold records; blank rows, totals and remarks are counted instead."""
    columns = [where for where in mapping.values() if isinstance(where, int)]
    for at in range(header.bottom, len(table.rows)):
        row = table.rows[at]
        texts = [text for cell in row if cell is not None and (text := tidy(cell))]
        if (what := _no_record(texts)) is not None:
            made.left_out.append((at + 1, what))
        elif all(_blank(row, column) or (at, column) in table.filled for column in columns):
            made.blank += 1
        else:
            yield at + 1, row


def _blank(row: list[Any], column: int) -> bool:
    return column >= len(row) or row[column] is None or not tidy(row[column])


def _no_record(texts: list[str]) -> str | None:
    """Return what a row that is no record says, else None."""
    if not texts:
        return None
    first = plain(texts[0])
    # A serial number may stand before the word; a record's own text only seldom is nothing but 合计.
    words = {first, plain(texts[1])} if len(texts) > 1 and first.isdigit() else {first}
    if any(_TOTALS.fullmatch(word) for word in words):
        return " ".join(texts)[:80]
    head = plain(_MARK.split(texts[0])[0])
    if _MARK.search(texts[0]) and len(head) <= 8 and _REMARKS.search(head):
        return " ".join(texts)[:80]
    return None


def _entry(
    context: EntryContext, table: Table, number: int, row: list[Any], mapping: ColumnMap, units: Mapping[str, str]
) -> Entry:
    from gongkai_site.records.plugs import Problem

    raw: dict[str, object] = {}
    shared: list[Problem] = []
    for name, where in mapping.items():
        if isinstance(where, str):
            raw[name] = where.removeprefix("=")
            continue
        raw[name] = row[where] if where < len(row) else None
        figure = context.register.by_name[name].kind in {"money", "count"}
        if figure and (number - 1, where) in table.filled:
            shared.append(Problem(name, "几行合并成一格，分不清各行是多少，请取消合并、逐行填写。"))
    entry = read_entry(context, raw, units=units)
    entry.problems.extend(shared)
    if entry.applicant and not entry.applicant.get("name"):
        entry.problems.append(Problem("applicant.name", "填了联系方式等，没有填姓名或名称。"))
    return entry


def _told(register: Register, mapping: ColumnMap, number: int, entry: Entry, *, doubt: bool) -> Iterator[RowProblem]:
    for each in entry.problems:
        if each.doubt is doubt:
            where = mapping.get(each.field)
            known = register.by_name.get(each.field)
            cell = address(number, where) if isinstance(where, int) else f"第{number}行"
            yield RowProblem(number, cell, known.label if known else each.field, each.message, doubt)


def _differ(one: Entry, other: Entry) -> bool:
    return one.values != other.values or one.applicant != other.applicant


def _conflict(register: Register, mapping: ColumnMap, number: int, first: int) -> RowProblem:
    column = register.key_columns[-1]
    name = next(each.name for each in register.fields if each.column == column)
    where = mapping.get(name)
    cell = address(number, where) if isinstance(where, int) else f"第{number}行"
    label = register.by_name[name].label
    return RowProblem(number, cell, label, f"与第{first}行的{label}相同，其他内容却不同，请核对哪一行是对的。")
