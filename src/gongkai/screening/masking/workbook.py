"""Workbooks masked: cells of every sheet, shared strings, comments and whatever else the package keeps."""

from __future__ import annotations

from lxml import etree

from gongkai.document.addresses import column_number
from gongkai.document.archive import Archive
from gongkai.document.fronts.ooxml import Package, S
from gongkai.screening.files.workbook import read_workbook, sheets_of
from gongkai.screening.masking.package import hide, hide_in_any_part, rewritten
from gongkai.screening.masking.pieces import Piece, joined, setter, write_back
from gongkai.screening.masking.tables import Address, masked_cells
from gongkai.screening.model import Content
from gongkai.screening.screen import Screen

_T = f"{S}t"


def mask_workbook(data: bytes, screen: Screen) -> bytes:
    """Return the workbook with what is personal hidden; a number so hidden becomes a text."""
    package = Package(Archive(data, screen.settings), screen.settings)
    content = read_workbook(data, screen.settings, lambda *_: Content())
    parts = [each.part for each in sheets_of(package)]
    by_part = dict(zip(parts, (masked_cells(each, screen) for each in content.listings), strict=True))
    strings = package.related("sharedStrings")
    shared = _shared(package, by_part)

    def change(name: str, root: etree._Element) -> bool:
        if name in by_part:
            return _sheet(root, by_part[name], screen)
        if name == strings:
            return _strings(root, shared, screen)
        return hide_in_any_part(name, root, screen)

    return rewritten(data, screen, change)


def _shared(package: Package, by_part: dict[str, dict[Address, str]]) -> dict[int, str]:
    """Return the new text of every shared string that a masked cell shows."""
    found: dict[int, str] = {}
    for part, cells in by_part.items():
        for cell in package.xml(part).iter(f"{S}c"):
            text = cells.get(_address(cell.get("r", "")))
            index = cell.findtext(f"{S}v") or ""
            if text is not None and cell.get("t") == "s" and index.isdecimal():
                found[int(index)] = text
    return found


def _address(reference: str) -> Address:
    letters = reference.rstrip("0123456789")
    row = reference[len(letters) :]
    return (int(row) if row else 0), column_number(letters.upper().encode())


def _sheet(root: etree._Element, cells: dict[Address, str], screen: Screen) -> bool:
    changed = False
    for cell in root.iter(f"{S}c"):
        text = cells.get(_address(cell.get("r", "")))
        if text is not None and cell.get("t") != "s":
            for child in list(cell):
                cell.remove(child)
            cell.set("t", "inlineStr")
            etree.SubElement(etree.SubElement(cell, f"{S}is"), _T).text = text
            changed = True
    for each in root.iter(etree.Element):
        if each.tag not in (f"{S}v", _T) and each.text:
            now = hide(each.text, screen)
            if now != each.text:
                each.text = now
                changed = True
    return changed


def _strings(root: etree._Element, shared: dict[int, str], screen: Screen) -> bool:
    changed = 0
    for at, item in enumerate(root.iter(f"{S}si")):
        pieces = [Piece(each.text or "", setter(each)) for each in item.iter(_T)]
        whole = joined(pieces)
        text = shared.get(at, whole)
        # A cell shows less than the item holds where phonetic guides stand beside.
        text = text if len(text) == len(whole) else whole
        changed += write_back(pieces, hide(text, screen))
    return bool(changed)
