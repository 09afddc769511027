"""A text that stands in several pieces of a file, written back piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Piece(NamedTuple):
    """A piece of text, and how it is replaced; ``None`` for signs (a tab, a line's end) that no text holds."""

    text: str
    replace: Callable[[str], None] | None = None


def joined(pieces: list[Piece]) -> str:
    """Return the whole text."""
    return "".join(each.text for each in pieces)


def write_back(pieces: list[Piece], text: str) -> int:
    """Replace the pieces by a text of the same length; return how many changed."""
    at = changed = 0
    for each in pieces:
        now = text[at : at + len(each.text)]
        at += len(each.text)
        if now != each.text and each.replace is not None:
            each.replace(now)
            changed += 1
    return changed


def setter(element: Any) -> Callable[[str], None]:
    """Return what sets an element's text."""

    def replace(text: str) -> None:
        element.text = text

    return replace
