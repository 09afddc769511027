"""``gongkai read``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.exits import of_run
from gongkai.cli.inputs import given_sources, jobs_option, out_option, paths_argument, workers
from gongkai.cli.outputs import Lines, errors_path, progress, say, write_text
from gongkai.report.json import dumps

if TYPE_CHECKING:
    from gongkai.reading import Unread
    from gongkai.reading.readings import Reading


@click.command("read", short_help="读取年度报告。")
@paths_argument
@out_option("写入的文件（JSON Lines）；无法读取的文件记入同名 .errors.jsonl。不写则输出到标准输出。")
@jobs_option
@click.option(
    "--view",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另写一个网页：原文中标出每个数字、存疑和未能放入表样的数字，旁边列出表样；不写 --out 时不输出 JSON。",
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="网页所用语言。")
@click.option("--pretty", is_flag=True, help="缩进输出，便于阅读（不再是一行一份）。")
def command(paths: tuple[str, ...], out: Path | None, jobs: int, view: Path | None, language: str, pretty: bool) -> int:
    """读取年度报告，每份输出一行 JSON：各单元格数值、出处、正文、事实与疑点。

    网页、Word、WPS、PDF、扫描件、Excel、纯文本均可；单个文件出错不影响其余。
    """
    from gongkai.cli.work import as_lines
    from gongkai.reading import read_each

    if view is not None:
        return _shown(paths, out, view, language, pretty=pretty)
    done = 0
    with given_sources(paths) as sources, Lines(out) as lines, progress(len(sources), "读取") as bar:
        for _, found in read_each(sources, as_lines, jobs=workers(jobs, len(sources))):
            for each in found:
                if each.line is None:
                    lines.error(each.source, each.error or {})
                    continue
                done += 1
                lines.result(_written(each.line, pretty=pretty))
            bar.update(1)
    if out is not None:
        _tell(out, done, lines.unread)
    return of_run(done=done, unread=lines.unread)


def _written(line: str, *, pretty: bool) -> str:
    return dumps(json.loads(line), indent=2) if pretty else line


def _tell(out: Path | None, done: int, unread: int) -> None:
    say(f"已读取 {done} 份报告，{unread} 个文件无法读取。")
    if unread and out is not None:
        say(f"无法读取的文件及原因见 {errors_path(out)}")


def _shown(paths: tuple[str, ...], out: Path | None, view: Path, language: str, *, pretty: bool) -> int:
    """Read in this process, keeping every document for the page; the lines are written only where ``--out`` asks."""
    from gongkai.cli.work import as_lines
    from gongkai.reading import Unread
    from gongkai.reading.in_files import readings_in
    from gongkai.viewing import render_view

    done = 0
    with given_sources(paths) as sources, Lines(out) as lines, progress(len(sources), "读取") as bar:

        def kept() -> Iterator[Reading | Unread]:
            nonlocal done
            for source in sources:
                for each in readings_in(source):
                    yield each
                    if isinstance(each, Unread):
                        lines.error(each.source, each.error)
                        continue
                    done += 1
                    if out is not None:
                        lines.result(_written(as_lines([each.report])[0].line or "", pretty=pretty))
                bar.update(1)

        page = render_view(kept(), language=language)
    write_text(view, page)
    _tell(out, done, lines.unread)
    say(f"识读结果网页：{view}")
    return of_run(done=done, unread=lines.unread)
