"""What importing a table would do, row by row, before anything is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from gongkai_site.agencies.models import Agency
from gongkai_site.records.around import is_of
from gongkai_site.records.entry import Entry, EntryContext, Key, key_of, read_entry
from gongkai_site.records.laid import Laid, Sheet
from gongkai_site.records.models import ImportBatch
from gongkai_site.records.plugs import Problem
from gongkai_site.records.registry import Register
from gongkai_site.records.totals import Total, compared
from gongkai_site.records.usual import beyond, figured, sums_asked, usual_of
from gongkai_site.sheets.exact import shorter
from gongkai_site.sheets.tables import LeftOut
from gongkai_site.sheets.words import tidy

_NAMED = 5
"""Rows named of many."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row: its number, the cell's address (``收费!C7``), the field's label, what stands there."""

    row: int
    cell: str
    label: str
    message: str
    doubt: bool = False
    text: str = ""
    mendable: bool = False
    """Whether a cell holds it, which can be mended on the page."""


@dataclass
class Preview:
    """Everything a file holds, sorted out. ``entries`` are the rows to add, by their number (:meth:`Laid.place`)."""

    entries: list[tuple[int, Entry]] = field(default_factory=list)
    errors: list[RowProblem] = field(default_factory=list)
    doubts: list[RowProblem] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    """What must be confirmed before anything is imported."""
    in_file: list[tuple[int, int]] = field(default_factory=list)
    """Duplicates within the file: row, and the row it repeats."""
    in_register: list[int] = field(default_factory=list)
    """Rows that stand in the register already."""
    left_out: list[LeftOut] = field(default_factory=list)
    """Sheets, hidden rows and columns, totals and remarks."""
    totals: list[Total] = field(default_factory=list)
    original: dict[int, Mapping[str, str]] = field(default_factory=dict)
    """Of every row to add: what stands in the file, by field."""
    blank: int = 0

    @property
    def skipped(self) -> int:
        """Duplicates that are not added."""
        return len(self.in_file) + len(self.in_register)

    @property
    def asked(self) -> str:
        """A digest of the questions: whoever confirms them sends it back. "" where nothing is asked."""
        if not self.questions:
            return ""
        return hashlib.sha256(json.dumps(self.questions, ensure_ascii=False).encode()).hexdigest()


def preview(agency: Agency, register: Register, laid: Laid, *, keep_doubtful: bool = False) -> Preview:
    """Read every row of every sheet. ``keep_doubtful`` keeps repeated rows where the register allows them."""
    reading = _Reading(agency, register, keep_doubtful and not register.duplicates_refused)
    reading.made.left_out += laid.left_out
    for sheet in laid.sheets:
        reading.read(sheet)
    reading.ask(laid)
    return reading.made


def existing_keys(agency: Agency, register: Register, *, besides: ImportBatch | None = None) -> set[Key]:
    """Return the keys of all records that stand in the register, but for those of one import."""
    rows = register.model._default_manager.filter(agency=agency, voided=False).order_by()
    if besides is not None:
        rows = rows.exclude(batch=besides)
    return set(rows.values_list(*register.key_columns).iterator(chunk_size=5_000))


class _Reading:
    """One file being read, sheet after sheet."""

    def __init__(self, agency: Agency, register: Register, keep: bool) -> None:
        self.made = Preview()
        self._agency, self._register, self._keep = agency, register, keep
        self._context = EntryContext(agency, register, store={"bulk": True})
        self._known = existing_keys(agency, register)
        self._seen: dict[Key, tuple[int, Entry]] = {}

    def read(self, sheet: Sheet) -> None:
        """Read one sheet's rows."""
        self.made.left_out += sheet.rows.left_out
        self.made.blank += sheet.rows.blank
        lost = _lost_zeros(sheet)
        read: dict[int, Mapping[str, Any]] = {}
        for at in sheet.rows.records:
            entry, original = _entry(self._context, sheet, at, lost)
            number = sheet.starts + at + 1
            self._tell(sheet, at, entry, original)
            read[at] = entry.values
            if not entry.errors:
                self._take(sheet, number, entry, original)
        self.made.totals += compared(sheet, read)

    def _tell(self, sheet: Sheet, at: int, entry: Entry, original: Mapping[str, str]) -> None:
        for each in entry.problems:
            told = _told(sheet, at, each, original)
            if each.asked:
                self.made.questions.append(f"{told.cell}：{told.message}")
            else:
                (self.made.doubts if each.doubt else self.made.errors).append(told)

    def _take(self, sheet: Sheet, number: int, entry: Entry, original: Mapping[str, str]) -> None:
        key = key_of(self._register, entry.values)
        made = self.made
        if sheet.counts_items and key in self._seen and key not in self._known:
            self._seen[key][1].values[self._register.by_name[self._register.items["count"]].column] += 1
        elif self._keep or (key not in self._seen and key not in self._known):
            made.entries.append((number, entry))
            made.original[number] = original
        elif key in self._known:
            made.in_register.append(number)
        elif self._register.duplicates_refused and _differ(self._seen[key][1], entry):
            made.errors.append(self._conflict(sheet, number, self._seen[key][0], original))
        else:
            made.in_file.append((number, self._seen[key][0]))
        self._seen.setdefault(key, (number, entry))

    def _conflict(self, sheet: Sheet, number: int, first: int, original: Mapping[str, str]) -> RowProblem:
        column = self._register.key_columns[-1]
        name = next(each.name for each in self._register.fields if each.column == column)
        label = self._register.by_name[name].label
        place = f"第{first - sheet.starts}行" if first > sheet.starts else "前面工作表的一行"
        message = f"与{place}的{label}相同，其他内容却不同，请核对哪一行是对的。"
        return _told(sheet, number - sheet.starts - 1, Problem(name, message), original)

    def ask(self, laid: Laid) -> None:
        """Put down what must be confirmed of the file as a whole."""
        made = self.made
        for sheet in laid.sheets:
            if sheet.around.agency and not is_of(self._agency, sheet.around.agency):
                made.questions.append(
                    f"“{sheet.table.name}”写明的单位是“{sheet.around.agency}”，要导入的是{self._agency}的台账。"
                )
            made.questions += _of_other_years(sheet, made)
        made.questions += [each.told for each in made.totals if not each.agrees]
        values = [entry.values for _, entry in made.entries]
        made.questions += self._beyond_others(laid)
        made.questions += sums_asked(self._agency, self._register, values)
        made.questions[:] = list(dict.fromkeys(made.questions))

    def _beyond_others(self, laid: Laid) -> Iterator[str]:
        """Figures a thousand times those beside them in the file, where the register holds too few to compare with."""
        for each in figured(self._register):
            if self._context.store.get(f"usual:{each.column}") is not None:
                continue
            usual = usual_of(entry.values.get(each.column) or 0 for _, entry in self.made.entries)
            for number, entry in self.made.entries:
                if (told := beyond(each, entry.values.get(each.column) or 0, usual)) is not None:
                    yield f"{laid.place(number)}：{told}"


