"""Screen many files at once: the yearly sweep of what is already public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gongkai.errors import GongkaiError, UnreadableDocument, UsageError
from gongkai.screening.model import Screening
from gongkai.screening.screen import Screen


class Unlooked(NamedTuple):
    """A file that could not be looked at, and why."""

    source: str
    error: GongkaiError


Outcome = Screening | Unlooked


def screen_each(paths: Sequence[tuple[Path, str]], screen: Screen, *, jobs: int = 1) -> Iterator[list[Outcome]]:
    """Yield what screening each path gave, in order; an archive gives one for each of its members."""
    look = partial(screen_path, screen=screen)
    if jobs <= 1:
        yield from map(look, paths)
        return
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(look, paths, chunksize=4)


def screen_path(path: tuple[Path, str], *, screen: Screen) -> list[Outcome]:
    """Screen one file on disk under the name it is to be told by."""
    try:
        data = path[0].read_bytes()
    except OSError as error:
        return [Unlooked(path[1], UsageError(f"无法读取“{path[1]}”：{error.strerror or error}。"))]
    if len(data) > screen.settings.max_bytes:
        message = f"文件有 {len(data) / 1e6:.0f} MB，超出上限。"
        return [Unlooked(path[1], UnreadableDocument(message, advice="请拆分后再查，或调高参数 max_bytes。"))]
    return [each if isinstance(each, Screening) else Unlooked(*each) for each in screen.files(data, path[1])]
