"""The summary of the last long fuzz run, which ``python -m tests.fuzz`` leaves under ``out/fuzz``."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.timing import Row, Skipped

SUMMARY = Path(__file__).parent.parent / "benchmarks" / "fuzz.json"


def run() -> list[Row]:
    """State what the long run found."""
    if not SUMMARY.exists():
        raise Skipped("no long run yet: python -m tests.fuzz --inputs 100000")
    found = json.loads(SUMMARY.read_text("utf-8"))
    inputs, crashes = found["inputs"], found["crashes"]
    detail = f"seed {found['seed']}, slowest input {found['slowest']:.2f} s, {found['libreoffice']} over LibreOffice"
    return [
        Row("fuzz inputs, crashes", f"{inputs:,}, {crashes}", "≥ 100,000, 0", inputs >= 100_000 and not crashes, detail)
    ]
