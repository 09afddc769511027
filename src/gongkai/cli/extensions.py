"""Commands that other packages bring: entry points of the group ``gongkai.commands`` (name → module:command).

A command's module is loaded for its line in the help, so it should import no more than click at its top.
"""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from gongkai.errors import UsageError

GROUP = "gongkai.commands"


def extensions() -> dict[str, EntryPoint]:
    """Return the installed extension commands by name, in order of their names."""
    return {each.name: each for each in sorted(entry_points(group=GROUP), key=lambda each: each.name)}


def load(entry: EntryPoint) -> click.Command:
    """Return the command; one that cannot be loaded becomes a command that says why."""
    try:
        command = entry.load()
    except (ImportError, AttributeError, SyntaxError) as error:
        return _broken(entry, error)
    return command if isinstance(command, click.Command) else _broken(entry, TypeError(type(command).__name__))


def summary(entry: EntryPoint) -> str:
    """Return the command's line in the help."""
    return load(entry).get_short_help_str(limit=80)


def _broken(entry: EntryPoint, error: Exception) -> click.Command:
    @click.command(
        entry.name,
        short_help="无法载入，运行它可看原因。",
        context_settings={"ignore_unknown_options": True, "help_option_names": []},
    )
    @click.argument("ignored", nargs=-1)
    def command(**ignored: Any) -> int:
        raise UsageError(f"命令“{entry.name}”无法载入（{entry.value}：{error}）。", advice="请重新安装提供它的软件包。")

    return command
