"""What stands around a table counts: units, year and agency in the lines over and under it, and in its header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gongkai_site.agencies.models import Agency, Reorganisation
from gongkai_site.records.headers import ColumnMap, Header
from gongkai_site.records.registry import Register, RegisterField
from gongkai_site.records.rows import SortedRows
from gongkai_site.records.units import COUNTED, MONEY, in_header, in_line, is_unit
from gongkai_site.sheets.tables import Table
from gongkai_site.sheets.words import plain, tidy

# A number of four digits is a year by 年 or by what parts a day or an end from it, not before 镇, 件, 元 or 号.
_YEAR = re.compile(r"(?<![\d第〔])((?:19|20)\d\d)(?=年|度|[-./—~～至到)）:：,，;；。、\s])")
_DAY_OF_WRITING = re.compile(r"日期|时间|打印|导出")
_AGENCY = re.compile(
    r"(?:填报|填表|报送|上报|制表|统计|报告|编制)(?:单位|机关|部门)(?:[(（][^()（）]*[)）])?\s*[:：]\s*([^\s:：()（）]{2,60})"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """A line around the table: where it stands, and what it says."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the lines over and under a table say of it."""

    said: tuple[Said, ...]
    units: Mapping[str, str]
    """Units named around the table, and where."""
    years: frozenset[int]
    agency: str
    """Who is said to report, "" where nobody is."""
    by_column: Mapping[int, str]
    """Units in a row of units under the header."""

    @property
    def year(self) -> int | None:
        """The one year that is named."""
        return next(iter(self.years)) if len(self.years) == 1 else None

    def unit(self, each: RegisterField, header: Header, column: int) -> str:
        """Return the unit of a column of money or counts: its header's, its row of units', or that of the lines around.

        "" for money where none is named, or where several are.
        """
        money = each.kind == "money"
        for named in (in_header(header.title(column)), {self.by_column.get(column, "")}, set(self.units)):
            fitting = {unit for unit in named if unit and (unit in MONEY) is money}
            if fitting:
                return fitting.pop() if len(fitting) == 1 else ("" if money else COUNTED)
        return "" if money else COUNTED


def around(table: Table, header: Header, rows: SortedRows) -> Around:
    """Read the lines over the header and those under it that are no records."""
    over, under = list(_lines(table, range(header.top))), list(_lines(table, rows.lines))
    said = [*over, *under]
    units: dict[str, str] = {}
    for each in said:
        for unit in in_line(each.text):
            units.setdefault(unit, f"{each.where}“{each.text}”")
    years = _years(over) or _years(under)
    agency = next((match[1] for each in said if (match := _AGENCY.search(each.text))), "")
    return Around(tuple(said), units, frozenset(years), agency, _by_column(table, rows))


def _by_column(table: Table, rows: SortedRows) -> dict[int, str]:
    """The units of a row that says nothing else: each is said of its column."""
    found: dict[int, str] = {}
    for at in rows.lines:
        cells = {
            column: text for column, cell in enumerate(table.rows[at]) if cell is not None and (text := tidy(cell))
        }
        if all(map(is_unit, cells.values())):
            found |= {column: in_line(text).pop() for column, text in cells.items()}
    return found


def _years(lines: Iterable[Said]) -> set[int]:
    dated = [unicodedata.normalize("NFKC", each.text) for each in lines if not _DAY_OF_WRITING.search(each.text)]
    return {int(match[1]) for text in dated for match in _YEAR.finditer(f"{text} ")}


def _lines(table: Table, places: Iterable[int]) -> Iterator[Said]:
    for at in places:
        if at >= len(table.rows):
            continue
        texts = [text for cell in table.rows[at] if cell is not None and (text := tidy(cell))]
        if texts:
            yield Said(table.printed(str(at + 1)), " ".join(dict.fromkeys(texts))[:_LONGEST])


def is_of(agency: Agency, named: str) -> bool:
    """Whether a name that stands over a table is this agency's, in short, in full, or as it was once called."""
    wanted = plain(named)
    former = Reorganisation.objects.filter(agency=agency, voided=False).values_list("old_name", flat=True)
    known = [plain(each) for each in (agency.name, agency.short_name, *former) if each]
    return any(wanted in each or each in wanted for each in known)


def without_unit(register: Register, around_: Around, header: Header, mapping: ColumnMap) -> list[RegisterField]:
    """Return the fields of money whose unit is said nowhere."""
    return [
        register.by_name[name]
        for name, where in mapping.items()
        if isinstance(where, int)
        and register.by_name[name].kind == "money"
        and not around_.unit(register.by_name[name], header, where)
    ]
