"""The roster (报送名单): who owes a report, where, to whom and by when."""

from __future__ import annotations

import datetime as dt
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from gongkai.consolidation import Role, placed_name
from gongkai.errors import RosterInvalid
from gongkai.january.dates import read_date
from gongkai.january.sheets import Cell, Sheet, read_sheets
from gongkai.settings import DEFAULT_SETTINGS, Settings

_HEADER_ROWS = 10
_LISTED = 10
"""Most problems named in one error."""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One agency that owes a report."""

    name: str
    place: str
    superior: str = ""
    due: dt.date | None = None
    role: Role = "below"
    aliases: tuple[str, ...] = ()
    filed: dt.date | None = None
    """The day the report came in, where the roster keeps it."""
    sheet: str = ""
    row: int = 0

    @property
    def label(self) -> str:
        """The name with its place in front."""
        return placed_name(self.place, self.name)

    @property
    def key(self) -> str:
        """What this entry is known by from run to run."""
        return "|".join((self.place, self.name, self.superior))


@lru_cache(maxsize=1)
def roster_data() -> Mapping[str, Any]:
    """The headers, roles and footers as our data file lists them."""
    return tomllib.loads(files("gongkai.january").joinpath("data", "roster.toml").read_text("utf-8"))


def read_roster(
    path: str | Path, *, year: int | None = None, settings: Settings = DEFAULT_SETTINGS
) -> list[RosterEntry]:
    """Read the roster from XLSX, XLS, ODS or CSV, from every visible sheet that has its headers.

    The header row may stand anywhere in the first ten rows. ``year`` is the reporting year: a date due without a
    year (1月20日) is taken in the year after it. Raises :class:`RosterInvalid` naming sheet, row and column.
    """
    sheets = read_sheets(Path(path), settings)
    found = [(sheet, header) for sheet in sheets if (header := _find_header(sheet)) is not None]
    if not found:
        wanted = "、".join(roster_data()["columns"][key][0] for key in ("name", "place", "superior", "due"))
        names = "、".join(f"“{sheet.name}”" for sheet in sheets) or "（无）"
        raise RosterInvalid(
            f"名单文件{Path(path).name}的工作表{names}前{_HEADER_ROWS}行里没有找到“机关名称”列。",
            advice=f"表头应有：{wanted}。",
        )
    problems: list[str] = []
    entries = [entry for sheet, header in found for entry in _entries(sheet, *header, year, problems)]
    problems.extend(_duplicates(entries))
    if problems:
        more = f"……共{len(problems)}处。" if len(problems) > _LISTED else ""
        raise RosterInvalid(f"名单有误：{'；'.join(problems[:_LISTED])}。{more}", advice="请改正后重试。")
    if not entries:
        raise RosterInvalid(f"名单文件{Path(path).name}里没有任何机关。")
    return entries


def plain(value: Cell) -> str:
    """A cell as text without any space, in half-width forms."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "".join(unicodedata.normalize("NFKC", str(value)).split())


def _printed(value: Cell) -> str:
    """A name as it is written, without spaces (offices space short names out: 教 育 局)."""
    return "".join(str(value or "").split())


def _find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the header's row index and the column index of every column recognised."""
    for index, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns: dict[str, int] = {}
        for position, value in enumerate(row):
            key = _header_key(plain(value))
            if key is not None:
                columns.setdefault(key, position)
        if "name" in columns and (len(columns) > 1 or plain(row[columns["name"]]) in _names_of("name")):
            return index, columns
    return None


@lru_cache(maxsize=16)
def _names_of(key: str) -> frozenset[str]:
    return frozenset(plain(name) for name in roster_data()["columns"][key])


def _header_key(text: str) -> str | None:
    bare = text.split("(")[0].strip("*:")
    if not bare:
        return None
    for key in roster_data()["columns"]:
        if bare in _names_of(key):
            return str(key)
    if len(bare) > 12:
        return None
    return next(
        (str(key) for key in roster_data()["columns"] if any(n in bare for n in _names_of(key) if len(n) > 2)), None
    )


def _entries(
    sheet: Sheet, header: int, columns: Mapping[str, int], year: int | None, problems: list[str]
) -> list[RosterEntry]:
    made: list[RosterEntry] = []
    for number, row in enumerate(sheet.rows[header + 1 :], start=header + 2):
        values = {key: row[at] if at < len(row) else None for key, at in columns.items()}
        name = _printed(values["name"])
        rest = [key for key in values if key != "name" and plain(values[key])]
        if _is_footer(row) or not (name or rest) or plain(name) in _names_of("name"):
            continue
        where = _Where(sheet, header, number, columns)
        if not name:
            problems.append(f"{where.of('name')}缺机关名称")
            continue
        made.append(
            RosterEntry(
                name=_printed(values["name"]),
                place=_printed(values.get("place")),
                superior=_printed(values.get("superior")),
                due=_date(values.get("due"), year, where.of("due"), problems),
                role=_role(plain(values.get("role")), where, problems),
                aliases=_aliases(values.get("alias")),
                filed=_date(values.get("filed"), year, where.of("filed"), problems),
                sheet=sheet.name,
                row=number,
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class _Where:
    sheet: Sheet
    header: int
    row: int
    columns: Mapping[str, int]

    def of(self, key: str) -> str:
        if key not in self.columns:
            return ""
        title = plain(self.sheet.rows[self.header][self.columns[key]])
        return f"工作表“{self.sheet.name}”第{self.row}行“{title}”列"


def _is_footer(row: Sequence[Cell]) -> bool:
    filled = [text for value in row if (text := plain(value))]
    return bool(filled) and any(
        filled[0] == word or filled[0].startswith((f"{word}:", f"{word}："))
        for word in roster_data()["footers"]["words"]
    )


def _date(value: Cell, year: int | None, where: str, problems: list[str]) -> dt.date | None:
    if not plain(value):
        return None
    read = read_date(value, default_year=None if year is None else year + 1)
    if read is None:
        problems.append(f"{where}的日期“{plain(value)}”认不出")
    return read


def _role(text: str, where: _Where, problems: list[str]) -> Role:
    if not text:
        return "below"
    for role in ("own", "below", "copy"):
        if text in (plain(name) for name in roster_data()["roles"][role]):
            return role
    problems.append(f"{where.of('role')}的“{text}”认不出，应填本级、下级或抄送")
    return "below"


def _aliases(value: Cell) -> tuple[str, ...]:
    text = str(value or "")
    for separator in "，,；;/\n":
        text = text.replace(separator, "、")
    return tuple(alias for each in text.split("、") if (alias := _printed(each)))


def _duplicates(entries: Sequence[RosterEntry]) -> list[str]:
    first: dict[str, RosterEntry] = {}
    problems = []
    for entry in entries:
        before = first.setdefault(entry.key, entry)
        if before is not entry:
            problems.append(
                f"“{entry.label}”重复：工作表“{before.sheet}”第{before.row}行和"
                f"工作表“{entry.sheet}”第{entry.row}行“机关名称”列"
            )
    return problems
