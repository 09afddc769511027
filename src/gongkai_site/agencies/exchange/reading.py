"""Reading an uploaded register: the header row wherever it stands, cells as the text that they show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai_site.agencies.exchange.columns import BY_HEADER, TITLES
from gongkai_site.errors import InvalidInput

MAX_ROWS = 5_000
_HEADER_WITHIN = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One row by column key: a column that the file lacks is absent, an empty cell is ``""``."""

    number: int
    """As Excel counts."""
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Upload:
    """What was read of a file."""

    name: str
    rows: tuple[Row, ...]
    ignored: tuple[str, ...] = ()
    """Headers of columns that are not ours."""


def read_rows(name: str, data: bytes) -> Upload:
    """Read the first sheet with a header. Raises :class:`InvalidInput` where there is none or a header stands twice."""
    from gongkai_site.records.tables import open_tables  # above us; reads tables and knows nothing of records

    for table in open_tables(name, data):
        if (found := _header(table.rows)) is not None:
            header, columns, ignored = found
            body = table.rows[header + 1 :]
            rows = tuple(_rows(body, header + 2, columns))
            return Upload(name, _within(rows), ignored)
    raise InvalidInput(
        "没有找到表头：表中至少要有“名称”一列。", advice="请先下载空白表或导出现有单位，在其中填写后再导入。"
    )


def _header(rows: Sequence[Sequence[object]]) -> tuple[int, dict[int, str], tuple[str, ...]] | None:
    for number, row in enumerate(rows[:_HEADER_WITHIN]):
        texts = [_plain(text(cell)) for cell in row]
        columns = {position: BY_HEADER[each] for position, each in enumerate(texts) if each in BY_HEADER}
        if "name" not in columns.values() or len(columns) < 2:
            continue
        twice = sorted({TITLES[key] for key in columns.values() if list(columns.values()).count(key) > 1})
        if twice:
            raise InvalidInput(f"表头重复：{'、'.join(twice)}。", advice="每一列只能出现一次，请删去多余的列。")
        return number, columns, tuple(each for each in texts if each and each not in BY_HEADER)
    return None


def _rows(rows: Sequence[Sequence[object]], first: int, columns: dict[int, str]) -> list[Row]:
    found = []
    for number, row in enumerate(rows, first):
        values = {key: text(row[at]) if at < len(row) else "" for at, key in columns.items()}
        if any(values.values()):
            found.append(Row(number, values))
    return found


def _within(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if not rows:
        raise InvalidInput("表头下面没有内容。", advice="请填写后再导入。")
    if len(rows) > MAX_ROWS:
        raise InvalidInput(f"一次最多导入{MAX_ROWS}个单位，文件有{len(rows)}行。", advice="请分成几个文件导入。")
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


def _plain(header: str) -> str:
    return "".join(header.split()).rstrip("*＊")
