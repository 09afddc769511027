"""``gongkai diff``."""

from __future__ import annotations

from pathlib import Path

import click

from gongkai.cli.inputs import out_option
from gongkai.cli.outputs import write_text
from gongkai.errors import UsageError


@click.command("diff", short_help="比较两份报告。")
@click.argument("first", metavar="A")
@click.argument("second", metavar="B")
@click.option(
    "--format", "form", type=click.Choice(["text", "html", "json"]), help="形式；默认按 --out 的扩展名，否则为 text。"
)
@out_option("写入的文件；不写则输出到屏幕。")
def command(first: str, second: str, form: str | None, out: Path | None) -> int:
    """比较同一机关的两个年度，或两个机关：数字增减、结转是否衔接、正文改动。"""
    from gongkai.comparing import diff
    from gongkai.reading import read
    from gongkai.report.json import dumps

    for path in (first, second):
        if not Path(path).is_file():
            raise UsageError(f"文件“{path}”不存在。", advice="请核对路径。")
    found = diff(read(first), read(second))
    endings = {".html": "html", ".htm": "html", ".json": "json"}
    match form or endings.get(out.suffix.lower() if out else "", "text"):
        case "html":
            text = found.to_html()
        case "json":
            text = dumps(found.to_json(), indent=2)
        case _:
            text = found.to_text()
    write_text(out, text)
    return 0
