"""``gongkai audit``: prove that the log was not changed, put its end down elsewhere, take personal data out of it."""

from __future__ import annotations

import re
from pathlib import Path

import click

from gongkai.cli import FAILED, FINE, WRONG
from gongkai.errors import UsageError
from gongkai_site.cli.anonymise import anonymise_command, backups_command, clean_command
from gongkai_site.cli.ready import data_option, ready, require_database

_KNOWN = re.compile(r"(\d{1,18}):([0-9a-f]{16,64})")


@click.group("audit", short_help="审计日志：证明没有被改动。")
def command() -> None:
    """审计日志：每条事件都带有上一条的哈希，从头到尾环环相扣。"""


for _each in (anonymise_command, backups_command, clean_command):
    command.add_command(_each)


@command.command("anchor")
@data_option
def anchor_command(data: Path | None) -> int:
    """把链尾写到设置（GONGKAI_ANCHORS）的各处，并显示出来，可以抄存。每天早上后台任务也做一次。"""
    ready(data)
    require_database(upgraded=True)
    from gongkai_site.audit.anchors import put_down

    line, problems = put_down()
    click.echo(line)
    for place, problem in problems.items():
        click.echo(f"{place}：{problem}", err=True)
    return FAILED if problems else FINE


@command.command("verify")
@data_option
@click.option(
    "--known",
    "noted",
    multiple=True,
    metavar="序号:哈希",
    help="以前另行留存的链尾，可重复；哈希写前16位以上即可。有了它，末尾被删、整条链被重写、退回旧备份也能发现。",
)
@click.option(
    "--anchors",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="留存锚点的文件（或邮件），可重复；设置里的锚点文件读得到的也一并核对。",
)
@click.option("--log-only", is_flag=True, help="只核对日志本身，不核对各项数据与日志的记载是否相符。")
def verify_command(data: Path | None, noted: tuple[str, ...], files: tuple[Path, ...], log_only: bool) -> int:
    """逐条核对审计日志，并核对数据库中的各项数据与日志最后的记载相符，发现改动即列出位置。

    没有任何另行留存的锚点可以对照时，不能排除退回旧备份和整体重写，退出码为1。
    """
    known = dict(_noted(text) for text in noted)
    ready(data)
    require_database(upgraded=False)
    from django.conf import settings

    from gongkai_site.audit.anchors import anchored_in, anchors_at
    from gongkai_site.audit.verify import verify
    from gongkai_site.migrations_pending import pending_migrations

    outside = anchors_at([*settings.AUDIT_ANCHORS, *map(str, files)])
    both = "\n".join(f"{number}:{known}" for number, known in [*known.items(), *outside.items()])
    known = anchored_in(both)
    found = verify(known, rows=not log_only and not pending_migrations())
    for each in found.breaks:
        click.echo(f"第{each.number}条：{each.what}。" if each.number else f"{each.what}。", err=True)
    if not found.is_sound:
        click.echo(f"审计日志共{found.count}条，核对不通过。请立即保存现有数据库副本并报告主管人员。", err=True)
        return FAILED
    click.echo(f"审计日志共{found.count}条，核对无误。链尾：{found.number}:{found.hash}")
    if found.destroyed:
        click.echo(f"其中{found.destroyed}条的文字已依法匿名化，均有记载。")
    if not known:
        click.echo("没有另行留存的锚点可以对照，不能排除回退和重写。请用 --known 或 --anchors 给出。", err=True)
        return WRONG
    click.echo(f"与另行留存的{len(known)}个锚点相符，最后一个是第{max(known)}条。")
    return FINE


def _noted(text: str) -> tuple[int, str]:
    match = _KNOWN.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"“{text}”不是“序号:哈希”。", advice="哈希是16至64位小写十六进制，照上次核对输出的链尾填写。")
    return int(match.group(1)), match.group(2)
