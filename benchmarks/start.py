"""Time to import the package and to start the command line."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.timing import Row, medians, milliseconds


def run() -> list[Row]:
    """Time fresh processes; the interpreter's own start is taken off the import."""
    python = sys.executable

    def call(*arguments: str) -> None:
        subprocess.run([python, *arguments], check=True, capture_output=True)

    took = medians(
        {
            "bare": lambda: call("-c", "pass"),
            "import": lambda: call("-c", "import gongkai"),
            "help": lambda: call("-c", "from gongkai.cli import main; main(['--help'])"),
        },
        rounds=9,
        warm=2,
    )
    alone = took["import"] - took["bare"]
    detail = f"a bare interpreter starts in {milliseconds(took['bare'])}"
    return [
        Row("import gongkai", milliseconds(alone), "< 150 ms", alone < 0.150, detail),
        Row(
            "gongkai --help",
            milliseconds(took["help"]),
            "< 300 ms",
            took["help"] < 0.300,
            "with the interpreter's start",
        ),
    ]
