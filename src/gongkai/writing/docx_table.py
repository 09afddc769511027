"""A layout as a Word table (ECMA-376 part 1, 17.4): merged cells, repeated header rows, rows kept in one piece."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from gongkai.writing.docx_styles import TABLE
from gongkai.writing.grid import LaidCell, Layout
from gongkai.writing.paper import TABLE_SIZE, figure_size, height_of, units_of

_TWIPS_PER_MM = 1440 / 25.4
_PADDING = 60  # twips left and right of a cell's text


def table_element(layout: Layout, caption: str, width: int) -> BaseOxmlElement:
    """Return the layout as a ``w:tbl`` element of the given width in mm; the caption is read out, not printed."""
    units = units_of(layout)
    total = round(width * _TWIPS_PER_MM)
    columns = [round(total * unit / sum(units)) for unit in units]
    table = _element("w:tbl")
    table.append(_properties(total, caption))
    grid = _element("w:tblGrid")
    grid.extend(_element("w:gridCol", w=str(column)) for column in columns)
    table.append(grid)
    standing: dict[int, LaidCell] = {}
    for number, cells in enumerate(layout.rows):
        standing = {
            **{cell.column: cell for cell in standing.values() if cell.row + cell.row_span > number},
            **{cell.column: cell for cell in cells},
        }
        table.append(_row(number, layout, standing, columns))
    return table


def _properties(width: int, caption: str) -> BaseOxmlElement:
    properties = _element("w:tblPr")
    properties.append(_element("w:tblW", w=str(width), type="dxa"))
    properties.append(_element("w:jc", val="center"))
    borders = _element("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{edge}", val="single", sz="4", space="0", color="000000"))
    properties.append(borders)
    properties.append(_element("w:tblLayout", type="fixed"))
    margins = _element("w:tblCellMar")
    margins.extend(_element(f"w:{edge}", w=str(_PADDING), type="dxa") for edge in ("left", "right"))
    properties.append(margins)
    properties.append(_element("w:tblLook", val="0000"))
    properties.append(_element("w:tblCaption", val=caption))
    return properties


def _row(number: int, layout: Layout, standing: dict[int, LaidCell], columns: list[int]) -> BaseOxmlElement:
    row = _element("w:tr")
    properties = _element("w:trPr")
    properties.append(_element("w:cantSplit"))
    properties.append(_element("w:trHeight", val=str(round(height_of(layout) * _TWIPS_PER_MM)), hRule="atLeast"))
    if number < layout.repeated:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    # A table stays on one page where it fits: a label that spans rows is cut in two by a page break.
    kept = number < len(layout.rows) - 1
    for _, cell in sorted(standing.items()):
        row.append(_cell(cell, layout, number, sum(columns[cell.column : cell.column + cell.column_span]), kept))
    return row


def _cell(cell: LaidCell, layout: Layout, number: int, width: int, kept: bool) -> BaseOxmlElement:
    element = _element("w:tc")
    properties = _element("w:tcPr")
    properties.append(_element("w:tcW", w=str(width), type="dxa"))
    if cell.column_span > 1:
        properties.append(_element("w:gridSpan", val=str(cell.column_span)))
    if cell.row_span > 1:
        properties.append(_element("w:vMerge", val="restart" if cell.row == number else "continue"))
    properties.append(_element("w:vAlign", val="center"))
    element.append(properties)
    paragraph = _element("w:p")
    style = _element("w:pPr")
    style.append(_element("w:pStyle", val=TABLE))
    if kept:
        style.append(_element("w:keepNext"))
    if cell.scope != "row":
        style.append(_element("w:jc", val="center"))
    paragraph.append(style)
    if cell.text and cell.row == number:
        run = _element("w:r")
        size = figure_size(cell, layout) if cell.figure else TABLE_SIZE
        if size < TABLE_SIZE:
            smaller = _element("w:rPr")
            smaller.append(_element("w:sz", val=str(int(2 * size))))
            run.append(smaller)
        text = _element("w:t")
        text.text = cell.text
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        paragraph.append(run)
    element.append(paragraph)
    return element


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
