"""Reading a list that was uploaded: the header row wherever it stands, cells as the text that they show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.aside import said_aside
from gongkai_site.sheets.exact import inexact, shorter
from gongkai_site.sheets.tables import Book, LeftOut, Table, open_book

_HEADER_WITHIN = 15
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field's key, its header, other headers it is known by, its width, and what Excel offers.

    ``held`` is what a number in its cells can look like, where zeros before it may have been lost.
    """

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    width: int = 16
    choices: tuple[str, ...] = ()
    held: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a list holds: its columns, the one that no row goes without, and how many rows are taken at once."""

    columns: tuple[Column, ...]
    key: str
    counted: str
    """What the rows are, with its measure word: ``个单位``."""
    most: int = 5_000

    @property
    def titles(self) -> Mapping[str, str]:
        """Headers by key."""
        return {each.key: each.title for each in self.columns}

    @property
    def by_header(self) -> Mapping[str, str]:
        """Keys by every header that they are known by."""
        return {name: each.key for each in self.columns for name in (each.title, *each.aliases)}


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column key: a column that the file lacks is absent, an empty cell is ``""``."""

    number: int
    """As Excel counts."""
    values: dict[str, str]
    place: str = ""
    """The row as a person names it, with its sheet where there are several: ``“收费”第7行``."""
    faults: tuple[tuple[str, str], ...] = ()
    """Cells that no longer say what was typed: header and why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What was read of a file."""

    name: str
    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that are not ours."""
    left_out: tuple[LeftOut, ...] = ()
    """Sheets, hidden rows and columns that are not read."""


def read_rows(layout: Layout, name: str, data: bytes) -> Upload:
    """Read every sheet with a header. Raises :class:`InvalidInput` where there is none or a header stands twice."""
    return rows_of(layout, name, open_book(name, data))


def rows_of(layout: Layout, name: str, book: Book) -> Upload:
    """Read every table that has a header, as :func:`read_rows` does; the others are named."""
    rows: list[Row] = []
    ignored: dict[str, None] = {}
    left_out = list(book.left_out)
    for table in book.tables:
        left_out += table.left_out
        if (found := _header(layout, table.rows)) is None:
            left_out.append(LeftOut(f"“{table.name}”", f"没有“{layout.titles[layout.key]}”等表头"))
            continue
        header, columns, more = found
        rows += _rows(layout, table, header + 1, columns, left_out)
        ignored.update(dict.fromkeys(more))
    if not any(_header(layout, table.rows) for table in book.tables):
        raise InvalidInput(
            f"没有找到表头：表中至少要有“{layout.titles[layout.key]}”一列。",
            advice="请先下载空白表或导出现有内容，在其中填写后再导入。",
        )
    return Upload(name, _within(layout, tuple(rows)), tuple(ignored), tuple(left_out))


def _header(layout: Layout, rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str], tuple[str, ...]] | None:
    known = layout.by_header
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = [_plain(text(cell)) for cell in row]
        columns = {position: known[each] for position, each in enumerate(texts) if each in known}
        if layout.key not in columns.values() or len(columns) < 2:
            continue
        twice = sorted({layout.titles[key] for key in columns.values() if list(columns.values()).count(key) > 1})
        if twice:
            raise InvalidInput(f"表头重复：{'、'.join(twice)}。", advice="每一列只能出现一次，请删去多余的列。")
        return number, columns, tuple(each for each in texts if each and each not in known)
    return None


def _rows(layout: Layout, table: Table, first: int, columns: dict[int, str], left_out: list[LeftOut]) -> list[Row]:
    found = []
    lost = _lost(layout, table, first, columns)
    for at in range(first, len(table.rows)):
        row = table.rows[at]
        values = {key: text(row[column]) if column < len(row) else "" for column, key in columns.items()}
        if (said := said_aside([text(cell) for cell in row])) is not None:
            left_out.append(LeftOut(table.printed(str(at + 1)), f"合计行或说明：{said}"))
        elif any(values.values()):
            faults = tuple(
                (layout.titles[key], lost[at, column]) for column, key in columns.items() if (at, column) in lost
            )
            found.append(Row(at + 1, values, table.printed(str(at + 1)), faults))
    return found


def _lost(layout: Layout, table: Table, first: int, columns: dict[int, str]) -> dict[tuple[int, int], str]:
    """The cells, by row and column, that no longer say what was typed into them, with address and why."""
    held = {each.key: each.held for each in layout.columns}
    found: dict[tuple[int, int], str] = {}
    for column, key in columns.items():
        cells = [(at, row[column]) for at, row in enumerate(table.rows) if at >= first and column < len(row)]
        found |= {(at, column): why for at, cell in cells if (why := inexact(cell, held[key]))}
        found |= {(at, column): why for at, why in shorter(cells).items()}
    return {(at, column): f"{table.at(at, column)}：{why}" for (at, column), why in found.items()}


def _within(layout: Layout, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if not rows:
        raise InvalidInput("表头下面没有内容。", advice="请填写后再导入。")
    if len(rows) > layout.most:
        raise InvalidInput(
            f"一次最多导入{layout.most}{layout.counted}，文件有{len(rows)}行。", advice="请分成几个文件导入。"
        )
    return rows


def text(cell: object) -> str:
    """A cell as the text it shows: whole numbers without a decimal point, days as days."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def day(text: str) -> dt.date | None:
    """A day as people write it, or ``None`` where it is none."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    try:
        return dt.date(*(int(each) for each in found.groups()))
    except ValueError:
        return None


def _plain(header: str) -> str:
    return "".join(header.split()).rstrip("*＊")
