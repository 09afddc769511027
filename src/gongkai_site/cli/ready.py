"""Making Django ready for a command, and what every command of the site takes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from gongkai.errors import UsageError

ANYWHERE = ("127.0.0.1", "0.0.0.0", "::", "::1")
"""Addresses to listen at that a browser on the same machine calls localhost."""

F = TypeVar("F", bound=Callable[..., Any])


def data_option(function: F) -> F:
    """Add ``--data``: the folder of the database, the files and the secret key."""
    return click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        envvar="GONGKAI_DATA",
        help="数据文件夹：内置数据库、上传的文件、密钥；默认取环境变量 GONGKAI_DATA，否则为 data。",
    )(function)


def ready(data: Path | None = None, **environment: str) -> None:
    """Load the site's settings and apps.

    ``environment`` gives further variables where the environment has none. Raises :class:`UsageError` where the site's
    libraries are not installed.
    """
    if data is not None:
        os.environ["GONGKAI_DATA"] = str(data)
    for name, value in environment.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai_site.settings")
    try:
        import django
        from django.conf import settings

        _ = settings.INSTALLED_APPS
        django.setup()
        from gongkai_site.cli.safe import close_to_others
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gongkai"):
            raise
        raise UsageError(
            f"网站所需的程序库没有装齐（缺 {error.name}）。", advice="请安装：pip install 'gongkai[site]'。"
        ) from error
    close_to_others()


def require_database(*, upgraded: bool) -> None:
    """Raise :class:`UsageError` where the database was never made or, with ``upgraded``, is of an older version."""
    from gongkai_site.migrations_pending import is_made, pending_migrations

    if not is_made():
        raise UsageError("数据库还没有建立。", advice="请先运行：gongkai setup；并核对数据文件夹（GONGKAI_DATA）。")
    if upgraded and (pending := pending_migrations()):
        raise UsageError(f"数据库还有 {len(pending)} 步升级没有执行。", advice="请先备份，再运行：gongkai setup。")
