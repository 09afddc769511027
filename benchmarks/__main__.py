"""``python -m benchmarks [NAME …]``: run all (or the named) benchmarks, print a table, write ``results.md``."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    accuracy,
    clock,
    fuzzing,
    html_speed,
    january,
    jobs,
    memory,
    pdf_speed,
    repeated,
    screening,
    site_anonymise,
    site_audit,
    site_compile,
    site_consolidate,
    site_office,
    site_pages,
    start,
)
from benchmarks.timing import Row, Skipped

RESULTS = Path(__file__).with_name("results.md")
ALL: dict[str, Callable[[], list[Row]]] = {
    "html": html_speed.run,
    "pdf": pdf_speed.run,
    "start": start.run,
    "jobs": jobs.run,
    "memory": memory.run,
    "january": january.run,
    "repeated": repeated.run,
    "clock": clock.run,
    "accuracy": accuracy.run,
    "scans": accuracy.run_scans,
    "fuzz": fuzzing.run,
    "screening": screening.run,
    "site-audit": site_audit.run,
    "site-anonymise": site_anonymise.run,
    "site-compile": site_compile.run,
    "site-consolidate": site_consolidate.run,
    "site-pages": site_pages.run,
    "site-office": site_office.run,
}
MARKS = {True: "✓", False: "✗", None: ""}


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| what | figure | goal | | detail |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {row.name} | {row.figure} | {row.goal} | {MARKS[row.met]} | {row.detail} |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    names = sys.argv[1:] or list(ALL)
    unknown = sorted(set(names) - set(ALL))
    if unknown:
        sys.exit(f"There is no benchmark '{unknown[0]}'. Known: {', '.join(ALL)}.")
    rows: list[Row] = []
    for name in names:
        print(f"… {name}", file=sys.stderr, flush=True)
        try:
            rows += ALL[name]()
        except Skipped as reason:
            rows.append(Row(name, "skipped", "", None, str(reason)))
    text = table(rows)
    print(text)
    if len(names) == len(ALL):
        head = f"<!-- written by `make bench`: Python {platform.python_version()}, {platform.machine()} -->\n\n"
        RESULTS.write_text(head + text, "utf-8")


if __name__ == "__main__":
    main()
