"""``python -m tests.redaction [--count 300] [--seed 2026] [--no-ocr]``: plant, redact, look with other tools.

Writes ``benchmarks/redaction.md``.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections import Counter
from pathlib import Path

from gongkai.document.fronts.ocr.engine import available
from gongkai.errors import GongkaiError
from tests.redaction.planting import planted
from tests.redaction.surviving import is_there, surviving

PAGE = Path(__file__).parents[2] / "benchmarks" / "redaction.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.redaction", description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--no-ocr", action="store_true", help="let recognition read neither boxes nor pages")
    options = parser.parse_args()
    read = available() and not options.no_ocr
    tried: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    said: list[str] = []
    started = time.perf_counter()
    for number, make in enumerate(planted(options.count, options.seed), 1):
        file = make()
        tried[file.place] += 1
        try:
            left = surviving(file, read=read) if is_there(file) else ["was not there"]
        except (GongkaiError, LookupError) as error:
            left = [f"{type(error).__name__}: {error}"]
        if left:
            failed[file.place] += 1
            said.append(f"- file {number}, {file.place}: {'; '.join(left)}")
        print(
            f"{number}/{options.count} {time.perf_counter() - started:.0f} s {file.place}: {left or 'nothing'}",
            flush=True,
        )
    PAGE.write_text(page(tried, failed, said, options.seed, read, time.perf_counter() - started), "utf-8")


def page(tried: Counter[str], failed: Counter[str], said: list[str], seed: int, read: bool, seconds: float) -> str:
    """The results as a page."""
    rows = "".join(f"| {place} | {tried[place]} | {failed[place]} |\n" for place in tried)
    how = "pdftotext, pdfinfo, pdfdetach, a walk of all objects by pikepdf, a search of the raw bytes"
    how += ", recognition of poppler's pictures of the pages" if read else ""
    return (
        f"""# Redaction 区分处理

Written by `python -m tests.redaction`; do not edit by hand. Python {platform.python_version()}, {platform.machine()}.

Seed {seed}: {tried.total()} files with a planted secret, redacted; **in {failed.total()} anything survived** (goal 0
{"✗" if failed.total() else "✓"}), looked for by {how}. {seconds:.0f} s in all.

| where the secret was | files | survived |
| --- | --- | --- |
{rows}
{chr(10).join(said)}
""".rstrip()
        + "\n"
    )


if __name__ == "__main__":
    main()
