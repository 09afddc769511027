"""``gongkai completion``."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from gongkai.cli.outputs import write_text
from gongkai.errors import UsageError


@click.command("completion", short_help="输出自动补全脚本。")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """输出自动补全脚本，例如：gongkai completion bash > ~/.local/share/bash-completion/completions/gongkai"""
    from gongkai.cli.app import app

    kind = get_completion_class(shell)
    if kind is None:
        raise UsageError(f"没有 {shell} 的自动补全。")
    write_text(None, kind(app, {}, "gongkai", "_GONGKAI_COMPLETE").source())
    return 0
