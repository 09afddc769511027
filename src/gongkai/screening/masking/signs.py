"""Hide the signs of what was found; a text keeps its length, so that every other sign keeps its place."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.screening.finding.found import Found
from gongkai.screening.finding.names import is_name, names

# How many letters and digits stay at the beginning and at the end.
_KEPT = {
    "identity-number": (6, 4),
    "disability-card": (6, 4),
    "bank-card": (4, 4),
    "mobile-number": (3, 4),
    "passport": (2, 2),
    "number-plate": (2, 2),
    "home-address": (6, 0),
    "birth-date": (4, 0),
}
MASKED_KINDS = frozenset((*_KEPT, "minor"))
_HAN_DIGITS = "〇○零一二三四五六七八九十"


def masked(text: str, found: Iterable[Found], *, with_names: bool = False) -> str:
    """Return the text with what was found hidden, and the names that stand apart in it if asked."""
    signs = list(text)
    for each in found:
        if each.kind == "minor":
            _hide_minor(signs, text, each)
        elif each.kind in _KEPT:
            _hide(signs, each.start, each.end, *_KEPT[each.kind], digits_only=each.kind == "birth-date")
    if with_names:
        for start, end in names(text):
            hide_name(signs, start, end)
    return "".join(signs)


def masked_cell_name(text: str) -> str:
    """Return a cell's name with its middle hidden."""
    signs = list(text)
    hide_name(signs, 0, len(signs))
    return "".join(signs)


def hide_name(signs: list[str], start: int, end: int) -> None:
    """Hide a name between its first and its last character; of two characters the second."""
    places = [at for at in range(start, end) if not signs[at].isspace()]
    for at in places[1:-1] if len(places) > 2 else places[1:]:
        signs[at] = "*"


def _hide(signs: list[str], start: int, end: int, first: int, last: int, *, digits_only: bool) -> None:
    places = [at for at in range(start, min(end, len(signs))) if _counts(signs[at], digits_only)]
    for at in places[first : len(places) - last]:
        signs[at] = "*"


def _counts(sign: str, digits_only: bool) -> bool:
    if digits_only:
        return sign.isdecimal() or sign in _HAN_DIGITS
    return sign.isalnum()


def _hide_minor(signs: list[str], text: str, found: Found) -> None:
    """Hide a minor's name and age; his number or date of birth is hidden as such."""
    piece = text[found.start : found.end]
    if is_name(piece.strip()):
        hide_name(signs, found.start, found.end)
        return
    comma = next((at for at, sign in enumerate(piece) if sign in "，,（( "), len(piece))
    if is_name(piece[:comma]):
        hide_name(signs, found.start, found.start + comma)
    if piece.endswith("岁") or piece.strip().isdecimal():
        for at in range(found.start, found.end):
            if signs[at].isdecimal():
                signs[at] = "*"
