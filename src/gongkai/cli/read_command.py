"""``gongkai read``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from gongkai.cli.exits import of_run
from gongkai.cli.inputs import given_sources, jobs_option, out_option, paths_argument, workers
from gongkai.cli.outputs import Lines, errors_path, progress, say
from gongkai.report.json import dumps


@click.command("read", short_help="读取年度报告。")
@paths_argument
@out_option("写入的文件（JSON Lines）；无法读取的文件记入同名 .errors.jsonl。不写则输出到标准输出。")
@jobs_option
@click.option("--pretty", is_flag=True, help="缩进输出，便于阅读（不再是一行一份）。")
def command(paths: tuple[str, ...], out: Path | None, jobs: int, pretty: bool) -> int:
    """读取年度报告，每份输出一行 JSON：各单元格数值、出处、正文、事实与疑点。

    网页、Word、WPS、PDF、扫描件、Excel、纯文本均可；单个文件出错不影响其余。
    """
    from gongkai.cli.work import as_lines
    from gongkai.reading import read_each

    done = 0
    with given_sources(paths) as sources, Lines(out) as lines, progress(len(sources), "读取") as bar:
        for _, found in read_each(sources, as_lines, jobs=workers(jobs, len(sources))):
            for each in found:
                if each.line is None:
                    lines.error(each.source, each.error or {})
                    continue
                done += 1
                lines.result(dumps(json.loads(each.line), indent=2) if pretty else each.line)
            bar.update(1)
    if out is not None:
        say(f"已读取 {done} 份报告，{lines.unread} 个文件无法读取。")
        if lines.unread:
            say(f"无法读取的文件及原因见 {errors_path(out)}")
    return of_run(done=done, unread=lines.unread)
