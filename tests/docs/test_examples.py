"""Every example of the documentation is run, and what it prints is compared with what the page says."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "README.zh.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(?P<kind>console|python)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced example."""

    kind: str
    body: str


def blocks(page: Path) -> list[Block]:
    return [Block(match["kind"], match["body"]) for match in FENCE.finditer(page.read_text("utf-8"))]


with_kind = {
    kind: [page for page in PAGES if any(block.kind == kind for block in blocks(page))]
    for kind in ("console", "python")
}


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like a clone of the repository to who reads, and takes what is written."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed_by(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
        env={**os.environ, "PATH": path, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}", "COLUMNS": "100"},
    )
    return ran.stdout.decode("utf-8")


def matches(expected: str, printed: str) -> bool:
    """A line of only … stands for any lines, … within a line for anything in it."""
    lines = [".*" if line == "…" else re.escape(line).replace("…", "[^\n]*") for line in expected.strip().split("\n")]
    return re.fullmatch("\n".join(lines), printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize("page", with_kind["console"], ids=lambda page: page.name)
def test_commands_print_what_the_page_says(page: Path, clone: Path) -> None:
    for block in blocks(page):
        if block.kind == "console":
            for each in re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]:
                command, _, expected = each.partition("\n")
                printed = printed_by(command, clone)
                assert matches(expected, printed), f"{command}\n--- printed:\n{printed}\n--- the page says:\n{expected}"


@pytest.mark.parametrize("page", with_kind["python"], ids=lambda page: page.name)
def test_python_gives_what_the_page_says(page: Path, clone: Path) -> None:
    source = "\n".join(block.body for block in blocks(page) if block.kind == "python")
    test = doctest.DocTestParser().get_doctest(source, {}, page.name, str(page), 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False).run(test, out=report.append)
    assert "".join(report) == ""


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a … c", "a b c", True),
        ("a … c", "a\nc", False),
        ("a\nb", "a", False),
        ("a", "a\nb", False),
    ],
)
def test_the_comparison_itself(expected: str, printed: str, same: bool) -> None:
    assert matches(expected, printed) is same
