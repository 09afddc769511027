"""Where results go: lines of JSON to a file with the errors beside it, or to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import click

from gongkai.errors import GongkaiError, WriteFailed
from gongkai.report.json import dumps


def errors_path(out: Path) -> Path:
    """Return where the errors go: ``reports.jsonl`` → ``reports.errors.jsonl``."""
    return out.with_name(f"{out.stem}.errors{out.suffix}" if out.suffix else f"{out.name}.errors.jsonl")


class Lines:
    """Writes result lines and error lines. A file appears under its name only when the run is complete."""

    def __init__(self, out: Path | None) -> None:
        self.out = out
        self.unread = 0
        self._open: list[tuple[IO[str], Path, Path]] = []
        self._results: IO[str] = sys.stdout
        self._errors: IO[str] | None = None

    def __enter__(self) -> Lines:
        if self.out is not None:
            self._results = self._begin(self.out)
            self._errors = self._begin(errors_path(self.out))
        return self

    def _begin(self, path: Path) -> IO[str]:
        part = path.with_name(f"{path.name}.part")
        if path.is_dir():
            raise WriteFailed(f"“{path}”是文件夹，这里要写文件名。", advice="请写成“文件夹/文件名.jsonl”。")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            stream = part.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise WriteFailed(f"无法写入“{path}”：{error.strerror}。", advice="请检查路径和权限。") from error
        self._open.append((stream, part, path))
        return stream

    def result(self, line: str) -> None:
        """Write one result, a line of JSON."""
        self._results.write(line + "\n")

    def error(self, source: str, error: GongkaiError | dict[str, str]) -> None:
        """Write one failure: to the errors' file, else to standard error."""
        self.unread += 1
        data = error if isinstance(error, dict) else error.to_json()
        if self._errors is not None:
            self._errors.write(dumps({"source": source, "error": data}) + "\n")
        else:
            click.echo(f"{source}: {data['message']} [{data['code']}]", err=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream, part, path in self._open:
            stream.close()
            if kind is None:
                os.replace(part, path)
            else:
                part.unlink(missing_ok=True)


@contextmanager
def progress(total: int, label: str) -> Iterator[Any]:
    """Show a progress bar on standard error where that is a terminal; ``update(1)`` moves it."""
    with click.progressbar(
        length=total, label=label, file=sys.stderr, hidden=total < 10 or not sys.stderr.isatty()
    ) as bar:
        yield bar


def write_text(out: Path | None, text: str) -> None:
    """Write text to the file, or to standard output where there is none. Raises :class:`WriteFailed`."""
    if out is None:
        click.echo(text, nl=not text.endswith("\n"))
        return
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, "utf-8")
    except OSError as error:
        raise WriteFailed(f"无法写入“{out}”：{error.strerror}。", advice="请检查路径和权限。") from error


def say(text: str) -> None:
    """Tell the user how it went, on standard error: standard output is for data."""
    click.echo(text, err=True)
