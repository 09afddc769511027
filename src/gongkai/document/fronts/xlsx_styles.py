"""How a workbook's cells look, as far as it decides what is seen: number formats, struck-out and invisible type."""

from __future__ import annotations

from typing import NamedTuple, TypeVar

from gongkai.document.fronts.number_format import GENERAL, NumberFormat, format_of
from gongkai.document.fronts.ooxml import Element, S

T = TypeVar("T")
OFF = frozenset({"0", "false"})
WHITE = "FFFFFF"
# The colours of the palette that stand for white, and those for black (18.8.27).
_INDEXED = {"0": "000000", "1": WHITE, "8": "000000", "9": WHITE, "64": "000000", "65": WHITE}


class CellFormat(NamedTuple):
    """How a cell looks."""

    number: NumberFormat = GENERAL
    unseen: bool = False
    """Struck out, in the colour of its ground, or too small to be seen."""
    framed: bool = False


class Font(NamedTuple):
    """A font of cells or of a run in one."""

    struck: bool = False
    colour: str = ""
    """``""`` for black and whatever is not known."""
    tiny: bool = False


def cell_formats(root: Element, tiny: float) -> list[CellFormat]:
    """Return the formats of ``cellXfs``; type of ``tiny`` points and less is not seen."""
    codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter(f"{S}numFmt")}
    fonts = [font_of(each, tiny) for each in root.findall(f"{S}fonts/{S}font")]
    grounds = [_ground(each) for each in root.findall(f"{S}fills/{S}fill")]
    borders = [
        any(side.get("style", "none") != "none" for side in each) for each in root.findall(f"{S}borders/{S}border")
    ]
    found = []
    for each in root.findall(f"{S}cellXfs/{S}xf"):
        number = each.get("numFmtId", "0")
        font = _at(fonts, each.get("fontId", "0"), Font())
        unseen = font.struck or font.tiny or font.colour == _at(grounds, each.get("fillId", "0"), WHITE)
        framed = _at(borders, each.get("borderId", "0"), False)
        found.append(CellFormat(format_of(index(number) or 0, codes.get(number, "")), unseen, framed))
    return found


def font_of(element: Element, tiny: float) -> Font:
    """Read a ``font`` of the styles or the ``rPr`` of a run."""
    struck, size = element.find(f"{S}strike"), element.find(f"{S}sz")
    colour = element.find(f"{S}color")
    return Font(
        struck is not None and struck.get("val", "1") not in OFF,
        "" if colour is None else _colour(colour),
        size is not None and _below(size.get("val", ""), tiny),
    )


def _ground(fill: Element) -> str:
    """Return the colour behind the text; ``"?"`` for a pattern or gradient, on which anything may be seen."""
    pattern = fill.find(f"{S}patternFill")
    kind = "?" if pattern is None else pattern.get("patternType", "none")
    if pattern is None or kind == "none":
        return WHITE if kind == "none" else "?"
    colour = pattern.find(f"{S}fgColor")
    return (_colour(colour) or "?") if kind == "solid" and colour is not None else "?"


def _colour(element: Element) -> str:
    """Return a colour as six digits, or as ``theme1-0.5`` where the theme decides; its first is the paper's white."""
    rgb = element.get("rgb", "")
    if len(rgb) >= 6:
        return rgb[-6:].upper()
    theme = element.get("theme")
    if theme is not None:
        tint = element.get("tint", "")
        return WHITE if theme == "0" and not tint.strip("0.-") else f"theme{theme}{tint}"
    return _INDEXED.get(element.get("indexed", ""), "")


def _below(size: str, tiny: float) -> bool:
    try:
        return float(size) <= tiny
    except ValueError:
        return False


def index(text: str) -> int | None:
    """Return the place in a list that an attribute states."""
    return int(text) if text.isdecimal() and len(text) < 7 else None


def _at(found: list[T], stated: str, otherwise: T) -> T:
    at = index(stated)
    return found[at] if at is not None and at < len(found) else otherwise
