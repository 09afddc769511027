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

    可以同时运行多个，每个任务只由其中一个做一次；中途死掉的，一分钟后由别的接着做。
    """
    ready(data)
    require_database(upgraded=True)
    from gongkai_site.cli.periodic import Clock, enqueue_due
    from gongkai_site.cli.steady import SteadyWorker, take_up_abandoned

    worker = SteadyWorker(once=once)
    if once:
        enqueue_due()
        take_up_abandoned()
        worker.work()
        return 0
    with Clock(worker.worker_id):
        worker.work()
    return 0
