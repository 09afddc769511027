"""Pages that repeat an earlier one, by what they look like or by what they say."""

from __future__ import annotations

from gongkai.redaction.finding.marking import page_text
from gongkai.redaction.model import Duplicate
from gongkai.redaction.pages import Pages, look_of


def find_duplicates(pages: Pages, *, recognise: bool = False) -> tuple[Duplicate, ...]:
    """Return the pages that repeat an earlier page; a person decides whether they are duplicates.

    The same words are no proof: of two copies one may be signed. Empty pages repeat nothing.
    """
    looks: dict[str, int] = {}
    texts: dict[str, int] = {}
    found: list[Duplicate] = []
    for number in range(1, pages.count + 1):
        picture = pages.picture(number)
        if picture.convert("L").getextrema()[0] == picture.convert("L").getextrema()[1]:
            continue
        look = look_of(picture)
        text = page_text(pages.words(number, recognise=recognise))
        if look in looks:
            found.append(Duplicate(number, looks[look], "picture"))
            continue
        looks[look] = number
        if len(text) >= pages.settings.redaction_same_text:
            if text in texts:
                found.append(Duplicate(number, texts[text], "text"))
            else:
                texts[text] = number
    return tuple(found)
