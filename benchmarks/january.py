"""The January kit over three hundred generated offices in mixed formats."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.offices import write_offices
from benchmarks.timing import Row

OFFICES = 300


def run() -> list[Row]:
    """Run the command as an office does, once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_offices(folder / "in", folder / "roster.xlsx", OFFICES)
        command = [sys.executable, "-c", "from gongkai.cli import main; main()", "january", str(folder / "in")]
        command += ["--roster", str(folder / "roster.xlsx"), "--out", str(folder / "out"), "--jobs", "2"]
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        took = time.perf_counter() - started
        files = sum(1 for path in (folder / "out").rglob("*") if path.is_file())
        if not files:
            raise RuntimeError(f"January wrote nothing: {done.stderr[-500:]}")
    return [Row(f"January with {OFFICES} offices", f"{took:.1f} s", "< 60 s", took < 60, f"{files} files written")]
