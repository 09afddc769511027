"""Screen many files at once: the yearly sweep of what is already public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gongkai.document.batch import each_file
from gongkai.document.sources import Source, load
from gongkai.errors import GongkaiError, UnreadableDocument
from gongkai.screening.model import Screening
from gongkai.screening.screen import Screen

if TYPE_CHECKING:
    from gongkai.document.fronts.libreoffice import Converted


class Unlooked(NamedTuple):
    """A file that could not be looked at, and why."""

    source: str
    error: GongkaiError


Outcome = Screening | Unlooked


def screen_each(sources: Iterable[Source], screen: Screen, *, jobs: int = 1) -> Iterator[list[Outcome]]:
    """Yield what screening each file gave, in order; an archive gives one for each of its members."""
    for _, outcomes in each_file(sources, partial(_screened, screen=screen), jobs=jobs, settings=screen.settings):
        yield outcomes


def _screened(source: Source, converted: Converted | UnreadableDocument | None, *, screen: Screen) -> list[Outcome]:
    """Screen one file under the name it is to be told by; ``converted`` is what LibreOffice made of it, if it did."""
    if isinstance(converted, UnreadableDocument):
        return [Unlooked(source.name, converted)]
    try:
        if converted is not None:
            return [screen.file(converted.data, source.name, converted.seconds)]
        found = screen.files(load(source.path, screen.settings), source.name)
        return [each if isinstance(each, Screening) else Unlooked(*each) for each in found]
    except GongkaiError as error:
        return [Unlooked(source.name, error)]
