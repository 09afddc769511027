"""``gongkai demo``: the demonstration county."""

from __future__ import annotations

import os
from pathlib import Path

import click

from gongkai_site.cli.ready import ANYWHERE, ready

_NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
"""What would be sent can be read under 报送汇总 › 催报和退改通知."""


@click.command("demo", short_help="建立（或打开）演示县：样例单位、人员和一年的台账。")
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out/demo"),
    show_default=True,
    help="演示数据的文件夹；已建好的直接使用。",
)
@click.option("--small", is_flag=True, help="只建少量台账，建得更快。")
@click.option("--serve", "serving", is_flag=True, help="建好后启动网站，直到按 Ctrl-C。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="监听的端口。")
def command(data: Path, small: bool, serving: bool, host: str, port: int) -> int:
    """建立演示县，数据全部写在一个文件夹里，与正式数据无关。

    其中的单位、人员和数字大多是虚构的；几个真实的镇街用它们公布的 2024 年度报告作为上一年报告。
    """
    os.environ.pop("DATABASE_URL", None)
    address = f"http://{'localhost' if host in ANYWHERE else host}:{port}/"
    # Whoever tries it out has the sign-ins before him, not the worker's log.
    ready(data, GONGKAI_URL=address.rstrip("/"), GONGKAI_EMAIL_BACKEND=_NO_MAIL, GONGKAI_LOG_LEVEL="ERROR")
    from gongkai_site.demonstration.folder import is_ready
    from gongkai_site.demonstration.opening import make, welcome
    from gongkai_site.migrations_pending import migrate

    if is_ready(data):
        migrate()
    else:
        make(data, small=small, say=click.echo)
    click.echo("\n".join(welcome(address)))
    if serving:
        _serve(host, port)
    else:
        click.echo(f"启动：gongkai demo --data {data} --serve")
    return 0


def _serve(host: str, port: int) -> None:
    from django.db import connection

    from gongkai_site.cli.serve import serve, worker_beside
    from gongkai_site.cli.static import collect_static

    collect_static()
    connection.close()
    click.echo("按 Ctrl-C 停止；数据保留，下次直接使用。")
    with worker_beside(True):
        serve(host, port, 1, 8)
