"""What reading back finds that must not be there."""

from __future__ import annotations

from typing import NamedTuple


class Survival(NamedTuple):
    """Something in a redacted file that must not be there, and where."""

    kind: str
    """``structure``, ``text``, ``annotation``, ``attachment``, ``form``, ``metadata``, ``earlier``, ``points``,
    ``reading`` or ``pages``."""
    page: int | None
    words: str

    def __str__(self) -> str:
        return f"第{self.page}页：{self.words}" if self.page else self.words


class PageImage(NamedTuple):
    """The picture that a page of a redacted file consists of, as it stands in the file."""

    page: int
    data: bytes
    photograph: bool
    grey: bool
    width: int
    height: int
