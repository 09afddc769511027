"""``gongkai january``."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.exits import UNREAD
from gongkai.cli.inputs import jobs_option, workers
from gongkai.cli.outputs import progress, say
from gongkai.errors import UsageError

_PATH = click.Path(path_type=Path)


@click.command("january", short_help="县区一月工作一条命令完成。")
@click.argument("folder", required=False, type=_PATH)
@click.option("--roster", type=_PATH, help="应报机关名册（Excel 或 CSV：名称、所属地区、上级、应报日期）。")
@click.option("--out", type=_PATH, help="结果写入的文件夹。")
@click.option("--year", type=int, help="报告年度；默认取多数报告的年度。")
@click.option("--agency", help="汇总报告的机关名称。")
@click.option("--issuer", default="", help="退改通知的落款机关。")
@click.option("--previous", type=_PATH, help="上一年报告（文件、文件夹或 reports.jsonl）。")
@click.option("--rules", "rules", multiple=True, type=_PATH, metavar="FILE.toml", help="上级规定的规则文件，可写多个。")
@click.option("--template", type=_PATH, help="只写出名册样表，不做其他事。")
@jobs_option
def command(
    folder: Path | None,
    roster: Path | None,
    out: Path | None,
    year: int | None,
    agency: str | None,
    issuer: str,
    previous: Path | None,
    rules: tuple[Path, ...],
    template: Path | None,
    jobs: int,
) -> int:
    """把各机关交来的一文件夹报告，对照名册收齐、校验、写出退改通知与汇总报告。

    收到改正件后再次运行，会说明发生了哪些变化。
    """
    from gongkai.january import run_january, write_roster_template

    if template is not None:
        write_roster_template(template)
        say(f"已写出名册样表：{template}")
        return 0
    if folder is None or roster is None or out is None:
        raise UsageError("需要来件文件夹、--roster 名册和 --out 结果文件夹。", advice="见 gongkai january --help。")
    from gongkai.checking import read_rule_set
    from gongkai.cli.january_report import figures_text, findings_text

    with progress(100, "一月工作") as bar:
        shown = 0

        def on_progress(done: int, of: int, what: str) -> None:
            nonlocal shown
            bar.label = what
            share = 100 * done // max(of, 1)
            bar.update(share - shown)
            shown = share

        result = run_january(
            folder,
            roster,
            out,
            year=year,
            agency=agency,
            issuer=issuer,
            previous=previous,
            rule_sets=[read_rule_set(path) for path in rules],
            jobs=workers(jobs, 99),
            on_progress=on_progress,
        )
    for text in (findings_text(result.collected), figures_text(result.consolidated)):
        if text:
            click.echo(text)
    click.echo(f"{result.year}年度：" + "，".join(f"{name} {count}" for name, count in result.counts().items()))
    for message in result.messages:
        click.echo(message)
    click.echo(f"结果在 {out}，请先看 {result.outputs[0]}")
    return UNREAD if result.collected.unread else 0
