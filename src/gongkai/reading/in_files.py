"""The readings in files and archives: every report with the document it was read from, for whoever shows both."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.document.model import Document
from gongkai.document.opening import open_documents
from gongkai.document.sources import Source, load
from gongkai.errors import GongkaiError
from gongkai.reading.own import own_reports
from gongkai.reading.reader import Unread
from gongkai.reading.readings import Reading, readings_of
from gongkai.settings import DEFAULT_SETTINGS, Settings


def readings_in(source: Source, settings: Settings = DEFAULT_SETTINGS) -> Iterator[Reading | Unread]:
    """Read one file, archives included; never raises for what is wrong with the file.

    A report in a data format of our own has no document beside it.
    """
    try:
        data = load(source.path, settings)
        own = own_reports(data, source.name)
    except GongkaiError as error:
        yield Unread(source.name, error)
        return
    if own is not None:
        yield from map(Reading, own)
        return
    for name, document in open_documents(data, source.name, settings):
        if isinstance(document, Document):
            yield from readings_of(document, name, settings)
        else:
            yield Unread(name, document)
