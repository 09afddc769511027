"""Workbooks as offices fill them in: one sheet or one per table, last year's sheet hidden, figures as text."""

from __future__ import annotations

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpus.draft import Draft
from tests.corpus.layout import Paragraph, PrintedTable

THIN = Side(style="thin")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHEETS = {"proactive": "主动公开", "requests": "依申请公开", "disputes": "复议诉讼", "all": "汇总", "decoy": "其他"}


def render_xlsx(draft: Draft) -> bytes:
    """Print the draft as a workbook."""
    rng = draft.rng
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = rng.choice(("年报", "Sheet1", f"{draft.truth.year}年"))
    several = rng.random() < 0.35
    as_text = rng.random() < 0.3
    ruled = rng.random() < 0.85
    marks = (("xlsx:several-sheets", several), ("xlsx:text-numbers", as_text), ("xlsx:unruled", not ruled))
    draft.faults += [name for name, on in marks if on]
    row = rng.choice((1, 1, 3))
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            sheet.cell(row, 1, block.text)
            row += 1
            continue
        target, top = sheet, row
        if several:
            target, top = book.create_sheet(SHEETS[block.key] + str(len(book.worksheets))), 1
        _table(target, block, top, 1, as_text)
        if ruled:
            _draw_borders(target, block, top, 1)
        if not several:
            row = top + len(block.rows) + rng.choice((0, 1))
    if rng.random() < 0.3:
        draft.faults.append("xlsx:hidden-old-sheet")
        _old_sheet(book, draft)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _table(sheet: Worksheet, table: PrintedTable, top: int, left: int, as_text: bool) -> None:
    for (row, column), cell in table.placed().items():
        at = sheet.cell(top + row, left + column)
        at.value = _typed(cell.text) if not as_text else cell.text
        if cell.text == "":
            at.value = None
        if cell.row_span > 1 or cell.column_span > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=left + column,
                end_row=top + row + cell.row_span - 1,
                end_column=left + column + cell.column_span - 1,
            )
    for row in table.hidden_rows:
        sheet.row_dimensions[top + row].hidden = True


def _draw_borders(sheet: Worksheet, table: PrintedTable, top: int, left: int) -> None:
    """Thin borders around every cell, as offices draw them."""
    for row in range(len(table.rows)):
        for column in range(table.width):
            sheet.cell(top + row, left + column).border = RULED


def _typed(text: str) -> str | int | float:
    """A number cell where the text is one."""
    if text.isascii() and text.lstrip("-").isdigit():
        return int(text)
    if text.isascii() and text.replace(".", "", 1).isdigit() and Decimal(str(float(text))) == Decimal(text):
        return float(text)
    return text


def _old_sheet(book: Workbook, draft: Draft) -> None:
    """Last year's report in a hidden sheet: not a word of it may be read."""
    sheet = book.create_sheet(f"{draft.truth.year - 1}年", draft.rng.choice((0, None)))
    sheet.sheet_state = draft.rng.choice(("hidden", "veryHidden"))
    sheet.cell(1, 1, "".join(draft.truth.title).replace(str(draft.truth.year), str(draft.truth.year - 1)))
    row = 2
    for table in draft.tables():
        for (down, right), cell in table.placed().items():
            sheet.cell(row + down, 1 + right, draft.rng.randint(1, 60) if cell.key else cell.text)
        row += len(table.rows) + 1
    book.active = next(i for i, each in enumerate(book.worksheets) if each.sheet_state == "visible")
