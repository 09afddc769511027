"""Read many files in order, over several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from gongkai.document.batch import each_file
from gongkai.document.budget import DocumentBudget
from gongkai.document.opening import read_one
from gongkai.document.sources import PathLike, Source, sources_of
from gongkai.errors import UnreadableDocument
from gongkai.reading.reader import Unread, read_document, read_source
from gongkai.report.model import Report
from gongkai.settings import DEFAULT_SETTINGS, Settings

if TYPE_CHECKING:
    from gongkai.document.fronts.libreoffice import Converted

_Made = TypeVar("_Made")


def read_many(
    paths: PathLike | Iterable[PathLike], *, jobs: int = 1, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[Report | Unread]:
    """Read everything below the given files, folders and archives, in order; what fails is yielded as ``Unread``."""
    for _, found in read_sources(sources_of(paths), jobs=jobs, settings=settings):
        yield from found


def read_sources(
    sources: Iterable[Source], *, jobs: int = 1, settings: Settings = DEFAULT_SETTINGS
) -> Iterator[tuple[Source, list[Report | Unread]]]:
    """Read files, yielding each with what it held. With several jobs only a bounded number is ahead of the reader."""
    return read_each(sources, list, jobs=jobs, settings=settings)


def read_each(
    sources: Iterable[Source],
    finish: Callable[[list[Report | Unread]], _Made],
    *,
    jobs: int = 1,
    settings: Settings = DEFAULT_SETTINGS,
) -> Iterator[tuple[Source, _Made]]:
    """Read files as :func:`read_sources` does, yielding each with what ``finish`` makes of it in the worker process."""
    yield from each_file(sources, partial(_read, finish=finish, settings=settings), jobs=jobs, settings=settings)


def _read(
    source: Source,
    converted: Converted | UnreadableDocument | None,
    *,
    finish: Callable[[list[Report | Unread]], _Made],
    settings: Settings,
) -> _Made:
    if converted is None:
        return finish(read_source(source, settings))
    if isinstance(converted, UnreadableDocument):
        return finish([Unread(source.name, converted)])
    return finish(_read_converted(converted, source.name, settings))


def _read_converted(converted: Converted, source: str, settings: Settings) -> list[Report | Unread]:
    """Read what was converted, on what the conversion left of the document's time."""
    budget = DocumentBudget(settings, converted.seconds)
    try:
        return list(read_document(read_one(converted.data, source, settings, budget=budget), source, settings))
    except UnreadableDocument as error:
        return [Unread(source, error)]
