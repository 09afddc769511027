"""An Excel sheet that is filled from top to bottom: lines across the page and layouts with their merged cells.

The page is 15 columns of equal width, so that a line of 15 figures has a column for each and the narrower
tables line up with it. Sizes are points and Excel's character widths.
"""

from __future__ import annotations

import io
import unicodedata
from itertools import accumulate

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.writing.grid import LaidCell, Layout
from gongkai.writing.paper import height_of, settings_of_paper, units_of

WIDTH = 15
_COLUMN = 6.4  # characters of half width
_MOST_HEIGHT = 409.0  # Excel's own limit
_MOST_TEXT = 32_000  # Excel holds 32,767 characters in a cell and cuts the rest off without a word
_POINTS_PER_MM = 72 / 25.4
_THIN = Side(style="thin", color="000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_INPUT = PatternFill("solid", fgColor="FFFDE7")


class Sheet:
    """A worksheet and the row to write next."""

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self.row = 1
        self.addresses: dict[str, str] = {}
        """Where each of the form's cells stands, such as ``D14``."""

    def line(
        self,
        text: str,
        role: str = "table",
        *,
        size: float = 12,
        bold: bool = False,
        align: str = "left",
        indent: int = 0,
    ) -> None:
        """Write text across the page; what Excel cannot hold in one cell goes on in the next row."""
        for start in range(0, max(len(text), 1), _MOST_TEXT):
            piece = text[start : start + _MOST_TEXT]
            cell = self.merged(self.row, 1, 1, WIDTH)
            put_text(cell, piece)
            cell.font = font(role, size, bold)
            cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True, indent=indent)
            lines = _lines_needed(piece, (WIDTH * _COLUMN - 2 * indent) * 11 / size)
            self.height(min(_MOST_HEIGHT, lines * size * 1.5 + 4))

    def height(self, points: float) -> None:
        """Set the height of the current row and go to the next."""
        self.worksheet.row_dimensions[self.row].height = points
        self.row += 1

    def merged(self, row: int, column: int, row_span: int, column_span: int) -> Cell:
        """Merge a range and return the cell that stands for it."""
        if row_span > 1 or column_span > 1:
            self.worksheet.merge_cells(
                start_row=row, start_column=column, end_row=row + row_span - 1, end_column=column + column_span - 1
            )
        cell = self.worksheet.cell(row, column)
        if not isinstance(cell, Cell):
            raise TypeError("the range overlaps another")
        return cell

    def table(self, layout: Layout, *, to_fill: bool = False) -> None:
        """Write a layout; ``to_fill`` leaves its figures open in a protected sheet."""
        edges = [0, *accumulate(units_of(layout))]
        for cells in layout.rows:
            heights = [height_of(layout) * _POINTS_PER_MM]
            for cell in cells:
                first, last = edges[cell.column], edges[cell.column + cell.column_span]
                if cell.row_span == 1:
                    heights.append(_lines_needed(cell.text, (last - first) * _COLUMN - 1) * 13 + 5)
                self._put(cell, first + 1, last - first, to_fill)
            self.height(max(heights))

    def _put(self, cell: LaidCell, column: int, width: int, to_fill: bool) -> None:
        place = self.merged(self.row, column, cell.row_span, width)
        self.frame(column, cell.row_span, width, open_to_fill=to_fill and cell.figure)
        place.font = font("table", 10)
        side = "left" if cell.scope == "row" else "center"
        place.alignment = Alignment(
            horizontal=side, vertical="center", wrap_text=not cell.figure, shrink_to_fit=cell.figure
        )
        if not cell.figure:
            put_text(place, cell.text)
            return
        place.value = cell.value
        if cell.key:
            self.addresses[cell.key] = place.coordinate

    def frame(self, column: int, row_span: int, column_span: int, *, open_to_fill: bool = False) -> None:
        """Draw the border of a range in the current row; an open one is coloured and not locked, all over."""
        for down in range(row_span):
            for across in range(column_span):
                part = self.worksheet.cell(self.row + down, column + across)
                part.border = _BOX
                if open_to_fill:
                    part.protection = Protection(locked=False)
                    part.fill = _INPUT


def put_text(cell: Cell, text: str) -> None:
    """Put text as text, whatever it looks like: ``=1+1`` is no formula and ``#N/A`` no error."""
    cell.value = text
    cell.data_type = "s"


def font(role: str, size: float, bold: bool = False) -> Font:
    """Return the font of a role in GB/T 9704 (see ``data/paper.toml``)."""
    return Font(name=settings_of_paper()["fonts"][role]["name"], size=size, bold=bold)


BAD = DifferentialStyle(font=Font(color="9C0006", bold=True), fill=PatternFill("solid", bgColor="FFC7CE"))
GOOD = DifferentialStyle(font=Font(color="006100", bold=True))


def mark(worksheet: Worksheet, area: str, formula: str, style: DifferentialStyle) -> None:
    """Show an area in a style where a formula holds."""
    worksheet.conditional_formatting.add(area, Rule(type="expression", formula=[formula], dxf=style))


def new_workbook(name: str, title: str, agency: str) -> tuple[Workbook, Worksheet]:
    """Return a workbook with one sheet, set up to print on A4 across one page."""
    workbook = Workbook()
    worksheet = workbook.worksheets[0]
    worksheet.title = name
    workbook.properties.title = title
    workbook.properties.creator = workbook.properties.lastModifiedBy = agency
    workbook.properties.language = "zh-CN"
    for number in range(1, WIDTH + 1):
        worksheet.column_dimensions[get_column_letter(number)].width = _COLUMN
    worksheet.sheet_view.showGridLines = False
    set_up_page(worksheet)
    return workbook, worksheet


def set_up_page(worksheet: Worksheet) -> None:
    """Print on A4, upright, one page wide."""
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.orientation = "portrait"
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    if worksheet.oddFooter and worksheet.oddFooter.center:
        worksheet.oddFooter.center.text = "— &P —"


def saved(workbook: Workbook) -> bytes:
    """Return the workbook's file."""
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def _lines_needed(text: str, width: float) -> int:
    """Return how many lines text takes in a column of so many characters of half width."""
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)
    return max(1, -int(-wide // max(width, 1)))
