"""Work on one source or one report, done in worker processes; what crosses over is lines of JSON."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import NamedTuple, TypeVar

from gongkai.reading import Source, read_source
from gongkai.report import Report
from gongkai.report.json import dumps, report_to_json

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Read(NamedTuple):
    """One report as its line of JSON, or the error of one that could not be read."""

    source: str
    line: str | None
    error: dict[str, str] | None
    agency: str | None = None
    year: int | None = None


def read_lines(source: Source) -> list[Read]:
    """Read one file into lines of JSON."""
    return [
        Read(each.source, dumps(report_to_json(each)), None, each.agency, each.year)
        if isinstance(each, Report)
        else Read(each.source, None, each.error.to_json())
        for each in read_source(source)
    ]


def in_order(work: Callable[[_Given], _Made], given: Iterable[_Given], jobs: int) -> Iterator[_Made]:
    """Yield ``work`` of each in order; with several jobs only a bounded number is ahead of the consumer."""
    if jobs <= 1:
        yield from map(work, given)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        waiting: deque[Future[_Made]] = deque()
        for each in given:
            waiting.append(pool.submit(work, each))
            if len(waiting) >= jobs * 8:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
