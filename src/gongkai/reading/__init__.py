"""Reading: documents of any kind become reports."""

from gongkai.reading.reader import Unread, read, read_bytes, read_document, read_many, read_source, read_sources
from gongkai.reading.sources import Source, sources_of

__all__ = [
    "Source",
    "Unread",
    "read",
    "read_bytes",
    "read_document",
    "read_many",
    "read_source",
    "read_sources",
    "sources_of",
]
