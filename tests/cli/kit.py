"""What the tests of the command line share."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
REAL = ROOT / "tests" / "data" / "reports"
BAISHIYI = REAL / "baishiyi-2024.txt"
GUOLIANG = REAL / "guoliang-2024.txt"
LUBEI = REAL / "lubei-2024.txt"
HONGZE = REAL / "hongze-2024.pdf"


class Ran(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as lines of JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]
COMMAND = str(Path(sys.executable).with_name("gongkai"))


def process(*arguments: object, stdin: bytes = b"", **more: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a process of its own."""
    return subprocess.run(
        [COMMAND, *map(str, arguments)], input=stdin, capture_output=True, timeout=600, check=False, **more
    )


def lines_of(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
