"""Styles of a Word document, as far as they decide what is read: headings, numbering, struck-out and hidden text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from gongkai.document.fronts.ooxml import Element, W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])\b", re.IGNORECASE)
_CONTENTS_NAME = re.compile(r"(?:toc|目录)\s*\d", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "标题"})
_OFF = frozenset({"0", "false", "off"})
WHITE = "FFFFFF"
_TOGGLES = {f"{W}strike": "struck", f"{W}dstrike": "struck", f"{W}vanish": "hidden"}
# Names are put together once: a document asks for them thousands of times.
VALUE, SHADE, RUN_PROPERTIES = f"{W}val", f"{W}shd", f"{W}rPr"
_HIGHLIGHT, _RAISED, _STYLE, _SIZE, _COLOUR, _FILL = (
    f"{W}{name}" for name in ("highlight", "vertAlign", "rStyle", "sz", "color", "fill")
)
_LEVEL, _NUMBERING, _NUMBER, _OF_LIST = f"{W}outlineLvl", f"{W}numPr", f"{W}numId", f"{W}ilvl"


@dataclass(frozen=True, slots=True)
class Effects:
    """What run properties say that matters here; ``None`` is "not said"."""

    struck: bool | None = None
    hidden: bool | None = None
    superscript: bool | None = None
    style: str | None = None
    size: float | None = None
    """In points."""
    colour: str | None = None
    """Six digits; ``""`` for automatic, which is always seen."""
    ground: str | None = None
    """The shading behind the run."""

    def under(self, other: Effects) -> Effects:
        """Return these effects with what ``other`` (the nearer properties) says laid over them."""
        if other is NOTHING_SAID:
            return self
        if self is NOTHING_SAID and other.style != "":
            return other
        return Effects(
            self.struck if other.struck is None else other.struck,
            self.hidden if other.hidden is None else other.hidden,
            self.superscript if other.superscript is None else other.superscript,
            other.style or self.style,
            self.size if other.size is None else other.size,
            self.colour if other.colour is None else other.colour,
            self.ground if other.ground is None else other.ground,
        )

    def unseen(self, ground: str, tiny: float) -> bool:
        """Tell whether text so shown is not seen; ``ground`` is the colour of its cell or paragraph,
        and type of ``tiny`` points and less is not seen."""
        if self.struck or self.hidden or (self.size is not None and self.size <= tiny):
            return True
        return bool(self.colour) and self.colour == (self.ground or ground)


NOTHING_SAID = Effects()


@dataclass(frozen=True, slots=True)
class Style:
    """One style with everything it inherits."""

    effects: Effects = NOTHING_SAID
    heading: int = 0
    """1-6, or 0 for body text."""
    numbering: tuple[str, int | None] | None = None
    """``numId`` and level; the level may be left to the list that names the style."""
    contents: bool = False
    """A line of the generated table of contents (目录)."""


def effects_of(properties: Element | None) -> Effects:
    """Read a ``w:rPr`` element."""
    if properties is None or not len(properties):
        return NOTHING_SAID
    said: dict[str, bool] = {}
    style = colour = ground = size = None
    for each in properties:
        tag = each.tag
        if tag in _TOGGLES:
            name = _TOGGLES[tag]
            # Single and double strike are two properties with one meaning: either of them strikes.
            said[name] = said.get(name, False) or is_on(each)
        elif tag == _RAISED:
            said["superscript"] = each.get(VALUE) == "superscript"
        elif tag == _STYLE:
            style = each.get(VALUE)
        elif tag == _SIZE:
            size = _half_points(each) / 2
        elif tag == _COLOUR:
            # A colour of the theme is stated too as what it came to; its first is the paper's white.
            colour = each.get(VALUE, "").upper()
            colour = "" if colour == "AUTO" else colour
        elif tag in (SHADE, _HIGHLIGHT):
            ground = shade_of(each) or ground
    if not said and style is None and size is None and colour is None and ground is None:
        return NOTHING_SAID
    return Effects(said.get("struck"), said.get("hidden"), said.get("superscript"), style, size, colour, ground)


def shade_of(element: Element | None) -> str:
    """Return the colour of a ``w:shd`` or ``w:highlight``; ``""`` for none, ``?`` for a pattern or a named colour."""
    if element is None:
        return ""
    stated = element.get(VALUE, "clear")
    if element.tag == _HIGHLIGHT:
        return "" if stated == "none" else WHITE if stated == "white" else "?"
    fill = element.get(_FILL, "auto").upper()
    if stated in ("clear", "nil"):
        return "" if fill == "AUTO" else fill
    return element.get(_COLOUR, "auto").upper() if stated == "solid" else "?"


def _half_points(element: Element) -> int:
    stated = element.get(VALUE, "")
    return int(stated) if stated.isdecimal() and len(stated) < 6 else 24


def is_on(element: Element) -> bool:
    """Read an on/off property; present without a value means on (ECMA-376 17.17.4)."""
    return element.get(VALUE, "1").lower() not in _OFF


def by_name(properties: Element | None) -> Mapping[str, Element]:
    """Return properties by their names, the first of each; none for ``None``."""
    return {} if properties is None else {each.tag: each for each in reversed(properties)}


def outline_level(properties: Mapping[str, Element]) -> int | None:
    """Return the heading level 1-6 that a ``w:pPr`` states, 0 for body text, ``None`` when it states none."""
    level = properties.get(_LEVEL)
    number = "" if level is None else level.get(VALUE, "")
    if not number.isdigit():
        return None
    return min(int(number) + 1, 6) if int(number) < 9 else 0


def numbering_of(properties: Mapping[str, Element]) -> tuple[str, int | None] | None:
    """Return ``(numId, level)`` of a ``w:pPr``, level ``None`` when not stated; ``None`` without numbering."""
    number = properties.get(_NUMBERING)
    if number is None:
        return None
    num_id, level = number.find(_NUMBER), number.find(_OF_LIST)
    level_text = "" if level is None else level.get(VALUE, "")
    return ("" if num_id is None else num_id.get(VALUE, "")), int(level_text) if level_text.isdigit() else None


class Styles:
    """The styles by id; unknown ids are the plain style."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._done: dict[str, Style] = {}
        self._default = ""
        for each in () if root is None else root.iter(f"{W}style"):
            name = each.get(f"{W}styleId", "")
            self._elements[name] = each
            if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default", "0") not in _OFF:
                self._default = name

    def paragraph(self, style_id: str | None) -> Style:
        """Return a paragraph style, the document's default for ``None``."""
        name = self._default if style_id is None else style_id
        return self._done.get(name) or self._resolve(name, frozenset())

    def character(self, style_id: str) -> Effects:
        """Return a character style's effects."""
        return self._resolve(style_id, frozenset()).effects

    def is_shaded(self, style_id: str) -> bool:
        """Tell whether a table style, or one it is based on, gives any cells a ground of their own."""
        seen: set[str] = set()
        while style_id not in seen and (element := self._elements.get(style_id)) is not None:
            if any(shade_of(each) for each in element.iter(f"{W}shd")):
                return True
            seen.add(style_id)
            base = element.find(f"{W}basedOn")
            style_id = "" if base is None else base.get(f"{W}val", "")
        return False

    def _resolve(self, style_id: str, above: frozenset[str]) -> Style:
        if style_id in self._done:
            return self._done[style_id]
        element = self._elements.get(style_id)
        if element is None or style_id in above or len(above) > 50:
            return Style()
        base = element.find(f"{W}basedOn")
        parent = Style() if base is None else self._resolve(base.get(f"{W}val", ""), above | {style_id})
        self._done[style_id] = style = _laid_over(parent, element)
        return style


def _laid_over(parent: Style, element: Element) -> Style:
    named = element.find(f"{W}name")
    name = "" if named is None else named.get(f"{W}val", "")
    properties = by_name(element.find(f"{W}pPr"))
    heading = parent.heading
    if match := _HEADING_NAME.match(name):
        heading = min(int(match[1]), 6)
    elif name.strip().lower() in _TITLE_NAMES:
        heading = 1
    stated = outline_level(properties)
    numbering = numbering_of(properties)
    if numbering is not None and parent.numbering is not None:
        numbering = (numbering[0] or parent.numbering[0], numbering[1] or parent.numbering[1])
    return replace(
        parent,
        effects=parent.effects.under(effects_of(element.find(f"{W}rPr"))),
        heading=heading if stated is None else stated,
        numbering=numbering or parent.numbering,
        contents=parent.contents or bool(_CONTENTS_NAME.match(name)),
    )
