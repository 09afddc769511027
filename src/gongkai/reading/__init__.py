"""Reading: documents of any kind become reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.document.batch import in_order
    from gongkai.document.sources import Source, sources_of
    from gongkai.reading.batch import read_each, read_many, read_sources
    from gongkai.reading.facts import facts_of
    from gongkai.reading.own import own_reports
    from gongkai.reading.reader import Unread, read, read_bytes, read_document, read_source
    from gongkai.reading.readings import ExtraFigure, Reading, Unplaced, readings_of

__all__ = [
    "ExtraFigure",
    "Reading",
    "Source",
    "Unplaced",
    "Unread",
    "facts_of",
    "in_order",
    "own_reports",
    "read",
    "read_bytes",
    "read_document",
    "read_each",
    "read_many",
    "read_source",
    "read_sources",
    "readings_of",
    "sources_of",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(("read_each", "read_many", "read_sources"), "gongkai.reading.batch"),
        "in_order": "gongkai.document.batch",
        "facts_of": "gongkai.reading.facts",
        "own_reports": "gongkai.reading.own",
        **dict.fromkeys(("Unread", "read", "read_bytes", "read_document", "read_source"), "gongkai.reading.reader"),
        **dict.fromkeys(("ExtraFigure", "Reading", "Unplaced", "readings_of"), "gongkai.reading.readings"),
        **dict.fromkeys(("Source", "sources_of"), "gongkai.document.sources"),
    },
)
