"""What a file holds that no page shows. It does not go out; it is named, so that nobody misses it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from gongkai.document.kinds import Kind, Sniffed
from gongkai.errors import UnreadableDocument
from gongkai.redaction.model import LeftOut
from gongkai.screening import Content, Place, Screen, default_rules, hit_kind, place_in_words
from gongkai.settings import Settings

_SHOWN = 3
"""Most places named of one kind."""
_UNSEEN = "unread"


def left_out(data: bytes, sniffed: Sniffed, settings: Settings) -> tuple[LeftOut, ...]:
    """Return what a file holds besides its pages, by kind; what could not be looked at is said too."""
    try:
        content = _content(data, sniffed, settings)
    except UnreadableDocument as error:
        return (LeftOut(_UNSEEN, 1, f"没有查到页面之外还有什么：{error.message}"),)
    return _by_kind(content)


def _content(data: bytes, sniffed: Sniffed, settings: Settings) -> Content:
    if sniffed.kind is Kind.PDF:
        from gongkai.screening.files.gathering import Gathered
        from gongkai.screening.files.pdf import earlier_versions
        from gongkai.screening.files.pdf_objects import Objects

        gathered = Gathered()
        Objects(gathered, "", settings, lambda _, __: Content()).read(data)
        earlier_versions(data, "", gathered, settings)
        return gathered.content()
    # The text in pictures is on the pages; here only what no page shows is asked for.
    screen = Screen(default_rules(), dt.date.min, settings, recognise=False)
    return screen.content(data)


def _by_kind(content: Content) -> tuple[LeftOut, ...]:
    places: dict[str, list[Place]] = {}
    for kind, place in _unseen(content):
        places.setdefault(kind, []).append(place)
    found = [LeftOut(kind, len(each), _in_words(kind, each)) for kind, each in places.items()]
    return (*found, *(LeftOut(_UNSEEN, 1, f"没有查到：{each}") for each in content.unread))


def _unseen(content: Content) -> Iterable[tuple[str, Place]]:
    """Yield what is hidden, each thing once: where it is known as a thing, what it says is not counted besides."""
    for trace in content.traces:
        yield trace.kind, trace.place
    known = {each.kind for each in content.traces}
    texts = [*content.passages, *(cell for listing in content.listings for row in listing.rows for cell in row)]
    for each in dict.fromkeys((each.hidden, each.place) for each in texts):
        if each[0] and each[0] not in known:
            yield each[0], each[1]


def _in_words(kind: str, places: list[Place]) -> str:
    named = Counter(map(place_in_words, places))
    said = "、".join(list(named)[:_SHOWN]) + ("等" if len(named) > _SHOWN else "")
    return f"{hit_kind(kind).title}{len(places)}处（{said}）"
