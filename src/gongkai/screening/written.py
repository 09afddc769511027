"""Hits as data and as lines for people."""

from __future__ import annotations

from typing import Any

from gongkai.screening.catalogue import certainty_in_words, hit_kind, place_in_words
from gongkai.screening.model import Hit, Screening


def screening_to_json(screening: Screening) -> dict[str, Any]:
    """Return a file's hits as JSON: kind, certainty, place, what it is in words, legal basis, what to do."""
    return {
        "source": screening.source,
        "hits": [hit_to_json(each) for each in screening.hits],
        "unread": list(screening.unread),
    }


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """Return one hit as JSON."""
    kind = hit_kind(hit.kind)
    place = {key: value for key, value in hit.place._asdict().items() if value is not None}
    return {
        "kind": hit.kind,
        "certainty": hit.certainty.value,
        "place": place,
        "hidden": hit.hidden,
        "found": hit.shown,
        "words": in_words(hit),
        "basis": list(kind.basis),
        "advice": kind.advice,
    }


def in_words(hit: Hit) -> str:
    """Return a hit as a sentence: where, what, and that it is hidden."""
    kind = hit_kind(hit.kind)
    hidden = f"（在{hit_kind(hit.hidden).title}里，读者看不到）" if hit.hidden else ""
    said = f"“{hit.shown}”" if hit.shown else ""
    return f"{place_in_words(hit.place)}：{kind.title}{said}{hidden}，{certainty_in_words(hit.certainty)}。"
