"""Read documents of any kind into reports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from gongkai.document.model import Document
from gongkai.document.opening import open_documents
from gongkai.document.sources import PathLike, Source, load, load_stream
from gongkai.errors import GongkaiError, UsageError
from gongkai.reading.own import own_reports
from gongkai.reading.readings import Unread, readings_of
from gongkai.report.model import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

__all__ = ["Unread", "read", "read_bytes", "read_document", "read_source"]


def read(
    source: PathLike | bytes | BinaryIO, *, name: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Report:
    """Read the one report in a file, in bytes or in a binary stream.

    Raises a :class:`GongkaiError` saying what is wrong; :class:`UsageError` where there are several reports
    (use :func:`read_many`).
    """
    data, called = _bytes_of(source, settings)
    found = list(read_bytes(data, name or called, settings))
    reports = [each for each in found if isinstance(each, Report)]
    if len(reports) > 1:
        raise UsageError(f"“{name or called}”里有{len(reports)}份报告。", advice="请用 read_many 读取。")
    if reports:
        return reports[0]
    raise next(each.error for each in found if isinstance(each, Unread))


def _bytes_of(source: PathLike | bytes | BinaryIO, settings: Settings) -> tuple[bytes, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), "input"
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        if path.is_dir():
            raise UsageError(f"“{path}”是文件夹。", advice="请用 read_many 读取文件夹。")
        return load(path, settings), path.name
    return load_stream(source, settings), os.path.basename(str(getattr(source, "name", "input")))


def read_source(source: Source, settings: Settings = DEFAULT_SETTINGS) -> list[Report | Unread]:
    """Read one file into its reports and failures; never raises for what is wrong with the file."""
    try:
        data = load(source.path, settings)
    except GongkaiError as error:
        return [Unread(source.name, error)]
    return list(read_bytes(data, source.name, settings))


def read_bytes(data: bytes, source: str, settings: Settings = DEFAULT_SETTINGS) -> Iterator[Report | Unread]:
    """Read all reports in the bytes of one file, archives included."""
    try:
        own = own_reports(data, source)
    except GongkaiError as error:
        yield Unread(source, error)
        return
    if own is not None:
        yield from own
        return
    for name, document in open_documents(data, source, settings):
        if isinstance(document, Document):
            yield from read_document(document, name, settings)
        else:
            yield Unread(name, document)


def read_document(
    document: Document, source: str | None = None, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Report | Unread]:
    """Read the report or reports of one document."""
    for each in readings_of(document, source, settings):
        yield each if isinstance(each, Unread) else each.report
