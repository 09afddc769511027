"""``gongkai backup`` and ``gongkai restore``."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai_site.cli.ready import data_option, ready, require_database


@click.command("backup", short_help="备份整个网站到一个文件：数据库、上传的文件、密钥。")
@data_option
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(data: Path | None, file: Path) -> int:
    """备份到 FILE（.tar.gz）。网站可以照常运行。

    备份中有个人信息和密钥，请妥善保管。屏幕上的审计序号和哈希请另行抄存，日后可用来证明日志没有被改写。
    """
    ready(data)
    require_database(upgraded=False)
    from gongkai_site.cli.archive import back_up

    about = back_up(file)
    click.echo(f"已备份到 {file}。审计日志至第 {about.number} 条，哈希 {about.hash}。")
    return 0


@click.command("restore", short_help="把备份恢复到空的数据文件夹和空的数据库。")
@data_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore_command(data: Path | None, file: Path) -> int:
    """从 FILE 恢复，并验证审计日志。备份来自旧版本的，恢复后请运行 gongkai setup 升级。"""
    ready(data)
    from gongkai_site.cli.archive import restore

    about = restore(file)
    click.echo(f"已恢复 {about.at} 的备份（版本 {about.version}）。审计日志 {about.number} 条，验证无误。")
    return 0
