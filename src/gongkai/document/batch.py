"""Work on many files in order, over several processes; what LibreOffice must convert is converted many at once."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gongkai.document.kinds import sniff
from gongkai.document.opening import is_converted
from gongkai.document.sources import Source, load
from gongkai.errors import GongkaiError, UnreadableDocument
from gongkai.settings import Settings

if TYPE_CHECKING:
    from gongkai.document.fronts.libreoffice import Converted, Target

    Work = Callable[[Source, "Converted | UnreadableDocument | None"], "_Made"]

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

_WINDOW = 1_000
"""Files looked ahead for such as LibreOffice converts together; only their names and first bytes."""
_OLE, _RTF, _ZIP = b"\xd0\xcf\x11\xe0", b"{\\rt", b"PK\x03\x04"
_OLE_READ_DIRECTLY = {".xls", ".et", ".xlt", ".ett"}
_ZIP_CONVERTED = {".odt", ".ods", ".xlsb"}
_XML_CONVERTED = {".fodt", ".fods"}


class _Numbered(NamedTuple):
    """A source and its place in the batch."""

    number: int
    source: Source


def each_file(
    sources: Iterable[Source], work: Work[_Made], *, jobs: int, settings: Settings
) -> Iterator[tuple[Source, _Made]]:
    """Yield each file with what ``work`` makes of it in a worker process, in order.

    ``work`` is given the file and, where it was converted with others, what came of that. With several jobs only a
    bounded number is ahead of the consumer.
    """
    ready: dict[int, tuple[Source, _Made]] = {}
    next_number = 0
    groups = _groups(sources, jobs, settings)
    for made in in_order(partial(_worked, work=work, settings=settings), groups, jobs):
        # A group comes at the turn of its first member; the others wait for theirs.
        ready.update((each.number, (each.source, result)) for each, result in made)
        while next_number in ready:
            yield ready.pop(next_number)
            next_number += 1


def in_order(work: Callable[[_Given], _Made], given: Iterable[_Given], jobs: int) -> Iterator[_Made]:
    """Yield ``work`` of each in order; with several jobs only a bounded number is ahead of the consumer."""
    if jobs <= 1:
        yield from map(work, given)
        return
    with ProcessPoolExecutor(max_workers=jobs, initializer=spare_collections) as pool:
        waiting: deque[Future[_Made]] = deque()
        for each in given:
            waiting.append(pool.submit(work, each))
            if len(waiting) >= jobs * 8:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def spare_collections() -> None:
    """Let a process that only reads documents look for garbage seldom, and never through what it has loaded.

    A reading makes many small values and hardly any cycle; walking them takes a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_SELDOM, 20, 50)


_SELDOM = 20_000
"""New objects after which Python looks for cycles; its own default is 700."""


def _groups(sources: Iterable[Source], jobs: int, settings: Settings) -> Iterator[list[_Numbered]]:
    """Yield the sources one by one, those for LibreOffice in groups, each group at the turn of its first member."""
    numbered = (_Numbered(*each) for each in enumerate(sources))
    while window := list(islice(numbered, _WINDOW)):
        converted = [each for each in window if _looks_converted(each.source.path, settings)]
        # Shared out evenly, so that no process waits for another.
        most = min(settings.conversion_group, max(-(-len(converted) // max(jobs, 1)), 1))
        groups = [converted[start : start + most] for start in range(0, len(converted), most)]
        together = {each.number: group for group in groups for each in group}
        for each in window:
            group = together.get(each.number, [each])
            if group[0] is each:
                yield group


def _looks_converted(path: Path, settings: Settings) -> bool:
    """Tell by first bytes and name whether LibreOffice will be needed; a wrong guess costs time and nothing else.

    A large file goes alone: all files of a group are in memory at once.
    """
    try:
        if path.stat().st_size > settings.conversion_group_bytes:
            return False
        with path.open("rb") as file:
            start = file.read(4)
    except OSError:
        return False
    ending = path.suffix.lower()
    if start == _OLE:
        return ending not in _OLE_READ_DIRECTLY
    return start == _RTF or (start == _ZIP and ending in _ZIP_CONVERTED) or ending in _XML_CONVERTED


def _worked(group: Sequence[_Numbered], *, work: Work[_Made], settings: Settings) -> list[tuple[_Numbered, _Made]]:
    converted = _converted(group, settings) if len(group) > 1 else {}
    return [(each, work(each.source, converted.pop(each.number, None))) for each in group]


def _converted(group: Sequence[_Numbered], settings: Settings) -> dict[int, Converted | UnreadableDocument]:
    """Return what LibreOffice made of the files that are of its kinds, by number; the others are not in it."""
    from gongkai.document.fronts.libreoffice import convert_many, target_of

    items: dict[Target, dict[str, bytes]] = {}
    for each in group:
        try:
            data = load(each.source.path, settings)
        except GongkaiError:
            continue  # reading it alone says so
        kind = sniff(data, settings).kind
        target = target_of(kind)
        if target is not None and is_converted(kind):
            items.setdefault(target, {})[str(each.number)] = data
    return {
        int(name): result
        for target, documents in items.items()
        for name, result in convert_many(documents, target, settings).items()
    }
