"""The parts of an xlsx workbook: which sheets are visible, shared strings, formats, and a sheet's cells."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gongkai.document.addresses import column_number
from gongkai.document.characters import UNREADABLE
from gongkai.document.fronts.cell_text import is_unknown, number_text, plain_text, shown_text
from gongkai.document.fronts.note_marks import without_marks
from gongkai.document.fronts.number_format import NumberFormat
from gongkai.document.fronts.ooxml import Element, Package, R, S
from gongkai.document.fronts.sheet_view import Merge, Sheet
from gongkai.document.fronts.xlsx_styles import OFF, WHITE, CellFormat, Font, cell_formats, font_of, index
from gongkai.errors import TruncatedDocument, UnreadableDocument
from gongkai.settings import Settings

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_PLAIN_TEXT = f"{S}t"
_ROW, _CELL, _VALUE, _FORMULA, _INLINE = f"{S}row", f"{S}c", f"{S}v", f"{S}f", f"{S}is"
_FILLED = re.compile(rb"<(?:\w+:)?(?:v|t)\b[^<>]*+>[^<]")
_ADVICE = "请用 Excel 或 WPS 打开另存后再报。"


class Listed(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str


_PLAIN = CellFormat()


class Workbook:
    """A workbook opened; raises :class:`TruncatedDocument` when parts are missing or damaged."""

    def __init__(self, package: Package, settings: Settings) -> None:
        self._package = package
        root = package.xml(package.main)
        properties = root.find(f"{S}workbookPr")
        self._date1904 = properties is not None and properties.get("date1904", "0") not in OFF
        self.visible, self.hidden = _sheets(root, package)
        """Hidden ones only where anything stands in them."""
        strings = package.related("sharedStrings")
        self._strings = (
            []
            if strings is None
            else [_rich_text(each, settings.invisible_type) for each in package.xml(strings).iter(f"{S}si")]
        )
        styles = package.related("styles")
        self._formats = [] if styles is None else cell_formats(package.xml(styles), settings.invisible_type)
        self._by_index: dict[str | None, CellFormat] = {}
        self._tiny = settings.invisible_type

    def sheet(self, listed: Listed) -> Sheet:
        """Return a sheet's texts as they are shown, and which of its cells cannot be read."""
        root = self._package.xml(listed.part)
        view = root.find(f"{S}sheetViews/{S}sheetView")
        zeros = view is None or view.get("showZeros", "1") not in OFF
        sheet = Sheet(listed.name, merges=_merges(root), hidden_columns=_hidden_columns(root))
        row_number = 0
        for row in root.iter(_ROW):
            stated = row.get("r", "")
            row_number = int(stated) if stated.isdecimal() and len(stated) < 8 else row_number + 1
            if row.get("hidden", "0") not in OFF or _is_nothing(row.get("ht")):
                sheet.hidden_rows.add(row_number)
            column = 0
            for cell in row.iter(_CELL):
                reference = cell.get("r")
                column = column + 1 if reference is None else _position(reference)[1]
                text = self._text(cell, sheet, (row_number, column))
                if text and (zeros or text != "0" or cell.get("t", "n") != "n"):
                    sheet.cells[row_number, column] = text
                elif self._format(cell.get("s")).framed:
                    sheet.framed.setdefault(row_number, []).append(column)
        return sheet

    def _text(self, cell: Element, sheet: Sheet, at: tuple[int, int]) -> str:
        """Return what a cell shows; U+FFFD, noted in the sheet, where that is not known."""
        shown = self._format(cell.get("s"))
        if shown.unseen:
            return ""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_INLINE)
            return "" if inline is None else shown_text(_rich_text(inline, self._tiny), shown.number)
        element = cell.find(_VALUE)
        value = None if element is None else element.text
        if value is None:
            # A text formula may have computed the empty string.
            if kind == "str" or cell.find(_FORMULA) is None:
                return ""
            sheet.unvalued.append(at)
            return UNREADABLE
        if kind == "n":
            text = number_text(value, shown.number, date1904=self._date1904)
            if is_unknown(value, text):
                sheet.unformatted.append(at)
            return text
        return self._other_text(kind, value, shown.number)

    def _other_text(self, kind: str, value: str, shown: NumberFormat) -> str:
        match kind:
            case "s":
                return shown_text(self._shared(value), shown)
            case "b":
                return "TRUE" if value.strip() == "1" else "FALSE"
            case "d":
                return value.removesuffix("T00:00:00")
            case "str":
                return shown_text(plain_text(value), shown)
            case _:
                return plain_text(value)

    def _shared(self, index: str) -> str:
        try:
            return self._strings[int(index)]
        except (ValueError, IndexError) as error:
            raise TruncatedDocument("工作簿不完整（文字表缺失）。", advice=_ADVICE) from error

    def _format(self, stated: str | None) -> CellFormat:
        found = self._by_index.get(stated)
        if found is None:
            at = index(stated or "")
            found = self._formats[at] if at is not None and at < len(self._formats) else _PLAIN
            self._by_index[stated] = found
        return found


