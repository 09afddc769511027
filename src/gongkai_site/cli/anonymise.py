"""``gongkai audit anonymise|clean|backups``: taking personal data away for good, and where it still stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gongkai.errors import UsageError
from gongkai_site.cli.ready import data_option, ready, require_database

if TYPE_CHECKING:
    from gongkai_site.records.registry import Register


@click.command("anonymise")
@data_option
@click.option("--agency", "agency_id", type=int, required=True, metavar="编号", help="单位编号（网页地址里的数字）。")
@click.option(
    "--register", "key", required=True, metavar="台账", help="台账的英文名，如 requests、decisions、disputes。"
)
@click.option("--before", type=click.DateTime(["%Y-%m-%d"]), help="只处理这一天以前的记录（按台账的第一个日期）。")
@click.option("--number", "numbers", multiple=True, metavar="编号", help="只处理这些编号（文号、案号）的记录，可重复。")
@click.option("--ground", required=True, metavar="事由", help="法定事由：purpose、period、withdrawn、unlawful、other。")
@click.option("--reason", required=True, help="为什么符合所选的法定事由；会记入审计日志，不要写个人信息。")
@click.option("--yes", is_flag=True, help="不再询问。")
def anonymise_command(
    data: Path | None, agency_id: int, key: str, before: dt.datetime | None, numbers: tuple[str, ...], ground: str,
    reason: str, yes: bool,
) -> int:  # fmt: skip
    """永久销毁一批已办结记录的文字：申请人、内容、备注等，以及审计日志里关于它们的文字。

    日期、数量、类别、编号留下，年报不变；审计日志仍可核对。做完即整理数据库文件，并列出仍有原文的备份。
    """
    if before is None and not numbers:
        raise UsageError("没有说明处理哪些记录。", advice="请加 --before 或 --number。")
    ready(data)
    require_database(upgraded=True)
    from gongkai_site.agencies.models import Agency
    from gongkai_site.audit.cleaning import clean_out, is_due
    from gongkai_site.policy import SYSTEM
    from gongkai_site.reach import within
    from gongkai_site.records.anonymising import anonymise
    from gongkai_site.records.registry import REGISTERS

    agency, register = Agency.objects.filter(pk=agency_id).first(), REGISTERS.get(key)
    if agency is None or register is None:
        raise UsageError("没有这个单位或台账。", advice=f"台账有：{'、'.join(REGISTERS)}。")
    with within((agency.pk,)):
        keys = _chosen(register, agency, before.date() if before else None, numbers)
    if not yes:
        click.confirm(f"将匿名化{agency}“{register.title}”的{len(keys)}条记录，不能恢复。确定吗", abort=True)
    done = anonymise(SYSTEM, agency, register, keys, ground=ground, reason=reason)
    click.echo(f"选中{len(keys)}条，匿名化{done.records}条，审计日志中{done.texts}条事件的文字已销毁。")
    for name in done.files:
        click.echo(f"已删除导入的文件：{name}")
    for name in done.files_left:
        click.echo(f"导入的文件里还有其他记录，仍在：{name}", err=True)
    if is_due():
        clean_out()
        click.echo("数据库文件已整理。")
    _list_backups()
    return 0


@click.command("clean")
@data_option
def clean_command(data: Path | None) -> int:
    """匿名化以后整理数据库文件，使其中不留旧字节。后台每天也做一次；期间网站短暂等待。"""
    ready(data)
    require_database(upgraded=True)
    from gongkai_site.audit.cleaning import clean_out

    clean_out()
    click.echo("数据库文件已整理。")
    return 0


@click.command("backups")
@data_option
def backups_command(data: Path | None) -> int:
    """列出做过的备份，以及其中仍有多少项后来匿名化的内容。"""
    ready(data)
    require_database(upgraded=True)
    if not _list_backups(every=True):
        click.echo("日志里没有备份的记载。")
    return 0


def _chosen(register: Register, agency: Any, before: dt.date | None, numbers: tuple[str, ...]) -> list[int]:
    from gongkai_site.records.anonymising import concluded

    found = concluded(register, agency)
    if before is not None:
        found = found.filter(**{f"{register.model.date_fields[0]}__lt": before})
    if numbers:
        if "number" not in register.by_name:
            raise UsageError("这本台账没有编号。", advice="请用 --before。")
        found = found.filter(number__in=numbers)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _list_backups(*, every: bool = False) -> int:
    from gongkai_site.audit.backups import backups

    listed = [each for each in backups() if every or each.holds]
    for each in listed:
        held = f"仍有{each.holds}项后来匿名化的内容" if each.holds else "没有后来匿名化的内容"
        where = "" if each.is_there else "（原处已没有这个文件，可能移走或删除）"
        click.echo(f"备份 {each.at} {each.path}{where}：{held}。")
    return len(listed)
