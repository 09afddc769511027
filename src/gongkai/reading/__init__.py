"""Reading: documents of any kind become reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.reading.batch import read_each, read_many, read_sources
    from gongkai.reading.facts import facts_of
    from gongkai.reading.own import own_reports
    from gongkai.reading.reader import Unread, read, read_bytes, read_document, read_source
    from gongkai.reading.readings import ExtraFigure, Reading, Unplaced, readings_of

__all__ = [
    "ExtraFigure",
    "Reading",
    "Unplaced",
    "Unread",
    "facts_of",
    "own_reports",
    "read",
    "read_bytes",
    "read_document",
    "read_each",
    "read_many",
    "read_source",
    "read_sources",
    "readings_of",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("read_each", "read_many", "read_sources"), "gongkai.reading.batch"),
        "facts_of": "gongkai.reading.facts",
        "own_reports": "gongkai.reading.own",
        **dict.fromkeys(("Unread", "read", "read_bytes", "read_document", "read_source"), "gongkai.reading.reader"),
        **dict.fromkeys(("ExtraFigure", "Reading", "Unplaced", "readings_of"), "gongkai.reading.readings"),
    },
)
