"""Text whose fonts name wrong characters: it has the shape of Chinese and says nothing."""

from __future__ import annotations

from gongkai.document.encoding import common_characters
from gongkai.document.layout.model import Glyph
from gongkai.settings import Settings


def is_garbled(glyphs: list[Glyph], settings: Settings) -> bool:
    """Tell whether hardly any of a page's characters are such as official texts consist of."""
    wide = [glyph.text for glyph in glyphs if glyph.text > "\u2e7f"]
    if len(wide) < settings.garbled_from:
        return False
    common = common_characters()
    return sum(map(common.__contains__, wide)) < settings.common_share * len(wide)
