"""``gongkai serve``: the web server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gongkai_site.cli.ready import ANYWHERE, data_option, ready, require_database

_STOP_SECONDS = 20


@click.command("serve", short_help="启动网站。")
@data_option
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听的端口。")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="网页进程数。")
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 256), help="每个进程的线程数。")
@click.option("--with-worker", is_flag=True, help="同时运行后台任务（单机使用；多机时另行运行 gongkai worker）。")
def command(data: Path | None, host: str, port: int, workers: int, threads: int, with_worker: bool) -> int:
    """启动网站，按 Ctrl-C 停止，停止前把正在处理的请求处理完。

    数据库须先由 gongkai setup 建立或升级。
    """
    ready(data, GONGKAI_URL=f"http://{'localhost' if host in ANYWHERE else host}:{port}")
    from django.db import connection

    from gongkai_site.cli.static import collect_static

    require_database(upgraded=True)
    collect_static()
    connection.close()
    click.echo(f"网站在 http://{'localhost' if host in ANYWHERE else host}:{port}/ ，按 Ctrl-C 停止。")
    with worker_beside(with_worker):
        serve(host, port, workers, threads)
    return 0


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve until a signal says to stop; requests under way are finished first."""
    from granian.constants import HTTPModes, Interfaces, Loops
    from granian.http import HTTP1Settings
    from granian.log import LogLevels
    from granian.server import Server

    from gongkai_site.front.limits import SILENT

    os.environ["GONGKAI_THREADS"] = str(threads)  # for the processes that the server starts

    Server(
        "gongkai_site.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=workers,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=SILENT * 1000),
        websockets=False,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_SECONDS,
    ).serve()


@contextmanager
def worker_beside(wanted: bool) -> Iterator[None]:
    """Run ``gongkai worker`` as a process of its own for as long as the server runs."""
    if not wanted:
        yield
        return
    process = subprocess.Popen(
        [sys.executable, "-c", "from gongkai.cli import main; main(['worker'])"],
        env=os.environ,
        # Ctrl-C reaches the server alone; it stops the worker when it has ended.
        start_new_session=True,
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
