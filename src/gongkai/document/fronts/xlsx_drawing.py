"""What floats over a worksheet: text boxes as lines, pictures as pictures, after the sheet's cells."""

from __future__ import annotations

from gongkai.document.fronts.blocks import BlockList
from gongkai.document.fronts.ooxml import A, Package

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"


def lay_out_drawing(package: Package, sheet_part: str, into: BlockList) -> None:
    """Add the text boxes and pictures of a sheet, in the order of the file."""
    for relation in package.relations(sheet_part).values():
        if relation.kind != "drawing" or not package.has(relation.target):
            continue
        for element in package.xml(relation.target).iter():
            if element.tag == f"{_DRAWING}sp":
                for paragraph in element.iter(f"{A}p"):
                    text = "".join(each.text or "" for each in paragraph.iter(f"{A}t")).strip()
                    if text:
                        into.line(text)
            elif element.tag == f"{_DRAWING}pic":
                named = element.find(f"{_DRAWING}nvPicPr/{_DRAWING}cNvPr")
                into.picture("" if named is None else named.get("descr", ""))
