"""Looking at a file for what it must not bear; what cannot be looked at is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.errors import UnreadableDocument
from gongkai.screening import Screen, Screening, default_rules, hit_to_json
from gongkai.settings import Settings
from gongkai_site.front.limits import ONE_FILE

MARKING = "secrecy-marking"
LIMITS = Settings(max_bytes=ONE_FILE, max_unpacked=500_000_000, max_members=2_000, max_pages=300)
"""Limits for what people upload: 50 MB a file, 500 MB and 2,000 files in an archive."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found in a file, as data; ``unread`` says what of it could not be looked at."""

    hits: tuple[dict[str, Any], ...]
    unread: tuple[str, ...] = ()

    @property
    def markings(self) -> list[dict[str, Any]]:
        """The secrecy markings among the hits that leave no doubt that they are meant as one."""
        return [each for each in self.hits if each["kind"] == MARKING and each["certainty"] != "possible"]

    @property
    def hidden(self) -> list[dict[str, Any]]:
        """What a reader of the file does not see."""
        return [each for each in self.hits if each["hides"]]


def look(data: bytes, name: str, day: dt.date, *, thorough: bool, convert: bool = True) -> Looked:
    """Look at a file, or at every file of an archive. ``thorough`` recognises pictures, which takes seconds a page."""
    screen = Screen(default_rules(), day, LIMITS, recognise=thorough, convert=convert)
    hits: list[dict[str, Any]] = []
    unread: list[str] = []
    for outcome in screen.files(data, name):
        if isinstance(outcome, Screening):
            hits += [_as_data(each, outcome.source, name) for each in outcome.hits]
            unread += outcome.unread
        else:
            unread.append(_why(*outcome))
    return Looked(tuple(hits), tuple(unread))


def said(hits: Sequence[dict[str, Any]]) -> str:
    """What was seen, in one line."""
    return "；".join(dict.fromkeys(str(each["words"]).rstrip("。") for each in hits[:_MOST])) + "。"


_MOST = 3


def _as_data(hit: Any, source: str, name: str) -> dict[str, Any]:
    from gongkai.screening import hit_kind

    kind = hit_kind(hit.kind)
    inner = source.removeprefix(name).removeprefix("!/")
    words = f"{inner}：{hit_to_json(hit)['words']}" if inner else hit_to_json(hit)["words"]
    return {**hit_to_json(hit), "words": words, "hides": bool(hit.hidden) or kind.hiding}


def _why(source: str, error: UnreadableDocument) -> str:
    return f"{source}：{error.message}"
