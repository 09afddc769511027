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
    inputs, crashes, over = found["inputs"], found["crashes"], found.get("over", found.get("slow", 0))
    detail = f"seed {found['seed']}, slowest input {found['slowest']:.2f} s, {found['libreoffice']} over LibreOffice"
    well = inputs >= 100_000 and not crashes and not over
    rows = [Row("fuzz inputs, crashes, over budget", f"{inputs:,}, {crashes}, {over}", "≥ 100,000, 0, 0", well, detail)]
    if "memory" in found:
        start, middle, end = found["memory"]
        held = f"{start}, {middle}, {end} MB"
        rows.append(
            Row(
                "memory of the fuzz process: start, middle, end",
                held,
                "end < 2 × middle",
                end < 2 * middle,
                f"peak {found['peak']} MB",
            )
        )
    return rows
