"""Reading: documents of any kind become reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.lazily import lazily

if TYPE_CHECKING:
    from gongkai.reading.batch import in_order, read_each, read_many, read_sources
    from gongkai.reading.reader import Unread, read, read_bytes, read_document, read_source
    from gongkai.reading.sources import Source, sources_of

__all__ = [
    "Source",
    "Unread",
    "in_order",
    "read",
    "read_bytes",
    "read_document",
    "read_each",
    "read_many",
    "read_source",
    "read_sources",
    "sources_of",
]

__getattr__, __dir__ = lazily(
    __name__,
    {
        **dict.fromkeys(
            ("Unread", "read", "read_bytes", "read_document", "read_source"),
            "gongkai.reading.reader",
        ),
        **dict.fromkeys(("in_order", "read_each", "read_many", "read_sources"), "gongkai.reading.batch"),
        **dict.fromkeys(("Source", "sources_of"), "gongkai.reading.sources"),
    },
)
