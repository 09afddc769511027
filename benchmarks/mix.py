"""Processor time per document of a county's mix, one checkout against another.

``python -m benchmarks.mix OTHER`` (the folder of another checkout, with its ``src``) writes the reports of a county's
offices as :mod:`benchmarks.offices` mixes them, then reads and checks each with both. In every round two fresh
processes, one for each checkout, take the same document in turn, so that a loaded machine disturbs both alike and no
process sees a document twice. They look for garbage as the processes of the checkout's own batch do. Of each document
the least processor time of all rounds counts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path

from benchmarks.offices import write_offices

HERE = Path(__file__).parent.parent
STEPS = ("read", "check")
WORKER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from gongkai.checking import check
from gongkai.errors import GongkaiError
from gongkai.reading import read
try:
    from gongkai.document import batch
except ImportError:
    from gongkai.reading import batch
getattr(batch, "spare_collections", lambda: None)()
for line in sys.stdin:
    began = time.process_time()
    try:
        report = read(line.rstrip("\\n"))
    except GongkaiError:
        report = None
    between = time.process_time()
    if report is not None:
        check(report)
    print(between - began, time.process_time() - between, flush=True)
"""
Times = dict[Path, list[float]]
"""Of each document, the least seconds of each of :data:`STEPS`."""


def _worker(checkout: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORKER, str(checkout / "src")]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _ask(worker: subprocess.Popen[str], path: Path) -> list[float]:
    if worker.stdin is None or worker.stdout is None:
        raise RuntimeError("the worker has no pipes")
    print(path, file=worker.stdin, flush=True)
    answer = worker.stdout.readline().split()
    if len(answer) != len(STEPS):
        raise RuntimeError(f"the worker gave no times for {path.name}")
    return [float(each) for each in answer]


def least_times(checkouts: list[Path], warm: list[Path], paths: list[Path], rounds: int) -> list[Times]:
    """The least times of every path in each checkout; ``warm`` are read first and not counted."""
    least: list[Times] = [{} for _ in checkouts]
    for turn in range(rounds):
        with ExitStack() as stack:
            workers = [stack.enter_context(_worker(each)) for each in checkouts]
            for path in warm:
                for worker in workers:
                    _ask(worker, path)
            for number, path in enumerate(paths):
                order = list(enumerate(workers))
                for place, worker in order if (turn + number) % 2 else reversed(order):
                    took = _ask(worker, path)
                    least[place][path] = [*map(min, took, least[place].get(path, took))]
        print(f"… round {turn + 1} of {rounds}", file=sys.stderr, flush=True)
    return least


def table(here: Times, other: Times) -> str:
    """Milliseconds per document and ratios, by format and over all, as a Markdown table."""
    groups: dict[str, list[Path]] = defaultdict(list)
    for path in here:
        groups[path.suffix[1:]].append(path)
    groups["all"] = list(here)
    lines = ["| documents | | step | other | here | here / other |", "| --- | --- | --- | --- | --- | --- |"]
    for kind, paths in groups.items():
        for step, places in (*((step, [place]) for place, step in enumerate(STEPS)), ("both", [0, 1])):
            mine, its = (sum(times[path][place] for path in paths for place in places) for times in (here, other))
            each = [f"{1000 * seconds / len(paths):.2f} ms" for seconds in (its, mine)]
            lines.append(f"| {kind} | {len(paths)} | {step} | {each[0]} | {each[1]} | {mine / its:.3f} × |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the county, time it, print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mix", description=__doc__)
    parser.add_argument("other", type=Path, help="folder of the checkout to compare with")
    parser.add_argument("--here", type=Path, default=HERE, help="folder of the checkout to measure")
    parser.add_argument("--offices", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--warm", type=int, default=20, help="documents read first, uncounted")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_offices(Path(name) / "in", Path(name) / "roster.xlsx", options.offices + options.warm)
        paths = sorted((Path(name) / "in").iterdir())
        warm, counted = paths[: options.warm], paths[options.warm :]
        here, other = least_times([options.here, options.other], warm, counted, options.rounds)
    print(table(here, other))


if __name__ == "__main__":
    main()
