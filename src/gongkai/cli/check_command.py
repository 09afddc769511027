"""``gongkai check``."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from tempfile import TemporaryFile

import click

from gongkai.checking.severity import SEVERITIES, severity_name
from gongkai.cli.exits import of_run
from gongkai.cli.inputs import given_sources, jobs_option, out_option, paths_argument, workers
from gongkai.cli.outputs import Lines, errors_path, progress, say, write_text

_MOST_PEERS = 3_000


@click.command("check", short_help="校验年度报告。")
@paths_argument
@out_option("写入的文件（JSON Lines，每份报告一行：source 与 findings）；不写则在屏幕上列表显示。")
@click.option(
    "--previous",
    default="auto",
    show_default=True,
    metavar="auto|none|PATH",
    help="上一年报告：auto 在本批文件中找，none 不用，或指定文件、文件夹、reports.jsonl。",
)
@click.option(
    "--rules",
    "chosen",
    multiple=True,
    metavar="RULE|FILE.toml",
    help="只用这些规则（可用前缀 requests、narrative.*；-RULE 排除）；以 .toml 结尾的是上级规定的规则文件，另行核对。",
)
@click.option("--severity", multiple=True, type=click.Choice(SEVERITIES), help="只列出这些等级。")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help="上级规定的公布期限（法律未规定期限的机关适用）。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="屏幕输出的形式。",
)
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    help="另写一个网页：按份列出问题，重的在前，点按可转到原文；可打印。不写 --out 时屏幕上不再列出。",
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="说明的语言。",
)
@jobs_option
def command(
    paths: tuple[str, ...],
    out: Path | None,
    previous: str,
    chosen: tuple[str, ...],
    severity: tuple[str, ...],
    due: dt.datetime | None,
    form: str,
    html: Path | None,
    language: str,
    jobs: int,
) -> int:
    """按规则校验年度报告，每个问题写明表、行、列、应为与实为及法律依据。

    PATH 也可以是 gongkai read 写出的 reports.jsonl。
    """
    from gongkai.cli.checked import Checker, Order, Spool
    from gongkai.cli.checked_page import Shown
    from gongkai.cli.findings import Screen
    from gongkai.cli.report_lines import read_anything
    from gongkai.cli.rule_files import is_rule_file, rule_sets_in
    from gongkai.document.batch import in_order
    from gongkai.report.json import dumps

    names = [word for word in chosen if not is_rule_file(word)]
    order = Order(names or None, severity or None, due.date() if due else None, rule_sets_in(chosen))
    shown = Shown(language) if html is not None else None
    counts: Counter[str] = Counter()
    screen = Screen(language)
    with given_sources(paths) as sources, Lines(out) as lines, TemporaryFile("w+b") as file:
        spool = Spool(file)
        read = read_anything(sources, workers(jobs, len(sources))) if shown is None else map(shown.read, sources)
        with progress(len(sources), "读取") as bar:
            for found in read:
                for each in found:
                    if each.line is None:
                        lines.error(each.source, each.error or {})
                    else:
                        spool.add(each)
                bar.update(1)
        checker = Checker(order, spool.peers(_MOST_PEERS), None if previous in ("auto", "none") else previous)
        tasks = spool.tasks(in_batch=previous == "auto")
        with progress(len(spool), "校验") as bar:
            for result in in_order(checker, tasks, workers(jobs, len(spool))):
                counts.update(finding.severity for finding in result.findings)
                if out is not None or form == "json":
                    found_there = [each.to_json(language=language) for each in result.findings]
                    lines.result(dumps({"source": result.source, "findings": found_there}))
                elif shown is None:
                    screen.report(result.source, result.findings)
                if shown is not None:
                    shown.add(result)
                bar.update(1)
    screen.not_run()
    if shown is not None and html is not None:
        write_text(html, shown.page())
        say(f"校验结果网页：{html}")
    _summarise(out, len(spool), lines.unread, counts)
    return of_run(done=len(spool), unread=lines.unread, wrong=counts["error"])


def _summarise(out: Path | None, done: int, unread: int, counts: Counter[str]) -> None:
    found = "、".join(f"{severity_name(name).zh} {counts[name]}" for name in SEVERITIES if counts[name]) or "未发现问题"
    say(f"已校验 {done} 份报告{f'：{found}' if done else ''}。{f'{unread} 个文件无法读取。' if unread else ''}")
    if out is not None and unread:
        say(f"无法读取的文件及原因见 {errors_path(out)}")
