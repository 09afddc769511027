"""``gongkai serve``: the web server."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from gongkai_site.cli.ready import ANYWHERE, data_option, ready, require_database

_STOP_SECONDS = 20
_LOOK, _AGAIN = 0.2, 2.0
"""Seconds between two looks at the worker beside the server, and before one that died is begun again."""
logger = logging.getLogger(__name__)


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

    from gongkai_site.cli.safe import insist_safe
    from gongkai_site.cli.static import collect_static

    insist_safe(host)
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
    """Run ``gongkai worker`` as a process of its own for as long as the server runs; one that dies is begun again."""
    if not wanted:
        yield
        return
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(stopping,), name="gongkai-keeper")
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join()


def _keep_worker(stopping: threading.Event) -> None:
    while not stopping.is_set():
        process = subprocess.Popen(
            [sys.executable, "-c", "from gongkai.cli import main; main(['worker'])"],
            env=os.environ,
            # Ctrl-C reaches the server alone; it stops the worker when it has ended.
            start_new_session=True,
        )
        while process.poll() is None and not stopping.wait(_LOOK):
            pass
        if process.poll() is None:
            _stop(process)
        elif not stopping.is_set():
            logger.error("The background worker ended by itself (%s) and is begun again.", process.returncode)
            stopping.wait(_AGAIN)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
