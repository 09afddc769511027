"""What a file holds that no page shows. It does not go out; it is named, so that nobody misses it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from gongkai.document.kinds import Kind, Sniffed
from gongkai.errors import UnreadableDocument
from gongkai.redaction.finding.words import plain_word
from gongkai.redaction.model import LeftOut
from gongkai.screening import Content, Place, Screen, default_rules, hit_kind, place_in_words
from gongkai.settings import Settings

_SHOWN = 3
"""Most places named of one kind."""
_UNSEEN, _NOWHERE = "unread", "not-shown"
_CHANGE = "tracked-change"
_PRINTED = frozenset(("body", "header", "note", "textbox"))
"""Parts of a file that are meant to be printed."""
_PIECE = 6
"""Characters of a text that stand together on a page, wherever its lines are broken."""


def left_out(data: bytes, sniffed: Sniffed, shown: str, settings: Settings, *, paged: bool) -> tuple[LeftOut, ...]:
    """Return what a file holds besides its pages, by kind; what could not be looked at is said too.

    ``shown`` is all that the pages say, without spaces; ``paged``: LibreOffice set them, and may have left out some.
    """
    try:
        content = _content(data, sniffed, shown, settings)
    except UnreadableDocument as error:
        return (LeftOut(_UNSEEN, 1, f"没有查到页面之外还有什么：{error.message}"),)
    return (*_by_kind(content, shown), *(_nowhere(content, shown) if paged else ()))


def _content(data: bytes, sniffed: Sniffed, shown: str, settings: Settings) -> Content:
    if sniffed.kind is Kind.PDF:
        from gongkai.screening.files.gathering import Gathered
        from gongkai.screening.files.pdf import earlier_versions
        from gongkai.screening.files.pdf_objects import Objects

        gathered = Gathered()
        Objects(gathered, shown, settings, lambda _, __: Content()).read(data)
        earlier_versions(data, shown, gathered, settings)
        return gathered.content()
    # The text in pictures is on the pages; here only what no page shows is asked for.
    screen = Screen(default_rules(), dt.date.min, settings, recognise=False)
    return screen.content(data)


def _by_kind(content: Content, shown: str) -> tuple[LeftOut, ...]:
    places: dict[str, list[Place]] = {}
    for kind, place in _unseen(content, shown):
        places.setdefault(kind, []).append(place)
    found = [LeftOut(kind, len(each), _in_words(hit_kind(kind).title, each)) for kind, each in places.items()]
    return (*found, *(LeftOut(_UNSEEN, 1, f"没有查到：{each}") for each in content.unread))


def _unseen(content: Content, shown: str) -> Iterable[tuple[str, Place]]:
    """Yield what is hidden, each thing once: where it is known as a thing, what it says is not counted besides."""
    texts = [*content.passages, *(cell for listing in content.listings for row in listing.rows for cell in row)]
    # LibreOffice prints changes that nobody has accepted: what is struck out there can be read, and marked.
    printed = all(is_shown(each.text, shown) for each in texts if each.hidden == _CHANGE)
    for trace in content.traces:
        if trace.kind != _CHANGE or not printed:
            yield trace.kind, trace.place
    known = {each.kind for each in content.traces}
    for each in dict.fromkeys((each.hidden, each.place) for each in texts):
        if each[0] and each[0] not in known:
            yield each[0], each[1]


def _nowhere(content: Content, shown: str) -> Iterable[LeftOut]:
    """Yield what is not hidden and on no page all the same: cells outside a print range, for one."""
    texts = [*content.passages, *(cell for listing in content.listings for row in listing.rows for cell in row)]
    seen = [each for each in texts if not each.hidden and each.place.part in _PRINTED]
    places = [each.place for each in seen if not is_shown(each.text, shown)]
    if places:
        yield LeftOut(_NOWHERE, len(places), _in_words("没有印在任何一页上的文字", places))


def is_shown(text: str, shown: str) -> bool:
    """Tell whether the pages say most of a text, wherever it is broken; numbers alone may be printed otherwise."""
    plain = plain_word(text)
    if not any(sign.isalpha() for sign in plain):
        return True
    pieces = [plain[at : at + _PIECE] for at in range(0, len(plain), _PIECE)]
    return sum(piece in shown for piece in pieces) * 2 >= len(pieces)


def _in_words(title: str, places: list[Place]) -> str:
    named = Counter(map(place_in_words, places))
    said = "、".join(list(named)[:_SHOWN]) + ("等" if len(named) > _SHOWN else "")
    return f"{title}{len(places)}处（{said}）"
