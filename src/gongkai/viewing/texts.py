"""Foreign text on a page of ours: no characters that no page may hold, and no more of it than there is room for."""

from __future__ import annotations

from gongkai.settings import Settings
from gongkai.viewing.words import Words

_UNSEEN = (*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_SEEN = dict.fromkeys(_UNSEEN, "\ufffd")


def plain(text: str) -> str:
    """Return the text with control characters and half characters made visible as such."""
    return text.translate(_SEEN)


class Room:
    """How many characters of a document still go onto the page, and in which words it says what does not."""

    def __init__(self, characters: int, words: Words, settings: Settings) -> None:
        self.left = characters
        self.words = words
        self.settings = settings

    def take(self, text: str) -> str:
        """Return as much of a text as there is room for, saying how much was left out."""
        most = max(0, min(self.settings.view_line, self.left))
        self.left -= min(len(text), most)
        if len(text) <= most:
            return plain(text)
        return plain(text[:most]) + self.words("letters_left_out", count=len(text) - most)
