"""``gongkai audit verify``: prove that the audit log was not changed."""

from __future__ import annotations

import re

import click

from gongkai.cli import FAILED
from gongkai.errors import UsageError
from gongkai_site.cli.ready import ready, require_database

_KNOWN = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@click.group("audit", short_help="审计日志：证明没有被改动。")
def command() -> None:
    """审计日志：每条事件都带有上一条的哈希，从头到尾环环相扣。"""


@command.command("verify")
@click.option(
    "--known",
    "noted",
    multiple=True,
    metavar="序号:哈希",
    help="以前另行留存的链尾，可重复。有了它，连整条链被重写也能发现。",
)
def verify_command(noted: tuple[str, ...]) -> int:
    """逐条核对审计日志，发现改动即列出位置。

    无误时给出链尾的“序号:哈希”，请抄存在别处（如打印归档），下次用 --known 一并核对。
    """
    known = dict(_noted(text) for text in noted)
    ready()
    require_database(upgraded=False)
    from gongkai_site.audit.verify import verify

    found = verify(known)
    for each in found.breaks:
        click.echo(f"第{each.number}条：{each.what}。", err=True)
    if not found.is_sound:
        click.echo(f"审计日志共{found.count}条，核对不通过。请立即保存现有数据库副本并报告主管人员。", err=True)
        return FAILED
    click.echo(f"审计日志共{found.count}条，核对无误。链尾：{found.number}:{found.hash}")
    return 0


def _noted(text: str) -> tuple[int, str]:
    match = _KNOWN.fullmatch(text.strip())
    if match is None:
        raise UsageError(f"“{text}”不是“序号:哈希”。", advice="哈希是64位小写十六进制，照上次核对输出的链尾填写。")
    return int(match.group(1)), match.group(2)
