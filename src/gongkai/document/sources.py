"""Name what is to be read: files, folders, archives, bytes and streams, each with the name reports carry."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

from gongkai.errors import EmptyDocument, OversizedDocument, UsageError
from gongkai.settings import DEFAULT_SETTINGS, Settings

PathLike = str | os.PathLike[str]
_PASSED_OVER = (".", "~$")
_NO_DOCUMENTS = {"thumbs.db", "desktop.ini"}


class Source(NamedTuple):
    """A file to be read, and its name relative to what was asked for."""

    path: Path
    name: str


def sources_of(paths: PathLike | Iterable[PathLike]) -> Iterator[Source]:
    """Yield every file below the given files and folders in a stable order; hidden and lock files are passed over.

    Raises :class:`UsageError` for a path that is not there.
    """
    for given in [paths] if isinstance(paths, str | os.PathLike) else paths:
        path = Path(given)
        if path.is_dir():
            yield from _below(path)
        elif path.exists():
            yield Source(path, path.name)
        else:
            raise UsageError(f"文件或文件夹“{path}”不存在。", advice="请核对路径。")


def _below(folder: Path) -> Iterator[Source]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith(_PASSED_OVER) and each != "__MACOSX")
        for file in sorted(files):
            if not file.startswith(_PASSED_OVER) and file.lower() not in _NO_DOCUMENTS:
                path = Path(parent, file)
                yield Source(path, path.relative_to(folder).as_posix())


def load(path: Path, settings: Settings = DEFAULT_SETTINGS) -> bytes:
    """Return a file's bytes. Raises :class:`OversizedDocument` or :class:`UsageError`."""
    try:
        size = path.stat().st_size
        if size > settings.max_bytes:
            raise OversizedDocument(
                f"文件有 {size:,} 字节，超过上限 {settings.max_bytes:,} 字节。",
                advice="请拆分后再报，或调高参数 max_bytes。",
            )
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"无法读取“{path}”：{error.strerror or error}。") from error


def load_stream(stream: IO[Any], settings: Settings = DEFAULT_SETTINGS) -> bytes:
    """Return a stream's bytes, at most ``max_bytes``. Raises :class:`OversizedDocument` or :class:`EmptyDocument`."""
    data = stream.read(settings.max_bytes + 1)
    if isinstance(data, str):
        data = data.encode()
    if len(data) > settings.max_bytes:
        raise OversizedDocument(f"输入超过上限 {settings.max_bytes:,} 字节。")
    if not data:
        raise EmptyDocument("输入是空的。", advice="请提交报告文件。")
    return bytes(data)
