"""What the commands take: paths, folders, archives and standard input; options they share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import click

from gongkai.document.sources import Source, sources_of
from gongkai.errors import UsageError

_Command = TypeVar("_Command", bound=Callable[..., Any])
_MANY = 16


def paths_argument(command: _Command) -> _Command:
    """Add the argument for what is to be read."""
    return click.argument("paths", nargs=-1, required=True, metavar="PATH...")(command)


def jobs_option(command: _Command) -> _Command:
    """Add ``--jobs``."""
    return click.option(
        "--jobs",
        type=click.IntRange(0, 64),
        default=0,
        show_default=True,
        help="并行进程数；0 表示按文件多少自动选择。",
    )(command)


def out_option(what: str) -> Callable[[_Command], _Command]:
    """Add ``--out``."""

    def add(command: _Command) -> _Command:
        return click.option("--out", type=click.Path(path_type=Path), help=what)(command)

    return add


def workers(jobs: int, sources: int) -> int:
    """Return how many processes to use: as asked, else all cores where there is enough to do."""
    if jobs:
        return jobs
    return 1 if sources < _MANY else min(os.cpu_count() or 1, 16)


@contextmanager
def given_sources(paths: Sequence[str]) -> Iterator[list[Source]]:
    """Yield every file to be read; standard input (``-``) becomes the file ``stdin`` while it is needed.

    Raises :class:`UsageError` for a path that is not there, where no file stands in the folders named, or where
    ``-`` stands beside other paths.
    """
    if "-" not in paths:
        sources = list(sources_of(paths))
        if not sources:
            raise UsageError(f"“{'、'.join(paths)}”里没有文件。", advice="请核对文件夹。")
        yield sources
        return
    if len(paths) > 1:
        raise UsageError("“-”（标准输入）不能与其他路径同时使用。", advice="请分两次运行。")
    with TemporaryDirectory() as folder:
        path = Path(folder, "stdin")
        path.write_bytes(sys.stdin.buffer.read())
        yield [Source(path, "stdin")]
