"""``gongkai worker``: background tasks and what is done every day."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai_site.cli.ready import data_option, ready, require_database


@click.command("worker", short_help="运行后台任务：识读来文、发催报邮件、每日提醒。")
@data_option
@click.option("--once", is_flag=True, help="做完已有的任务就结束。")
def command(data: Path | None, once: bool) -> int:
    """运行后台任务，按 Ctrl-C 停止，停止前做完手上的一件。

    可以同时运行多个，每个任务只由其中一个做一次。
    """
    ready(data)
    require_database(upgraded=True)
    from django.core.management import call_command

    from gongkai_site.cli.periodic import Clock, enqueue_due

    enqueue_due()
    if once:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=1)
        return 0
    with Clock():
        call_command("db_worker", interval=1, reload=False, verbosity=1)
    return 0
