"""A block copied from Excel, WPS or a web page and pasted as text: cells between tabs, or an HTML table."""

from __future__ import annotations

import csv
import io
import re

from gongkai.document import Grid, open_documents
from gongkai.errors import UnreadableDocument
from gongkai_site.errors import InvalidInput
from gongkai_site.sheets.tables import MAX_CELLS, Table

NAME = "粘贴的内容"
_IS_HTML = re.compile(r"<t(?:able|r|d|h|body|head)\b", re.IGNORECASE)


def pasted_table(text: str) -> Table:
    """Return the block as a table. Raises :class:`InvalidInput` where nothing, or no table, was pasted."""
    if not text.strip():
        raise InvalidInput("没有粘贴任何内容。", advice="请在Excel或网页中选中表格，复制后粘贴到这里。")
    rows = _of_html(text) if _IS_HTML.search(text) else _of_lines(text)
    if not rows:
        raise InvalidInput("粘贴的内容里没有表格。", advice="请连同表格一起选中，复制后重新粘贴。")
    if sum(map(len, rows)) > MAX_CELLS:
        raise InvalidInput("粘贴的内容过大。", advice="请改为上传文件。")
    return Table(NAME, [list(row) for row in rows])


def _of_lines(text: str) -> list[list[str]]:
    """Excel puts a cell that holds a line break or a tab between quotation marks, as in a file with separators."""
    whole = text.strip("\r\n")
    found = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(whole, newline=""), "excel-tab")]
    while found and not any(found[-1]):
        found.pop()
    return found


def _of_html(text: str) -> list[list[str]]:
    """The first table of what was copied from a page; a cell that spans several stands in its first place."""
    whole = text if "<table" in text.lower() else f"<table>{text}</table>"
    data = f'<!doctype html><meta charset="utf-8"><body>{whole}</body>'.encode()
    for _, document in open_documents(data, NAME):
        if isinstance(document, UnreadableDocument):
            raise InvalidInput(f"{NAME}：{document.message}", advice=document.advice)
        for block in document.blocks:
            if isinstance(block, Grid):
                return _cells(block)
    return []


def _cells(grid: Grid) -> list[list[str]]:
    last = max((cell.row for row in grid.rows for cell in row), default=0)
    rows = [[""] * grid.width for _ in range(last)]
    for row in grid.rows:
        for cell in row:
            rows[cell.row - 1][cell.column - 1] = cell.text.strip()
    return rows
