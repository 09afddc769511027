"""Plain table rows, read from their markup as the parser writes it out again: regular, quoted and escaped.

Nearly every row of a report is of this kind, and the same few cells (``<td>0</td>``, Word's wrapped in paragraph and
span, the form's own labels) fill nearly every table: what a cell's markup means is worked out once and kept. Whatever
is not plain beyond doubt is left to the walk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape

from gongkai.document.characters import one_line
from gongkai.document.fronts.html import looks
from gongkai.document.fronts.html.pieces import Piece
from gongkai.document.fronts.html.tables import RawCell

_ATTRIBUTES = r'(?: [\w:.-]+="[^"<>]*+")*+'
_INLINE = r"(?:span|font|b|strong|o:p|a|i|em|u|big|small)"
_BLOCK = r"(?:p|div|center)"
# One text, parted by inline elements at most, in a chain of wrappers. A piece begins with the row or with the end of
# the cell before it, because rows are cut at `</t`.
_CELL = re.compile(
    rf"(?:<tr{_ATTRIBUTES}>|[dh]>)\s*+<t[dh]({_ATTRIBUTES})>"
    rf"((?:\s*+<(?:{_INLINE}|{_BLOCK}){_ATTRIBUTES}>)*+)"
    rf"((?:[^<]++|</?{_INLINE}{_ATTRIBUTES}>)*+)"
    rf"(?:</(?:{_INLINE}|{_BLOCK})>\s*+)*+"
)
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[\w:]+( [^<>]*)?>")
_ATTRIBUTE = re.compile(r'(?<![\w:.-])([\w:.-]++)="([^"]*)"')
_TELLING = looks.HIDDEN | looks.SOFTLY_HIDDEN | looks.RAISED | looks.PREFORMATTED | looks.FOOTNOTE
_LEADING_DIGITS = re.compile(r"\s*\+?(\d{1,9})")
_LONGEST_ROW = 12_000
"""Characters of a row that may be plain; bounds what is kept of its cells."""
_NO_PIECES: list[Piece] = []


PlainCell = Callable[[str], RawCell | None]
"""Reads the markup of a cell that holds a single text or nothing; ``None`` where it holds more."""


def plain_row(markup: str, plain_cell: PlainCell) -> list[RawCell] | None:
    """Return the cells of a row where each holds a single text or nothing, else None.

    ``markup`` is the row as the parser serialises it; ``plain_cell`` comes from :func:`plain_cells`.
    """
    if len(markup) > _LONGEST_ROW:
        return None
    parts = markup.split("</t")
    if len(parts) < 3 or parts.pop() != "r>" or parts.pop().rstrip() not in ("d>", "h>"):
        return None
    cells = [cell for cell in map(plain_cell, parts) if cell]
    return cells if len(cells) == len(parts) else None


@lru_cache(maxsize=4)
def plain_cells(of_style: looks.StyleFlags) -> PlainCell:
    """Return what reads plain cells; it keeps what it has read, with the markup as the only key."""

    @lru_cache(maxsize=2048)
    def plain_cell(part: str) -> RawCell | None:
        return _plain_cell(part, of_style)

    return plain_cell


def _plain_cell(part: str, of_style: looks.StyleFlags) -> RawCell | None:
    found = _CELL.fullmatch(part)
    if found is None:
        return None
    own, before, inside = found.groups()
    attributes = _attributes(own)
    if looks.of_attributes(attributes, of_style) & _TELLING:
        return None
    # Inline elements side by side may be cells of their own.
    telling = _TELLING | looks.CELL | looks.ROW if _OPENING.search(inside) else _TELLING
    for opened in _OPENING.findall(before + inside):
        if opened and looks.of_attributes(_attributes(opened), of_style) & telling:
            return None
    text = one_line(unescape(_TAG.sub("", inside)))
    return RawCell(text, _NO_PIECES, *spans(attributes))


def _attributes(markup: str) -> dict[str, str | None]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(markup)}


def spans(attributes: Mapping[str, str | None]) -> tuple[int, int]:
    """Return rowspan and colspan; a rowspan of 0 goes down to the end of the row group."""
    rows, columns = attributes.get("rowspan"), attributes.get("colspan")
    return (_span(rows, 0) if rows else 1, _span(columns, 1) if columns else 1)


def _span(stated: str, least: int) -> int:
    """Read a span as browsers do: leading digits count, anything else is 1; 0 only for rowspan."""
    found = _LEADING_DIGITS.match(stated)
    number = int(found[1]) if found else 1
    return number if number >= least else 1
