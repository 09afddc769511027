"""The parts of an xlsx workbook: which sheets are visible, shared strings, formats, and a sheet's cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.document.fronts.cell_text import Format, format_of, number_text, plain_text
from gongkai.document.fronts.note_marks import without_marks
from gongkai.document.fronts.ooxml import Element, Package, R, S
from gongkai.document.fronts.sheet_view import Merge, Sheet
from gongkai.errors import TruncatedDocument

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_OFF = frozenset({"0", "false"})
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = f"{S}row", f"{S}c", f"{S}v", f"{S}f", f"{S}is"
_ADVICE = "请用 Excel 或 WPS 打开另存后再报。"


class Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str


class CellFormat(NamedTuple):
    """One entry of ``cellXfs``."""

    number: Format = Format()
    struck: bool = False
    framed: bool = False


_PLAIN = CellFormat()


class Workbook:
    """A workbook opened; raises :class:`TruncatedDocument` when parts are missing or damaged."""

    def __init__(self, package: Package) -> None:
        self._package = package
        root = package.xml(package.main)
        properties = root.find(f"{S}workbookPr")
        self._date1904 = properties is not None and properties.get("date1904", "0") not in _OFF
        self.visible = _visible(root, package)
        strings = package.related("sharedStrings")
        self._strings = [] if strings is None else [_rich_text(each) for each in package.xml(strings).iter(f"{S}si")]
        styles = package.related("styles")
        self._formats = [] if styles is None else _cell_formats(package.xml(styles))

    def sheet(self, listed: Listed) -> tuple[Sheet, list[str]]:
        """Return a sheet's visible texts, and the cells whose formula has no stored value (``B3``)."""
        root = self._package.xml(listed.part)
        sheet = Sheet(listed.name, merges=_merges(root), hidden_columns=_hidden_columns(root))
        unvalued: list[str] = []
        row_number = 0
        for row in root.iter(_ROW):
            stated = row.get("r", "")
            row_number = int(stated) if stated.isdecimal() and len(stated) < 8 else row_number + 1
            if row.get("hidden", "0") not in _OFF:
                sheet.hidden_rows.add(row_number)
            column = 0
            for cell in row.iter(_CELL):
                reference = cell.get("r")
                column = column + 1 if reference is None else _position(reference)[1]
                text = self._text(cell)
                if text is None and row_number not in sheet.hidden_rows:
                    unvalued.append(f"{column_letters(column)}{row_number}")
                elif text:
                    sheet.cells[row_number, column] = text
                elif self._format(cell.get("s")).framed:
                    sheet.framed.setdefault(row_number, []).append(column)
        return sheet, unvalued

    def _text(self, cell: Element) -> str | None:
        """Return what a cell shows; ``None`` for a formula without a stored value."""
        shown = self._format(cell.get("s"))
        if shown.struck:
            return ""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return "" if inline is None else _rich_text(inline)
        element = cell.find(_VALUE)
        value = None if element is None else element.text
        if value is None:
            has_formula = cell.find(_FORMULA) is not None
            # A text formula may have computed the empty string.
            return None if has_formula and kind != "str" else ""
        if kind == "s":
            return "" if shown.number.hides else self._shared(value)
        if kind == "b":
            return "TRUE" if value.strip() == "1" else "FALSE"
        if kind == "n":
            return number_text(value, shown.number, date1904=self._date1904)
        if kind == "d":
            return value.removesuffix("T00:00:00")
        return plain_text(value)

    def _shared(self, index: str) -> str:
        try:
            return self._strings[int(index)]
        except (ValueError, IndexError) as error:
            raise TruncatedDocument("工作簿不完整（文字表缺失）。", advice=_ADVICE) from error

    def _format(self, index: str | None) -> CellFormat:
        at = _index(index or "")
        return self._formats[at] if at is not None and at < len(self._formats) else _PLAIN


def _visible(root: Element, package: Package) -> list[Listed]:
    relations = package.relations(package.main)
    found = []
    for each in root.iter(f"{S}sheet"):
        relation = relations.get(each.get(f"{R}id", ""))
        if each.get("state", "visible") != "visible" or relation is None or relation.kind != "worksheet":
            continue
        found.append(Listed(each.get("name", ""), relation.target))
    return found


def _rich_text(item: Element) -> str:
    """Return a string item's text; struck-out runs, note marks and phonetic guides (``rPh``) are left out."""
    pieces: list[tuple[str, bool]] = []
    for child in item:
        if child.tag == f"{S}t":
            pieces.append((child.text or "", False))
        elif child.tag == f"{S}r":
            properties = child.find(f"{S}rPr")
            raised = False
            if properties is not None:
                if _struck(properties):
                    continue
                position = properties.find(f"{S}vertAlign")
                raised = position is not None and position.get("val") == "superscript"
            pieces.append((child.findtext(f"{S}t") or "", raised))
    return plain_text(without_marks(pieces))


def _struck(font: Element) -> bool:
    strike = font.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") not in _OFF


def _cell_formats(root: Element) -> list[CellFormat]:
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{S}numFmt")}
    fonts = [_struck(each) for each in root.findall(f"{S}fonts/{S}font")]
    borders = [
        any(side.get("style", "none") != "none" for side in each) for each in root.findall(f"{S}borders/{S}border")
    ]
    found = []
    for each in root.findall(f"{S}cellXfs/{S}xf"):
        number = each.get("numFmtId", "0")
        shown = format_of(_index(number) or 0, codes.get(number, ""))
        found.append(CellFormat(shown, _at(fonts, each.get("fontId", "0")), _at(borders, each.get("borderId", "0"))))
    return found


def _index(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _at(flags: list[bool], index: str) -> bool:
    at = _index(index)
    return at is not None and at < len(flags) and flags[at]


def _merges(root: Element) -> list[Merge]:
    found = []
    for each in root.iter(f"{S}mergeCell"):
        first, _, last = each.get("ref", "").partition(":")
        if last and _REFERENCE.fullmatch(first) and _REFERENCE.fullmatch(last):
            (top, left), (bottom, right) = _position(first), _position(last)
            found.append(Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))
    return found


def _hidden_columns(root: Element) -> list[tuple[int, int]]:
    found = []
    for each in root.iter(f"{S}col"):
        first, last = each.get("min", ""), each.get("max", "")
        if each.get("hidden", "0") not in _OFF and first.isdecimal() and last.isdecimal() and len(first + last) < 16:
            found.append((int(first), int(last)))
    return found


@lru_cache(maxsize=65_536)
def _position(reference: str) -> tuple[int, int]:
    """Return row and column of ``B3``; raises :class:`TruncatedDocument` for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise TruncatedDocument(f"工作簿已损坏（单元格地址 {reference[:20]}）。", advice=_ADVICE)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is ``A``, 27 ``AA``."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
