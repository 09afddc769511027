"""Texts that stand on the page and cannot be seen: in the colour of their ground, of no size, ``visibility: hidden``.

These properties are inherited and may be set otherwise further in, so they are judged text by text, and only under the
elements that state something suspicious: hardly a page has any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from gongkai.document.fronts.html.declarations import declared, points
from gongkai.document.fronts.html.elements import KINDS, Kind
from gongkai.document.fronts.html.looks import SHOWN_BY_SCRIPT
from gongkai.settings import Settings

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Each begins with a word in lower case, which is found fast.
_COLOURS = re.compile(rb"""color\s*+[:=]\s*+["']?\s*+([#\w][^;"'>}<]{0,40})""")
_GROUNDS = re.compile(rb"""background\s*+:\s*+([#\w][^;"'>}<]{0,40})""")
_INVISIBLE = re.compile(rb"visibility\s*+:\s*+(?:hidden|collapse)")
_TINY = re.compile(rb"font-size\s*+:\s*+(?:\.\d|[0-2](?!\d))")
_COLOUR_OF_TEXT = re.compile(rb"(?:^|[^\w-]|text-fill-)$")
_SUSPECTS = '[style*="color" i], [style*="background" i], [style*="font" i], [style*="visibility" i], [bgcolor], font'
_PARTS = re.compile(r"rgba?\(([^)]*)\)|#([0-9a-f]{3,8})\b|[a-z]+")
_NAMES = {
    "white": "ffffff", "black": "000000", "red": "ff0000", "blue": "0000ff", "green": "008000", "yellow": "ffff00",
    "gray": "808080", "grey": "808080", "silver": "c0c0c0", "snow": "fffafa", "ivory": "fffff0",
    "whitesmoke": "f5f5f5", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0", "windowtext": "000000",
    "window": "ffffff", "navy": "000080", "maroon": "800000", "orange": "ffa500", "transparent": "transparent",
}  # fmt: skip
_PAPER, _INK, _UNKNOWN = "ffffff", "000000", "?"


class Look(NamedTuple):
    """How text looks at some element."""

    colour: str = _INK
    ground: str = _PAPER
    points: float = 12.0
    visible: bool = True
    certain: bool = True
    """False where a style sheet that we do not have may set another ground."""


class _Judge:
    def __init__(self, parser: LexborHTMLParser, ruled: Mapping[int, str], settings: Settings) -> None:
        self._ruled = ruled
        self._tiny = settings.invisible_type
        self._near = settings.like_colours
        self._most = settings.ground_texts
        self._foreign = parser.css_first('link[rel~="stylesheet" i]') is not None
        self._looks: dict[int, Look] = {}
        self._done: set[int] = set()
        self.unseen: set[int] = set()

    def look_of(self, node: LexborNode | None) -> Look:
        """Return how text looks directly in a node, from its outermost ancestor inwards."""
        chain: list[LexborNode] = []
        while node is not None and node.tag and node.tag != "-document" and node.mem_id not in self._looks:
            chain.append(node)
            node = node.parent
        look = Look() if node is None else self._looks.get(node.mem_id, Look())
        for each in reversed(chain):
            look = self._looks[each.mem_id] = self._under(look, each)
        return look

    def go_through(self, node: LexborNode) -> None:
        """Judge every text under a node that was not judged before."""
        waiting = [node]
        while waiting:
            node = waiting.pop()
            if node.mem_id in self._done:
                continue
            self._done.add(node.mem_id)
            if KINDS.get(node.tag or "") is Kind.SKIPPED:
                continue
            look = self.look_of(node)
            gone = self._is_unseen(look, node)
            child = node.first_child
            while child is not None:
                if child.tag != "-text":
                    waiting.append(child)
                elif gone:
                    self.unseen.add(child.mem_id)
                child = child.next

    def _is_unseen(self, look: Look, node: LexborNode) -> bool:
        if not look.visible or look.points <= self._tiny or look.colour == "transparent":
            return True
        return _alike(look.colour, look.ground, self._near) and (look.certain or self._stands_beside_ink(node))

    def _stands_beside_ink(self, node: LexborNode) -> bool:
        """Tell whether text of another colour stands in the same row or paragraph: then the ground is light."""
        row: LexborNode | None = node
        while row is not None and KINDS.get(row.tag or "") not in (Kind.ROW, Kind.BLOCK):
            row = row.parent
        child = None if row is None else row.first_child
        waiting = [] if child is None else [child]
        left = self._most
        while waiting and left:
            left -= 1
            each = waiting.pop()
            if each.next is not None:
                waiting.append(each.next)
            if each.tag == "-text":
                if (each.text_content or "").strip() and not _alike(
                    self.look_of(each.parent).colour, _PAPER, self._near
                ):
                    return True
            elif each.first_child is not None:
                waiting.append(each.first_child)
        return False

    def _under(self, above: Look, node: LexborNode) -> Look:
        attributes = node.attributes
        style = attributes.get("style") or ""
        ruled = self._ruled.get(node.mem_id, "")
        said = declared(f"{ruled};{style}") if style or ruled else {}
        colour = said.get("-webkit-text-fill-color") or said.get("color") or attributes.get("color") or ""
        colour = _colour(colour or (attributes.get("text") or "" if node.tag == "body" else "")) or above.colour
        ground = _ground(said, attributes)
        certain = above.certain
        if ground:
            certain = True
        elif self._foreign and node.tag not in ("html", "body") and ("class" in attributes or "id" in attributes):
            certain = False
        size = _size(said.get("font-size", ""), above.points)
        stated = said.get("visibility", "")
        if node.tag in ("html", "body") or attributes.get("id") in SHOWN_BY_SCRIPT:
            # Whoever hides the whole page shows it again by a script.
            stated, size = "", above.points
        visible = above.visible if not stated or stated == "inherit" else stated == "visible"
        if colour == above.colour and not ground and size == above.points and visible == above.visible:
            return above if certain == above.certain else above._replace(certain=certain)
        return Look(colour, ground or above.ground, size, visible, certain)


def unseen_texts(parser: LexborHTMLParser, page: bytes, ruled: Mapping[int, str], settings: Settings) -> frozenset[int]:
    """Return the ``mem_id`` of every text that cannot be seen; ``ruled`` are style sheets' declarations by element."""
    if not _is_suspicious(page, settings.like_colours):
        return frozenset()
    judge = _Judge(parser, ruled, settings)
    for node in _suspects(parser, ruled):
        judge.go_through(node)
    return frozenset(judge.unseen)


def _suspects(parser: LexborHTMLParser, ruled: Mapping[int, str]) -> Iterable[LexborNode]:
    yield from parser.css(_SUSPECTS)
    if ruled:
        yield from (node for node in parser.css("[class], [id]") if node.mem_id in ruled)


def _is_suspicious(page: bytes, near: int) -> bool:
    """Tell whether anything in a page's markup can make text unseen."""
    page = page.lower()
    if _INVISIBLE.search(page) or _TINY.search(page):
        return True
    colours, grounds = set[bytes](), set(_GROUNDS.findall(page))
    for match in _COLOURS.finditer(page):
        of_text = _COLOUR_OF_TEXT.search(page[max(0, match.start() - 10) : match.start()])
        (colours if of_text else grounds).add(match[1])
    inks = {_colour(each.decode("latin-1")) for each in colours}
    if "transparent" in inks or any(_alike(each, _PAPER, near) for each in inks):
        return True
    return any(
        _alike(one, other, near)
        for other in {_colour(each.decode("latin-1")) for each in grounds} - {_PAPER}
        for one in inks | {_INK}
    )


def _ground(said: Mapping[str, str], attributes: Mapping[str, str | None]) -> str:
    """Return the ground an element sets: a colour, ``?`` for a picture, ``""`` for none of its own."""
    both = f"{said.get('background', '')} {said.get('background-image', '')}"
    if "url(" in both or "gradient" in both or attributes.get("background"):
        return _UNKNOWN
    stated = said.get("background-color") or said.get("background") or attributes.get("bgcolor") or ""
    found = _colour(stated)
    return "" if found == "transparent" else found


def _colour(stated: str) -> str:
    """Return a colour as six hexadecimal digits, ``transparent``, or ``""`` where none is told."""
    for match in _PARTS.finditer(stated.strip().lower()[:80]):
        if match[2]:
            digits = match[2]
            if len(digits) in (3, 4):
                digits = "".join(each * 2 for each in digits)
            return "transparent" if digits[6:] == "00" else digits[:6]
        if match[1] is not None:
            parts = match[1].replace("/", " ").replace(",", " ").split()
            if len(parts) > 3 and not parts[3].strip("0.%"):
                return "transparent"
            if len(parts) >= 3 and all(part.isdecimal() and len(part) < 4 for part in parts[:3]):
                return "".join(f"{min(int(part), 255):02x}" for part in parts[:3])
            return ""
        if match[0] in _NAMES:
            return _NAMES[match[0]]
    return ""


def _alike(one: str, other: str, near: int) -> bool:
    if len(one) != 6 or len(other) != 6:
        return False
    return one == other or all(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= near for at in (0, 2, 4))


def _size(stated: str, above: float) -> float:
    if not stated:
        return above
    value = points(stated)
    if value is None:
        return max(above, 8.0) if "small" in stated or "large" in stated or "medium" in stated else above
    if stated.endswith("%") or (stated.endswith("em") and not stated.endswith("rem")):
        return above * value / (6 if stated.endswith("%") else 12) / (100 / 1 if stated.endswith("%") else 1)
    return value
