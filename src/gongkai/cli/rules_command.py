"""``gongkai rules``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from gongkai.cli.outputs import write_text
from gongkai.law import provisions


@click.command("rules", short_help="列出校验规则。")
@click.argument("chosen", nargs=-1, metavar="[RULE...]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "markdown"]),
    default="table",
    show_default=True,
    help="输出形式；markdown 为完整目录（docs/rules.md）。",
)
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="标题的语言。")
def command(chosen: tuple[str, ...], form: str, language: str) -> int:
    """列出规则：编号、等级、标题、法律依据。RULE 可用前缀（requests、narrative.*）。"""
    from gongkai.checking.rule import select
    from gongkai.report.json import dumps

    if form == "markdown":
        from gongkai.checking.catalogue import catalogue

        write_text(None, catalogue())
        return 0
    rows = [
        {
            "rule": rule.id,
            "severity": rule.severity,
            "title": rule.title_en if language == "en" else rule.title,
            "basis": _basis(rule.basis, language),
        }
        for rule in select(chosen or None)
    ]
    if form == "json":
        write_text(None, dumps(rows, indent=2))
        return 0
    from rich.console import Console
    from rich.table import Table

    table = Table("规则", "等级", "标题", "法律依据", show_lines=True)
    for row in rows:
        table.add_row(*row.values())
    Console().print(table)
    return 0


def _basis(keys: Sequence[str], language: str) -> str:
    """Name the provisions a rule rests on; the key ``form`` stands for the report's own form."""
    form = "the report's own form" if language == "en" else "报告所用表样"
    known = [key for key in keys if key != "form"]
    return "；".join([*(each.text(language) for each in provisions(known)), *([form] if "form" in keys else [])])
