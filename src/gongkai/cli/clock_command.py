"""``gongkai clock``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.outputs import say, write_text
from gongkai.errors import InvalidCase, UsageError

if TYPE_CHECKING:
    from gongkai.law import Calendar


@click.command("clock", short_help="计算一件申请或者案件的法定期限。")
@click.argument("case", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。")
@click.option("--svg", type=click.Path(path_type=Path), metavar="OUT", help="另将逐日计算画成图，写入 OUT。")
@click.option(
    "--notice",
    "notices",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="某一年度的放假安排：通知全文，或者“日期、休/班、节日”的表；可写多次。",
)
@click.option("--brief", is_flag=True, help="不列出逐日计算。")
def command(case: Path, as_json: bool, svg: Path | None, notices: tuple[Path, ...], brief: bool) -> int:
    """法定期限：何时收到、何时起算、何时到期、何时办结，逐日说明依据。

    CASE 是 .toml 或者 .json 文件，列出发生的事件；写法见“法定期限”一页。
    """
    from gongkai.law import Clock, days_svg, explain_case, explanation_text, read_case
    from gongkai.report.json import dumps

    if case.suffix.lower() not in (".toml", ".json"):
        raise UsageError(f"“{case}”不是 .toml 或者 .json 文件。", advice="请核对文件名。")
    explained = explain_case(read_case(case), Clock(_calendar(notices)))
    due = explained.answer.due
    if svg and due is None:
        raise UsageError("这个案件没有到期的事项，画不出图。")
    if as_json:
        write_text(None, dumps(explained.to_json(), indent=2))
    else:
        write_text(None, explanation_text(explained, days=not brief))
    if svg and due:
        write_text(svg, days_svg(due))
        say(f"已写入“{svg}”。")
    return 0


def _calendar(notices: tuple[Path, ...]) -> Calendar:
    """The known calendar with what the operator brings."""
    from gongkai.law import Calendar, parse_notice

    calendar = Calendar.known()
    for path in notices:
        try:
            calendar = calendar.with_notice(parse_notice(path.read_text("utf-8-sig")))
        except OSError as error:
            raise InvalidCase(f"无法读取“{path}”：{error.strerror}。", advice="请核对路径。") from error
        except ValueError as error:
            raise InvalidCase(f"“{path}”不是文本文件（UTF-8）。", advice="请另存为文本后再试。") from error
    return calendar
