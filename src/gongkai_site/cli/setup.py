"""``gongkai setup``: an empty site with its first administrator."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from gongkai.errors import UsageError
from gongkai_site.cli.ready import data_option, ready


@click.command("setup", short_help="建立网站：建库、收集静态文件、第一位系统管理员；升级后也运行它。")
@data_option
@click.option("--username", envvar="GONGKAI_ADMIN_USERNAME", help="第一位系统管理员的用户名。")
@click.option("--name", envvar="GONGKAI_ADMIN_NAME", help="第一位系统管理员的姓名。")
@click.option("--password", envvar="GONGKAI_ADMIN_PASSWORD", help="密码；不写则在屏幕上询问，不显示。")
def command(data: Path | None, username: str | None, name: str | None, password: str | None) -> int:
    """建立或升级网站，可以重复运行。

    建立（或升级）数据库，收集静态文件；还没有系统管理员时，设第一位。已有的数据不受影响。
    """
    ready(data)
    from gongkai_site.audit.anchors import has_log
    from gongkai_site.cli.static import collect_static
    from gongkai_site.migrations_pending import migrate, pending_migrations

    click.echo("正在建立或升级数据库，首次约需半分钟…")
    upgrades = has_log() and bool(pending_migrations())
    if upgrades:
        _anchor()
    done = migrate()
    if upgrades:
        _anchor()
    click.echo(f"数据库已就绪（本次执行 {done} 步）。" if done else "数据库已是最新。")
    click.echo("静态文件已收集。" if collect_static() else "静态文件没有变化。")
    _administrator(username, name, password)
    click.echo("可以启动：gongkai serve，以及另一个进程：gongkai worker。")
    return 0


def _anchor() -> None:
    """The end of the log is put down elsewhere before an upgrade and after it: what it did lies between the two."""
    from gongkai_site.audit.anchors import laid_down

    line, problems = laid_down()
    click.echo(f"审计日志的链尾：{line}")
    for place, problem in problems.items():
        click.echo(f"{place}：{problem}", err=True)


def _administrator(username: str | None, name: str | None, password: str | None) -> None:
    from gongkai_site.people.first_administrator import has_administrator, make_first_administrator

    if has_administrator():
        click.echo("已有系统管理员，没有改动。")
        return
    given = bool(password)
    if not username or not password:
        if not _is_screen():
            raise UsageError(
                "还没有系统管理员，也没有给出用户名和密码。",
                advice="请加 --username、--name、--password，或设环境变量 GONGKAI_ADMIN_USERNAME、"
                "GONGKAI_ADMIN_NAME、GONGKAI_ADMIN_PASSWORD。",
            )
        username = username or click.prompt("第一位系统管理员的用户名")
        name = name or click.prompt("姓名")
        password = password or click.prompt("密码", hide_input=True, confirmation_prompt="再输一次")
    # What stood on a command line or in a variable, others on the machine could read.
    user = make_first_administrator(username, name or username, password, renew=given)
    click.echo(f"已设系统管理员：{user.name}（{user.username}）。")


def _is_screen() -> bool:
    return sys.stdin.isatty()
