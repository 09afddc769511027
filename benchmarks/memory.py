"""Memory over ten thousand documents in one process."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress

from benchmarks.timing import Row, times

COUNTS = (1_000, 10_000)
KINDS = ("html", "text", "docx", "xlsx")


def resident() -> int:
    """Resident memory of this process in kilobytes."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def measure() -> None:
    """Read documents again and again; print the memory at the two counts. Runs in a fresh process."""
    from gongkai.checking import check
    from gongkai.errors import GongkaiError
    from gongkai.reading import read
    from tests.corpus.build import make_sample

    samples = [make_sample(KINDS[n % 4], f"m{n}", random.Random(n), level=0.2) for n in range(40)]
    for number in range(1, COUNTS[-1] + 1):
        sample = samples[number % len(samples)]
        with suppress(GongkaiError):
            check(read(sample.data, name=sample.name))
        if number in COUNTS:
            print(resident(), flush=True)


def run() -> list[Row]:
    """Compare the memory after 1,000 and after 10,000 documents."""
    command = [sys.executable, "-c", "from benchmarks.memory import measure; measure()"]
    early, late = map(int, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    growth = late / early
    detail = f"{early // 1024} MB after {COUNTS[0]:,}, {late // 1024} MB after {COUNTS[1]:,}"
    return [
        Row("memory after 10,000 documents over memory after 1,000", times(growth), "≤ 1.10 ×", growth <= 1.10, detail)
    ]
