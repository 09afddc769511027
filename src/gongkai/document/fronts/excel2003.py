"""Excel 2003 XML ("XML Spreadsheet"), which export functions name ``.xls``; LibreOffice shows its hidden sheets."""

from __future__ import annotations

from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.cell_text import format_of, number_text
from gongkai.document.fronts.note_marks import without_marks
from gongkai.document.fronts.ooxml import Element, parse
from gongkai.document.fronts.sheet import lay_out_sheet
from gongkai.document.fronts.sheet_view import Merge, Sheet
from gongkai.document.fronts.xlsx import finished
from gongkai.document.fronts.xlsx_workbook import CellFormat, column_letters
from gongkai.document.model import Document
from gongkai.settings import DEFAULT_SETTINGS, Settings

_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_X = "{urn:schemas-microsoft-com:office:excel}"
_HTML = "{http://www.w3.org/TR/REC-html40}"
_LAST = 1_048_576
_DATES = ("Date", "Time")
"""Named number formats: ``General Date``, ``Short Date``, ``Long Time`` …"""


def read_excel_xml(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Document:
    """Read an Excel 2003 XML workbook as :func:`~gongkai.document.fronts.xlsx.read_xlsx` reads a new one."""
    root = parse(data, settings)
    styles = _styles(root)
    blocks = BlockList(settings)
    names: list[str] = []
    unvalued: list[str] = []
    for worksheet in root.findall(f"{_S}Worksheet"):
        if (worksheet.findtext(f"{_X}WorksheetOptions/{_X}Visible") or "").startswith("Sheet"):
            continue
        sheet = Sheet(worksheet.get(f"{_S}Name", ""))
        table = worksheet.find(f"{_S}Table")
        if table is not None:
            unvalued.extend(f"{sheet.name}!{each}" for each in _fill(sheet, table, styles))
        names.append(sheet.name)
        lay_out_sheet(sheet, blocks)
    return finished(source, blocks, names, unvalued)


def _fill(sheet: Sheet, table: Element, styles: dict[str, CellFormat]) -> list[str]:
    """Fill a sheet from its ``Table``; return the cells whose formula has no stored value."""
    unvalued: list[str] = []
    column = row = 0
    for each in table:
        if each.tag == f"{_S}Column":
            column = _number(each, "Index", column + 1)
            last = column + _number(each, "Span", 0)
            if each.get(f"{_S}Hidden") == "1":
                sheet.hidden_columns.append((column, last))
            column = last
        elif each.tag == f"{_S}Row":
            row = _number(each, "Index", row + 1)
            last = row + _number(each, "Span", 0)
            if each.get(f"{_S}Hidden") == "1":
                sheet.hidden_rows.update(range(row, last + 1))
            unvalued += _fill_row(sheet, row, each, styles)
            row = last
    return unvalued


def _fill_row(sheet: Sheet, row: int, element: Element, styles: dict[str, CellFormat]) -> list[str]:
    unvalued: list[str] = []
    column = 0
    for cell in element.findall(f"{_S}Cell"):
        column = _number(cell, "Index", column + 1)
        across, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if across or down:
            sheet.merges.append(Merge(row, column, row + down, column + across))
        style = styles.get(cell.get(f"{_S}StyleID") or element.get(f"{_S}StyleID") or "", CellFormat())
        content = cell.find(f"{_S}Data")
        if content is not None and not style.struck:
            text = _text(content, style)
            if text:
                sheet.cells[row, column] = text
        elif content is None and cell.get(f"{_S}Formula") and row not in sheet.hidden_rows:
            unvalued.append(f"{column_letters(column)}{row}")
        elif style.framed:
            sheet.framed.setdefault(row, []).append(column)
        column += across
    return unvalued


def _text(content: Element, style: CellFormat) -> str:
    kind = content.get(f"{_S}Type", "String")
    if kind == "String":
        pieces: list[tuple[str, bool]] = []
        _pieces(content, False, pieces)
        return "" if style.number.hides else without_marks(pieces)
    text = content.text or ""
    if kind == "Number":
        return number_text(text, style.number)
    if kind == "Boolean":
        return "TRUE" if text.strip() == "1" else "FALSE"
    if kind == "DateTime":
        day, _, time = text.partition("T")
        return day if time.startswith("00:00:00") else f"{day} {time.split('.')[0]}".strip()
    return text


def _pieces(element: Element, raised: bool, found: list[tuple[str, bool]]) -> None:
    """Collect rich text (``html:Font``, ``html:Sup`` …) with struck-out parts left out."""
    found.append((element.text or "", raised))
    for child in element:
        if child.tag not in (f"{_HTML}S", f"{_HTML}Strike", f"{_HTML}Del"):
            _pieces(child, raised or child.tag == f"{_HTML}Sup", found)
        found.append((child.tail or "", raised))


def _styles(root: Element) -> dict[str, CellFormat]:
    """Return the formats by id; a style says only what differs from its parent, and parents come first."""
    found: dict[str, CellFormat] = {}
    for each in root.findall(f"{_S}Styles/{_S}Style"):
        format_, struck, framed = found.get(each.get(f"{_S}Parent", ""), CellFormat())
        borders = each.find(f"{_S}Borders")
        framed = framed if borders is None else len(borders) > 0
        font, number = each.find(f"{_S}Font"), each.find(f"{_S}NumberFormat")
        if font is not None:
            struck = font.get(f"{_S}StrikeThrough", "1" if struck else "0") == "1"
        if number is not None:
            code = number.get(f"{_S}Format", "")
            format_ = format_of(14, "") if code.endswith(_DATES) else format_of(0, code)
        found[each.get(f"{_S}ID", "")] = CellFormat(format_, struck, framed)
    return found


def _number(element: Element, name: str, default: int) -> int:
    text = element.get(f"{_S}{name}", "")
    return min(int(text), _LAST) if text.isdecimal() and len(text) < 9 else default
