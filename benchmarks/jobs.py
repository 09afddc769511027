"""Two processes against one, over a folder of documents."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks.timing import Row, Skipped, times
from tests.corpus.build import corpus


def write_folder(folder: Path, count: int) -> None:
    """Write mixed documents."""
    for sample in corpus(count, 77, ("html", "text", "docx", "xlsx")):
        (folder / sample.name).write_bytes(sample.data)


def run() -> list[Row]:
    """Time the whole folder with one and with two jobs, in turn."""
    from gongkai.reading import read_many

    if len(os.sched_getaffinity(0)) < 2:
        raise Skipped("there is one processor only")
    took: dict[int, list[float]] = {1: [], 2: []}
    with tempfile.TemporaryDirectory() as name:
        write_folder(Path(name), 1_500)
        for _ in range(3):
            for jobs, each in took.items():
                started = time.perf_counter()
                sum(1 for _ in read_many([name], jobs=jobs))
                each.append(time.perf_counter() - started)
    one, two = min(took[1]), min(took[2])
    detail = f"1,500 documents: {one:.1f} s with one job, {two:.1f} s with two ({1_500 / two:.0f} documents/s)"
    return [Row("--jobs 2 against --jobs 1", f"{times(one / two)} faster", "≥ 1.7 ×", one / two >= 1.7, detail)]