def _sheets(root: Element, package: Package) -> tuple[list[Listed], list[Listed]]:
    """Return the visible worksheets, and those hidden that hold anything."""
    relations = package.relations(package.main)
    visible: list[Listed] = []
    hidden: list[Listed] = []
    for each in root.iter(f"{S}sheet"):
        relation = relations.get(each.get(f"{R}id", ""))
        if relation is None or relation.kind != "worksheet":
            continue
        listed = Listed(each.get("name", ""), relation.target)
        if each.get("state", "visible") == "visible":
            visible.append(listed)
        elif _holds_anything(package, listed.part):
            hidden.append(listed)
    return visible, hidden


def _holds_anything(package: Package, part: str) -> bool:
    try:
        return _FILLED.search(package.read(part)) is not None
    except UnreadableDocument:  # what is not shown may be damaged
        return False


def _rich_text(item: Element, tiny: float) -> str:
    """Return a string item's text; runs not seen, note marks and phonetic guides (``rPh``) are left out.

    White beside other colours is unseen: the ground is not dark then. What is white altogether is judged by its cell.
    """
    if len(item) == 1 and item[0].tag == _PLAIN_TEXT:
        return plain_text(item[0].text or "")  # as nearly all
    pieces: list[tuple[str, bool]] = []
    white: list[bool] = []
    for child in item:
        if child.tag == _PLAIN_TEXT:
            pieces.append((child.text or "", False))
            white.append(False)
        elif child.tag == f"{S}r":
            properties = child.find(f"{S}rPr")
            font, raised = Font(), False
            if properties is not None:
                font = font_of(properties, tiny)
                if font.struck or font.tiny:
                    continue
                position = properties.find(f"{S}vertAlign")
                raised = position is not None and position.get("val") == "superscript"
            pieces.append((child.findtext(f"{S}t") or "", raised))
            white.append(font.colour == WHITE)
    if not all(white):
        pieces = [piece for piece, unseen in zip(pieces, white, strict=True) if not unseen]
    return plain_text(without_marks(pieces))


def _is_nothing(size: str | None) -> bool:
    """Tell whether a stated height or width is zero."""
    return size is not None and size.startswith("0") and not size.strip("0.")


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
        gone = each.get("hidden", "0") not in OFF or _is_nothing(each.get("width"))
        if gone and first.isdecimal() and last.isdecimal() and len(first + last) < 16:
            found.append((int(first), int(last)))
    return found


@lru_cache(maxsize=65_536)
def _position(reference: str) -> tuple[int, int]:
    """Return row and column of ``B3``; raises :class:`TruncatedDocument` for anything else."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise TruncatedDocument(f"工作簿已损坏（单元格地址 {reference[:20]}）。", advice=_ADVICE)
    return int(match[2]), column_number(match[1].upper().encode())
