"""How large the sheets of a workbook are, told from its markup before anything fills them."""

from __future__ import annotations

import io
import re
import zipfile

from gongkai.document.addresses import column_number
from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import Element, parse
from gongkai.errors import OversizedDocument
from gongkai.settings import Settings

# A cell that is closed at once is empty. No pattern looks beyond the tag, so that each takes one pass.
_FULL_CELL = re.compile(rb'<(?:\w+:)?c(?=[\s>])(?:[^<>]*?\sr="([A-Z]{1,3})(\d{1,7})")?[^<>/]*>')
_ROW = re.compile(rb'<(?:\w+:)?row(?=[\s>])[^<>]*?\sr="(\d{1,7})"[^<>/]*>')
_ROW_START = re.compile(rb"<(?:\w+:)?row\b")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])")
_STRING = re.compile(rb"<(?:\w+:)?si\b")
_SHARED = re.compile(rb'\st="s"[^<>]*+>\s*+<(?:\w+:)?v>(\d{1,7})<')
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_SMALLER = "请删去表格以外的内容，另存后再报。"


def repacked(data: bytes, settings: Settings) -> bytes:
    """Return an XLSX workbook packed anew from parts unpacked within limits and measured.

    Raises :class:`OversizedDocument` where a sheet's outermost cell spans more than ``max_area``, or where the shared
    strings, written out in every cell, are more than ``max_markup``.
    """
    archive = Archive(data, settings)
    archive.check()
    packed = io.BytesIO()
    sheets: list[bytes] = []
    strings: list[bytes] = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as new:
        for name in archive.names:
            lowered = name.lower()
            if not lowered.endswith((".xml", ".rels")):
                continue
            part = archive.read(name)
            if lowered.endswith("sharedstrings.xml"):
                strings.append(part)
            elif _FULL_CELL.search(part):
                sheets.append(part)
            new.writestr(name, part)
    left = settings.max_area
    for sheet in sheets:
        left -= _area(sheet, left)
    _refuse_repeated_strings(sheets, strings, settings)
    return packed.getvalue()


def _area(sheet: bytes, most: int) -> int:
    """Return rows times columns of a sheet; raises where they are more than ``most``."""
    bottom = right = cells = 0
    addressed = True
    for match in _FULL_CELL.finditer(sheet):
        cells += 1
        if match[1]:
            right, bottom = max(right, column_number(match[1])), max(bottom, int(match[2]))
        else:
            addressed = False
    if not addressed:
        # Rows and cells without addresses follow each other.
        rows = _ROW_START.split(sheet)
        right = max(right, max(len(_ANY_CELL.findall(row)) for row in rows))
        bottom = max(bottom, len(rows), max((int(each) for each in _ROW.findall(sheet)), default=0))
    area = max(bottom * max(right, 1) if cells else 0, cells)
    if area > most:
        raise OversizedDocument(f"工作表过大：最后一格在第{bottom}行第{right}列。", advice=_SMALLER)
    return area


def _refuse_repeated_strings(sheets: list[bytes], strings: list[bytes], settings: Settings) -> None:
    sizes = [len(each) for part in strings for each in _STRING.split(part)[1:]]
    longest = max(sizes, default=0)
    if longest * sum(sheet.count(b'"s"') for sheet in sheets) <= settings.max_markup:
        return
    left = settings.max_markup
    for sheet in sheets:
        for index in map(int, _SHARED.findall(sheet)):
            left -= sizes[index] if index < len(sizes) else 0
            if left < 0:
                raise OversizedDocument("工作表的文字过多，超出上限。", advice=_SMALLER)


def checked_ods(data: bytes, settings: Settings) -> bytes:
    """Return an ODS workbook as it is; raises :class:`OversizedDocument` where repeated cells span too much."""
    archive = Archive(data, settings)
    archive.check()
    if "content.xml" in archive.names:
        left = settings.max_area
        for table in parse(archive.read("content.xml", settings.max_markup), settings).iter(f"{_TABLE}table"):
            left -= _ods_area(table)
            if left < 0:
                raise OversizedDocument("工作表过大，超出上限。", advice=_SMALLER)
    return data


def _ods_area(table: Element) -> int:
    """Return rows times columns up to the last cell that holds anything; repeated ones count as often."""
    bottom = right = row_number = 0
    for row in table.iter(f"{_TABLE}table-row"):
        row_number += _repeated(row, "rows", _LAST_ROW)
        column = 0
        for cell in row:
            column += _repeated(cell, "columns", _LAST_COLUMN)
            if len(cell) or any(name.endswith("}value-type") for name in cell.attrib):
                bottom, right = row_number, max(right, column)
    return bottom * right


def _repeated(element: Element, what: str, most: int) -> int:
    stated = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return min(int(stated), most) if stated.isdecimal() and len(stated) < 9 else most