def _of_other_years(sheet: Sheet, made: Preview) -> Iterator[str]:
    """What is asked where the table says of which year it is, and no row, or not every row, is of that year."""
    year = sheet.around.year
    if year is None:
        return
    dates = sheet.register.model.date_fields
    last = sheet.starts + len(sheet.table.rows)
    mine = [(number, entry) for number, entry in made.entries if sheet.starts < number <= last]
    # A request of an earlier year may well stand in this year's list: any of its days will do.
    other = [
        number for number, entry in mine if all(getattr(entry.values.get(name), "year", year) != year for name in dates)
    ]
    if other:
        places = "、".join(f"第{number - sheet.starts}行" for number in other[:_NAMED])
        more = "等" if len(other) > _NAMED else ""
        yield f"“{sheet.table.name}”写明是{year}年的，有{len(other)}行的日期不在{year}年：{places}{more}。"


def _lost_zeros(sheet: Sheet) -> dict[tuple[int, str], str]:
    """Cells of a column of numbers that lack the zeros with which others begin."""
    found: dict[tuple[int, str], str] = {}
    for name, column in sheet.mapping.items():
        if isinstance(column, int) and sheet.register.by_name[name].kind in {"number", "text", "request"}:
            cells = [(at, row[column]) for at in sheet.rows.records if column < len(row := sheet.table.rows[at])]
            found |= {(at, name): f"{why}。" for at, why in shorter(cells).items()}
    return found


def _entry(
    context: EntryContext, sheet: Sheet, at: int, lost: Mapping[tuple[int, str], str]
) -> tuple[Entry, dict[str, str]]:
    """Read a row; return it with what stood in the file, by field."""
    row, table = sheet.table.rows[at], sheet.table
    raw: dict[str, object] = {}
    units: dict[str, str] = {}
    found: list[Problem] = []
    for name, where in sheet.mapping.items():
        if isinstance(where, str):
            raw[name] = where.removeprefix("=")
            continue
        raw[name] = row[where] if where < len(row) else None
        each = context.register.by_name[name]
        if each.kind in {"money", "count"}:
            units[name] = sheet.unit(each, where)
            if (at, where) in table.filled:
                found.append(Problem(name, "几行合并成一格，分不清各行是多少，请取消合并、逐行填写。"))
        if (at, name) in lost:
            found.append(Problem(name, lost[at, name]))
    original = {
        name: tidy(value) if (value := raw[name]) is not None else ""
        for name, where in sheet.mapping.items()
        if isinstance(where, int)
    }
    if sheet.counts_items:
        items = sheet.register.items
        raw[items["count"]] = "1"
        raw.setdefault(items["until"], raw[items["day"]])
    entry = read_entry(context, raw, units=units, year=sheet.around.year)
    entry.problems.extend(found)
    if entry.applicant and not entry.applicant.get("name"):
        entry.problems.append(Problem("applicant.name", "填了联系方式等，没有填姓名或名称。"))
    return entry, original


def _told(sheet: Sheet, at: int, each: Problem, original: Mapping[str, str]) -> RowProblem:
    where = sheet.mapping.get(each.field)
    known = sheet.register.by_name.get(each.field)
    in_cell = isinstance(where, int)
    cell = sheet.table.at(at, where) if isinstance(where, int) else sheet.table.printed(str(at + 1))
    label = known.label if known else each.field
    return RowProblem(
        sheet.starts + at + 1, cell, label, each.message, each.doubt, original.get(each.field, ""), in_cell
    )


def _differ(one: Entry, other: Entry) -> bool:
    return one.values != other.values or one.applicant != other.applicant
