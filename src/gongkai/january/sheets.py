"""A roster file as named sheets of rows, before any meaning: XLSX, XLS, ODS or CSV."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from gongkai.document.workbook import Cell, filled_down, open_tables
from gongkai.errors import RosterInvalid, UnreadableDocument
from gongkai.settings import DEFAULT_SETTINGS, Settings

__all__ = ["Cell", "Sheet", "read_sheets"]


class Sheet(NamedTuple):
    """One visible sheet: ``rows[i]`` is the printed row ``i + 1``."""

    name: str
    rows: list[list[Cell]]


def read_sheets(path: Path, settings: Settings = DEFAULT_SETTINGS) -> list[Sheet]:
    """Read every visible sheet; merged cells hold their value in every row they cover. Raises ``RosterInvalid``."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RosterInvalid(f"名单文件打不开：{path}（{error.strerror}）。", advice="请核对路径。") from error
    try:
        tables = open_tables(data, path.name, settings)
        for table in tables:
            # Only downwards: a merged title stays in its first column, or every column would read as its header.
            filled_down(table, settings)
    except UnreadableDocument as error:
        raise RosterInvalid(f"名单文件{path.name}无法打开：{error.message}", advice=error.advice) from error
    return [Sheet(table.name, table.rows) for table in tables]
