"""What every kind of pages gives: how many there are, the picture of each, and where its words stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from gongkai.redaction.model import Box

if TYPE_CHECKING:
    from PIL import Image

EIGHT = 8
"""Sides of pictures are whole blocks of JPEG: what is blackened in such blocks leaves nothing in its neighbours."""


class Sign(NamedTuple):
    """A character, or a run of characters that recognition gives as one, and its place."""

    text: str
    box: Box


class PageWords(NamedTuple):
    """The words of a page in the order in which they were set."""

    page: int
    aspect: float
    """The page's width over its height."""
    signs: tuple[Sign, ...] = ()
    recognised: tuple[Sign, ...] = ()
    """Runs read from a picture; their characters' places are reckoned."""
    looked: bool = False
    """Whether recognition looked at the page's picture."""
    unread: str = ""
    """Why there may be words that are not among them; empty where there are none."""


class Drawn(Protocol):
    """Pages of one kind of file."""

    @property
    def count(self) -> int:
        """How many pages there are."""

    def picture(self, number: int) -> Image.Image:
        """Return a page (from 1) as it is seen, grey or in colour; its sides are whole eights."""

    def words(self, number: int, *, recognise: bool) -> PageWords:
        """Return where the words of a page stand."""

    def close(self) -> None:
        """Let go of the file."""
