"""Commands of other packages: found by entry point, loaded on use, and never able to break the library's own."""

from __future__ import annotations

from importlib.metadata import EntryPoint

import click
import pytest

from gongkai.cli import app as module
from gongkai.cli import extensions
from tests.cli.kit import Run
from tests.cli.test_process import loaded_by


@click.command("greet", short_help="问好。")
@click.argument("name")
def greet(name: str) -> int:
    """Say hello."""
    click.echo(f"您好，{name}")
    return 3


not_a_command = "text"
HERE = "tests.cli.test_extensions"
OWN = EntryPoint("greet", f"{HERE}:greet", extensions.GROUP)
BROKEN = {
    "no such module": EntryPoint("lost", "nowhere_at_all.cli:command", extensions.GROUP),
    "no such name": EntryPoint("lost", f"{HERE}:nothing", extensions.GROUP),
    "not a command": EntryPoint("lost", f"{HERE}:not_a_command", extensions.GROUP),
}


def install(monkeypatch: pytest.MonkeyPatch, *entries: EntryPoint) -> None:
    monkeypatch.setattr(module, "extensions", lambda: {each.name: each for each in entries})


def test_an_extension_is_run_with_its_arguments_and_exit_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, OWN)
    ran = run("greet", "某县")
    assert (ran.code, ran.out) == (3, "您好，某县\n")


def test_help_shows_extensions_under_a_heading_of_their_own(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, OWN)
    own, _, further = run("--help").out.partition("扩展命令:")
    assert "january" in own
    assert "greet" not in own
    assert "greet  问好。" in further


def test_without_extensions_there_is_no_heading(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    assert "扩展命令" not in run("--help").out


@pytest.mark.parametrize("entry", BROKEN.values(), ids=BROKEN)
def test_an_extension_that_cannot_be_loaded_says_so_when_run(
    run: Run, monkeypatch: pytest.MonkeyPatch, entry: EntryPoint
) -> None:
    install(monkeypatch, entry)
    assert "lost  无法载入" in run("--help").out
    ran = run("lost", "--any", "thing")
    assert ran.code == 2
    assert entry.value in ran.err


def test_an_extension_cannot_take_the_place_of_a_command_of_ours(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, EntryPoint("forms", f"{HERE}:greet", extensions.GROUP))
    assert "cells" in run("forms", "--schema").out
    assert "扩展命令" not in run("--help").out


def test_the_sites_commands_are_installed_and_listing_them_loads_no_web_framework() -> None:
    modules = loaded_by(
        "from click.testing import CliRunner\nfrom gongkai.cli.app import app\n"
        "assert '扩展命令' in CliRunner().invoke(app, ['--help']).output"
    )
    assert "gongkai_site.cli.serve" in modules
    assert not modules & {"django", "granian"}


def test_the_sites_commands_without_its_libraries_say_how_to_install_them() -> None:
    loaded_by(
        "import os\nsys.modules['django'] = None\nos.environ['GONGKAI_DATA'] = '/nonexistent'\n"
        "from click.testing import CliRunner\nfrom gongkai.cli.app import app\n"
        "for name in ('serve', 'worker', 'setup', 'demo'):\n"
        "    error = CliRunner().invoke(app, [name]).exception\n"
        "    assert 'gongkai[site]' in str(error), (name, error)"
    )
