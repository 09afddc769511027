"""The command group. Each command lives in its own module and is loaded only when it is asked for."""

from __future__ import annotations

import gettext
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from gongkai import __version__
from gongkai.cli.exits import FAILED, INTERRUPTED, USAGE
from gongkai.cli.extensions import extensions, load, summary
from gongkai.errors import (
    GongkaiError,
    InvalidCase,
    InvalidMarks,
    InvalidRuleSet,
    InvalidSettings,
    NotInForce,
    UnknownCell,
    UnknownForm,
    UnknownRule,
    UsageError,
)

_SUMMARIES = {
    "read": "读取年度报告，输出为数据（每份报告一行JSON）",
    "check": "校验年度报告，列出问题及法律依据",
    "write": "将报告写为 Word、PDF、网页、Excel、CSV、JSON，或导出空白表样",
    "diff": "比较两份报告",
    "january": "县区一月工作：收齐、校验、退改、汇总，一条命令完成",
    "clock": "计算一件申请或者案件的法定期限，逐日说明依据",
    "screen": "公开前筛查：找出不应公开的个人信息、涉密标志和隐藏内容",
    "redact": "区分处理：遮盖不予公开的内容，写成新的 PDF 并回读",
    "fee": "计算信息处理费：按件或者按页，逐行列出算式",
    "remedies": "答复书怎样写救济途径：先复议还是都可以，向谁，多长时间",
    "forms": "列出法定表样及全部单元格名称",
    "rules": "列出校验规则目录",
    "completion": "输出命令行自动补全脚本",
}
_LOCALE = Path(__file__).parent / "locale"
_USAGE_ERRORS = (
    *(UsageError, InvalidCase, InvalidMarks, InvalidRuleSet, InvalidSettings, NotInForce),
    *(UnknownRule, UnknownForm, UnknownCell),
)


class _Commands(click.Group):
    """A group whose commands are imported on use, so that help and completion start at once."""

    def main(self, *args: Any, **extra: Any) -> Any:
        speak_chinese()
        return super().main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_SUMMARIES, *(name for name in extensions() if name not in _SUMMARIES)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _SUMMARIES:
            command: click.Command = import_module(f"gongkai.cli.{cmd_name}_command").command
            return command
        entry = extensions().get(cmd_name)
        return None if entry is None else load(entry)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl(list(_SUMMARIES.items()))
        further = [(name, summary(entry)) for name, entry in extensions().items() if name not in _SUMMARIES]
        if further:
            with formatter.section("扩展命令"):
                formatter.write_dl(further)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="退出码：0 正常；1 校验发现错误；2 用法有误；3 部分文件无法读取（其余已完成）；4 全部失败；130 被中断。",
)
@click.version_option(__version__, "--version", message="gongkai %(version)s", help="显示版本。")
def app() -> None:
    """公开 gongkai：政府信息公开工作年度报告的读取、校验、写回、比较与汇总。

    PATH 可以是文件、文件夹、zip 压缩包，或 - （标准输入）。
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; exits with one of the documented codes."""
    _print_utf8()
    sys.exit(run(lambda: app.main(args=arguments, prog_name="gongkai", standalone_mode=False)))


def speak_chinese() -> None:
    """Let click's own words be Chinese whatever the locale; LANGUAGE still asks for another language."""
    gettext.bindtextdomain("messages", _LOCALE)
    os.environ.setdefault("LANGUAGE", "zh")


def _print_utf8() -> None:
    """Data in files and pipes is UTF-8 whatever the locale; a terminal keeps its encoding but never stops the run."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")


def run(call: Callable[[], Any]) -> int:
    """Call and turn our errors and click's into messages on standard error and exit codes."""
    try:
        result = call()
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough; nothing more may be written, at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except GongkaiError as error:
        click.echo(f"错误（{error.code}）：{error}", err=True)
        return USAGE if isinstance(error, _USAGE_ERRORS) else FAILED
    return result if isinstance(result, int) else 0
