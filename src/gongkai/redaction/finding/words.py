"""Every place of a word, however it is spaced, broken over lines, or written full-width."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gongkai.redaction.finding.laid import Laid


def plain_word(word: str) -> str:
    """Return a word as it is looked for: without spaces, full-width signs as ASCII, capitals as small letters."""
    return "".join(each for each in unicodedata.normalize("NFKC", word).lower() if not each.isspace())


def places(word: str, laid: Laid) -> Iterator[tuple[int, int]]:
    """Yield where a plain word stands in a tight text; overlapping places too, so that none is left half seen."""
    text = "".join(each.lower() if len(each.lower()) == 1 else each for each in laid.text)
    at = text.find(word) if word else -1
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)
